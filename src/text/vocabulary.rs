//! Word lists, kept as data, and finding their words in a text.
//!
//! A list has one term a line; `#` begins a comment. A line that begins with `!` is a longer
//! expression in which the term means something else (`!及时率`): the longest match wins, so it
//! takes the term's place and counts for nothing.

use super::fold::{Folded, is_word};
use super::lexicon::Mask;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A list of terms.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    by_first: HashMap<char, Vec<(Term, bool)>>,
    firsts: Mask,
}

/// An expression, folded.
#[derive(Clone, Debug)]
pub(super) struct Term {
    text: String,
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => { $(
        $(#[$doc])*
        pub static $name: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::parse(include_str!(concat!("vocabulary/", $file))));
    )* };
}
lists! {
    /// Words for time that name no length of it.
    VAGUE_TIME = "vague_time.txt";
    /// Words that end a clause without a mark.
    CONJUNCTIONS = "conjunctions.txt";
    /// Days that are limits by their name, such as the next working day.
    NAMED_DAYS = "named_days.txt";
    /// Hours of opening that look like durations.
    OPENING = "opening.txt";
    /// Words that turn the word behind them into its opposite.
    NEGATIONS = "negations.txt";
    /// What an organisation does that tells customers something.
    DELAY_NOTICE = "delay_notice.txt";
    /// Answers to the customer.
    ANSWERS = "answers.txt";
    /// Words for being late.
    LATENESS = "lateness.txt";
    /// Values of attributes that name the gravest cases.
    SEVERE = "severe.txt";
}

impl Vocabulary {
    /// Reads a list.
    pub fn parse(data: &str) -> Self {
        let mut list = Self::default();
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            // Sections are for those who ask what kind of word it is.
            if line.starts_with('[') {
                continue;
            }
            let (text, counts) = match line.strip_prefix('!') {
                Some(other) => (other.trim(), false),
                None => (line, true),
            };
            let text = Folded::new(text).text().to_owned();
            if let Some(first) = text.chars().next() {
                list.by_first.entry(first).or_default().push((Term::new(text), counts));
                list.firsts.add(first);
            }
        }
        list
    }

    /// Whether a whole text is a term.
    pub fn is_term(&self, text: &str) -> bool {
        let folded = Folded::new(text.trim());
        let text = folded.text();
        let first = text.chars().next();
        first.and_then(|first| self.longest(text, 0, first)) == Some((text.len(), true))
    }

    /// All terms that stand in a folded text, each at its longest, from left to right.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let longest =
                if self.firsts.may_hold(character) { self.longest(text, at, character) } else { None };
            match longest {
                Some((end, counts)) => {
                    if counts {
                        found.push(at..end);
                    }
                    at = end;
                }
                None => at += character.len_utf8(),
            }
        }
        found
    }

    fn longest(&self, text: &str, at: usize, first: char) -> Option<(usize, bool)> {
        let terms = self.by_first.get(&first)?;
        let matches = terms.iter().filter_map(|(term, counts)| Some((term.matches(text, at)?, *counts)));
        matches.max_by_key(|(end, _)| *end)
    }

    /// Whether a folded text ends with one of the terms.
    pub(super) fn ends(&self, text: &str) -> bool {
        let mut starts = text.char_indices().rev().take(24);
        starts.any(|(at, first)| {
            let terms = self.by_first.get(&first).map(Vec::as_slice).unwrap_or_default();
            terms.iter().any(|(term, counts)| *counts && term.matches(text, at) == Some(text.len()))
        })
    }
}

impl Term {
    pub(super) fn new(text: String) -> Self {
        Self { text }
    }

    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the term begins with which a text ends, if it stands there as a word of its own.
    pub(super) fn start_at_end(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for wanted in self.text.chars().rev() {
            let last = rest.chars().next_back()?;
            if wanted == ' ' && last.is_whitespace() {
                rest = rest.trim_end();
            } else if wanted == last {
                rest = &rest[..rest.len() - last.len_utf8()];
            } else {
                return None;
            }
        }
        let first = self.text.chars().next()?;
        let joined = is_word(first) && rest.chars().next_back().is_some_and(is_word);
        (!joined).then_some(rest.len())
    }

    /// Where the term ends that begins at `at`, if it stands there as a word of its own. A space of
    /// the term stands for any layout.
    pub(super) fn matches(&self, text: &str, at: usize) -> Option<usize> {
        let mut rest = &text[at..];
        for wanted in self.text.chars() {
            let next = rest.chars().next()?;
            if wanted == ' ' && next.is_whitespace() {
                rest = rest.trim_start();
            } else if wanted == next {
                rest = &rest[next.len_utf8()..];
            } else {
                return None;
            }
        }
        let end = text.len() - rest.len();
        let first = self.text.chars().next()?;
        let last = self.text.chars().next_back()?;
        let joined = is_word(first) && text[..at].chars().next_back().is_some_and(is_word)
            || is_word(last) && continues_word(rest);
        (!joined).then_some(end)
    }
}

/// Whether the word before goes on: letters, or a hyphen between letters as in `soon-to-be`.
fn continues_word(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('-') => rest.next().is_some_and(is_word),
        Some(next) => is_word(next),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        VAGUE_TIME.find(folded.text()).into_iter().map(|range| folded.text()[range].to_owned()).collect()
    }

    #[test]
    fn whole_words_in_english_and_none_needed_in_chinese() {
        assert_eq!(found("We answer As Soon\n as possible."), ["as soon\n as possible"]);
        assert_eq!(found("Answers come soon, promptly even."), ["soon", "promptly"]);
        assert_eq!(found("我们会尽快回复"), ["尽快"]);
        assert_eq!(found("收到后ASAP回复"), ["asap"]);
        assert_eq!(found("The Monsoon hotline; a soon-to-be opened shop; sooner or later"), [""; 0]);
    }

    #[test]
    fn longer_words_that_mean_something_else() {
        for text in [
            "及时率不低于98%",
            "响应及时性",
            "支持即时通讯",
            "随时间变化",
            "日期以及时间",
            "涉及时限的规定",
            "合同成立即生效",
            "as soon as the part arrives",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("及时处理及时率"), ["及时"]);
    }

    #[test]
    fn lists_have_no_term_twice() {
        for list in [
            &VAGUE_TIME,
            &CONJUNCTIONS,
            &NAMED_DAYS,
            &OPENING,
            &NEGATIONS,
            &DELAY_NOTICE,
            &ANSWERS,
            &LATENESS,
            &SEVERE,
        ] {
            let mut terms: Vec<_> = list.by_first.values().flatten().map(|(term, _)| &term.text).collect();
            assert!(!terms.is_empty());
            terms.sort();
            let count = terms.len();
            terms.dedup();
            assert_eq!(terms.len(), count);
        }
    }
}
