//! What one worker counts while it judges: small numbers for keys, a line of cache for a counter.

use super::arena::{Arena, Chain};
use super::bins::Scale;
use super::budget::Budget;
use super::counter::{Counter, Counters};
use super::places::{NOWHERE, Places};
use super::sample::{Sample, Scratch, Total};
use crate::calendar::Instant;
use crate::clock::{Reason, State, Verdict, Verdicts};
use crate::text::Decimal;
use std::sync::Arc;

/// What one worker has counted of a log.
#[derive(Debug)]
pub struct Tally<'p> {
    /// By number of the target.
    tables: Vec<Table<'p>>,
    arena: Arena,
    budget: &'p Budget,
    /// Numbers in the arena.
    held: u64,
}

/// The counters of a target. A place that it has no case in costs four bytes.
#[derive(Debug)]
struct Table<'p> {
    scale: &'p Scale,
    /// By place: the cell, or [`NOWHERE`].
    cells_of: Vec<u32>,
    cells: Vec<Cell>,
    /// By cell.
    places: Vec<u32>,
    /// By reason that was met, by cell: how often.
    reasons: Vec<(Reason, Vec<u64>)>,
    /// Cells whose count of a state has passed what four bytes hold, each time that it did.
    carried: Vec<(u32, State)>,
    /// Dues of open cases, until as-of is known.
    open: Vec<(u32, Instant)>,
    /// Numbers that do not fit into the arena.
    wide: Vec<(u32, Decimal)>,
    /// Numbers that are known by their bins alone, by cell; none before the memory was used up.
    binned: Vec<Binned>,
}

/// The cases of a period and group, in less than a line of cache.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// By state, in their order, with [`Table::carried`].
    states: [u32; 6],
    /// How long ended cases took, or their values.
    numbers: Chain,
}

/// Numbers of a cell that are known by their bins alone.
#[derive(Clone, Debug, Default)]
struct Binned {
    bins: Vec<(i32, u32)>,
    total: Total,
}

impl<'p> Tally<'p> {
    /// With nothing counted; `scales` are the bins of targets by their number.
    pub fn new(scales: &'p [Scale], budget: &'p Budget) -> Self {
        Self { tables: scales.iter().map(Table::new).collect(), arena: Arena::default(), budget, held: 0 }
    }

    /// Counts what a target says: `places` has the place of each row of the batch, `others` that of each
    /// of [`Verdicts::others`].
    pub fn add(&mut self, target: usize, verdicts: &Verdicts, places: &[u32], others: &[u32]) {
        let Some(table) = self.tables.get_mut(target) else { return };
        let mut kept = table.count_together(verdicts, places, &mut self.arena);
        for (verdict, &place) in verdicts.others.iter().zip(others).filter(|(_, place)| **place != NOWHERE) {
            kept += table.count(verdict, place, &mut self.arena);
        }
        self.held += kept;
        if self.budget.spend(kept, self.held) {
            self.bin();
        }
    }

    /// Keeps of each number its bin alone.
    fn bin(&mut self) {
        let mut scratch = Scratch::default();
        let arena = Arc::new(std::mem::take(&mut self.arena));
        self.tables.iter_mut().for_each(|table| table.bin(&arena, &mut scratch));
        self.held = 0;
    }

    /// The counters under the names of their groups.
    pub fn finish(self, places: Places) -> Counters {
        let arena = Arc::new(self.arena);
        let tables = self.tables.into_iter().enumerate();
        Counters::of(
            places,
            tables.flat_map(|(target, table)| {
                table.finish(&arena).map(move |(place, counter)| (target, place as usize, counter))
            }),
        )
    }
}

impl<'p> Table<'p> {
    fn new(scale: &'p Scale) -> Self {
        Self {
            scale,
            cells_of: Vec::new(),
            cells: Vec::new(),
            places: Vec::new(),
            reasons: Vec::new(),
            carried: Vec::new(),
            open: Vec::new(),
            wide: Vec::new(),
            binned: Vec::new(),
        }
    }

    /// Counts what was judged together, and says how many numbers that were.
    fn count_together(&mut self, verdicts: &Verdicts, places: &[u32], arena: &mut Arena) -> u64 {
        let Verdicts { ended, late, amounts, excluded, .. } = verdicts;
        let mut kept = 0;
        ended.each(|row| {
            let place = places[row];
            if place == NOWHERE {
                return;
            }
            let number = self.cell(place);
            let state = if late.contains(row) { State::Late } else { State::Met };
            self.add(number, state);
            if let Some(&amount) = amounts.get(row) {
                kept += 1;
                arena.push(&mut self.cells[number as usize].numbers, amount.unsigned_abs());
            }
        });
        for (reason, rows) in excluded {
            rows.each(|row| {
                if places[row] != NOWHERE {
                    let number = self.cell(places[row]);
                    self.add(number, State::Excluded);
                    self.because(number, *reason);
                }
            });
        }
        kept
    }

    /// Counts what was judged by itself, and says how many numbers that was.
    fn count(&mut self, verdict: &Verdict, place: u32, arena: &mut Arena) -> u64 {
        let number = self.cell(place);
        match (verdict.state, verdict.due) {
            (State::Open, Some(due)) => self.open.push((number, due)),
            // A clock that stands still cannot become late.
            (State::Open, None) => self.add(number, State::Pending),
            (state, _) => self.add(number, state),
        }
        if let Some(reason) = verdict.reason {
            self.because(number, reason);
        }
        let Some(value) = verdict.number else { return 0 };
        match self.scale.grain().narrow(value) {
            Some(narrow) => arena.push(&mut self.cells[number as usize].numbers, narrow),
            None => self.wide.push((number, value)),
        }
        1
    }

