//! Columns of rows whose values nearly all came before: those are looked up in loops without a call, so that
//! all that these need stays in registers, and the rows of the others are handed back.
//!
//! It must not know how a value is read that did not come before.

use super::block::Block;
use super::cells::{Cell, Rows};
use super::header::Where;
use super::value::Missing;

/// Rows whose value has to be read with more care than that of most.
#[derive(Debug, Default)]
pub(super) struct Others {
    /// Room for as many as there can be; so adding one never calls for memory.
    rows: Vec<u16>,
    count: usize,
}

impl Others {
    fn clear(&mut self) {
        self.rows.resize(Block::MAX_ROWS, 0);
        self.count = 0;
    }

    /// Adds a row of those that enter a block together.
    #[inline]
    fn push(&mut self, row: usize) {
        if let (Some(place), Ok(row)) = (self.rows.get_mut(self.count), u16::try_from(row)) {
            *place = row;
            self.count += 1;
        }
    }

    /// Which rows these are.
    pub(super) fn rows(&self) -> &[u16] {
        &self.rows[..self.count]
    }
}

/// Takes the values of a column that are at hand; the rows of all others go to `others`. `take` says
/// whether it has a value, for the place that this goes to; it has to be inlined always.
///
/// A function of its own, without any call in its loop: so all that it needs stays in registers.
#[inline(never)]
pub(super) fn at_hand<T>(
    column: &Where,
    rows: &impl Rows,
    (missing, scratch): (&Missing, &mut Vec<u8>),
    values: &mut [T],
    others: &mut Others,
    take: impl Fn(&mut T, Cell<'_>) -> bool,
) {
    others.clear();
    column.each(
        rows,
        missing,
        scratch,
        #[inline(always)]
        |row, cell| {
            if !values.get_mut(row).is_some_and(|value| take(value, cell)) {
                others.push(row);
            }
        },
    );
}
