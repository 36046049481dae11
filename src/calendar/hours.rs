//! Opening hours: what can be asked of a compiled calendar.
//!
//! Every question is answered by look-ups in the stretches of days that it touches, so none costs
//! more for a longer case. This module must not know limits, cases or promises.

use super::days::{Days, SHUT};
use super::holiday::Holiday;
use super::stretches::Stretches;
use super::zone::{DAY, Zone};
use super::{END_DAY, FIRST_DAY, Instant, MAX_INSTANT, MIN_INSTANT};
use crate::model::{Calendar, Date, DateRange, Window};
use std::fmt;

/// A calendar compiled for look-ups. Open time is physical time: on the day on which clocks go
/// forward a window over the night is an hour shorter.
pub struct OpeningHours {
    stretches: Stretches,
    holidays: Vec<Holiday>,
}

/// Where an instant lies in the open time of one calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The stretch of days.
    stretch: u32,
    /// Open seconds of the stretch before it.
    before: u32,
}

/// Why a date is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut<'a> {
    /// Its weekday has no hours.
    Weekday,
    /// The date is closed.
    Date,
    /// It belongs to a holiday of this name.
    Holiday(&'a str),
}

impl OpeningHours {
    /// Compiles a calendar with the holidays that its file of holidays names.
    pub fn compile(calendar: &Calendar, zone: Zone, holidays: Vec<Holiday>) -> Self {
        Self { stretches: Stretches::new(Days::new(calendar, &holidays), zone), holidays }
    }

    /// Its time zone.
    pub fn zone(&self) -> &Zone {
        self.stretches.zone()
    }

    /// The named holidays of its file of holidays, in the order of that file.
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The named holiday that a date belongs to. It may be an open date all the same.
    pub fn holiday_on(&self, date: Date) -> Option<&Holiday> {
        let day = DateRange { from: date, to: date };
        self.holidays.iter().find(|holiday| holiday.within(day).next().is_some())
    }

    /// Whether some weekday has no opening hours, so that days and working days differ every week.
    pub fn has_closed_days_in_week(&self) -> bool {
        self.stretches.days().shuts_in_week()
    }

    // Open time.

    /// Open seconds from one instant to another; none if the second is not later.
    pub fn open_between(&self, from: Instant, to: Instant) -> i64 {
        if from >= to { 0 } else { self.between(self.position(from), self.position(to)) }
    }

    /// Where an instant lies in the open time. Who asks about many spans between the same instants
    /// looks each of them up once.
    #[inline]
    pub fn position(&self, at: Instant) -> Position {
        self.positions()(at)
    }

    /// Looks up positions one after the other, which costs less.
    #[inline]
    pub fn positions(&self) -> impl FnMut(Instant) -> Position {
        // Hardly any instant is in another stretch than the one before it.
        let mut known = None;
        move |at| {
            let (stretch, day, second) = self.stretches.locate(at.clamp(MIN_INSTANT, MAX_INSTANT));
            let time = match known {
                Some((known, time)) if known == stretch => time,
                _ => self.stretches.time(stretch),
            };
            known = Some((stretch, time));
            Position {
                stretch: u32::try_from(stretch).unwrap_or(u32::MAX),
                before: time.before_in_day(day, second),
            }
        }
    }

    /// Open seconds from the position of one instant to that of a later one.
    #[inline]
    pub fn between(&self, from: Position, to: Position) -> i64 {
        let within = i64::from(to.before) - i64::from(from.before);
        if from.stretch == to.stretch {
            return within;
        }
        let whole = from.stretch as usize..to.stretch as usize;
        whole.map(|stretch| self.stretches.total(stretch)).sum::<i64>() + within
    }

    /// Whether it is open at an instant; a close is no longer open.
    pub fn is_open(&self, at: Instant) -> bool {
        let within = (MIN_INSTANT..=MAX_INSTANT).contains(&at);
        within
            && self
                .stretches
                .time(self.stretches.at(at))
                .interval_from(at)
                .is_some_and(|(from, _)| from <= at)
    }

