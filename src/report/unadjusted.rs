//! Attainment without what the promise takes out: exclusions and pauses.
//!
//! Each is found by judging the same logs again under the same definitions without the exceptions, or
//! without the pauses, so it is what the promise would have said, and not an estimate.

use super::build::{Report, TargetReport};
use super::cells::Cell;
use super::run::{AsOf, Query};
use crate::tally::Group;
use std::collections::HashMap;
use std::sync::Arc;

/// Something that a promise takes out before it judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// The exceptions: without them a case is judged by its time.
    Exceptions,
    /// The pauses of clocks: without them their time counts.
    Pauses,
}

/// Cases that are met, of those that are decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attained {
    /// Met.
    pub met: u64,
    /// Met, late and overdue.
    pub decided: u64,
}

/// What a cell would be without what the promise takes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unadjusted {
    /// If no case were excluded by an exception.
    pub without_exceptions: Attained,
    /// If no pause were deducted.
    pub without_pauses: Attained,
}

impl Query {
    /// What to ask of the same logs, as of the same time, for the report without something.
    #[must_use]
    pub fn without(&self, allowance: Allowance, report: &Report) -> Self {
        Self {
            without: Some(allowance),
            as_of: report.as_of.map(AsOf::Instant),
            remedies: false,
            times: false,
            repeats: false,
            ..self.clone()
        }
    }
}

impl Report {
    /// Sets what the same logs say without exceptions and without pauses beside each cell.
    pub fn set_beside(&mut self, without_exceptions: &Self, without_pauses: &Self) {
        let others = without_exceptions.targets().zip(without_pauses.targets());
        let others: Vec<_> = others.map(|((_, one), (_, other))| [one, other].map(cells)).collect();
        let subjects = self.commitments.iter_mut().chain(&mut self.standards);
        let targets = subjects.flat_map(|subject| &mut subject.targets);
        for (target, [exceptions, pauses]) in targets.zip(others) {
            if target.share.is_none() {
                continue;
            }
            for cell in target.periods.iter_mut().chain(&mut target.totals) {
                let place = (cell.period.clone(), Group::clone(&cell.by));
                cell.unadjusted = Some(Unadjusted {
                    without_exceptions: exceptions.get(&place).copied().unwrap_or_default(),
                    without_pauses: pauses.get(&place).copied().unwrap_or_default(),
                });
            }
        }
    }
}

/// The cells of a target by period and group.
fn cells(target: &TargetReport) -> HashMap<(Option<Arc<str>>, Group), Attained> {
    let place = |cell: &Cell| {
        let attained = Attained { met: cell.met, decided: cell.decided() };
        ((cell.period.clone(), Group::clone(&cell.by)), attained)
    };
    target.periods.iter().chain(&target.totals).map(place).collect()
}

impl Attained {
    /// As a share; `None` without cases.
    pub fn share(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
        let share = || self.met as f64 / self.decided as f64;
        (self.decided > 0).then(share)
    }
}
