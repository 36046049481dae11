//! Word lists, kept as data, and finding their words in a text.
//!
//! A list has one term a line; `#` begins a comment. A line that begins with `!` is a longer
//! expression in which the term means something else (`!及时率`): the longest match wins, so it
//! takes the term's place and counts for nothing. Where a line has brackets, what stands in them is
//! the term and the rest is what must stand around it (`(一般)不超过`).

use super::fold::{Folded, is_word};
use super::head::{Head, Standing};
use super::starts::{Beginning, Kinds, Scan, places};
use std::ops::Range;
use std::sync::LazyLock;

/// A list of terms.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    by_first: ByCharacters<Entry>,
    /// A bit for each character that a term begins with; several share one.
    firsts: u128,
    /// The terms that count up to their first space; none where there are more than [`FEW`].
    few: Vec<String>,
    /// How many terms count.
    counting: usize,
    /// The terms that count, by what they end with.
    by_last: ByCharacters<Term>,
    /// Its place among the lists whose terms are found when a text is read; nowhere for a list that
    /// settings have made or changed.
    place: Option<usize>,
}

/// Terms by the three characters that they begin or end with; in one place of the table stand those of
/// some more.
#[derive(Clone, Debug)]
pub(super) struct ByCharacters<T>(Vec<Vec<T>>);

impl<T> Default for ByCharacters<T> {
    fn default() -> Self {
        Self((0..1 << Self::BITS).map(|_| Vec::new()).collect())
    }
}

impl<T> ByCharacters<T> {
    const BITS: u32 = 9;

    /// The terms that may begin so, or end so in reverse: those of one character, of two, and the rest.
    pub(super) fn like(&self, beginning: Beginning) -> impl Iterator<Item = &[T]> {
        beginning.slots(Self::BITS).filter_map(|slot| self.0.get(slot)).map(Vec::as_slice)
    }

    /// The terms that stand where this one does.
    pub(super) fn of_mut(&mut self, characters: impl Iterator<Item = char>) -> Option<&mut Vec<T>> {
        self.0.get_mut(Beginning::of(characters).slot(Self::BITS)?)
    }
}

/// So many terms are looked for one by one before a text is gone through.
const FEW: usize = 4;

/// A line of a list.
#[derive(Clone, Debug)]
struct Entry {
    /// The term with what must stand around it.
    whole: Term,
    /// What must stand before it.
    before: Option<Term>,
    /// The term with what must stand before it, where something must stand behind.
    head: Option<Term>,
    counts: bool,
}

/// A term that stands in a text.
struct Match {
    word: Range<usize>,
    end: usize,
    counts: bool,
}

