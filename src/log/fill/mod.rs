//! Rows to blocks: one worker's share of a log.
//!
//! Everything that changes while rows are read is here, so that several workers can each have their
//! own and their summaries merge. Rows of the right width are read column by column, many at once; the
//! others one by one, and so is a single row of the right width. It must not know files beyond the rows
//! it is given.

mod columns;

use super::Symbols;
use super::at_hand::Others;
use super::block::{Block, LeftOut, WhyLeftOut};
use super::cells::{Fields as _, Rows};
use super::chunk::Chunk;
use super::copies::Copies;
use super::days::Days;
use super::feed::Source;
use super::header::{Header, Layout, Width};
use super::index::{Index, Part, Regular};
use super::needs::Columns;
use super::plan::Plan;
use super::read::OpenLog;
use super::records::{Cursor, Record, RecordError, Records};
use super::repeats::PartIds;
use super::split::Shape;
use super::summary::{KeptRow, Offsets, Summary, Unreadable, ValueKind};
use crate::calendar::Zone;
use crate::model::Duplicates;
use std::ops::ControlFlow;

/// Takes rows and hands out blocks.
pub(super) struct Worker<'p> {
    plan: &'p Plan,
    zone: &'p Zone,
    delimiter: u8,
    /// Bytes whose separators are looked up together.
    window: usize,
    /// Whether every row is read by itself.
    by_row: bool,
    index: Index,
    records: Records,
    record: Record,
    copies: Copies,
    /// The ids of the piece that was read last, where those that came before are counted.
    pub(super) ids: PartIds,
    block: Block,
    symbols: Vec<Symbols>,
    /// By column of times.
    days: Vec<Days>,
    scratch: Vec<u8>,
    others: Others,
    summary: Summary,
}

/// Who takes the blocks.
pub(super) type Visit<'v> = dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()> + 'v;

/// Whether more is to be read.
type Flow = Result<ControlFlow<()>, RecordError>;

impl<'p> Worker<'p> {
    /// A worker for a log of which it has read nothing.
    pub(super) fn new(plan: &'p Plan, columns: &Columns, zone: &'p Zone, open: &OpenLog<'_>) -> Self {
        let symbols = plan.attributes.iter().map(|missing| {
            let mut symbols = Symbols::new(missing.fold);
            missing.markers.iter().for_each(|marker| symbols.missing(marker));
            symbols
        });
        let parsed = [
            (ValueKind::Time, &columns.times),
            (ValueKind::Duration, &columns.durations),
            (ValueKind::Number, &columns.numbers),
        ];
        let unreadable = parsed.into_iter().flat_map(|(kind, columns)| {
            columns.iter().map(move |needed| Unreadable {
                column: needed.name.clone(),
                kind,
                ..Unreadable::default()
            })
        });
        let offsets =
            columns.times.iter().map(|needed| Offsets { column: needed.name.clone(), ..Offsets::default() });
        Self {
            plan,
            zone,
            delimiter: open.delimiter(),
            window: open.pieces.window,
            // What is asked of each row as a whole is asked of it alone.
            by_row: open.pieces.by_row || plan.duplicates != Duplicates::Keep || plan.watched.is_some(),
            index: Index::default(),
            records: Records::new(open.delimiter()),
            record: Record::default(),
            copies: Copies::default(),
            ids: PartIds::default(),
            block: Block::new(columns),
            symbols: symbols.collect(),
            days: vec![Days::default(); columns.times.len()],
            scratch: Vec::new(),
            others: Others::default(),
            summary: Summary {
                unreadable: unreadable.collect(),
                offsets: offsets.collect(),
                ..open.nothing_read()
            },
        }
    }

    /// Rows that it read so far.
    pub(super) fn rows(&self) -> u64 {
        self.summary.rows
    }

    /// What it met.
    pub(super) fn finish(self) -> Summary {
        self.summary
    }

    /// Reads a piece of a file and hands out its blocks.
    pub(super) fn chunk(&mut self, source: &Source, chunk: &Chunk, visit: &mut Visit<'_>) -> Flow {
        self.block.file = source.file;
        self.ids.clear();
        let before = self.summary.rows;
        let by_row = self.by_row || chunk.shape == Shape::Odd || chunk.is_malformed();
        let flow = if by_row {
            self.row_by_row(source, chunk, chunk.cursor(), chunk.text().len(), visit)?
        } else {
            self.by_column(source, chunk, visit)?
        };
        self.summary.files[source.file].rows += self.summary.rows - before;
        self.ids.look();
        if flow.is_break() { Ok(flow) } else { Ok(self.flush(visit)) }
    }

