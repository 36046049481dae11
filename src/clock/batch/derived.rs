//! What is worked out once for a column of times, however many targets use it.

use crate::calendar::{OpeningHours, Position, Zone};
use crate::log::{Block, Time};
use crate::model::Date;
use std::ops::Range;

/// Columns that are derived from the time columns of a plan.
#[derive(Debug, Default)]
pub struct Derived<'p> {
    dates: Vec<Dates<'p>>,
    positions: Vec<Positions<'p>>,
}

/// The date of each time in a zone, in days since 1970-01-01.
#[derive(Debug)]
struct Dates<'p> {
    time: usize,
    zone: &'p Zone,
    days: Vec<i32>,
}

/// The position of each instant in the open time of a calendar; of no meaning where there is none.
#[derive(Debug)]
struct Positions<'p> {
    time: usize,
    hours: &'p OpeningHours,
    at: Vec<Position>,
}

/// A time that has no date, in a column of days.
pub const UNDATED: i32 = i32::MIN;

impl<'p> Derived<'p> {
    /// The place of a column of dates.
    pub(super) fn dates_of(&mut self, time: usize, zone: &'p Zone) -> usize {
        let known = self.dates.iter().position(|dates| dates.time == time && dates.zone == zone);
        known.unwrap_or_else(|| {
            self.dates.push(Dates { time, zone, days: Vec::new() });
            self.dates.len() - 1
        })
    }

    /// The place of a column of positions.
    pub(super) fn positions_of(&mut self, time: usize, hours: &'p OpeningHours) -> usize {
        let same = |known: &Positions<'_>| known.time == time && std::ptr::eq(known.hours, hours);
        self.positions.iter().position(same).unwrap_or_else(|| {
            self.positions.push(Positions { time, hours, at: Vec::new() });
            self.positions.len() - 1
        })
    }

    /// Works out all columns for some rows.
    pub(super) fn fill(&mut self, block: &Block, rows: &Range<usize>) {
        for Dates { time, zone, days } in &mut self.dates {
            let day = |time: &Time| match *time {
                Time::At(instant) => zone.date_of(instant).days(),
                Time::Day(day) => day.days(),
                Time::Missing | Time::Unreadable => UNDATED,
            };
            days.clear();
            days.extend(times(block, *time, rows).iter().map(day));
        }
        for Positions { time, hours, at } in &mut self.positions {
            let position = |time: &Time| match *time {
                Time::At(instant) => hours.position(instant),
                _ => Position::default(),
            };
            at.clear();
            at.extend(times(block, *time, rows).iter().map(position));
        }
    }

    /// The dates of a column by row of the batch, in days since 1970-01-01, or [`UNDATED`].
    pub fn days(&self, place: usize) -> &[i32] {
        &self.dates[place].days
    }

    /// Positions by row.
    pub(super) fn positions(&self, place: usize) -> &[Position] {
        &self.positions[place].at
    }
}

/// The times of some rows.
pub(super) fn times<'b>(block: &'b Block, column: usize, rows: &Range<usize>) -> &'b [Time] {
    block.times.get(column).and_then(|times| times.get(rows.clone())).unwrap_or_default()
}

/// A day of a column, as a date.
pub(super) fn date(day: i32) -> Option<Date> {
    (day != UNDATED).then(|| Date::from_days(day))
}
