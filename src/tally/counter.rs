//! Counts of one target, period and group, and the table of all of them.

use super::PeriodKey;
use super::bins::Scale;
use super::places::Places;
use super::sample::{Sample, Scratch};
use crate::calendar::Instant;
use crate::clock::{Judgement, Reason, State};
use crate::text::Decimal;
use std::collections::{BTreeMap, HashMap};

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

/// What a counter is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    target: u32,
    period: PeriodKey,
    /// The group, by its place among the names.
    group: u32,
}

/// Counters under the names of their groups.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    names: Vec<Vec<String>>,
    groups: HashMap<Vec<String>, u32>,
    all: HashMap<Key, Counter>,
}

impl Counters {
    /// Those of one worker, by target and place.
    pub(super) fn of(places: Places, counters: impl Iterator<Item = (usize, usize, Counter)>) -> Self {
        let mut all = Self::default();
        let keys: Vec<_> = places.keys().collect();
        let groups: Vec<_> = places.groups.into_iter().map(|names| all.group(names)).collect();
        for (target, place, counter) in counters {
            let (period, group) = keys[place];
            all.add(target, period, groups[group as usize], counter);
        }
        all
    }

    /// The number of a group of these names.
    pub fn group(&mut self, names: Vec<String>) -> u32 {
        if let Some(&known) = self.groups.get(&names) {
            return known;
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(names.clone());
        self.groups.insert(names, next);
        next
    }

    /// Adds a counter of a target (by its number in the roster), a period and a group.
    pub fn add(&mut self, target: usize, period: PeriodKey, group: u32, counter: Counter) {
        let target = u32::try_from(target).unwrap_or(u32::MAX);
        self.all.entry(Key { target, period, group }).or_default().merge(counter);
    }

    /// Adds what another part of a log, or another log, has counted.
    pub fn merge(&mut self, other: Self) {
        let groups: Vec<_> = other.names.into_iter().map(|names| self.group(names)).collect();
        for (Key { target, period, group }, counter) in other.all {
            self.add(target as usize, period, groups[group as usize], counter);
        }
    }

    /// Decides every open case, now that as-of is known.
    pub fn settle(&mut self, as_of: Instant) {
        self.all.values_mut().for_each(|counter| counter.settle(as_of));
    }

    /// Keeps of each number its bin alone; `scales` are the bins of targets by their number.
    pub fn bin(&mut self, scales: &[Scale]) {
        let mut scratch = Scratch::default();
        for (key, counter) in &mut self.all {
            if let Some(scale) = scales.get(key.target as usize) {
                counter.sample.bin(scale, &mut scratch);
            }
        }
    }

    /// All of them under the names of their groups, in no order: target, period, group, counter.
    pub fn all(&self) -> impl Iterator<Item = (usize, PeriodKey, &[String], &Counter)> {
        self.all.iter().map(|(key, counter)| {
            (key.target as usize, key.period, self.names[key.group as usize].as_slice(), counter)
        })
    }

    /// All of them, by target in the order of periods and of the names of groups.
    pub fn by_target(self) -> BTreeMap<usize, Vec<(PeriodKey, Vec<String>, Counter)>> {
        let Self { names, all, .. } = self;
        let mut order: Vec<_> = (0..names.len()).collect();
        order.sort_unstable_by_key(|&group| &names[group]);
        let mut ranks = vec![0; names.len()];
        order.iter().enumerate().for_each(|(rank, &group)| ranks[group] = rank);
        let mut by_target: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (key, counter) in all {
            by_target.entry(key.target as usize).or_default().push((key.period, key.group as usize, counter));
        }
        let named = |counters: Vec<(PeriodKey, usize, Counter)>| {
            let mut counters = counters;
            counters.sort_unstable_by_key(|(period, group, _)| (*period, ranks[*group]));
            let named = counters.into_iter();
            named.map(|(period, group, counter)| (period, names[group].clone(), counter)).collect()
        };
        by_target.into_iter().map(|(target, counters)| (target, named(counters))).collect()
    }
}
