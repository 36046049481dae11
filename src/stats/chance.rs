//! How far shares may lie apart by chance: the [chi-squared test](chi_squared) where some rows have too few
//! cases for it, and the binomial tail, with the gamma function after C. Lanczos, SIAM Journal on Numerical
//! Analysis B 1 (1964).

use super::chi_squared::{ChiSquared, chi_squared};

/// The fewest cases that a cell may be expected to have: with fewer the test promises too much.
const FEWEST_EXPECTED: f64 = 5.0;

/// A test of a table with a row a group and two columns, such as met and breached.
#[derive(Clone, Debug, PartialEq)]
pub struct Homogeneity {
    /// The sum of squared deviations by what was expected.
    pub statistic: f64,
    /// Rows that were tested, less one.
    pub freedom: u32,
    /// How likely chance alone makes such differences or greater ones.
    pub p_value: f64,
    /// By row of the table: how far its first column lies from what was expected, in standard
    /// deviations; `None` for a row with too few cases, which was put together with others like it.
    pub residuals: Vec<Option<f64>>,
}

/// Tests whether the share of the first column is the same in all rows. Rows in which a cell is expected
/// to have fewer than five cases are put together into one, which is left out if that is still too few.
/// `None` where fewer than two rows are left.
pub fn homogeneity(rows: &[[u64; 2]]) -> Option<Homogeneity> {
    let whole = sum(rows.iter());
    let is_large = |row: &[u64; 2]| expected(*row, whole).iter().all(|cell| *cell >= FEWEST_EXPECTED);
    let (large, small): (Vec<[u64; 2]>, Vec<_>) = rows.iter().partition(|row| is_large(row));
    let together = sum(small.iter());
    let tested = large.into_iter().chain(Some(together).filter(is_large));
    let ChiSquared { statistic, freedom, p, residuals, .. } =
        chi_squared(&tested.map(|[first, second]| (first, second)).collect::<Vec<_>>())?;
    // Those of the second column, which are as far the other way.
    let mut residuals = residuals.into_iter().map(|second| -second);
    let residuals = rows.iter().map(|row| if is_large(row) { residuals.next() } else { None }).collect();
    Some(Homogeneity { statistic, freedom, p_value: p, residuals })
}

/// How likely at most `met` of `cases` are met where each is with probability `share`.
pub fn binomial_at_most(met: u64, cases: u64, share: f64) -> f64 {
    if met >= cases || share <= 0.0 {
        return 1.0;
    }
    if share >= 1.0 {
        return 0.0;
    }
    let (n, k) = (number(cases), number(met));
    // Above the mean a bound that is never small is enough, and the sum from the top would be long.
    if k > n * share {
        return 1.0;
    }
    let log = ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
    let mut term = (log + k * share.ln() + (n - k) * (-share).ln_1p()).exp();
    let odds = (1.0 - share) / share;
    let mut total = 0.0;
    for below in (0..=met).rev() {
        total += term;
        // Below the mean each term is smaller than the one before.
        if term <= total * f64::EPSILON {
            break;
        }
        let below = number(below);
        term *= below / (n - below + 1.0) * odds;
    }
    total.min(1.0)
}

/// The natural logarithm of the gamma function of a positive number.
pub(super) fn ln_gamma(x: f64) -> f64 {
    const SERIES: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let places = 1_u32..;
    let sum: f64 = SERIES.iter().zip(places).map(|(term, place)| term / (x + f64::from(place))).sum();
    let (base, sum) = (x + 7.5, sum + 0.999_999_999_999_809_9);
    0.5 * std::f64::consts::TAU.ln() + (x + 0.5) * base.ln() - base + sum.ln()
}

fn sum<'r>(rows: impl Iterator<Item = &'r [u64; 2]>) -> [u64; 2] {
    rows.fold([0, 0], |all, row| [all[0] + row[0], all[1] + row[1]])
}

