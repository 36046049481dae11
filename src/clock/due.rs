//! When a limit is due, pauses considered, and how long a case took.

use super::case::Moment;
use super::pauses::{self, Pauses, UNENDED, days_between, own_time, paused_days, paused_seconds};
use super::plan::LimitPlan;
use super::state::{Elapsed, State};
use crate::calendar::{Due, Instant, OpeningHours, Zone, due, due_back};
use crate::model::Date;
use crate::text::Duration;

/// What the length of an ended case alone says of it: whoever took less than the limit is in time, and
/// whoever took more hours than it has is late.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    /// By so many hours of the clock, in seconds.
    Hours(i64),
    /// By so many days: a day can end after midnight, so more of them may still be in time.
    Days(i64),
    /// By nothing but the due instant.
    Due,
}

impl Told {
    pub(super) fn new(limit: &LimitPlan) -> Self {
        match (limit.limit, &limit.hours) {
            (Duration::Elapsed(seconds), _) | (Duration::Open(seconds), Some(_)) => Self::Hours(seconds),
            (Duration::Days(days), _) | (Duration::BusinessDays(days), Some(_)) => Self::Days(days),
            (Duration::Open(_) | Duration::BusinessDays(_), None) | (Duration::Months(_), _) => Self::Due,
        }
    }

    pub(super) fn is_of_hours(self) -> bool {
        matches!(self, Self::Hours(_))
    }

    /// What took less, in the unit of the limit, is met.
    pub(super) fn met_below(self) -> i64 {
        match self {
            Self::Hours(most) | Self::Days(most) => most,
            Self::Due => i64::MIN,
        }
    }

    /// What took more, in the unit of the limit, is late.
    pub(super) fn late_above(self) -> i64 {
        match self {
            Self::Hours(most) => most,
            Self::Days(_) | Self::Due => i64::MAX,
        }
    }

    /// The state of a case that took so long, in the unit of the limit. `None` where the due instant
    /// decides: the same amount of open time lasts from a close to the next opening.
    pub(super) fn state(self, took: i64) -> Option<State> {
        if took < self.met_below() {
            return Some(State::Met);
        }
        (took > self.late_above()).then_some(State::Late)
    }
}

/// The state of an ended case. A stop that is a whole day is in time by its date, however long the day.
#[inline]
pub(super) fn ended(told: Told, took: Elapsed, stop: Moment, due: impl FnOnce() -> Option<Due>) -> State {
    let by_length = if stop.day.is_none() { told.state(took.amount()) } else { None };
    by_length.unwrap_or_else(
        || {
            if due().is_none_or(|due| stop.in_time(due)) { State::Met } else { State::Late }
        },
    )
}

/// Elapsed time without pauses, and the pauses, in the unit of the limit.
pub(super) fn elapsed(
    zone: &Zone,
    limit: &LimitPlan,
    start: Moment,
    stop: Moment,
    end: Instant,
    pauses: &Pauses,
) -> (Elapsed, i64) {
    let hours = match limit.limit {
        Duration::Elapsed(_) | Duration::Open(_) => {
            let placed = paused_seconds(own_time, limit, (start.instant, end), pauses);
            return without_pauses(own_time(limit, start.instant, end), placed, pauses);
        }
        Duration::BusinessDays(_) => limit.hours.as_deref(),
        Duration::Days(_) | Duration::Months(_) => None,
    };
    let (first, last) = (start.date(zone), stop.date(zone));
    let still = paused_days(pauses, zone, hours, first, last);
    (Elapsed::Days(days_between(hours, first, last) - still), still)
}

/// Seconds that a clock ran of its own time `all`, and those that it stood still: `placed`, and the sum.
pub(super) fn without_pauses(all: i64, placed: i64, pauses: &Pauses) -> (Elapsed, i64) {
    let still = placed.saturating_add(pauses.sum).min(all);
    (Elapsed::Seconds(all - still), still)
}

/// When a limit is due, pauses considered.
pub(super) fn due_of(zone: &Zone, limit: &LimitPlan, start: Moment, pauses: &Pauses) -> Option<Due> {
    let first = start.date(zone);
    let hours = limit.hours.as_deref();
    let at = |limit_days: Duration| due(start.instant, first, limit_days, limit.due_at, hours, zone);
    let (days, working) = match limit.limit {
        Duration::Elapsed(seconds) | Duration::Open(seconds) => {
            if pauses.times.is_empty() && pauses.sum == 0 {
                return at(limit.limit);
            }
            let instant = pauses::due_in_hours(limit, start.instant, seconds, pauses)?;
            return Some(Due { instant, end_of_day: false });
        }
        Duration::Days(days) => (days, None),
        Duration::Months(months) => {
            let last = first.plus_months(months)?;
            (i64::from(last.days() - first.days()), None)
        }
        Duration::BusinessDays(days) => (days, hours),
    };
    if pauses.times.is_empty() {
        return at(limit.limit);
    }
    if pauses.times.last().is_some_and(|&(_, to)| to == UNENDED)
        && stands_still(zone, working, first, days, pauses)
    {
        return None;
    }
    let total = days + moved(zone, working, first, days, pauses);
    at(if working.is_some() { Duration::BusinessDays(total) } else { Duration::Days(total) })
}

/// When a notice of an event is due: so long before it.
pub(super) fn due_ahead(zone: &Zone, limit: &LimitPlan, event: Moment) -> Option<Due> {
    let hours = limit.hours.as_deref();
    due_back(event.instant, event.date(zone), limit.limit, limit.due_at, hours, zone)
}

/// How much notice of an event was given. A notice after the event is none: none of the clock's time lies
/// between.
pub(super) fn given(zone: &Zone, limit: &LimitPlan, notice: Moment, event: Moment) -> Elapsed {
    let until = if notice.instant <= event.instant { event } else { notice };
    elapsed(zone, limit, notice, until, until.instant, &Pauses::default()).0
}

/// By how many days pauses move a due that is `days` after `first`, until none more fall before it.
fn moved(zone: &Zone, hours: Option<&OpeningHours>, first: Date, days: i64, pauses: &Pauses) -> i64 {
    let mut moved = 0;
    loop {
        let Some(last) = nth_day(hours, first, days + moved) else { return moved };
        let now = paused_days(pauses, zone, hours, first, last);
        if now == moved {
            return moved;
        }
        moved = now;
    }
}

/// Whether the due lies behind a pause that has not ended: it moves on with every day.
fn stands_still(zone: &Zone, hours: Option<&OpeningHours>, first: Date, days: i64, pauses: &Pauses) -> bool {
    let Some((&(open_from, _), ended)) = pauses.times.split_last() else { return false };
    let ended = Pauses { times: ended.to_vec(), ..Pauses::default() };
    let moved = moved(zone, hours, first, days, &ended);
    nth_day(hours, first, days + moved).is_none_or(|last| last > zone.date_of(open_from))
}

fn nth_day(hours: Option<&OpeningHours>, first: Date, days: i64) -> Option<Date> {
    match hours {
        Some(hours) => hours.nth_working_day_after(first, days),
        None => Some(first.plus_days(i32::try_from(days).ok()?)),
    }
}
