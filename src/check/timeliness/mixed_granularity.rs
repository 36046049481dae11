//! TIM012: one time in two units, and hours in minutes.

use crate::check::{Context, Each, Findings, Look, Rule, Subject};
use crate::finding::{Code, Finding, Fix, Level, Note, Timeliness};
use crate::model::{Commitment, Limit as Bound, Target, Written};
use crate::source::{Edit, Span, locate, scalar};
use crate::text::{Duration, read_number};
use std::collections::BTreeMap;

static CODE: Code = Code { code: "TIM012", name: "mixed-granularity", level: Level::Info };

/// Limits of one clock in hours and in days; whole hours written as 120 minutes or more.
pub struct MixedGranularity;

impl Rule for MixedGranularity {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("mixed_granularity.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(Box::new(Granularity { context, by_clock: BTreeMap::new() }))
    }
}

struct Granularity<'a> {
    context: &'a Context<'a>,
    by_clock: BTreeMap<&'a str, Vec<(&'a Commitment, Limit<'a>)>>,
}

impl<'a> Look<'a> for Granularity<'a> {
    fn look(&mut self, subject: &Subject<'a>, findings: &mut Findings) {
        let commitment = subject.commitment;
        for target in &commitment.targets {
            let Some(clock) = &target.clock else { continue };
            let limits = limits(target).map(|limit| (commitment, limit));
            self.by_clock.entry(clock).or_default().extend(limits);
        }
        findings.extend(minutes(self.context, subject));
    }

    fn end(&mut self, findings: &mut Findings) {
        findings.extend(self.by_clock.iter().filter_map(|(clock, limits)| mixed(clock, limits)));
    }
}

/// A limit in time, with its place.
type Limit<'a> = (Span, &'a Written<Duration>);

fn limits(target: &Target) -> impl Iterator<Item = Limit<'_>> {
    let ends = [&target.within, &target.ahead].into_iter().flatten().map(|limit| (limit.span, &limit.value));
    let bounds = [&target.at_least, &target.at_most].into_iter().flatten();
    let bounds = bounds.filter_map(|limit| match &limit.value {
        Bound::Duration(written) => Some((limit.span, written)),
        Bound::Number(_) => None,
    });
    ends.chain(bounds)
}

/// The first limit of a clock that counts in days where one before counts in hours, or the other way
/// round. Only hours that fill days count: 48 hours and 2 days, but not 4 hours and 2 days.
fn mixed(clock: &str, limits: &[(&Commitment, Limit<'_>)]) -> Option<Finding> {
    let first = |is: fn(Duration) -> bool| limits.iter().position(|(_, (_, limit))| is(limit.value));
    let hours = first(|limit| matches!(limit, Duration::Elapsed(seconds) if seconds >= DAY))?;
    let days = first(|limit| matches!(limit, Duration::Days(_)))?;
    let (_, (other_span, other)) = limits.get(hours.min(days))?;
    let (commitment, (span, limit)) = limits.get(hours.max(days))?;
    let message = Timeliness::HoursAndDays {
        clock: clock.to_owned(),
        limit: limit.text.clone(),
        other: other.text.clone(),
    };
    let finding = Finding::new(&CODE, *span, message).related(*other_span, Note::ConflictsWith);
    Some(finding.in_definition(&commitment.id))
}

const DAY: i64 = 86_400;

/// Limits in minutes that are whole hours, each once: in the text, else in the target.
fn minutes(context: &Context<'_>, subject: &Subject<'_>) -> Vec<Finding> {
    let commitment = subject.commitment;
    let mut places: Vec<Place> = Vec::new();
    for text in subject.texts() {
        for time in text.reading.times() {
            let Ok(duration) = time.duration else { continue };
            let span = || text.locate(context.sources, time.range.clone());
            let place = Place::new(duration, text.words(time.range.clone()), span, Note::TextHere);
            let edit = |hours: &str| text.replace(context.sources, time.range.clone(), hours);
            places.extend(place.map(|place| place.edited(edit)));
        }
    }
    for (span, limit) in commitment.targets.iter().flat_map(limits) {
        let all = 0..limit.text.len();
        let inner = || locate(context.sources, span, &limit.text, all.clone());
        let place = Place::new(limit.value, &limit.text, inner, Note::TargetHere);
        let edit = |hours: &str| scalar::replace(context.sources, span, &limit.text, all.clone(), hours);
        places.extend(place.map(|place| place.edited(edit)));
    }
    let mut findings = Vec::new();
    while let Some(first) = places.first() {
        let seconds = first.seconds;
        let (same, rest): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| place.seconds == seconds);
        findings.extend(together(&same).map(|finding| finding.in_definition(&commitment.id)));
        places = rest;
    }
    findings
}

/// Where a limit stands in minutes.
struct Place {
    seconds: i64,
    span: Span,
    written: String,
    hours: String,
    note: Note,
    edit: Option<Edit>,
}

impl Place {
    fn new(duration: Duration, written: &str, span: impl FnOnce() -> Span, note: Note) -> Option<Self> {
        let Duration::Elapsed(seconds) = duration else { return None };
        let is_hours = seconds >= 2 * 3600 && seconds % 3600 == 0;
        let hours = is_hours.then(|| in_hours(written, seconds / 3600)).flatten()?;
        Some(Self { seconds, span: span(), written: written.to_owned(), hours, note, edit: None })
    }

    /// With the edit that writes it in hours, if it can be written there.
    fn edited(mut self, edit: impl FnOnce(&str) -> Option<Edit>) -> Self {
        self.edit = edit(&self.hours);
        self
    }
}

/// One finding for all places of one limit: whoever changes the text changes the target too.
fn together(places: &[Place]) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let message = Timeliness::MinutesForHours { limit: first.written.clone(), hours: first.hours.clone() };
    let mut finding = Finding::new(&CODE, first.span, message);
    for other in others {
        finding = finding.related(other.span, other.note);
    }
    let edits: Option<Vec<_>> = places.iter().map(|place| place.edit.clone()).collect();
    finding.fix = edits.map(|edits| Fix { safe: true, edits });
    Some(finding)
}

const UNITS: [(&str, &str); 8] = [
    ("minutes", "hours"),
    ("minute", "hour"),
    ("mins", "hours"),
    ("min", "h"),
    ("m", "h"),
    ("分钟", "小时"),
    ("分鐘", "小時"),
    ("分", "小时"),
];

/// A number of minutes, and nothing else, as a number of hours.
fn in_hours(written: &str, hours: i64) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let (number, unit) =
        UNITS.iter().find_map(|(minutes, hours)| Some((lower.strip_suffix(minutes)?, hours)))?;
    let digits = number.trim_end_matches([' ', '-']);
    let is_number = read_number(digits).is_some_and(|read| read.length == digits.len());
    is_number.then(|| format!("{hours}{}{unit}", &number[digits.len()..]))
}

#[cfg(test)]
mod tests {
    use super::in_hours;

    #[test]
    fn minutes_are_rewritten_as_they_stand() {
        let hours = |text| in_hours(text, 2).unwrap_or_default();
        assert_eq!(hours("120m"), "2h");
        assert_eq!(hours("120 minutes"), "2 hours");
        assert_eq!(hours("120-minute"), "2-hour");
        assert_eq!(hours("120分钟"), "2小时");
        assert_eq!(hours("一百二十分鐘"), "2小時");
        assert_eq!(hours("１２０分钟"), "2小时");
        assert_eq!(in_hours("1h60m", 2), None);
        assert_eq!(in_hours("1小时60分", 2), None);
    }
}
