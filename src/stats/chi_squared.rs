//! Do groups differ by more than chance? Pearson's chi-squared test on met and breached cases.
//!
//! K. Pearson, "On the criterion that a given system of deviations from the probable in the case of a
//! correlated system of variables is such that it can be reasonably supposed to have arisen from random
//! sampling", Philosophical Magazine 50 (1900), 157–175; the adjusted residuals are those of S. J. Haberman, "The analysis of
//! residuals in cross-classified tables", Biometrics 29 (1973), 205–220. The approximation is good where
//! each group is expected to have about five met and five breached cases or more
//! ([`ChiSquared::least_expected`]).

use std::f64::consts::PI;

/// Terms of a series or a continued fraction are taken until they change nothing, at most so many.
const MOST_TERMS: u32 = 100_000;
/// What stands for a divisor of zero in a continued fraction.
const TINY: f64 = 1e-300;

/// How groups differ.
#[derive(Clone, Debug, PartialEq)]
pub struct ChiSquared {
    /// The sum of the squared differences between counts and expected counts, each in units of the latter.
    pub statistic: f64,
    /// Groups with cases, less one.
    pub freedom: u32,
    /// How likely a statistic as large as this, or larger, is by chance where all groups are alike.
    pub p: f64,
    /// By group: how far its breached cases are from what all groups together let expect, in standard
    /// deviations; above zero are more than expected. The met cases of a group differ by as much the
    /// other way. Zero for a group without cases.
    pub residuals: Vec<f64>,
    /// The smallest expected count of a cell.
    pub least_expected: f64,
}

/// The test on groups of (met, breached) cases. `None` where nothing can differ: fewer than two groups
/// have cases, or all cases are met, or all breached.
pub fn chi_squared(groups: &[(u64, u64)]) -> Option<ChiSquared> {
    let sum = |part: fn(&(u64, u64)) -> u64| groups.iter().map(part).sum::<u64>();
    let (all_met, all_breached) = (real(sum(|group| group.0)), real(sum(|group| group.1)));
    let all = all_met + all_breached;
    let with_cases = groups.iter().filter(|(met, breached)| met + breached > 0).count();
    let freedom = u32::try_from(with_cases.checked_sub(1)?).ok().filter(|&freedom| freedom > 0)?;
    if all_met == 0.0 || all_breached == 0.0 {
        return None;
    }
    let (mut statistic, mut least_expected) = (0.0, f64::INFINITY);
    let mut residuals = Vec::with_capacity(groups.len());
    for &(met, breached) in groups {
        let cases = real(met + breached);
        if cases == 0.0 {
            residuals.push(0.0);
            continue;
        }
        let (expected_met, expected) = (cases * all_met / all, cases * all_breached / all);
        let more = real(breached) - expected;
        statistic += more * more / expected + more * more / expected_met;
        least_expected = expected.min(expected_met).min(least_expected);
        residuals.push(more / (expected * (1.0 - cases / all) * (all_met / all)).sqrt());
    }
    let p = upper_tail(statistic, freedom);
    Some(ChiSquared { statistic, freedom, p, residuals, least_expected })
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// The chance that the chi-squared distribution is above `statistic`: the upper regularized gamma
/// function, by its series below the mean and by its continued fraction above.
pub(super) fn upper_tail(statistic: f64, freedom: u32) -> f64 {
    let (shape, x) = (f64::from(freedom) / 2.0, statistic / 2.0);
    if x <= 0.0 {
        return 1.0;
    }
    let scale = (shape * x.ln() - x - ln_gamma_of_half(freedom)).exp();
    let tail = if x < shape + 1.0 { 1.0 - scale * series(shape, x) } else { scale * fraction(shape, x) };
    tail.clamp(0.0, 1.0)
}

/// The lower gamma function without its scale.
fn series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / shape, 1.0 / shape);
    for place in 1..MOST_TERMS {
        term *= x / (shape + f64::from(place));
        let before = sum;
        sum += term;
        if (sum - before).abs() <= sum * f64::EPSILON {
            break;
        }
    }
    sum
}

