//! A text read once: its clauses, quotations and facts, ready for the questions that rules ask.
//!
//! Every answer is in bytes of the text that was given. What most rules ask for is read at once,
//! the rest when it is asked for.

use super::actor;
use super::band::{self, Band};
use super::channel;
use super::clause::Structure;
use super::count::{self, CountFact};
use super::event::{self, EventFact};
use super::find::{self, FoundDuration};
use super::fold::Folded;
use super::hours::{self, HoursWords, OpenHours};
use super::lexicon::{DAY_KINDS, DAYS, Hit};
use super::marks::{Role, roles};
use super::modal::{self, Modal};
use super::money::{self, MoneyFact};
use super::negative;
use super::period::{self, PeriodFact};
use super::sentence::{self, Sentence};
use super::share::{self, ShareFact};
use super::starts::{Scan, Starts};
use super::unitless::{self, Unitless};
use super::vocabulary::{NAMED_DAYS, NEGATIONS, Vocabulary};
use super::{Decimal, Duration};
use crate::finding::DurationError;
use std::ops::Range;

/// What was read in a text.
#[derive(Clone, Debug)]
pub struct Reading {
    folded: Folded,
    starts: Starts,
    structure: Structure,
    durations: Vec<FoundDuration>,
    named_days: Vec<Range<usize>>,
    facts: Facts,
}

/// What most rules ask for, with places in the text that was given.
#[derive(Clone, Debug)]
struct Facts {
    times: Vec<TimeFact>,
    days: Vec<(Range<usize>, Duration)>,
    shares: Vec<ShareFact>,
    money: Vec<MoneyFact>,
    counts: Vec<CountFact>,
    bands: Vec<Band>,
    unitless: Vec<Unitless>,
    periods: Vec<PeriodFact>,
    open_hours: Vec<OpenHours>,
    hours_words: Vec<HoursWords>,
    sentences: Vec<Sentence>,
    double_negatives: Vec<Range<usize>>,
}

/// A term of a vocabulary that a text uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether the same clause names a limit: a duration or a day.
    pub limited: bool,
}

/// A duration that stands in a text, with what it is there for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFact {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// How long; of a range its upper end. Half a day, for example, cannot be counted.
    pub duration: Result<Duration, DurationError>,
    /// Whether it is the upper end of a range.
    pub is_range: bool,
    /// Whether it says which kind of day is meant; only plain days do not.
    pub stated: bool,
    /// What it is there for.
    pub role: Role,
}

/// Something promised with a limit of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// The clause that promises it.
    pub clause: Range<usize>,
    /// Its limit.
    pub limit: TimeFact,
}

/// What stands around a part of a text, with small letters and narrow marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around<'a> {
    /// From the beginning of its sentence.
    pub lead: &'a str,
    /// From the beginning of its clause.
    pub before: &'a str,
    /// To the end of its clause.
    pub after: &'a str,
}

/// A promise is a few sentences. Of a longer text so many bytes are read, so that a file of hostile
/// length costs no more than its size.
const MAX_TEXT: usize = 16 * 1024;

impl Reading {
    /// Reads a text.
    pub fn new(text: &str) -> Self {
        let end = (0..=text.len().min(MAX_TEXT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let text = &text[..end];
        let folded = Folded::new(text);
        let starts = Starts::of(folded.text());
        let text = Scan::new(folded.text(), &starts);
        let durations = find::find(text);
        let named_days = NAMED_DAYS.find(text);
        let whole: Vec<_> = durations.iter().map(|duration| duration.range.clone()).collect();
        let structure = Structure::new(text, &whole);
        let facts = Facts::read(text, &folded, &structure, &durations);
        Self { folded, starts, structure, durations, named_days, facts }
    }

    fn text(&self) -> &str {
        self.folded.text()
    }

    fn scan(&self) -> Scan<'_> {
        Scan::new(self.folded.text(), &self.starts)
    }

    fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.folded.original(range)
    }

