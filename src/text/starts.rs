//! Where in a folded text a term of a list can begin: looked for once, for all lists.
//!
//! A list knows by what its terms begin, two characters at a time, in a table of bits. So a list is
//! compared with a text at the few places that may hold one of its terms, and a check of thousands of
//! texts with dozens of lists stays near the cost of reading them.

use super::fold::is_word;

/// A place where a term can begin: not at layout, and not inside a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) at: usize,
    /// The bits of its first character alone, and of its first two.
    one: u16,
    two: u16,
}

/// The places of a folded text, in order.
pub(super) fn starts(text: &str) -> impl Iterator<Item = Start> {
    let mut characters = text.char_indices().peekable();
    let mut in_word = false;
    std::iter::from_fn(move || {
        loop {
            let (at, character) = characters.next()?;
            let goes_on = std::mem::replace(&mut in_word, is_word(character)) && in_word;
            if !goes_on && !character.is_whitespace() {
                let second = characters.peek().map(|(_, next)| *next);
                return Some(Start { at, one: bit(character, None), two: bit(character, second) });
            }
        }
    })
}

const BITS: usize = 4096;

/// The bit of a first character and the second; all layout is alike.
fn bit(first: char, second: Option<char>) -> u16 {
    let second = second.map_or(0, |second| if second.is_whitespace() { 32 } else { u32::from(second) });
    let mixed = (u32::from(first) ^ second.rotate_left(16)).wrapping_mul(0x9E37_79B1);
    u16::try_from(mixed >> 20).unwrap_or(0)
}

/// By what the terms of a list begin.
#[derive(Clone, Debug)]
pub(super) struct Beginnings {
    one: Vec<u64>,
    two: Vec<u64>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { one: vec![0; BITS / 64], two: vec![0; BITS / 64] }
    }
}

impl Beginnings {
    /// Adds a folded term.
    pub(super) fn add(&mut self, term: &str) {
        let mut characters = term.chars();
        let Some(first) = characters.next() else { return };
        match characters.next() {
            None => set(&mut self.one, bit(first, None)),
            second => set(&mut self.two, bit(first, second)),
        }
    }

    /// Whether a term may begin there.
    pub(super) fn may_begin(&self, start: Start) -> bool {
        is_set(&self.two, start.two) || is_set(&self.one, start.one)
    }
}

fn set(bits: &mut [u64], bit: u16) {
    if let Some(word) = bits.get_mut(usize::from(bit >> 6)) {
        *word |= 1 << (bit & 63);
    }
}

fn is_set(bits: &[u64], bit: u16) -> bool {
    bits.get(usize::from(bit >> 6)).is_some_and(|word| word & 1 << (bit & 63) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_begin_at_words_and_at_any_chinese_character() {
        let places = |text: &'static str| starts(text).map(|start| &text[start.at..]).collect::<Vec<_>>();
        assert_eq!(places("as soon-1"), ["as soon-1", "soon-1", "-1", "1"]);
        assert_eq!(places("我们asap回"), ["我们asap回", "们asap回", "asap回", "回"]);
    }

    #[test]
    fn a_list_is_asked_only_where_its_terms_may_begin() {
        let mut list = Beginnings::default();
        list.add("as soon");
        list.add("日");
        let begins = |text: &str| starts(text).filter(|start| list.may_begin(*start)).count();
        assert_eq!(begins("as\tsoon at"), 1);
        assert_eq!(begins("7日内"), 1);
        assert_eq!(begins("at once, we do all that we can"), 0);
    }
}
