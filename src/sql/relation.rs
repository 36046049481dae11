//! Calendars as relations of whole numbers: what an engine needs to know of opening hours, so that it needs
//! to know nothing of zones, holidays or changes of the clock.
//!
//! A calendar has two of them, each with a row a day and found by equality alone: `open`, by day of UTC, and
//! `days`, by local date. Cells that a kind does not have are 0.

use super::dialect::Dialect;
use crate::calendar::{Instant, OpeningHours};
use crate::clock::Version;
use crate::model::{Date, Definitions, Target};
use crate::text::Duration;
use std::collections::BTreeSet;

const DAY: i64 = 86_400;
/// Days that relations have beyond the years on either side: every date in every zone of an instant within
/// the years, and the two before it.
const MARGIN: i32 = 4;
/// An opening that never comes.
const NEVER: Instant = 900_000_000_000;

/// The years within which instants are judged exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// First.
    pub first: i32,
    /// Last.
    pub last: i32,
}

impl Years {
    /// Those around as-of: from three years before it to one after.
    pub fn around(as_of: Date) -> Self {
        Self { first: as_of.year() - 3, last: as_of.year() + 1 }
    }

    fn day(year: i32) -> i32 {
        Date::from_ymd(year, 1, 1).map_or(0, Date::days)
    }

    /// The first instant.
    pub(super) fn begin(self) -> Instant {
        i64::from(Self::day(self.first)) * DAY
    }

    /// The instant after the last.
    pub(super) fn end(self) -> Instant {
        i64::from(Self::day(self.last + 1)) * DAY
    }

    /// The first day of relations.
    pub(super) fn first_day(self) -> i32 {
        Self::day(self.first) - MARGIN
    }

    /// The last day of relations.
    pub(super) fn last_day(self) -> i32 {
        Self::day(self.last + 1) + MARGIN
    }
}

/// A calendar of a folder, and the limits in its working days.
#[derive(Clone, Debug)]
pub struct Counted<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its opening hours.
    pub hours: &'a OpeningHours,
    /// Limits from a start on.
    pub after: BTreeSet<i64>,
    /// Limits before an event.
    pub before: BTreeSet<i64>,
}

impl<'a> Counted<'a> {
    /// A calendar with all limits that targets of a folder count in its working days.
    pub fn new(definitions: &Definitions, id: &'a str, hours: &'a OpeningHours) -> Self {
        let mut counted = Self { id, hours, after: BTreeSet::new(), before: BTreeSet::new() };
        let commitments = definitions.commitments.iter().flat_map(|one| Version::of_commitment(one).targets);
        let standards = definitions.standards.iter().flat_map(|one| Version::of_standard(one).targets);
        let of_calendar = |target: &&Target| {
            let clock = target.clock.as_ref().and_then(|clock| definitions.clock(clock));
            clock.and_then(|clock| clock.calendar.as_ref()).is_some_and(|calendar| calendar.value == id)
        };
        for target in commitments.chain(standards).filter(of_calendar) {
            let days = |limit: Duration| match limit {
                Duration::BusinessDays(days) => Some(days),
                _ => None,
            };
            counted.after.extend(target.within.as_ref().and_then(|limit| days(limit.value.value)));
            counted.before.extend(target.ahead.as_ref().and_then(|limit| days(limit.value.value)));
        }
        counted
    }
}

/// A relation of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name in a statement.
    pub(super) name: String,
    /// The calendar.
    pub calendar: String,
    /// `open` or `days`.
    pub kind: &'static str,
    /// The names of its columns; the first is `day`.
    pub columns: Vec<String>,
    /// A row a day, without a gap.
    pub rows: Vec<Vec<i64>>,
    /// The table that it was loaded into, in words of the dialect.
    pub(super) table: Option<String>,
}

