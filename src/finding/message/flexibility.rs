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
}
