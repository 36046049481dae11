//! Statistics over the ended cases of a period, exact: nothing is rounded before it is shown.

use crate::model::{Limit, Measure, Statistic, Target, Written};
use crate::source::Spanned;
use crate::tally::{Edge, Grain, Sample, Scale, Scratch};
use crate::text::{Decimal, Duration};

/// A fraction, so that statistics compare exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ratio {
    sum: Decimal,
    count: i64,
}

impl Ratio {
    pub(super) fn at_least(self, bound: Decimal) -> bool {
        bound.times(self.count).is_some_and(|bound| self.sum >= bound)
    }

    pub(super) fn at_most(self, bound: Decimal) -> bool {
        bound.times(self.count).is_some_and(|bound| self.sum <= bound)
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
        let whole = |value| Some(Ratio { sum: value, count: 1 });
        match statistic {
            Statistic::Count => whole(Decimal::from_integer(i64::try_from(cases).ok()?)),
            Statistic::Sum => whole(Decimal::from_units(self.sample.total(self.scale).sum)),
            Statistic::Mean => {
                let total = self.sample.total(self.scale);
                let count = i64::try_from(total.count).ok().filter(|count| *count > 0)?;
                Some(Ratio { sum: Decimal::from_units(total.sum), count })
            }
            Statistic::Percentile(percent) => {
                let [value] = self.sample.percentiles([u64::from(percent)], self.scale, self.scratch)?;
                whole(value)
            }
            Statistic::Share => None,
        }
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
