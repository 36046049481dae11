//! The cases of a block under every subject, and what became of each row.

use super::reject::{Rejecting, WhyRejected, unread};
use super::run::{self, Judged};
use super::values::UnknownValues;
use crate::calendar::Instant;
use crate::clock::{Judgement, Plan, Reason, State, judge};
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

/// Judges the cases of one log.
pub(super) struct Rows<'a, 'r, 'b> {
    /// The log, by its place in the run.
    pub(super) log: usize,
    pub(super) plan: &'a Plan,
    pub(super) as_of: Option<Instant>,
    pub(super) counts: &'a mut RowCounts,
    pub(super) rejecting: Rejecting<'r, 'b>,
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

impl Rows<'_, '_, '_> {
    pub(super) fn judge<E>(
        mut self,
        block: &Block,
        symbols: &[Symbols],
        visit: &mut impl FnMut(&Judged<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = self.plan;
        let mut bits = Vec::new();
        let mut found = Row::default();
        for row in 0..block.len() {
            let case = run::case(plan, block, row, self.as_of, &mut bits);
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
            self.count(block, row, &found);
        }
        self.rejecting.left_out(block, u64::MAX);
        Ok(())
    }

    fn count(&mut self, block: &Block, row: usize, found: &Row) {
        let counts = &mut *self.counts;
        let (file, line) = (block.file, block.lines.get(row).copied().unwrap_or(0));
        let time = |instant| self.plan.zone.rfc3339(instant).to_string();
        self.rejecting.left_out(block, line);
        for (reason, judgement) in &found.errors {
            let found = || shown(*reason, judgement, block, row, &time);
            counts.errors.entry(*reason).or_default().add_with(file, line, found);
            self.rejecting.case(block, row, WhyRejected::Invalid(*reason), found);
        }
        counts.invalid += u64::from(!found.errors.is_empty());
        if let Some(from) = found.unclosed {
            counts.unclosed.add_with(file, line, || time(from));
        }
        match (found.judged, found.later) {
            (true, _) => counts.judged += 1,
            (false, Some(start)) => {
                counts.later.add_with(file, line, || time(start));
                self.rejecting.case(block, row, WhyRejected::Later, || time(start));
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
