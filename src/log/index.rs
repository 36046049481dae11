//! Where the fields of many rows are, looked up all at once.
//!
//! Nearly every row of nearly every log has one field a column and no quote inside of a field. Those
//! are read where they stand; the others go to the reader of records. It must not know what columns
//! mean.

use super::cells::{Cell, Fields, Rows};
use super::lanes::{LANE, Lane, Scan, Simd, inside, scan};
use super::records::Cursor;
use std::ops::{ControlFlow, Range};

/// Bytes whose separators are looked up together: they and their separators are then still in the first
/// cache when fields are read.
pub(super) const WINDOW: usize = 16 * 1024;

/// The fields of a piece of text.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Where each field begins, and at the end where the next one would; beyond of no meaning.
    starts: Vec<u32>,
    /// How many rows there are, and fields a row should have.
    count: usize,
    width: usize,
    /// Whether every row has as many as it should have, and is not blank.
    is_even: bool,
    /// The first field of each row, and at the end that of the row after; empty where every row has as
    /// many as it should have.
    rows: Vec<usize>,
    /// Where a quote stands inside of a field, which is written twice.
    doubled: Vec<usize>,
    /// The first line of each row, counted from the first, and at the end that of the row after; empty
    /// where every row is one line.
    lines: Vec<u64>,
    /// Where line ends stand inside of quotes.
    broken: Vec<usize>,
}

/// What is looked for in a text.
struct Separators<'i, const QUOTED: bool> {
    delimiter: u8,
    /// Where fields begin, and how many of them were found.
    starts: &'i mut [u32],
    fields: usize,
    rows: usize,
    /// Where a quote stands that the one before it makes a part of the text, and line ends inside of quotes.
    doubled: &'i mut Vec<usize>,
    broken: &'i mut Vec<usize>,
    /// Whether the lane before ended inside of quotes, with a closing quote.
    open: bool,
    closed: bool,
}

/// Of rows that all have the right width: whether none can be blank.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Filled(bool);

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

impl<const QUOTED: bool> Scan for Separators<'_, QUOTED> {
    #[expect(clippy::inline_always, reason = "see Scan")]
    #[inline(always)]
    fn lane<S: Simd>(&mut self, offset: usize, lane: Lane<S>) -> ControlFlow<()> {
        let mut feeds = lane.of(b'\n');
        let mut ends = lane.of(self.delimiter) | feeds;
        if QUOTED {
            let quotes = lane.of(b'"');
            if self.open || self.closed || quotes != 0 {
                let outside = self.outside(offset, quotes, feeds);
                (feeds, ends) = (feeds & outside, ends & outside);
            }
        }
        self.rows += feeds.count_ones() as usize;
        let base = u32::try_from(offset + 1).unwrap_or(u32::MAX);
        // There is room for a separator a byte.
        if let Some(room) = self.starts[self.fields + 1..].first_chunk_mut() {
            lane.write(ends, base, room);
        }
        self.fields += ends.count_ones() as usize;
        ControlFlow::Continue(())
    }
}

impl<const QUOTED: bool> Separators<'_, QUOTED> {
    /// What is outside of quotes in a lane that has some, or is behind one that has.
    #[inline]
    fn outside(&mut self, offset: usize, quotes: u64, feeds: u64) -> u64 {
        let within = inside(quotes, &mut self.open);
        // A quote that opens what the one before it closed.
        let closing = quotes & !within;
        let twice = quotes & within & (closing << 1 | u64::from(self.closed));
        self.closed = closing >> (LANE - 1) == 1;
        self.doubled.extend(places(twice).map(|place| offset + place));
        self.broken.extend(places(feeds & within).map(|place| offset + place));
        !within
    }
}

impl Index {
    /// Looks up the rows of a text that begins with a row and has no quotes but where they may stand;
    /// `quoted` says whether it has any, and `width` how many fields a row should have. Says where the
    /// last whole row ends.
    pub(super) fn build(&mut self, text: &[u8], delimiter: u8, quoted: bool, width: usize) -> usize {
        // Every byte may end a field, and what is written behind the last one has no meaning.
        let room = text.len() + 1 + LANE;
        if self.starts.len() < room {
            self.starts.resize(room, 0);
        }
        self.doubled.clear();
        self.broken.clear();
        let (fields, count) = if quoted {
            self.look_up::<true>(text, delimiter)
        } else {
            self.look_up::<false>(text, delimiter)
        };
        (self.count, self.width) = (count, width);
        self.rows.clear();
        let evenness = if fields < count * width { None } else { self.look_at_rows(text) };
        if evenness.is_none() {
            self.find_rows(text, fields);
        }
        self.is_even = evenness == Some(Filled(true));
        self.count_lines();
        self.start_of(self.count)
    }

