//! Example cases of a limit: when they start, chosen by the calendar alone, and when they are due.
//!
//! A due comes from the functions that judge cases, so an example is what would be reported of such a case.
//! The choice depends on nothing but the first day, the limit and the calendar: the same on every run. This
//! module must not know words.

use crate::calendar::{Due, Instant, OpeningHours, Zone, due, due_back};
use crate::diff::Side;
use crate::model::{Clock, Date, DateRange, DueAt, Effective, Log, Window};
use crate::text::Duration;

/// How the time of a clock is counted.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// The opening hours of its calendar, if it has one.
    pub hours: Option<&'a OpeningHours>,
    /// The zone in which dates are taken.
    pub zone: &'a Zone,
    /// Whether limits are counted back from an event.
    pub ahead: bool,
}

/// A limit in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// How long.
    pub limit: Duration,
    /// When one in days is due.
    pub due_at: Option<DueAt>,
}

impl<'a> Counting<'a> {
    /// How a clock counts for a commitment: by its calendar, else in the one zone of the logs that may have its
    /// cases.
    pub fn new(side: &'a Side<'_>, id: &str, clock: &Clock, ahead: bool) -> Self {
        let hours = side.hours(clock);
        let of_logs = || {
            let serves = |log: &&Log| match &log.serves {
                Some(ids) => ids.iter().any(|served| served.value == id),
                None => true,
            };
            let zone = |log: &Log| side.calendars.zone(log.timezone.as_ref()?);
            let logs = side.definitions.logs.iter().filter(serves);
            let mut zones = logs.map(|log| zone(log).unwrap_or(side.zone()));
            let first = zones.next()?;
            zones.all(|zone| zone == first).then_some(first)
        };
        let zone = hours.map(OpeningHours::zone).or_else(of_logs).unwrap_or(side.zone());
        Self { hours, zone, ahead }
    }

    /// When a case without pauses is due that starts at an instant, or a notice of an event at that instant;
    /// `None` for never.
    pub fn due(&self, start: Instant, term: Term) -> Option<Due> {
        let rule = if self.ahead { due_back } else { due };
        rule(start, self.zone.date_of(start), term.limit, term.due_at, self.hours, self.zone)
    }
}

/// An example case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example<'a> {
    /// What it is an example of.
    pub occasion: Occasion<'a>,
    /// When it starts; of a notice, when the event is.
    pub start: Instant,
}

/// What an example shows. Of events that a notice must precede all of them are mirrored: after what the
/// others are before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion<'a> {
    /// A case like most.
    Ordinary,
    /// Late on a day before days on which the week is shut.
    DaysOff,
    /// Late before the weekend, where no calendar says what is shut or it says that nothing is.
    Weekend,
    /// Shortly before the close of a day, in a week without days off.
    Close,
    /// Late before days that are shut out of turn.
    Holiday {
        /// All days in a row on which it is shut.
        dates: DateRange,
        /// The name of the holiday, where the calendar gives one.
        name: Option<&'a str>,
    },
    /// Late before a day that is worked out of turn.
    MakeUp(Date),
    /// Shortly before clocks are set.
    ClockChange {
        /// On which day.
        date: Date,
        /// Whether they go forward.
        forward: bool,
    },
    /// While it is shut.
    Shut,
    /// At night, where it is never shut.
    Night,
}

/// So many days are looked at for an occasion: two years.
const DAYS: i32 = 731;
/// A case that lasts longer than so many days is none without days out of turn.
const LONG: i32 = 62;
/// No days off in a row are more.
const MOST_OFF: usize = 400;
const DAY: i64 = 86_400;
const HOUR: i64 = 3600;
/// The hours of a weekday where no calendar says them.
const OFFICE: Window = Window { from: 9 * 3600, to: 18 * 3600 };
/// The hour that is night where it is never shut.
const NIGHT: i64 = 23 * HOUR;

/// Three cases of a term that start on or after a day, while it is in force: an ordinary one; one that runs
/// over a close, with days off where the week has any; and one that runs over the next holiday, make-up
/// workday or change of clocks, or without any of these a start out of hours. Fewer where the days in force
/// have no such case.
pub fn examples(counting: Counting<'_>, term: Term, first: Date, in_force: Effective) -> Vec<Example<'_>> {
    let from = in_force.from.map_or(first, |from| from.value.max(first));
    let end = from.plus_days(DAYS);
    let until = in_force.until.map_or(end, |until| until.value.min(end));
    let search = Search { counting, term, from, until };
    [search.ordinary(), search.over_a_close(), search.unusual()].into_iter().flatten().collect()
}

struct Search<'a> {
    counting: Counting<'a>,
    term: Term,
    from: Date,
    until: Date,
}

