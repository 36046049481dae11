//! Due instants: a limit from a start, or counted back from an event. Reading rules: DESIGN.md §3.
//!
//! Pure arithmetic on one case's instants; pauses are not known here.

use super::zone::{DAY, Zone};
use super::{Instant, OpeningHours};
use crate::model::{Date, DueAt};
use crate::text::Duration;

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last instant that is in time.
    pub instant: Instant,
    /// Due at 24:00 of a day: the same instant as the start of the next day, whose date is late.
    pub end_of_day: bool,
}

impl Due {
    fn at(instant: Instant) -> Self {
        Self { instant, end_of_day: false }
    }

    /// The last date that is in time, for a stop that is known by its date only.
    pub fn date(self, zone: &Zone) -> Date {
        zone.date_of(self.instant).plus_days(-i32::from(self.end_of_day))
    }
}

/// Nothing is due later: the end of the year 9999 in every zone.
const LAST: Instant = 2_932_897 * DAY + DAY;
/// Nothing is due earlier: the begin of the year 1 in every zone.
const FIRST: Instant = -719_162 * DAY - DAY;

/// When a limit from `start` is due. `start_day` is the local date of the start, day zero of limits
/// in days. `None` past the year 9999, without the opening hours that the limit needs, or where they
/// end before.
pub fn due(
    start: Instant,
    start_day: Date,
    limit: Duration,
    due_at: Option<DueAt>,
    hours: Option<&OpeningHours>,
    zone: &Zone,
) -> Option<Due> {
    let due = match limit {
        Duration::Elapsed(seconds) => Due::at(start.checked_add(seconds)?),
        Duration::Open(seconds) => at_close(hours?.due_after(start, seconds)?, hours?),
        Duration::Days(days) => {
            let day = start_day.plus_days(i32::try_from(days).ok()?);
            civil(start, day, due_at, hours, zone)
        }
        Duration::Months(months) => civil(start, start_day.plus_months(months)?, due_at, hours, zone),
        Duration::BusinessDays(days) => match due_at.unwrap_or(DueAt::Close) {
            DueAt::SameTime => {
                let rolled = hours?.next_open(start)?;
                let first = if rolled == start { start_day } else { zone.date_of(rolled) };
                Due::at(same_time(rolled, hours?.nth_working_day_after(first, days)?, zone))
            }
            DueAt::Close => close(hours?.nth_working_day_after(start_day, days)?, hours, zone),
            DueAt::Midnight => midnight(hours?.nth_working_day_after(start_day, days)?, zone),
        },
    };
    within_years(due)
}

/// When something must have happened that is promised so long before an event, counted back. Days
/// count from the local date of the event; the mirror image of [`due`], so with `same-time` an event
/// outside opening hours is rolled back to the last close.
pub fn due_back(
    event: Instant,
    event_day: Date,
    limit: Duration,
    due_at: Option<DueAt>,
    hours: Option<&OpeningHours>,
    zone: &Zone,
) -> Option<Due> {
    let due = match limit {
        Duration::Elapsed(seconds) => Due::at(event.checked_sub(seconds)?),
        Duration::Open(seconds) => Due::at(hours?.due_before(event, seconds)?),
        Duration::Days(days) => {
            let day = event_day.plus_days(-i32::try_from(days).ok()?);
            civil(event, day, due_at, hours, zone)
        }
        Duration::Months(months) => civil(event, event_day.minus_months(months)?, due_at, hours, zone),
        Duration::BusinessDays(days) => match due_at.unwrap_or(DueAt::Close) {
            DueAt::SameTime => {
                let rolled = hours?.previous_open(event)?;
                let last = if rolled == event { event_day } else { zone.date_of(rolled) };
                Due::at(same_time(rolled, hours?.nth_working_day_before(last, days)?, zone))
            }
            DueAt::Close => close(hours?.nth_working_day_before(event_day, days)?, hours, zone),
            DueAt::Midnight => midnight(hours?.nth_working_day_before(event_day, days)?, zone),
        },
    };
    within_years(due)
}

fn within_years(due: Due) -> Option<Due> {
    (FIRST..=LAST).contains(&due.instant).then_some(due)
}

/// A limit in civil days or months whose last day is `day`.
fn civil(at: Instant, day: Date, due_at: Option<DueAt>, hours: Option<&OpeningHours>, zone: &Zone) -> Due {
    match due_at.unwrap_or(DueAt::Midnight) {
        DueAt::Midnight => midnight(day, zone),
        DueAt::Close => close(day, hours, zone),
        DueAt::SameTime => Due::at(same_time(at, day, zone)),
    }
}

fn midnight(day: Date, zone: &Zone) -> Due {
    Due { instant: zone.start_of(day.plus_days(1)), end_of_day: true }
}

/// The last close of a day, 24:00 if it is shut.
fn close(day: Date, hours: Option<&OpeningHours>, zone: &Zone) -> Due {
    let end = midnight(day, zone);
    match hours.and_then(|hours| hours.close_of(day)) {
        Some(close) if close != end.instant => Due::at(close),
        _ => end,
    }
}

/// An amount of open time that ends at a close at 24:00 is due on the day that ends there.
fn at_close(instant: Instant, hours: &OpeningHours) -> Due {
    let midnight = hours.zone().to_local(instant).rem_euclid(DAY) == 0;
    Due { instant, end_of_day: midnight && !hours.is_open(instant) }
}

fn same_time(at: Instant, day: Date, zone: &Zone) -> Instant {
    let time = zone.to_local(at).rem_euclid(DAY);
    zone.to_instant(i64::from(day.days()) * DAY + time).instant
}
