//! A row of a block as judging sees it: its times, with what as-of hides.

use crate::calendar::{Due, Instant, Zone};
use crate::log::{Block, Time};
use crate::model::Date;

/// One row of a block, ready to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The block.
    pub block: &'a Block,
    /// The row.
    pub row: usize,
    /// The bits of its tests.
    pub bits: &'a [u64],
    /// The zone of its log.
    pub zone: &'a Zone,
    /// By time column: whether it is that of an event which no row of the log has.
    pub nowhere: &'a [bool],
    /// What happened later is unseen.
    pub as_of: Option<Instant>,
}

/// A time that was read: the instant it begins, and the day it is where it has no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant, of a day its first.
    pub instant: Instant,
    /// The day, where there is no time of day.
    pub day: Option<Date>,
}

impl Case<'_> {
    pub(super) fn time(&self, column: usize) -> Time {
        let times = self.block.times.get(column).and_then(|times| times.get(self.row));
        times.copied().unwrap_or(Time::Missing)
    }

    /// The time of a column as a start: a date is its first instant.
    pub(super) fn moment(&self, column: usize) -> Result<Option<Moment>, ()> {
        match self.time(column) {
            Time::Missing => Ok(None),
            Time::Unreadable => Err(()),
            Time::At(instant) => Ok(Some(Moment { instant, day: None })),
            Time::Day(day) => Ok(Some(Moment { instant: self.zone.start_of(day), day: Some(day) })),
        }
    }

    /// The last instant of a moment: a date is the whole day.
    pub fn end_of(&self, moment: Moment) -> Instant {
        moment.day.map_or(moment.instant, |day| self.zone.start_of(day.plus_days(1)))
    }

    /// A stop, unless it lies after as-of. A day that as-of has not left is not over.
    pub(super) fn seen(&self, moment: Option<Moment>) -> Option<Moment> {
        moment.filter(|moment| self.as_of.is_none_or(|as_of| self.end_of(*moment) <= as_of))
    }

    pub(super) fn is_copy(&self) -> bool {
        self.block.copies.get(self.row).copied().unwrap_or(false)
    }
}

/// The instant at which a time begins.
pub fn begin_of(zone: &Zone, time: Time) -> Option<Instant> {
    match time {
        Time::At(instant) => Some(instant),
        Time::Day(day) => Some(zone.start_of(day)),
        Time::Missing | Time::Unreadable => None,
    }
}

/// The instant at which a time is over.
pub fn end_of(zone: &Zone, time: Time) -> Option<Instant> {
    match time {
        Time::At(instant) => Some(instant),
        Time::Day(day) => Some(zone.start_of(day.plus_days(1))),
        Time::Missing | Time::Unreadable => None,
    }
}

impl Moment {
    /// Its date, in a zone where it has a time of day.
    pub fn date(self, zone: &Zone) -> Date {
        self.day.unwrap_or_else(|| zone.date_of(self.instant))
    }

    /// Whether it is in time: not after the due instant, or on a day that is not after the due's.
    pub(super) fn in_time(self, due: Due) -> bool {
        if self.day.is_some() && due.end_of_day {
            self.instant < due.instant
        } else {
            self.instant <= due.instant
        }
    }
}
