//! Statistics over the ended cases of a period, exact: nothing is rounded before it is shown.

use crate::model::Statistic;
use crate::stats::nearest_rank;
use crate::tally::Counter;
use crate::text::Decimal;

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

/// Sorted values of ended cases, whichever kind the target has.
pub(super) struct Sample(Vec<Decimal>);

impl Sample {
    pub(super) fn of(counter: &Counter) -> Self {
        if counter.values.is_empty() {
            Self(counter.elapsed.iter().map(|&amount| Decimal::from_integer(amount)).collect())
        } else {
            Self(counter.values.clone())
        }
    }

    pub(super) fn statistic(&self, statistic: Statistic, cases: u64) -> Option<Ratio> {
        let whole = |value| Some(Ratio { sum: value, count: 1 });
        let sum = || self.0.iter().try_fold(Decimal::ZERO, |sum, value| sum.plus(*value));
        match statistic {
            Statistic::Count => whole(Decimal::from_integer(i64::try_from(cases).ok()?)),
            Statistic::Sum => whole(sum()?),
            Statistic::Mean => {
                let count = i64::try_from(self.0.len()).ok().filter(|count| *count > 0)?;
                Some(Ratio { sum: sum()?, count })
            }
            Statistic::Percentile(percent) => {
                whole(*self.0.get(nearest_rank(u64::from(percent), self.0.len())?)?)
            }
            Statistic::Share => None,
        }
    }
}

/// The 50th, 90th and 99th percentile by nearest rank.
pub(super) fn percentiles(counter: &Counter) -> Option<[Decimal; 3]> {
    let sample = Sample::of(counter).0;
    let at = |percent| sample.get(nearest_rank(percent, sample.len())?).copied();
    Some([at(50)?, at(90)?, at(99)?])
}
