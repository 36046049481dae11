//! The terms of a remedy in figures: what it is owed for, how much, and up to where.

use super::Owed;
use crate::model::{Amount, Date, Period, Remedy, RemedyPer, Share};
use crate::report::money::{self, Money};
use crate::tally::PeriodKey;
use crate::text::Decimal;
use std::collections::BTreeMap;

/// A remedy in figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'d> {
    remedy: &'d Remedy,
    places: u32,
}

/// The cases of a target in a period.
#[derive(Clone, Debug)]
pub(super) struct Attained {
    share: Share,
    met: u64,
    decided: u64,
    of: Option<Decimal>,
}

/// Something that is owed for a period.
#[derive(Clone, Copy, Debug)]
pub(super) struct PeriodOwed<T> {
    pub(super) period: Period,
    pub(super) key: PeriodKey,
    /// The target that asks for the most.
    pub(super) target: T,
    /// What its attainment is below.
    pub(super) below: Share,
    /// How much, in the smallest unit; `None` where that cannot be told.
    pub(super) minor: Option<i128>,
}

impl<T> PeriodOwed<T> {
    /// The last day of the period.
    pub(super) fn last_day(&self) -> Option<Date> {
        self.key.end(self.period).map(|end| end.plus_days(-1))
    }
}

impl Attained {
    pub(super) fn new(share: Share) -> Self {
        Self { share, met: 0, decided: 0, of: Some(Decimal::ZERO) }
    }

    /// Adds a case that counts, with what a percentage is of.
    pub(super) fn add(&mut self, is_met: bool, of: Option<Decimal>) {
        self.merge(&Self { share: self.share, met: u64::from(is_met), decided: 1, of });
    }

    /// Adds other cases of the same target and period.
    pub(super) fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.decided += other.decided;
        self.of = self.of.zip(other.of).and_then(|(sum, of)| sum.plus(of));
    }
}

impl<'d> Terms<'d> {
    /// `None` for a remedy in words alone.
    pub(super) fn new(remedy: &'d Remedy) -> Option<Self> {
        let places = money::places(remedy.currency.as_ref().map(|code| code.value.as_str()));
        remedy.is_in_figures().then_some(Self { remedy, places })
    }

    /// What it is owed for.
    pub(super) fn per(self) -> RemedyPer {
        let said = self.remedy.per.map(|per| per.value);
        if self.remedy.tiers.is_empty() { said.unwrap_or(RemedyPer::Case) } else { RemedyPer::Period }
    }

    /// Nothing owed yet.
    pub(super) fn nothing(self) -> Owed {
        let currency = self.remedy.currency.as_ref().map(|code| code.value.clone());
        Owed { money: Money { currency, minor: 0 }, times: 0, per: self.per(), unpriced: 0 }
    }

    /// What a breached case is owed, in the smallest unit; `None` for a percentage of what is not there.
    pub(super) fn of_case(self, of: Option<Decimal>) -> Option<i128> {
        self.money(self.remedy.amount.as_ref()?.value, of)
    }

    /// What is owed for periods: for each once, by the target that asks for the most.
    pub(super) fn of_periods<'a, T: Copy + 'a>(
        self,
        attained: impl IntoIterator<Item = (&'a (Period, PeriodKey, T), &'a Attained)>,
    ) -> Vec<PeriodOwed<T>> {
        let mut periods: BTreeMap<(Period, PeriodKey), PeriodOwed<T>> = BTreeMap::new();
        for (&(period, key, target), attained) in attained {
            let Some((below, amount)) = self.fallen_below(attained) else { continue };
            let owed = PeriodOwed { period, key, target, below, minor: self.money(amount, attained.of) };
            let known = periods.entry((period, key)).or_insert(owed);
            if owed.minor > known.minor {
                *known = owed;
            }
        }
        periods.into_values().collect()
    }

    /// The share that an attainment is below, and the amount for it; `None` where it is high enough.
    fn fallen_below(self, attained: &Attained) -> Option<(Share, Amount)> {
        let is_below = |share: Share| !share.is_reached(attained.met, attained.decided);
        if self.remedy.tiers.is_empty() {
            let amount = self.remedy.amount.as_ref()?.value;
            return is_below(attained.share).then_some((attained.share, amount));
        }
        let below = self.remedy.tiers.iter().filter(|tier| is_below(tier.below.value));
        below.min_by_key(|tier| tier.below.value).map(|tier| (tier.below.value, tier.amount.value))
    }

    /// In the smallest unit; `None` for a percentage of what is not there.
    fn money(self, amount: Amount, of: Option<Decimal>) -> Option<i128> {
        match amount {
            Amount::Fixed(amount) => money::minor(amount, self.places),
            Amount::Percent(share) => money::share_of(share.to_decimal(), of?, self.places),
        }
    }

    /// The period of the cap that a day lies in; without a cap one is as good as another.
    pub(super) fn cap_period(self, day: Option<Date>) -> PeriodKey {
        match (&self.remedy.cap, day) {
            (Some((_, per)), Some(day)) => PeriodKey::of(per.value, day),
            _ => PeriodKey::ALL,
        }
    }

    /// What remains of a sum under the cap.
    pub(super) fn capped(self, sum: i128) -> i128 {
        let most = self.remedy.cap.as_ref().and_then(|(most, _)| money::minor(most.value, self.places));
        most.map_or(sum, |most| most.min(sum))
    }
}
