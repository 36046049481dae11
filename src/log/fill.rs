//! Rows to blocks: one worker's share of a log.
//!
//! Everything that changes while rows are read is here, so that several workers can each have their
//! own and their summaries merge. Rows of the right width are read column by column, many at once; the
//! others one by one, and so is a single row of the right width. It must not know files beyond the rows
//! it is given.

use super::at_hand::{Others, known_times, known_values};
use super::block::{Block, LeftOut, Span, Time, Unread, WhyLeftOut};
use super::cells::{Fields as _, Rows};
use super::chunk::Chunk;
use super::copies::Copies;
use super::days::Days;
use super::feed::Source;
use super::format::Parsed;
use super::header::{Header, Layout, Where, Width};
use super::index::{Index, Part, Regular};
use super::needs::Columns;
use super::plan::{Plan, TimeColumn};
use super::read::OpenLog;
use super::records::{Cursor, Record, RecordError, Records};
use super::repeats::PartIds;
use super::split::Shape;
use super::summary::{KeptRow, Offsets, Summary, Unreadable, ValueKind};
use super::{Number, Symbols, value};
use crate::calendar::Zone;
use crate::model::Duplicates;
use std::fmt::Write as _;
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

    /// Times on days that were met are read first, then the others.
    fn times(&mut self, layout: &Layout, rows: &impl Rows) {
        let mut all_days = std::mem::take(&mut self.days);
        let columns = layout.times.iter().zip(&self.plan.times).zip(&mut all_days);
        for (column, ((place, plan), days)) in columns.enumerate() {
            let mut times = std::mem::take(&mut self.block.times[column]);
            let before = times.len();
            times.resize(before + rows.count(), Time::Missing);
            let new = &mut times[before..];
            known_times(place, rows, &plan.missing, days, new, &mut self.scratch, &mut self.others);
            let known = rows.count() - self.others.rows().len();
            self.summary.offsets[column].without.count += known as u64;
            self.other_times(column, place, rows, days, new);
            self.block.times[column] = times;
        }
        self.days = all_days;
    }

    /// Reads the times that were passed over.
    #[inline(never)]
    fn other_times(
        &mut self,
        column: usize,
        place: &Where,
        rows: &impl Rows,
        days: &mut Days,
        times: &mut [Time],
    ) {
        let plan = &self.plan.times[column];
        let (mut scratch, others) = (std::mem::take(&mut self.scratch), std::mem::take(&mut self.others));
        for row in others.rows().iter().copied().map(usize::from) {
            let text = place.cell(rows, row, &plan.missing, &mut scratch).text();
            if text.is_empty() {
                continue;
            }
            times[row] = match days.instant(text) {
                Some(instant) => {
                    self.summary.offsets[column].without.count += 1;
                    Time::At(instant)
                }
                None => self.time(column, plan, rows, row, text, days),
            };
        }
        (self.scratch, self.others) = (scratch, others);
    }

    /// A time on a day that was not met, or in another layout.
    #[inline(never)]
    fn time(
        &mut self,
        column: usize,
        plan: &TimeColumn,
        rows: &impl Rows,
        row: usize,
        text: &[u8],
        days: &mut Days,
    ) -> Time {
        if plan.missing.is(text) {
            return Time::Missing;
        }
        let file = self.block.file;
        let offsets = &mut self.summary.offsets[column];
        match plan.parse(text) {
            Some(parsed @ Parsed::Local(local)) => {
                offsets.without.add_next(file, || rows.line(row), text);
                // Of times on days that were met no place is taken down.
                if offsets.without.is_full() && plan.tells_day(text, parsed) {
                    days.learn(text, local, self.zone);
                }
                let placed = self.zone.to_instant(local);
                if placed.gap && plan.told {
                    self.summary.gaps.add(file, rows.line(row), text);
                }
                Time::At(placed.instant)
            }
            Some(Parsed::Instant(instant)) => {
                offsets.with.add_next(file, || rows.line(row), text);
                Time::At(instant)
            }
            Some(Parsed::Day(day)) => Time::Day(day),
            None => {
                if plan.told {
                    let unreadable = &mut self.summary.unreadable[column];
                    unread(unreadable, &mut self.block, rows, row, text, self.plan);
                }
                Time::Unreadable
            }
        }
    }

    #[inline(never)]
    fn durations(&mut self, layout: &Layout, rows: &impl Rows) {
        let before = self.plan.times.len();
        for (column, (place, plan)) in layout.durations.iter().zip(&self.plan.durations).enumerate() {
            place.each(rows, &plan.missing, &mut self.scratch, |row, cell| {
                let text = cell.trimmed().text();
                let span =
                    if plan.missing.is(text) { Span::Missing } else { value::duration(text, plan.unit) };
                if span == Span::Unreadable {
                    let unreadable = &mut self.summary.unreadable[before + column];
                    unread(unreadable, &mut self.block, rows, row, text, self.plan);
                }
                self.block.durations[column].push(span);
            });
        }
    }

    #[inline(never)]
    fn numbers(&mut self, layout: &Layout, rows: &impl Rows) {
        let before = self.plan.times.len() + self.plan.durations.len();
        for (column, (place, plan)) in layout.numbers.iter().zip(&self.plan.numbers).enumerate() {
            let mut numbers = std::mem::take(&mut self.block.numbers[column]);
            numbers.reserve(rows.count());
            place.each(
                rows,
                &plan.missing,
                &mut self.scratch,
                #[inline(always)]
                |row, cell| {
                    let text = cell.trimmed().text();
                    if plan.missing.is(text) {
                        return numbers.push(Number::Missing);
                    }
                    let number = match plan.unit {
                        Some(unit) => value::duration(text, unit).in_seconds(),
                        None => value::number(text),
                    };
                    if let Some(number) = number {
                        numbers.push(Number::Value(number));
                    } else {
                        numbers.push(Number::Unreadable);
                        let unreadable = &mut self.summary.unreadable[before + column];
                        unread(unreadable, &mut self.block, rows, row, text, self.plan);
                    }
                },
            );
            self.block.numbers[column] = numbers;
        }
    }

    /// Values that are kept at hand are looked up first, then the others.
    fn attributes(&mut self, layout: &Layout, rows: &impl Rows) {
        let Self { others, scratch, .. } = self;
        for (column, (place, missing)) in layout.attributes.iter().zip(&self.plan.attributes).enumerate() {
            let (symbols, values) = (&mut self.symbols[column], &mut self.block.attributes[column]);
            let before = values.len();
            values.resize(before + rows.count(), Symbols::MISSING);
            let new = &mut values[before..];
            known_values(place, rows, missing, symbols, new, scratch, others);
            for row in others.rows().iter().copied().map(usize::from) {
                new[row] = symbols.of(place.cell(rows, row, missing, scratch));
            }
        }
    }

    /// Keeps the ids, of which some may have come before.
    #[inline(never)]
    fn repeats(&mut self, layout: &Layout, rows: &impl Rows) {
        let (Some(place), case) = (&layout.case, &self.plan.case) else { return };
        self.ids.reserve(rows.count());
        let in_runs = case.markers.is_empty() && !case.fold;
        let mut row = 0;
        while row < rows.count() {
            if in_runs
                && let Where::Field(field) = *place
                && let Some(mut run) = self.ids.run()
            {
                let end = rows.each_while(
                    field,
                    row,
                    #[inline(always)]
                    |_, id| run.push(id),
                );
                self.ids.take_run(&run, row..end, |row| rows.line(row));
                row = end;
            }
            if row < rows.count() {
                let id = place.cell(rows, row, case, &mut self.scratch);
                if !case.is(id.text()) {
                    self.ids.push(id, case.fold, rows.line(row));
                }
                row += 1;
            }
        }
    }

    /// The names of the cases; a row without one is named by its place.
    fn names(&mut self, layout: &Layout, rows: &impl Rows) {
        let path = self.summary.files.get(self.block.file).map_or("", |file| &file.path);
        for row in 0..rows.count() {
            let name = match &layout.case {
                Some(place) => place.cell(rows, row, &self.plan.case, &mut self.scratch).text(),
                None => &[],
            };
            self.block.ids.push(|ids| match std::str::from_utf8(name) {
                Ok(name) if !self.plan.case.is(name.as_bytes()) => ids.push_str(name),
                _ => {
                    // Writing to a string never fails.
                    let _ = write!(ids, "{path}:{}", rows.line(row));
                }
            });
        }
    }
}

/// Counts a value that cannot be read in one of the rows that enter the block last.
fn unread(
    column: &mut Unreadable,
    block: &mut Block,
    rows: &impl Rows,
    row: usize,
    text: &[u8],
    plan: &Plan,
) {
    column.places.add(block.file, rows.line(row), text);
    if plan.left_out {
        let found = String::from_utf8_lossy(text).into_owned();
        let row = block.len() - rows.count() + row;
        block.unread.push(Unread { row, column: column.column.clone(), found });
    }
}