    /// The terms that the text uses: not those it quotes, denies or has only as parts of other words.
    pub fn mentions(&self, vocabulary: &Vocabulary) -> Vec<Mention> {
        let terms = vocabulary.find(self.scan()).into_iter().filter(|term| self.is_said(term));
        terms.map(|term| Mention { limited: self.is_limited(&term), range: self.original(&term) }).collect()
    }

    /// What stands around a part of the text in its clause, in the form that vocabularies compare.
    pub fn around(&self, range: &Range<usize>) -> Around<'_> {
        let text = self.text();
        let (start, end) = (self.folded.place(range.start), self.folded.place(range.end));
        let (clause, sentence) = (self.structure.clause(start), self.structure.sentence(start));
        Around {
            lead: &text[sentence.start.min(start)..start],
            before: &text[clause.start.min(start)..start],
            after: &text[end..clause.end.max(end)],
        }
    }

    /// The sentences of the text with their lengths.
    pub fn sentences(&self) -> &[Sentence] {
        &self.facts.sentences
    }

    /// Double negatives, each from its first word to its last.
    pub fn double_negatives(&self) -> &[Range<usize>] {
        &self.facts.double_negatives
    }

    /// Words that leave one way only to reach a service, each with the way.
    pub fn single_channels(&self) -> Vec<Range<usize>> {
        let ways = channel::only_ways(self.scan(), &self.structure);
        ways.iter().map(|range| self.original(range)).collect()
    }

    /// Whether what stands at a place is what the customer is asked, or allowed, to do.
    pub fn is_asked(&self, range: &Range<usize>) -> bool {
        let range = self.folded.place(range.start)..self.folded.place(range.end);
        actor::is_asked(self.scan(), &self.structure, &range)
    }

    /// Whether what stands at a place is the condition of something that the customer is asked to do.
    pub fn is_condition_of_request(&self, range: &Range<usize>) -> bool {
        let range = self.folded.place(range.start)..self.folded.place(range.end);
        actor::is_condition_of_request(self.scan(), &self.structure, &range)
    }

    /// Whether words are neither quoted nor denied.
    fn is_said(&self, term: &Range<usize>) -> bool {
        is_said(self.text(), &self.structure, term)
    }

    /// Whether the text uses a term of a vocabulary at all.
    pub fn uses(&self, vocabulary: &Vocabulary) -> bool {
        vocabulary.find(self.scan()).iter().any(|term| self.is_said(term))
    }

    /// Whether the text names a limit: a duration or a day.
    pub fn has_limit(&self) -> bool {
        !self.durations.is_empty() || !self.named_days.is_empty()
    }

    fn is_limited(&self, term: &Range<usize>) -> bool {
        let clause = self.structure.clause(term.start);
        let durations = self.durations.iter().map(|duration| &duration.range);
        durations.chain(&self.named_days).any(|limit| clause.contains(&limit.start))
    }

    /// The durations, each with what it is there for.
    pub fn times(&self) -> &[TimeFact] {
        &self.facts.times
    }

    /// Days that are limits by their name: the next working day is one working day.
    pub fn named_days(&self) -> &[(Range<usize>, Duration)] {
        &self.facts.days
    }

    /// What the text promises with limits of their own.
    pub fn obligations(&self) -> Vec<Obligation> {
        let all = self.times().iter().zip(&self.durations);
        let all = all.filter(|(time, _)| matches!(time.role, Role::Limit | Role::Ahead));
        all.map(|(limit, found)| {
            let clause = self.original(&self.structure.clause(found.range.start));
            Obligation { clause, limit: limit.clone() }
        })
        .collect()
    }

    /// The shares.
    pub fn shares(&self) -> &[ShareFact] {
        &self.facts.shares
    }

    /// The amounts of money.
    pub fn money(&self) -> &[MoneyFact] {
        &self.facts.money
    }

    /// Parts and multiples of a price in words, in percent: 一半, double.
    pub fn price_parts(&self) -> Vec<(Range<usize>, Decimal)> {
        let parts = money::parts(self.text()).into_iter();
        parts.map(|(range, percent)| (self.original(&range), percent)).collect()
    }

    /// The numbers of other things, and those without a unit.
    pub fn counts(&self) -> &[CountFact] {
        &self.facts.counts
    }

    /// The periods of counting.
    pub fn periods(&self) -> &[PeriodFact] {
        &self.facts.periods
    }

    /// The opening hours that are stated.
    pub fn open_hours(&self) -> &[OpenHours] {
        &self.facts.open_hours
    }

    /// The words for opening hours.
    pub fn hours_words(&self) -> &[HoursWords] {
        &self.facts.hours_words
    }

    /// Whether the text says that something is done on working days, without counting them.
    pub fn speaks_of_workdays(&self) -> bool {
        hours::speaks_of_workdays(self.scan(), &self.durations)
    }

    /// The words that say how firm a promise is.
    pub fn modals(&self) -> Vec<Modal> {
        let found = modal::find(self.scan()).into_iter().filter(|modal| self.is_said(&modal.range));
        found.map(|modal| Modal { range: self.original(&modal.range), ..modal }).collect()
    }

    /// The events at which clocks begin or end.
    pub fn events(&self) -> Vec<EventFact> {
        let found = event::find(self.scan(), &self.structure, &self.durations).into_iter();
        found.map(|event| EventFact { range: self.original(&event.range), ..event }).collect()
    }

    /// The bands that the text names by a bound, from left to right.
    pub fn bands(&self) -> &[Band] {
        &self.facts.bands
    }

    /// Numbers in the place of an obligation that lack their unit.
    pub fn unitless(&self) -> &[Unitless] {
        &self.facts.unitless
    }

    /// Whether a number stands in the text, in whatever form.
    pub fn says_number(&self, value: Decimal) -> bool {
        count::says(self.scan(), value)
    }

    /// Whether the text says of all its days which kind they are.
    pub fn says_day_kind(&self) -> bool {
        !DAY_KINDS.find(self.scan()).is_empty()
    }

    /// Whether two places stand in one clause.
    pub fn same_clause(&self, one: usize, other: usize) -> bool {
        let folded = |place| self.folded.place(place);
        self.structure.clause(folded(one)) == self.structure.clause(folded(other))
    }

    /// Whether two places stand in one sentence.
    pub fn same_sentence(&self, one: usize, other: usize) -> bool {
        let folded = |place| self.folded.place(place);
        self.structure.sentence(folded(one)) == self.structure.sentence(folded(other))
    }
}

