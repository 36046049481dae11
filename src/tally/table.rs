//! What one worker counts while it judges: small numbers for keys, a line of cache for a counter.

use super::arena::{Arena, Chain};
use super::bins::Scale;
use super::budget::Budget;
use super::counter::{Counter, Counters};
use super::places::{Mixer, NOWHERE, Places};
use super::sample::{Sample, Scratch, Total};
use crate::calendar::Instant;
use crate::clock::{NO_VALUE, NONE, Reason, State, Verdicts};
use crate::text::Decimal;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
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
    reasons: HashMap<(u32, Reason), u64, BuildHasherDefault<Mixer>>,
    /// Dues of open cases, until as-of is known.
    open: Vec<(u32, Instant)>,
    /// Numbers that do not fit into the arena.
    wide: Vec<(u32, Decimal)>,
    /// Numbers that are known by their bins alone, by cell; none before the memory was used up.
    binned: Vec<Binned>,
}

/// The cases of a period and group.
#[derive(Clone, Copy, Debug, Default)]
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
        let grain = table.scale.grain();
        let arena = &mut self.arena;
        let kept = if verdicts.values.is_empty() {
            table.count(verdicts, place, |cell, number, wide| match verdicts.elapsed[number] {
                NONE => 0,
                elapsed => {
                    match u32::try_from(elapsed) {
                        Ok(elapsed) => arena.push(cell, elapsed),
                        Err(_) => wide(Decimal::from_integer(elapsed)),
                    }
                    1
                }
            })
        } else {
            table.count(verdicts, place, |cell, number, wide| match verdicts.values[number] {
                NO_VALUE => 0,
                value => {
                    match grain.narrow(value) {
                        Some(value) => arena.push(cell, value),
                        None => wide(value),
                    }
                    1
                }
            })
        };
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
            reasons: HashMap::default(),
            open: Vec::new(),
            wide: Vec::new(),
            binned: Vec::new(),
        }
    }

    /// Counts states and reasons; `number` keeps the number of a case, given a way to keep those that do
    /// not fit into the arena, and says how many that were.
    #[inline]
    fn count(
        &mut self,
        verdicts: &Verdicts,
        place: impl Fn(usize) -> u32,
        mut number: impl FnMut(&mut Chain, usize, &mut dyn FnMut(Decimal)) -> u64,
    ) -> u64 {
        let mut kept = 0;
        let mut dues = verdicts.dues.iter();
        for (judgement, (&state, &reason)) in verdicts.states.iter().zip(&verdicts.reasons).enumerate() {
            let due = if state == State::Open { dues.next().copied().flatten() } else { None };
            let place = place(judgement);
            if place == NOWHERE {
                continue;
            }
            let place_of_cell = self.cell(place);
            let cell = &mut self.cells[place_of_cell as usize];
            match (state, due) {
                (State::Open, Some(due)) => self.open.push((place_of_cell, due)),
                // A clock that stands still cannot become late.
                (State::Open, None) => cell.states[State::Pending as usize] += 1,
                (state, _) => cell.states[state as usize] += 1,
            }
            if let Some(reason) = reason {
                *self.reasons.entry((place_of_cell, reason)).or_default() += 1;
            }
            let wide = &mut self.wide;
            kept += number(&mut cell.numbers, judgement, &mut |number| wide.push((place_of_cell, number)));
        }
        kept
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
        for ((cell, reason), count) in self.reasons {
            *counters[cell as usize].reasons.entry(reason).or_default() += count;
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
    all.into_iter().for_each(|(cell, item)| lists[cell as usize].push(item));
    lists
}
