//! Statistics over the ended cases of a period, exact: nothing is rounded before it is shown.

use crate::model::{Limit, Measure, Statistic, Target, Written};
use crate::source::Spanned;
use crate::tally::{Edge, Grain, Sample, Scale, Scratch};
use crate::text::{Decimal, Duration};
use std::cmp::Ordering;

/// A fraction, so that statistics compare exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ratio {
    sum: Decimal,
    count: i64,
}

impl Ratio {
    /// A statistic of numbers, of which there are the sum and the count, and percentiles; a count is that of
    /// `cases`. `None` for the share of cases, and where there is no number that it could be of.
    pub(super) fn of_statistic(
        statistic: Statistic,
        cases: u64,
        total: impl FnOnce() -> (Decimal, u64),
        percentile: impl FnOnce(u64) -> Option<Decimal>,
    ) -> Option<Self> {
        let whole = |sum| Self { sum, count: 1 };
        match statistic {
            Statistic::Count => i64::try_from(cases).ok().map(Decimal::from_integer).map(whole),
            Statistic::Sum => Some(whole(total().0)),
            Statistic::Mean => {
                let (sum, count) = total();
                let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
                Some(Self { sum, count })
            }
            Statistic::Percentile(percent) => percentile(u64::from(percent)).map(whole),
            Statistic::Share => None,
        }
    }

    /// How it stands to a number; `None` where that is too large to tell.
    pub(super) fn compare(self, bound: Decimal) -> Option<Ordering> {
        bound.times(self.count).map(|bound| self.sum.cmp(&bound))
    }

    pub(super) fn at_least(self, bound: Decimal) -> bool {
        self.compare(bound).is_some_and(Ordering::is_ge)
    }

    pub(super) fn at_most(self, bound: Decimal) -> bool {
        self.compare(bound).is_some_and(Ordering::is_le)
    }

    pub(super) fn to_f64(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
        let count = self.count as f64;
        self.sum.to_f64() / count
    }
}

/// The numbers of ended cases of a target, with the bins and the memory that finding percentiles takes.
pub(super) struct Numbers<'a> {
    pub(super) sample: &'a Sample,
    pub(super) scale: &'a Scale,
    pub(super) scratch: &'a mut Scratch,
}

impl Numbers<'_> {
    /// A statistic; a count is that of `cases`.
    pub(super) fn statistic(&mut self, statistic: Statistic, cases: u64) -> Option<Ratio> {
        let Self { sample, scale, scratch } = self;
        let total = || {
            let total = sample.total(scale);
            (Decimal::from_units(total.sum), total.count)
        };
        Ratio::of_statistic(statistic, cases, total, |percent| {
            let [value] = sample.percentiles([percent], scale, scratch)?;
            Some(value)
        })
    }

    /// The 50th, 90th and 99th percentile by nearest rank.
    pub(super) fn percentiles(&mut self) -> Option<[Decimal; 3]> {
        self.sample.percentiles([50, 90, 99], self.scale, self.scratch)
    }
}

/// The bins of a target: its limits are edges of them.
pub fn scale_of(target: &Target) -> Scale {
    let grain = match target.measure() {
        Some(Measure::Value(_) | Measure::ValueStatistic(..)) => Grain::Decimal,
        _ => Grain::Whole,
    };
    let length = |limit: &Option<Spanned<Written<Duration>>>| {
        let limit = limit.as_ref().map(|limit| limit.value.value)?;
        // How many days a month has depends on the case.
        (!matches!(limit, Duration::Months(_))).then(|| Decimal::from_integer(limit.amount()))
    };
    let bound = |limit: &Option<Spanned<Limit>>| limit.as_ref().map(|limit| amount(&limit.value));
    let edges = [
        length(&target.within).map(Edge::AtMost),
        length(&target.ahead).map(Edge::AtLeast),
        bound(&target.at_least).map(Edge::AtLeast),
        bound(&target.at_most).map(Edge::AtMost),
    ];
    Scale::new(grain, &edges.into_iter().flatten().collect::<Vec<_>>())
}

/// A limit in the unit in which cases are counted.
pub(super) fn amount(limit: &Limit) -> Decimal {
    match limit {
        Limit::Number(number) => *number,
        Limit::Duration(written) => Decimal::from_integer(written.value.amount()),
    }
}
