//! Different values of an attribute, each kept once and named by a small number.
//!
//! Most rows repeat a value that came shortly before; a small table of recent spellings answers
//! those with one comparison of numbers, or of texts where they are longer than a word. It must not know which values are good or what conditions ask.

use super::block::Symbol;
use super::cells::Cell;
use super::texts::Texts;
use super::value;
use super::word::Word;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher as _;

/// Recent spellings of each kind that are kept at hand; a power of two.
const RECENT: usize = 256;
/// The longest spelling that is kept at hand.
const LONGEST: usize = 48;

/// The values of one attribute that were met so far. The missing value is always the first.
#[derive(Clone, Debug)]
pub struct Symbols {
    /// By symbol: its value as first spelled, by the place of the spelling.
    values: Vec<u32>,
    /// Every spelling that was met, the folded ones included, and the markers of missing values.
    spellings: Texts,
    /// By spelling: its symbol.
    meanings: Vec<Symbol>,
    /// Spellings by their texts.
    places: HashTable<u32>,
    hasher: RandomState,
    /// Spellings by their slot: a guess, compared before it is believed.
    words: Box<[(Word, Symbol); RECENT]>,
    /// Longer ones by their ends and length.
    recent: Vec<(Vec<u8>, Symbol)>,
    fold: bool,
}

impl Default for Symbols {
    fn default() -> Self {
        Self::new(false)
    }
}

impl Symbols {
    /// The missing value.
    pub const MISSING: Symbol = 0;

    /// No values yet. With `fold`, spellings that differ in case alone are one value.
    pub fn new(fold: bool) -> Self {
        let mut symbols = Self {
            values: vec![0],
            spellings: Texts::default(),
            meanings: Vec::new(),
            places: HashTable::new(),
            hasher: RandomState::default(),
            // The word of no text is missing, as it should be.
            words: Box::new([(Word::default(), Self::MISSING); RECENT]),
            recent: vec![(Vec::new(), Self::MISSING); RECENT],
            fold,
        };
        symbols.missing("");
        symbols
    }

    /// Makes a text mean the missing value. Before any value is met.
    pub fn missing(&mut self, marker: &str) {
        self.spell(&self.folded(marker), Self::MISSING);
    }

    /// The symbol of a value.
    pub fn intern(&mut self, text: &str) -> Symbol {
        self.of(text.as_bytes().into())
    }

