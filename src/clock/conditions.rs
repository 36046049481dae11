//! `when`, `applies` and exceptions for whole rows at once.
//!
//! Each different test of an attribute gets a bit. For each different value of the attribute the
//! bits of the tests it passes are worked out once; a row's bits are then the AND over its
//! attributes, and a condition holds if its bits are all set.

use crate::calendar::Instant;
use crate::log::{Block, Symbol, Symbols, Time};
use crate::model::{Condition, Item, Test};
use std::ops::Range;

/// The bits that a condition needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// A word of the bits and what it needs; nothing of the first word for a condition without tests.
    first: (usize, u64),
    /// Further words.
    more: Vec<(usize, u64)>,
}

impl Holds {
    /// Whether every case satisfies it.
    pub fn always(&self) -> bool {
        self.first.1 == 0
    }

    /// Whether the bits of a row satisfy it.
    #[inline]
    pub fn of(&self, bits: &[u64]) -> bool {
        let has = |&(word, needed): &(usize, u64)| bits.get(word).is_some_and(|bits| bits & needed == needed);
        has(&self.first) && (self.more.is_empty() || self.more.iter().all(has))
    }

    /// The bits that it needs, by their places.
    pub fn bits(&self) -> impl Iterator<Item = usize> {
        let words = std::iter::once(&self.first).chain(&self.more);
        words.flat_map(|&(word, needed)| {
            (0..64).filter(move |bit| needed >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        })
    }

    /// What it needs, where that is all in the first word.
    pub(super) fn of_first_word(&self) -> Option<u64> {
        let (word, needed) = self.first;
        (word == 0 && self.more.is_empty()).then_some(needed)
    }

    fn add(&mut self, bit: usize) {
        let (word, mask) = (bit / 64, 1 << (bit % 64));
        if self.always() {
            self.first = (word, mask);
            return;
        }
        let mut words = std::iter::once(&mut self.first).chain(&mut self.more);
        match words.find(|(known, _)| *known == word) {
            Some((_, needed)) => *needed |= mask,
            None => self.more.push((word, mask)),
        }
    }
}

/// All tests of a plan; the same for every worker. Of a time its presence alone is tested.
#[derive(Clone, Debug, Default)]
pub struct Tests {
    tests: Vec<(Place, Test)>,
    fold_case: bool,
}

impl Tests {
    pub(super) fn new(fold_case: bool) -> Self {
        Self { fold_case, ..Self::default() }
    }

    /// Compiles a condition; `column` says where an attribute is: a text column, or the column of a
    /// time whose presence alone can be tested.
    pub(super) fn compile<E>(
        &mut self,
        condition: &Condition,
        mut column: impl FnMut(&str) -> Result<Place, E>,
    ) -> Result<Holds, E> {
        let mut holds = Holds::default();
        for (attribute, test) in &condition.entries {
            let subject = column(&attribute.value)?;
            let known =
                self.tests.iter().position(|(other, same)| *other == subject && same_test(same, test));
            let bit = known.unwrap_or_else(|| {
                self.tests.push((subject, test.clone()));
                self.tests.len() - 1
            });
            holds.add(bit);
        }
        Ok(holds)
    }

    /// A condition that an attribute has a value.
    pub(super) fn equals(&mut self, column: usize, test: Test) -> Holds {
        let mut holds = Holds::default();
        self.tests.push((Place::Attribute(column), test));
        holds.add(self.tests.len() - 1);
        holds
    }

    /// Each test with what it tests; the place of a test is its bit.
    pub fn each(&self) -> impl Iterator<Item = (Place, &Test)> {
        self.tests.iter().map(|(place, test)| (*place, test))
    }

    /// Whether values compare without case.
    pub fn folds_case(&self) -> bool {
        self.fold_case
    }
}

/// Which values pass the tests of a plan, as far as one worker has met values: symbols are its own.
#[derive(Clone, Debug)]
pub struct Truth<'p> {
    tests: &'p Tests,
    /// By attribute column: for each symbol the words of its bits, all others set.
    tables: Vec<Vec<u64>>,
}

impl<'p> Truth<'p> {
    /// Before any value was met.
    pub fn new(tests: &'p Tests) -> Self {
        Self { tests, tables: Vec::new() }
    }

    /// Works out the bits of values that were not met before.
    pub fn learn(&mut self, symbols: &[Symbols]) {
        let words = self.words();
        self.tables.resize(symbols.len().max(self.tables.len()), Vec::new());
        for (column, (table, symbols)) in self.tables.iter_mut().zip(symbols).enumerate() {
            let of_column =
                |(_, (subject, _)): &(usize, &(Place, Test))| *subject == Place::Attribute(column);
            let tests: Vec<_> = self.tests.tests.iter().enumerate().filter(of_column).collect();
            if tests.is_empty() {
                continue;
            }
            for symbol in table.len() / words..symbols.len() {
                let text = symbols.text(Symbol::try_from(symbol).unwrap_or(Symbol::MAX));
                let start = table.len();
                table.resize(start + words, u64::MAX);
                for (bit, (_, test)) in &tests {
                    if !test.holds(text, self.tests.fold_case) {
                        table[start + bit / 64] &= !(1 << (bit % 64));
                    }
                }
            }
        }
    }

    /// How many words the bits of a row have; at least one.
    pub fn words(&self) -> usize {
        self.tests.tests.len().div_ceil(64).max(1)
    }

    /// The bits of some rows, row by row. A time after as-of is unseen, and so not there.
    pub fn bits(
        &self,
        block: &Block,
        rows: Range<usize>,
        as_of: Option<Instant>,
        end: impl Fn(Time) -> Option<Instant>,
        bits: &mut Vec<u64>,
    ) {
        let words = self.words();
        bits.clear();
        bits.resize(words * rows.len(), u64::MAX);
        for (column, table) in self.tables.iter().enumerate().filter(|(_, table)| !table.is_empty()) {
            let symbols = block.attributes.get(column).and_then(|symbols| symbols.get(rows.clone()));
            let symbols = symbols.unwrap_or_default();
            if words == 1 {
                bits.iter_mut().zip(symbols).for_each(|(bits, &symbol)| *bits &= table[symbol as usize]);
                continue;
            }
            for (bits, &symbol) in bits.chunks_exact_mut(words).zip(symbols) {
                let start = symbol as usize * words;
                for (word, bits) in bits.iter_mut().enumerate() {
                    *bits &= table[start + word];
                }
            }
        }
        for (bit, (subject, test)) in self.tests.tests.iter().enumerate() {
            let Place::Time(column) = subject else { continue };
            let times = block.times.get(*column).and_then(|times| times.get(rows.clone()));
            for (bits, &time) in bits.chunks_exact_mut(words).zip(times.unwrap_or_default()) {
                let seen = time != Time::Missing
                    && as_of.is_none_or(|as_of| end(time).is_none_or(|instant| instant <= as_of));
                if !test.holds(if seen { "present" } else { "" }, false) {
                    bits[bit / 64] &= !(1 << (bit % 64));
                }
            }
        }
    }
}

/// Where a tested name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A text column.
    Attribute(usize),
    /// A time column.
    Time(usize),
}

fn same_test(one: &Test, other: &Test) -> bool {
    fn items(test: &Test) -> impl Iterator<Item = &Item> {
        test.any.iter().map(|item| &item.value)
    }
    one.negated == other.negated && items(one).eq(items(other))
}
