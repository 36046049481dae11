//! Reading the logs of a run with several threads: each judges the blocks that it reads.
//!
//! What they counted is added up, and what has to come in the order of the rows comes in it. Nothing
//! here knows what a judgement means.

use super::counting::{Counting, LogCounts, Shared};
use super::reach;
use super::reject::{Rejected, Rejecting, Rejects};
use super::rows::Rows;
use super::run::{Judged, Query, Run, RunError};
use crate::calendar::Instant;
use crate::clock::Plan;
use crate::log::{Block, Symbols, Taker};
use std::convert::Infallible;
use std::ops::ControlFlow;

impl Run<'_> {
    /// Reads every log and counts its cases.
    pub fn count(&mut self, query: &Query) -> Result<Vec<LogCounts>, RunError> {
        self.as_of_what_is_read(|run| run.count_once(query))
    }

    fn count_once(&mut self, query: &Query) -> Result<Vec<LogCounts>, RunError> {
        let (threads, mut rejects) = (self.threads, self.rejects.take());
        let shared = Shared {
            query,
            as_of: self.as_of,
            scales: &self.scales,
            budget: &self.budget,
            priced: self.priced.as_ref(),
        };
        let mut counted = Vec::new();
        for run in &mut self.logs {
            let (id, files) = (run.log.id.value.as_str(), files(&run.open));
            let (plan, listed) = (&run.plan, &run.listed);
            let make = || CountingTaker {
                counting: Counting::new(plan, shared, listed.clone()),
                rejected: plan.needs.left_out.then(Vec::new),
            };
            let (summary, takers) = run.open.read_with(&plan.needs, threads, &make, &mut |rejected| {
                tell(rejects.as_deref_mut(), &rejected, id, &files);
                ControlFlow::Continue(())
            })?;
            run.summary = summary;
            let all = takers.into_iter().map(|taker| taker.counting.finish()).reduce(|mut one, other| {
                one.merge(other);
                one
            });
            let all = all.unwrap_or_default();
            self.latest = self.latest.max(all.latest);
            self.latest_pause = self.latest_pause.max(all.latest_pause);
            counted.push(all);
        }
        Ok(counted)
    }

    /// Reads every log once and gives `take` what `pick` makes of each judgement, in the order of the
    /// rows. An error of `take` ends the reading.
    pub fn pick<X: Send, E: From<RunError> + Send>(
        &mut self,
        pick: &(dyn Fn(&Judged<'_>) -> Option<X> + Sync),
        take: &mut (dyn FnMut(X) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        let (as_of, threads, mut rejects) = (self.as_of, self.threads, self.rejects.take());
        for (place, run) in self.logs.iter_mut().enumerate() {
            let (id, files) = (run.log.id.value.as_str(), files(&run.open));
            let (plan, listed) = (&run.plan, &run.listed);
            let make = || PickingTaker {
                rows: Rows::new(place, plan, as_of, listed.clone()),
                pick,
                picked: Vec::new(),
                rejected: plan.needs.left_out.then(Vec::new),
            };
            let mut failed = None;
            let read = run.open.read_with(&plan.needs, threads, &make, &mut |(picked, rejected)| {
                tell(rejects.as_deref_mut(), &rejected, id, &files);
                match picked.into_iter().try_for_each(&mut *take) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
            let (summary, takers) = read.map_err(RunError::from)?;
            let counts = takers.into_iter().map(|taker| {
                self.latest = self.latest.max(taker.rows.latest);
                taker.rows.finish()
            });
            let counts = counts.reduce(|mut one, other| {
                one.merge(other);
                one
            });
            (run.summary, run.rows) = (summary, counts.unwrap_or_default());
        }
        self.finish();
        Ok(())
    }

    /// Reads every log once for the latest time in it.
    pub fn find_latest(&mut self) -> Result<Option<Instant>, RunError> {
        for run in &mut self.logs {
            let plan = &run.plan;
            let make = || LatestTaker { plan, latest: None };
            let take = &mut |()| ControlFlow::Continue(());
            let (summary, takers) = run.open.read_with(&plan.needs, self.threads, &make, take)?;
            self.latest = takers.iter().map(|taker| taker.latest).max().flatten().max(self.latest);
            run.summary = summary;
        }
        self.finish();
        Ok(self.latest)
    }
}

fn files(open: &crate::log::OpenLog<'_>) -> Vec<String> {
    open.files().map(str::to_owned).collect()
}

/// Tells of rows that are not judged or are data errors, in the order of the rows.
fn tell(rejects: Option<&mut Rejects<'_>>, rejected: &[Rejected], log: &str, files: &[String]) {
    let Some(rejects) = rejects else { return };
    for rejected in rejected {
        rejects(&rejected.told(log, files));
    }
}

/// Counts the cases of its blocks.
struct CountingTaker<'p> {
    counting: Counting<'p>,
    rejected: Option<Vec<Rejected>>,
}

impl Taker for CountingTaker<'_> {
    type Output = Vec<Rejected>;

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        let Self { counting, rejected } = self;
        match rejected {
            None => counting.block(block, symbols),
            Some(kept) => counting.block_rejecting(block, symbols, Rejecting::new(Some(kept))),
        }
        ControlFlow::Continue(())
    }

    fn output(&mut self) -> Self::Output {
        self.rejected.as_mut().map(std::mem::take).unwrap_or_default()
    }
}

/// Picks from the judgements of its blocks.
struct PickingTaker<'p, X> {
    rows: Rows<'p>,
    pick: &'p (dyn Fn(&Judged<'_>) -> Option<X> + Sync),
    picked: Vec<X>,
    rejected: Option<Vec<Rejected>>,
}

impl<X> Taker for PickingTaker<'_, X> {
    type Output = (Vec<X>, Vec<Rejected>);

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        let Self { rows, pick, picked, rejected } = self;
        let rejecting = Rejecting::new(rejected.as_mut());
        let done = rows.judge(block, symbols, rejecting, &mut |judged: &Judged<'_>| {
            picked.extend(pick(judged));
            Ok::<_, Infallible>(())
        });
        let Ok(()) = done;
        ControlFlow::Continue(())
    }

    fn output(&mut self) -> Self::Output {
        (std::mem::take(&mut self.picked), self.rejected.as_mut().map(std::mem::take).unwrap_or_default())
    }
}

/// Looks how far its blocks reach.
struct LatestTaker<'p> {
    plan: &'p Plan,
    latest: Option<Instant>,
}

impl Taker for LatestTaker<'_> {
    type Output = ();

    fn block(&mut self, block: &Block, _: &[Symbols]) -> ControlFlow<()> {
        self.latest = self.latest.max(reach::reach(self.plan, block));
        ControlFlow::Continue(())
    }

    fn output(&mut self) {}
}
