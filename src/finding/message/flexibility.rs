//! What FLX rules say.

use super::feasibility::NeededTime;

/// FLX rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flexibility {
    /// FLX002
    BareException {
        /// The exception.
        exception: String,
    },
    /// FLX005
    SingleChannel {
        /// The words that leave one way only.
        words: String,
    },
    /// FLX010
    SelfServingPause {
        /// The state, as the clock or the log names it.
        state: String,
    },
    /// FLX001
    NoExceptionPath {
        /// The share that is promised.
        share: String,
    },
    /// FLX003
    UnauditableException {
        /// The exception.
        exception: String,
    },
    /// FLX007
    UnboundedWait {
        /// The pause.
        pause: String,
    },
    /// FLX008
    NoIncidentMode,
    /// FLX009
    NoChangeControl,
    /// FLX011: the customer must show something.
    ClaimNeedsEvidence {
        /// What.
        evidence: String,
    },
    /// FLX011: somebody above the front line must approve.
    ClaimNeedsApproval {
        /// Who.
        approval: String,
    },
    /// FLX004
    ExclusionHeavy {
        /// Cases that are excluded.
        excluded: u64,
        /// They, and those that are not.
        cases: u64,
        /// The share that may be.
        most: String,
        /// What excludes the most of them.
        by: Excluded,
        /// How many that are.
        count: u64,
    },
    /// FLX006
    OneSize {
        /// The limit as written.
        limit: String,
        /// The attribute that names the classes.
        attribute: String,
        /// The class with the lowest 90th percentile, and that.
        quickest: (String, NeededTime),
        /// The class with the highest.
        slowest: (String, NeededTime),
    },
}

/// What excludes cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excluded {
    /// An exception, by its name.
    Exception(String),
    /// The column that should have their own due, and has none.
    NoDue(String),
    /// The column that should have their value, and has none.
    NoValue(String),
}
