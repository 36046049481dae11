//! More cases just under a limit than what lies around it lets expect.
//!
//! Cases are counted in equal parts of the limit. Those of the part that ends at the limit, and of some
//! behind it, from which cases would have been pulled, are left out; through the others a smooth curve is
//! laid: the logarithm of the count is a polynomial of second degree, with Poisson counts. So a slope and
//! a bend of the density are no bunching. The curve says how many cases to expect just under the limit, and
//! how uncertain that is; the count found there is held against it as negative binomial. The idea of a
//! density that has no step at a threshold is J. `McCrary`'s, "Manipulation of the running variable in the
//! regression discontinuity design: a density test", Journal of Econometrics 142 (2008), 698–714; the curve
//! with the parts left out is that of H. J. Kleven, "Bunching", Annual Review of Economics 8 (2016), 435–464.

use super::chance::ln_gamma;

/// What stands just under a limit, and what was to be expected there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bunching {
    /// Cases of the part that ends at the limit.
    pub found: u64,
    /// How many the parts around let expect.
    pub expected: f64,
    /// How likely so many, or more, are by chance.
    pub p: f64,
}

/// Cases that are thought of in each part beside those found, so that the curve is defined through empty
/// parts too.
const BESIDE: f64 = 0.5;
/// Newton's steps until the curve lies still, at most.
const MOST_STEPS: usize = 60;
/// Coefficients of the curve.
const DEGREES: usize = 3;

/// A curve's value, slope and bend at a place.
type Row = [f64; DEGREES];

/// The test on counts by part of the limit: the place of the part that ends at it, and how many behind it
/// are left out; at least four must be left. By chance there may be `allowance` times as many as expected.
/// `None` where no curve can be laid through the parts.
pub fn bunching(parts: &[u64], (limit, behind): (usize, usize), allowance: f64) -> Option<Bunching> {
    let around: Vec<(Row, f64)> = parts
        .iter()
        .enumerate()
        .filter(|(place, _)| !(limit..=limit + behind).contains(place))
        .map(|(place, count)| (row(distance(place, limit)), number(*count) + BESIDE))
        .collect();
    let freedom = around.len().checked_sub(DEGREES).filter(|freedom| *freedom > 0)?;
    let found = *parts.get(limit)?;
    let (curve, variances) = fit(&around)?;
    // At the limit's own part slope and bend are nothing.
    let expected = curve[0].exp();
    let uncertain = variances[0][0];
    let rough: f64 = around
        .iter()
        .map(|(row, count)| {
            let fitted = height(&curve, row).exp();
            (count - fitted).powi(2) / fitted
        })
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "there are not so many parts")]
    let rough = (rough / freedom as f64).max(1.0);
    let mean = expected * allowance;
    let variance = rough * (mean + mean * mean * uncertain);
    let p = negative_binomial_at_least(found, mean, variance);
    Some(Bunching { found, expected, p })
}

/// The part of a limit at a distance from the one that ends at it.
fn row(place: f64) -> Row {
    // A fourth of the distance keeps the numbers of all coefficients alike.
    let place = place / 4.0;
    [1.0, place, place * place]
}

#[expect(clippy::cast_precision_loss, reason = "there are not so many parts")]
fn distance(place: usize, limit: usize) -> f64 {
    place as f64 - limit as f64
}

fn height(curve: &Row, row: &Row) -> f64 {
    curve.iter().zip(row).map(|(one, other)| one * other).sum()
}

/// The curve that makes Poisson counts most likely, and the variances of its coefficients.
fn fit(around: &[(Row, f64)]) -> Option<(Row, [Row; DEGREES])> {
    let likely = |curve: &Row| -> f64 {
        around
            .iter()
            .map(|(row, count)| {
                let height = height(curve, row);
                count * height - height.exp()
            })
            .sum()
    };
    #[expect(clippy::cast_precision_loss, reason = "there are not so many parts")]
    let mean = around.iter().map(|(_, count)| count).sum::<f64>() / around.len() as f64;
    let mut curve = [mean.ln(), 0.0, 0.0];
    let mut best = likely(&curve);
    for _ in 0..MOST_STEPS {
        let mut slope = [0.0; DEGREES];
        let mut bend = [[0.0; DEGREES]; DEGREES];
        for (row, count) in around {
            let fitted = height(&curve, row).exp();
            for (one, left) in row.iter().enumerate() {
                slope[one] += (count - fitted) * left;
                for (other, right) in row.iter().enumerate() {
                    bend[one][other] += fitted * left * right;
                }
            }
        }
        let variances = inverse(&bend)?;
        let step: Row = std::array::from_fn(|one| height(&variances[one], &slope));
        // Twice how far the likelihood can still rise.
        if height(&step, &slope) < 1e-10 {
            return Some((curve, variances));
        }
        let mut part = 1.0;
        loop {
            let tried = std::array::from_fn(|one| curve[one] + part * step[one]);
            let now = likely(&tried);
            if now > best {
                (curve, best) = (tried, now);
                break;
            }
            part /= 2.0;
            if part < 1e-6 {
                return Some((curve, variances));
            }
        }
    }
    None
}