    /// Finds separators; says how many fields and rows they end.
    fn look_up<const QUOTED: bool>(&mut self, text: &[u8], delimiter: u8) -> (usize, usize) {
        let Self { starts, doubled, broken, .. } = self;
        let (open, closed) = (false, false);
        let separators =
            Separators::<QUOTED> { delimiter, starts, fields: 0, rows: 0, doubled, broken, open, closed };
        let (Separators { fields, rows, .. }, _) = scan(text, separators);
        (fields, rows)
    }

    /// Looks whether every row has as many fields as it should have: then as many line ends as there are
    /// stand where rows of that width end. Says of such rows whether none can be blank.
    fn look_at_rows(&self, text: &[u8]) -> Option<Filled> {
        let mut is_filled = true;
        let mut starts = self.starts.iter().step_by(self.width).take(self.count + 1);
        let mut start = *starts.next()? as usize;
        for &next in starts {
            let next = next as usize;
            is_filled &= !may_be_blank(text, start);
            if text[next - 1] != b'\n' {
                return None;
            }
            start = next;
        }
        Some(Filled(is_filled))
    }

    /// Finds the rows by the fields that a line end closes.
    fn find_rows(&mut self, text: &[u8], fields: usize) {
        self.rows.push(0);
        for (field, &next) in self.starts[1..=fields].iter().enumerate() {
            if text[next as usize - 1] == b'\n' {
                self.rows.push(field + 1);
            }
        }
    }

    /// The lines of rows, where some are of several.
    fn count_lines(&mut self) {
        self.lines.clear();
        if self.broken.is_empty() {
            return;
        }
        let mut broken = self.broken.iter().peekable();
        let mut before = 0;
        for row in 0..=self.count {
            let start = self.start_of(row);
            while broken.next_if(|&&place| place < start).is_some() {
                before += 1;
            }
            self.lines.push(row as u64 + before);
        }
    }

    /// The first field of a row; of the one after the last the field after all of them.
    #[inline]
    fn field_of(&self, row: usize) -> usize {
        self.rows.get(row).copied().unwrap_or(row * self.width)
    }

    /// Where a row begins; of the one after the last where that ends.
    #[inline]
    fn start_of(&self, row: usize) -> usize {
        self.starts[self.field_of(row)] as usize
    }

    /// The line of a row, counted from the first.
    fn line_of(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(row as u64)
    }

    /// How many lines these rows are.
    pub(super) fn lines(&self) -> u64 {
        self.line_of(self.count)
    }

    /// The row and the column of the field around a place, where every row has as many as it should have.
    fn field_at(&self, place: usize) -> (usize, usize) {
        let starts = &self.starts[..self.count * self.width];
        let field = starts.partition_point(|&start| start as usize <= place).saturating_sub(1);
        (field / self.width, field % self.width)
    }

