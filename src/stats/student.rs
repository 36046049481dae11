//! Student's t distribution: how wide the interval of a mean is that few numbers say.
//!
//! Student, "The probable error of a mean", Biometrika 6 (1908), 1–25. The finite sums and the expansion are
//! 26.7.3, 26.7.4 and 26.7.5 of M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964).

use super::Z;

/// Up to so many degrees of freedom the distribution is summed; beyond, its expansion is exact to rounding.
const MOST_SUMMED: u32 = 1_000;

/// Ten places.
const PLACES: f64 = 1e10;

/// The 95 % interval of the mean of numbers from their mean and their variance (that of a sample, with
/// n − 1 below): mean ± t·√(variance/n), with n − 1 degrees of freedom. `None` for fewer than two.
pub fn mean_interval(mean: f64, variance: f64, n: u64) -> Option<(f64, f64)> {
    let freedom = n.checked_sub(1).filter(|freedom| *freedom > 0)?;
    #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^53")]
    let spread = student_t(freedom) * (variance.max(0.0) / n as f64).sqrt();
    Some((mean - spread, mean + spread))
}

/// The 97.5 % quantile, two-sided 95 %, by degrees of freedom, of which there is at least one. It is rounded to
/// ten places: sines may differ in the last one from machine to machine, and results must not.
pub fn student_t(freedom: u64) -> f64 {
    let quantile = match u32::try_from(freedom.max(1)) {
        Ok(freedom) if freedom <= MOST_SUMMED => summed(freedom),
        _ => expanded(freedom),
    };
    (quantile * PLACES).round() / PLACES
}

/// The quantile by halving: with t = √ν·tan θ the share of what lies between −t and t rises with θ.
fn summed(freedom: u32) -> f64 {
    let (mut low, mut high) = (0.0, std::f64::consts::FRAC_PI_2);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return f64::from(freedom).sqrt() * middle.tan();
        }
        if within(freedom, middle) < 0.95 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// The share of the distribution between −t and t, by θ = arctan(t/√ν).
fn within(freedom: u32, angle: f64) -> f64 {
    let (sine, cosine) = angle.sin_cos();
    // The first factor below the line: 2, 4, … for an even number, 3, 5, … for an odd one.
    let first = 2 + freedom % 2;
    let (mut term, mut sum) = (1.0, 1.0);
    for below in (first..=freedom.saturating_sub(2)).step_by(2) {
        term *= cosine * cosine * f64::from(below - 1) / f64::from(below);
        sum += term;
    }
    match freedom {
        1 => angle / std::f64::consts::FRAC_PI_2,
        odd if odd % 2 == 1 => (angle + sine * cosine * sum) / std::f64::consts::FRAC_PI_2,
        _ => sine * sum,
    }
}

/// The quantile by what it is more than that of the normal distribution.
fn expanded(freedom: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "of use only where it is small")]
    let part = 1.0 / freedom as f64;
    let square = Z * Z;
    let terms = [
        (square + 1.0) / 4.0,
        ((5.0 * square + 16.0) * square + 3.0) / 96.0,
        (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0,
    ];
    Z * (1.0 + terms.into_iter().rev().fold(0.0, |sum, term| (sum + term) * part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_printed_tables() {
        for (freedom, t) in [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (5, 2.571),
            (9, 2.262),
            (10, 2.228),
            (11, 2.201),
            (20, 2.086),
            (29, 2.045),
            (30, 2.042),
            (40, 2.021),
            (60, 2.000),
            (100, 1.984),
            (120, 1.980),
        ] {
            assert!((student_t(freedom) - t).abs() < 5.1e-4, "{freedom}: {}", student_t(freedom));
        }
        // Closed forms: tan(0.475 π), and 0.95·√2/√(1 − 0.95²).
        assert!((student_t(1) - (0.475 * std::f64::consts::PI).tan()).abs() < 1e-10);
        assert!((student_t(2) - 0.95 * (2.0 / (1.0 - 0.95_f64 * 0.95)).sqrt()).abs() < 1e-10);
    }

    #[test]
    fn sums_and_expansion_meet() {
        let most = u64::from(MOST_SUMMED);
        assert!((student_t(most) - expanded(most)).abs() < 1e-10);
        assert!(student_t(most) > student_t(most + 1) && student_t(most + 1) > Z);
        assert!((student_t(u64::MAX) - Z).abs() < 1e-10);
        let falls = (1..200).all(|freedom| student_t(freedom) > student_t(freedom + 1));
        assert!(falls);
    }

    #[test]
    fn intervals_of_a_mean() {
        // −1, −2, −3, −2: mean −2, variance 2/3, t of 3 degrees 3.182446.
        let (low, high) = mean_interval(-2.0, 2.0 / 3.0, 4).unwrap();
        let spread = 3.182_446_305_284_263 * (1.0_f64 / 6.0).sqrt();
        assert!(
            (low - (-2.0 - spread)).abs() < 1e-9 && (high - (-2.0 + spread)).abs() < 1e-9,
            "{low} {high}"
        );
        assert_eq!([mean_interval(1.0, 0.0, 1), mean_interval(1.0, 0.0, 0)], [None, None]);
        assert_eq!(mean_interval(1.5, 0.0, 9), Some((1.5, 1.5)));
    }
}
