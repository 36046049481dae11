//! Times in which a clock stands still.
//!
//! Under limits in hours a pause counts in the clock's own time; under limits in days it moves the
//! due later by whole days.

use super::plan::LimitPlan;
use crate::calendar::{Instant, OpeningHours, Zone};
use crate::model::Date;
use crate::text::Duration;

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

/// Clips pauses to begin not before `start`, and cuts what exceeds `max`.
pub(super) fn clip(
    times: &[(Instant, Instant)],
    start: Instant,
    max: Option<Duration>,
    limit: &LimitPlan,
) -> Vec<(Instant, Instant)> {
    let mut left = max.map(seconds_of);
    let mut clipped = Vec::new();
    for &(from, to) in times {
        let from = from.max(start);
        if to <= from {
            continue;
        }
        let Some(remaining) = &mut left else {
            clipped.push((from, to));
            continue;
        };
        let end = advance(limit, from, *remaining).unwrap_or(UNENDED).min(to);
        *remaining -= own_time(limit, from, end);
        if end > from {
            clipped.push((from, end));
        }
    }
    clipped
}

/// A `max` in seconds of the clock's own time; a day of it is 24 hours.
fn seconds_of(max: Duration) -> i64 {
    match max {
        Duration::Elapsed(seconds) | Duration::Open(seconds) => seconds,
        Duration::Days(days) | Duration::BusinessDays(days) => days.saturating_mul(86_400),
        Duration::Months(months) => months.saturating_mul(31 * 86_400),
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