    /// Counts a case in a state.
    #[inline]
    fn add(&mut self, cell: u32, state: State) {
        let count = &mut self.cells[cell as usize].states[state as usize];
        *count = count.wrapping_add(1);
        if *count == 0 {
            self.carried.push((cell, state));
        }
    }

    fn because(&mut self, cell: u32, reason: Reason) {
        let known = self.reasons.iter().position(|(known, _)| *known == reason).unwrap_or_else(|| {
            self.reasons.push((reason, Vec::new()));
            self.reasons.len() - 1
        });
        let counts = &mut self.reasons[known].1;
        counts.resize(counts.len().max(cell as usize + 1), 0);
        counts[cell as usize] += 1;
    }

    #[inline]
    fn cell(&mut self, place: u32) -> u32 {
        match self.cells_of.get(place as usize) {
            Some(&cell) if cell != NOWHERE => cell,
            _ => self.begin(place),
        }
    }

    /// A new cell.
    #[cold]
    fn begin(&mut self, place: u32) -> u32 {
        let cell = u32::try_from(self.cells.len()).unwrap_or(NOWHERE);
        if self.cells_of.len() <= place as usize {
            self.cells_of.resize(place as usize + 1, NOWHERE);
        }
        self.cells_of[place as usize] = cell;
        self.cells.push(Cell::default());
        self.places.push(place);
        cell
    }

    fn bin(&mut self, arena: &Arc<Arena>, scratch: &mut Scratch) {
        self.binned.resize_with(self.cells.len(), Binned::default);
        let mut wide = by_cell(std::mem::take(&mut self.wide), self.cells.len());
        for ((cell, binned), wide) in self.cells.iter_mut().zip(&mut self.binned).zip(&mut wide) {
            let numbers = std::mem::take(&mut cell.numbers);
            let mut sample = Sample::new(arena, numbers, std::mem::take(wide));
            sample.merge(std::mem::take(binned).sample());
            *binned = Binned::new(&sample, self.scale, scratch);
        }
    }

    /// The counters by place.
    fn finish(self, arena: &Arc<Arena>) -> impl Iterator<Item = (u32, Counter)> {
        let count = self.cells.len();
        let mut wide = by_cell(self.wide, count);
        let mut open = by_cell(self.open, count);
        let mut carried = vec![[0; 6]; if self.carried.is_empty() { 0 } else { count }];
        for (cell, state) in self.carried {
            carried[cell as usize][state as usize] += 1_u64 << 32;
        }
        let mut binned = self.binned;
        binned.resize_with(count, Binned::default);
        let mut counters: Vec<Counter> = Vec::with_capacity(count);
        for (place, cell) in self.cells.iter().enumerate() {
            let mut states = cell.states.map(u64::from);
            for (state, carried) in states.iter_mut().zip(carried.get(place).into_iter().flatten()) {
                *state += carried;
            }
            let [met, late, overdue, pending, excluded, invalid] = states;
            let mut sample = Sample::new(arena, cell.numbers, std::mem::take(&mut wide[place]));
            sample.merge(std::mem::take(&mut binned[place]).sample());
            let open = std::mem::take(&mut open[place]);
            counters.push(Counter {
                met,
                late,
                overdue,
                pending,
                excluded,
                invalid,
                sample,
                open,
                ..Counter::default()
            });
        }
        for (reason, counts) in self.reasons {
            for (counter, count) in counters.iter_mut().zip(counts).filter(|(_, count)| *count > 0) {
                counter.reasons.insert(reason, count);
            }
        }
        self.places.into_iter().zip(counters)
    }
}

impl Binned {
    fn new(sample: &Sample, scale: &Scale, scratch: &mut Scratch) -> Self {
        let mut bins = Vec::new();
        for (bin, mut count) in sample.bins(scale, scratch) {
            // More than four bytes count takes several entries.
            while count > 0 {
                let part = u32::try_from(count).unwrap_or(u32::MAX);
                bins.push((bin, part));
                count -= u64::from(part);
            }
        }
        bins.shrink_to_fit();
        Self { bins, total: sample.total(scale) }
    }

    fn sample(self) -> Sample {
        let bins = self.bins.into_iter().map(|(bin, count)| (bin, u64::from(count)));
        Sample::of_bins(bins.collect(), self.total)
    }
}

/// Lists by cell.
fn by_cell<T>(all: Vec<(u32, T)>, cells: usize) -> Vec<Vec<T>> {
    let mut lists: Vec<Vec<T>> = Vec::new();
    lists.resize_with(cells, Vec::new);
    for (cell, item) in all {
        lists[cell as usize].push(item);
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_passes_four_bytes() {
        let scale = Scale::default();
        let mut table = Table::new(&scale);
        let cell = table.cell(7);
        table.cells[0].states = [u32::MAX, u32::MAX - 1, 5, 0, 0, 0];
        [State::Met, State::Late, State::Overdue].into_iter().for_each(|state| table.add(cell, state));
        let (place, counter) = table.finish(&Arc::default()).next().unwrap();
        assert_eq!((place, counter.met, counter.late, counter.overdue), (7, 1 << 32, (1 << 32) - 1, 6));
    }
}
