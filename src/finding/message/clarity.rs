//! What CLR rules say.

/// CLR rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clarity {
    /// CLR001
    VagueTime {
        /// The word.
        word: String,
    },
    /// CLR013
    ContactMissing,
}
