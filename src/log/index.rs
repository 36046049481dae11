//! Where the fields of many rows are, looked up all at once.
//!
//! Nearly every row of nearly every log has one field a column and no quote inside of a field. Those
//! are read where they stand; the others go to the reader of records. It must not know what columns
//! mean.

use super::cells::{Cell, Fields, Rows};
use super::lanes::{LANE, inside, lanes};
use super::records::Cursor;
use std::ops::Range;

/// Bytes whose separators are looked up together: what is read next is then still at hand.
pub(super) const WINDOW: usize = 32 * 1024;

/// The fields of a piece of text.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Where each field begins, and at the end where the next one would; beyond `fields` of no meaning.
    starts: Vec<u32>,
    fields: usize,
    /// The first field of each row, and at the end that of the row after.
    rows: Vec<usize>,
    /// Rows with a quote inside of a field, which is written twice.
    doubled: Vec<usize>,
    /// The first line of each row, counted from the first; empty where every row is one line.
    lines: Vec<u64>,
    /// Whether line ends stand inside of quotes.
    broken: bool,
}

/// A part of a text: rows that can be read where they stand, or any others.
pub(super) enum Part<'i> {
    Regular(Regular<'i>),
    /// From a cursor up to a place.
    Other(Cursor, usize),
}

/// Rows that follow one another, each with one field a column.
#[derive(Clone, Copy)]
pub(super) struct Regular<'i> {
    index: &'i Index,
    text: &'i [u8],
    width: usize,
    line: u64,
    /// The first row, the one after the last, and the first field.
    first: usize,
    end: usize,
    field: usize,
}

/// One of them.
pub(super) struct Row<'i> {
    rows: &'i Regular<'i>,
    row: usize,
}

impl Index {
    /// Looks up the rows of a text that begins with a row and has no quotes but where they may stand;
    /// `quoted` says whether it has any. Says where the last whole row ends.
    pub(super) fn build(&mut self, text: &[u8], delimiter: u8, quoted: bool) -> usize {
        self.fields = 0;
        self.rows.clear();
        self.rows.push(0);
        self.doubled.clear();
        self.lines.clear();
        self.broken = false;
        if quoted {
            self.look_up::<true>(text, delimiter);
        } else {
            self.look_up::<false>(text, delimiter);
        }
        let Self { starts, rows, doubled, .. } = self;
        for place in &mut *doubled {
            *place = rows.partition_point(|&field| starts[field] as usize <= *place) - 1;
        }
        doubled.dedup();
        if self.broken {
            self.count_lines(text);
        }
        self.start_of(self.count())
    }

    fn look_up<const QUOTED: bool>(&mut self, text: &[u8], delimiter: u8) {
        let (mut open, mut closed) = (false, false);
        for (offset, lane) in lanes(text) {
            let mut feeds = lane.of(b'\n');
            let mut ends = lane.of(delimiter) | feeds;
            if QUOTED {
                let quotes = lane.of(b'"');
                if open || closed || quotes != 0 {
                    let within = inside(quotes, &mut open);
                    self.broken |= feeds & within != 0;
                    (feeds, ends) = (feeds & !within, ends & !within);
                    // A quote that opens what the one before it closed.
                    let closing = quotes & !within;
                    let twice = quotes & within & (closing << 1 | u64::from(closed));
                    closed = closing >> (LANE - 1) == 1;
                    self.doubled.extend(places(twice).map(|place| offset + place));
                }
            }
            while feeds != 0 {
                let up_to = feeds ^ (feeds - 1);
                self.rows.push(self.fields + (ends & up_to).count_ones() as usize);
                feeds &= feeds - 1;
            }
            let next = self.fields + 1;
            if self.starts.len() < next + LANE {
                self.starts.resize((next + LANE) * 2, 0);
            }
            self.fields += ends.count_ones() as usize;
            let base = u32::try_from(offset + 1).unwrap_or(u32::MAX);
            // Eight at a time, whether or not there are so many: fewer branches are guessed wrongly.
            let (eights, _) = self.starts[next..next + LANE].as_chunks_mut::<8>();
            for eight in eights {
                if ends == 0 {
                    break;
                }
                for start in eight {
                    *start = base + ends.trailing_zeros();
                    ends &= ends.wrapping_sub(1);
                }
            }
        }
    }

    /// The lines of rows, some of which are of several.
    fn count_lines(&mut self, text: &[u8]) {
        let mut line = 0;
        for row in 0..self.count() {
            self.lines.push(line);
            line +=
                memchr::memchr_iter(b'\n', &text[self.start_of(row)..self.start_of(row + 1)]).count() as u64;
        }
        self.lines.push(line);
    }

    /// How many rows there are.
    fn count(&self) -> usize {
        self.rows.len() - 1
    }

    /// Where a row begins; of the one after the last where that ends.
    fn start_of(&self, row: usize) -> usize {
        self.starts.get(self.rows[row]).map_or(0, |&start| start as usize)
    }

    /// The line of a row, counted from the first.
    fn line_of(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(row as u64)
    }

    /// How many lines these rows are.
    pub(super) fn lines(&self) -> u64 {
        self.line_of(self.count())
    }

