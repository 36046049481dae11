//! How far a case went past its limit, and which of two went further.
//!
//! It compares what judging found and must not judge anew.

use super::plan::{LimitPlan, Measurement, TargetPlan};
use super::state::{Elapsed, Judgement, State};
use crate::calendar::Instant;
use crate::text::Duration;
use std::cmp::Ordering;

/// How far a late or overdue case is past its limit. The greater one is further past it, measured by the
/// limit: 2 hours over a limit of 1 hour are more than 3 hours over a day.
#[derive(Clone, Copy, Debug)]
pub struct Overshoot {
    /// By how much, in the unit and the clock's own time of the limit. 0 days where a case is late on the
    /// day on which it was due.
    pub by: Elapsed,
    /// The limit, in the same unit.
    limit: i64,
    /// Seconds of the wall clock from the due to the stop, or to as-of.
    pub past_due: i64,
}

impl Overshoot {
    /// Of a late or overdue case. `None` of any other, and of targets whose limit is no time.
    pub fn of(judgement: &Judgement, target: &TargetPlan, as_of: Option<Instant>) -> Option<Self> {
        if !matches!(judgement.state, State::Late | State::Overdue) {
            return None;
        }
        let due = judgement.due?;
        let end = judgement.stop.or(as_of)?;
        let past = |until: Instant| until.saturating_sub(due.instant).max(0);
        match &target.measurement {
            Measurement::Within { limit, .. } => {
                let took = judgement.elapsed.or(judgement.so_far)?;
                let limit = limit_of(limit, judgement.start?, target)?;
                Some(Self { by: took.less(limit), limit, past_due: past(end) })
            }
            Measurement::By { .. } => {
                let limit = due.instant.saturating_sub(judgement.start?).max(0);
                Some(Self { by: Elapsed::Seconds(past(end)), limit, past_due: past(end) })
            }
            Measurement::Ahead { limit, .. } => {
                let limit_amount = limit_of(limit, judgement.stop?, target)?;
                let given = judgement.elapsed.map_or(0, Elapsed::amount);
                let by = Elapsed::in_unit_of(limit.limit, limit_amount.saturating_sub(given).max(0));
                Some(Self { by, limit: limit_amount, past_due: past(judgement.start.unwrap_or(end)) })
            }
            Measurement::Duration { .. } | Measurement::Number { .. } | Measurement::Equals { .. } => None,
        }
    }
}

/// A limit in the unit in which elapsed time is counted; months are the days that they have there.
fn limit_of(limit: &LimitPlan, at: Instant, target: &TargetPlan) -> Option<i64> {
    match limit.limit {
        Duration::Months(months) => {
            let first = target.zone.date_of(at);
            Some(i64::from(first.plus_months(months)?.days() - first.days()))
        }
        other => Some(other.amount()),
    }
}

impl Elapsed {
    fn less(self, limit: i64) -> Self {
        let less = |amount: i64| amount.saturating_sub(limit).max(0);
        match self {
            Self::Seconds(amount) => Self::Seconds(less(amount)),
            Self::Days(amount) => Self::Days(less(amount)),
        }
    }

    fn in_unit_of(limit: Duration, amount: i64) -> Self {
        match limit {
            Duration::Elapsed(_) | Duration::Open(_) => Self::Seconds(amount),
            Duration::Days(_) | Duration::BusinessDays(_) | Duration::Months(_) => Self::Days(amount),
        }
    }
}

impl Ord for Overshoot {
    fn cmp(&self, other: &Self) -> Ordering {
        // A due before the start leaves no time at all: whatever is over it is the most there can be.
        let times = |by: Elapsed, limit: i64| i128::from(by.amount()) * i128::from(limit.max(1));
        let (one, two) = (times(self.by, other.limit), times(other.by, self.limit));
        one.cmp(&two).then(self.past_due.cmp(&other.past_due))
    }
}

impl PartialOrd for Overshoot {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Overshoot {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Overshoot {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_further_past_its_own_limit_the_greater() {
        let over = |by, limit, past_due| Overshoot { by, limit, past_due };
        let hours = |by: i64, limit: i64| over(Elapsed::Seconds(by * 3600), limit * 3600, by * 3600);
        assert!(hours(2, 1) > hours(3, 24));
        assert!(hours(3, 24) > hours(2, 24));
        assert!(hours(1, 2) == over(Elapsed::Days(1), 2, 3600));
        // Late on the day of the due: less than any day over, more the later.
        assert!(over(Elapsed::Days(1), 30, 0) > over(Elapsed::Days(0), 1, 9000));
        assert!(over(Elapsed::Days(0), 2, 1200) > over(Elapsed::Days(0), 2, 600));
    }
}