impl Facts {
    fn read(text: Scan<'_>, folded: &Folded, structure: &Structure, durations: &[FoundDuration]) -> Self {
        let roles = roles(text, structure, durations);
        let shares = share::find(text, structure);
        let money = money::find(text);
        let mut taken: Vec<_> = durations.iter().map(|duration| duration.range.clone()).collect();
        taken.extend(shares.iter().map(|share| share.range.clone()));
        taken.extend(money.iter().map(|money| money.range.clone()));
        let counts = count::find(text, &taken);
        let mut bands = band::find(&text, &counts, &money, durations);
        bands.retain(|band| !structure.is_quoted(band.range.start));
        let mut unitless = unitless::find(text, structure, &counts);
        unitless.retain(|number| is_said(&text, structure, &number.range));
        let mut hours_words = hours::words(text, structure);
        hours_words.retain(|words| is_said(&text, structure, &words.range));
        let mut facts = Self {
            times: durations.iter().zip(roles).map(|(found, role)| TimeFact::new(found, role)).collect(),
            days: named_days(text),
            shares,
            money,
            counts,
            bands,
            unitless,
            periods: period::find(text),
            open_hours: hours::find(text, structure),
            hours_words,
            sentences: sentence::find(text),
            double_negatives: negative::doubled(text, structure),
        };
        facts.places().for_each(|range| *range = folded.original(range));
        facts
    }

