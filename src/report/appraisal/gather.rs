//! Reading the logs: each worker counts the cases of its blocks by target, group and class, and what they
//! counted adds up. Memory grows with these, not with cases.

use super::counts::{Counts, Example};
use crate::calendar::Instant;
use crate::clock::{Case, Plan, course};
use crate::log::{Block, Symbols, Taker};
use crate::report::reject::Rejecting;
use crate::report::rows::Rows;
use crate::report::run::{Judged, Query, Run, RunError};
use crate::tally::{Group, Places};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::ControlFlow;

/// The cases of a target by group and class together.
pub(super) type Cells = BTreeMap<Group, Counts>;

/// Reads every log of a run, whose as-of is known, once. By number of the target: its cells.
pub(super) fn gather(run: &mut Run<'_>, query: &Query) -> Result<Vec<Cells>, RunError> {
    let mut all: Vec<Cells> = vec![Cells::new(); run.roster.targets];
    for (place, log) in run.logs.iter_mut().enumerate() {
        let (plan, as_of) = (&log.plan, run.as_of);
        let make = || Worker {
            rows: Rows::new(place, plan, as_of, log.listed.clone()),
            counting: Counting {
                plan,
                query,
                as_of,
                places: Places::new(&plan.by, &[]),
                groups: Vec::new(),
                cells: vec![BTreeMap::new(); run.roster.targets],
            },
        };
        let take = &mut |()| ControlFlow::Continue(());
        let (summary, workers) = log.open.read_with(&plan.needs, run.threads, &make, take)?;
        let mut rows: Option<crate::report::RowCounts> = None;
        for Worker { rows: own, counting } in workers {
            run.latest = run.latest.max(own.latest);
            let own = own.finish();
            match &mut rows {
                Some(rows) => rows.merge(own),
                None => rows = Some(own),
            }
            counting.finish(&mut all);
        }
        (log.summary, log.rows) = (summary, rows.unwrap_or_default());
    }
    run.finish();
    Ok(all)
}

/// Counts the cases of its blocks.
struct Worker<'p> {
    rows: Rows<'p>,
    counting: Counting<'p>,
}

/// What a worker counted, groups by their numbers.
struct Counting<'p> {
    plan: &'p Plan,
    query: &'p Query,
    as_of: Option<Instant>,
    places: Places,
    /// The groups of the rows of a block.
    groups: Vec<u32>,
    /// By target and group.
    cells: Vec<BTreeMap<u32, Counts>>,
}

impl Taker for Worker<'_> {
    type Output = ();

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        let Self { rows, counting } = self;
        counting.places.groups(block, symbols, &(0..block.len()), &mut counting.groups);
        let done = rows.judge(block, symbols, Rejecting::default(), &mut |judged: &Judged<'_>| {
            counting.add(judged);
            Ok::<_, Infallible>(())
        });
        let Ok(()) = done;
        ControlFlow::Continue(())
    }

    fn output(&mut self) {}
}

impl Counting<'_> {
    fn add(&mut self, judged: &Judged<'_>) {
        let Judged { log, block, row, target, judgement, .. } = judged;
        if !self.query.covers(judgement) {
            return;
        }
        let (zone, as_of) = (&self.plan.zone, self.as_of);
        let case = Case { block, row: *row, bits: &[], zone, nowhere: &block.nowhere, as_of };
        let counts = self.cells[target.number].entry(self.groups[*row]).or_default();
        counts.add(judgement, &course(&case, target, judgement), || {
            let (file, line) = judged.place();
            Example { log: *log, file, line, case: block.ids.get(*row).to_owned() }
        });
    }

    fn finish(self, all: &mut [Cells]) {
        for (all, own) in all.iter_mut().zip(self.cells) {
            for (group, counts) in own {
                all.entry(self.places.names(group)).or_default().merge(&counts);
            }
        }
    }
}
