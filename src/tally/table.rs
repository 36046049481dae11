//! What one worker counts while it judges: small numbers for keys, a line of cache for a counter.

use super::arena::{Arena, Chain};
use super::bins::Scale;
use super::budget::Budget;
use super::counter::{Counter, Counters};
use super::places::{NOWHERE, Places};
use super::sample::{Sample, Scratch, Total};
use crate::calendar::Instant;
use crate::clock::{NONE, Reason, State, Verdict, Verdicts};
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
    /// Dues of open cases, until as-of is known.
    open: Vec<(u32, Instant)>,
    /// Numbers that do not fit into the arena.
    wide: Vec<(u32, Decimal)>,
    /// Numbers that are known by their bins alone, by cell; none before the memory was used up.
    binned: Vec<Binned>,
}

/// The states that cases keep and that have no reasons come first.
const COUNTED: usize = State::Excluded as usize;

/// The cases of a period and group, in one line of cache.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Cell {
    /// By state, in their order.
    states: [u64; 6],
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

    /// Counts what a target says; `place` gives the place of each judgement by its number.
    pub fn add(&mut self, target: usize, verdicts: &Verdicts, place: impl Fn(usize) -> u32) {
        let Some(table) = self.tables.get_mut(target) else { return };
        let kept = table.count(verdicts, place, &mut self.arena);
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
            open: Vec::new(),
            wide: Vec::new(),
            binned: Vec::new(),
        }
    }

    /// Counts judgements, and says how many numbers that were.
    #[inline]
    fn count(&mut self, verdicts: &Verdicts, place: impl Fn(usize) -> u32, arena: &mut Arena) -> u64 {
        let grain = self.scale.grain();
        let (mut reasons, mut dues) = (verdicts.reasons.iter(), verdicts.dues.iter());
        let mut kept = 0;
        for (judgement, &Verdict { state, amount, .. }) in verdicts.all.iter().enumerate() {
            let place = place(judgement);
            if (state as usize) < COUNTED {
                if place != NOWHERE {
                    let number = self.cell(place);
                    let cell = &mut self.cells[number as usize];
                    cell.states[state as usize] += 1;
                    if amount != NONE {
                        kept += 1;
                        match grain.narrow(amount) {
                            Some(narrow) => arena.push(&mut cell.numbers, narrow),
                            None => self.wide.push((number, grain.number(amount))),
                        }
                    }
                }
                continue;
            }
            let due = if state == State::Open { dues.next().copied().flatten() } else { None };
            let reason = if state == State::Open { None } else { reasons.next().copied() };
            if place == NOWHERE {
                continue;
            }
            let number = self.cell(place);
            let states = &mut self.cells[number as usize].states;
            match (state, due) {
                (State::Open, Some(due)) => self.open.push((number, due)),
                // A clock that stands still cannot become late.
                (State::Open, None) => states[State::Pending as usize] += 1,
                (state, _) => states[state as usize] += 1,
            }
            if let Some(reason) = reason {
                self.because(number, reason);
            }
        }
        for &(judgement, value) in &verdicts.wide {
            let place = place(judgement);
            if place != NOWHERE {
                kept += 1;
                let number = self.cell(place);
                self.wide.push((number, value));
            }
        }
        kept
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
        let mut binned = self.binned;
        binned.resize_with(count, Binned::default);
        let mut counters: Vec<Counter> = Vec::with_capacity(count);
        for (place, cell) in self.cells.iter().enumerate() {
            let [met, late, overdue, pending, excluded, invalid] = cell.states;
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
