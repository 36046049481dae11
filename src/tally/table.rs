//! The counters of one target: a packed cell for each period and group that it has a case in.

use super::arena::{Arena, Chain};
use super::bins::{Grain, Scale};
use super::counter::Counter;
use super::packed::PackedBins;
use super::places::{NOWHERE, one_of};
use super::sample::{Sample, Scratch, Total};
use super::times::Times;
use crate::calendar::Instant;
use crate::clock::{Judgement, Mask, Reason, Spent, State, Verdict, Verdicts};
use crate::text::Decimal;
use std::sync::Arc;

/// The counters of a target. A place that it has no case in costs four bytes.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// By place: the cell, or [`NOWHERE`].
    cells_of: Vec<u32>,
    cells: Vec<Cell>,
    /// By cell.
    places: Vec<u32>,
    /// By reason that was met, by cell: how often.
    reasons: Vec<(Reason, Vec<u64>)>,
    /// Cells whose count of a state has passed what four bytes hold, each time that it did.
    carried: Vec<(u32, usize)>,
    /// Dues of open cases by cell, until as-of is known.
    open: Vec<(u32, Instant)>,
    /// Numbers by cell that do not fit into the arena; in the order of cells once all are counted.
    wide: Vec<(u32, Decimal)>,
    /// By cell, as far as it is asked: what became of the time of ended cases.
    times: Vec<Times>,
    /// Numbers that are known by their bins alone, by cell; none before the memory was used up.
    binned: Vec<Binned>,
    /// Numbers that go into one cell together; empty between times.
    numbers: Vec<u32>,
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
    bins: PackedBins,
    total: Total,
}

impl Cell {
    /// Counts so many cases in a state, by its place. Whether the count has passed what four bytes hold.
    #[inline]
    fn count(&mut self, state: usize, cases: u32) -> bool {
        let (count, has_passed) = self.states[state].overflowing_add(cases);
        self.states[state] = count;
        has_passed
    }
}

impl Table {
    /// Counts what was judged together, and says how many numbers that were.
    pub(super) fn count_together(&mut self, verdicts: &Verdicts, places: &[u32], arena: &mut Arena) -> u64 {
        let Verdicts { ended, late, amounts, excluded, spent, .. } = verdicts;
        let kept = match one_of(places) {
            Some(NOWHERE) => 0,
            Some(place) => self.count_in_one(place, *ended, *late, amounts, arena),
            None => self.count_ended(places, *ended, late, amounts, arena),
        };
        for (reason, rows) in excluded {
            rows.each(|row| {
                if places[row] != NOWHERE {
                    let number = self.cell(places[row]);
                    self.add(number, State::Excluded);
                    self.because(number, *reason);
                }
            });
        }
        if !spent.is_empty() {
            let rows = excluded.iter().fold(*ended, |all, (_, rows)| all | *rows);
            rows.each(|row| {
                if places[row] != NOWHERE {
                    let number = self.cell(places[row]);
                    self.spend(number, &spent[row]);
                }
            });
        }
        kept
    }

    /// Counts cases that have ended, by their places.
    fn count_ended(
        &mut self,
        places: &[u32],
        ended: Mask,
        late: &Mask,
        amounts: &[i32],
        arena: &mut Arena,
    ) -> u64 {
        let mut kept = 0;
        ended.each_in(late, |row, is_late| {
            let place = places[row];
            if place == NOWHERE {
                return;
            }
            let number = self.cell(place);
            let cell = &mut self.cells[number as usize];
            if let Some(&amount) = amounts.get(row) {
                kept += 1;
                arena.push(&mut cell.numbers, amount.unsigned_abs());
            }
            let state = State::Met as usize + usize::from(is_late);
            if cell.count(state, 1) {
                self.carried.push((number, state));
            }
        });
        kept
    }

    /// The same where all have one place, as in a log by time without groups.
    fn count_in_one(
        &mut self,
        place: u32,
        ended: Mask,
        late: Mask,
        amounts: &[i32],
        arena: &mut Arena,
    ) -> u64 {
        let count = |rows: Mask| u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let states = [(State::Met, count(ended - late)), (State::Late, count(ended & late))];
        if states == [(State::Met, 0), (State::Late, 0)] {
            return 0;
        }
        let number = self.cell(place);
        let cell = &mut self.cells[number as usize];
        for (state, cases) in states {
            if cell.count(state as usize, cases) {
                self.carried.push((number, state as usize));
            }
        }
        if amounts.is_empty() {
            return 0;
        }
        self.numbers.clear();
        self.numbers.resize(ended.len(), 0);
        let mut room = self.numbers.iter_mut();
        ended.each(|row| {
            if let Some(number) = room.next() {
                *number = amounts[row].unsigned_abs();
            }
        });
        arena.extend(&mut cell.numbers, &self.numbers);
        self.numbers.len() as u64
    }

