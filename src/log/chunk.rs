//! A file in pieces of whole records.
//!
//! Every piece begins with a record and ends with one, whatever stands in quotes, so that each can be
//! read without the others. It must not know what the records hold.

use super::encoding::Text;
use super::records::{Cursor, MAX_BYTES, RecordError};
use super::split::{Shape, split};
use std::io;
use std::ops::Range;

/// The usual length of a piece in bytes: it is looked at several times, and stays in the second cache with
/// the columns that are made of it and with what is counted.
pub(super) const SIZE: usize = 256 * 1024;
/// A longer text without the end of a record is refused.
const LONGEST: usize = MAX_BYTES + 64 * 1024;

/// The most bytes of a character.
const CHARACTER: usize = 4;

/// Whole records of a file; its buffer is used again for the next ones.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    bytes: Vec<u8>,
    range: Range<usize>,
    /// The 1-based line on which it begins.
    line: u64,
    pub(super) shape: Shape,
    /// Places in the bytes of characters that stand for malformed ones, as far as they are among the
    /// first of the file.
    malformed: Vec<usize>,
}

/// The pieces of a file, one after the other.
pub(super) struct Chunks {
    text: Text,
    delimiter: u8,
    size: usize,
    /// What follows the last record of the last piece.
    carried: Vec<u8>,
    /// The line on which that begins, and its distance from the start of the text.
    line: u64,
    position: u64,
    ended: bool,
}

impl Chunk {
    /// Everything up to the end of its last record; what is before the cursor was taken.
    pub(super) fn text(&self) -> &[u8] {
        &self.bytes[..self.range.end]
    }

    /// Where its first record begins.
    pub(super) fn cursor(&self) -> Cursor {
        Cursor { at: self.range.start, line: self.line }
    }

    /// Leaves out the records before a cursor.
    pub(super) fn begin_at(&mut self, cursor: Cursor) {
        self.range.start = cursor.at;
        self.line = cursor.line;
    }

    /// How much memory it takes.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.bytes.capacity()
    }

    /// Empties it and keeps its buffer.
    pub(super) fn clear(&mut self) {
        self.range = 0..0;
        self.malformed.clear();
    }

    /// How many characters of a part stand for malformed ones.
    pub(super) fn malformed_in(&self, part: Range<usize>) -> usize {
        self.malformed.iter().filter(|place| part.contains(place)).count()
    }

    /// Whether there are such characters in the part that is not taken.
    pub(super) fn is_malformed(&self) -> bool {
        self.malformed_in(self.range.clone()) > 0
    }
}

impl Chunks {
    /// Pieces of about `size` bytes.
    pub(super) fn new(text: Text, delimiter: u8, size: usize) -> Self {
        Self { text, delimiter, size, carried: Vec::new(), line: 1, position: 0, ended: false }
    }

    pub(super) fn text(&self) -> &Text {
        &self.text
    }

    /// Reads the next piece. `false` at the end.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, RecordError> {
        let bytes = &mut chunk.bytes;
        let mut target = self.size.max(2 * self.carried.len()).min(LONGEST);
        let mut length = self.carried.len();
        if bytes.len() < target {
            bytes.resize(target, 0);
        }
        bytes[..length].copy_from_slice(&self.carried);
        let split = loop {
            length += self.fill(&mut bytes[length..target])?;
            if self.ended && length > 0 && bytes[length - 1] != b'\n' {
                // A line end closes the last record, unless it is inside of quotes.
                bytes.truncate(length);
                bytes.push(b'\n');
                length += 1;
            }
            let split = split(&bytes[..length], self.delimiter);
            if split.end > 0 {
                break split;
            }
            if self.ended {
                return if length == 0 { Ok(false) } else { Err(RecordError::Unclosed(self.line)) };
            }
            if target == LONGEST {
                return Err(RecordError::TooLarge(self.line));
            }
            target = (2 * target).min(LONGEST);
            bytes.resize(target, 0);
        };
        self.carried.clear();
        self.carried.extend_from_slice(&bytes[split.end..length]);
        let places = self.text.malformed().first.iter();
        let places = places.filter_map(|&place| usize::try_from(place.checked_sub(self.position)?).ok());
        chunk.malformed.clear();
        chunk.malformed.extend(places.filter(|&place| place < split.end));
        chunk.range = 0..split.end;
        chunk.line = self.line;
        chunk.shape = split.shape;
        self.line += split.lines;
        self.position += split.end as u64;
        Ok(true)
    }

    /// Fills a buffer with the text that comes next; with less at the end of the file alone.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut length = 0;
        // A character that does not fit is left for the next time.
        while !self.ended && buffer.len() - length >= CHARACTER {
            let read = self.text.read(&mut buffer[length..])?;
            length += read;
            self.ended = read == 0;
        }
        Ok(length)
    }
}
