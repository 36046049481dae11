//! Counting the cases of one log: what each worker does with its blocks, and how that merges.
//!
//! A report is the same however the blocks of a log were dealt out to workers: each names the groups
//! that it met, integers add up, and the first places of problems are the first by file and line.

use super::reject::Rejecting;
use super::rows::{RowCounts, Rows};
use super::run::{Judged, Query};
use crate::calendar::Instant;
use crate::clock::Plan;
use crate::log::{Block, Symbols};
use crate::tally::{Counters, PeriodKey, Tally};
use std::convert::Infallible;

/// One worker's counts of one log. The symbols of all its blocks are of one set.
pub struct Counting<'p> {
    plan: &'p Plan,
    query: &'p Query,
    rows: Rows<'p>,
    tally: Tally,
    /// The symbols of a case's group.
    group: Vec<u32>,
}

/// What was counted of a log.
#[derive(Clone, Debug, Default)]
pub struct LogCounts {
    /// What became of its rows.
    pub rows: RowCounts,
    /// The latest time in the columns that tell how far it reaches.
    pub latest: Option<Instant>,
    /// Its cases by target, period and group.
    pub counters: Counters,
}

impl<'p> Counting<'p> {
    /// With nothing counted; `rows` are the counts of the log before any row.
    pub fn new(plan: &'p Plan, query: &'p Query, as_of: Option<Instant>, rows: RowCounts) -> Self {
        let rows = Rows::new(0, plan, as_of, rows);
        Self { plan, query, rows, tally: Tally::default(), group: Vec::new() }
    }

    /// Counts the cases of a block.
    pub fn block(&mut self, block: &Block, symbols: &[Symbols]) {
        self.block_rejecting(block, symbols, Rejecting::default());
    }

    /// Counts the cases of a block, and tells of those that are not judged or are data errors.
    pub(super) fn block_rejecting(&mut self, block: &Block, symbols: &[Symbols], rejecting: Rejecting<'_>) {
        let Self { plan, query, rows, tally, group } = self;
        tally.learn(&plan.by, symbols);
        let done = rows.judge(block, symbols, rejecting, &mut |judged: &Judged<'_>| {
            let judgement = &judged.judgement;
            if query.covers(judgement) {
                let (by, row) = (plan.by.as_slice(), judged.row);
                group.clear();
                group.extend(by.iter().map(|column| {
                    let symbols = column.and_then(|column| block.attributes.get(column));
                    symbols.and_then(|symbols| symbols.get(row)).copied().unwrap_or(Symbols::MISSING)
                }));
                let period =
                    judgement.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(judged.target.period, day));
                tally.add(judged.target.number, period, group, judgement);
            }
            Ok::<_, Infallible>(())
        });
        let Ok(()) = done;
    }

    /// What it counted.
    pub fn finish(self) -> LogCounts {
        LogCounts { rows: self.rows.counts, latest: self.rows.latest, counters: self.tally.finish() }
    }
}

impl LogCounts {
    /// Adds what another worker counted of the same log.
    pub fn merge(&mut self, other: Self) {
        self.rows.merge(other.rows);
        self.latest = self.latest.max(other.latest);
        self.counters.merge(other.counters);
    }
}
