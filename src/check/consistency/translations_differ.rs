//! CON002: two languages that promise two things.

use crate::check::{Context, Findings, Part, Passage, Rule, promised};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::text::{Counted, Decimal, Duration, HoursKind, OpenHours, Role, ShareOf};
use std::ops::Range;

static CODE: Code = Code { code: "CON002", name: "translations-differ", level: Level::Error };

/// The facts read from one language's text are not those of the other's.
pub struct TranslationsDiffer;

impl Rule for TranslationsDiffer {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("translations_differ.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for commitment in context.commitments() {
            let texts = context.passages_of(commitment).iter().filter(|passage| passage.part == Part::Text);
            let texts: Vec<_> = texts.filter(|passage| passage.language.is_some()).collect();
            let Some((first, others)) = texts.split_first() else { continue };
            for other in others {
                if let Some(finding) = compare(context, first, other) {
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }
    }
}

/// The first difference of two texts, on the text that disagrees with the targets where one does.
fn compare(context: &Context<'_>, first: &Passage<'_>, other: &Passage<'_>) -> Option<Finding> {
    let (mine, theirs) = (Facts::of(first), Facts::of(other));
    let (here, there) = (mine.lacking_in(&theirs), theirs.lacking_in(&mine));
    let found = match (here, there) {
        (None, None) => return hedge(context, first, other),
        (Some(here), Some(there)) if there.is_promised && !here.is_promised => {
            (first, other, here, Some(there))
        }
        (here, Some(there)) => (other, first, there, here),
        (Some(here), None) => (first, other, here, None),
    };
    let (passage, counterpart, fact, opposite) = found;
    let tag = |passage: &Passage<'_>| passage.language.unwrap_or_default().to_owned();
    let message = Consistency::TranslationsDiffer {
        said: passage.words(fact.range.clone()).to_owned(),
        language: tag(passage),
        other: tag(counterpart),
    };
    let finding = Finding::new(&CODE, passage.locate(context.sources, fact.range), message);
    let span = match opposite {
        Some(opposite) => counterpart.locate(context.sources, opposite.range),
        None => context.sources.first_line(counterpart.text.span),
    };
    Some(finding.related(span, Note::OtherLanguage))
}

/// A word that takes the promise back in one language alone.
fn hedge(context: &Context<'_>, first: &Passage<'_>, other: &Passage<'_>) -> Option<Finding> {
    // "Please try to be at home" takes back nothing.
    let hedged = |passage: &Passage<'_>| {
        let modals = passage.reading.modals().into_iter();
        modals.filter(|modal| modal.hedged).find(|modal| !passage.reading.is_asked(&modal.range))
    };
    let (passage, counterpart, modal) = match (hedged(first), hedged(other)) {
        (Some(modal), None) => (first, other, modal),
        (None, Some(modal)) => (other, first, modal),
        _ => return None,
    };
    let message = Consistency::TranslationHedges {
        word: passage.words(modal.range.clone()).to_owned(),
        other: counterpart.language.unwrap_or_default().to_owned(),
    };
    let span = passage.locate(context.sources, modal.range);
    let text = context.sources.first_line(counterpart.text.span);
    Some(Finding::new(&CODE, span, message).related(text, Note::OtherLanguage))
}

/// A fact that the other text lacks.
struct Lacking {
    range: Range<usize>,
    /// Whether a target says the same.
    is_promised: bool,
}

/// What one text says.
struct Facts<'p> {
    passage: &'p Passage<'p>,
    times: Vec<(Range<usize>, Duration)>,
    named: Vec<Duration>,
    shares: Vec<(Range<usize>, Decimal)>,
    hours: Vec<OpenHours>,
    kinds: Vec<(Range<usize>, HoursKind)>,
}

/// Units of measure; other things are counted in too many words to compare.
const MEASURES: &[&str] =
    &["kg", "g", "t", "km", "m", "mile", "cm", "mm", "m2", "m3", "ms", "stars", "points"];

impl<'p> Facts<'p> {
    fn of(passage: &'p Passage<'p>) -> Self {
        let reading = &passage.reading;
        let times = reading.times().filter(|time| time.role != Role::Unsaid);
        let shares = reading.shares().filter(|share| share.of != ShareOf::Unsaid);
        Self {
            passage,
            times: times.filter_map(|time| Some((time.range, time.duration.ok()?))).collect(),
            named: reading.named_days().into_iter().map(|(_, day)| day).collect(),
            shares: shares.map(|share| (share.range, share.percent)).collect(),
            hours: reading.open_hours(),
            kinds: reading.hours_words().into_iter().map(|words| (words.range, words.kind)).collect(),
        }
    }

    /// The first fact that the other text does not have.
    fn lacking_in(&self, other: &Self) -> Option<Lacking> {
        let lacking = |range: &Range<usize>, is_promised| Lacking { range: range.clone(), is_promised };
        let time = self.times.iter().find(|(_, said)| {
            !other.times.iter().any(|(_, there)| there == said) && !other.named.contains(said)
        });
        if let Some((range, said)) = time {
            let limits = promised::target_limits(self.passage.commitment);
            return Some(lacking(range, limits.iter().any(|limit| limit.written.value == *said)));
        }
        let share = self.shares.iter().find(|(_, said)| !other.shares.iter().any(|(_, there)| there == said));
        if let Some((range, said)) = share {
            let targets = &self.passage.commitment.targets;
            return Some(lacking(range, targets.iter().any(|target| target.share().to_percent() == *said)));
        }
        let range = self.money(other).or_else(|| self.measure(other)).or_else(|| self.period(other));
        range.or_else(|| self.opening(other)).map(|range| lacking(&range, false))
    }

    fn money(&self, other: &Self) -> Option<Range<usize>> {
        let there: Vec<_> = other.passage.reading.money().collect();
        let same = |said: &crate::text::MoneyFact| {
            there.iter().any(|o| o.amount == said.amount && o.currency.may_equal(&said.currency))
        };
        self.passage.reading.money().find(|said| !same(said)).map(|said| said.range)
    }

    fn measure(&self, other: &Self) -> Option<Range<usize>> {
        let is_measure = |unit: &Counted| matches!(unit, Counted::Unit(unit) if MEASURES.contains(unit));
        let mut measures = self.passage.reading.counts().filter(|count| is_measure(&count.unit));
        measures.find(|count| !other.passage.reading.says_number(count.value)).map(|count| count.range)
    }

    /// Periods differ where both texts name some and have none in common.
    fn period(&self, other: &Self) -> Option<Range<usize>> {
        let there = other.passage.reading.periods();
        let here = self.passage.reading.periods();
        let common = here.iter().any(|one| there.iter().any(|two| one.every == two.every));
        let first = here.into_iter().next().filter(|_| !there.is_empty() && !common)?;
        Some(first.range)
    }

    /// Stated hours differ where both texts state some, words where they contradict.
    fn opening(&self, other: &Self) -> Option<Range<usize>> {
        let same = |one: &OpenHours| other.hours.iter().any(|two| (one.from, one.to) == (two.from, two.to));
        let differs = self.hours.iter().find(|one| !other.hours.is_empty() && !same(one));
        let has = |facts: &Self, kind| facts.kinds.iter().any(|(_, known)| *known == kind);
        let (day_and_night, working) = (HoursKind::RoundTheClock, HoursKind::Working);
        let contradicts = has(other, working) && !has(other, day_and_night) && !has(self, working);
        let words = self.kinds.iter().find(|(_, kind)| contradicts && *kind == day_and_night);
        differs.map(|hours| hours.range.clone()).or_else(|| words.map(|(range, _)| range.clone()))
    }
}
