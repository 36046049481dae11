//! What was counted of a target, all its cases and parts of them.

use super::split::{Split, SplitKind};
use super::times::Times;
use crate::calendar::Instant;
use crate::clock::{Judgement, State};
use crate::model::{Date, Share, Statistic};
use crate::report::build::Unit;
use crate::report::sample::Ratio;
use crate::report::suggest::Bound;
use crate::tally::{Counter, PeriodKey, Scale};
use crate::text::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cases of a target.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// By state, without how long they took.
    pub counter: Counter,
    /// How long ended cases took, or their values.
    took: Times,
    /// The sum of these numbers, in units of the last place.
    sum: i128,
}

impl Cut {
    /// Counts one case.
    pub(super) fn add(&mut self, judgement: &Judgement, scale: &Scale) {
        add_state(&mut self.counter, judgement);
        if matches!(judgement.state, State::Met | State::Late) {
            let took = judgement.elapsed.map(|took| Decimal::from_integer(took.amount()));
            if let Some(number) = took.or(judgement.value) {
                self.took.add(number, scale);
                self.sum += number.units();
            }
        }
    }

    fn merge(&mut self, other: Self, scale: &Scale) {
        self.counter.merge(other.counter);
        self.took.merge(other.took, scale);
        self.sum += other.sum;
    }

    /// Cases whose time is known to be long enough for percentiles: those that ended, and overdue ones.
    pub fn timed(&self) -> u64 {
        self.took.count() + self.counter.overdue
    }

    /// A percentile by nearest rank; an overdue case took longer than any that ended, and where it is the
    /// one, nobody knows how long.
    fn percentile(&self, percent: u64, scale: &Scale) -> Option<Decimal> {
        let rank = (u128::from(percent) * u128::from(self.timed())).div_ceil(100).max(1);
        self.took.at_rank(rank, scale)
    }

    /// The number that a share of its decided cases keeps to: the least that so many do not exceed, or the
    /// greatest that so many reach. A case without a number, such as an overdue one, keeps to none.
    fn at_share(&self, share: Share, bound: Bound, scale: &Scale) -> Option<Decimal> {
        let wanted = share.least_of(self.counter.decided()).max(1);
        // Where too few have a number, the rank is beyond the last.
        let beyond = self.took.count().checked_sub(wanted)?;
        let rank = match bound {
            Bound::AtMost => wanted,
            Bound::AtLeast => beyond + 1,
        };
        self.took.at_rank(u128::from(rank), scale)
    }
}

/// Counts the state of a case alone: numbers are kept by bins.
pub(super) fn add_state(counter: &mut Counter, judgement: &Judgement) {
    counter.add(&Judgement { elapsed: None, value: None, ..*judgement });
}

/// What was counted of a target while logs are read.
#[derive(Debug, Default)]
pub(super) struct TargetCounts {
    pub(super) all: Cut,
    /// Cases that count, or will, by period.
    pub(super) volumes: BTreeMap<PeriodKey, u64>,
    /// By attribute.
    pub(super) groups: Vec<BTreeMap<Arc<str>, Cut>>,
    /// By hour of the week, Monday 0:00 first.
    pub(super) hours: BTreeMap<usize, Counter>,
    /// By declared peak of the clock's calendar.
    pub(super) peaks: BTreeMap<usize, Counter>,
    /// The first and the last day of a start.
    pub(super) days: Option<(Date, Date)>,
}

impl TargetCounts {
    pub(super) fn merge(&mut self, other: Self, scale: &Scale) {
        self.all.merge(other.all, scale);
        for (key, count) in other.volumes {
            *self.volumes.entry(key).or_default() += count;
        }
        self.groups.resize_with(self.groups.len().max(other.groups.len()), BTreeMap::new);
        for (groups, other) in self.groups.iter_mut().zip(other.groups) {
            for (name, cut) in other {
                groups.entry(name).or_default().merge(cut, scale);
            }
        }
        for (all, other) in [(&mut self.hours, other.hours), (&mut self.peaks, other.peaks)] {
            for (place, counter) in other {
                all.entry(place).or_default().merge(counter);
            }
        }
        self.days = match (self.days, other.days) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
    }

    pub(super) fn add_day(&mut self, day: Date) {
        let (first, last) = self.days.unwrap_or((day, day));
        self.days = Some((first.min(day), last.max(day)));
    }

