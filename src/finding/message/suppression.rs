//! What SUP rules say.

/// SUP rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppression {}
