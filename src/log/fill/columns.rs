//! What the columns of some rows say, put into the block: times, durations, numbers, attributes, ids.
//!
//! Values that came before are looked up first, the others are read with more care. It must not know how
//! rows are found.

use super::super::at_hand::at_hand;
use super::super::block::{Block, Span, Time, Unread};
use super::super::cells::Rows;
use super::super::days::Days;
use super::super::format::Parsed;
use super::super::header::{Layout, Where};
use super::super::plan::{Plan, TimeColumn};
use super::super::summary::Unreadable;
use super::super::{Number, Symbols, value};
use super::Worker;
use std::fmt::Write as _;

impl Worker<'_> {
    /// Times on days that were met are read first, then the others.
    pub(super) fn times(&mut self, layout: &Layout, rows: &impl Rows) {
        let mut all_days = std::mem::take(&mut self.days);
        let columns = layout.times.iter().zip(&self.plan.times).zip(&mut all_days);
        for (column, ((place, plan), days)) in columns.enumerate() {
            let mut times = std::mem::take(&mut self.block.times[column]);
            let before = times.len();
            times.resize(before + rows.count(), Time::Missing);
            let new = &mut times[before..];
            at_hand(
                place,
                rows,
                (&plan.missing, &mut self.scratch),
                new,
                &mut self.others,
                #[inline(always)]
                |time, cell| days.instant(cell.text()).map(|instant| *time = Time::At(instant)).is_some(),
            );
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
    pub(super) fn durations(&mut self, layout: &Layout, rows: &impl Rows) {
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
    pub(super) fn numbers(&mut self, layout: &Layout, rows: &impl Rows) {
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
    pub(super) fn attributes(&mut self, layout: &Layout, rows: &impl Rows) {
        let Self { others, scratch, .. } = self;
        for (column, (place, missing)) in layout.attributes.iter().zip(&self.plan.attributes).enumerate() {
            let (symbols, values) = (&mut self.symbols[column], &mut self.block.attributes[column]);
            let before = values.len();
            values.resize(before + rows.count(), Symbols::MISSING);
            let new = &mut values[before..];
            at_hand(
                place,
                rows,
                (missing, scratch),
                new,
                others,
                #[inline(always)]
                |value, cell| symbols.at_hand(cell).map(|symbol| *value = symbol).is_some(),
            );
            for row in others.rows().iter().copied().map(usize::from) {
                new[row] = symbols.of(place.cell(rows, row, missing, scratch));
            }
        }
    }

    /// Keeps the ids, of which some may have come before.
    #[inline(never)]
    pub(super) fn repeats(&mut self, layout: &Layout, rows: &impl Rows) {
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
    pub(super) fn names(&mut self, layout: &Layout, rows: &impl Rows) {
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
