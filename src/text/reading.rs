//! A text read once: its clauses, quotations and limits, ready for the questions that rules ask.
//!
//! Facts are added here as rules need them; every answer is in bytes of the text that was given.

use super::channel;
use super::clause;
use super::find::{self, FoundDuration};
use super::fold::Folded;
use super::negative;
use super::sentence::{self, Sentence};
use super::vocabulary::{NAMED_DAYS, NEGATIONS, Vocabulary};
use std::ops::Range;

/// What was read in a text.
#[derive(Clone, Debug)]
pub struct Reading {
    folded: Folded,
    clauses: Vec<Range<usize>>,
    quotations: Vec<Range<usize>>,
    durations: Vec<FoundDuration>,
    named_days: Vec<Range<usize>>,
}

/// A term of a vocabulary that a text uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether the same clause names a limit: a duration or a day.
    pub limited: bool,
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

impl Reading {
    /// Reads a text.
    pub fn new(text: &str) -> Self {
        let folded = Folded::new(text);
        let durations = find::find(folded.text());
        let named_days = NAMED_DAYS.find(folded.text());
        let whole: Vec<_> = durations.iter().map(|duration| duration.range.clone()).collect();
        let clauses = clause::clauses(folded.text(), &whole);
        let quotations = clause::quotations(folded.text());
        Self { folded, clauses, quotations, durations, named_days }
    }

    /// The terms that the text uses: not those it quotes, denies or has only as parts of other words.
    pub fn mentions(&self, vocabulary: &Vocabulary) -> Vec<Mention> {
        let text = self.folded.text();
        let used = |term: &Range<usize>| {
            let quoted = self.quotations.iter().any(|quoted| quoted.contains(&term.start));
            !quoted && !NEGATIONS.ends(text[..term.start].trim_end())
        };
        let terms = vocabulary.find(text).into_iter().filter(used);
        terms
            .map(|term| Mention { limited: self.is_limited(&term), range: self.folded.original(&term) })
            .collect()
    }

    /// What stands around a part of the text in its clause, in the form that vocabularies compare.
    pub fn around(&self, range: &Range<usize>) -> Around<'_> {
        let text = self.folded.text();
        let (start, end) = (self.folded.place(range.start), self.folded.place(range.end));
        let clause = self.clauses.iter().find(|clause| clause.contains(&start));
        let clause = clause.cloned().unwrap_or(start..end);
        let sentence = sentence::sentences(text).into_iter().find(|sentence| sentence.contains(&start));
        Around {
            lead: &text[sentence.map_or(0, |sentence| sentence.start)..start],
            before: &text[clause.start.min(start)..start],
            after: &text[end..clause.end.max(end)],
        }
    }

    /// The sentences of the text with their lengths.
    pub fn sentences(&self) -> Vec<Sentence> {
        let text = self.folded.text();
        let sentences = sentence::sentences(text).into_iter();
        sentences.map(|range| Sentence::of(&text[range.clone()], self.folded.original(&range))).collect()
    }

    /// Double negatives, each from its first word to its last.
    pub fn double_negatives(&self) -> Vec<Range<usize>> {
        let sentences = sentence::sentences(self.folded.text());
        let found = negative::doubled(self.folded.text(), &self.clauses, &sentences);
        found.iter().map(|range| self.folded.original(range)).collect()
    }

    /// Words that leave one way only to reach a service, each with the way.
    pub fn single_channels(&self) -> Vec<Range<usize>> {
        let ways = channel::only_ways(self.folded.text(), &self.clauses);
        ways.iter().map(|range| self.folded.original(range)).collect()
    }

    fn is_limited(&self, term: &Range<usize>) -> bool {
        let Some(clause) = self.clauses.iter().find(|clause| clause.contains(&term.start)) else {
            return false;
        };
        let durations = self.durations.iter().map(|duration| &duration.range);
        durations.chain(&self.named_days).any(|limit| clause.contains(&limit.start))
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
}
