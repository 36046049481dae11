//! What CON rules say.

/// CON rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// CON012: the standard's limit is weaker.
    StandardLimitLooser {
        /// The standard.
        standard: String,
        /// The commitment.
        commitment: String,
        /// The standard's limit as written.
        standard_limit: String,
        /// The promise's limit as written.
        promised: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
    /// CON012: the standard's share is weaker.
    StandardShareLooser {
        /// The standard.
        standard: String,
        /// The commitment.
        commitment: String,
        /// The standard's share.
        standard_share: String,
        /// The promise's share.
        promised: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
}
