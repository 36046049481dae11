//! Which limits the cases of a class would have met: all that is kept of them.
//!
//! A looser limit meets no case less and leaves no case undecided less, so what a limit would have done
//! is read off two sorted lists. Memory grows with the different limits that cases need, not with cases.

use crate::text::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// On which side of a limit a case is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// At most so much; the smaller the tighter.
    AtMost,
    /// At least so much; the greater the tighter.
    AtLeast,
}

/// What limits would have done to cases.
#[derive(Clone, Debug)]
pub struct History {
    bound: Bound,
    /// Ended cases, by how loose the tightest limit is that they meet.
    met: BTreeMap<Decimal, u64>,
    /// Open cases, by how loose the tightest limit is that leaves them pending.
    pending: BTreeMap<Decimal, u64>,
    /// Cases that no limit meets.
    never: u64,
}

/// What a limit would have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The limit.
    pub limit: Decimal,
    /// Cases that would have met it.
    pub met: u64,
    /// Cases that it would have decided: met, late and overdue ones.
    pub decided: u64,
}

impl Bound {
    /// A limit as a number that is greater the looser it is, and back.
    fn looseness(self, limit: Decimal) -> Decimal {
        match self {
            Self::AtMost => limit,
            Self::AtLeast => Decimal::from_units(-limit.units()),
        }
    }
}

impl History {
    /// Of no cases yet.
    pub fn new(bound: Bound) -> Self {
        Self { bound, met: BTreeMap::new(), pending: BTreeMap::new(), never: 0 }
    }

    /// Adds a case that this limit meets and every tighter one does not.
    pub fn add_met(&mut self, limit: Decimal) {
        *self.met.entry(self.bound.looseness(limit)).or_default() += 1;
    }

    /// Adds an open case that this limit leaves pending, while under every tighter one it is overdue.
    pub fn add_pending(&mut self, limit: Decimal) {
        *self.pending.entry(self.bound.looseness(limit)).or_default() += 1;
    }

    /// Adds cases that no limit meets.
    pub fn add_never(&mut self, cases: u64) {
        self.never += cases;
    }

    /// How many cases even the loosest limit decides.
    pub fn cases(&self) -> u64 {
        self.met.values().sum::<u64>() + self.never
    }

    /// What a limit would have done.
    pub fn at(&self, limit: Decimal) -> Tried {
        let looseness = self.bound.looseness(limit);
        let met = self.met.range(..=looseness).map(|(_, cases)| cases).sum();
        let pending: u64 = self.pending.range(..=looseness).map(|(_, cases)| cases).sum();
        Tried { limit, met, decided: self.cases() + self.pending.values().sum::<u64>() - pending }
    }

    /// The tightest limit at which enough of the decided cases are met, as `enough` says of both numbers.
    /// What is enough must stay so with more cases met, or fewer decided.
    pub fn tightest(&self, enough: impl Fn(u64, u64) -> bool) -> Option<Tried> {
        let mut tried = self.at_none();
        let steps: BTreeSet<_> = self.met.keys().chain(self.pending.keys()).collect();
        steps.into_iter().find_map(|step| {
            tried.met += self.met.get(step).unwrap_or(&0);
            tried.decided -= self.pending.get(step).unwrap_or(&0);
            enough(tried.met, tried.decided).then(|| Tried { limit: self.bound.looseness(*step), ..tried })
        })
    }

    /// What a limit would have done that is too tight for every case.
    fn at_none(&self) -> Tried {
        let decided = self.cases() + self.pending.values().sum::<u64>();
        Tried { limit: Decimal::ZERO, met: 0, decided }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: i64) -> Decimal {
        Decimal::from_integer(number)
    }

    #[test]
    fn a_looser_limit_meets_more_and_decides_fewer() {
        let mut history = History::new(Bound::AtMost);
        for limit in [1, 2, 2, 5] {
            history.add_met(number(limit));
        }
        history.add_pending(number(3));
        history.add_never(1);
        let at = |limit: i64| (history.at(number(limit)).met, history.at(number(limit)).decided);
        assert_eq!(
            [at(0), at(1), at(2), at(3), at(4), at(5)],
            [(0, 6), (1, 6), (3, 6), (3, 5), (3, 5), (4, 5)]
        );
        let tightest = |percent: u64| {
            history.tightest(|met, decided| met * 100 >= decided * percent).map(|tried| tried.limit)
        };
        assert_eq!([tightest(50), tightest(60), tightest(80)], [2, 3, 5].map(|limit| Some(number(limit))));
        assert_eq!(tightest(81), None);
    }

    #[test]
    fn at_least_is_the_other_way_round() {
        let mut history = History::new(Bound::AtLeast);
        for limit in [1, 2, 2, 5] {
            history.add_met(number(limit));
        }
        assert_eq!((history.at(number(2)).met, history.at(number(6)).met), (3, 0));
        let half = history.tightest(|met, decided| met * 2 >= decided).unwrap();
        assert_eq!((half.limit, half.met, half.decided), (number(2), 3, 4));
    }
}
