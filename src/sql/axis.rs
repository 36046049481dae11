//! The axes on which clocks run: physical time, open time, dates, working days. A point of time has a place
//! on each, and how long a clock ran or stood still is a difference of places.

use super::civil;
use super::draft::Draft;
use super::expr::Expr;
use super::hours::Hours;
use super::relation::Years;
use super::zone;
use crate::calendar::Zone;

/// An axis.
#[derive(Clone, Copy)]
pub(super) enum Axis<'a> {
    /// Seconds.
    Time,
    /// Open seconds of a calendar.
    Open(&'a Hours<'a>),
    /// Dates of a zone.
    Dates(&'a Zone),
    /// Working days of a calendar.
    Working(&'a Hours<'a>),
}

impl Axis<'_> {
    /// The place of an instant.
    pub(super) fn place(self, draft: &mut Draft, years: Years, instant: &Expr) -> Expr {
        match self {
            Self::Time => instant.clone(),
            Self::Open(hours) => hours.open(draft, instant),
            Self::Dates(zone) => zone::date_of(draft, zone, years, instant),
            Self::Working(hours) => {
                let day = zone::date_of(draft, hours.counted.hours.zone(), years, instant);
                self.of_date(draft, &day)
            }
        }
    }

    /// The place of the end of a date; of axes of seconds there is none, and it is the date itself.
    pub(super) fn of_date(self, draft: &mut Draft, day: &Expr) -> Expr {
        match self {
            Self::Working(hours) => hours.done(draft, day),
            Self::Time | Self::Open(_) | Self::Dates(_) => day.clone(),
        }
    }
}

/// The same local time as that of an instant, on another date.
pub(super) fn same_time(draft: &mut Draft, zone: &Zone, years: Years, instant: &Expr, day: &Expr) -> Expr {
    const DAY: i64 = 86_400;
    let local = zone::to_local(draft, zone, years, instant);
    let of_local = civil::day_of(draft, &local);
    let other = local.plus(&day.minus(&of_local).times(DAY));
    zone::to_instant(draft, zone, years, &other)
}
