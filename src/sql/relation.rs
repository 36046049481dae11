//! Calendars as relations of whole numbers: what an engine needs to know of opening hours, so that it needs
//! to know nothing of zones, holidays or changes of the clock.
//!
//! A calendar has four of them, of which rows are found by equality alone: `open`, by day of UTC, from instants
//! to open seconds, and `reach` back; `days`, by local date, to working days, and `nth` back.

use super::dialect::Dialect;
use crate::calendar::{Instant, OpeningHours};
use crate::model::Date;

const DAY: i64 = 86_400;
/// Days that relations have beyond the years on either side: every date in every zone of an instant within
/// the years, and the two before it.
const MARGIN: i32 = 4;
/// An instant that never comes.
pub(super) const NEVER: Instant = 900_000_000_000;

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

    /// The first instant of relations, and the one after their last.
    pub(super) fn instants(self) -> (Instant, Instant) {
        (i64::from(self.first_day()) * DAY, (i64::from(self.last_day()) + 1) * DAY)
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

/// A calendar of a folder.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its opening hours.
    pub hours: &'a OpeningHours,
}

impl Counted<'_> {
    /// All open seconds that relations know.
    pub(super) fn total(self, years: Years) -> i64 {
        let (from, to) = years.instants();
        self.hours.open_between(from, to)
    }

    /// How many open seconds a day has on average.
    pub(super) fn span(self, years: Years) -> i64 {
        let days = i64::from(years.last_day() - years.first_day()) + 1;
        (self.total(years) / days).max(1)
    }
}

/// A relation of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name in a statement.
    pub(super) name: String,
    /// The calendar.
    pub calendar: String,
    /// `open`, `reach`, `days` or `nth`.
    pub kind: &'static str,
    /// The names of its columns; the first is `place`, by which rows are found.
    pub columns: Vec<String>,
    /// A row a place, without a gap.
    pub rows: Vec<Vec<i64>>,
    /// The table that it was loaded into, in words of the dialect.
    pub(super) table: Option<String>,
}

impl Relation {
    /// All relations of a calendar.
    pub fn all(calendar: Counted<'_>, years: Years) -> [Self; 4] {
        [
            Self::open(calendar, years),
            Self::reach(calendar, years),
            Self::days(calendar, years),
            Self::nth(calendar, years),
        ]
    }

    fn new(calendar: Counted<'_>, kind: &'static str, columns: Vec<String>, rows: Vec<Vec<i64>>) -> Self {
        Self { name: String::new(), calendar: calendar.id.to_owned(), kind, columns, rows, table: None }
    }

    /// The opening hours by day of UTC: open seconds before the day (`cum`), the pieces in which it is open
    /// (`s1`, `e1`, …), the last close up to its begin (`shut`) and the first opening from its end on (`opens`).
    pub(super) fn open(calendar: Counted<'_>, years: Years) -> Self {
        let (first, last) = (years.first_day(), years.last_day());
        let begin = |day: i32| i64::from(day) * DAY;
        let mut pieces: Vec<Vec<(Instant, Instant)>> = Vec::new();
        for day in first..=last {
            pieces.push(calendar.hours.intervals(begin(day), begin(day + 1)).collect());
        }
        let most = pieces.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let columns = named(&["place", "cum", "shut", "opens"], &["s", "e"], most);
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
        Self::new(calendar, "open", columns, rows)
    }

    /// The way back, from open seconds to instants. A row is for one [`Counted::span`] of open seconds, those
    /// above `place` times the span. Of each piece of open time that it touches it has the open seconds before
    /// it (`o1`, …), when it begins (`f1`, …), and the open seconds at its end where that is a close at 24:00
    /// (`z1`, …).
    pub(super) fn reach(calendar: Counted<'_>, years: Years) -> Self {
        let (from, to) = years.instants();
        let mut cum = 0;
        let pieces: Vec<[i64; 4]> = calendar
            .hours
            .intervals(from, to)
            .map(|(from, to)| {
                let (before, zone) = (cum, calendar.hours.zone());
                cum += to - from;
                let is_midnight = zone.to_local(to).rem_euclid(DAY) == 0 && !calendar.hours.is_open(to);
                [before, from, if is_midnight { cum } else { 0 }, cum]
            })
            .collect();
        let span = calendar.span(years);
        let mut rows: Vec<Vec<i64>> = Vec::new();
        let mut first = 0;
        for place in 0..=(cum - 1).max(0) / span {
            let (low, high) = (place * span, (place + 1) * span);
            // The last piece of a row can be the first of the next.
            first += pieces[first..].iter().take_while(|piece| piece[3] <= low).count();
            let touched = pieces[first..].iter().take_while(|piece| piece[0] < high);
            rows.push([place].into_iter().chain(touched.flat_map(|piece| piece[..3].to_vec())).collect());
        }
        let most = rows.iter().map(|row| (row.len() - 1) / 3).max().unwrap_or(0).max(1);
        let columns = named(&["place"], &["o", "f", "z"], most);
        for row in &mut rows {
            // What has no piece begins behind all open time.
            while row.len() < columns.len() {
                row.extend([cum, NEVER, 0]);
            }
        }
        Self::new(calendar, "reach", columns, rows)
    }