/// The inverse of a matrix, by its cofactors.
fn inverse(matrix: &[Row; DEGREES]) -> Option<[Row; DEGREES]> {
    let cofactor = |row: usize, column: usize| {
        let (a, b) = ((row + 1) % 3, (row + 2) % 3);
        let (c, d) = ((column + 1) % 3, (column + 2) % 3);
        matrix[a][c] * matrix[b][d] - matrix[a][d] * matrix[b][c]
    };
    let determinant: f64 = (0..DEGREES).map(|column| matrix[0][column] * cofactor(0, column)).sum();
    if !determinant.is_finite() || determinant.abs() < f64::MIN_POSITIVE {
        return None;
    }
    Some(std::array::from_fn(|row| std::array::from_fn(|column| cofactor(column, row) / determinant)))
}

/// How likely a count, or a greater one, is under the negative binomial distribution of a mean and a
/// variance above it. Up to the mean a bound that is never small is enough.
fn negative_binomial_at_least(count: u64, mean: f64, variance: f64) -> f64 {
    let found = number(count);
    if found <= mean {
        return 1.0;
    }
    let size = mean * mean / (variance - mean);
    let share = mean / (size + mean);
    let log = ln_gamma(found + size) - ln_gamma(size) - ln_gamma(found + 1.0)
        + size * (-share).ln_1p()
        + found * share.ln();
    let mut term = log.exp();
    let (mut total, mut next) = (0.0, found);
    loop {
        total += term;
        // Above the mean each term is smaller than the one before, and by more and more.
        if term <= total * f64::EPSILON {
            return total.min(1.0);
        }
        term *= (next + size) / (next + 1.0) * share;
        next += 1.0;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_curve_of_second_degree_is_found_again() {
        let exact = |place: i32| (6.0 - 0.2 * f64::from(place) - 0.05 * f64::from(place * place)).exp();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of hundreds")]
        let smooth: Vec<u64> = (-4..6).map(|place| exact(place).round() as u64).collect();
        let test = bunching(&smooth, (4, 1), 1.0).unwrap();
        assert!((test.expected / 403.4 - 1.0).abs() < 0.01, "{test:?}");
        assert!(test.p > 0.3, "{test:?}");
    }

    #[test]
    fn a_heap_under_the_limit_is_seen_and_one_elsewhere_is_not() {
        let smooth = [200, 190, 180, 170, 160, 150, 140, 130, 120, 110];
        let mut heap = smooth;
        (heap[4], heap[5]) = (260, 50);
        assert!(bunching(&heap, (4, 1), 1.0).unwrap().p < 1e-4);
        let mut elsewhere = smooth;
        elsewhere[2] = 280;
        assert!(bunching(&elsewhere, (4, 1), 1.0).unwrap().p > 0.5);
        // What is let pass is no surprise.
        assert!(bunching(&heap, (4, 1), 2.0).unwrap().p > 0.3);
    }

    #[test]
    fn smooth_shapes_are_no_heap_however_many_cases_there_are() {
        let slope = |x: f64| (-0.3 * x).exp();
        let peak_at_limit = |x: f64| (-x * x / 18.0).exp();
        let peak_below = |x: f64| (-(x + 5.0).powi(2) / 40.0).exp();
        let trough = |x: f64| 1.0 + x * x / 20.0;
        let logistic = |x: f64| 1.0 / (1.0 + (0.8 * x).exp()) + 0.05;
        let shapes: [&dyn Fn(f64) -> f64; 5] = [&slope, &peak_at_limit, &peak_below, &trough, &logistic];
        for (shape, height) in
            shapes.iter().flat_map(|shape| [30.0, 1000.0, 30_000.0].map(|height| (shape, height)))
        {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
            let parts: Vec<u64> = (-6..9).map(|x| (height * shape(f64::from(x))).round() as u64).collect();
            let test = bunching(&parts, (6, 3), 1.25).unwrap();
            assert!(test.p > 0.05, "{parts:?} {test:?}");
        }
    }

    #[test]
    fn an_empty_right_side_is_no_obstacle() {
        let test = bunching(&[60, 50, 45, 40, 200, 0, 0, 0, 0, 0], (4, 1), 1.25).unwrap();
        assert!(test.p < 1e-6, "{test:?}");
        let test = bunching(&[60, 45, 30, 20, 9, 3, 1, 0, 0, 0], (4, 1), 1.25).unwrap();
        assert!(test.p > 0.05, "{test:?}");
        assert_eq!(bunching(&[1, 2, 3, 4], (3, 1), 1.25), None);
    }

    #[test]
    fn the_negative_binomial_tail_at_its_ends() {
        // Of size one it is geometric: mean 1, variance 2, share one half.
        for count in 2..12_i32 {
            let tail = negative_binomial_at_least(u64::try_from(count).unwrap(), 1.0, 2.0);
            assert!((tail - 0.5_f64.powi(count)).abs() < 1e-12, "{count}: {tail}");
        }
        assert!((negative_binomial_at_least(1, 1.0, 2.0) - 1.0).abs() < 1e-15);
        assert!(negative_binomial_at_least(1_000_000, 1000.0, 1001.0) < 1e-300);
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(parts in prop::collection::vec(0_u64..5000, 10)) {
            if let Some(test) = bunching(&parts, (4, 1), 1.25) {
                prop_assert!((0.0..=1.0).contains(&test.p) && test.expected.is_finite(), "{:?}", test);
            }
        }
    }
}