/// The upper gamma function without its scale, by the method of Lentz.
fn fraction(shape: f64, x: f64) -> f64 {
    let mut base = x + 1.0 - shape;
    let (mut upper, mut lower) = (1.0 / TINY, 1.0 / base);
    let mut value = lower;
    for place in 1..MOST_TERMS {
        let place = f64::from(place);
        let factor = -place * (place - shape);
        base += 2.0;
        lower = 1.0 / not_zero(factor * lower + base);
        upper = not_zero(base + factor / upper);
        let change = lower * upper;
        value *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

fn not_zero(number: f64) -> f64 {
    if number.abs() < TINY { TINY } else { number }
}

/// The logarithm of the gamma function of half a whole number, from Γ(1) = 1 or Γ(½) = √π upward.
fn ln_gamma_of_half(halves: u32) -> f64 {
    let (first, begin) = if halves.is_multiple_of(2) { (2, 0.0) } else { (1, PI.ln() / 2.0) };
    (first..halves).step_by(2).map(|halves| (f64::from(halves) / 2.0).ln()).fold(begin, |sum, ln| sum + ln)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-9 * other.abs().max(1e-12)
    }

    #[test]
    fn the_tail_agrees_with_known_quantiles() {
        for (statistic, freedom, p) in [
            (3.841_458_820_694_124, 1, 0.05),
            (6.634_896_601_021_213, 1, 0.01),
            (9.210_340_371_976_18, 2, 0.01),
            (11.344_866_730_144_37, 3, 0.01),
            (18.307_038_053_275_15, 10, 0.05),
            (135.806_723_225_588_3, 100, 0.01),
        ] {
            let found = upper_tail(statistic, freedom);
            assert!((found - p).abs() < 1e-9, "{statistic} {freedom}: {found}");
        }
        // With two degrees of freedom the distribution is exponential, far into the tail.
        assert!(near(upper_tail(200.0, 2), (-100.0_f64).exp()));
        assert!(near(upper_tail(0.0, 4), 1.0));
    }

    #[test]
    fn a_table_done_by_hand() {
        // 90 of 100 against 80 of 100: expected 85 and 15, (25/85 + 25/15) twice.
        let found = chi_squared(&[(90, 10), (80, 20)]).unwrap();
        assert!(near(found.statistic, 2.0 * (25.0 / 85.0 + 25.0 / 15.0)));
        assert_eq!(found.freedom, 1);
        assert!((found.p - 0.047_670_380_656).abs() < 1e-9, "{}", found.p);
        // With two groups the square of an adjusted residual is the statistic.
        assert!(near(found.residuals[1], found.statistic.sqrt()));
        assert!(near(found.residuals[0], -found.statistic.sqrt()));
        assert!(near(found.least_expected, 15.0));
    }

    #[test]
    fn nothing_to_tell_apart() {
        for groups in [&[][..], &[(9, 1)], &[(9, 1), (0, 0)], &[(9, 0), (3, 0)], &[(0, 9), (0, 3)]] {
            assert_eq!(chi_squared(groups), None, "{groups:?}");
        }
        let alike = chi_squared(&[(90, 10), (0, 0), (9, 1)]).unwrap();
        assert!(alike.statistic.abs() < 1e-12 && near(alike.p, 1.0));
        assert_eq!(alike.freedom, 1);
    }

    proptest! {
        #[test]
        fn the_order_of_groups_changes_nothing(groups in prop::collection::vec((0_u64..500, 0_u64..500), 2..8)) {
            let turned: Vec<_> = groups.iter().rev().copied().collect();
            match (chi_squared(&groups), chi_squared(&turned)) {
                (Some(one), Some(other)) => {
                    prop_assert!(near(one.statistic + 1.0, other.statistic + 1.0));
                    prop_assert!((0.0..=1.0).contains(&one.p) && (one.p - other.p).abs() < 1e-9);
                    for (one, other) in one.residuals.iter().zip(other.residuals.iter().rev()) {
                        prop_assert!((one - other).abs() < 1e-9);
                    }
                }
                (one, other) => prop_assert!(one.is_none() && other.is_none()),
            }
        }

        #[test]
        fn a_larger_difference_is_less_likely(statistic in 0.0..300.0_f64, more in 0.001..50.0_f64, freedom in 1..60_u32) {
            prop_assert!(upper_tail(statistic + more, freedom) <= upper_tail(statistic, freedom) + 1e-12);
        }
    }

    #[test]
    fn the_tail_has_the_values_of_printed_tables() {
        let is_near = |found: f64, expected: f64, within: f64| {
            assert!((found - expected).abs() < within, "{found} is not {expected}");
        };
        // Critical values of 5 %, 1 % and 0.1 %.
        for (freedom, five, one, tenth) in [
            (1, 3.841, 6.635, 10.828),
            (2, 5.991, 9.210, 13.816),
            (5, 11.070, 15.086, 20.515),
            (10, 18.307, 23.209, 29.588),
            (23, 35.172, 41.638, 49.728),
        ] {
            is_near(upper_tail(five, freedom), 0.05, 2e-5);
            is_near(upper_tail(one, freedom), 0.01, 1e-5);
            is_near(upper_tail(tenth, freedom), 0.001, 1e-6);
        }
        // With two degrees of freedom it is the exponential function.
        is_near(upper_tail(7.0, 2), (-3.5_f64).exp(), 1e-14);
        is_near(upper_tail(0.0, 3), 1.0, 1e-15);
        assert!(upper_tail(2000.0, 1) < 1e-300);
    }
}
