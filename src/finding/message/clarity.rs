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
    /// CLR003: a limit without its unit.
    NumberWithoutUnit {
        /// The number.
        number: String,
        /// The number with the unit that it probably has.
        meant: Option<String>,
    },
    /// CLR003: more than every case.
    ShareOverAll {
        /// The share.
        share: String,
    },
    /// CLR006
    DayKindUnstated {
        /// The duration.
        duration: String,
        /// The same with the kind of day that the target has.
        meant: Option<String>,
    },
    /// CLR007
    BoundaryTwice {
        /// One band.
        first: String,
        /// The other.
        second: String,
        /// Whether both include the value; otherwise neither does.
        includes: bool,
    },
    /// CLR010
    CompoundPromise {
        /// The limit without a target of its own.
        limit: String,
        /// How many limits the text has.
        limits: usize,
        /// How many targets there are.
        targets: usize,
    },
}
