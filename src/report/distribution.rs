//! How the numbers of ended cases are distributed, in a few bins with readable bounds.

use super::build::Unit;
use super::sample::amount;
use crate::model::{Limit, Statistic, Target, Written};
use crate::source::Spanned;
use crate::tally::{Sample, Scale, Scratch};
use crate::text::{Decimal, Duration};

/// How long the ended cases of a target took, or their values, over all periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// Where the first bin begins.
    pub from: Decimal,
    /// How wide each bin is.
    pub width: Decimal,
    /// The bins, each from its lower bound, which is in it, to its upper one, which is not.
    pub bins: Vec<DistributionBin>,
    /// Whether the last bin holds all that is greater too.
    pub open_end: bool,
    /// Whether all numbers are whole, and not of a kind that can be divided: days, stars.
    pub whole: bool,
}

/// The cases of a bin, by the limits of the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DistributionBin {
    /// Cases within every limit that is the same for all cases.
    pub within: u64,
    /// Cases beyond one.
    pub beyond: u64,
}

/// About how many bins there are.
const BINS: i64 = 24;
/// Widths of bins of seconds: up to ten weeks.
const SECONDS: [i64; 30] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800,
    43_200, 86_400, 172_800, 259_200, 432_000, 604_800, 864_000, 1_209_600, 2_592_000, 4_320_000, 6_048_000,
];

impl Distribution {
    /// The distribution of a sample; `None` without numbers.
    pub(super) fn of(
        target: &Target,
        unit: Unit,
        (sample, scale, scratch): (&Sample, &Scale, &mut Scratch),
    ) -> Option<Self> {
        let [least, p99, most] = sample.percentiles([0, 99, 100], scale, scratch)?;
        let limits = Limits::of(target);
        // What few cases take is not what the picture is of; the limit must be in it.
        let end = limits.greatest().into_iter().fold(p99, Decimal::max).min(most);
        let mut whole = unit != Unit::Seconds;
        sample.each(scale, |number, _| whole &= number.units() % Decimal::ONE == 0);
        let width = width(least.min(Decimal::ZERO), end, (unit, whole));
        let place = |number: Decimal| number.units().div_euclid(width.units());
        let first = place(least);
        let count = usize::try_from(place(end) - first).ok()? + 1;
        let mut bins = vec![DistributionBin::default(); count];
        sample.each(scale, |number, cases| {
            let at = usize::try_from(place(number) - first).unwrap_or(0).min(count - 1);
            let bin = &mut bins[at];
            *(if limits.hold(number) { &mut bin.within } else { &mut bin.beyond }) += cases;
        });
        let from = Decimal::from_units(first * width.units());
        Some(Self { from, width, bins, open_end: place(most) > place(end), whole })
    }
}

/// The least readable width that makes at most about so many bins of a range from zero or below.
fn width(from: Decimal, to: Decimal, (unit, is_whole): (Unit, bool)) -> Decimal {
    let range = (to.units() - from.units()).max(1);
    let enough = |width: &Decimal| range / width.units() < i128::from(BINS);
    let decimal = || {
        // Thousandths are the narrowest.
        let steps = (0..24).flat_map(|power| [1, 2, 5].map(|times| times * 10_i128.pow(power)));
        steps.map(|steps| Decimal::from_units(steps * (Decimal::ONE / 1000)))
    };
    let whole = || decimal().filter(|width| width.units() % Decimal::ONE == 0);
    let found = match unit {
        Unit::Seconds => {
            SECONDS.into_iter().map(Decimal::from_integer).find(enough).or_else(|| whole().find(enough))
        }
        _ if is_whole => whole().find(enough),
        Unit::Days | Unit::Value => decimal().find(enough),
    };
    found.unwrap_or_else(|| Decimal::from_units(range))
}

/// The limits that are the same for every case.
struct Limits {
    at_most: Option<Decimal>,
    at_least: Option<Decimal>,
}

impl Limits {
    fn of(target: &Target) -> Self {
        // Those of a statistic are not limits of a case.
        if target.statistic.as_ref().is_some_and(|kind| kind.value != Statistic::Share) {
            return Self { at_most: None, at_least: None };
        }
        let length = |limit: &Option<Spanned<Written<Duration>>>| {
            let limit = limit.as_ref().map(|limit| limit.value.value)?;
            // How many days a month has depends on the case.
            (!matches!(limit, Duration::Months(_))).then(|| Decimal::from_integer(limit.amount()))
        };
        let bound = |limit: &Option<Spanned<Limit>>| limit.as_ref().map(|limit| amount(&limit.value));
        Self {
            at_most: length(&target.within).or_else(|| bound(&target.at_most)),
            at_least: length(&target.ahead).or_else(|| bound(&target.at_least)),
        }
    }

    fn greatest(&self) -> Option<Decimal> {
        self.at_most.max(self.at_least)
    }

    fn hold(&self, number: Decimal) -> bool {
        self.at_most.is_none_or(|most| number <= most) && self.at_least.is_none_or(|least| number >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn widths_are_readable_and_make_about_so_many_bins() {
        let seconds = |to: i64| width(Decimal::ZERO, Decimal::from_integer(to), (Unit::Seconds, false));
        assert_eq!([5, 24, 3600, 86_400].map(seconds), [1, 2, 300, 7200].map(Decimal::from_integer));
        let days = |to: i64| width(Decimal::ZERO, Decimal::from_integer(to), (Unit::Days, true));
        assert_eq!([0, 9, 24, 100].map(days), [1, 1, 2, 5].map(Decimal::from_integer));
        let values = |to: &str| width(Decimal::ZERO, decimal(to), (Unit::Value, false));
        assert_eq!(["0.5", "4.75"].map(values), ["0.05", "0.2"].map(decimal));
        // Far beyond any clock there still is a width.
        assert!(seconds(i64::MAX / 4).units() > 0);
    }
}
