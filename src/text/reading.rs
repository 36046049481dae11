//! A text read once: its clauses, quotations and facts, ready for the questions that rules ask.
//!
//! Every answer is in bytes of the text that was given. What most rules ask for is read at once,
//! the rest when it is asked for.

use super::actor;
use super::band::{self, Band};
use super::channel;
use super::clause::Structure;
use super::count::{self, CountFact, Counted};
use super::event::{self, EventFact};
use super::find::{self, FoundDuration};
use super::fold::Folded;
use super::hours::{self, HoursWords, OpenHours};
use super::lexicon::{DAY_KINDS, DAYS};
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
    roles: Vec<Role>,
    named_days: Vec<Range<usize>>,
    shares: Vec<ShareFact>,
    money: Vec<MoneyFact>,
    counts: Vec<CountFact>,
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
        let roles = roles(text, &structure, &durations);
        let shares = share::find(text, &structure);
        let money = money::find(text);
        let mut taken = whole;
        taken.extend(shares.iter().map(|share| share.range.clone()));
        taken.extend(money.iter().map(|money| money.range.clone()));
        let counts = count::find(text, &taken);
        Self { folded, starts, structure, durations, roles, named_days, shares, money, counts }
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
    pub fn sentences(&self) -> Vec<Sentence> {
        let sentences = sentence::sentences(self.scan()).into_iter();
        sentences.map(|range| Sentence::of(&self.text()[range.clone()], self.original(&range))).collect()
    }

    /// Double negatives, each from its first word to its last.
    pub fn double_negatives(&self) -> Vec<Range<usize>> {
        let found = negative::doubled(self.scan(), &self.structure);
        found.iter().map(|range| self.original(range)).collect()
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
        !self.structure.is_quoted(term.start) && !NEGATIONS.ends(self.text()[..term.start].trim_end())
    }

    /// Whether the text uses a term of a vocabulary at all.
    pub fn uses(&self, vocabulary: &Vocabulary) -> bool {
        !self.mentions(vocabulary).is_empty()
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
    pub fn times(&self) -> impl Iterator<Item = TimeFact> {
        self.durations.iter().zip(&self.roles).map(|(found, role)| TimeFact {
            range: self.original(&found.range),
            duration: found.duration.clone(),
            is_range: found.from.is_some(),
            stated: found.stated,
            role: *role,
        })
    }

    /// Days that are limits by their name: the next working day is one working day.
    pub fn named_days(&self) -> Vec<(Range<usize>, Duration)> {
        let hits = DAYS.find(self.scan()).into_iter();
        // 自分派次日起: a beginning.
        let is_limit = |hit: &super::lexicon::Hit| !self.text()[hit.range.end..].starts_with('起');
        let read = |hit: super::lexicon::Hit| {
            let duration = match hit.kind {
                "same-day" => Duration::Days(0),
                "next-day" => Duration::Days(1),
                _ => Duration::BusinessDays(1),
            };
            (self.original(&hit.range), duration)
        };
        hits.filter(is_limit).map(read).collect()
    }

    /// What the text promises with limits of their own.
    pub fn obligations(&self) -> Vec<Obligation> {
        let is_promised = |time: &TimeFact| matches!(time.role, Role::Limit | Role::Ahead);
        let all = self.times().zip(&self.durations).filter(|(time, _)| is_promised(time));
        all.map(|(limit, found)| {
            let clause = self.original(&self.structure.clause(found.range.start));
            Obligation { clause, limit }
        })
        .collect()
    }

    /// The shares.
    pub fn shares(&self) -> impl Iterator<Item = ShareFact> {
        self.shares.iter().map(|share| ShareFact { range: self.original(&share.range), ..share.clone() })
    }

    /// The amounts of money.
    pub fn money(&self) -> impl Iterator<Item = MoneyFact> {
        self.money.iter().map(|money| MoneyFact { range: self.original(&money.range), ..money.clone() })
    }

    /// Parts and multiples of a price in words, in percent: 一半, double.
    pub fn price_parts(&self) -> Vec<(Range<usize>, Decimal)> {
        let parts = money::parts(self.text()).into_iter();
        parts.map(|(range, percent)| (self.original(&range), percent)).collect()
    }

    /// The numbers of other things, and those without a unit.
    pub fn counts(&self) -> impl Iterator<Item = CountFact> {
        self.counts.iter().map(|count| CountFact {
            range: self.original(&count.range),
            number: self.original(&count.number),
            ..count.clone()
        })
    }

    /// The periods of counting.
    pub fn periods(&self) -> Vec<PeriodFact> {
        let found = period::find(self.scan()).into_iter();
        found.map(|fact| PeriodFact { range: self.original(&fact.range), ..fact }).collect()
    }

    /// The opening hours that are stated.
    pub fn open_hours(&self) -> Vec<OpenHours> {
        let found = hours::find(self.scan(), &self.structure).into_iter();
        found.map(|fact| OpenHours { range: self.original(&fact.range), ..fact }).collect()
    }

    /// The words for opening hours.
    pub fn hours_words(&self) -> Vec<HoursWords> {
        let found = hours::words(self.scan()).into_iter().filter(|words| self.is_said(&words.range));
        found.map(|words| HoursWords { range: self.original(&words.range), ..words }).collect()
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
    pub fn bands(&self) -> Vec<Band> {
        let text = self.text();
        let counts = self.counts.iter().filter_map(|count| {
            let unit = match &count.unit {
                Counted::Unit(unit) => (*unit).to_owned(),
                Counted::Noun(noun) => noun.clone(),
                Counted::Name(name) => format!("{name}…"),
                Counted::Nothing => String::new(),
            };
            band::read(text, &count.range, count.value, unit)
        });
        let money = self
            .money
            .iter()
            .filter_map(|money| band::read(text, &money.range, money.amount, "money".to_owned()));
        let times = self.durations.iter().filter_map(|found| {
            let duration = found.duration.clone().ok()?;
            let unit = format!("{:?}", duration.kind());
            band::read(text, &found.range, Decimal::from_integer(duration.amount()), unit)
        });
        let mut bands: Vec<_> = counts.chain(money).chain(times).collect();
        bands.retain(|band| !self.structure.is_quoted(band.range.start));
        bands.sort_by_key(|band| band.range.start);
        for band in &mut bands {
            band.range = self.original(&band.range);
        }
        bands
    }

    /// Numbers in the place of an obligation that lack their unit.
    pub fn unitless(&self) -> Vec<Unitless> {
        let found = unitless::find(self.scan(), &self.structure, &self.counts).into_iter();
        let said = found.filter(|number| self.is_said(&number.range));
        said.map(|number| Unitless { range: self.original(&number.range), ..number }).collect()
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
