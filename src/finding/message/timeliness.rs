//! What TIM rules say.

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
}
