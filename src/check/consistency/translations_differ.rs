//! CON002: two languages that promise two things.

use crate::check::{Context, Each, Passage, Rule, each, promised};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::text::{Counted, Decimal, Duration, HoursKind, MoneyFact, OpenHours, Reading, Role, ShareOf};
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

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let texts: Vec<_> = subject.texts().filter(|passage| passage.language.is_some()).collect();
            let Some((first, others)) = texts.split_first() else { return };
            for other in others {
                if let Some(finding) = compare(context, first, other) {
                    findings.push(finding.in_definition(&subject.commitment.id));
                }
            }
        }))
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
    reading: &'p Reading,
    times: Vec<(&'p Range<usize>, Duration)>,
    shares: Vec<(&'p Range<usize>, Decimal)>,
}

/// Units of measure; other things are counted in too many words to compare.
const MEASURES: &[&str] =
    &["kg", "g", "t", "km", "m", "mile", "cm", "mm", "m2", "m3", "ms", "stars", "points"];

impl<'p> Facts<'p> {
    fn of(passage: &'p Passage<'p>) -> Self {
        let reading = &passage.reading;
        let times = reading.times().iter().filter(|time| time.role != Role::Unsaid);
        let times = times.filter_map(|time| Some((&time.range, *time.duration.as_ref().ok()?))).collect();
        let shares = reading.shares().iter().filter(|share| share.of != ShareOf::Unsaid);
        let shares = shares.map(|share| (&share.range, share.percent)).collect();
        Self { passage, reading, times, shares }
    }

    /// The first fact that the other text does not have.
    fn lacking_in(&self, other: &Self) -> Option<Lacking> {
        let lacking = |range: &Range<usize>, is_promised| Lacking { range: range.clone(), is_promised };
        let time = self.times.iter().find(|(_, said)| {
            !other.times.iter().any(|(_, there)| there == said)
                && !other.reading.named_days().iter().any(|(_, day)| day == said)
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
        let there = other.reading.money();
        let same = |said: &MoneyFact| {
            there.iter().any(|o| o.amount == said.amount && o.currency.may_equal(&said.currency))
        };
        self.reading.money().iter().find(|said| !same(said)).map(|said| said.range.clone())
    }

    fn measure(&self, other: &Self) -> Option<Range<usize>> {
        let is_measure = |unit: &Counted| matches!(unit, Counted::Unit(unit) if MEASURES.contains(unit));
        let mut measures = self.reading.counts().iter().filter(|count| is_measure(&count.unit));
        measures.find(|count| !other.reading.says_number(count.value)).map(|count| count.range.clone())
    }

    /// Periods differ where both texts name some and have none in common.
    fn period(&self, other: &Self) -> Option<Range<usize>> {
        let (here, there) = (self.reading.periods(), other.reading.periods());
        let common = here.iter().any(|one| there.iter().any(|two| one.every == two.every));
        let first = here.first().filter(|_| !there.is_empty() && !common)?;
        Some(first.range.clone())
    }

    /// Stated hours differ where both texts state some, words where they contradict.
    fn opening(&self, other: &Self) -> Option<Range<usize>> {
        let there = other.reading.open_hours();
        let same = |one: &OpenHours| there.iter().any(|two| (one.from, one.to) == (two.from, two.to));
        let differs = self.reading.open_hours().iter().find(|one| !there.is_empty() && !same(one));
        let has = |facts: &Self, kind| facts.reading.hours_words().iter().any(|words| words.kind == kind);
        let (day_and_night, working) = (HoursKind::RoundTheClock, HoursKind::Working);
        let contradicts = has(other, working) && !has(other, day_and_night) && !has(self, working);
        let mut words = self.reading.hours_words().iter();
        let words = words.find(|words| contradicts && words.kind == day_and_night);
        differs.map(|hours| hours.range.clone()).or_else(|| words.map(|words| words.range.clone()))
    }
}
