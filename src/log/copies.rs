//! Rows that came before, for logs that say what exact copies mean.
//!
//! A row is kept as 16 bytes of hash, at most 40 bytes of memory a row with the room of the table.
//! Two different rows out of a thousand million are taken for the same with a chance below 10⁻²⁰. It
//! must not know what becomes of a copy.

use super::cells::Fields as _;
use super::records::Record;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

/// The rows of a log so far.
#[derive(Debug, Default)]
pub(super) struct Copies(HashSet<(u64, u64)>);

impl Copies {
    /// Whether the same row came before; it counts as having come from now on.
    pub(super) fn is_copy(&mut self, record: &Record) -> bool {
        !self.0.insert((hash(record, 0), hash(record, 1)))
    }
}

/// Fields as they stand there without their quotes: spaces and the case of letters count.
fn hash(record: &Record, seed: u8) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(seed);
    for field in record.fields() {
        hasher.write(field.text());
        // No field holds this byte, which UTF-8 has not: fields cannot run into each other.
        hasher.write_u8(0xFF);
    }
    hasher.finish()
}
