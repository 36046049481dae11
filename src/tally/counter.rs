//! Counts of one target, period and group, and the table of all of them.

use super::PeriodKey;
use crate::calendar::Instant;
use crate::clock::{Judgement, Reason, State};
use crate::log::Symbols;
use crate::text::Decimal;
use std::collections::{BTreeMap, HashMap};

/// The cases of one target, period and group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// How long ended cases took, in the unit of the limit.
    pub elapsed: Vec<i64>,
    /// Values of cases.
    pub values: Vec<Decimal>,
    /// Dues of open cases, until as-of is known.
    pub open: Vec<Instant>,
}

impl Counter {
    /// Counts a case.
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
            self.elapsed.extend(judgement.elapsed.map(crate::clock::Elapsed::amount));
            self.values.extend(judgement.value);
        }
    }

    /// Adds what another part of the log has counted.
    pub fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.late += other.late;
        self.overdue += other.overdue;
        self.pending += other.pending;
        self.excluded += other.excluded;
        self.invalid += other.invalid;
        for (reason, count) in &other.reasons {
            *self.reasons.entry(*reason).or_default() += count;
        }
        self.elapsed.extend_from_slice(&other.elapsed);
        self.values.extend_from_slice(&other.values);
        self.open.extend_from_slice(&other.open);
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

/// What a counter is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The target, by its number in the roster.
    pub target: usize,
    /// The period.
    pub period: PeriodKey,
    /// The values of the groups.
    pub by: Vec<String>,
}

/// Counters by their names.
#[derive(Clone, Debug, Default)]
pub struct Counters(BTreeMap<Key, Counter>);

impl Counters {
    /// Adds what another part of a log, or another log, has counted.
    pub fn merge(&mut self, other: Self) {
        for (key, counter) in other.0 {
            self.0.entry(key).or_default().merge(&counter);
        }
    }

    /// Decides every open case, now that as-of is known.
    pub fn settle(&mut self, as_of: Instant) {
        self.0.values_mut().for_each(|counter| counter.settle(as_of));
    }

    /// All of them, in the order of their names.
    pub fn into_all(self) -> impl Iterator<Item = (Key, Counter)> {
        self.0.into_iter()
    }
}

/// What one worker has counted of a log, keyed by numbers so that counting a case builds no text.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counters: HashMap<Box<[u32]>, Counter>,
    /// The texts of the groups' symbols, by column of the groups.
    names: Vec<Vec<String>>,
    key: Vec<u32>,
}

impl Tally {
    /// Keeps the texts of symbols that are new in the columns of the groups.
    pub fn learn(&mut self, by: &[Option<usize>], symbols: &[Symbols]) {
        self.names.resize(by.len(), Vec::new());
        for (names, column) in self.names.iter_mut().zip(by) {
            let Some(symbols) = column.and_then(|column| symbols.get(column)) else { continue };
            while names.len() < symbols.len() {
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                names.push(symbols.text(next).to_owned());
            }
        }
    }

    /// Counts a case under a target, in a period and the group of these symbols.
    pub fn add(&mut self, target: usize, period: PeriodKey, by: &[u32], judgement: &Judgement) {
        self.key.clear();
        self.key.push(u32::try_from(target).unwrap_or(u32::MAX));
        self.key.push(period.number().cast_unsigned());
        self.key.extend_from_slice(by);
        if let Some(counter) = self.counters.get_mut(self.key.as_slice()) {
            counter.add(judgement);
        } else {
            let mut counter = Counter::default();
            counter.add(judgement);
            self.counters.insert(self.key.as_slice().into(), counter);
        }
    }

    /// The counters under their names.
    pub fn finish(self) -> Counters {
        let mut all = Counters::default();
        for (key, counter) in &self.counters {
            let [target, period, by @ ..] = &**key else { continue };
            let name = |(place, &symbol): (usize, &u32)| {
                let names = self.names.get(place);
                names.and_then(|names| names.get(symbol as usize)).cloned().unwrap_or_default()
            };
            let period = PeriodKey::from_number(period.cast_signed());
            let key = Key { target: *target as usize, period, by: by.iter().enumerate().map(name).collect() };
            all.0.entry(key).or_default().merge(counter);
        }
        all
    }
}
