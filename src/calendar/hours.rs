//! Opening hours: a calendar compiled for look-ups.
//!
//! The days of the years 1 to 9999 are cut into stretches of some ninety years; each is compiled
//! when it is first asked about and then answers in constant time. A real log touches one or two.
//! This module must not know limits, cases or promises.

use super::days::{Days, SHUT};
use super::holiday::Holiday;
use super::table::{OpenTime, WorkingDays};
use super::zone::{DAY, Zone};
use super::{END_DAY, FIRST_DAY, Instant, MAX_INSTANT, MIN_INSTANT};
use crate::model::{Calendar, Date, DateRange, Window};
use std::sync::OnceLock;

/// A calendar compiled for look-ups. Open time is physical time: on the day on which clocks go
/// forward a window over the night is an hour shorter.
pub struct OpeningHours {
    zone: Zone,
    days: Days,
    holidays: Vec<Holiday>,
    /// A stretch has two to this power days.
    shift: u32,
    stretches: Box<[Stretch]>,
}

#[derive(Default)]
struct Stretch {
    time: OnceLock<Box<OpenTime>>,
    /// Open seconds in all, known also where the rest was not kept.
    total: OnceLock<i64>,
    days: OnceLock<Box<WorkingDays>>,
}

/// Days before and after a stretch whose windows may reach into it: a window ends within two days,
/// and a zone is less than one from UTC.
const MARGIN: i32 = 3;

impl std::fmt::Debug for OpeningHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpeningHours").field("zone", &self.zone.name()).finish_non_exhaustive()
    }
}

impl OpeningHours {
    /// Compiles a calendar with the holidays that its file of holidays names.
    pub fn compile(calendar: &Calendar, zone: Zone, holidays: Vec<Holiday>) -> Self {
        let days = Days::new(calendar, &holidays);
        // Stretches of 2^15 days, shorter where a day has so many windows that they would not fit
        // into some tens of megabytes.
        let shift = ((1_usize << 20) / days.most_windows().max(1)).max(1).ilog2().clamp(6, 15);
        let count = (END_DAY - FIRST_DAY) >> shift;
        let stretches = (0..count).map(|_| Stretch::default()).collect();
        Self { zone, days, holidays, shift, stretches }
    }

