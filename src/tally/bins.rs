//! Percentiles within a bounded memory: how many numbers fall into each bin of a log-linear scale.
//!
//! A bin holds the numbers that round to the same one of seven significant binary digits: 64 bins an
//! octave, zero and every whole number below 128 in a bin of its own, at most 0.8 % between a number and
//! the one that stands for it. The limits of a target are edges of bins, so that bins never blur on
//! which side of a limit a percentile lies. Everything is counted in integers.

use crate::clock::THOUSANDTH;
use crate::text::Decimal;

/// What numbers of a target count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// Whole seconds or days.
    #[default]
    Whole,
    /// Values with decimals. Bins narrower than 1/4096 do not exist.
    Decimal,
}

/// The bins of a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    grain: Grain,
    /// Its limits, by the least number on the upper side of each.
    edges: Vec<Edge>,
}

/// A limit of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Numbers up to this one lie on one side.
    AtMost(Decimal),
    /// Numbers from this one on lie on one side.
    AtLeast(Decimal),
}

/// The significant steps of an octave.
const STEPS: i128 = 64;
/// The narrowest bin of values with decimals, in units of [`Decimal`].
const DECIMAL_QUANTUM: i64 = 244_140_625;

/// How often the first octave has doubled up to the one of a number of quanta.
fn octave_of(quanta: u64) -> u32 {
    quanta.checked_ilog2().map_or(0, |log| log.saturating_sub(6))
}

impl Grain {
    /// The unit of bins for small numbers.
    fn quantum(self) -> i128 {
        match self {
            Self::Whole => Decimal::ONE,
            Self::Decimal => i128::from(DECIMAL_QUANTUM),
        }
    }

    /// A number in four bytes, where that is exact.
    pub(super) fn narrow(self, number: Decimal) -> Option<u32> {
        let unit = self.unit();
        let whole = number.units() % unit == 0;
        whole.then(|| u32::try_from(number.units() / unit).ok()).flatten()
    }

    /// The number that four bytes stand for.
    pub(super) fn wide(self, number: u32) -> Decimal {
        Decimal::from_units(i128::from(number) * self.unit())
    }

    /// What four bytes count.
    fn unit(self) -> i128 {
        match self {
            Self::Whole => Decimal::ONE,
            Self::Decimal => i128::from(THOUSANDTH),
        }
    }
}

impl Scale {
    /// The bins of a target with these limits.
    pub fn new(grain: Grain, limits: &[Edge]) -> Self {
        let mut edges = limits.to_vec();
        edges.sort_by_key(|edge| edge.first(grain));
        edges.dedup_by_key(|edge| edge.first(grain));
        Self { grain, edges }
    }

    /// What numbers count.
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// Its limits, each once and in order.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The bin of a number. Greater numbers have the same or greater bins.
    pub fn bin(&self, number: Decimal) -> i32 {
        let (units, quantum) = (number.units(), self.grain.quantum());
        let size = units.unsigned_abs();
        let quantum = quantum.unsigned_abs();
        let octave = (size / quantum).checked_ilog2().map_or(0, |log| log.saturating_sub(6));
        let step = quantum << octave;
        let steps = i128::try_from((size + step / 2) / step).unwrap_or(i128::MAX);
        let place = (i128::from(octave) * STEPS + steps) * units.signum();
        let above = self.edges.partition_point(|edge| edge.first(self.grain) <= units);
        let bins = place * self.parts() + i128::try_from(above).unwrap_or(0);
        i32::try_from(bins).unwrap_or(i32::MAX)
    }

    /// The bin of a number of four bytes, which is many times faster than [`Scale::bin`].
    pub(super) fn bin_of_narrow(&self, number: u32) -> i32 {
        let number = u64::from(number);
        let (octave, steps) = match self.grain {
            Grain::Whole => {
                let octave = octave_of(number);
                (octave, (number + (1 << octave) / 2) >> octave)
            }
            Grain::Decimal => {
                let (size, quantum) = (number * THOUSANDTH.unsigned_abs(), DECIMAL_QUANTUM.unsigned_abs());
                let octave = octave_of(size / quantum);
                let step = quantum << octave;
                (octave, (size + step / 2) / step)
            }
        };
        let place = u64::from(octave) * 64 + steps;
        let units = i128::from(number) * self.grain.unit();
        let above = self.edges.partition_point(|edge| edge.first(self.grain) <= units);
        let bins = place * (self.edges.len() as u64 + 1) + above as u64;
        i32::try_from(bins).unwrap_or(i32::MAX)
    }

