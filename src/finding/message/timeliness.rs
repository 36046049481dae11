//! What TIM rules say.

use super::feasibility::NeededTime;

/// TIM rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// TIM001: no target at all.
    NoTarget,
    /// TIM001: targets, but none with a limit.
    NoLimit {
        /// How many targets.
        targets: usize,
    },
    /// TIM002
    SilentStretch {
        /// The limit.
        limit: String,
        /// What starts it.
        start: String,
    },
    /// TIM003
    NoDelayNotice,
    /// TIM004
    SlowerThanExpected {
        /// The limit.
        limit: String,
        /// What customers expect or others do.
        expected: String,
        /// Whether that is what others do.
        benchmark: bool,
    },
    /// TIM005
    RemedyWithoutTerm,
    /// TIM006: the day has passed.
    ReviewPast {
        /// The day.
        day: String,
    },
    /// TIM006: too far away.
    ReviewFar {
        /// The day.
        day: String,
        /// The last day that is near enough.
        latest: String,
    },
    /// TIM006: not said.
    ReviewMissing,
    /// TIM007: published before it is in force.
    PublishedEarly {
        /// The first day.
        from: String,
    },
    /// TIM007: published though no longer in force.
    PublishedLate {
        /// The first day on which it is not in force.
        until: String,
    },
    /// TIM007: a pilot past its end.
    PilotOver {
        /// Its end.
        until: String,
    },
    /// TIM008
    ShortNotice {
        /// The commitment.
        commitment: String,
        /// The field by which less is promised.
        field: String,
        /// From which day on.
        from: String,
        /// How many days before it must be known.
        days: u64,
        /// The first day that is late enough.
        earliest: String,
    },
    /// TIM009: no years at all.
    YearsUnstated {
        /// The calendar.
        calendar: String,
        /// The years that are needed.
        needed: String,
    },
    /// TIM009: not all years.
    YearsMissing {
        /// The calendar.
        calendar: String,
        /// The years that it has.
        years: String,
        /// The years that are missing.
        missing: String,
    },
    /// TIM011
    NoEscalation {
        /// The attribute.
        attribute: String,
        /// Its value.
        value: String,
    },
    /// TIM012: hours and days on one clock.
    HoursAndDays {
        /// The clock.
        clock: String,
        /// The limit as written.
        limit: String,
        /// The other limit as written.
        other: String,
    },
    /// TIM012: hours written as minutes.
    MinutesForHours {
        /// The limit as written.
        limit: String,
        /// The same in hours.
        hours: String,
    },
    /// TIM010
    Timid {
        /// The limit as written.
        limit: String,
        /// How long 95 % of the cases took at most.
        took: NeededTime,
        /// Of how many cases.
        cases: u64,
    },
}
