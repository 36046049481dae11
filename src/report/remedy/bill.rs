//! What is owed in all, added up case by case: its memory does not grow with the cases.

use super::Owed;
use super::terms::{Attained, Terms};
use crate::clock::{Judgement, State};
use crate::model::{Period, Remedy, RemedyPer, Target};
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
    terms: Terms<'d>,
    /// What cases are owed, by the period of the cap.
    cases: BTreeMap<PeriodKey, i128>,
    times: u64,
    unpriced: u64,
    /// What counts in each period, by its kind and by where the target stands.
    periods: BTreeMap<(Period, PeriodKey, u32), Attained>,
}

impl<'d> Bill<'d> {
    /// An empty one. `None` for a remedy in words alone.
    pub fn new(remedy: &'d Remedy) -> Option<Self> {
        let terms = Terms::new(remedy)?;
        Some(Self { terms, cases: BTreeMap::new(), times: 0, unpriced: 0, periods: BTreeMap::new() })
    }

    /// Takes a case with all that its commitment says of it.
    pub fn add(&mut self, claimed: &[Claimed<'d>]) {
        match self.terms.per() {
            RemedyPer::Case => self.case(claimed),
            RemedyPer::Period => claimed.iter().for_each(|claimed| self.in_period(claimed)),
        }
    }

    fn case(&mut self, claimed: &[Claimed<'d>]) {
        let breached =
            |claimed: &&Claimed<'_>| matches!(claimed.judgement.state, State::Late | State::Overdue);
        let breached: Vec<_> = claimed.iter().filter(breached).collect();
        let Some(first) = breached.first() else { return };
        let dated = breached.iter().filter_map(|claimed| claimed.judgement.dated).min();
        self.times += 1;
        match self.terms.of_case(first.of) {
            Some(owed) => *self.cases.entry(self.terms.cap_period(dated)).or_default() += owed,
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
        let attained = self.periods.entry((period, key, target.span.start));
        attained.or_insert_with(|| Attained::new(target.share())).add(is_met, of);
    }

    /// What is owed now that all cases are known.
    pub fn owed(&self) -> Owed {
        let mut sums = self.cases.clone();
        let mut owed = Owed { times: self.times, unpriced: self.unpriced, ..self.terms.nothing() };
        for period in self.terms.of_periods(&self.periods) {
            owed.times += 1;
            match period.minor {
                Some(minor) => *sums.entry(self.terms.cap_period(period.last_day())).or_default() += minor,
                None => owed.unpriced += 1,
            }
        }
        owed.money.minor = sums.values().map(|sum| self.terms.capped(*sum)).sum();
        owed
    }
}
