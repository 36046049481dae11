//! What messages say of the past: parts of the cases, and how many of them were in time.

/// A part of the cases of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Those with a value of an attribute; `""` is the missing one.
    Value {
        /// The attribute.
        attribute: String,
        /// The value.
        value: String,
    },
    /// Those that start on a day of the week, 0 for Monday.
    Weekday(usize),
    /// Those that start in an hour of the day.
    Hour(usize),
    /// Those that start in an hour of the week, Monday 0:00 to 1:00 first.
    HourOfWeek(usize),
    /// Those that start in a declared peak.
    Peak(String),
}

/// How many cases of a part count, and were in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub part: Part,
    /// In time.
    pub met: u64,
    /// Those that count.
    pub cases: u64,
}

/// By what cases are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Divided {
    /// By the values of an attribute.
    Attribute(String),
    /// By the day of the week on which they start.
    Weekday,
    /// By the hour of the day in which they start.
    Hour,
}

/// Parts of the cases that differ more than chance allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unequal {
    /// By what cases are told apart.
    pub divided: Divided,
    /// The part that lies the furthest below the others.
    pub worst: Option<Group>,
    /// The part that lies the furthest above the others.
    pub best: Option<Group>,
    /// How likely chance makes such differences, at most.
    pub chance: String,
}

/// What bounds the remedies of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The most that customers get.
    Cap,
    /// What the owner can pay.
    Budget,
}

/// What FEA rules say of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastFeasibility {
    /// FEA002: by the cases of logs.
    UnreachableInHistory {
        /// The share.
        share: String,
        /// The period, by its word in definitions.
        per: &'static str,
        /// About so many cases come in the median one.
        cases: u64,
        /// How many periods that is taken from.
        periods: usize,
        /// The highest share in whole percent at which a case may be late.
        loosest: Option<u64>,
    },
    /// FEA003
    HistoryBelow {
        /// The share.
        share: String,
        /// Cases in time.
        met: u64,
        /// Cases that count.
        cases: u64,
        /// The lower end of the 95 % interval, in whole thousandths.
        low: u64,
        /// The upper end.
        high: u64,
        /// Whether the whole interval is below the share.
        is_certain: bool,
    },
    /// FEA008: by the cases of logs.
    PilotTooSmall {
        /// Cases of the pilot.
        cases: u64,
        /// How many it takes to know enough.
        wanted: u64,
    },
    /// FEA011
    LiabilityOver {
        /// What bounds it.
        bound: Bound,
        /// What a period comes to on average, with its currency.
        mean: String,
        /// What it may come to.
        most: String,
        /// The period, by its word in definitions.
        per: &'static str,
        /// Of how many periods the average is; none: it is what the first period came to before its end.
        periods: Option<u64>,
    },
    /// FEA012
    PeakCollapse {
        /// The share.
        share: String,
        /// Cases in time, over all.
        met: u64,
        /// Cases that count, over all.
        cases: u64,
        /// The part that is the least likely by chance.
        worst: Group,
        /// Other parts of the kind that are clearly broken.
        others: usize,
    },
    /// FEA010: a column that no log has.
    NoColumn {
        /// Its name.
        name: String,
        /// The logs that serve what asks for it.
        logs: Vec<String>,
        /// The column that was probably meant.
        suggestion: Option<String>,
    },
    /// FEA010: an attribute that rows lack, or a value that cases do.
    MissingInRows {
        /// Its name.
        name: String,
        /// How many lack it.
        missing: u64,
        /// Of how many.
        rows: u64,
        /// The log, for an attribute.
        log: Option<String>,
    },
}
