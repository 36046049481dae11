//! Where in a folded text something can begin that is looked for: a term of a list, a number, a mark
//! that ends a clause. Looked for once, for all of them.
//!
//! A table knows by their first bytes which lists have terms that begin so. A text is
//! compared with a list only at the few places that may hold one of its terms, and with most lists
//! nowhere; so a check of thousands of texts with dozens of lists stays near the cost of reading them.
//! What rules ask of a text is which terms of [`Vocabulary`](vocabulary::Vocabulary)s it has: these are
//! found at once. The places of everything else are kept.

use super::fold::is_word;
use super::head::{Head, Standing};
use super::vocabulary::Vocabulary;
use super::{clause, lexicon, negative, number, vocabulary};
use std::ops::{Deref, Range};
use std::sync::LazyLock;

/// A set of things that are looked for at the places of a text, each a bit.
pub(super) type Kinds = u32;

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

/// A place where something of some kinds may begin.
#[derive(Clone, Copy, Debug)]
struct Start {
    at: u32,
    beginning: Beginning,
    kinds: Kinds,
}

/// A term of a vocabulary that stands in a text.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// The place of the list among the vocabularies.
    list: u8,
    start: u32,
    end: u32,
}

/// The places of a text where something may begin, in order.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    list: Vec<Start>,
    /// What may begin anywhere.
    kinds: Kinds,
    /// The terms of all vocabularies, from left to right.
    terms: Vec<Found>,
    /// The vocabularies that they are of, each a bit by its place: most have none here.
    vocabularies: u32,
}

impl Starts {
    /// Looks through a folded text, which is never longer than places can be counted.
    pub(super) fn of(text: &str) -> Self {
        let table = &*TABLE;
        let vocabularies = &table.vocabularies;
        let mut starts = Self {
            list: Vec::with_capacity(text.len() / 4),
            kinds: 0,
            terms: Vec::with_capacity(16),
            vocabularies: 0,
        };
        // Up to where each vocabulary has found something.
        let mut found = [0; vocabulary::ALL.len()];
        for (at, _) in places(text) {
            let beginning = Beginning::of(text[at..].chars());
            let begins = table.at(beginning, Standing::at(text, at));
            let (kinds, mut lists) = (begins.kinds, begins.vocabularies);
            if let (true, Ok(at)) = (kinds != 0, u32::try_from(at)) {
                starts.list.push(Start { at, beginning, kinds });
                starts.kinds |= kinds;
            }
            while lists != 0 {
                let place = lists.trailing_zeros() as usize;
                lists &= lists - 1;
                let word = vocabularies[place].next(text, at, beginning, &mut found[place]);
                if let Some(term) = word.and_then(|word| Found::new(place, &word)) {
                    starts.terms.push(term);
                    starts.vocabularies |= 1 << place;
                }
            }
        }
        starts
    }
}

impl Found {
    fn new(place: usize, word: &Range<usize>) -> Option<Self> {
        let place_of = |at: usize| u32::try_from(at).ok();
        Some(Self { list: u8::try_from(place).ok()?, start: place_of(word.start)?, end: place_of(word.end)? })
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
        let from = list.partition_point(|start| (start.at as usize) < part.start);
        let list = list[from..].iter().take_while(move |start| (start.at as usize) < part.end);
        list.filter(move |start| start.kinds & kinds != 0).map(|start| (start.at as usize, start.beginning))
    }

    /// The terms of a vocabulary, by its place among all of them, from left to right.
    pub(super) fn terms(self, place: usize) -> impl Iterator<Item = Range<usize>> + 't {
        let has_any = self.starts.vocabularies >> place & 1 == 1;
        let terms = if has_any { self.starts.terms.as_slice() } else { &[] };
        let terms = terms.iter().filter(move |term| usize::from(term.list) == place);
        terms.map(|term| term.start as usize..term.end as usize)
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
        let places = 0..usize::from(self.length);
        places.map(move |place| usize::from(self.mixed[place] >> (u16::BITS - bits)))
    }
}

