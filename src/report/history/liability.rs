//! What the remedies of the past came to in a period, to be held against what they may cost.

use super::is_over;
use crate::calendar::{Instant, Zone};
use crate::model::{Date, Period, Remedy};
use crate::report::money::{self, Money};
use crate::report::remedy::OwedLine;
use crate::tally::PeriodKey;
use crate::text::Decimal;
use std::collections::BTreeMap;

/// What a remedy came to in periods of one length, those in which nothing was owed among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liability {
    /// In all of them.
    pub sum: Money,
    /// How many there are.
    pub periods: u64,
    /// Whether they are over. Where none is, it is what the first one came to so far.
    pub over: bool,
}

impl Liability {
    /// Whether a period comes to more than an amount, on average.
    pub fn exceeds(&self, most: Decimal) -> bool {
        let most = money::minor(most, self.sum.places());
        most.and_then(|most| most.checked_mul(i128::from(self.periods)))
            .is_some_and(|most| self.sum.minor > most)
    }

    /// What a period comes to on average, rounded up, so that what is more than an amount is shown as more.
    pub fn mean(&self) -> Money {
        let periods = i128::from(self.periods).max(1);
        let rest = i128::from(self.sum.minor.rem_euclid(periods) > 0);
        Money { minor: self.sum.minor.div_euclid(periods) + rest, ..self.sum.clone() }
    }
}

/// What is owed under a version, and when its cases came.
pub(super) struct Costs<'l> {
    pub(super) remedy: &'l Remedy,
    /// By day, with amounts; what has no amount is left out, so that it comes to this at least.
    pub(super) lines: Vec<&'l OwedLine>,
    /// The first and the last day on which a case started.
    pub(super) days: (Date, Date),
    pub(super) zone: &'l Zone,
    pub(super) as_of: Option<Instant>,
}

impl Costs<'_> {
    /// In a period of the cap, before that.
    pub(super) fn before_cap(&self) -> Option<Liability> {
        let (_, per) = self.remedy.cap.as_ref()?;
        Some(self.in_periods(per.value, |line| line.before_cap))
    }

    /// In a period of the budget, after the cap.
    pub(super) fn after_cap(&self) -> Option<Liability> {
        let (_, per) = self.remedy.budget.as_ref()?;
        Some(self.in_periods(per.value, |line| line.minor))
    }

    fn in_periods(&self, per: Period, cost: impl Fn(&OwedLine) -> Option<i128>) -> Liability {
        let (first, last) = self.days;
        let mut sums: BTreeMap<PeriodKey, i128> = BTreeMap::new();
        let mut next = Some(first);
        while let Some(day) = next.filter(|day| *day <= last) {
            let key = PeriodKey::of(per, day);
            sums.insert(key, 0);
            next = key.end(per);
        }
        for line in &self.lines {
            if let (Some(day), Some(minor)) = (line.day, cost(line)) {
                *sums.entry(PeriodKey::of(per, day)).or_default() += minor;
            }
        }
        let over: Vec<_> = sums
            .iter()
            .filter(|(key, _)| is_over(**key, per, self.zone, self.as_of))
            .map(|(_, sum)| *sum)
            .collect();
        let counted = if over.is_empty() { sums.values().take(1).copied().collect() } else { over.clone() };
        let currency = self.remedy.currency.as_ref().map(|code| code.value.clone());
        Liability {
            sum: Money { currency, minor: counted.iter().sum() },
            periods: counted.len() as u64,
            over: !over.is_empty(),
        }
    }
}
