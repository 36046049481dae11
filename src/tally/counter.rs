//! Counts of one target, period and group.

use super::sample::Sample;
use super::times::Times;
use crate::calendar::Instant;
use crate::clock::{Judgement, Reason, State};
use crate::text::Decimal;
use std::collections::BTreeMap;

/// The cases of one target, period and group.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    /// In time.
    pub met: u64,
    /// Ended late.
    pub late: u64,
    /// Not ended, past due.
    pub overdue: u64,
    /// Not ended, not yet due.
    pub pending: u64,
    /// Not counted.
    pub excluded: u64,
    /// Data errors.
    pub invalid: u64,
    /// Why excluded or invalid.
    pub reasons: BTreeMap<Reason, u64>,
    /// How long ended cases took, in the unit of the limit, or their values.
    pub sample: Sample,
    /// What became of the time of ended cases, where that is asked for.
    pub times: Times,
    /// Dues of open cases, until as-of is known.
    pub open: Vec<Instant>,
}

impl Counter {
    /// Counts one case by itself.
    pub fn add(&mut self, judgement: &Judgement) {
        match judgement.state {
            State::Met => self.met += 1,
            State::Late => self.late += 1,
            State::Overdue => self.overdue += 1,
            State::Pending => self.pending += 1,
            State::Excluded => self.excluded += 1,
            State::Invalid => self.invalid += 1,
            State::Open => match judgement.due {
                Some(due) => self.open.push(due.instant),
                // A clock that stands still cannot become late.
                None => self.pending += 1,
            },
        }
        if let Some(reason) = judgement.reason {
            *self.reasons.entry(reason).or_default() += 1;
        }
        if matches!(judgement.state, State::Met | State::Late) {
            let took = judgement.elapsed.map(|took| Decimal::from_integer(took.amount()));
            took.or(judgement.value).into_iter().for_each(|number| self.sample.push(number));
        }
    }

    /// Adds what another part of the log has counted.
    pub fn merge(&mut self, other: Self) {
        self.met += other.met;
        self.late += other.late;
        self.overdue += other.overdue;
        self.pending += other.pending;
        self.excluded += other.excluded;
        self.invalid += other.invalid;
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
        self.sample.merge(other.sample);
        self.times.merge(other.times);
        self.open.extend(other.open);
    }

    /// Decides every open case, now that as-of is known.
    pub fn settle(&mut self, as_of: Instant) {
        for due in self.open.drain(..) {
            match Judgement::settle(Some(due), as_of) {
                State::Overdue => self.overdue += 1,
                _ => self.pending += 1,
            }
        }
    }

    /// Cases that count: met, late and overdue.
    pub fn decided(&self) -> u64 {
        self.met + self.late + self.overdue
    }
}