/// What a row's cells would have if its shares were those of all.
fn expected(row: [u64; 2], all: [u64; 2]) -> [f64; 2] {
    let of_all = number(all[0] + all[1]).max(1.0);
    all.map(|column| number(row[0] + row[1]) * number(column) / of_all)
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_near(found: f64, expected: f64, within: f64) {
        assert!((found - expected).abs() < within, "{found} is not {expected}");
    }

    #[test]
    fn a_table_that_can_be_worked_out_by_hand() {
        // Expected 40 and 10 in both rows: 4 · (5² / 40 or 10).
        let test = homogeneity(&[[45, 5], [35, 15]]).unwrap();
        is_near(test.statistic, 2.0 * 25.0 / 40.0 + 2.0 * 25.0 / 10.0, 1e-12);
        assert_eq!(test.freedom, 1);
        is_near(test.p_value, 0.012_419, 1e-6);
        // Of two rows the residuals are opposite, and their square is the statistic.
        let [Some(one), Some(other)] = test.residuals[..] else { panic!("{test:?}") };
        is_near(one, -other, 1e-12);
        is_near(one * one, test.statistic, 1e-12);
    }

    #[test]
    fn small_rows_are_put_together_or_left_out() {
        let small = [[9, 1]; 8];
        let rows: Vec<_> = [[90, 10], [80, 20]].into_iter().chain(small).collect();
        let test = homogeneity(&rows).unwrap();
        assert_eq!(test.freedom, 2);
        assert_eq!(test.residuals.iter().flatten().count(), 2);
        let test = homogeneity(&[[90, 10], [80, 20], [3, 0]]).unwrap();
        assert_eq!(test.freedom, 1);
        is_near(test.statistic, homogeneity(&[[90, 10], [80, 20]]).unwrap().statistic, 1e-12);
        for too_few in [&[][..], &[[900, 100]], &[[900, 0], [800, 0]], &[[0, 0], [0, 0]]] {
            assert_eq!(homogeneity(too_few), None, "{too_few:?}");
        }
    }

    #[test]
    fn the_binomial_tail_at_its_ends() {
        is_near(binomial_at_most(0, 10, 0.5), 1.0 / 1024.0, 1e-12);
        is_near(binomial_at_most(2, 10, 0.5), 56.0 / 1024.0, 1e-12);
        is_near(binomial_at_most(10, 10, 0.5), 1.0, 1e-15);
        is_near(binomial_at_most(9, 10, 1.0), 0.0, 1e-15);
        assert!(binomial_at_most(0, 1_000_000, 0.98) < 1e-300);
    }

    proptest! {
        #[test]
        fn equal_shares_are_no_difference(
            met in 5_u64..500, breached in 5_u64..500, times in proptest::collection::vec(1_u64..20, 2..8),
        ) {
            let rows: Vec<_> = times.iter().map(|times| [met * times, breached * times]).collect();
            let test = homogeneity(&rows).unwrap();
            prop_assert!(test.statistic.abs() < 1e-6 && test.p_value > 0.999, "{:?}", test);
        }

        #[test]
        fn neither_order_nor_column_matters(rows in proptest::collection::vec([0_u64..400, 0_u64..400], 2..9)) {
            let test = homogeneity(&rows);
            let turned: Vec<_> = rows.iter().rev().map(|[met, breached]| [*breached, *met]).collect();
            let turned = homogeneity(&turned);
            prop_assert_eq!(test.is_some(), turned.is_some());
            if let (Some(test), Some(turned)) = (test, turned) {
                prop_assert_eq!(test.freedom, turned.freedom);
                prop_assert!((test.p_value - turned.p_value).abs() < 1e-9);
                prop_assert!((0.0..=1.0).contains(&test.p_value));
            }
        }

        #[test]
        fn the_binomial_tail_is_the_sum_of_its_terms(cases in 1_u64..60, part in 0_u64..60, percent in 1_u32..100) {
            let (met, share) = (part.min(cases), f64::from(percent) / 100.0);
            let mut terms = vec![1.0];
            for _ in 0..cases {
                let mut next = vec![0.0; terms.len() + 1];
                for (place, term) in terms.iter().enumerate() {
                    next[place] += term * (1.0 - share);
                    next[place + 1] += term * share;
                }
                terms = next;
            }
            let exact: f64 = terms.iter().take(usize::try_from(met).unwrap() + 1).sum();
            // Above the mean only a bound is asked for.
            let above = number(met) > number(cases) * share;
            let found = binomial_at_most(met, cases, share);
            prop_assert!((found - exact).abs() < 1e-9 || above && found >= exact, "{} {}", found, exact);
        }
    }
}