    /// The parts of the text that was looked up, in order. `line` is that of its first row.
    pub(super) fn parts<'i>(
        &'i self,
        text: &'i [u8],
        width: usize,
        line: u64,
    ) -> impl Iterator<Item = Part<'i>> {
        let mut next = 0;
        let mut doubled = self.doubled.iter().peekable();
        let regular = move |first: usize, end: usize| {
            let field = self.rows[first];
            Regular { index: self, text, width, line, first, end, field }
        };
        let mut is_regular = move |row: usize| {
            while doubled.next_if(|&&other| other < row).is_some() {}
            doubled.peek() != Some(&&row)
                && self.rows[row + 1] - self.rows[row] == width
                && !(may_be_blank(text, self.start_of(row)) && regular(row, row + 1).row(0).is_blank())
        };
        std::iter::from_fn(move || {
            let first = next;
            if first == self.count() {
                return None;
            }
            let is_first = is_regular(first);
            next += 1;
            while next < self.count() && is_regular(next) == is_first {
                next += 1;
            }
            Some(if is_first {
                Part::Regular(regular(first, next))
            } else {
                let cursor = Cursor { at: self.start_of(first), line: line + self.line_of(first) };
                Part::Other(cursor, self.start_of(next))
            })
        })
    }
}

/// Whether the row that begins here may be blank, which its first byte nearly always denies.
fn may_be_blank(text: &[u8], start: usize) -> bool {
    !text.get(start).is_some_and(u8::is_ascii_alphanumeric)
}

/// The places of the bits of a word.
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < LANE).then_some(place)
    })
}

impl Regular<'_> {
    /// Some of these rows, counted from the first of them.
    pub(super) fn slice(self, rows: Range<usize>) -> Self {
        let field = self.field + rows.start * self.width;
        Self { first: self.first + rows.start, end: self.first + rows.end, field, ..self }
    }
}

impl Rows for Regular<'_> {
    type Row<'r>
        = Row<'r>
    where
        Self: 'r;

    fn count(&self) -> usize {
        self.end - self.first
    }

    #[inline]
    fn line(&self, row: usize) -> u64 {
        self.line + self.index.line_of(self.first + row)
    }

    #[inline]
    fn row(&self, row: usize) -> Row<'_> {
        Row { rows: self, row }
    }

    #[inline]
    fn cell(&self, row: usize, place: usize) -> Cell<'_> {
        let field = self.field + row * self.width + place;
        let starts = &self.index.starts[field..field + 2];
        let (start, next) = (starts[0] as usize, starts[1] as usize);
        let onward = &self.text[start..];
        let mut length = next - 1 - start;
        if place + 1 == self.width && length > 0 && onward[length - 1] == b'\r' {
            length -= 1;
        }
        if length > 0 && onward[0] == b'"' {
            return Cell::first_of(&onward[1..], length - 2);
        }
        Cell::first_of(onward, length)
    }
}

impl Fields for Row<'_> {
    fn width(&self) -> usize {
        self.rows.width
    }

    fn field(&self, place: usize) -> Cell<'_> {
        if place < self.rows.width { self.rows.cell(self.row, place) } else { Cell::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::{Record, Records};
    use super::super::split::{Shape, split};
    use super::*;
    use proptest::prelude::*;

    type Found = Vec<(u64, Vec<String>)>;

    fn fields(row: &impl Fields) -> Vec<String> {
        row.fields().map(|field| String::from_utf8(field.text().to_vec()).unwrap()).collect()
    }

    /// The records from a cursor up to a place.
    fn records(text: &str, mut cursor: Cursor, end: usize) -> Found {
        let (mut records, mut record) = (Records::new(b','), Record::default());
        let mut found = Vec::new();
        while records.next(&text.as_bytes()[..end], &mut cursor, &mut record).unwrap() {
            found.push((record.line, fields(&record)));
        }
        found
    }

    /// The rows of a text, and how many of them were read where they stand.
    fn rows(text: &str, quoted: bool, width: usize) -> (Found, usize) {
        let mut index = Index::default();
        // What was looked up before must not matter.
        index.build(b"x,\"y\"\"\n\n\",z\n\n,,,,,,,\n", b',', true);
        let end = index.build(text.as_bytes(), b',', quoted);
        let (mut found, mut regular) = (Vec::new(), 0);
        for part in index.parts(text.as_bytes(), width, 7) {
            match part {
                Part::Regular(rows) => {
                    for row in 0..rows.count() {
                        assert_eq!(rows.row(row).width(), width);
                        found.push((rows.line(row), fields(&rows.row(row))));
                        regular += 1;
                    }
                }
                Part::Other(cursor, end) => found.extend(records(text, cursor, end)),
            }
        }
        assert_eq!(found, records(text, Cursor { at: 0, line: 7 }, end), "{text:?}");
        assert_eq!(index.lines(), text[..end].matches('\n').count() as u64);
        (found, regular)
    }

    #[test]
    fn rows_are_read_where_they_stand_if_they_can() {
        for (text, quoted, regular) in [
            ("a,b\nc,d\n", false, 2),
            ("a,b\r\nc,d\r\n", false, 2),
            ("a,b\nc\nd,e,f\ng,h\n", false, 2),
            ("a,b\n\n , \ng,h\nrest,", false, 2),
            ("\"a,\",\"b\nc\"\r\nd,\"\"\n", true, 2),
            ("a,\"b \"\"c\"\"\"\nd,e\n", true, 1),
        ] {
            assert_eq!(rows(text, quoted, 2).1, regular, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_same_as_record_by_record(
            text in "([ab, ]{0,6}[\n,]|,[ab]{60,70},|\"[ab,\n]{0,9}(\"\"[ab\n]{0,3})?\"[\n,]|\n|\r\n|年,a\n){0,40}\n",
            width in 1..4_usize,
        ) {
            let split = split(text.as_bytes(), b',');
            prop_assume!(split.shape != Shape::Odd && split.end == text.len());
            rows(&text, split.shape == Shape::Quoted, width);
        }
    }
}
