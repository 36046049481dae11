//! Times in which a clock stands still.
//!
//! Under limits in hours a pause counts in the clock's own time; under limits in days it moves the
//! due later by whole days.

use super::plan::LimitPlan;
use crate::calendar::{Instant, OpeningHours, Zone, due};
use crate::model::{Date, DueAt};
use crate::text::Duration;

const DAY: i64 = 86_400;

/// The pauses of a case: with places, and as a mere sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pauses {
    /// Begin and end, sorted and not overlapping; an unended one ends at the greatest instant.
    pub(super) times: Vec<(Instant, Instant)>,
    /// Seconds of the clock's own time.
    pub(super) sum: i64,
    /// When one began that has no end although the clock has stopped.
    pub(super) unclosed: Option<Instant>,
}

/// A pause that has not ended.
pub(super) const UNENDED: Instant = Instant::MAX;

impl Pauses {
    /// Adds a pause that is known only by its length, in seconds of the clock's own time.
    /// Says how much of it counts.
    pub(super) fn add_sum(&mut self, seconds: i64, max: Option<Duration>) -> i64 {
        let most = max.map_or(i64::MAX, |max| match max {
            Duration::Elapsed(seconds) | Duration::Open(seconds) => seconds,
            Duration::Days(days) | Duration::BusinessDays(days) => days.saturating_mul(DAY),
            Duration::Months(months) => months.saturating_mul(31 * DAY),
        });
        let seconds = seconds.min(most);
        self.sum = self.sum.saturating_add(seconds);
        seconds
    }

    /// Adds the times of one pause, cut where together they have lasted its `max`.
    pub(super) fn add(
        &mut self,
        mut times: Vec<(Instant, Instant)>,
        max: Option<Duration>,
        limit: &LimitPlan,
        zone: &Zone,
    ) {
        times.retain(|(from, to)| from < to);
        merge(&mut times);
        let Some(mut left) = max else { return self.times.extend(times) };
        let hours = limit.hours.as_deref();
        for (from, to) in times {
            // The first time of a pause of months says how many days these are.
            let end = due(from, zone.date_of(from), left, Some(DueAt::SameTime), hours, zone);
            let end = end.map_or(UNENDED, |end| end.instant);
            self.times.push((from, end.min(to)));
            if end <= to {
                return;
            }
            left = rest(left, (from, to), hours, zone);
        }
    }

    /// Sorts and merges pauses after all were added.
    pub(super) fn merge(&mut self) {
        merge(&mut self.times);
    }
}

fn merge(times: &mut Vec<(Instant, Instant)>) {
    times.sort_unstable();
    times.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
}

/// What is left of the most that a pause may last after a time that used less than all of it: hours in
/// the time that they name, days by the days that the time reached into.
fn rest(
    left: Duration,
    (from, to): (Instant, Instant),
    hours: Option<&OpeningHours>,
    zone: &Zone,
) -> Duration {
    let days = |hours| days_between(hours, zone.date_of(from), zone.date_of(to));
    match left {
        Duration::Elapsed(seconds) => Duration::Elapsed(seconds - (to - from)),
        Duration::Open(seconds) => {
            Duration::Open(seconds - hours.map_or(to - from, |hours| hours.open_between(from, to)))
        }
        Duration::Days(left) => Duration::Days(left - days(None)),
        Duration::BusinessDays(left) => Duration::BusinessDays(left - days(hours)),
        Duration::Months(months) => {
            let first = zone.date_of(from);
            let all =
                first.plus_months(months).map_or(i64::MAX, |last| i64::from(last.days() - first.days()));
            Duration::Days(all - days(None))
        }
    }
}

/// Seconds of the clock's own time between two instants: open time under limits in business hours,
/// else physical time.
pub(super) fn own_time(limit: &LimitPlan, from: Instant, to: Instant) -> i64 {
    match (&limit.limit, &limit.hours) {
        (Duration::Open(_), Some(hours)) => hours.open_between(from, to),
        _ => to.saturating_sub(from).max(0),
    }
}

/// The same for limits in days too: of business days the open time.
pub(super) fn clock_time(limit: &LimitPlan, from: Instant, to: Instant) -> i64 {
    match (&limit.limit, &limit.hours) {
        (Duration::BusinessDays(_), Some(hours)) => hours.open_between(from, to),
        _ => own_time(limit, from, to),
    }
}

/// The instant at which so many seconds of the clock's own time have passed.
fn advance(limit: &LimitPlan, from: Instant, seconds: i64) -> Option<Instant> {
    match (&limit.limit, &limit.hours) {
        (Duration::Open(_), Some(hours)) => hours.due_after(from, seconds),
        _ => from.checked_add(seconds),
    }
}

/// When a limit in hours is due, the pauses left out. `None` where it never is: the clock stands
/// still for good, or there are no opening hours left.
pub(super) fn due_in_hours(
    limit: &LimitPlan,
    start: Instant,
    seconds: i64,
    pauses: &Pauses,
) -> Option<Instant> {
    let mut remaining = seconds.saturating_add(pauses.sum);
    let mut at = start;
    for &(from, to) in &pauses.times {
        let run = own_time(limit, at, from.max(at));
        if run >= remaining {
            break;
        }
        remaining -= run;
        at = at.max(to);
        if at == UNENDED {
            return None;
        }
    }
    advance(limit, at, remaining)
}

/// Seconds of a clock that fall into pauses with places, between two instants; `time` measures them.
pub(super) fn paused_seconds(
    time: fn(&LimitPlan, Instant, Instant) -> i64,
    limit: &LimitPlan,
    (from, to): (Instant, Instant),
    pauses: &Pauses,
) -> i64 {
    pauses.times.iter().map(|&(begin, end)| time(limit, begin.max(from), end.min(to))).sum()
}

/// Days d with pause start date < d ≤ pause end date, up to `until` included; working days where
/// opening hours are given.
pub(super) fn paused_days(
    pauses: &Pauses,
    zone: &Zone,
    hours: Option<&OpeningHours>,
    after: Date,
    until: Date,
) -> i64 {
    let mut counted_to = after;
    let mut days = 0;
    for &(from, to) in &pauses.times {
        let begin = zone.date_of(from).max(counted_to);
        let end = if to == UNENDED { until } else { zone.date_of(to).min(until) };
        days += days_between(hours, begin, end);
        counted_to = counted_to.max(end);
    }
    days
}

/// Days d with after < d ≤ until; working days where opening hours are given.
pub(super) fn days_between(hours: Option<&OpeningHours>, after: Date, until: Date) -> i64 {
    match hours {
        Some(hours) if after < until => hours.working_days_between(after, until),
        Some(_) => 0,
        None => i64::from(until.days()).saturating_sub(i64::from(after.days())).max(0),
    }
}
