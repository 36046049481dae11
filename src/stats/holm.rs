//! Many tests at once: the correction of S. Holm, "A simple sequentially rejective multiple test
//! procedure", Scandinavian Journal of Statistics 6 (1979), 65–70. Whatever the tests have to do with each
//! other, chance alone makes any of them significant at most as often as the level says.

/// What stands for each p-value when all are looked at together, in their order: below the level where the
/// test is significant among them.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&one, &other| p_values[one].total_cmp(&p_values[other]));
    let mut corrected = vec![1.0; p_values.len()];
    let mut greatest = 0.0_f64;
    for (place, &test) in order.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "there are not so many tests")]
        let left = (p_values.len() - place) as f64;
        greatest = greatest.max((p_values[test] * left).min(1.0));
        corrected[test] = greatest;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_example_done_by_hand() {
        let corrected = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (found, expected) in corrected.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((found - expected).abs() < 1e-12, "{corrected:?}");
        }
        assert_eq!(holm(&[]), Vec::<f64>::new());
        assert_eq!(holm(&[0.7, 0.9]), [1.0, 1.0]);
    }

    proptest! {
        #[test]
        fn it_is_never_below_the_test_alone_nor_above_bonferroni(p in prop::collection::vec(0.0..=1.0_f64, 1..30)) {
            let corrected = holm(&p);
            let tests = f64::from(u32::try_from(p.len()).unwrap());
            for (one, corrected) in p.iter().zip(&corrected) {
                prop_assert!(corrected >= one && *corrected <= (one * tests).min(1.0) + 1e-12);
            }
            // What is more significant alone is so among all.
            for (one, other) in (0..p.len()).flat_map(|one| (0..p.len()).map(move |other| (one, other))) {
                prop_assert!(p[one] > p[other] || corrected[one] <= corrected[other]);
            }
        }
    }
}
