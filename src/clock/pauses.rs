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
}

/// A pause that has not ended.
pub(super) const UNENDED: Instant = Instant::MAX;

impl Pauses {
    /// Adds a pause that is known only by its length, in seconds of the clock's own time.
    pub(super) fn add_sum(&mut self, seconds: i64, max: Option<Duration>) {
        let most = max.map_or(i64::MAX, |max| match max {
            Duration::Elapsed(seconds) | Duration::Open(seconds) => seconds,
            Duration::Days(days) | Duration::BusinessDays(days) => days.saturating_mul(DAY),
            Duration::Months(months) => months.saturating_mul(31 * DAY),
        });
        self.sum = self.sum.saturating_add(seconds.min(most));
    }

    /// Adds a pause, cut where it has lasted its `max`: hours of it in the time that they name, days
    /// of it up to the same time of day.
    pub(super) fn add(
        &mut self,
        (from, to): (Instant, Instant),
        max: Option<Duration>,
        limit: &LimitPlan,
        zone: &Zone,
    ) {
        let hours = limit.hours.as_deref();
        let end = max.and_then(|max| due(from, zone.date_of(from), max, Some(DueAt::SameTime), hours, zone));
        let to = end.map_or(to, |end| end.instant.min(to));
        if from < to {
            self.times.push((from, to));
        }
    }

    /// Sorts and merges pauses after all were added.
    pub(super) fn merge(&mut self) {
        self.times.sort_unstable();
        let mut merged: Vec<(Instant, Instant)> = Vec::with_capacity(self.times.len());
        for &(from, to) in &self.times {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        self.times = merged;
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

/// Seconds of the clock's own time that fall into pauses between two instants.
pub(super) fn paused_seconds(limit: &LimitPlan, from: Instant, to: Instant, pauses: &Pauses) -> i64 {
    let placed: i64 =
        pauses.times.iter().map(|&(begin, end)| own_time(limit, begin.max(from), end.min(to))).sum();
    placed.saturating_add(pauses.sum).min(own_time(limit, from, to))
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
