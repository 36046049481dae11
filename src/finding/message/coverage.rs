//! What COV rules say.

/// COV rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {}
