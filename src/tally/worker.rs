//! What one worker counts while it judges: small numbers for keys, packed cells.

use super::arena::Arena;
use super::bins::Scale;
use super::budget::Budget;
use super::counters::Counters;
use super::places::{NOWHERE, Places};
use super::sample::Scratch;
use super::table::Table;
use crate::clock::Verdicts;

/// What one worker has counted of a log.
#[derive(Debug)]
pub struct Tally<'p> {
    /// By number of the target.
    tables: Vec<Table>,
    scales: &'p [Scale],
    arena: Arena,
    budget: &'p Budget,
    /// Numbers in the arena.
    held: u64,
    scratch: Scratch,
}

impl<'p> Tally<'p> {
    /// With nothing counted; `scales` are the bins of targets by their number.
    pub fn new(scales: &'p [Scale], budget: &'p Budget) -> Self {
        let tables = scales.iter().map(|_| Table::default()).collect();
        Self { tables, scales, arena: Arena::default(), budget, held: 0, scratch: Scratch::default() }
    }

    /// Counts what a target says: `places` has the place of each row of the batch, `others` that of each
    /// of [`Verdicts::others`].
    pub fn add(&mut self, target: usize, verdicts: &Verdicts, places: &[u32], others: &[u32]) {
        let (Some(table), Some(scale)) = (self.tables.get_mut(target), self.scales.get(target)) else {
            return;
        };
        let mut kept = table.count_together(verdicts, places, &mut self.arena);
        for (verdict, &place) in verdicts.others.iter().zip(others).filter(|(_, place)| **place != NOWHERE) {
            kept += table.count(verdict, place, scale.grain(), &mut self.arena);
        }
        self.held += kept;
        if self.budget.spend(kept, self.held) {
            self.bin();
        }
    }

    /// Keeps of each number its bin alone.
    fn bin(&mut self) {
        for (table, scale) in self.tables.iter_mut().zip(self.scales) {
            table.bin(&self.arena, scale, &mut self.scratch);
        }
        self.arena.clear();
        self.held = 0;
    }

    /// The counters under the names of their groups.
    pub fn finish(self, places: Places) -> Counters {
        Counters::of_worker(places, self.tables, self.arena)
    }
}
