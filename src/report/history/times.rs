//! How long cases took, in a bounded memory: so many different times are kept exactly, more by bins.

use crate::tally::Scale;
use crate::text::Decimal;
use std::collections::BTreeMap;

/// The most different times that are kept exactly.
const MOST_EXACT: usize = 2_048;

/// How often each time was met. What it says depends on the times alone, and not on who met them when.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    exact: BTreeMap<Decimal, u64>,
    /// Where there were more: all of them by their bins.
    bins: BTreeMap<i32, u64>,
}

impl Times {
    pub(super) fn add(&mut self, time: Decimal, scale: &Scale) {
        if self.bins.is_empty() {
            *self.exact.entry(time).or_default() += 1;
            self.keep_bounds(scale);
        } else {
            *self.bins.entry(scale.bin(time)).or_default() += 1;
        }
    }

    pub(super) fn merge(&mut self, other: Self, scale: &Scale) {
        for (time, count) in other.exact {
            *self.exact.entry(time).or_default() += count;
        }
        for (bin, count) in other.bins {
            *self.bins.entry(bin).or_default() += count;
        }
        self.keep_bounds(scale);
    }

    fn keep_bounds(&mut self, scale: &Scale) {
        if self.exact.len() > MOST_EXACT || !self.bins.is_empty() {
            for (time, count) in std::mem::take(&mut self.exact) {
                *self.bins.entry(scale.bin(time)).or_default() += count;
            }
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.exact.values().chain(self.bins.values()).sum()
    }

    /// The time of a rank, 1 for the shortest; by bins at most 0.8 % off.
    pub(super) fn at_rank(&self, rank: u128, scale: &Scale) -> Option<Decimal> {
        let mut seen = 0;
        let mut reaches = |count: u64| {
            seen += u128::from(count);
            seen >= rank
        };
        let exact = self.exact.iter().find(|(_, count)| reaches(**count)).map(|(time, _)| *time);
        exact.or_else(|| {
            self.bins.iter().find(|(_, count)| reaches(**count)).map(|(bin, _)| scale.number(*bin))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Edge, Grain};

    fn scale() -> Scale {
        Scale::new(Grain::Whole, &[Edge::AtMost(Decimal::from_integer(3_600))])
    }

    fn times(numbers: impl Iterator<Item = i64>) -> Times {
        let mut times = Times::default();
        numbers.for_each(|number| times.add(Decimal::from_integer(number), &scale()));
        times
    }

    #[test]
    fn few_times_are_exact_and_many_nearly() {
        let found = |times: &Times, rank| times.at_rank(rank, &scale()).and_then(Decimal::to_integer);
        let few = times((1..=2_048).map(|number| number * 10));
        assert_eq!([found(&few, 1), found(&few, 1_003), found(&few, 2_049)], [Some(10), Some(10_030), None]);
        let many = times((1..=4_000).map(|number| number * 10));
        let near = found(&many, 1_003).unwrap();
        assert!((near - 10_030).abs() * 1_000 <= 10_030 * 8, "{near}");
        assert_eq!(many.count(), 4_000);
    }

    #[test]
    fn it_does_not_matter_who_met_which_times() {
        for most in [2_048, 2_049, 6_000] {
            let whole = times(0..most);
            let mut merged = times((0..most).filter(|number| number % 3 == 0));
            merged.merge(times((0..most).filter(|number| number % 3 != 0)), &scale());
            assert_eq!((whole.exact, whole.bins), (merged.exact, merged.bins), "{most}");
        }
    }
}
