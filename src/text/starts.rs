//! Where in a folded text something can begin that is looked for: a term of a list, a number, a mark
//! that ends a clause. Looked for once, for all of them.
//!
//! A table knows by their first three characters which lists have terms that begin so. A text is
//! compared with a list only at the few places that may hold one of its terms, and with most lists
//! nowhere; so a check of thousands of texts with dozens of lists stays near the cost of reading them.

use super::fold::is_word;
use super::{clause, lexicon, negative, number, vocabulary};
use std::ops::{Deref, Range};
use std::sync::LazyLock;

/// A set of things that are looked for, each a bit.
pub(super) type Kinds = u64;

/// Numbers, in digits or in words; also the points and articles that belong to some.
pub(super) const NUMBERS: Kinds = 1;
/// Marks that end clauses and sentences, brackets and quotation marks.
pub(super) const MARKS: Kinds = 1 << 1;
/// Double negatives.
pub(super) const NEGATIVES: Kinds = 1 << 2;
const FIRST_LIST: usize = 3;

/// The kind of a list by its place among the [`Lexicon`](lexicon::Lexicon)s.
pub(super) fn lexicon(place: usize) -> Kinds {
    1 << (FIRST_LIST + place)
}

/// The kind of a list by its place among the [`Vocabulary`](vocabulary::Vocabulary)s.
pub(super) fn vocabulary(place: usize) -> Kinds {
    1 << (FIRST_LIST + lexicon::ALL.len() + place)
}

/// A place where something of some kinds may begin.
#[derive(Clone, Copy, Debug)]
struct Start {
    at: usize,
    beginning: Beginning,
    kinds: Kinds,
}

/// The places of a text where something may begin, in order.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    list: Vec<Start>,
    /// What may begin anywhere.
    kinds: Kinds,
}

impl Starts {
    /// Looks through a folded text.
    pub(super) fn of(text: &str) -> Self {
        let table = &*TABLE;
        let mut starts = Self { list: Vec::with_capacity(text.len() / 4), kinds: 0 };
        for (at, _) in places(text) {
            let beginning = Beginning::of(text[at..].chars());
            let kinds = table.at(beginning);
            if kinds != 0 {
                starts.list.push(Start { at, beginning, kinds });
                starts.kinds |= kinds;
            }
        }
        // A reading is kept with its starts, and there are thousands of them.
        starts.list.shrink_to_fit();
        starts
    }
}

/// A folded text with its places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    starts: &'t Starts,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, starts: &'t Starts) -> Self {
        Self { text, starts }
    }

    /// The places where something of these kinds may begin, in order, each with what stands there.
    pub(super) fn starts(self, kinds: Kinds) -> impl Iterator<Item = (usize, Beginning)> + 't {
        self.starts_in(kinds, 0..self.text.len())
    }

    /// Those of them in a part of the text.
    pub(super) fn starts_in(
        self,
        kinds: Kinds,
        part: Range<usize>,
    ) -> impl Iterator<Item = (usize, Beginning)> + 't {
        let list = if self.starts.kinds & kinds == 0 { &[] } else { self.starts.list.as_slice() };
        let from = list.partition_point(|start| start.at < part.start);
        let list = list[from..].iter().take_while(move |start| start.at < part.end);
        list.filter(move |start| start.kinds & kinds != 0).map(|start| (start.at, start.beginning))
    }

    /// The characters at the places where something of these kinds may begin.
    pub(super) fn characters(self, kinds: Kinds) -> impl Iterator<Item = (usize, char)> + 't {
        self.starts(kinds).filter_map(move |(at, _)| Some((at, self.text[at..].chars().next()?)))
    }
}

impl Deref for Scan<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

/// What something begins with: up to three characters. Behind layout, which may be longer in a text
/// than in a term, no more of them count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    /// The characters mixed, of which tables take the first bits.
    mixed: [u16; 3],
    length: u8,
}

