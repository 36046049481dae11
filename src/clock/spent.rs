//! Two clocks side by side: what a promise counts of a case, and what the customer felt of it.
//!
//! Felt is all the time on the wall from start to stop. It is counted, closed, paused or excluded, to the
//! second, by what judging found; nothing is judged anew.

use super::pauses::clock_time;
use super::plan::{Measurement, TargetPlan};
use super::state::{Elapsed, Judgement, State};

/// What became of the seconds of ended cases between start and stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// In the clock's own time, pauses left out.
    pub counted: i64,
    /// Outside the clock's opening hours.
    pub closed: i64,
    /// In the clock's own time, in pauses.
    pub paused: i64,
    /// Of cases that are excluded.
    pub excluded: i64,
}

impl Spent {
    /// Of a case under a target. Nothing without both ends, and of targets that promise no time from start to
    /// stop.
    pub fn of(judgement: &Judgement, target: &TargetPlan) -> Self {
        let (Some(start), Some(stop)) = (judgement.start, judgement.stop) else { return Self::default() };
        let limit = match &target.measurement {
            Measurement::Within { limit, .. } | Measurement::Duration { limit, .. } => Some(limit),
            Measurement::By { .. } => None,
            Measurement::Ahead { .. } | Measurement::Number { .. } | Measurement::Equals { .. } => {
                return Self::default();
            }
        };
        let felt = stop.saturating_sub(start).max(0);
        match judgement.state {
            State::Excluded => Self { excluded: felt, ..Self::default() },
            State::Met | State::Late => match (judgement.elapsed, limit) {
                (Some(Elapsed::Days(_)), Some(limit)) => {
                    Self::of_ended(felt, clock_time(limit, start, stop), judgement.stood)
                }
                (Some(Elapsed::Seconds(counted)), _) => {
                    Self::of_ended(felt, counted + judgement.stood, judgement.stood)
                }
                _ => Self::default(),
            },
            _ => Self::default(),
        }
    }

    /// Of a case that has ended, of so many seconds on the wall and of the clock's own time, and so many of
    /// the latter in pauses.
    pub(super) fn of_ended(felt: i64, own: i64, paused: i64) -> Self {
        Self { counted: own - paused, closed: felt - own, paused, excluded: 0 }
    }
}