    /// The bin of a number that files give, if there is such a bin.
    pub fn parse(&self, bin: i64) -> Option<i32> {
        let farthest = self.bin(Decimal::from_units(i128::MAX / 2));
        i32::try_from(bin).ok().filter(|bin| bin.unsigned_abs() <= farthest.unsigned_abs())
    }

    /// The number that stands for those of a bin.
    pub fn number(&self, bin: i32) -> Decimal {
        let (place, above) =
            (i128::from(bin).div_euclid(self.parts()), i128::from(bin).rem_euclid(self.parts()));
        let octave = (place.abs() / STEPS - 1).max(0);
        let step = self.grain.quantum() << octave;
        let middle = (place.abs() - octave * STEPS) * step * place.signum();
        let above = usize::try_from(above).unwrap_or(0);
        let low = above.checked_sub(1).and_then(|below| self.edges.get(below));
        let units = match (low, self.edges.get(above)) {
            (Some(low), _) if middle < low.first(self.grain) => low.just_above(self.grain, step),
            (_, Some(high)) if middle >= high.first(self.grain) => high.just_below(self.grain, step),
            _ => middle,
        };
        Decimal::from_units(units)
    }

    /// How many parts the limits can cut a bin into.
    fn parts(&self) -> i128 {
        i128::try_from(self.edges.len()).unwrap_or(0) + 1
    }
}

impl Edge {
    /// The least number on the upper side, in units of [`Decimal`].
    fn first(&self, grain: Grain) -> i128 {
        match (self, grain) {
            (Self::AtLeast(limit), _) => limit.units(),
            (Self::AtMost(limit), Grain::Whole) => limit.units() + Decimal::ONE,
            (Self::AtMost(limit), Grain::Decimal) => limit.units() + 1,
        }
    }

    /// The number that stands for those between the limit and the end of its bin, a step wide.
    fn just_above(&self, grain: Grain, step: i128) -> i128 {
        match (self, grain) {
            (Self::AtLeast(limit), _) => limit.units(),
            (Self::AtMost(_), Grain::Whole) => self.first(grain),
            (Self::AtMost(limit), Grain::Decimal) => limit.units() + step / 4,
        }
    }

    /// The number that stands for those between the begin of a bin, a step wide, and the limit.
    fn just_below(&self, grain: Grain, step: i128) -> i128 {
        match (self, grain) {
            (Self::AtMost(limit), _) => limit.units(),
            (Self::AtLeast(limit), Grain::Whole) => limit.units() - Decimal::ONE,
            (Self::AtLeast(limit), Grain::Decimal) => limit.units() - step / 4,
        }
    }
}

/// Numbers by bin, while they are added up.
#[derive(Debug, Default)]
pub(super) struct Histogram {
    /// By bin from [`Histogram::first`] on.
    counts: Vec<u64>,
    first: i32,
}

