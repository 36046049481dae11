//! What COV rules say.

/// COV rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// COV001
    Dimensions {
        /// The dimensions that are missing, by their words in definitions.
        missing: Vec<&'static str>,
    },
    /// COV002
    Class {
        /// The attribute.
        attribute: String,
        /// Its value.
        value: String,
    },
}
