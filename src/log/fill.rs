//! Rows to blocks: one worker's share of a log.
//!
//! Everything that changes while rows are read is here, so that several workers can each have their
//! own and their summaries merge. It must not know files beyond the rows it is given.

use super::block::{Block, Span, Time};
use super::copies::Copies;
use super::format::Parsed;
use super::header::{Header, Layout, Width};
use super::needs::Columns;
use super::open::is_blank;
use super::plan::Plan;
use super::records::Record;
use super::summary::{KeptRow, Summary, Unreadable};
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
        let parsed = columns.times.iter().chain(&columns.durations).chain(&columns.numbers);
        let unreadable =
            parsed.map(|needed| Unreadable { column: needed.name.clone(), ..Unreadable::default() });
        Self {
            plan,
            zone,
            copies: Copies::default(),
            block: Block::new(columns),
            symbols: symbols.collect(),
            scratch: Vec::new(),
            summary: Summary { unreadable: unreadable.collect(), ..Summary::default() },
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
            Width::Short => return self.summary.ragged.short.add(file, line, b""),
            Width::Long => return self.summary.ragged.long.add(file, line, b""),
        }
        let copy = self.plan.duplicates != Duplicates::Keep && self.copies.is_copy(record);
        if copy && self.plan.duplicates == Duplicates::Drop {
            return self.summary.dropped.add(file, line, b"");
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

    /// Whether the block takes no more rows.
    pub(super) fn is_full(&self) -> bool {
        self.block.len() >= Block::MAX_ROWS
    }

    /// Hands out what is there.
    pub(super) fn flush(&mut self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        if self.block.is_empty() {
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
                    Some(Parsed::Instant(instant)) => Time::At(instant),
                    Some(Parsed::Local(local)) => {
                        let placed = self.zone.to_instant(local);
                        if placed.gap {
                            self.summary.gaps.add(self.block.file, record.line, text);
                        }
                        Time::At(placed.instant)
                    }
                    None => {
                        let places = &mut self.summary.unreadable[column].places;
                        places.add(self.block.file, record.line, text);
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
                let places = &mut self.summary.unreadable[before + column].places;
                places.add(self.block.file, record.line, text);
            }
            self.block.durations[column].push(span);
        }
    }

    fn numbers(&mut self, layout: &Layout, record: &Record) {
        let before = self.plan.times.len() + self.plan.durations.len();
        for (column, (place, missing)) in layout.numbers.iter().zip(&self.plan.numbers).enumerate() {
            let text = place.text(record, missing, &mut self.scratch);
            let number = if missing.is(text) { Number::Missing } else { value::number(text) };
            if number == Number::Unreadable {
                let places = &mut self.summary.unreadable[before + column].places;
                places.add(self.block.file, record.line, text);
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
