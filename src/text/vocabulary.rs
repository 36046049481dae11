//! Word lists, kept as data, and finding their words in a text.
//!
//! A list has one term a line; `#` begins a comment. A line that begins with `!` is a longer
//! expression in which the term means something else (`!及时率`): the longest match wins, so it
//! takes the term's place and counts for nothing. Where a line has brackets, what stands in them is
//! the term and the rest is what must stand around it (`(一般)不超过`).

use super::fold::{Folded, is_word};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A list of terms.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    by_first: HashMap<char, Vec<Term>>,
}

#[derive(Clone, Debug)]
struct Term {
    /// With what must stand around the word.
    text: String,
    /// The word, in bytes of `text`.
    word: Range<usize>,
    counts: bool,
}

/// A term that stands in a text.
struct Match {
    word: Range<usize>,
    end: usize,
    counts: bool,
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
    /// Words for effort and quality that promise no result.
    VAGUE_EFFORT = "vague_effort.txt";
    /// Verbs for work that say nothing of its result.
    FUZZY_OUTCOME = "fuzzy_outcome.txt";
    /// Words that leave open when a promise does not hold.
    OPEN_EXCEPTION = "open_exception.txt";
    /// Words for classes of cases, customers and places.
    CLASS_WORDS = "class_words.txt";
    /// Words that leave no room for a single failure.
    ABSOLUTE = "absolute.txt";
    /// Words that name the event from which time is counted.
    CLOCK_STARTS = "clock_starts.txt";
    /// Words for an event that ends a clock.
    CLOCK_STOPS = "clock_stops.txt";
    /// Ways to reach a service.
    CHANNELS = "channels.txt";
    /// Words that make the way behind them the only one.
    ONLY_CHANNEL = "only_channel.txt";
    /// Verbs of an organisation that reaches the customer.
    OUTBOUND = "outbound.txt";
    /// States that the organisation itself brings about or ends.
    OWN_STATES = "own_states.txt";
    /// Whose hands a state is in that the organisation does not control.
    OTHER_HANDS = "other_hands.txt";
    /// Expressions in which a word is not the word of a glossary.
    IDIOMS = "idioms.txt";
    /// Words of conditions, and of what customers are asked to do.
    ADDRESSED = "addressed.txt";
    /// Words for money that goes back to the customer.
    REFUNDS = "refunds.txt";
}

impl Vocabulary {
    /// Reads a list.
    pub fn parse(data: &str) -> Self {
        let mut list = Self::default();
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            let (line, counts) = match line.strip_prefix('!') {
                Some(other) => (other.trim(), false),
                None => (line, true),
            };
            let (before, rest) = line.split_once('(').unwrap_or(("", line));
            let (word, after) = rest.split_once(')').unwrap_or((rest, ""));
            list.insert(Term::new(before, word, after, counts));
        }
        list
    }

    /// A list of these words.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self::default().with(words, [])
    }

    /// The list with words added and words taken away. A longer expression that is taken away is one
    /// in which the list's word means something else.
    #[must_use]
    pub fn with<'w>(
        mut self,
        added: impl IntoIterator<Item = &'w str>,
        removed: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        let added = added.into_iter().map(|word| (word, true));
        for (word, counts) in added.chain(removed.into_iter().map(|word| (word, false))) {
            let term = Term::new("", word, "", counts);
            if let Some(terms) = term.text.chars().next().and_then(|first| self.by_first.get_mut(&first)) {
                terms.retain(|other| other.text != term.text);
            }
            self.insert(term);
        }
        self
    }

    fn insert(&mut self, term: Term) {
        if let Some(first) = term.text.chars().next() {
            self.by_first.entry(first).or_default().push(term);
        }
    }

    /// Whether a text has one of the words.
    pub fn occurs(&self, text: &str) -> bool {
        !self.find(Folded::new(text).text()).is_empty()
    }

    /// All terms that stand in a folded text, each at its longest, from left to right.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            at = match self.longest(text, at, character) {
                // What must stand behind the word may begin another.
                Some(term) if term.counts => {
                    let end = term.word.end;
                    found.push(term.word);
                    end
                }
                Some(other) => other.end,
                None => at + character.len_utf8(),
            };
        }
        found
    }

    fn longest(&self, text: &str, at: usize, first: char) -> Option<Match> {
        let terms = self.by_first.get(&first)?;
        terms.iter().filter_map(|term| term.matches(text, at)).max_by_key(|term| term.end)
    }

    /// Whether a folded text ends with one of the terms.
    pub(super) fn ends(&self, text: &str) -> bool {
        let mut starts = text.char_indices().rev().take(24);
        starts.any(|(at, first)| {
            let terms = self.by_first.get(&first).map(Vec::as_slice).unwrap_or_default();
            terms.iter().any(|term| term.counts && term.matches(text, at).is_some_and(|term| term.end == text.len()))
        })
    }
}

