//! What CLR rules say.

/// CLR rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clarity {
    /// CLR001
    VagueTime {
        /// The word.
        word: String,
    },
    /// CLR002
    VagueEffort {
        /// The word.
        word: String,
    },
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
    /// CLR004
    ClockEndsUnstated {
        /// The limit as written.
        limit: String,
    },
    /// CLR005
    FuzzyOutcome {
        /// The word.
        word: String,
        /// Where the clocks of the commitment stop.
        stops: Vec<String>,
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
    /// CLR008
    OpenException {
        /// The word.
        word: String,
    },
    /// CLR009
    UndefinedTerm {
        /// The word.
        word: String,
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
    /// CLR011: a Chinese sentence with too many characters.
    LongChineseSentence {
        /// How many it has.
        characters: usize,
        /// How many it may have.
        most: usize,
    },
    /// CLR011: an English sentence with too many words.
    LongEnglishSentence {
        /// How many it has.
        words: usize,
        /// How many it may have.
        most: usize,
    },
    /// CLR011: a double negative.
    DoubleNegative {
        /// From the first word to the last.
        words: String,
    },
    /// CLR012
    ScopeUnstated,
    /// CLR013
    ContactMissing,
    /// CLR014: a share without a period.
    ShareWithoutPeriod {
        /// The share as written.
        share: String,
    },
    /// CLR014: a statistic without a period.
    StatisticWithoutPeriod {
        /// The statistic as written.
        statistic: String,
    },
}