impl Relation {
    /// The opening hours by day of UTC: open seconds before the day (`cum`), the pieces in which it is open
    /// (`s1`, `e1`, …), the last close up to its begin (`shut`) and the first opening from its end on (`opens`).
    pub fn open(calendar: &Counted<'_>, years: Years) -> Self {
        let (first, last) = (years.first_day(), years.last_day());
        let begin = |day: i32| i64::from(day) * DAY;
        let mut pieces: Vec<Vec<(Instant, Instant)>> = Vec::new();
        for day in first..=last {
            pieces.push(calendar.hours.intervals(begin(day), begin(day + 1)).collect());
        }
        let most = pieces.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut columns = vec!["day".to_owned(), "cum".to_owned(), "shut".to_owned(), "opens".to_owned()];
        columns.extend((1..=most).flat_map(|piece| [format!("s{piece}"), format!("e{piece}")]));
        let mut cum = 0;
        let rows = (first..=last).zip(&pieces).map(|(day, pieces)| {
            let shut = calendar.hours.previous_open(begin(day)).unwrap_or(-NEVER);
            let opens = calendar.hours.next_open(begin(day + 1)).unwrap_or(NEVER);
            let mut row = vec![i64::from(day), cum, shut, opens];
            row.extend(pieces.iter().flat_map(|&(from, to)| [from, to]));
            row.resize(columns.len(), 0);
            cum += pieces.iter().map(|(from, to)| to - from).sum::<i64>();
            row
        });
        let rows = rows.collect();
        Self {
            name: String::new(),
            calendar: calendar.id.to_owned(),
            kind: "open",
            columns,
            rows,
            table: None,
        }
    }

    /// The local dates: working days up to and including the date (`done`), whether it is one (`works`) and the
    /// date before it (`worked`), the instant at which what is due at its close is due (`closes`) and that of
    /// the date before (`closed`), and for each limit the working day so many after (`after2`) or before it
    /// (`before2`); `None` where there is none.
    pub fn days(calendar: &Counted<'_>, years: Years) -> Option<Self> {
        let hours = calendar.hours;
        let (first, last) = (Date::from_days(years.first_day()), Date::from_days(years.last_day()));
        let names = ["day", "done", "works", "worked", "closes", "closed"].map(str::to_owned);
        let after = calendar.after.iter().map(|days| format!("after{days}"));
        let before = calendar.before.iter().map(|days| format!("before{days}"));
        let columns = names.into_iter().chain(after).chain(before).collect();
        let closes =
            |day: Date| hours.close_of(day).unwrap_or_else(|| hours.zone().start_of(day.plus_days(1)));
        let mut done = 0;
        let mut rows = Vec::new();
        for day in (first.days()..=last.days()).map(Date::from_days) {
            let yesterday = day.plus_days(-1);
            done += i64::from(hours.is_working_day(day));
            let mut row = vec![
                i64::from(day.days()),
                done,
                i64::from(hours.is_working_day(day)),
                i64::from(hours.is_working_day(yesterday)),
                closes(day),
                closes(yesterday),
            ];
            for &days in &calendar.after {
                row.push(i64::from(hours.nth_working_day_after(day, days)?.days()));
            }
            for &days in &calendar.before {
                row.push(i64::from(hours.nth_working_day_before(day, days)?.days()));
            }
            rows.push(row);
        }
        Some(Self {
            name: String::new(),
            calendar: calendar.id.to_owned(),
            kind: "days",
            columns,
            rows,
            table: None,
        })
    }

    /// What a common table selects.
    pub(super) fn select(&self, dialect: &dyn Dialect) -> String {
        let Some(table) = &self.table else { return dialect.constants(&self.columns, &self.rows) };
        let (first, last) = (self.rows.first(), self.rows.last());
        let day = |row: Option<&Vec<i64>>| row.and_then(|row| row.first().copied()).unwrap_or(0);
        format!(
            "(\n  SELECT {} FROM {table} WHERE calendar = {} AND kind = {} AND day BETWEEN {} AND {}\n)",
            self.columns.join(", "),
            dialect.text(&self.calendar),
            dialect.text(self.kind),
            day(first),
            day(last),
        )
    }

    /// How many rows it has, and the sum of all its numbers: by these a table that was loaded is known to be
    /// the calendar.
    pub(super) fn print(&self) -> (i64, i128) {
        let sum = self.rows.iter().flatten().map(|number| i128::from(*number)).sum();
        (i64::try_from(self.rows.len()).unwrap_or(i64::MAX), sum)
    }
}