    /// The instant itself if it is open then, else the next opening.
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        self.open_from(at, MAX_INSTANT)
    }

    /// The first opening after an instant, where it was shut before.
    pub fn next_opening(&self, at: Instant) -> Option<Instant> {
        let shut = if self.is_open(at) { self.next_close(at)? } else { at };
        self.next_open(shut)
    }

    /// The first close after an instant; none if it never closes again.
    pub fn next_close(&self, at: Instant) -> Option<Instant> {
        let open = self.next_open(at)?;
        Some(self.open_until(open, MAX_INSTANT)).filter(|close| *close <= MAX_INSTANT)
    }

    /// The instant itself if it is open just before, else the last close: the mirror image of
    /// [`OpeningHours::next_open`].
    pub fn previous_open(&self, at: Instant) -> Option<Instant> {
        if at <= MIN_INSTANT {
            return None;
        }
        let mut at = at.min(MAX_INSTANT);
        let own = self.stretches.at(at);
        let mut stretch = own;
        loop {
            // A stretch far away is kept only if there is something in it.
            if (stretch == own || self.stretches.total(stretch) > 0)
                && let Some((_, to)) = self.stretches.time(stretch).interval_before(at)
            {
                return Some(to.min(at));
            }
            at = self.stretches.begin(stretch);
            stretch = stretch.checked_sub(1)?;
        }
    }

    /// The open intervals between two instants, clipped to them, in order.
    pub fn intervals(&self, from: Instant, to: Instant) -> impl Iterator<Item = (Instant, Instant)> {
        let (mut at, end) = (from.max(MIN_INSTANT), to.min(MAX_INSTANT));
        std::iter::from_fn(move || {
            let open = if at < end { self.open_from(at, end)? } else { return None };
            let close = self.open_until(open, end).min(end);
            at = close;
            (open < end).then_some((open, close))
        })
    }

    /// The earliest instant at which so many seconds of open time have passed since `start`: an
    /// amount that fits exactly at a close ends at that close, and a start outside opening hours
    /// begins to count at the next opening. For nothing or less: the start. `None` if the calendar
    /// has not that much open time left.
    pub fn due_after(&self, start: Instant, seconds: i64) -> Option<Instant> {
        if seconds <= 0 || start > MAX_INSTANT {
            return (seconds <= 0).then_some(start);
        }
        let mut start = start.max(MIN_INSTANT);
        let first = self.stretches.at(start);
        let mut open = self.stretches.time(first).before(start).checked_add(seconds)?;
        for stretch in first..self.stretches.len() {
            let total = self.stretches.total(stretch);
            if open <= total {
                return Some(self.stretches.time(stretch).earliest(start, open));
            }
            open -= total;
            start = self.stretches.begin(stretch + 1);
        }
        None
    }

    /// The latest instant from which so many seconds of open time pass until `end`: the mirror image
    /// of [`OpeningHours::due_after`].
    pub fn due_before(&self, end: Instant, seconds: i64) -> Option<Instant> {
        if seconds <= 0 || end < MIN_INSTANT {
            return (seconds <= 0).then_some(end);
        }
        let end = end.min(MAX_INSTANT);
        let last = self.stretches.at(end);
        let mut missing = seconds;
        for stretch in (0..=last).rev() {
            let open = if stretch == last {
                self.stretches.time(last).before(end)
            } else {
                self.stretches.total(stretch)
            };
            if missing <= open {
                return Some(self.stretches.time(stretch).latest(open - missing));
            }
            missing -= open;
        }
        None
    }

    // Dates.

    /// The windows that belong to a date, those that run into the next day included.
    pub fn windows_on(&self, date: Date) -> &[Window] {
        self.stretches.place(date).map_or(&[], |(stretch, day)| {
            let kind = self.stretches.working_days(stretch).kinds.get(day);
            self.stretches.days().windows(kind.copied().unwrap_or(SHUT))
        })
    }

    /// Whether a date has windows of its own.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.stretches
            .place(date)
            .is_some_and(|(stretch, day)| self.stretches.working_days(stretch).works(day))
    }

    /// Why a date has no windows of its own; `None` if it has.
    pub fn why_shut(&self, date: Date) -> Option<Shut<'_>> {
        if self.is_working_day(date) {
            return None;
        }
        let named = self.holiday_on(date).map(|holiday| holiday.name.as_str());
        Some(match named.filter(|name| !name.is_empty()) {
            Some(name) => Shut::Holiday(name),
            None if self.stretches.days().shuts_on_weekday(date) => Shut::Weekday,
            None => Shut::Date,
        })
    }

    /// Whether a date is worked although its weekday is shut in other weeks.
    pub fn is_make_up_day(&self, date: Date) -> bool {
        self.is_working_day(date) && self.stretches.days().shuts_on_weekday(date)
    }

    /// Whether a date is shut although its weekday is open in other weeks: the mirror image of
    /// [`OpeningHours::is_make_up_day`].
    pub fn is_day_off(&self, date: Date) -> bool {
        !self.is_working_day(date) && !self.stretches.days().shuts_on_weekday(date)
    }

    /// Working days after one date until another, the second included.
    pub fn working_days_between(&self, after: Date, until: Date) -> i64 {
        let bounds = (Date::from_days(FIRST_DAY), Date::from_days(END_DAY - 2));
        let place = |date: Date| self.stretches.place(date.clamp(bounds.0, bounds.1).plus_days(1));
        match (place(after), place(until)) {
            (Some((first, from)), Some((last, to))) if after < until => {
                let whole: i64 =
                    (first..last).map(|stretch| self.stretches.working_days(stretch).total()).sum();
                whole + self.stretches.working_days(last).before(to)
                    - self.stretches.working_days(first).before(from)
            }
            _ => 0,
        }
    }

    /// The working day that comes so many working days after a date, which itself does not count;
    /// the date for zero or less.
    pub fn nth_working_day_after(&self, date: Date, n: i64) -> Option<Date> {
        if n <= 0 {
            return Some(date);
        }
        let (first, mut day) = self.stretches.place(date.plus_days(1))?;
        let mut missing = n;
        for stretch in first..self.stretches.len() {
            match self.stretches.working_days(stretch).nth_from(day, missing) {
                Ok(nth) => return Some(self.stretches.date(stretch, nth)),
                Err(fewer) => missing -= fewer,
            }
            day = 0;
        }
        None
    }

    /// The working day that comes so many working days before a date, which itself does not count;
    /// the date for zero or less.
    pub fn nth_working_day_before(&self, date: Date, n: i64) -> Option<Date> {
        if n <= 0 {
            return Some(date);
        }
        let (last, day) = self.stretches.place(date)?;
        let mut missing = n;
        for stretch in (0..=last).rev() {
            let days = self.stretches.working_days(stretch);
            let before = if stretch == last { days.before(day) } else { days.total() };
            if missing <= before {
                return Some(self.stretches.date(stretch, days.nth(before - missing)));
            }
            missing -= before;
        }
        None
    }

    /// The end of the last window that belongs to a date, past midnight if it runs into the next
    /// day; `None` if the date is shut.
    pub fn close_of(&self, date: Date) -> Option<Instant> {
        let last = self.windows_on(date).last()?;
        Some(self.zone().to_instant(i64::from(date.days()) * DAY + i64::from(last.to)).instant)
    }

    /// The first open instant from `at` on, or one past `limit`.
    fn open_from(&self, at: Instant, limit: Instant) -> Option<Instant> {
        let mut at = at.max(MIN_INSTANT);
        let own = self.stretches.at(at);
        while at <= limit.min(MAX_INSTANT) {
            let stretch = self.stretches.at(at);
            if (stretch == own || self.stretches.total(stretch) > 0)
                && let Some((from, _)) = self.stretches.time(stretch).interval_from(at)
            {
                return Some(from.max(at));
            }
            at = self.stretches.begin(stretch + 1);
        }
        None
    }

    /// The close of the interval that holds the open instant `at`, or an instant past `limit`.
    fn open_until(&self, at: Instant, limit: Instant) -> Instant {
        let mut at = at;
        while at <= limit.min(MAX_INSTANT) {
            let stretch = self.stretches.at(at);
            match self.stretches.time(stretch).interval_from(at) {
                Some((from, to)) if from <= at && to == self.stretches.begin(stretch + 1) => at = to,
                Some((from, to)) if from <= at => return to,
                _ => return at,
            }
        }
        at
    }
}

impl fmt::Debug for OpeningHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpeningHours").field("zone", self.zone()).finish_non_exhaustive()
    }
}
