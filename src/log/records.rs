//! Records of a text: fields without their quotes, and the line on which each begins.
//!
//! `csv-core` knows the quotes; this module knows lines, and what must not be swallowed: blank lines
//! are handed out to be counted, and a quote that is never closed is an error. It must not know what a
//! column is.

use super::encoding::Text;
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::io;

/// The longest record in bytes. A record that is longer has an unclosed quote, not that much text.
pub(super) const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most fields of a record.
const MAX_FIELDS: usize = 64 * 1024;

/// The records of a file.
pub(super) struct Records {
    text: Text,
    core: csv_core::Reader,
    /// The 1-based line on which the next record begins.
    line: u64,
    /// How many of the text's first malformed places lie in records that were handed out.
    malformed: usize,
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

impl Record {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.fields
    }

    /// A field as it stands there, without its quotes; beyond the last an empty one.
    pub(super) fn field(&self, place: usize) -> &[u8] {
        if place >= self.fields {
            return &[];
        }
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[place]]
    }

    /// Room for more bytes than `length`, and for more fields than there are.
    fn make_room(&mut self, length: usize) {
        if self.bytes.len() == length {
            self.bytes.resize((length * 2).max(1024), 0);
        }
        if self.ends.len() == self.fields {
            self.ends.resize((self.fields * 2).max(32), 0);
        }
    }

    /// All fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.fields).map(|place| self.field(place))
    }
}