impl Histogram {
    /// Adds numbers of one bin.
    pub(super) fn add(&mut self, bin: i32, count: u64) {
        if self.counts.is_empty() {
            self.first = bin;
        }
        if bin < self.first {
            let more = self.first.abs_diff(bin) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(0, more));
            self.first = bin;
        }
        let place = self.first.abs_diff(bin) as usize;
        if place >= self.counts.len() {
            self.counts.resize(place + 1, 0);
        }
        self.counts[place] += count;
    }

    /// The bins that have numbers, in order, with how many; it is then empty.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (i32, u64)> {
        let bins = (self.first..).zip(self.counts.drain(..));
        bins.filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn small_whole_numbers_and_plain_ratings_stand_for_themselves() {
        for grain in [Grain::Whole, Grain::Decimal] {
            let scale = Scale::new(grain, &[]);
            for number in -127..128 {
                let number = Decimal::from_integer(number);
                assert_eq!(scale.number(scale.bin(number)), number);
            }
        }
        let scale = Scale::new(Grain::Decimal, &[]);
        for rating in ["4.5", "0.25", "3.75", "47.5"] {
            assert_eq!(scale.number(scale.bin(decimal(rating))), decimal(rating));
        }
        assert_eq!(scale.number(scale.bin(decimal("4.71"))), decimal("4.6875"));
    }

    #[test]
    fn a_limit_is_an_edge() {
        let shown = |scale: &Scale, number: &str| scale.number(scale.bin(decimal(number))).to_string();
        let seconds = Scale::new(Grain::Whole, &[Edge::AtMost(decimal("7170"))]);
        let numbers = ["7169", "7170", "7171", "7180", "7210"];
        assert_eq!(numbers.map(|n| shown(&seconds, n)), ["7168", "7168", "7171", "7171", "7232"]);
        let seconds = Scale::new(Grain::Whole, &[Edge::AtMost(decimal("7200"))]);
        assert_eq!(["7199", "7200", "7201"].map(|n| shown(&seconds, n)), ["7168", "7200", "7232"]);
        let ratings =
            Scale::new(Grain::Decimal, &[Edge::AtLeast(decimal("4.2")), Edge::AtMost(decimal("4.63"))]);
        let numbers = ["4.19", "4.2", "4.63", "4.64"];
        assert_eq!(numbers.map(|n| shown(&ratings, n)), ["4.1875", "4.2", "4.625", "4.645625"]);
    }

    proptest! {
        #[test]
        fn bins_keep_order_sides_and_nearness(
            numbers in prop::collection::vec(-2_000_000_000_000_i64..40_000_000_000_000_000, 2..40),
            limits in prop::collection::vec((any::<bool>(), 0_i64..9_000_000), 0..3),
            whole in any::<bool>(),
        ) {
            let limits: Vec<_> = limits.into_iter().map(|(least, limit)| {
                let limit = Decimal::from_integer(limit);
                if least { Edge::AtLeast(limit) } else { Edge::AtMost(limit) }
            }).collect();
            let grain = if whole { Grain::Whole } else { Grain::Decimal };
            let scale = Scale::new(grain, &limits);
            let number = |units: i64| if whole {
                Decimal::from_integer(units / 1_000_000_000)
            } else {
                Decimal::from_units(i128::from(units) * 100)
            };
            let mut numbers: Vec<_> = numbers.into_iter().map(number).collect();
            numbers.sort_unstable();
            let bins: Vec<_> = numbers.iter().map(|number| scale.bin(*number)).collect();
            prop_assert!(bins.is_sorted());
            for (&exact, &bin) in numbers.iter().zip(&bins) {
                let near = scale.number(bin);
                for limit in &limits {
                    let side = |number: Decimal| match limit {
                        Edge::AtMost(limit) => number <= *limit,
                        Edge::AtLeast(limit) => number >= *limit,
                    };
                    prop_assert_eq!(side(near), side(exact), "{} for {} by {:?}", near, exact, limit);
                }
                let error = (near.units() - exact.units()).unsigned_abs();
                let most = exact.units().unsigned_abs() / 127 + 1;
                let floor = if whole { 1 } else { Decimal::ONE.unsigned_abs() / 8192 + 1 };
                prop_assert!(error <= most.max(floor), "{} for {}", near, exact);
            }
        }

        #[test]
        fn numbers_of_four_bytes_have_the_same_bins(
            number in prop_oneof![any::<u32>(), 0..20_000_u32],
            limits in prop::collection::vec((any::<bool>(), -5_i64..30_000), 0..3),
        ) {
            for grain in [Grain::Whole, Grain::Decimal] {
                let limits: Vec<_> = limits.iter().map(|&(least, limit)| {
                    let limit = Decimal::from_units(i128::from(limit) * Decimal::ONE / 7);
                    if least { Edge::AtLeast(limit) } else { Edge::AtMost(limit) }
                }).collect();
                let scale = Scale::new(grain, &limits);
                prop_assert_eq!(scale.bin_of_narrow(number), scale.bin(grain.wide(number)));
            }
        }

        #[test]
        fn a_histogram_adds_up(bins in prop::collection::vec((-40..40, 1_u64..5), 0..30)) {
            let (mut histogram, mut expected) = (Histogram::default(), std::collections::BTreeMap::new());
            for &(bin, count) in &bins {
                histogram.add(bin, count);
                *expected.entry(bin).or_insert(0) += count;
            }
            prop_assert_eq!(histogram.drain().collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(histogram.drain().count(), 0);
        }
    }
}
