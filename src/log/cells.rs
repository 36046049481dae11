//! Rows as those see them who read columns, whichever way the rows were found.
//!
//! A row was split by `csv-core` or lies in a text whose separators were looked up; what its fields
//! mean must not depend on that, so one piece of code reads both.

use super::value;
use super::word::{Stem, Word};

/// A field: a text, and what stands behind it in memory, so that a short one is loaded at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell<'t> {
    onward: &'t [u8],
    length: usize,
}

/// The fields of a row.
pub(super) trait Fields {
    /// How many fields it has.
    fn width(&self) -> usize;

    /// A field as it stands there, without its quotes; beyond the last an empty one.
    fn field(&self, place: usize) -> Cell<'_>;

    /// All fields.
    fn fields(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.width()).map(|place| self.field(place))
    }

    /// Whether a row has nothing but empty fields.
    fn is_blank(&self) -> bool {
        self.fields().all(|field| field.trimmed().text().is_empty())
    }
}

/// Rows that follow one another, and that all have the right number of fields.
pub(super) trait Rows {
    type Row<'r>: Fields
    where
        Self: 'r;

    /// How many rows there are.
    fn count(&self) -> usize;

    /// The 1-based line on which a row begins.
    fn line(&self, row: usize) -> u64;

    /// A row.
    fn row(&self, row: usize) -> Self::Row<'_>;

    /// A field of a row as [`Fields::field`] has it; the row has it.
    fn cell(&self, row: usize, place: usize) -> Cell<'_>;

    /// Gives this field of each row from one on, until `take` says that it is not to go on. Says which row
    /// that was.
    #[inline]
    fn each_while(&self, place: usize, first: usize, mut take: impl FnMut(usize, Cell<'_>) -> bool) -> usize {
        let mut rows = first..self.count();
        rows.find(|&row| !take(row, self.cell(row, place))).unwrap_or(self.count())
    }

    /// Gives this field of each row.
    #[inline]
    fn each(&self, place: usize, mut take: impl FnMut(usize, Cell<'_>)) {
        self.each_while(
            place,
            0,
            #[inline(always)]
            |row, cell| {
                take(row, cell);
                true
            },
        );
    }

    /// Adds the lines of all rows.
    fn add_lines(&self, lines: &mut Vec<u64>) {
        lines.extend((0..self.count()).map(|row| self.line(row)));
    }
}

impl<'t> Cell<'t> {
    /// The first bytes of a text.
    #[inline]
    pub(super) fn first_of(onward: &'t [u8], length: usize) -> Self {
        Self { onward, length }
    }

    #[inline]
    pub(super) fn text(self) -> &'t [u8] {
        &self.onward[..self.length]
    }

    /// Without the spaces around it.
    #[inline]
    pub(super) fn trimmed(self) -> Self {
        let text = self.text();
        match (text.first(), text.last()) {
            (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => self,
            (None, _) => self,
            _ => trimmed(text),
        }
    }

    /// As a number, if it is short.
    #[inline]
    pub(super) fn word(self) -> Option<Word> {
        Word::of(self.onward, self.length)
    }

    /// As a number, if it is short and does not stand at the end of the memory.
    #[inline]
    pub(super) fn near_word(self) -> Option<Word> {
        Word::near(self.onward, self.length)
    }

    /// Its last byte, if it is like a word but there.
    #[inline]
    pub(super) fn last_like(self, stem: &Stem) -> Option<u8> {
        stem.last_of(self.onward, self.length)
    }
}

/// Out of the way of cells that have no spaces around them.
#[inline(never)]
fn trimmed(text: &[u8]) -> Cell<'_> {
    value::trim(text).into()
}

impl<'t> From<&'t [u8]> for Cell<'t> {
    fn from(text: &'t [u8]) -> Self {
        Self { onward: text, length: text.len() }
    }
}

impl<T: Fields> Fields for &T {
    fn width(&self) -> usize {
        (*self).width()
    }

    fn field(&self, place: usize) -> Cell<'_> {
        (*self).field(place)
    }
}