impl Records {
    pub(super) fn new(text: Text, delimiter: u8) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, core, line: 1, malformed: 0 }
    }

    pub(super) fn text(&self) -> &Text {
        &self.text
    }

    /// How many of the first malformed characters were handed out since this was last asked.
    pub(super) fn newly_malformed(&mut self) -> usize {
        let first = &self.text.malformed().first;
        let before = self.malformed;
        while first.get(self.malformed).is_some_and(|&place| place < self.text.position()) {
            self.malformed += 1;
        }
        self.malformed - before
    }

    /// Reads the next record, a blank line as one without fields. `false` at the end.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<bool, RecordError> {
        record.line = self.line;
        record.fields = 0;
        match self.text.fill()?.first() {
            None => return Ok(false),
            Some(&end @ (b'\n' | b'\r')) => {
                self.text.take(1);
                self.end_of_line(end)?;
                return Ok(true);
            }
            Some(_) => {}
        }
        let (mut length, mut taken) = (0, 0);
        loop {
            record.make_room(length);
            let input = self.text.fill()?;
            let ended = input.is_empty();
            // A line end closes the last record if it can; inside of quotes it is text.
            let input = if ended { b"\n" } else { input };
            let before = self.core.line();
            let (result, read, wrote, ends) =
                self.core.read_record(input, &mut record.bytes[length..], &mut record.ends[record.fields..]);
            let last = read.checked_sub(1).and_then(|at| input.get(at)).copied();
            length += wrote;
            taken += read;
            record.fields += ends;
            if !ended {
                self.text.take(read);
                self.line += self.core.line() - before;
            }
            match result {
                ReadRecordResult::Record if !ended && last == Some(b'\r') => {
                    self.end_of_line(b'\r')?;
                    return Ok(true);
                }
                ReadRecordResult::Record | ReadRecordResult::End => return Ok(true),
                ReadRecordResult::InputEmpty if ended => return Err(RecordError::Unclosed(record.line)),
                _ if taken > MAX_BYTES || record.fields > MAX_FIELDS => {
                    return Err(RecordError::TooLarge(record.line));
                }
                _ => {}
            }
        }
    }

    /// Takes the second half of a CRLF, and counts a line end that `csv-core` did not see.
    fn end_of_line(&mut self, end: u8) -> io::Result<()> {
        if end == b'\r' && self.text.fill()?.first() == Some(&b'\n') {
            self.text.take(1);
        }
        self.line += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(bytes: &[u8]) -> Records {
        let source = super::super::compression::unpack(Box::new(io::Cursor::new(bytes.to_vec()))).unwrap();
        let text = Text::new(source, None).unwrap();
        Records::new(text, b',')
    }

    /// Each record with its line, fields between bars.
    fn read(text: &str) -> Vec<(u64, String)> {
        let mut records = records(text.as_bytes());
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.next(&mut record).unwrap() {
            let fields: Vec<_> =
                record.fields().map(|field| String::from_utf8(field.to_vec()).unwrap()).collect();
            all.push((record.line, fields.join("|")));
        }
        all
    }

    fn expect(text: &str, expected: &[(u64, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(line, fields)| (*line, (*fields).to_owned())).collect();
        assert_eq!(read(text), expected, "{text:?}");
    }

    #[test]
    fn lines_are_those_of_the_file() {
        expect("a,b\nc,d\n", &[(1, "a|b"), (2, "c|d")]);
        expect("a,b\r\nc,d\r\ne,f", &[(1, "a|b"), (2, "c|d"), (3, "e|f")]);
        expect("a,b\rc,d\r", &[(1, "a|b"), (2, "c|d")]);
        expect("a,\"x\ny\r\nz\"\nb,c", &[(1, "a|x\ny\r\nz"), (4, "b|c")]);
        expect("\n\na\n\nb\n", &[(1, ""), (2, ""), (3, "a"), (4, ""), (5, "b")]);
        expect("\r\na\r\n\r\nb", &[(1, ""), (2, "a"), (3, ""), (4, "b")]);
        expect("", &[]);
        expect("a,", &[(1, "a|")]);
        expect(",", &[(1, "|")]);
    }

    #[test]
    fn quotes() {
        expect("\"a \"\"b\"\", c\",d", &[(1, "a \"b\", c|d")]);
        expect("5\" pipe,6\"", &[(1, "5\" pipe|6\"")]);
        expect("\"\"", &[(1, "")]);
        expect("\"a\"b,c\n", &[(1, "ab|c")]);
        expect("a,\"b\"", &[(1, "a|b")]);
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_rest() {
        let mut record = Record::default();
        let mut open = records(b"a,b\nc,\"d\ne,f\n");
        assert!(open.next(&mut record).unwrap());
        assert!(matches!(open.next(&mut record), Err(RecordError::Unclosed(2))));
        let mut large = b"a,b\n\nc,\"d\n".to_vec();
        large.resize(50_000_000, b'\n');
        let mut open = records(&large);
        assert!(open.next(&mut record).unwrap() && open.next(&mut record).unwrap());
        assert!(matches!(open.next(&mut record), Err(RecordError::TooLarge(3))));
        assert!(record.bytes.len() <= 2 * MAX_BYTES + CHUNK_BOUND);
    }

    /// Growing by doubling may go this far beyond.
    const CHUNK_BOUND: usize = 64 * 1024;

    #[test]
    fn a_record_of_nothing_but_delimiters_is_refused() {
        let mut record = Record::default();
        assert!(matches!(records(&vec![b','; 1_000_000]).next(&mut record), Err(RecordError::TooLarge(1))));
    }

    #[test]
    fn malformed_characters_belong_to_the_record_they_are_in() {
        let mut records = records(b"a\nb\xFF,\xFF\nc\n\xFF");
        let mut record = Record::default();
        let mut counts = Vec::new();
        while records.next(&mut record).unwrap() {
            counts.push((record.line, records.newly_malformed()));
        }
        assert_eq!(counts, [(1, 0), (2, 2), (3, 0), (4, 1)]);
    }

    proptest! {
        #[test]
        fn the_same_records_as_the_csv_crate(text in "([ab,\"\n\r年 ]{0,40}|a{900}|,{30}|\"){0,6}") {
            let mut ours = records(text.as_bytes());
            let mut record = Record::default();
            let mut theirs = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let mut theirs = theirs.byte_records().map(Result::unwrap);
            loop {
                match ours.next(&mut record) {
                    Ok(true) if record.len() == 0 => {}
                    Ok(true) => {
                        let other = theirs.next().unwrap();
                        prop_assert_eq!(record.fields().collect::<Vec<_>>(), other.iter().collect::<Vec<_>>());
                        let before = &text.as_bytes()[..usize::try_from(other.position().unwrap().byte()).unwrap()];
                        // The csv crate's place may lie before the line ends that precede the record.
                        prop_assert!(record.line >= before.split(|&b| b == b'\n').count() as u64);
                    }
                    Ok(false) => {
                        prop_assert!(theirs.next().is_none());
                        break;
                    }
                    Err(_) => break,
                }
            }
        }
    }
}