impl Beginning {
    #[inline]
    pub(super) fn of(characters: impl Iterator<Item = char>) -> Self {
        let mut beginning = Self { mixed: [0; 3], length: 0 };
        let mut mixed = 0_u32;
        for character in characters.take(3) {
            let is_layout = character.is_whitespace();
            let code = if is_layout { 32 } else { u32::from(character) };
            mixed = (mixed.rotate_left(5) ^ code).wrapping_mul(0x9E37_79B1);
            beginning.mixed[usize::from(beginning.length)] = (mixed >> u16::BITS) as u16;
            beginning.length += 1;
            if is_layout {
                break;
            }
        }
        beginning
    }

    /// The place of all of it in a table of so many bits.
    pub(super) fn slot(self, bits: u32) -> Option<usize> {
        self.slots(bits).last()
    }

    /// The places of its first character, of two and of three: a term of one character begins with it
    /// alone.
    pub(super) fn slots(self, bits: u32) -> impl DoubleEndedIterator<Item = usize> {
        let (mixed, length) = (self.mixed, self.length);
        (0..usize::from(length)).map(move |place| usize::from(mixed[place] >> (u16::BITS - bits)))
    }
}

/// The places of a text where a term or number can begin, each with its character: not at layout
/// within a line, and not inside a word, but at digits inside of one.
pub(super) fn places(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut characters = text.char_indices();
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let (at, character) = characters.next()?;
            let before = std::mem::replace(&mut before, character);
            let goes_on = if character.is_ascii_digit() {
                before.is_ascii_digit()
            } else {
                is_word(character) && is_word(before)
            };
            let is_layout = character.is_whitespace() && character != '\n';
            if !goes_on && !is_layout {
                return Some((at, character));
            }
        }
    })
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::of_all);

/// What begins with which characters.
struct Table(Vec<Kinds>);

const BITS: u32 = 14;

impl Table {
    fn of_all() -> Self {
        let mut table = Self(vec![0; 1 << BITS]);
        for term in number::BEGINNINGS {
            table.add(term, NUMBERS);
        }
        for mark in clause::MARKS.chars() {
            table.add(mark.encode_utf8(&mut [0; 4]), MARKS);
        }
        negative::terms().for_each(|term| table.add(term, NEGATIVES));
        for (place, list) in lexicon::ALL.iter().enumerate() {
            list.terms().for_each(|term| table.add(term, lexicon(place)));
        }
        for (place, list) in vocabulary::ALL.iter().enumerate() {
            list.terms().for_each(|term| table.add(term, vocabulary(place)));
        }
        table
    }

    fn add(&mut self, term: &str, kinds: Kinds) {
        if let Some(slot) = Beginning::of(term.chars()).slot(BITS) {
            self.0[slot] |= kinds;
        }
    }

    fn at(&self, beginning: Beginning) -> Kinds {
        beginning.slots(BITS).fold(0, |kinds, slot| kinds | self.0[slot])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_begin_at_words_and_at_any_chinese_character() {
        let places = |text: &'static str| places(text).map(|(at, _)| &text[at..]).collect::<Vec<_>>();
        assert_eq!(places("as soon-1"), ["as soon-1", "soon-1", "-1", "1"]);
        assert_eq!(places("我们asap回"), ["我们asap回", "们asap回", "asap回", "回"]);
        assert_eq!(places("dn100 v2x"), ["dn100 v2x", "100 v2x", "v2x", "2x"]);
    }

    #[test]
    fn a_kind_is_looked_for_only_where_it_may_begin() {
        let begins = |text: &'static str, kinds| {
            let starts = Starts::of(text);
            Scan::new(text, &starts).starts(kinds).map(|(at, _)| &text[at..]).collect::<Vec<_>>()
        };
        assert_eq!(begins("within 24 hours; or two", NUMBERS), ["24 hours; or two", "two"]);
        assert_eq!(begins("we answer, then we act", MARKS), [", then we act"]);
        assert_eq!(begins("我们会答复", MARKS), [""; 0]);
    }

    #[test]
    fn every_list_has_a_bit_of_its_own() {
        assert!(FIRST_LIST + lexicon::ALL.len() + vocabulary::ALL.len() <= Kinds::BITS as usize);
    }
}
