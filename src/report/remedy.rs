//! What is owed to customers under the remedy of a commitment, from the judgements of its cases.
//!
//! - `per = "case"`: each case that is late or overdue under any of the targets, once.
//! - `per = "period"`, or with `tiers`: each period of a target whose attainment is too low, by the
//!   target that asks for the most. Without tiers that is a share that is not reached. Of several tiers
//!   the lowest one that the attainment is below counts. Statistics have no attainment and owe nothing.
//! - A percentage is of the column `of`: of the case, or of all cases that count in the period. Halves
//!   of the smallest unit are rounded up, once a case or period.
//! - The cap bounds what is owed in each of its own periods. A case belongs to the period of the date
//!   that counts it, a period to the one that holds its last day.
//!
//! It must not know how cases are judged, and counts nothing that depends on the order of cases.

use super::money::{self, Money};
use crate::clock::{Judgement, State};
use crate::model::{Amount, Date, Period, Remedy, RemedyPer, Share, Target};
use crate::tally::PeriodKey;
use crate::text::Decimal;
use std::collections::BTreeMap;

/// What one case says to a remedy under one target.
#[derive(Clone, Copy, Debug)]
pub struct Claimed<'d> {
    /// The target.
    pub target: &'d Target,
    /// What it says of the case.
    pub judgement: Judgement,
    /// What a percentage is of, where the case has it.
    pub of: Option<Decimal>,
}

/// What is owed under a remedy, added up case by case.
#[derive(Clone, Debug)]
pub struct Bill<'d> {
    remedy: &'d Remedy,
    places: u32,
    /// Cases that are owed something, and how much, by the period of the cap.
    cases: BTreeMap<PeriodKey, i128>,
    times: u64,
    unpriced: u64,
    /// What counts in each period, by its kind and by where the target stands.
    periods: BTreeMap<(Period, PeriodKey, u32), Attained<'d>>,
}

/// The cases of a target in a period.
#[derive(Clone, Debug)]
struct Attained<'d> {
    target: &'d Target,
    met: u64,
    decided: u64,
    of: Option<Decimal>,
}

/// What is owed under a remedy in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// How much.
    pub money: Money,
    /// How many cases or periods are owed something.
    pub times: u64,
    /// What it is owed for.
    pub per: RemedyPer,
    /// How many of them have no amount, since what it is a percentage of is missing or no number.
    pub unpriced: u64,
}

impl<'d> Bill<'d> {
    /// An empty one. `None` for a remedy in words alone.
    pub fn new(remedy: &'d Remedy) -> Option<Self> {
        let is_priced = remedy.amount.is_some() || !remedy.tiers.is_empty();
        let places = money::places(remedy.currency.as_ref().map(|code| code.value.as_str()));
        let (cases, periods) = (BTreeMap::new(), BTreeMap::new());
        is_priced.then_some(Self { remedy, places, cases, times: 0, unpriced: 0, periods })
    }

    /// What it is owed for.
    fn per(&self) -> RemedyPer {
        let said = self.remedy.per.map(|per| per.value);
        if self.remedy.tiers.is_empty() { said.unwrap_or(RemedyPer::Case) } else { RemedyPer::Period }
    }

    /// Takes a case with all that its commitment says of it.
    pub fn add(&mut self, claimed: &[Claimed<'d>]) {
        match self.per() {
            RemedyPer::Case => self.case(claimed),
            RemedyPer::Period => claimed.iter().for_each(|claimed| self.in_period(claimed)),
        }
    }

    fn case(&mut self, claimed: &[Claimed<'d>]) {
        let breached =
            |claimed: &&Claimed<'_>| matches!(claimed.judgement.state, State::Late | State::Overdue);
        let breached: Vec<_> = claimed.iter().filter(breached).collect();
        let (Some(first), Some(amount)) = (breached.first(), self.remedy.amount) else { return };
        let dated = breached.iter().filter_map(|claimed| claimed.judgement.dated).min();
        self.times += 1;
        match self.money(amount.value, first.of) {
            Some(owed) => *self.cases.entry(self.cap_period(dated)).or_default() += owed,
            None => self.unpriced += 1,
        }
    }

    fn in_period(&mut self, claimed: &Claimed<'d>) {
        let Claimed { target, judgement, of } = *claimed;
        let is_met = judgement.state == State::Met;
        if !target.is_share() || !(is_met || matches!(judgement.state, State::Late | State::Overdue)) {
            return;
        }
        let period = target.period();
        let key = judgement.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(period, day));
        let attained = self.periods.entry((period, key, target.span.start)).or_insert(Attained {
            target,
            met: 0,
            decided: 0,
            of: Some(Decimal::ZERO),
        });
        attained.met += u64::from(is_met);
        attained.decided += 1;
        attained.of = attained.of.zip(of).and_then(|(sum, of)| sum.plus(of));
    }

    /// What is owed now that all cases are known.
    pub fn owed(&self) -> Owed {
        let mut sums = self.cases.clone();
        let (mut times, mut unpriced) = (self.times, self.unpriced);
        // Of several targets of a period the one that asks for the most.
        let mut periods: BTreeMap<(Period, PeriodKey), Option<i128>> = BTreeMap::new();
        for ((period, key, _), attained) in &self.periods {
            let Some(amount) = self.amount_of(attained) else { continue };
            let owed = self.money(amount, attained.of);
            let known = periods.entry((*period, *key)).or_insert(owed);
            *known = (*known).max(owed);
        }
        for ((period, key), owed) in periods {
            times += 1;
            let last = key.end(period).map(|end| end.plus_days(-1));
            match owed {
                Some(owed) => *sums.entry(self.cap_period(last)).or_default() += owed,
                None => unpriced += 1,
            }
        }
        let most = self.remedy.cap.as_ref().and_then(|(most, _)| money::minor(most.value, self.places));
        let minor = sums.values().map(|sum| most.map_or(*sum, |most| most.min(*sum))).sum();
        let currency = self.remedy.currency.as_ref().map(|code| code.value.clone());
        Owed { money: Money { currency, minor }, times, per: self.per(), unpriced }
    }

    /// What is owed for a period; `None` where its attainment is high enough.
    fn amount_of(&self, attained: &Attained<'_>) -> Option<Amount> {
        let is_below = |share: Share| !share.is_reached(attained.met, attained.decided);
        if self.remedy.tiers.is_empty() {
            return self
                .remedy
                .amount
                .map(|amount| amount.value)
                .filter(|_| is_below(attained.target.share()));
        }
        let below = self.remedy.tiers.iter().filter(|tier| is_below(tier.below.value));
        below.min_by_key(|tier| tier.below.value).map(|tier| tier.amount.value)
    }

    /// In the smallest unit; `None` for a percentage of what is not there.
    fn money(&self, amount: Amount, of: Option<Decimal>) -> Option<i128> {
        match amount {
            Amount::Fixed(amount) => money::minor(amount, self.places),
            Amount::Percent(share) => money::share_of(share.to_decimal(), of?, self.places),
        }
    }

    /// The period of the cap that a day lies in; without a cap one is as good as another.
    fn cap_period(&self, day: Option<Date>) -> PeriodKey {
        match (&self.remedy.cap, day) {
            (Some((_, per)), Some(day)) => PeriodKey::of(per.value, day),
            _ => PeriodKey::ALL,
        }
    }
}
