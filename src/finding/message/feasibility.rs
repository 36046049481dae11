//! What FEA rules say.

use super::past::PastFeasibility;

/// FEA rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feasibility {
    /// FEA001: a word that allows no failure.
    AbsoluteWord {
        /// The word.
        word: String,
        /// Whether the commitment says what a failure costs.
        remedy: bool,
    },
    /// FEA001: a share of every case.
    EveryCase {
        /// Whether the commitment says what a failure costs.
        remedy: bool,
    },
    /// FEA002
    UnreachableAtVolume {
        /// The share.
        share: String,
        /// The period, by its word in definitions.
        per: &'static str,
        /// About so many cases come in one.
        cases: u64,
        /// The shortest period in which a case may be late.
        enough: Option<&'static str>,
        /// The highest share in whole percent at which a case may be late.
        loosest: Option<u64>,
    },
    /// What the past says.
    Past(PastFeasibility),
    /// FEA004: more work arrives than the staff can do.
    OfferedLoad {
        /// The standard.
        standard: String,
        /// The offered load in Erlang.
        load: String,
        /// The people at work.
        staff: String,
    },
    /// FEA004: too many cases wait longer than the limit.
    WaitTooLong {
        /// The standard.
        standard: String,
        /// The limit.
        limit: String,
        /// The share that keeps it, by Erlang C.
        predicted: String,
        /// The share that must keep it.
        share: String,
        /// The people at work.
        staff: String,
        /// The fewest that would do.
        needed: Option<u32>,
    },
    /// FEA005
    UnstaffedHours {
        /// The limit.
        limit: String,
        /// The calendar in which the clock runs; none: round the clock.
        calendar: Option<String>,
        /// The calendar of the staff.
        staffed: String,
        /// When they leave.
        from: WeekTime,
        /// When they are back.
        to: WeekTime,
    },
    /// FEA006: one after the other takes longer.
    DependencyLimits {
        /// The standard.
        standard: String,
        /// Its limit.
        limit: String,
        /// What it depends on, and their limits.
        parts: Vec<(String, String)>,
    },
    /// FEA006: all together hold less often.
    DependencyShares {
        /// The standard.
        standard: String,
        /// Its share.
        share: String,
        /// The product of theirs.
        product: String,
        /// What it depends on, and their shares.
        parts: Vec<(String, String)>,
    },
    /// FEA007
    Unowned {
        /// Nobody answers for it.
        owner: bool,
        /// No standard backs it.
        standard: bool,
    },
    /// FEA008
    Untested,
    /// FEA009
    Overstretch {
        /// The new limit.
        limit: String,
        /// The share that must keep it.
        share: String,
        /// How many cases of the history it was tried on.
        cases: u64,
        /// The shortest limit that the share kept; none where too few have ended at all.
        needed: Option<NeededTime>,
        /// How much shorter the new limit is.
        less: Option<NeededTime>,
        /// The same in whole percent of what was needed.
        percent: Option<i64>,
    },
    /// FEA010: an event or a pause that no log has.
    NotMeasurable {
        /// What the clock needs.
        part: ClockPart,
        /// Its name.
        name: String,
        /// The clock.
        clock: String,
        /// The logs that serve it.
        logs: Vec<String>,
    },
    /// FEA010: no log at all.
    NoLogServes {
        /// The clock.
        clock: String,
        /// The commitments and standards that it measures.
        users: Vec<String>,
    },
}

/// How long cases took, in the unit of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededTime {
    /// Seconds.
    Elapsed(i64),
    /// Seconds of opening hours.
    Open(i64),
    /// Civil days.
    Days(i64),
    /// Working days.
    BusinessDays(i64),
}

/// A time of an ordinary week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekTime {
    /// 0 for Monday to 6 for Sunday.
    pub weekday: usize,
    /// Minutes since 0:00.
    pub minute: u16,
}

/// What a clock takes from a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockPart {
    /// What starts it.
    Start,
    /// What stops it.
    Stop,
    /// What makes it stand still.
    Pause,
}
