//! What FLX rules say.

/// FLX rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flexibility {
    /// FLX002
    BareException {
        /// The exception.
        exception: String,
    },
}