/// An expression, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    text: String,
    /// Where its first layout stands, else its end.
    head: usize,
    first: Head,
    /// Whether it begins, and ends, with a letter or digit of a word that has space around it.
    begins_word: bool,
    ends_word: bool,
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::of_file($file, include_str!(concat!("vocabulary/", $file))));
        )*
        const FILES: &[&str] = &[$($file),*];
        /// All lists.
        pub(super) const ALL: [&LazyLock<Vocabulary>; FILES.len()] = [$(&$name),*];
    };
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
    BEING_LATE = "being_late.txt";
    /// Values of attributes that name the gravest cases.
    SEVERE = "severe.txt";
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
    /// Words that make the one way of their sentence the only one.
    ONLY_WAY = "only_way.txt";
    /// Words with which a further way follows.
    ALSO = "also.txt";
    /// Verbs of an organisation that reaches the customer.
    OUTBOUND = "outbound.txt";
    /// States that the organisation itself brings about or ends.
    OWN_STATES = "own_states.txt";
    /// The customer, in names of states that wait for one.
    CUSTOMERS = "customers.txt";
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
    fn of_file(file: &str, data: &str) -> Self {
        Self { place: FILES.iter().position(|name| *name == file), ..Self::parse(data) }
    }

    /// Reads a list.
    pub fn parse(data: &str) -> Self {
        let mut list = Self::default();
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            // Sections are for those who ask what kind of word it is.
            if line.is_empty() || line.starts_with('[') {
                continue;
            }
            let (line, counts) = match line.strip_prefix('!') {
                Some(other) => (other.trim(), false),
                None => (line, true),
            };
            let (before, rest) = line.split_once('(').unwrap_or(("", line));
            let (word, after) = rest.split_once(')').unwrap_or((rest, ""));
            list.insert(Entry::new(before, word, after, counts));
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
        self.place = None;
        for (word, counts) in added.chain(removed.into_iter().map(|word| (word, false))) {
            let entry = Entry::new("", word, "", counts);
            if let Some(known) = self.by_first.of_mut(entry.whole.text.chars()) {
                known.retain(|other| other.whole != entry.whole);
            }
            if let Some(known) = self.by_last.of_mut(entry.whole.text.chars().rev()) {
                known.retain(|other| *other != entry.whole);
            }
            self.insert(entry);
        }
        self
    }

    fn insert(&mut self, entry: Entry) {
        self.firsts |= entry.whole.text.chars().next().map_or(0, bit);
        self.counting += usize::from(entry.counts);
        match self.counting {
            ..=FEW if entry.counts => self.few.push(entry.whole.text[..entry.whole.head].to_owned()),
            ..=FEW => {}
            _ => self.few.clear(),
        }
        if let (true, Some(known)) = (entry.counts, self.by_last.of_mut(entry.whole.text.chars().rev())) {
            known.push(entry.whole.clone());
        }
        if let Some(known) = self.by_first.of_mut(entry.whole.text.chars()) {
            known.push(entry);
        }
    }

    /// Whether a text has one of the words.
    pub fn occurs(&self, text: &str) -> bool {
        !self.find_words(Folded::new(text).text()).is_empty()
    }

    /// Whether a whole text is a term.
    pub fn is_term(&self, text: &str) -> bool {
        let folded = Folded::new(text.trim());
        let text = folded.text();
        self.longest(text, 0, Beginning::of(text.chars()))
            .is_some_and(|term| term.counts && term.end == text.len())
    }

    /// The terms with what must stand around them, folded.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.by_first.0.iter().flatten().map(|entry| entry.whole.text())
    }

    /// All terms that stand in a folded text, each at its longest, from left to right.
    pub(super) fn find(&self, text: Scan<'_>) -> Vec<Range<usize>> {
        match self.place {
            Some(place) => text.terms(place).collect(),
            None => self.find_words(text.text),
        }
    }

    /// All terms that stand in a folded text that was not prepared for it.
    pub(super) fn find_words(&self, text: &str) -> Vec<Range<usize>> {
        // The words of a glossary, for example, are in few texts.
        if self.counting <= FEW && !self.few.iter().any(|term| text.contains(term.as_str())) {
            return Vec::new();
        }
        let may_begin = places(text).filter(|(_, first)| self.firsts & bit(*first) != 0);
        self.find_at(text, may_begin.map(|(at, _)| (at, Beginning::of(text[at..].chars()))))
    }

    /// All terms where something of these kinds may begin.
    pub(super) fn find_where(&self, text: Scan<'_>, kinds: Kinds) -> Vec<Range<usize>> {
        self.find_at(text.text, text.starts(kinds))
    }

    fn find_at(&self, text: &str, starts: impl Iterator<Item = (usize, Beginning)>) -> Vec<Range<usize>> {
        let mut found = 0;
        starts.filter_map(|(at, beginning)| self.next(text, at, beginning, &mut found)).collect()
    }

    /// The term that begins at a place of a folded text, at its longest. `found` is up to where the
    /// list has found something before.
    pub(super) fn next(
        &self,
        text: &str,
        at: usize,
        beginning: Beginning,
        found: &mut usize,
    ) -> Option<Range<usize>> {
        let term = if at < *found { None } else { self.longest(text, at, beginning) }?;
        // What must stand behind the word may begin another.
        *found = if term.counts { term.word.end } else { term.end };
        term.counts.then_some(term.word)
    }

    fn longest(&self, text: &str, at: usize, beginning: Beginning) -> Option<Match> {
        let standing = Standing::at(text, at);
        let mut longest: Option<Match> = None;
        for entries in self.by_first.like(beginning) {
            for entry in entries.iter().filter(|entry| entry.whole.may_be(standing)) {
                let found = entry.matches(text, at);
                let known = longest.as_ref().map_or(0, |term| term.end);
                longest = found.filter(|term| term.end >= known).or(longest);
            }
        }
        longest
    }

    /// Whether a folded text ends with one of the terms.
    pub(super) fn ends(&self, text: &str) -> bool {
        let mut terms = self.by_last.like(Beginning::of(text.chars().rev())).flatten();
        terms.any(|term| term.start_at_end(text).is_some())
    }
}