    /// Decides every open case.
    fn settle(&mut self, as_of: Instant) {
        let cuts = self.groups.iter_mut().flat_map(BTreeMap::values_mut).chain([&mut self.all]);
        let counters = cuts.map(|cut| &mut cut.counter);
        let others = self.hours.values_mut().chain(self.peaks.values_mut());
        counters.chain(others).for_each(|counter| counter.settle(as_of));
    }
}

/// What the logs say of a target.
#[derive(Debug)]
pub struct PastTarget {
    /// All its cases.
    pub all: Cut,
    /// By attribute.
    pub splits: Vec<Split>,
    /// By hour of the week of the start, Monday 0:00 to 1:00 first, where it has cases; in the zone of the
    /// target.
    pub hours: BTreeMap<usize, Counter>,
    /// By declared peak of the clock's calendar, in the order of the file, where it has cases.
    pub peaks: BTreeMap<usize, Counter>,
    /// The first and the last day on which a case started.
    pub days: Option<(Date, Date)>,
    /// Cases in each period that is over and has some, from few to many.
    volumes: Vec<u64>,
    /// What percentiles count.
    pub unit: Unit,
    scale: Scale,
}

/// The median number of cases of a period, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typical {
    /// The cases of `of` periods.
    pub cases: u64,
    /// 1 or 2.
    pub of: u64,
    /// How many periods it is the median of.
    pub periods: usize,
}

impl PastTarget {
    pub(super) fn new(
        mut counts: TargetCounts,
        (unit, scale): (Unit, &Scale),
        splits: &[(String, SplitKind)],
        as_of: Option<Instant>,
        is_over: &dyn Fn(PeriodKey) -> bool,
    ) -> Self {
        if let Some(as_of) = as_of {
            counts.settle(as_of);
        }
        let volumes = counts.volumes.into_iter().filter(|(key, _)| is_over(*key));
        let mut volumes: Vec<_> = volumes.map(|(_, count)| count).collect();
        volumes.sort_unstable();
        let named = splits.iter().zip(counts.groups).filter(|(_, groups)| !groups.is_empty());
        let split = |((attribute, kind), groups): (&(String, SplitKind), _)| Split {
            attribute: attribute.clone(),
            kind: *kind,
            groups,
        };
        Self {
            all: counts.all,
            splits: named.map(split).collect(),
            hours: counts.hours,
            peaks: counts.peaks,
            days: counts.days,
            volumes,
            unit,
            scale: scale.clone(),
        }
    }

    /// The median number of cases over the periods that are over and have some.
    pub fn typical(&self) -> Option<Typical> {
        let periods = self.volumes.len();
        let middle = self.volumes.get((periods.checked_sub(1)?) / 2)?;
        let other = self.volumes.get(periods / 2)?;
        Some(match periods % 2 {
            1 => Typical { cases: *middle, of: 1, periods },
            _ => Typical { cases: middle + other, of: 2, periods },
        })
    }

    /// A percentile of all its cases or of a part by nearest rank, overdue ones among them as the longest;
    /// in the unit of the limit; where there are many different times at most 0.8 % off. `None` without cases, or where the case is overdue.
    pub fn percentile(&self, cut: &Cut, percent: u64) -> Option<Decimal> {
        cut.percentile(percent, &self.scale)
    }

    /// The number that a share of all its cases keeps to, met, late and overdue ones together, in the unit of
    /// the limit; where there are many different numbers at most 0.8 % off. `None` without cases, and where
    /// so many cases have no number.
    pub fn at_share(&self, share: Share, bound: Bound) -> Option<Decimal> {
        self.all.at_share(share, bound, &self.scale)
    }

    /// A statistic over all its ended cases; percentiles are by nearest rank, and where there are many
    /// different numbers at most 0.8 % off.
    pub(in crate::report) fn statistic(&self, statistic: Statistic) -> Option<Ratio> {
        let Cut { counter, took, sum } = &self.all;
        let total = || (Decimal::from_units(*sum), took.count());
        Ratio::of_statistic(statistic, counter.met, total, |percent| {
            let rank = (u128::from(percent) * u128::from(took.count())).div_ceil(100).max(1);
            took.at_rank(rank, &self.scale)
        })
    }
}