    /// The parts of the text that was looked up, in order. `line` is that of its first row; `read` says of
    /// which fields of a row it matters how they are written.
    pub(super) fn parts<'i>(
        &'i self,
        text: &'i [u8],
        line: u64,
        read: &'i [bool],
    ) -> impl Iterator<Item = Part<'i>> {
        let mut next = 0;
        let doubled_rows = self.doubled.iter().map(|&place| self.field_at(place));
        let mut doubled_rows = doubled_rows.filter(|&(_, field)| read[field]).map(|(row, _)| row).peekable();
        let mut doubled = self.doubled.iter().peekable();
        let regular = move |first: usize, end: usize| Regular {
            index: self,
            text,
            line,
            first,
            end,
            field: self.field_of(first),
        };
        let other = move |first: usize, end: usize| {
            let cursor = Cursor { at: self.start_of(first), line: line + self.line_of(first) };
            Part::Other(cursor, self.start_of(end))
        };
        let mut is_regular = move |row: usize| {
            let start = self.start_of(row);
            while doubled.next_if(|&&place| place < start).is_some() {}
            doubled.peek().is_none_or(|&&place| place >= self.start_of(row + 1))
                && (self.rows.is_empty() || self.rows[row + 1] - self.rows[row] == self.width)
                && !(may_be_blank(text, start) && regular(row, row + 1).row(0).is_blank())
        };
        std::iter::from_fn(move || {
            let first = next;
            if first == self.count {
                return None;
            }
            if self.is_even {
                while doubled_rows.next_if(|&row| row < first).is_some() {}
                let doubled = doubled_rows.peek().copied().unwrap_or(self.count);
                if doubled > first {
                    next = doubled;
                    return Some(Part::Regular(regular(first, doubled)));
                }
                next = first + 1;
                return Some(other(first, next));
            }
            let is_first = is_regular(first);
            next += 1;
            while next < self.count && is_regular(next) == is_first {
                next += 1;
            }
            Some(if is_first { Part::Regular(regular(first, next)) } else { other(first, next) })
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
        let field = self.field + rows.start * self.index.width;
        Self { first: self.first + rows.start, end: self.first + rows.end, field, ..self }
    }

    /// [`Rows::each_while`]; the field is the `LAST` of each row or of none.
    #[inline]
    fn each_cell<const LAST: bool>(
        &self,
        place: usize,
        first: usize,
        mut take: impl FnMut(usize, Cell<'_>) -> bool,
    ) -> usize {
        let (starts, width, text) = (&self.index.starts[..], self.index.width, self.text);
        let mut field = self.field + first * width + place;
        for row in first..self.count() {
            let [start, next, ..] = starts[field..] else { return row };
            if !take(row, cell::<LAST>(text, start, next)) {
                return row;
            }
            field += width;
        }
        self.count()
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
        let field = self.field + row * self.index.width + place;
        let starts = &self.index.starts[field..field + 2];
        if place + 1 == self.index.width {
            cell::<true>(self.text, starts[0], starts[1])
        } else {
            cell::<false>(self.text, starts[0], starts[1])
        }
    }

    #[inline]
    fn each_while(&self, place: usize, first: usize, take: impl FnMut(usize, Cell<'_>) -> bool) -> usize {
        if place + 1 == self.index.width {
            self.each_cell::<true>(place, first, take)
        } else {
            self.each_cell::<false>(place, first, take)
        }
    }

    fn add_lines(&self, lines: &mut Vec<u64>) {
        if self.index.lines.is_empty() {
            lines.extend((self.first..self.end).map(|row| self.line + row as u64));
        } else {
            lines.extend(self.index.lines[self.first..self.end].iter().map(|line| self.line + line));
        }
    }
}

/// A field without its quotes; `next` is where the next one begins, if it is not the `LAST` of its row.
#[inline]
fn cell<const LAST: bool>(text: &[u8], start: u32, next: u32) -> Cell<'_> {
    let (start, next) = (start as usize, next as usize);
    // Behind an empty field stands what ends it.
    let Some((first, behind)) = text[start..].split_first() else { return Cell::default() };
    let mut length = next - 1 - start;
    if LAST && length > 0 && text[next - 2] == b'\r' {
        length -= 1;
    }
    if *first == b'"' {
        // Told apart by a branch: a column nearly always has quotes or has none.
        rare();
        return Cell::first_of(behind, length - 2);
    }
    Cell::first_of(&text[start..], length)
}

/// Says to the compiler that what calls it is the rarer way.
#[cold]
#[inline]
fn rare() {}

impl Fields for Row<'_> {
    fn width(&self) -> usize {
        self.rows.index.width
    }

    fn field(&self, place: usize) -> Cell<'_> {
        if place < self.rows.index.width { self.rows.cell(self.row, place) } else { Cell::default() }
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
        index.build(b"x,\"y\"\"\n\n\",z\n\n,,,,,,,\n", b',', true, width + 1);
        let end = index.build(text.as_bytes(), b',', quoted, width);
        let (mut found, mut regular) = (Vec::new(), 0);
        for part in index.parts(text.as_bytes(), 7, &vec![true; width]) {
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