    /// Reads the rows that have the right width column by column, the others one by one.
    fn by_column(&mut self, source: &Source, chunk: &Chunk, visit: &mut Visit<'_>) -> Flow {
        let mut index = std::mem::take(&mut self.index);
        let Cursor { mut at, mut line } = chunk.cursor();
        let mut window = self.window;
        while at < chunk.text().len() {
            let rest = &chunk.text()[at..];
            let looked_at = &rest[..window.min(rest.len())];
            let quoted = chunk.shape == Shape::Quoted;
            let covered = index.build(looked_at, self.delimiter, quoted, source.header.width);
            if covered == 0 {
                // A row that is longer than a window.
                window *= 2;
                continue;
            }
            for part in index.parts(rest, line, &source.layout.read) {
                let flow = match part {
                    Part::Regular(rows) => self.regular(source, rows, visit),
                    Part::Other(cursor, end) => {
                        let cursor = Cursor { at: at + cursor.at, ..cursor };
                        self.row_by_row(source, chunk, cursor, at + end, visit)?
                    }
                };
                if flow.is_break() {
                    return Ok(flow);
                }
            }
            line += index.lines();
            at += covered;
            window = self.window;
        }
        self.index = index;
        Ok(ControlFlow::Continue(()))
    }

    /// Reads rows of the right width.
    fn regular(&mut self, source: &Source, rows: Regular<'_>, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let mut next = 0;
        while next < rows.count() {
            let end = rows.count().min(next + Block::MAX_ROWS - self.block.len());
            self.summary.rows += (end - next) as u64;
            self.cases(&source.layout, &rows.slice(next..end), false);
            if self.is_full() {
                self.flush(visit)?;
            }
            next = end;
        }
        ControlFlow::Continue(())
    }

    /// Reads the rows from a cursor up to a place one by one.
    fn row_by_row(
        &mut self,
        source: &Source,
        chunk: &Chunk,
        mut cursor: Cursor,
        end: usize,
        visit: &mut Visit<'_>,
    ) -> Flow {
        let mut record = std::mem::take(&mut self.record);
        loop {
            let at = cursor.at;
            if !self.records.next(&chunk.text()[..end], &mut cursor, &mut record)? {
                break;
            }
            for _ in 0..chunk.malformed_in(at..cursor.at) {
                self.summary.malformed.note(source.file, record.line, b"");
            }
            self.row(&source.header, &source.layout, &record);
            if self.is_full() && self.flush(visit).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.record = record;
        Ok(ControlFlow::Continue(()))
    }

    /// Takes a row.
    fn row(&mut self, header: &Header, layout: &Layout, record: &Record) {
        let (file, line) = (self.block.file, record.line);
        self.summary.rows += 1;
        if record.is_blank() {
            return self.summary.blank.add(file, line, b"");
        }
        match header.width_of(record) {
            Width::Right => {}
            Width::Short => {
                self.summary.ragged.short.add(file, line, b"");
                return self.leave_out(header, layout, record, WhyLeftOut::TooFewFields);
            }
            Width::Long => {
                self.summary.ragged.long.add(file, line, b"");
                return self.leave_out(header, layout, record, WhyLeftOut::TooManyFields);
            }
        }
        let copy = self.plan.duplicates != Duplicates::Keep && self.copies.is_copy(record);
        if copy && self.plan.duplicates == Duplicates::Drop {
            self.summary.dropped.add(file, line, b"");
            return self.leave_out(header, layout, record, WhyLeftOut::Dropped);
        }
        if copy {
            self.summary.copies.add(file, line, b"");
        }
        self.cases(layout, record, copy);
        if let Some(watched) = &self.plan.watched
            && self.plan.case.same(watched, self.block.ids.get(self.block.len() - 1).as_bytes())
        {
            let fields = header.titled(record);
            self.summary.watched.push(KeptRow { file, line, fields });
        }
    }

    /// Takes rows that are cases.
    fn cases(&mut self, layout: &Layout, rows: &impl Rows, copies: bool) {
        self.summary.cases += rows.count() as u64;
        rows.add_lines(&mut self.block.lines);
        self.block.copies.resize(self.block.lines.len(), copies);
        let before = self.block.unread.len();
        self.times(layout, rows);
        self.durations(layout, rows);
        self.numbers(layout, rows);
        // Row by row, and in the order of the columns within a row.
        self.block.unread[before..].sort_by_key(|unread| unread.row);
        self.attributes(layout, rows);
        if self.plan.repeats {
            self.repeats(layout, rows);
        }
        if self.plan.ids {
            self.names(layout, rows);
        }
    }

    /// Keeps a row that is left out, where it is needed.
    fn leave_out(&mut self, header: &Header, layout: &Layout, record: &Record, why: WhyLeftOut) {
        if !self.plan.left_out {
            return;
        }
        let case = layout
            .case
            .as_ref()
            .map(|place| place.cell(record, 0, &self.plan.case, &mut self.scratch).text());
        let case = case.filter(|case| !self.plan.case.is(case));
        let case = case.map(|case| String::from_utf8_lossy(case).into_owned());
        let found = match why {
            WhyLeftOut::TooFewFields | WhyLeftOut::TooManyFields => header.fields_of(record),
            _ => String::new(),
        };
        self.block.left_out.push(LeftOut { line: record.line, case: case.unwrap_or_default(), why, found });
    }

    /// Whether the block takes no more rows.
    fn is_full(&self) -> bool {
        self.block.len() >= Block::MAX_ROWS || self.block.left_out.len() >= Block::MAX_ROWS
    }

    /// Hands out what is there.
    fn flush(&mut self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        if self.block.is_void() {
            return ControlFlow::Continue(());
        }
        let flow = visit(&self.block, &self.symbols);
        self.block.clear();
        flow
    }
}
