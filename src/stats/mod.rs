//! Statistics of shares of cases, of differences between them, of heaps under a limit, of means, and of waiting.

mod bunching;
mod chance;
mod chi_squared;
mod erlang;
mod holm;
mod stratified;
mod student;

pub use bunching::{Bunching, bunching};
pub use chance::{Homogeneity, binomial_at_most, homogeneity};
pub use chi_squared::{ChiSquared, chi_squared};
pub use erlang::{AS_GOOD_AS_EVERY, MOST_STAFF, Queue};
pub use holm::holm;
pub use stratified::{Stratified, Stratum, stratified};
pub use student::{mean_interval, student_t};

/// The 97.5 % quantile of the standard normal distribution: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % Wilson score interval of a share: `met` of `cases`. `None` without cases.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209–212.
pub fn wilson(met: u64, cases: u64) -> Option<(f64, f64)> {
    if cases == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
    let (met_cases, n) = (met as f64, cases as f64);
    let share = met_cases / n;
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let centre = share + Z * Z / (2.0 * n);
    let denominator = 1.0 + Z * Z / n;
    // At the ends the formula is exact in theory; rounding must not step over them.
    let low = if met == 0 { 0.0 } else { (centre - spread) / denominator };
    let high = if met == cases { 1.0 } else { (centre + spread) / denominator };
    Some((low, high))
}

/// The fewest cases, all met, of which the lower end of the 95 % Wilson interval reaches a share: of n such
/// cases it is n / (n + z²). `None` for the share of every case, which no number of cases reaches.
pub fn all_met_cases(share: f64) -> Option<u64> {
    if share >= 1.0 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a start for counting")]
    let mut cases = (Z * Z * share / (1.0 - share)).floor().max(1.0) as u64;
    let reaches = |cases: u64| wilson(cases, cases).is_some_and(|(low, _)| low >= share);
    while cases > 1 && reaches(cases - 1) {
        cases -= 1;
    }
    while !reaches(cases) {
        cases = cases.checked_add(1)?;
    }
    Some(cases)
}

/// Index of the nearest-rank percentile in `count` sorted values: the smallest value that at least
/// `percent` of the values do not exceed. `None` without values.
pub fn nearest_rank(percent: u64, count: usize) -> Option<usize> {
    let rank = (u128::from(percent) * count as u128).div_ceil(100).max(1);
    let index = usize::try_from(rank).ok()? - 1;
    (index < count).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_agrees_with_known_values() {
        for (met, cases, low, high) in [
            (294, 300, 0.9571, 0.9908),
            (49, 50, 0.8950, 0.9965),
            (29, 30, 0.8333, 0.9941),
            (30, 30, 0.8865, 1.0),
            (980, 1000, 0.9693, 0.9870),
        ] {
            let (l, h) = wilson(met, cases).unwrap();
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{met}/{cases}: {l} {h}");
        }
        assert_eq!(wilson(0, 0), None);
        assert!(wilson(0, 10).unwrap().0.abs() < f64::EPSILON);
    }

    #[test]
    fn all_met_needs_this_many_cases() {
        for (share, needed) in [(0.95, 73), (0.98, 189), (0.99, 381)] {
            let low = |n| wilson(n, n).unwrap().0;
            assert!(low(needed) >= share && low(needed - 1) < share, "{share}");
            assert_eq!(all_met_cases(share), Some(needed));
        }
        assert_eq!([all_met_cases(1.0), all_met_cases(0.0), all_met_cases(0.9)], [None, Some(1), Some(35)]);
    }

    #[test]
    fn percentiles_are_nearest_rank() {
        assert_eq!(nearest_rank(50, 0), None);
        assert_eq!(nearest_rank(50, 1), Some(0));
        assert_eq!(nearest_rank(50, 4), Some(1));
        assert_eq!(nearest_rank(90, 10), Some(8));
        assert_eq!(nearest_rank(99, 10), Some(9));
        assert_eq!(nearest_rank(100, 10), Some(9));
    }
}