impl Entry {
    fn new(before: &str, word: &str, after: &str, counts: bool) -> Self {
        let term = |parts: &[&str]| Term::new(Folded::new(parts.concat().trim()).text().to_owned());
        let part = |is_there: bool, parts: &[&str]| {
            is_there.then(|| Term::new(Folded::new(&parts.concat()).text().to_owned()))
        };
        Self {
            whole: term(&[before, word, after]),
            before: part(!before.is_empty(), &[before]),
            head: part(!after.is_empty(), &[before, word]),
            counts,
        }
    }

    fn matches(&self, text: &str, at: usize) -> Option<Match> {
        let end = self.whole.matches(text, at)?;
        let start = self.before.as_ref().and_then(|before| before.end(text, at)).unwrap_or(at);
        let word_end = self.head.as_ref().and_then(|head| head.end(text, at)).unwrap_or(end);
        Some(Match { word: start..word_end, end, counts: self.counts })
    }
}

impl Term {
    pub(super) fn new(text: String) -> Self {
        Self {
            head: text.find(' ').unwrap_or(text.len()),
            first: Head::of(&text),
            begins_word: text.starts_with(is_word),
            ends_word: text.ends_with(is_word),
            text,
        }
    }

    /// Whether it may be what stands somewhere.
    #[inline]
    pub(super) fn may_be(&self, standing: Standing) -> bool {
        self.first.fits(standing)
    }

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
        let joined = self.begins_word && rest.ends_with(is_word);
        (!joined).then_some(rest.len())
    }

    /// Where the term ends that begins at `at`, if it stands there as a word of its own. A space of
    /// the term stands for any layout.
    pub(super) fn matches(&self, text: &str, at: usize) -> Option<usize> {
        let end = self.end(text, at)?;
        let joined = self.begins_word && text[..at].ends_with(is_word)
            || self.ends_word && continues_word(&text[end..]);
        (!joined).then_some(end)
    }

    /// Where the term ends that begins at `at`, be it a word of its own or not.
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        let (head, tail) = self.text.split_at(self.head);
        let mut rest = text[at..].strip_prefix(head)?;
        for wanted in tail.chars() {
            let next = rest.chars().next()?;
            if wanted == ' ' && next.is_whitespace() {
                rest = rest.trim_start();
            } else if wanted == next {
                rest = &rest[next.len_utf8()..];
            } else {
                return None;
            }
        }
        Some(text.len() - rest.len())
    }
}

/// The bit of a character among the first ones of terms.
fn bit(character: char) -> u128 {
    1 << (u32::from(character) % u128::BITS)
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
        VAGUE_TIME
            .find_words(folded.text())
            .into_iter()
            .map(|range| folded.text()[range].to_owned())
            .collect()
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
        for list in ALL {
            let mut terms: Vec<_> = list.terms().collect();
            assert!(!terms.is_empty());
            terms.sort_unstable();
            let count = terms.len();
            terms.dedup();
            assert_eq!(terms.len(), count);
        }
    }

    #[test]
    fn a_word_in_brackets_needs_what_stands_around_it() {
        let list = Vocabulary::parse("(一般)不超过\nwe (process)\n处理\n!处理费");
        let found =
            |text: &str| list.find_words(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
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
