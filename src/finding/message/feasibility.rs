//! What FEA rules say.

/// FEA rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feasibility {
    /// FEA001: a word that allows no failure.
    AbsoluteWord {
        /// The word.
        word: String,
        /// Whether the commitment says what a failure costs.
        remedy: bool,
    },
    /// FEA001: a share of every case.
    EveryCase {
        /// Whether the commitment says what a failure costs.
        remedy: bool,
    },
}