    /// Adds what became of the time of a case.
    fn spend(&mut self, cell: u32, spent: &Spent) {
        let place = cell as usize;
        if self.times.len() <= place {
            self.times.resize(place + 1, Times::default());
        }
        self.times[place].add(spent);
    }

    /// Counts what was judged by itself, and says how many numbers that was.
    pub(super) fn count(&mut self, verdict: &Verdict, place: u32, grain: Grain, arena: &mut Arena) -> u64 {
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
        if verdict.spent != Spent::default() {
            self.spend(number, &verdict.spent);
        }
        let Some(value) = verdict.number else { return 0 };
        match grain.narrow(value) {
            Some(narrow) => arena.push(&mut self.cells[number as usize].numbers, narrow),
            None => self.wide.push((number, value)),
        }
        1
    }

    /// Counts a case in a state.
    fn add(&mut self, cell: u32, state: State) {
        if self.cells[cell as usize].count(state as usize, 1) {
            self.carried.push((cell, state as usize));
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

    /// Keeps of each number its bin alone.
    pub(super) fn bin(&mut self, arena: &Arena, scale: &Scale, scratch: &mut Scratch) {
        self.sort();
        self.binned.resize_with(self.cells.len(), Binned::default);
        for (number, (cell, binned)) in (0..).zip(self.cells.iter_mut().zip(&mut self.binned)) {
            let wide = of_cell(&self.wide, number);
            if cell.numbers.is_empty() && wide.is_empty() {
                continue;
            }
            let histogram = &mut scratch.histogram;
            binned.bins.each(|bin, count| histogram.add(bin, count));
            let numbers = std::mem::take(&mut cell.numbers);
            arena.each(numbers, |numbers| {
                for &number in numbers {
                    histogram.add(scale.bin_of_narrow(number), 1);
                    binned.total.add(scale.grain().wide(number));
                }
            });
            for &(_, number) in wide {
                histogram.add(scale.bin(number), 1);
                binned.total.add(number);
            }
            binned.bins = PackedBins::new(histogram.drain());
        }
        self.wide.clear();
    }

    /// Brings what is listed into the order of cells.
    pub(super) fn sort(&mut self) {
        self.wide.sort_unstable_by_key(|(cell, _)| *cell);
    }

    /// Decides every open case, now that as-of is known.
    pub(super) fn settle(&mut self, as_of: Instant) {
        for (cell, due) in std::mem::take(&mut self.open) {
            self.add(cell, Judgement::settle(Some(due), as_of));
        }
    }

    /// The place of each cell, in the order in which they were met.
    pub(super) fn places(&self) -> &[u32] {
        &self.places
    }

    /// Adds what a cell has counted to a counter.
    pub(super) fn add_to(&self, counter: &mut Counter, cell: u32, arena: &Arc<Arena>) {
        let place = cell as usize;
        let Cell { states, numbers } = self.cells[place];
        let mut states = states.map(u64::from);
        for (_, state) in self.carried.iter().filter(|(of, _)| *of == cell) {
            states[*state] += 1 << 32;
        }
        let [met, late, overdue, pending, excluded, invalid] = states;
        counter.met += met;
        counter.late += late;
        counter.overdue += overdue;
        counter.pending += pending;
        counter.excluded += excluded;
        counter.invalid += invalid;
        for (reason, counts) in &self.reasons {
            if let Some(count) = counts.get(place).filter(|count| **count > 0) {
                *counter.reasons.entry(*reason).or_default() += count;
            }
        }
        counter.times.merge(self.times.get(place).copied().unwrap_or_default());
        let wide = of_cell(&self.wide, cell).iter().map(|(_, number)| *number);
        counter.sample.merge(Sample::new(arena, numbers, wide.collect()));
        if let Some(Binned { bins, total }) = self.binned.get(place) {
            let mut listed = Vec::new();
            bins.each(|bin, count| listed.push((bin, count)));
            counter.sample.merge(Sample::of_bins(listed, *total));
        }
    }
}

/// What is listed for a cell, in a list in the order of cells.
fn of_cell<T>(listed: &[(u32, T)], cell: u32) -> &[(u32, T)] {
    let from = listed.partition_point(|(of, _)| *of < cell);
    let rest = &listed[from..];
    &rest[..rest.partition_point(|(of, _)| *of == cell)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_passes_four_bytes() {
        let mut table = Table::default();
        let cell = table.cell(7);
        table.cells[0].states = [u32::MAX, u32::MAX - 1, 5, 0, 0, 0];
        for state in [State::Met, State::Late, State::Overdue] {
            table.add(cell, state);
        }
        let mut counter = Counter::default();
        table.add_to(&mut counter, cell, &Arc::default());
        assert_eq!((counter.met, counter.late, counter.overdue), (1 << 32, (1 << 32) - 1, 6));
    }
}