    /// Its time zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
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
        self.days.shuts_in_week()
    }

    // Open time.

    /// Open seconds from one instant to another; none if the second is not later.
    pub fn open_between(&self, from: Instant, to: Instant) -> i64 {
        let (from, to) = (from.max(MIN_INSTANT), to.min(MAX_INSTANT));
        if from >= to {
            return 0;
        }
        let (first, last) = (self.stretch_at(from), self.stretch_at(to));
        if first == last {
            let time = self.time(first);
            return time.before(to) - time.before(from);
        }
        let begun = self.time(first).total() - self.time(first).before(from);
        let whole: i64 = (first + 1..last).map(|stretch| self.total(stretch)).sum();
        begun + whole + self.time(last).before(to)
    }

    /// Whether it is open at an instant; a close is no longer open.
    pub fn is_open(&self, at: Instant) -> bool {
        let within = (MIN_INSTANT..=MAX_INSTANT).contains(&at);
        within && self.time(self.stretch_at(at)).interval_from(at).is_some_and(|(from, _)| from <= at)
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
        let mut stretch = self.stretch_at(at);
        loop {
            if self.total(stretch) > 0
                && let Some((_, to)) = self.time(stretch).interval_before(at)
            {
                return Some(to.min(at));
            }
            at = self.begin(stretch);
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
        let first = self.stretch_at(start);
        let mut open = self.time(first).before(start).checked_add(seconds)?;
        for stretch in first..self.stretches.len() {
            let total = self.total(stretch);
            if open <= total {
                return Some(self.time(stretch).earliest(start, open));
            }
            open -= total;
            start = self.begin(stretch + 1);
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
        let last = self.stretch_at(end);
        let mut missing = seconds;
        for stretch in (0..=last).rev() {
            let open = if stretch == last { self.time(last).before(end) } else { self.total(stretch) };
            if missing <= open {
                return Some(self.time(stretch).latest(open - missing));
            }
            missing -= open;
        }
        None
    }

    // Dates.

    /// The windows that belong to a date, those that run into the next day included.
    pub fn windows_on(&self, date: Date) -> &[Window] {
        self.place(date).map_or(&[], |(stretch, day)| {
            let kind = self.working_days(stretch).kinds.get(day);
            self.days.windows(kind.copied().unwrap_or(SHUT))
        })
    }

    /// Whether a date has windows of its own.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.place(date).is_some_and(|(stretch, day)| self.working_days(stretch).works(day))
    }

    /// Working days after one date until another, the second included.
    pub fn working_days_between(&self, after: Date, until: Date) -> i64 {
        let bounds = (Date::from_days(FIRST_DAY), Date::from_days(END_DAY - 2));
        let place = |date: Date| self.place(date.clamp(bounds.0, bounds.1).plus_days(1));
        match (place(after), place(until)) {
            (Some((first, from)), Some((last, to))) if after < until => {
                let whole: i64 = (first..last).map(|stretch| self.working_days(stretch).total()).sum();
                whole + self.working_days(last).before(to) - self.working_days(first).before(from)
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
        let (first, day) = self.place(date.plus_days(1))?;
        let mut before = self.working_days(first).before(day).checked_add(n - 1)?;
        for stretch in first..self.stretches.len() {
            let days = self.working_days(stretch);
            if before < days.total() {
                return Some(self.date(stretch, days.nth(before)));
            }
            before -= days.total();
        }
        None
    }

    /// The working day that comes so many working days before a date, which itself does not count;
    /// the date for zero or less.
    pub fn nth_working_day_before(&self, date: Date, n: i64) -> Option<Date> {
        if n <= 0 {
            return Some(date);
        }
        let (last, day) = self.place(date)?;
        let mut missing = n;
        for stretch in (0..=last).rev() {
            let days = self.working_days(stretch);
            let before = if stretch == last { days.before(day) } else { days.total() };
            if missing <= before {
                return Some(self.date(stretch, days.nth(before - missing)));
            }
            missing -= before;
        }
        None
    }

    /// The end of the last window that belongs to a date, past midnight if it runs into the next
    /// day; `None` if the date is shut.
    pub fn close_of(&self, date: Date) -> Option<Instant> {
        let last = self.windows_on(date).last()?;
        Some(self.zone.to_instant(i64::from(date.days()) * DAY + i64::from(last.to)).instant)
    }

    // Stretches.

    fn stretch_at(&self, at: Instant) -> usize {
        let day = at.div_euclid(DAY) - i64::from(FIRST_DAY);
        usize::try_from(day >> self.shift).unwrap_or(0)
    }

    /// The first day of a stretch.
    fn first_day(&self, stretch: usize) -> i32 {
        let days = stretch << self.shift;
        i32::try_from(days).map_or(END_DAY, |days| FIRST_DAY.saturating_add(days))
    }

    fn begin(&self, stretch: usize) -> Instant {
        i64::from(self.first_day(stretch)) * DAY
    }

    /// The stretch of a date and its place in it.
    fn place(&self, date: Date) -> Option<(usize, usize)> {
        if !(FIRST_DAY..END_DAY).contains(&date.days()) {
            return None;
        }
        let day = usize::try_from(date.days() - FIRST_DAY).ok()?;
        Some((day >> self.shift, day & ((1 << self.shift) - 1)))
    }

    fn date(&self, stretch: usize, day: usize) -> Date {
        Date::from_days(self.first_day(stretch)).plus_days(i32::try_from(day).unwrap_or(i32::MAX))
    }

    fn time(&self, stretch: usize) -> &OpenTime {
        // A place past the end is the last stretch: callers clamp, and this must not fail.
        let stretch = stretch.min(self.stretches.len() - 1);
        self.stretches[stretch].time.get_or_init(|| Box::new(self.compile_time(stretch)))
    }

    /// Open seconds of a whole stretch; far ones are added up and not kept.
    fn total(&self, stretch: usize) -> i64 {
        self.stretches.get(stretch).map_or(0, |known| match known.time.get() {
            Some(time) => time.total(),
            None => *known.total.get_or_init(|| self.compile_time(stretch).total()),
        })
    }

    fn working_days(&self, stretch: usize) -> &WorkingDays {
        let stretch = stretch.min(self.stretches.len() - 1);
        self.stretches[stretch].days.get_or_init(|| {
            let first = Date::from_days(self.first_day(stretch));
            let kinds = self.days.paint(first, 1 << self.shift);
            Box::new(WorkingDays::new(kinds, |kind| !self.days.windows(kind).is_empty()))
        })
    }

    fn compile_time(&self, stretch: usize) -> OpenTime {
        let (begin, end) = (self.begin(stretch), self.begin(stretch + 1));
        let first = Date::from_days(self.first_day(stretch) - MARGIN);
        let kinds = self.days.paint(first, (1 << self.shift) + 2 * MARGIN.unsigned_abs() as usize);
        let mut midnight = i64::from(first.days()) * DAY;
        let mut open = Vec::new();
        for kind in kinds {
            for window in self.days.windows(kind) {
                let instant = |second: i32| self.zone.to_instant(midnight + i64::from(second)).instant;
                open.push((instant(window.from), instant(window.to)));
            }
            midnight += DAY;
        }
        OpenTime::new(begin, end, open)
    }

    /// The first open instant from `at` on, or one past `limit`.
    fn open_from(&self, at: Instant, limit: Instant) -> Option<Instant> {
        let mut at = at.max(MIN_INSTANT);
        while at <= limit.min(MAX_INSTANT) {
            let stretch = self.stretch_at(at);
            if self.total(stretch) > 0
                && let Some((from, _)) = self.time(stretch).interval_from(at)
            {
                return Some(from.max(at));
            }
            at = self.begin(stretch + 1);
        }
        None
    }

    /// The close of the interval that holds the open instant `at`, or an instant past `limit`.
    fn open_until(&self, at: Instant, limit: Instant) -> Instant {
        let mut at = at;
        while at <= limit.min(MAX_INSTANT) {
            let stretch = self.stretch_at(at);
            match self.time(stretch).interval_from(at) {
                Some((from, to)) if from <= at && to == self.begin(stretch + 1) => at = to,
                Some((from, to)) if from <= at => return to,
                _ => return at,
            }
        }
        at
    }
}
