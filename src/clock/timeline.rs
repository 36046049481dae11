//! The time of a case, piece by piece: what the clock counted, and what it did not and why.
//!
//! An explanation of a judgement, made from the same limit, calendar and pauses; what it counts adds
//! up to what the judgement says.

use super::case::Moment;
use super::pauses::{UNENDED, days_between, own_time};
use super::plan::LimitPlan;
use crate::calendar::{Instant, OpeningHours, Shut, Zone};
use crate::model::Date;
use crate::text::Duration;

/// Between which instants a clock ran.
#[derive(Clone, Copy, Debug)]
pub struct Ran {
    /// Its start.
    pub start: Moment,
    /// Its stop, or the instant up to which it is looked at.
    pub end: Moment,
    /// The last instant of the end: a date is the whole day.
    pub until: Instant,
}

/// A time in which the clock stood still, and which of the target's pauses it is.
pub type Pause = (usize, Instant, Instant);

/// The time of a case under a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Its pieces in order.
    pub lines: Vec<Line>,
    /// What was counted: seconds of the clock's own time, or days.
    pub counted: i64,
    /// What would have been counted but for pauses.
    pub paused: i64,
    /// Whether it is in days.
    pub days: bool,
    /// The last day that is known to be shut or not.
    told: Option<Date>,
}

/// A piece of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From here on; of days the first.
    pub from: Part,
    /// Up to here; of days the last.
    pub to: Part,
    /// What becomes of it.
    pub why: Why,
    /// How much it is: seconds of the clock's own time, or days. Nothing where it is shut.
    pub amount: i64,
}

/// An end of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An instant.
    At(Instant),
    /// A whole day.
    Day(Date),
}

/// What becomes of a piece of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It counts.
    Counted,
    /// It counts, on a day whose weekday is shut in other weeks.
    MakeUp,
    /// A pause, by its place among those of the target.
    Paused(usize),
    /// Weekdays without hours.
    Weekday,
    /// Dates that are closed.
    Closed,
    /// A holiday by name.
    Holiday(String),
}

impl Timeline {
    /// The timeline of a case under a limit. `sums` are pauses of which nothing but the length is known,
    /// in the clock's own time.
    pub fn new(limit: &LimitPlan, zone: &Zone, ran: Ran, pauses: &[Pause], sums: &[(usize, i64)]) -> Self {
        let mut pauses: Vec<_> = pauses.to_vec();
        pauses.sort_unstable_by_key(|&(place, from, to)| (from, to, place));
        let hours = limit.hours.as_deref();
        let mut timeline = match limit.limit {
            Duration::Elapsed(_) => Self::of_hours(limit, None, zone, ran, &pauses),
            Duration::Open(_) => Self::of_hours(limit, hours, zone, ran, &pauses),
            Duration::BusinessDays(_) => Self::of_days(hours, zone, ran, &pauses),
            Duration::Days(_) | Duration::Months(_) => Self::of_days(None, zone, ran, &pauses),
        };
        for (_, seconds) in sums {
            // No clock stands still for longer than it would have run.
            let still = (*seconds).min(timeline.counted);
            (timeline.counted, timeline.paused) = (timeline.counted - still, timeline.paused + still);
        }
        timeline
    }

    /// Hours: what lies between pauses, day by day where opening hours count.
    fn of_hours(
        limit: &LimitPlan,
        hours: Option<&OpeningHours>,
        zone: &Zone,
        ran: Ran,
        pauses: &[Pause],
    ) -> Self {
        let mut timeline = Self::default();
        let mut at = ran.start.instant;
        for &(place, from, to) in pauses {
            // Where pauses overlap the first that began has the time.
            let (from, to) = (from.max(at), to.min(ran.until));
            if from >= to {
                continue;
            }
            timeline.run(hours, zone, at, from);
            timeline.add(Part::At(from), Part::At(to), Why::Paused(place), own_time(limit, from, to));
            at = to;
        }
        timeline.run(hours, zone, at, ran.until);
        timeline
    }

    /// What is counted between two instants.
    fn run(&mut self, hours: Option<&OpeningHours>, zone: &Zone, from: Instant, to: Instant) {
        if from >= to {
            return;
        }
        let Some(hours) = hours else {
            return self.add(Part::At(from), Part::At(to), Why::Counted, to - from);
        };
        let mut day = zone.date_of(from);
        for (open, close) in hours.intervals(from, to) {
            // A window belongs to the day it begins on, so the days before that day are shut.
            let begins = zone.date_of(open);
            self.shut(hours, day, begins.plus_days(-1));
            self.told = self.told.max(Some(begins));
            let why = if hours.is_make_up_day(begins) { Why::MakeUp } else { Why::Counted };
            self.add(Part::At(open), Part::At(close), why, close - open);
            day = begins.plus_days(1);
        }
        self.shut(hours, day, zone.date_of(to - 1));
    }

    /// The days from one to another that are shut, with their reasons, each told once.
    fn shut(&mut self, hours: &OpeningHours, from: Date, to: Date) {
        let mut day = self.told.map_or(from, |told| from.max(told.plus_days(1)));
        self.told = self.told.max(Some(to));
        while day <= to {
            if let Some(shut) = hours.why_shut(day) {
                self.add(Part::Day(day), Part::Day(day), Why::of(shut), 0);
            }
            day = day.plus_days(1);
        }
    }

    /// Days: each from the one after the start to the one of the end.
    fn of_days(hours: Option<&OpeningHours>, zone: &Zone, ran: Ran, pauses: &[Pause]) -> Self {
        let mut timeline = Self { days: true, ..Self::default() };
        let (first, last) = (ran.start.date(zone), ran.end.date(zone));
        let mut day = first.plus_days(1);
        while day <= last {
            let pause = pauses.iter().find(|&&(_, from, to)| {
                zone.date_of(from) < day && (to == UNENDED || day <= zone.date_of(to))
            });
            let counts = days_between(hours, day.plus_days(-1), day);
            let why = match (hours.and_then(|hours| hours.why_shut(day)), pause) {
                (Some(shut), _) => Why::of(shut),
                (None, Some(&(place, ..))) => Why::Paused(place),
                (None, None) if hours.is_some_and(|hours| hours.is_make_up_day(day)) => Why::MakeUp,
                (None, None) => Why::Counted,
            };
            timeline.add(Part::Day(day), Part::Day(day), why, counts);
            day = day.plus_days(1);
        }
        timeline
    }

    /// Adds a piece; days that follow each other with the same reason are one.
    fn add(&mut self, from: Part, to: Part, why: Why, amount: i64) {
        match why {
            Why::Counted | Why::MakeUp => self.counted += amount,
            Why::Paused(_) => self.paused += amount,
            Why::Weekday | Why::Closed | Why::Holiday(_) => {}
        }
        if let Some(last) = self.lines.last_mut()
            && let (Part::Day(before), Part::Day(day)) = (last.to, from)
            && last.why == why
            && before.plus_days(1) == day
        {
            (last.to, last.amount) = (to, last.amount + amount);
            return;
        }
        self.lines.push(Line { from, to, why, amount });
    }
}

impl Why {
    fn of(shut: Shut<'_>) -> Self {
        match shut {
            Shut::Weekday => Self::Weekday,
            Shut::Date => Self::Closed,
            Shut::Holiday(name) => Self::Holiday(name.to_owned()),
        }
    }
}
