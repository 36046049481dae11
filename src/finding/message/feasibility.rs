//! What FEA rules say.

/// FEA rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feasibility {}
