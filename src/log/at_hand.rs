//! Columns of rows whose values nearly all came before: those are looked up in loops without a call, so that
//! all that these need stays in registers, and the rows of the others are handed back.
//!
//! It must not know how a value is read that did not come before.

use super::block::{Block, Symbol, Time};
use super::cells::Rows;
use super::days::Days;
use super::header::Where;
use super::symbols::Symbols;
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

/// Reads the times that are on days that were met; the rows of all others go to `others`.
///
/// A function of its own, without any call in its loop: so all that it needs stays in registers.
#[inline(never)]
pub(super) fn known_times(
    place: &Where,
    rows: &impl Rows,
    missing: &Missing,
    days: &Days,
    times: &mut [Time],
    scratch: &mut Vec<u8>,
    others: &mut Others,
) {
    others.clear();
    place.each(
        rows,
        missing,
        scratch,
        #[inline(always)]
        |row, cell| match (times.get_mut(row), days.instant(cell.text())) {
            (Some(time), Some(instant)) => *time = Time::At(instant),
            _ => others.push(row),
        },
    );
}

/// Looks up the values that are kept at hand, as [`known_times`] does. Markers of missing values are
/// symbols of their own accord.
#[inline(never)]
pub(super) fn known_values(
    place: &Where,
    rows: &impl Rows,
    missing: &Missing,
    symbols: &Symbols,
    values: &mut [Symbol],
    scratch: &mut Vec<u8>,
    others: &mut Others,
) {
    others.clear();
    place.each(
        rows,
        missing,
        scratch,
        #[inline(always)]
        |row, cell| match (values.get_mut(row), symbols.at_hand(cell)) {
            (Some(value), Some(symbol)) => *value = symbol,
            _ => others.push(row),
        },
    );
}