    /// The symbol of a value that is kept at hand.
    #[expect(
        clippy::inline_always,
        reason = "a cell that is handed over in memory costs more than the look-up"
    )]
    #[inline(always)]
    pub(super) fn at_hand(&self, cell: Cell<'_>) -> Option<Symbol> {
        let word = cell.near_word()?;
        let (known, symbol) = self.words[word.slot(RECENT.trailing_zeros())];
        (known == word).then_some(symbol)
    }

    /// The symbol of a value, as a field has it: spaces around it are none of its own, and spellings with and
    /// without them are kept at hand alike.
    pub(super) fn of(&mut self, cell: Cell<'_>) -> Symbol {
        let Some(word) = cell.word() else { return self.of_long(cell.text()) };
        let slot = word.slot(RECENT.trailing_zeros());
        let (known, symbol) = self.words[slot];
        if known == word { symbol } else { self.of_other(word, slot, cell.text()) }
    }

    /// The symbol of a value that another one was kept for.
    #[inline(never)]
    fn of_other(&mut self, word: Word, slot: usize, text: &[u8]) -> Symbol {
        let symbol = self.look_up(value::trim(text));
        self.words[slot] = (word, symbol);
        symbol
    }

    #[inline(never)]
    fn of_long(&mut self, text: &[u8]) -> Symbol {
        if text.len() > LONGEST {
            return self.look_up(value::trim(text));
        }
        let slot = slot(text);
        let (spelling, symbol) = &self.recent[slot];
        if spelling == text {
            return *symbol;
        }
        let symbol = self.look_up(value::trim(text));
        let (spelling, known) = &mut self.recent[slot];
        spelling.clear();
        spelling.extend_from_slice(text);
        *known = symbol;
        symbol
    }

    fn look_up(&mut self, text: &[u8]) -> Symbol {
        self.find(text).unwrap_or_else(|| self.add(text))
    }

    /// The symbol of a spelling that was met before.
    fn find(&self, text: &[u8]) -> Option<Symbol> {
        let is_it = |&place: &u32| self.spellings.bytes(place as usize) == Some(text);
        let place = self.places.find(self.hasher.hash_one(text), is_it)?;
        self.meanings.get(*place as usize).copied()
    }

    /// The symbol of a spelling that was not met before.
    fn add(&mut self, spelling: &[u8]) -> Symbol {
        let text = String::from_utf8_lossy(spelling);
        let folded = self.fold.then(|| self.folded(&text)).filter(|folded| *folded != text);
        let known = folded.as_ref().and_then(|folded| self.find(folded.as_bytes()));
        let next = Symbol::try_from(self.values.len()).unwrap_or(Symbol::MAX);
        let symbol = known.unwrap_or(next);
        let place = self.spell(&text, symbol);
        if known.is_none() {
            self.values.push(place);
            if let Some(folded) = folded {
                self.spell(&folded, symbol);
            }
        }
        symbol
    }

    /// Notes a spelling that was not met before, and says its place.
    fn spell(&mut self, text: &str, symbol: Symbol) -> u32 {
        let place = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        self.spellings.push(text);
        self.meanings.push(symbol);
        let (spellings, hasher) = (&self.spellings, &self.hasher);
        let hash_of = |place: &u32| hasher.hash_one(spellings.bytes(*place as usize).unwrap_or_default());
        self.places.insert_unique(hasher.hash_one(text.as_bytes()), place, hash_of);
        place
    }

    fn folded(&self, text: &str) -> String {
        if self.fold { text.to_lowercase() } else { text.to_owned() }
    }

    /// The value of a symbol, as it was first spelled.
    pub fn text(&self, symbol: Symbol) -> &str {
        let place = self.values.get(symbol as usize);
        place.and_then(|place| self.spellings.get(*place as usize)).unwrap_or_default()
    }

    /// How many values were met.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Never: the missing value is always there.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Where a longer spelling is kept at hand, by its length, its first bytes and its last ones.
fn slot(text: &[u8]) -> usize {
    let ends = [text.first_chunk(), text.last_chunk()].map(|end| end.copied().map_or(0, u64::from_le_bytes));
    let mixed = ends[0] ^ ends[1].rotate_left(13) ^ text.len() as u64;
    let mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - RECENT.trailing_zeros());
    usize::try_from(mixed).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Symbols;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn markers_are_the_missing_value() {
        let mut symbols = Symbols::new(false);
        symbols.missing("NA");
        assert_eq!([symbols.intern(""), symbols.intern("NA"), symbols.intern("na")], [0, 0, 1]);
        assert_eq!((symbols.text(0), symbols.text(1), symbols.text(9)), ("", "na", ""));
    }

    #[test]
    fn folding_keeps_the_first_spelling() {
        let mut symbols = Symbols::new(true);
        symbols.missing("N/A");
        assert_eq!(["Übrig", "übrig", "ÜBRIG", "n/a", "other"].map(|t| symbols.intern(t)), [1, 1, 1, 0, 2]);
        assert_eq!((symbols.text(1), symbols.len()), ("Übrig", 3));
    }

    proptest! {
        #[test]
        fn a_symbol_is_its_text(texts in proptest::collection::vec("[abc]{0,3}|[a-z年]{0,60}", 0..60)) {
            let mut symbols = Symbols::new(false);
            let mut known = HashMap::new();
            for text in &texts {
                let symbol = symbols.intern(text);
                prop_assert_eq!(symbols.text(symbol), text.as_str());
                prop_assert_eq!(*known.entry(text).or_insert(symbol), symbol);
            }
            for (text, symbol) in known {
                prop_assert_eq!(symbols.intern(text), symbol);
            }
        }
    }
}
