//! Rows to blocks: one worker's share of a log.
//!
//! Everything that changes while rows are read is here, so that several workers can each have their
//! own and their summaries merge. It must not know files beyond the rows it is given.

use super::block::{Block, LeftOut, Span, Time, Unread, WhyLeftOut};
use super::copies::Copies;
use super::format::Parsed;
use super::header::{Header, Layout, Width};
use super::needs::Columns;
use super::open::is_blank;
use super::plan::Plan;
use super::records::Record;
use super::repeats::Repeats;
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
    copies: Copies,
    repeats: Repeats,
    block: Block,
    pub(super) symbols: Vec<Symbols>,
    scratch: Vec<u8>,
    pub(super) summary: Summary,
}

/// Who takes the blocks.
pub(super) type Visit<'v> = dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()> + 'v;

impl<'p> Worker<'p> {
    pub(super) fn new(plan: &'p Plan, columns: &Columns, zone: &'p Zone) -> Self {
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
            copies: Copies::default(),
            repeats: Repeats::default(),
            block: Block::new(columns),
            symbols: symbols.collect(),
            scratch: Vec::new(),
            summary: Summary {
                unreadable: unreadable.collect(),
                offsets: offsets.collect(),
                ..Summary::default()
            },
        }
    }

    /// Begins a file; blocks never span two.
    pub(super) fn begin(&mut self, file: usize) {
        self.block.file = file;
    }

    /// Takes a row.
    pub(super) fn row(&mut self, header: &Header, layout: &Layout, record: &Record) {
        let (file, line) = (self.block.file, record.line);
        self.summary.rows += 1;
        if is_blank(record) {
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
        self.summary.cases += 1;
        self.block.lines.push(line);
        self.block.copies.push(copy);
        self.times(layout, record);
        self.durations(layout, record);
        self.numbers(layout, record);
        self.attributes(layout, record);
        if self.plan.repeats {
            self.repeat(layout, record);
        }
        if self.plan.ids {
            self.id(layout, record);
        }
        if let Some(watched) = &self.plan.watched
            && self.plan.case.same(watched, self.block.ids.get(self.block.len() - 1).as_bytes())
        {
            let fields = header.titled(record);
            self.summary.watched.push(KeptRow { file, line, fields });
        }
    }

    /// Keeps a row that is left out, where it is needed.
    fn leave_out(&mut self, header: &Header, layout: &Layout, record: &Record, why: WhyLeftOut) {
        if !self.plan.left_out {
            return;
        }
        let case = self.case(layout, record).map(|case| String::from_utf8_lossy(case).into_owned());
        let found = match why {
            WhyLeftOut::TooFewFields | WhyLeftOut::TooManyFields => header.fields_of(record),
            _ => String::new(),
        };
        self.block.left_out.push(LeftOut { line: record.line, case: case.unwrap_or_default(), why, found });
    }

    /// Whether the block takes no more rows.
    pub(super) fn is_full(&self) -> bool {
        self.block.len() >= Block::MAX_ROWS || self.block.left_out.len() >= Block::MAX_ROWS
    }

    /// Hands out what is there.
    pub(super) fn flush(&mut self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        if self.block.is_void() {
            return ControlFlow::Continue(());
        }
        let flow = visit(&self.block, &self.symbols);
        self.block.clear();
        flow
    }

    fn times(&mut self, layout: &Layout, record: &Record) {
        for (column, (place, plan)) in layout.times.iter().zip(&self.plan.times).enumerate() {
            let text = place.text(record, &plan.missing, &mut self.scratch);
            let time = if plan.missing.is(text) {
                Time::Missing
            } else {
                match plan.parse(text) {
                    Some(Parsed::Day(day)) => Time::Day(day),
                    Some(Parsed::Instant(instant)) => {
                        self.summary.offsets[column].with.add(self.block.file, record.line, text);
                        Time::At(instant)
                    }
                    Some(Parsed::Local(local)) => {
                        self.summary.offsets[column].without.add(self.block.file, record.line, text);
                        let placed = self.zone.to_instant(local);
                        if placed.gap {
                            self.summary.gaps.add(self.block.file, record.line, text);
                        }
                        Time::At(placed.instant)
                    }
                    None => {
                        unread(
                            &mut self.summary.unreadable[column],
                            &mut self.block,
                            record.line,
                            text,
                            self.plan,
                        );
                        Time::Unreadable
                    }
                }
            };
            self.block.times[column].push(time);
        }
    }

    fn durations(&mut self, layout: &Layout, record: &Record) {
        let before = self.plan.times.len();
        for (column, (place, plan)) in layout.durations.iter().zip(&self.plan.durations).enumerate() {
            let text = place.text(record, &plan.missing, &mut self.scratch);
            let span = if plan.missing.is(text) { Span::Missing } else { value::duration(text, plan.unit) };
            if span == Span::Unreadable {
                unread(
                    &mut self.summary.unreadable[before + column],
                    &mut self.block,
                    record.line,
                    text,
                    self.plan,
                );
            }
            self.block.durations[column].push(span);
        }
    }

    fn numbers(&mut self, layout: &Layout, record: &Record) {
        let before = self.plan.times.len() + self.plan.durations.len();
        for (column, (place, plan)) in layout.numbers.iter().zip(&self.plan.numbers).enumerate() {
            let text = place.text(record, &plan.missing, &mut self.scratch);
            let number = match plan.unit {
                _ if plan.missing.is(text) => Number::Missing,
                Some(unit) => value::duration(text, unit).in_seconds(),
                None => value::number(text),
            };
            if number == Number::Unreadable {
                unread(
                    &mut self.summary.unreadable[before + column],
                    &mut self.block,
                    record.line,
                    text,
                    self.plan,
                );
            }
            self.block.numbers[column].push(number);
        }
    }

    fn attributes(&mut self, layout: &Layout, record: &Record) {
        for (column, (place, missing)) in layout.attributes.iter().zip(&self.plan.attributes).enumerate() {
            // Markers of missing values are symbols of their own accord.
            let text = place.text(record, missing, &mut self.scratch);
            self.block.attributes[column].push(self.symbols[column].intern_bytes(text));
        }
    }

    /// What names the case; `None` where nothing does.
    fn case<'r>(&'r mut self, layout: &Layout, record: &'r Record) -> Option<&'r [u8]> {
        let text = layout.case.as_ref()?.text(record, &self.plan.case, &mut self.scratch);
        (!self.plan.case.is(text)).then_some(text)
    }

    /// Counts an id that came before.
    fn repeat(&mut self, layout: &Layout, record: &Record) {
        let Some(place) = &layout.case else { return };
        let id = place.text(record, &self.plan.case, &mut self.scratch);
        if !self.plan.case.is(id) && self.repeats.is_repeated(id, self.plan.case.fold) {
            self.summary.repeated.add(self.block.file, record.line, id);
        }
    }

    /// The name of the case; a row without one is named by its place.
    fn id(&mut self, layout: &Layout, record: &Record) {
        let text = match &layout.case {
            Some(place) => place.text(record, &self.plan.case, &mut self.scratch),
            None => &[],
        };
        let path = self.summary.files.get(self.block.file).map_or("", |file| &file.path);
        self.block.ids.push(|ids| match std::str::from_utf8(text) {
            Ok(text) if !self.plan.case.is(text.as_bytes()) => ids.push_str(text),
            _ => {
                // Writing to a string never fails.
                let _ = write!(ids, "{path}:{}", record.line);
            }
        });
    }
}

/// Counts a value that cannot be read in the row that is about to enter the block.
fn unread(column: &mut Unreadable, block: &mut Block, line: u64, text: &[u8], plan: &Plan) {
    column.places.add(block.file, line, text);
    if plan.left_out {
        let found = String::from_utf8_lossy(text).into_owned();
        block.unread.push(Unread { row: block.len() - 1, column: column.column.clone(), found });
    }
}
