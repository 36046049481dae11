//! CON009: hours in the text that are not those of the clock.

use crate::check::{Context, Each, Passage, Rule, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::{Calendar, Limit, Target, Window, Written};
use crate::source::Span;
use crate::text::{Duration, DurationKind, HoursKind, OpenHours, TimeFact};
use std::ops::Range;

static CODE: Code = Code { code: "CON009", name: "hours-words-differ", level: Level::Error };

/// Working hours, 7×24 or stated hours in the text against the kind of the limit and the calendar.
pub struct HoursDiffer;

impl Rule for HoursDiffer {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("hours_differ.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            for passage in subject.texts() {
                let (words, stated) = (passage.reading.hours_words(), passage.reading.open_hours());
                if words.is_empty() && stated.is_empty() {
                    continue;
                }
                let clocks = Timed::all(context, passage);
                if clocks.is_empty() {
                    continue;
                }
                let hours = Hours { context, passage, clocks: &clocks };
                let found =
                    hours.stated(stated).or_else(|| words.iter().find_map(|w| hours.words(&w.range, w.kind)));
                findings.extend(found.map(|finding| finding.in_definition(&passage.commitment.id)));
            }
        }))
    }
}

/// A limit in time and the calendar of its clock.
struct Timed<'a> {
    limit: &'a Written<Duration>,
    span: Span,
    calendar: Option<&'a Calendar>,
}

impl<'a> Timed<'a> {
    fn all(context: &Context<'a>, passage: &Passage<'a>) -> Vec<Self> {
        let read = |target: &'a Target| {
            let clock = context.clock(target.clock.as_ref()?)?;
            let calendar = context.calendar_of(clock);
            let bounds = [&target.at_most, &target.at_least].into_iter().flatten();
            let bound = bounds.filter_map(|limit| match &limit.value {
                Limit::Duration(written) => Some((written, limit.span)),
                Limit::Number(_) => None,
            });
            let plain = [&target.within, &target.ahead].into_iter().flatten();
            let (limit, span) = plain.map(|limit| (&limit.value, limit.span)).chain(bound).next()?;
            Some(Self { limit, span, calendar })
        };
        passage.commitment.targets.iter().filter_map(read).collect()
    }

    /// Whether it runs day and night: in hours, on a clock that has no opening hours.
    fn never_stops(&self) -> bool {
        match self.limit.value.kind() {
            DurationKind::Elapsed => self.calendar.is_none_or(is_round_the_clock),
            DurationKind::Open => self.calendar.is_some_and(is_round_the_clock),
            _ => false,
        }
    }

    /// Whether it is counted in opening hours that never end.
    fn counts_always_open(&self) -> bool {
        self.limit.value.kind() == DurationKind::Open && self.never_stops()
    }

    /// Whether it counts hours or working days on a clock that has opening hours.
    fn keeps_hours(&self) -> bool {
        matches!(
            self.limit.value.kind(),
            DurationKind::Open | DurationKind::Elapsed | DurationKind::BusinessDays
        ) && self.calendar.is_some_and(|calendar| !is_round_the_clock(calendar))
    }
}

struct Hours<'a> {
    context: &'a Context<'a>,
    passage: &'a Passage<'a>,
    clocks: &'a [Timed<'a>],
}

