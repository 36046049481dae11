//! The cases of a block under every subject, and what became of each row.

use super::reject::{Rejecting, WhyRejected, unread};
use super::run::{self, Judged};
use super::values::UnknownValues;
use crate::calendar::Instant;
use crate::clock::{Judgement, Plan, Reason, State, Truth, judge};
use crate::log::{Block, Places, Symbols};
use std::collections::BTreeMap;

/// What became of the rows of a log, beside what its reader counted.
#[derive(Clone, Debug, Default)]
pub struct RowCounts {
    /// Cases that at least one target was about.
    pub judged: u64,
    /// Of these, data errors under at least one target.
    pub invalid: u64,
    /// Cases that began after as-of.
    pub later: Places,
    /// Cases that no promise covers.
    pub uncovered: u64,
    /// Data errors of judged cases, each case once a reason.
    pub errors: BTreeMap<Reason, Places>,
    /// Cases with a pause that has no end although the clock has stopped.
    pub unclosed: Places,
    /// Values that `[order]` does not list.
    pub unknown: Vec<UnknownValues>,
}

impl RowCounts {
    /// Adds what became of other rows of the same log.
    pub(super) fn merge(&mut self, other: Self) {
        self.judged += other.judged;
        self.invalid += other.invalid;
        self.later.merge(other.later);
        self.uncovered += other.uncovered;
        for (reason, places) in other.errors {
            self.errors.entry(reason).or_default().merge(places);
        }
        self.unclosed.merge(other.unclosed);
        self.unknown.iter_mut().zip(other.unknown).for_each(|(one, other)| one.merge(other));
    }
}

/// Judges cases of one log row by row, and counts what became of them. Everything that changes is of
/// one worker: several can each have their own, and what they counted merges.
pub(super) struct Rows<'p> {
    /// The log, by its place in the run.
    log: usize,
    plan: &'p Plan,
    as_of: Option<Instant>,
    truth: Truth<'p>,
    pub(super) counts: RowCounts,
    /// The latest time in the columns that tell how far the log reaches.
    pub(super) latest: Option<Instant>,
}

/// What one row was, beside its judgements.
#[derive(Default)]
struct Row {
    judged: bool,
    /// When it begins, where that is after as-of.
    later: Option<Instant>,
    unclosed: Option<Instant>,
    /// Data errors, each reason once.
    errors: Vec<(Reason, Judgement)>,
}

impl<'p> Rows<'p> {
    /// With no row judged; `counts` are those of the log before any.
    pub(super) fn new(log: usize, plan: &'p Plan, as_of: Option<Instant>, counts: RowCounts) -> Self {
        Self { log, plan, as_of, truth: Truth::new(&plan.tests), counts, latest: None }
    }

    pub(super) fn judge<E>(
        &mut self,
        block: &Block,
        symbols: &[Symbols],
        mut rejecting: Rejecting<'_>,
        visit: &mut impl FnMut(&Judged<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = self.plan;
        self.truth.learn(symbols);
        self.latest = self.latest.max(run::reach(plan, block));
        self.counts.unknown.iter_mut().for_each(|unknown| unknown.look(block, symbols));
        let mut bits = Vec::new();
        let mut found = Row::default();
        for row in 0..block.len() {
            let case = run::case(plan, &self.truth, block, row, self.as_of, &mut bits);
            let mut failed = Ok(());
            found.clear();
            for subject in &plan.subjects {
                let outcome = judge(&case, subject, &mut (), &mut |target, judgement, &()| {
                    found.learn(&judgement);
                    if failed.is_ok() {
                        let (log, by) = (self.log, plan.by.as_slice());
                        failed = visit(&Judged { log, block, row, symbols, by, target, judgement });
                    }
                });
                found.judged |= outcome.judged;
                found.later = found.later.or(outcome.later);
            }
            failed?;
            self.count(block, row, &found, &mut rejecting);
        }
        rejecting.left_out(block, u64::MAX);
        Ok(())
    }

    fn count(&mut self, block: &Block, row: usize, found: &Row, rejecting: &mut Rejecting<'_>) {
        let counts = &mut self.counts;
        let (file, line) = (block.file, block.lines.get(row).copied().unwrap_or(0));
        let time = |instant| self.plan.zone.rfc3339(instant).to_string();
        rejecting.left_out(block, line);
        for (reason, judgement) in &found.errors {
            let found = || shown(*reason, judgement, block, row, &time);
            counts.errors.entry(*reason).or_default().add_with(file, line, found);
            rejecting.case(block, row, WhyRejected::Invalid(*reason), found);
        }
        counts.invalid += u64::from(!found.errors.is_empty());
        if let Some(from) = found.unclosed {
            counts.unclosed.add_with(file, line, || time(from));
        }
        match (found.judged, found.later) {
            (true, _) => counts.judged += 1,
            (false, Some(start)) => {
                counts.later.add_with(file, line, || time(start));
                rejecting.case(block, row, WhyRejected::Later, || time(start));
            }
            (false, None) => counts.uncovered += 1,
        }
    }
}

impl Row {
    fn clear(&mut self) {
        self.errors.clear();
        (self.judged, self.later, self.unclosed) = (false, None, None);
    }

    fn learn(&mut self, judgement: &Judgement) {
        if judgement.state == State::Invalid
            && let Some(reason) = judgement.reason
            && self.errors.iter().all(|(known, _)| *known != reason)
        {
            self.errors.push((reason, *judgement));
        }
        self.unclosed = self.unclosed.or(judgement.unclosed);
    }
}

/// What stands in a case that is a data error.
fn shown(
    reason: Reason,
    judgement: &Judgement,
    block: &Block,
    row: usize,
    time: &impl Fn(Instant) -> String,
) -> String {
    match (reason, judgement.start, judgement.stop) {
        (Reason::StopBeforeStart, Some(start), Some(stop)) => format!("{} < {}", time(stop), time(start)),
        _ if reason.is_unreadable() => unread(block, row),
        _ => String::new(),
    }
}
