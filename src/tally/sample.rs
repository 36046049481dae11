//! The numbers of the ended cases of a group: how long they took, or their values.

use super::arena::{Arena, Chain};
use super::bins::{Histogram, Scale};
use crate::stats::nearest_rank;
use crate::text::Decimal;
use std::sync::Arc;

/// Numbers, each exactly, or (beyond a bounded memory) how many fall into which bin.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Numbers of four bytes, in the arenas of the workers that met them.
    chains: Vec<(Arc<Arena>, Chain)>,
    /// Others.
    wide: Vec<Decimal>,
    /// Numbers that are known by their bin alone, in order; a bin may come again.
    bins: Vec<(i32, u64)>,
    /// How many they are, and their sum.
    binned: Total,
}

/// How many numbers there are, and their exact sum in units of [`Decimal`]. No log has numbers enough
/// for a sum that does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many.
    pub count: u64,
    /// Their sum.
    pub sum: i128,
}

impl Total {
    /// Adds a number.
    pub fn add(&mut self, number: Decimal) {
        self.merge(Self { count: 1, sum: number.units() });
    }

    /// Adds others.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.sum = self.sum.saturating_add(other.sum);
    }
}

/// Memory that is used again for one sample after the other.
#[derive(Debug, Default)]
pub struct Scratch {
    numbers: Vec<u32>,
    pub(super) histogram: Histogram,
}

impl Sample {
    pub(super) fn new(arena: &Arc<Arena>, chain: Chain, wide: Vec<Decimal>) -> Self {
        let chains = if chain.is_empty() { Vec::new() } else { vec![(Arc::clone(arena), chain)] };
        Self { chains, wide, ..Self::default() }
    }

    /// Adds a number.
    pub(super) fn push(&mut self, number: Decimal) {
        self.wide.push(number);
    }

    /// Numbers that are known by their bins alone.
    pub fn of_bins(bins: Vec<(i32, u64)>, binned: Total) -> Self {
        Self { bins, binned, ..Self::default() }
    }

    /// Adds the numbers of another part.
    pub fn merge(&mut self, other: Self) {
        self.chains.extend(other.chains);
        self.wide.extend(other.wide);
        self.bins.extend(other.bins);
        self.binned.merge(other.binned);
    }

    /// How many numbers there are, and their sum.
    pub fn total(&self, scale: &Scale) -> Total {
        let mut total = self.binned;
        self.narrow(|numbers| numbers.iter().for_each(|&number| total.add(scale.grain().wide(number))));
        self.wide.iter().for_each(|&number| total.add(number));
        total
    }

    /// Hands out every number with how many of them there are: 1, or of a bin as many as fall into it.
    pub fn each(&self, scale: &Scale, mut take: impl FnMut(Decimal, u64)) {
        self.narrow(|numbers| numbers.iter().for_each(|&number| take(scale.grain().wide(number), 1)));
        self.wide.iter().for_each(|&number| take(number, 1));
        self.bins.iter().for_each(|&(bin, count)| take(scale.number(bin), count));
    }

    fn narrow(&self, mut take: impl FnMut(&[u32])) {
        self.chains.iter().for_each(|(arena, chain)| arena.each(*chain, &mut take));
    }

    /// Percentiles by nearest rank, for `percents` in ascending order; `None` without numbers. They are
    /// exact unless numbers are known by their bins alone.
    pub fn percentiles<const N: usize>(
        &self,
        percents: [u64; N],
        scale: &Scale,
        scratch: &mut Scratch,
    ) -> Option<[Decimal; N]> {
        debug_assert!(percents.is_sorted());
        if !self.bins.is_empty() {
            return self.binned_percentiles(percents, scale, scratch);
        }
        let numbers = &mut scratch.numbers;
        numbers.clear();
        self.narrow(|block| numbers.extend_from_slice(block));
        if !self.wide.is_empty() {
            let mut all: Vec<_> = numbers.iter().map(|&number| scale.grain().wide(number)).collect();
            all.extend(&self.wide);
            all.sort_unstable();
            return all_of(percents.map(|percent| all.get(nearest_rank(percent, all.len())?).copied()));
        }
        let count = numbers.len();
        let mut start = 0;
        all_of(percents.map(|percent| {
            // All that the next one can be lies behind this one.
            let rank = nearest_rank(percent, count)?;
            if rank >= start {
                numbers.get_mut(start..)?.select_nth_unstable(rank - start);
                start = rank + 1;
            }
            numbers.get(rank).map(|&number| scale.grain().wide(number))
        }))
    }

    fn binned_percentiles<const N: usize>(
        &self,
        percents: [u64; N],
        scale: &Scale,
        scratch: &mut Scratch,
    ) -> Option<[Decimal; N]> {
        let bins = self.bins(scale, scratch);
        let count: u64 = bins.iter().map(|(_, count)| count).sum();
        all_of(percents.map(|percent| {
            let mut rank = nearest_rank(percent, usize::try_from(count).ok()?)? as u64;
            let bin = bins.iter().find(|(_, count)| {
                let found = rank < *count;
                rank = rank.saturating_sub(*count);
                found
            })?;
            Some(scale.number(bin.0))
        }))
    }

    /// How many numbers fall into each bin, in order.
    pub fn bins(&self, scale: &Scale, scratch: &mut Scratch) -> Vec<(i32, u64)> {
        let histogram = &mut scratch.histogram;
        self.bins.iter().for_each(|&(bin, count)| histogram.add(bin, count));
        let mut add = |number| histogram.add(scale.bin(number), 1);
        self.narrow(|numbers| numbers.iter().for_each(|&number| add(scale.grain().wide(number))));
        self.wide.iter().for_each(|&number| add(number));
        histogram.drain().collect()
    }

    /// Keeps of each number its bin alone.
    pub fn bin(&mut self, scale: &Scale, scratch: &mut Scratch) {
        let binned = self.total(scale);
        *self = Self::of_bins(self.bins(scale, scratch), binned);
    }
}

fn all_of<const N: usize>(percentiles: [Option<Decimal>; N]) -> Option<[Decimal; N]> {
    let mut all = [Decimal::ZERO; N];
    for (one, found) in all.iter_mut().zip(percentiles) {
        *one = found?;
    }
    Some(all)
}