    fn places(&mut self) -> impl Iterator<Item = &mut Range<usize>> {
        let counts = self.counts.iter_mut().flat_map(|count| [&mut count.range, &mut count.number]);
        let times = self.times.iter_mut().map(|time| &mut time.range);
        counts
            .chain(times)
            .chain(self.days.iter_mut().map(|(range, _)| range))
            .chain(self.shares.iter_mut().map(|share| &mut share.range))
            .chain(self.money.iter_mut().map(|money| &mut money.range))
            .chain(self.bands.iter_mut().map(|band| &mut band.range))
            .chain(self.unitless.iter_mut().map(|number| &mut number.range))
            .chain(self.periods.iter_mut().map(|period| &mut period.range))
            .chain(self.open_hours.iter_mut().map(|hours| &mut hours.range))
            .chain(self.hours_words.iter_mut().map(|words| &mut words.range))
            .chain(self.sentences.iter_mut().map(|sentence| &mut sentence.range))
            .chain(&mut self.double_negatives)
    }
}

impl TimeFact {
    fn new(found: &FoundDuration, role: Role) -> Self {
        Self {
            range: found.range.clone(),
            duration: found.duration.clone(),
            is_range: found.from.is_some(),
            stated: found.stated,
            role,
        }
    }
}

/// Words that leave one way only to reach somebody, in a text that needs no further reading.
pub fn only_ways(text: &str) -> Vec<Range<usize>> {
    let end = (0..=text.len().min(MAX_TEXT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let folded = Folded::new(&text[..end]);
    let starts = Starts::of(folded.text());
    let scan = Scan::new(folded.text(), &starts);
    let ways = channel::only_ways(scan, &Structure::new(scan, &[]));
    ways.iter().map(|range| folded.original(range)).collect()
}

/// Days that are limits by their name, in a folded text.
fn named_days(text: Scan<'_>) -> Vec<(Range<usize>, Duration)> {
    let read = |hit: Hit| {
        let duration = match hit.kind {
            "same-day" => Duration::Days(0),
            "next-day" => Duration::Days(1),
            kind => {
                let number = kind.strip_prefix("working-day-").and_then(|number| number.parse().ok());
                Duration::BusinessDays(number.unwrap_or(1))
            }
        };
        // 自分派次日起: a beginning.
        let begins = text[hit.range.end..].starts_with('起');
        (!begins).then_some((hit.range, duration))
    };
    DAYS.find(text).into_iter().filter_map(read).collect()
}

/// Whether words are neither quoted nor denied.
fn is_said(text: &str, structure: &Structure, term: &Range<usize>) -> bool {
    !structure.is_quoted(term.start) && !NEGATIONS.ends(text[..term.start].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::VAGUE_TIME;

    fn unlimited(text: &str) -> Vec<&str> {
        let mentions = Reading::new(text).mentions(&VAGUE_TIME);
        mentions.into_iter().filter(|m| !m.limited).map(|m| &text[m.range]).collect()
    }

    #[test]
    fn vague_words_without_a_limit_in_their_clause() {
        assert_eq!(unlimited("我们会尽快回复。"), ["尽快"]);
        assert_eq!(unlimited("1小时内响应，及时解决"), ["及时"]);
        assert_eq!(unlimited("4 hours to answer and promptly solved"), ["promptly"]);
        assert_eq!(unlimited("７×２４小时及时响应"), ["及时"]);
    }

    #[test]
    fn vague_words_that_are_none() {
        for text in [
            "立即（6小时内）处理",
            "We answer immediately (within 6 hours).",
            "当天及时回复",
            "We answer promptly, by the next working day and soon after within 4 hours.",
            "not only soon but within 4 hours",
            "我们不说“尽快”",
            "不仅及时，而且准确",
            "7×24小时随时受理",
            "您可随时投诉",
        ] {
            let found = unlimited(text);
            let expected: &[&str] = if text.starts_with("We answer promptly") { &["promptly"] } else { &[] };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn two_obligations_are_told_from_one() {
        let limits = |text: &str| Reading::new(text).obligations().len();
        assert_eq!(limits("接到报修后4小时内到达现场，24小时内恢复使用。"), 2);
        assert_eq!(limits("1小时响应并24小时解决"), 2);
        assert_eq!(limits("We confirm within 2 working days and decide within 10 working days."), 2);
        assert_eq!(limits("Orders arrive within 1–3 working days of dispatch."), 1);
        assert_eq!(limits("If you report it within 2 days, we come within 5 working days."), 1);
        assert_eq!(limits("停电超过4小时的，24小时内恢复供电。"), 1);
    }
}