/// The places of a text where a term or number can begin, each with its character: not at layout
/// within a line, and not inside a word, but at digits inside of one.
pub(super) fn places(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut characters = text.char_indices();
    let mut before = Class::Layout;
    std::iter::from_fn(move || {
        loop {
            let (at, character) = characters.next()?;
            let class = Class::of(character);
            let before = std::mem::replace(&mut before, class);
            let begins = match class {
                Class::Digit => before != Class::Digit,
                Class::Letter => !matches!(before, Class::Letter | Class::Digit),
                Class::Layout => false,
                Class::Other => true,
            };
            if begins {
                return Some((at, character));
            }
        }
    })
}

/// What a character is to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    /// Of a word that is written with spaces around it.
    Letter,
    /// Space within a line.
    Layout,
    Other,
}

impl Class {
    #[inline]
    fn of(character: char) -> Self {
        match character {
            '0'..='9' => Self::Digit,
            'a'..='z' | 'A'..='Z' => Self::Letter,
            // The most frequent of those that are written without spaces need no table.
            '\n' | '\u{4E00}'..='\u{9FFF}' => Self::Other,
            _ if character.is_whitespace() => Self::Layout,
            _ if is_word(character) => Self::Letter,
            _ => Self::Other,
        }
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::of_all);

/// What begins with which bytes.
struct Table {
    /// By the slot of their beginning: where in the list the terms stand, up to the next slot's.
    slots: Vec<u32>,
    terms: Vec<(Head, Begins)>,
    vocabularies: [&'static Vocabulary; vocabulary::ALL.len()],
}

/// What begins somewhere.
#[derive(Clone, Copy, Default)]
struct Begins {
    kinds: Kinds,
    /// Vocabularies, each a bit by its place.
    vocabularies: u32,
}

const BITS: u32 = 14;

// Every list has a bit of its own.
const _: () = assert!(FIRST_LIST + lexicon::ALL.len() <= Kinds::BITS as usize);
const _: () = assert!(vocabulary::ALL.len() <= u32::BITS as usize);

impl Begins {
    fn of(kinds: Kinds) -> Self {
        Self { kinds, vocabularies: 0 }
    }

    fn and(self, other: Self) -> Self {
        Self { kinds: self.kinds | other.kinds, vocabularies: self.vocabularies | other.vocabularies }
    }
}

impl Table {
    fn of_all() -> Self {
        let vocabularies = vocabulary::ALL.map(|list| &**list);
        let mut all: Vec<Vec<(Head, Begins)>> = vec![Vec::new(); 1 << BITS];
        let mut add = |term: &str, begins: Begins| {
            let Some(slot) = Beginning::of(term.chars()).slot(BITS) else { return };
            let head = Head::of(term);
            match all[slot].iter_mut().find(|(known, _)| *known == head) {
                Some((_, known)) => *known = known.and(begins),
                None => all[slot].push((head, begins)),
            }
        };
        for term in number::BEGINNINGS {
            add(term, Begins::of(NUMBERS));
        }
        for mark in clause::MARKS.chars() {
            add(mark.encode_utf8(&mut [0; 4]), Begins::of(MARKS));
        }
        negative::terms().for_each(|term| add(term, Begins::of(NEGATIVES)));
        for (place, list) in lexicon::ALL.iter().enumerate() {
            list.terms().for_each(|term| add(term, Begins::of(lexicon(place))));
        }
        for (place, list) in vocabularies.iter().enumerate() {
            let begins = Begins { kinds: 0, vocabularies: 1 << place };
            list.terms().for_each(|term| add(term, begins));
        }
        let mut table = Self { slots: vec![0], terms: Vec::new(), vocabularies };
        for terms in all {
            table.terms.extend(terms);
            table.slots.push(u32::try_from(table.terms.len()).unwrap_or(u32::MAX));
        }
        table
    }

    fn at(&self, beginning: Beginning, standing: Standing) -> Begins {
        let mut begins = Begins::default();
        for slot in beginning.slots(BITS) {
            let terms = self.slots[slot] as usize..self.slots[slot + 1] as usize;
            let fit = self.terms[terms].iter().filter(|(head, _)| head.fits(standing));
            begins = fit.fold(begins, |begins, (_, more)| begins.and(*more));
        }
        begins
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
}
