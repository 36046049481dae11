//! The rows of a file one by one, for those who look at them once and in order.
//!
//! It must not know what a column is.

use super::chunk::{Chunk, Chunks};
use super::encoding::Text;
use super::records::{Cursor, Record, RecordError, Records};

/// The rows of a file.
pub(super) struct Stream {
    chunks: Chunks,
    records: Records,
    chunk: Chunk,
    cursor: Cursor,
    /// Where the last row began that was handed out.
    last: Cursor,
}

impl Stream {
    /// Reads pieces of about `size` bytes.
    pub(super) fn new(text: Text, delimiter: u8, size: usize) -> Result<Self, RecordError> {
        let mut chunks = Chunks::new(text, delimiter, size);
        let mut chunk = Chunk::default();
        chunks.next(&mut chunk)?;
        let mut cursor = chunk.cursor();
        // A mark that a program wrote before one that was there already.
        if chunk.text().starts_with("\u{feff}".as_bytes()) {
            cursor.at = '\u{feff}'.len_utf8();
        }
        Ok(Self { chunks, records: Records::new(delimiter), chunk, cursor, last: cursor })
    }

    pub(super) fn text(&self) -> &Text {
        self.chunks.text()
    }

    /// Reads the next record, a blank line as one without fields. `false` at the end.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<bool, RecordError> {
        loop {
            self.last = self.cursor;
            if self.records.next(self.chunk.text(), &mut self.cursor, record)? {
                return Ok(true);
            }
            if !self.next_chunk()? {
                return Ok(false);
            }
        }
    }

    /// Gives the last row back: it comes again.
    pub(super) fn give_back(&mut self) {
        self.cursor = self.last;
    }

    /// How many characters of the last row stand for malformed ones, as far as they are among the first
    /// of the file.
    pub(super) fn malformed(&self) -> usize {
        self.chunk.malformed_in(self.last.at..self.cursor.at)
    }

    /// All rows that were not handed out, piece by piece; the piece that is given is used again. `false`
    /// at the end.
    pub(super) fn take_chunk(&mut self, chunk: &mut Chunk) -> Result<bool, RecordError> {
        if self.cursor.at == self.chunk.text().len() {
            // Each buffer stays with who reads it, and so in the cache of its processor.
            return self.chunks.next(chunk);
        }
        self.chunk.begin_at(self.cursor);
        self.cursor.at = 0;
        std::mem::swap(chunk, &mut self.chunk);
        self.chunk.clear();
        Ok(true)
    }

    fn next_chunk(&mut self) -> Result<bool, RecordError> {
        let more = self.chunks.next(&mut self.chunk)?;
        if more {
            self.cursor = self.chunk.cursor();
        }
        Ok(more)
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::Fields as _;
    use super::super::compression::unpack;
    use super::super::records::MAX_BYTES;
    use super::*;
    use proptest::prelude::*;
    use std::io;

    /// Sizes of pieces: of one record, of some, of all.
    const SIZES: [usize; 3] = [1, 16, 1 << 20];

    fn stream(bytes: &[u8], size: usize) -> Result<Stream, RecordError> {
        let source = unpack(Box::new(io::Cursor::new(bytes.to_vec()))).unwrap();
        Stream::new(Text::new(source, None).unwrap(), b',', size)
    }

    /// Each record with its line, fields between bars.
    fn read(text: &str, size: usize) -> Vec<(u64, String)> {
        let mut stream = stream(text.as_bytes(), size).unwrap();
        let mut record = Record::default();
        let mut all = Vec::new();
        while stream.next(&mut record).unwrap() {
            let fields: Vec<_> =
                record.fields().map(|field| String::from_utf8(field.text().to_vec()).unwrap()).collect();
            all.push((record.line, fields.join("|")));
        }
        all
    }

    fn expect(text: &str, expected: &[(u64, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(line, fields)| (*line, (*fields).to_owned())).collect();
        for size in SIZES {
            assert_eq!(read(text, size), expected, "{text:?} in pieces of {size}");
        }
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
    fn a_byte_order_mark_is_none_of_the_text() {
        for size in SIZES {
            assert_eq!(read("\u{feff}\u{feff}a\nb\n\u{feff}c", size)[0].1, "a");
            assert_eq!(read("a\n\u{feff}c", size)[1].1, "\u{feff}c");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_rest() {
        let mut record = Record::default();
        let mut large = b"a,b\n\nc,\"d\n".to_vec();
        large.resize(50_000_000, b'\n');
        for size in [100, 1 << 20] {
            let mut open = stream(b"a,b\nc,\"d\ne,f\n", size).unwrap();
            assert!(open.next(&mut record).unwrap());
            assert!(matches!(open.next(&mut record), Err(RecordError::Unclosed(2))));
            let mut open = stream(&large, size).unwrap();
            assert!(open.next(&mut record).unwrap() && open.next(&mut record).unwrap());
            assert!(matches!(open.next(&mut record), Err(RecordError::TooLarge(3))));
            // Growing by doubling may go this far beyond.
            assert!(open.chunk.size() <= 2 * MAX_BYTES + 200_000, "memory is bounded");
        }
    }

    #[test]
    fn a_record_of_nothing_but_delimiters_is_refused() {
        let mut record = Record::default();
        let next = stream(&vec![b','; 1_000_000], 1 << 20).unwrap().next(&mut record);
        assert!(matches!(next, Err(RecordError::TooLarge(1))));
    }

    #[test]
    fn malformed_characters_belong_to_the_record_they_are_in() {
        for size in SIZES {
            let mut stream = stream(b"a\nb\xFF,\xFF\nc\n\xFF", size).unwrap();
            let mut record = Record::default();
            let mut counts = Vec::new();
            while stream.next(&mut record).unwrap() {
                counts.push((record.line, stream.malformed()));
            }
            assert_eq!(counts, [(1, 0), (2, 2), (3, 0), (4, 1)]);
        }
    }

    #[test]
    fn a_row_that_is_given_back_comes_again() {
        let mut stream = stream(b"a\nb\nc\n", 4).unwrap();
        let (mut record, mut chunk) = (Record::default(), Chunk::default());
        assert!(stream.next(&mut record).unwrap() && stream.next(&mut record).unwrap());
        stream.give_back();
        let mut rest = Vec::new();
        while stream.take_chunk(&mut chunk).unwrap() {
            rest.push((
                chunk.cursor().line,
                String::from_utf8(chunk.text()[chunk.cursor().at..].to_vec()).unwrap(),
            ));
        }
        assert_eq!(rest, [(2, "b\n".to_owned()), (3, "c\n".to_owned())]);
    }

    proptest! {
        #[test]
        fn the_same_records_as_the_csv_crate(
            text in "([ab,\"\n\r年 ]{0,40}|a{900}|,{30}|\"|,\"[ab,\n]{0,9}\",){0,6}", size in 1..60_usize,
        ) {
            let mut theirs = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let mut theirs = theirs.byte_records().map(Result::unwrap);
            let mut record = Record::default();
            let Ok(mut ours) = stream(text.as_bytes(), size) else { return Ok(()) };
            loop {
                match ours.next(&mut record) {
                    Ok(true) if record.width() == 0 => {}
                    Ok(true) => {
                        let other = theirs.next().unwrap();
                        let fields: Vec<_> = record.fields().map(|field| field.text().to_vec()).collect();
                        prop_assert_eq!(fields, other.iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
                        let before = &text.as_bytes()[..usize::try_from(other.position().unwrap().byte()).unwrap()];
                        // The csv crate's place may lie before the line ends that precede the record.
                        prop_assert!(record.line >= before.split(|&b| b == b'\n').count() as u64);
                    }
                    Ok(false) => {
                        prop_assert!(theirs.next().is_none());
                        break;
                    }
                    Err(error) => {
                        // What is left is one record that the csv crate closes at the end of the file.
                        prop_assert!(matches!(error, RecordError::Unclosed(_)));
                        prop_assert!(theirs.next().is_some() && theirs.next().is_none());
                        break;
                    }
                }
            }
        }
    }
}