    /// The local dates: working days up to and including the date (`done`), whether it is one (`works`), and
    /// the instant at which what is due at its close is due (`closes`).
    pub(super) fn days(calendar: Counted<'_>, years: Years) -> Self {
        let hours = calendar.hours;
        let mut done = 0;
        let rows = (years.first_day()..=years.last_day()).map(Date::from_days).map(|day| {
            let works = i64::from(hours.is_working_day(day));
            done += works;
            vec![i64::from(day.days()), done, works, close_of(hours, day)]
        });
        let rows = rows.collect();
        Self::new(calendar, "days", named(&["place", "done", "works", "closes"], &[], 0), rows)
    }

    /// The way back, from working days to dates: which date the working day of a number is (`date_of`), and
    /// when it closes.
    pub(super) fn nth(calendar: Counted<'_>, years: Years) -> Self {
        let hours = calendar.hours;
        let days = (years.first_day()..=years.last_day()).map(Date::from_days);
        let working = days.filter(|day| hours.is_working_day(*day));
        let rows = (1_i64..)
            .zip(working)
            .map(|(number, day)| vec![number, i64::from(day.days()), close_of(hours, day)])
            .collect();
        Self::new(calendar, "nth", named(&["place", "date_of", "closes"], &[], 0), rows)
    }

    /// Leaves out columns that nothing asks for. A table that was loaded stays whole: it is compared as such.
    pub(super) fn keep(&mut self, is_asked: impl Fn(&str) -> bool) {
        if self.table.is_some() {
            return;
        }
        let kept: Vec<bool> =
            self.columns.iter().enumerate().map(|(place, name)| place == 0 || is_asked(name)).collect();
        let mut of_columns = kept.iter();
        self.columns.retain(|_| of_columns.next() == Some(&true));
        for row in &mut self.rows {
            let mut of_cells = kept.iter();
            row.retain(|_| of_cells.next() == Some(&true));
        }
    }

    /// The first place and the last.
    pub(super) fn places(&self) -> (i64, i64) {
        let place = |row: Option<&Vec<i64>>| row.and_then(|row| row.first().copied()).unwrap_or(0);
        (place(self.rows.first()), place(self.rows.last()))
    }

    /// What a common table selects.
    pub(super) fn select(&self, dialect: &dyn Dialect) -> String {
        let Some(table) = &self.table else { return dialect.constants(&self.columns, &self.rows) };
        let (first, last) = self.places();
        format!(
            "(\n  SELECT {} FROM {table} WHERE calendar = {} AND kind = {} AND place BETWEEN {first} AND {last}\n)",
            self.columns.join(", "),
            dialect.text(&self.calendar),
            dialect.text(self.kind),
        )
    }

    /// How many rows it has, and the sum of all its numbers: by these a table that was loaded is known to be
    /// the calendar.
    pub(super) fn print(&self) -> (i64, i128) {
        let sum = self.rows.iter().flatten().map(|number| i128::from(*number)).sum();
        (i64::try_from(self.rows.len()).unwrap_or(i64::MAX), sum)
    }
}

/// Names of columns, of which some come again for each piece.
fn named(once: &[&str], of_pieces: &[&str], pieces: usize) -> Vec<String> {
    let again = (1..=pieces).flat_map(|piece| of_pieces.iter().map(move |name| format!("{name}{piece}")));
    once.iter().map(|name| (*name).to_owned()).chain(again).collect()
}

/// When what is due at the close of a date is due.
fn close_of(hours: &OpeningHours, day: Date) -> Instant {
    hours.close_of(day).unwrap_or_else(|| hours.zone().start_of(day.plus_days(1)))
}