impl<'a> Search<'a> {
    fn ordinary(&self) -> Option<Example<'a>> {
        let start = |day| {
            if self.counting.ahead { self.before_close(day, HOUR) } else { self.after_opening(day, HOUR) }
        };
        let starts = || self.days().filter(|day| self.works(*day)).filter_map(start);
        self.most_usual(starts).map(|start| Example { occasion: Occasion::Ordinary, start })
    }

    fn over_a_close(&self) -> Option<Example<'a>> {
        let (next, before_weekend) = if self.counting.ahead { (-1, 0) } else { (1, 4) };
        let weekend = || self.late(Occasion::Weekend, |day| day.weekday().index() == before_weekend);
        match self.counting.hours {
            Some(hours) if hours.has_closed_days_in_week() => {
                self.late(Occasion::DaysOff, |day| !self.works(day.plus_days(next)))
            }
            Some(hours) => self.late(Occasion::Close, |day| self.has_edge(hours, day)).or_else(weekend),
            None => weekend(),
        }
    }

    /// Time that runs day and night sees no holiday, so there a change of clocks tells more.
    fn unusual(&self) -> Option<Example<'a>> {
        let found = if matches!(self.term.limit, Duration::Elapsed(_)) {
            self.over_a_clock_change().or_else(|| self.over_a_day_out_of_turn())
        } else {
            self.over_a_day_out_of_turn().or_else(|| self.over_a_clock_change())
        };
        found.or_else(|| self.out_of_hours())
    }

    fn over_a_day_out_of_turn(&self) -> Option<Example<'a>> {
        let hours = self.counting.hours?;
        self.days().find_map(|day| {
            let (dates, occasion) = if hours.is_day_off(day) {
                let dates = shut_around(hours, day);
                let name = hours.holiday_on(day).map(|holiday| holiday.name.as_str());
                (dates, Occasion::Holiday { dates, name: name.filter(|name| !name.is_empty()) })
            } else if hours.is_make_up_day(day) {
                (DateRange { from: day, to: day }, Occasion::MakeUp(day))
            } else {
                return None;
            };
            let start = self.edge(self.working_day_beside(hours, dates)?)?;
            self.is_in_force(start).then_some(Example { occasion, start })
        })
    }

    fn over_a_clock_change(&self) -> Option<Example<'a>> {
        let Counting { hours, zone, ahead } = self.counting;
        let mut at = zone.start_of(self.from);
        loop {
            let (change, forward) = zone.next_change(at).filter(|(change, _)| self.is_in_force(*change))?;
            let date = zone.date_of(change);
            let runs_through = matches!(self.term.limit, Duration::Elapsed(_))
                || hours.is_none_or(|hours| hours.is_open(change) && hours.is_open(change - 1));
            // Clocks are set before a day opens: an event may be on the day itself.
            let night = DateRange { from: date, to: date.plus_days(-1) };
            let start = match hours {
                Some(hours) if !runs_through => {
                    self.working_day_beside(hours, night).and_then(|day| self.edge(day))
                }
                _ if ahead => Some(change + self.margin()),
                _ => Some(change - self.margin()),
            };
            if let Some(start) = start.filter(|start| self.is_in_force(*start)) {
                return Some(Example { occasion: Occasion::ClockChange { date, forward }, start });
            }
            at = change;
        }
    }

    fn out_of_hours(&self) -> Option<Example<'a>> {
        let shut = |day: Date| {
            let close = self.counting.hours?.close_of(day)?;
            let opening = self.counting.hours?.next_open(close).filter(|opening| *opening > close)?;
            Some(close + whole((2 * HOUR).min((opening - close) / 2)))
        };
        let works = || self.days().filter(|day| self.works(*day));
        if let Some(start) = self.most_usual(|| works().filter_map(shut)) {
            return Some(Example { occasion: Occasion::Shut, start });
        }
        let night = |day: Date| self.at(day, NIGHT);
        self.most_usual(|| works().map(night)).map(|start| Example { occasion: Occasion::Night, start })
    }

    // What the search is made of.

    /// A case at the edge of one of these working days.
    fn late(&self, occasion: Occasion<'a>, is_one: impl Fn(Date) -> bool) -> Option<Example<'a>> {
        let days = || self.days().filter(|day| self.works(*day) && is_one(*day));
        let start = self.most_usual(|| days().filter_map(|day| self.edge(day)))?;
        Some(Example { occasion, start })
    }

    /// Whether it is shut behind the last window of a day; of an event, before the first.
    fn has_edge(&self, hours: &OpeningHours, day: Date) -> bool {
        if self.counting.ahead {
            let opening = self.windows(day).first().map(|first| self.at(day, i64::from(first.from)));
            opening.is_some_and(|opening| !hours.is_open(opening - 1))
        } else {
            hours.close_of(day).is_some_and(|close| !hours.is_open(close))
        }
    }

    fn days(&self) -> impl Iterator<Item = Date> {
        (self.from.days()..self.until.days()).map(Date::from_days)
    }

    fn is_in_force(&self, at: Instant) -> bool {
        let date = self.counting.zone.date_of(at);
        self.from <= date && date < self.until
    }

    fn works(&self, day: Date) -> bool {
        self.counting.hours.map_or(day.weekday().index() < 5, |hours| hours.is_working_day(day))
    }

    /// The first start of a case that sees no day out of turn until it is due; else the first.
    fn most_usual<I: Iterator<Item = Instant>>(&self, starts: impl Fn() -> I) -> Option<Instant> {
        let is_usual = |start: &Instant| {
            let Some(hours) = self.counting.hours else { return true };
            let date = |at: Instant| self.counting.zone.date_of(at);
            let due = self.counting.due(*start, self.term).map_or(*start, |due| due.instant);
            let (first, last) = (date(due.min(*start)), date(due.max(*start)));
            last < first.plus_days(LONG)
                && DateRange { from: first, to: last }
                    .days()
                    .all(|day| !hours.is_day_off(day) && !hours.is_make_up_day(day))
        };
        let in_force = || starts().filter(|start| self.is_in_force(*start));
        in_force().find(is_usual).or_else(|| in_force().next())
    }

    /// Just before the close of a day, so that the limit runs over it; of an event, just after the opening.
    fn edge(&self, day: Date) -> Option<Instant> {
        let margin = self.margin();
        if self.counting.ahead { self.after_opening(day, margin) } else { self.before_close(day, margin) }
    }

    /// Half an hour, or half of a limit that is shorter.
    fn margin(&self) -> i64 {
        match self.term.limit {
            Duration::Elapsed(seconds) | Duration::Open(seconds) => whole((HOUR / 2).min(seconds / 2)),
            Duration::Days(_) | Duration::Months(_) | Duration::BusinessDays(_) => HOUR / 2,
        }
    }

    fn after_opening(&self, day: Date, margin: i64) -> Option<Instant> {
        let Window { from, to } = *self.windows(day).first()?;
        Some(self.at(day, i64::from(from) + margin.min(whole(i64::from(to - from) / 2))))
    }

    fn before_close(&self, day: Date, margin: i64) -> Option<Instant> {
        let Window { from, to } = *self.windows(day).last()?;
        Some(self.at(day, i64::from(to) - margin.min(whole(i64::from(to - from) / 2))))
    }

    fn windows(&self, day: Date) -> &[Window] {
        self.counting.hours.map_or(&[OFFICE], |hours| hours.windows_on(day))
    }

    /// The last working day before these dates; of an event, the first after them.
    fn working_day_beside(&self, hours: &OpeningHours, dates: DateRange) -> Option<Date> {
        if self.counting.ahead {
            hours.nth_working_day_after(dates.to, 1)
        } else {
            hours.nth_working_day_before(dates.from, 1)
        }
    }

    /// A time of day, in seconds of wall-clock time from its start.
    fn at(&self, day: Date, second: i64) -> Instant {
        self.counting.zone.to_instant(i64::from(day.days()) * DAY + second).instant
    }
}

/// Whole minutes, where there is one.
fn whole(seconds: i64) -> i64 {
    if seconds < 60 { seconds } else { seconds / 60 * 60 }
}

/// All days in a row on which it is shut.
fn shut_around(hours: &OpeningHours, day: Date) -> DateRange {
    let last = |step: i32| {
        let days = (0..MOST_OFF).scan(day, move |day, _| Some(std::mem::replace(day, day.plus_days(step))));
        days.take_while(|day| !hours.is_working_day(*day)).last().unwrap_or(day)
    };
    DateRange { from: last(-1), to: last(1) }
}
