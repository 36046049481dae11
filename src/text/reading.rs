//! A text read once: its clauses, quotations and limits, ready for the questions that rules ask.
//!
//! Facts are added here as rules need them; every answer is in bytes of the text that was given.

use super::clause;
use super::find::{self, FoundDuration};
use super::fold::Folded;
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

/// A promise is a few sentences. Of a longer text so many bytes are read, so that a file of hostile
/// length costs no more than its size.
const MAX_TEXT: usize = 16 * 1024;

impl Reading {
    /// Reads a text.
    pub fn new(text: &str) -> Self {
        let end = (0..=text.len().min(MAX_TEXT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let text = &text[..end];
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