impl Hours<'_> {
    fn finding(&self, range: &Range<usize>, message: Consistency) -> Finding {
        Finding::new(&CODE, self.passage.locate(self.context.sources, range.clone()), message)
    }

    /// Words against the kinds of the limits that they are about: where one of them fits, the words
    /// may mean it.
    fn words(&self, range: &Range<usize>, kind: HoursKind) -> Option<Finding> {
        let words = self.passage.words(range.clone()).to_owned();
        let clocks = self.clocks_of(range);
        let first = clocks.first()?;
        let limit = first.limit.text.clone();
        let message = match kind {
            HoursKind::RoundTheClock if clocks.iter().all(|clock| clock.keeps_hours()) => {
                Consistency::RoundTheClockDiffers { words, limit }
            }
            HoursKind::Counted if clocks.iter().all(|clock| clock.counts_always_open()) => {
                Consistency::WorkingHoursDiffer { words, limit }
            }
            HoursKind::Working if clocks.iter().all(|clock| clock.never_stops()) && !self.is_scope() => {
                Consistency::WorkingHoursDiffer { words, limit }
            }
            _ => return None,
        };
        Some(self.finding(range, message).related(first.span, Note::FieldHere))
    }

    /// The clocks whose limit stands in the clause of the words, else in their sentence; where there is
    /// none, all of them.
    fn clocks_of(&self, range: &Range<usize>) -> Vec<&Timed<'_>> {
        let reading = &self.passage.reading;
        let has_limit = |clock: &Timed<'_>, is_near: &dyn Fn(usize) -> bool| {
            let near = |time: &&TimeFact| is_near(time.range.start);
            let value = clock.limit.value;
            reading
                .times()
                .iter()
                .filter(near)
                .any(|time| time.duration.as_ref().is_ok_and(|said| *said == value))
        };
        let in_clause = |at: usize| reading.same_clause(at, range.start);
        let in_sentence = |at: usize| reading.same_sentence(at, range.start);
        let nearness: [&dyn Fn(usize) -> bool; 2] = [&in_clause, &in_sentence];
        let own = nearness
            .into_iter()
            .map(|is_near| self.clocks.iter().filter(|clock| has_limit(clock, is_near)).collect::<Vec<_>>());
        own.into_iter().find(|own| !own.is_empty()).unwrap_or_else(|| self.clocks.iter().collect())
    }

    /// Stated hours against the calendars of limits that count in opening hours or working days; those
    /// of a shop or counter against opening hours alone.
    fn stated(&self, stated: &[OpenHours]) -> Option<Finding> {
        let own: Vec<&OpenHours> = stated.iter().filter(|hours| !hours.is_of_place).collect();
        let all: Vec<&OpenHours> = stated.iter().collect();
        let of = |kind: DurationKind| {
            let counts = self.clocks.iter().filter(move |timed| timed.limit.value.kind() == kind);
            counts.filter_map(|timed| timed.calendar).collect::<Vec<_>>()
        };
        let (open, days) = (of(DurationKind::Open), of(DurationKind::BusinessDays));
        let agrees_with = |calendars: &[&Calendar], hours: &[&OpenHours]| {
            !hours.is_empty() && calendars.iter().any(|calendar| agrees(calendar, hours))
        };
        if agrees_with(&open, &all) || agrees_with(&open, &own) || agrees_with(&days, &own) {
            return None;
        }
        let hours = if open.is_empty() { &own } else { &all };
        let (first, calendar) = (hours.first()?, open.first().or(days.first())?);
        let message = Consistency::StatedHoursDiffer {
            hours: self.passage.words(first.range.clone()).to_owned(),
            calendar: calendar.id.value.clone(),
        };
        let span = self.context.sources.first_line(calendar.span);
        Some(self.finding(&first.range, message).related(span, Note::CalendarHere))
    }

    /// Whether the commitment applies to cases of those hours alone, by an attribute of theirs.
    fn is_scope(&self) -> bool {
        let commitment = self.passage.commitment;
        let whens = commitment.targets.iter().map(|target| &target.when);
        let mut attributes = whens.chain([&commitment.applies]).flat_map(|condition| &condition.entries);
        attributes.any(|(name, _)| {
            let name = name.to_lowercase();
            ["hour", "shift", "open", "time", "时段", "时间", "班次"].iter().any(|word| name.contains(word))
        })
    }
}

const DAY: i32 = 86_400;

fn is_round_the_clock(calendar: &Calendar) -> bool {
    calendar.hours.days.iter().all(|windows| {
        let open: i32 = windows.iter().map(|window| window.to - window.from).sum();
        open >= DAY
    })
}

/// Whether a calendar has the stated hours, on the stated days where any are named: each window, or
/// from the first opening to the last close where the text leaves the break out.
fn agrees(calendar: &Calendar, stated: &[&OpenHours]) -> bool {
    stated.iter().all(|hours| {
        let window = Window { from: i32::from(hours.from) * 60, to: i32::from(hours.to) * 60 };
        let has = |day: &Vec<Window>| {
            day.contains(&window)
                || day.first().map(|first| first.from) == Some(window.from)
                    && day.last().map(|last| last.to) == Some(window.to)
        };
        match hours.days {
            Some(days) => calendar.hours.days.iter().zip(days).all(|(day, named)| !named || has(day)),
            None => calendar.hours.days.iter().any(has),
        }
    })
}
