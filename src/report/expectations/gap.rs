//! The gap of a dimension: what customers see less what they expect.
//!
//! A. Parasuraman, V. A. Zeithaml and L. L. Berry, "SERVQUAL: a multiple-item scale for measuring consumer
//! perceptions of service quality", Journal of Retailing 64 (1988), 12–40. Sums are whole numbers, so that
//! they are the same with any number of threads. It must not know where answers come from.

use crate::log::Number;
use crate::model::{AnswerScale, Dimension};
use crate::stats::mean_interval;
use crate::text::Decimal;

/// A dimension in a survey: its answers, in points of the scale.
#[derive(Clone, Debug)]
pub struct DimensionGap {
    /// The dimension.
    pub dimension: Dimension,
    /// Answers with a number on the scale in each of its columns.
    pub used: u64,
    /// Answers that lack one in a column, and have nothing else that is wrong.
    pub missing: u64,
    /// Answers with a number off the scale, or what is no number.
    pub unusable: u64,
    /// The mean expectation; `None` without answers, as are the next two.
    pub expectation: Option<f64>,
    /// The mean perception.
    pub perception: Option<f64>,
    /// Perception less expectation.
    pub gap: Option<f64>,
    /// The 95 % interval of the gap; `None` with fewer than two answers.
    pub interval: Option<(f64, f64)>,
    /// Whether it has too few answers to be compared with others.
    pub few: bool,
}

impl DimensionGap {
    /// Whether customers surely see less than they expect: the whole interval is below zero.
    pub fn falls_short(&self) -> bool {
        self.interval.is_some_and(|(_, high)| high < 0.0)
    }
}

/// Millionths of a point: an answer's average is rounded to them, half away from zero.
const POINT: i128 = 1_000_000;

/// The answers of a dimension. No scale goes beyond a million points, so that a square is below 2^83 and the
/// sums of more rows than there can be fit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    used: u64,
    missing: u64,
    unusable: u64,
    expectation: i128,
    perception: i128,
    /// Of the squares of perception less expectation.
    squares: i128,
}

impl Sums {
    /// Counts an answer.
    pub(super) fn count(&mut self, expectation: &Listed, perception: &Listed) {
        match (expectation, perception) {
            (Listed::Average(expectation), Listed::Average(perception)) => {
                self.add(*expectation, *perception);
            }
            (Listed::Unusable, _) | (_, Listed::Unusable) => self.unusable += 1,
            _ => self.missing += 1,
        }
    }

    fn add(&mut self, expectation: i128, perception: i128) {
        let gap = perception - expectation;
        self.used += 1;
        self.expectation += expectation;
        self.perception += perception;
        self.squares += gap * gap;
    }

    /// Adds what other rows say.
    pub(super) fn merge(&mut self, other: Self) {
        self.used += other.used;
        self.missing += other.missing;
        self.unusable += other.unusable;
        self.expectation += other.expectation;
        self.perception += other.perception;
        self.squares += other.squares;
    }

    /// What they come to.
    pub(super) fn gap(&self, dimension: Dimension, min_answers: u64) -> DimensionGap {
        let mean = |sum: i128| (self.used > 0).then(|| points(sum) / real(self.used));
        let gap = mean(self.perception - self.expectation);
        DimensionGap {
            dimension,
            used: self.used,
            missing: self.missing,
            unusable: self.unusable,
            expectation: mean(self.expectation),
            perception: mean(self.perception),
            gap,
            interval: gap
                .zip(self.variance())
                .and_then(|(gap, variance)| mean_interval(gap, variance, self.used)),
            few: self.used < min_answers,
        }
    }

    /// The variance of the gaps of single answers, in square points; `None` with fewer than two. It is summed
    /// around the whole number next to the mean, so that nothing is lost where squares nearly cancel.
    fn variance(&self) -> Option<f64> {
        let others = self.used.checked_sub(1).filter(|others| *others > 0)?;
        let (all, sum) = (i128::from(self.used), self.perception - self.expectation);
        let (middle, rest) = (sum.div_euclid(all), sum.rem_euclid(all));
        let around = self.squares - 2 * middle * sum + all * middle * middle;
        let part = points(rest) / real(self.used);
        Some(((points(around) / points_in_one() - real(self.used) * part * part) / real(others)).max(0.0))
    }
}

