//! Records of a text: fields without their quotes, and the line on which each begins.
//!
//! `csv-core` knows the quotes; this module knows lines, and what must not be swallowed: blank lines
//! are handed out to be counted. It must not know what a column is, nor where the text comes from.

use super::cells::{Cell, Fields, Rows};
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::io;

/// The longest record in bytes. A record that is longer has an unclosed quote, not that much text.
pub(super) const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most fields of a record.
const MAX_FIELDS: usize = 64 * 1024;

/// Reads records of one delimiter.
pub(super) struct Records {
    core: csv_core::Reader,
}

/// How far a text has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    /// Where the next record begins.
    pub(super) at: usize,
    /// The 1-based line on which it begins.
    pub(super) line: u64,
}

/// A record; its buffers are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How many of `ends` are of this record.
    fields: usize,
    /// The 1-based line on which it begins.
    pub(super) line: u64,
}

/// Why a record cannot be read.
#[derive(Debug)]
pub(super) enum RecordError {
    Io(io::Error),
    /// Longer than [`MAX_BYTES`], or of more fields than [`MAX_FIELDS`].
    TooLarge(u64),
    /// The file ends inside of quotes.
    Unclosed(u64),
}

impl From<io::Error> for RecordError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Fields for Record {
    fn width(&self) -> usize {
        self.fields
    }

    fn field(&self, place: usize) -> Cell<'_> {
        if place >= self.fields {
            return Cell::default();
        }
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        Cell::first_of(&self.bytes[start..], self.ends[place] - start)
    }
}

/// A record is one row.
impl Rows for Record {
    type Row<'r> = &'r Self;

    fn count(&self) -> usize {
        1
    }

    fn line(&self, _: usize) -> u64 {
        self.line
    }

    fn row(&self, _: usize) -> &Self {
        self
    }

    fn cell(&self, _: usize, place: usize) -> Cell<'_> {
        self.field(place)
    }
}

impl Record {
    /// Room for more bytes than `length`, and for more fields than there are.
    fn make_room(&mut self, length: usize) {
        if self.bytes.len() == length {
            self.bytes.resize((length * 2).max(1024), 0);
        }
        if self.ends.len() == self.fields {
            self.ends.resize((self.fields * 2).max(32), 0);
        }
    }

    /// A copy that holds nothing but its own fields.
    pub(super) fn alone(&self) -> Self {
        let ends = self.ends[..self.fields].to_vec();
        let bytes = self.bytes[..ends.last().copied().unwrap_or(0)].to_vec();
        Self { bytes, ends, fields: self.fields, line: self.line }
    }

    /// About how much memory a copy takes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + self.ends.len() * size_of::<usize>()
    }
}

impl Records {
    pub(super) fn new(delimiter: u8) -> Self {
        let mut core = ReaderBuilder::new().delimiter(delimiter).build();
        // It takes a byte order mark off the first text it sees, but the text has none: what looks like
        // one is a value's.
        core.read_record(b"\n", &mut [0], &mut [0]);
        Self { core }
    }

    /// Reads the next record of a text that ends with a record, a blank line as one without fields.
    /// `false` at the end.
    pub(super) fn next(
        &mut self,
        text: &[u8],
        cursor: &mut Cursor,
        record: &mut Record,
    ) -> Result<bool, RecordError> {
        record.line = cursor.line;
        record.fields = 0;
        let begin = cursor.at;
        match text.get(begin) {
            None => return Ok(false),
            Some(b'\n' | b'\r') => {
                cursor.at += 1;
                end_of_line(text, cursor);
                return Ok(true);
            }
            Some(_) => {}
        }
        let mut length = 0;
        loop {
            record.make_room(length);
            let before = self.core.line();
            let (result, read, wrote, ends) = self.core.read_record(
                &text[cursor.at..],
                &mut record.bytes[length..],
                &mut record.ends[record.fields..],
            );
            cursor.at += read;
            cursor.line += self.core.line() - before;
            length += wrote;
            record.fields += ends;
            match result {
                ReadRecordResult::Record => {
                    if text[cursor.at - 1] == b'\r' {
                        end_of_line(text, cursor);
                    }
                    return Ok(true);
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {
                    return Err(RecordError::Unclosed(record.line));
                }
                _ if cursor.at - begin > MAX_BYTES || record.fields > MAX_FIELDS => {
                    return Err(RecordError::TooLarge(record.line));
                }
                _ => {}
            }
        }
    }
}

/// Takes the second half of a CRLF, and counts a line end that `csv-core` did not see.
fn end_of_line(text: &[u8], cursor: &mut Cursor) {
    if text[cursor.at - 1] == b'\r' && text.get(cursor.at) == Some(&b'\n') {
        cursor.at += 1;
    }
    cursor.line += 1;
}
