//! The cases of a block under every subject, and what became of each row.

use super::reach;
use super::reject::{Rejecting, WhyRejected, unread};
use super::run::{self, Judged};
use super::values::{Listed, UnknownValues};
use crate::calendar::{Instant, Zone};
use crate::clock::{Judgement, Noted, Plan, Reason, State, Truth, judge};
use crate::log::{Block, Places, Symbols};
use std::collections::BTreeMap;
use std::ops::Range;

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
        self.unknown.iter_mut().zip(other.unknown).for_each(|(one, other)| one.places.merge(other.places));
    }
}

impl RowCounts {
    /// Counts what became of a row.
    fn count(&mut self, zone: &Zone, block: &Block, row: usize, found: &Row, rejecting: &mut Rejecting<'_>) {
        let (file, line) = (block.file, block.lines.get(row).copied().unwrap_or(0));
        let time = |instant| zone.rfc3339(instant).to_string();
        rejecting.left_out(block, line);
        for (reason, judgement) in &found.errors {
            let found = || shown(*reason, judgement, block, row, &time);
            self.errors.entry(*reason).or_default().add_with(file, line, found);
            rejecting.case(block, row, WhyRejected::Invalid(*reason), found);
        }
        self.invalid += u64::from(!found.errors.is_empty());
        if let Some(from) = found.unclosed {
            self.unclosed.add_with(file, line, || time(from));
        }
        match (found.judged, found.later) {
            (true, _) => self.judged += 1,
            (false, Some(start)) => {
                self.later.add_with(file, line, || time(start));
                rejecting.case(block, row, WhyRejected::Later, || time(start));
            }
            (false, None) => self.uncovered += 1,
        }
    }

    /// Counts what became of the rows of a batch.
    pub(super) fn count_batch(&mut self, zone: &Zone, block: &Block, rows: Range<usize>, noted: &Noted) {
        // Few rows are anything but judged or uncovered.
        let mut found: BTreeMap<usize, Row> = BTreeMap::new();
        for (row, start) in &noted.later {
            found.entry(*row).or_default().later.get_or_insert(*start);
        }
        for (row, reason, judgement) in &noted.invalid {
            found.entry(*row).or_default().errors.push((*reason, *judgement));
        }
        for (row, from) in &noted.unclosed {
            found.entry(*row).or_default().unclosed.get_or_insert(*from);
        }
        let judged = noted.judged.len() as u64;
        self.judged += judged;
        self.uncovered += rows.len() as u64 - judged;
        for (row, mut of_row) in found {
            // It was counted among all.
            of_row.judged = noted.judged.contains(row);
            let counted = if of_row.judged { &mut self.judged } else { &mut self.uncovered };
            *counted -= 1;
            self.count(zone, block, rows.start + row, &of_row, &mut Rejecting::default());
        }
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
    listed: Vec<Listed>,
    pub(super) counts: RowCounts,
    /// The latest time in the columns that tell how far the log reaches.
    pub(super) latest: Option<Instant>,
    /// The latest begin or end of a pause.
    pub(super) latest_pause: Option<Instant>,
    /// The rows of the last block that no promise covers.
    pub(super) uncovered: Vec<usize>,
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
    /// With no row judged.
    pub(super) fn new(log: usize, plan: &'p Plan, as_of: Option<Instant>, listed: Vec<Listed>) -> Self {
        let counts = RowCounts::default();
        Self {
            log,
            plan,
            as_of,
            truth: Truth::new(&plan.tests),
            listed,
            counts,
            latest: None,
            latest_pause: None,
            uncovered: Vec::new(),
        }
    }

    /// What became of the rows.
    pub(super) fn finish(self) -> RowCounts {
        let unknown = self.listed.into_iter().map(|listed| listed.unknown).collect();
        RowCounts { unknown, ..self.counts }
    }

    /// Looks at what a block says beside its cases.
    pub(super) fn look(&mut self, block: &Block, symbols: &[Symbols]) {
        self.latest = self.latest.max(reach::reach(self.plan, block));
        self.latest_pause = self.latest_pause.max(reach::latest_pause(self.plan, block));
        self.listed.iter_mut().for_each(|listed| listed.look(block, symbols));
    }

    /// Judges the cases of a block one by one.
    pub(super) fn judge<E>(
        &mut self,
        block: &Block,
        symbols: &[Symbols],
        mut rejecting: Rejecting<'_>,
        visit: &mut impl FnMut(&Judged<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = self.plan;
        self.truth.learn(symbols);
        self.look(block, symbols);
        let mut bits = Vec::new();
        let mut found = Row::default();
        self.uncovered.clear();
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
            if !found.judged && found.later.is_none() {
                self.uncovered.push(row);
            }
            self.counts.count(&plan.zone, block, row, &found, &mut rejecting);
        }
        rejecting.left_out(block, u64::MAX);
        Ok(())
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
