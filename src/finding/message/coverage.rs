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
    /// COV002: by the rows of a log.
    Rows {
        /// The log.
        log: String,
        /// Cases that no commitment covers.
        uncovered: u64,
        /// All its cases.
        cases: u64,
        /// What they have in the attributes that stand for channels, places and classes.
        values: Vec<UncoveredValues>,
    },
}

/// The values that uncovered cases have of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncoveredValues {
    /// The attribute.
    pub attribute: String,
    /// The most frequent values, and how many cases have each; `""` is the missing value.
    pub named: Vec<(String, u64)>,
    /// How many values more there are.
    pub more: usize,
}