impl Term {
    fn new(before: &str, word: &str, after: &str, counts: bool) -> Self {
        let fold = |text: &str| Folded::new(text).text().to_owned();
        let (before, word, after) = (fold(before), fold(word.trim()), fold(after));
        let text = [before.as_str(), &word, &after].concat();
        Self { word: before.len()..before.len() + word.len(), text, counts }
    }

    /// The term where it begins at `at` and stands there as a word of its own. A space of the term
    /// stands for any layout.
    fn matches(&self, text: &str, at: usize) -> Option<Match> {
        let mut rest = &text[at..];
        let (mut start, mut end) = (at, at);
        for (place, wanted) in self.text.char_indices() {
            if place == self.word.start {
                start = text.len() - rest.len();
            }
            let next = rest.chars().next()?;
            if wanted == ' ' && next.is_whitespace() {
                rest = rest.trim_start();
            } else if wanted == next {
                rest = &rest[next.len_utf8()..];
            } else {
                return None;
            }
            if place + wanted.len_utf8() == self.word.end {
                end = text.len() - rest.len();
            }
        }
        let first = self.text.chars().next()?;
        let last = self.text.chars().next_back()?;
        let joined = is_word(first) && text[..at].chars().next_back().is_some_and(is_word)
            || is_word(last) && continues_word(rest);
        let found = Match { word: start..end, end: text.len() - rest.len(), counts: self.counts };
        (!joined).then_some(found)
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
            &VAGUE_EFFORT,
            &FUZZY_OUTCOME,
            &OPEN_EXCEPTION,
            &CLASS_WORDS,
            &ABSOLUTE,
            &CLOCK_STARTS,
            &CLOCK_STOPS,
            &CHANNELS,
            &ONLY_CHANNEL,
            &OUTBOUND,
            &OWN_STATES,
            &OTHER_HANDS,
            &IDIOMS,
            &ADDRESSED,
            &REFUNDS,
        ] {
            let mut terms: Vec<_> = list.by_first.values().flatten().map(|term| &term.text).collect();
            assert!(!terms.is_empty());
            terms.sort();
            let count = terms.len();
            terms.dedup();
            assert_eq!(terms.len(), count);
        }
    }

    #[test]
    fn a_word_in_brackets_needs_what_stands_around_it() {
        let list = Vocabulary::parse("(一般)不超过\nwe (process)\n处理\n!处理费");
        let found = |text: &str| list.find(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("一般不超过3天，一般投诉"), ["一般"]);
        assert_eq!(found("we process it in our process"), ["process"]);
        assert_eq!(found("处理费和处理"), ["处理"]);
    }

    #[test]
    fn words_are_added_and_taken_away() {
        let list = Vocabulary::parse("soon\n及时").with(["ASAP"], ["及时", "soon enough"]);
        assert!(list.occurs("asap") && list.occurs("soon"));
        assert!(!list.occurs("及时") && !list.occurs("soon enough"));
        assert!(list.with(["及时"], []).occurs("及时"));
    }
}