/// A number of millionths in points.
#[expect(clippy::cast_precision_loss, reason = "for printing and statistics")]
fn points(millionths: i128) -> f64 {
    millionths as f64 / points_in_one()
}

#[expect(clippy::cast_precision_loss, reason = "it is a million")]
fn points_in_one() -> f64 {
    POINT as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^53")]
fn real(answers: u64) -> f64 {
    answers as f64
}

/// The average of some numbers in millionths.
fn average(sum: i128, numbers: usize) -> i128 {
    let parts = i128::try_from(numbers).unwrap_or(1).max(1) * (Decimal::ONE / POINT);
    let half = parts / 2;
    (sum + if sum < 0 { -half } else { half }) / parts
}

/// What an answer says in a list of columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// In millionths of a point.
    Average(i128),
    /// A column has no value.
    Missing,
    /// A column has what is no number on the scale.
    Unusable,
}

impl Listed {
    /// Of the numbers in its columns.
    pub(super) fn of(numbers: impl ExactSizeIterator<Item = Number>, scale: AnswerScale) -> Self {
        let (columns, mut sum, mut is_missing) = (numbers.len(), 0, false);
        for number in numbers {
            match number {
                Number::Value(value) if scale.holds(value) => sum += value.units(),
                Number::Value(_) | Number::Unreadable => return Self::Unusable,
                Number::Missing => is_missing = true,
            }
        }
        if is_missing { Self::Missing } else { Self::Average(average(sum, columns)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(answers: &[(i128, i128)]) -> Sums {
        let mut sums = Sums::default();
        for (expectation, perception) in answers {
            sums.add(*expectation, *perception);
        }
        sums
    }

    #[test]
    fn a_gap_done_by_hand() {
        // Expected 7, 6, 7, 6; seen 6, 4, 4, 4: gaps −1, −2, −3, −2, mean −2, variance 2/3.
        let answers = [(7, 6), (6, 4), (7, 4), (6, 4)].map(|(one, other)| (one * POINT, other * POINT));
        let gap = sums(&answers).gap(Dimension::Reliability, 5);
        assert_eq!((gap.expectation, gap.perception, gap.gap), (Some(6.5), Some(4.5), Some(-2.0)));
        assert!((sums(&answers).variance().unwrap() - 2.0 / 3.0).abs() < 1e-12);
        let spread = 3.182_446_305 * (2.0_f64 / 3.0 / 4.0).sqrt();
        let (low, high) = gap.interval.unwrap();
        assert!((low + 2.0 + spread).abs() < 1e-8 && (high + 2.0 - spread).abs() < 1e-8);
        assert!(gap.few && gap.falls_short());
    }

    #[test]
    fn nothing_is_lost_where_squares_nearly_cancel() {
        // A million answers with gaps of 999 999 and 1 000 000 points in turn: variance about a quarter.
        let mut all = Sums::default();
        for place in 0..1_000_000_i128 {
            all.add(0, (999_999 + place % 2) * POINT);
        }
        let exact = 0.25 * 1_000_000.0 / 999_999.0;
        assert!((all.variance().unwrap() - exact).abs() < 1e-9, "{:?}", all.variance());
        assert_eq!([sums(&[]).variance(), sums(&[(1, 2)]).variance()], [None, None]);
    }

    #[test]
    fn averages_are_rounded_to_millionths() {
        let one = Decimal::ONE;
        assert_eq!([average(one, 1), average(2 * one, 3), average(-2 * one, 3)], [POINT, 666_667, -666_667]);
        let scale = AnswerScale::parse("1..7").unwrap();
        let value = |text: &str| Number::Value(Decimal::parse(text).unwrap());
        let of = |numbers: &[Number]| Listed::of(numbers.iter().copied(), scale);
        assert_eq!(of(&[value("4"), value("5")]), Listed::Average(4_500_000));
        assert_eq!(of(&[value("4"), Number::Missing]), Listed::Missing);
        assert_eq!(of(&[Number::Missing, value("9")]), Listed::Unusable);
        assert_eq!(of(&[Number::Unreadable]), Listed::Unusable);
    }
}
