//! What FLX rules say.

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
}
