//! One group against all others, the same classes compared: the exact conditional test of several two by
//! two tables.
//!
//! Within each class the marked cases are taken as given, and so is how many cases the group has; by chance
//! its share of the marked ones is hypergeometric, or, where the odds of its cases are so many times those
//! of the others, Fisher's noncentral hypergeometric. Their sum over the classes is the statistic of
//! N. Mantel and W. Haenszel, "Statistical aspects of the analysis of data from retrospective studies of
//! disease", Journal of the National Cancer Institute 22 (1959), 719–748; the test is that of J. J. Gart,
//! "Point and interval estimation of the common odds ratio in the combination of 2 × 2 tables with fixed
//! marginals", Biometrika 57 (1970), 471–475.

/// The cases of one class: those of the group, and those of all, the group among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// Cases of the group.
    pub cases: u64,
    /// Of these, the marked ones.
    pub marked: u64,
    /// Cases of all groups.
    pub all: u64,
    /// Of these, the marked ones.
    pub all_marked: u64,
}

/// How the marked cases of a group compare with those of the others in the same classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratified {
    /// Marked cases of the group that the shares of all groups let expect, class by class.
    pub expected: f64,
    /// How likely so many marked cases, or more, are by chance.
    pub at_least: f64,
    /// How likely so many, or fewer, are.
    pub at_most: f64,
}

/// Sums that vary more are taken as normal: an exact one would be long.
const MOST_VARIANCE: f64 = 2500.0;
/// Terms that are smaller than this part of the greatest are left out.
const NOTHING: f64 = 1e-20;

/// Compares a group with the others where by chance the odds of its cases to be marked are `odds` times
/// those of the others: 1 for no difference. `None` where chance leaves nothing open: no class in which both
/// sides have cases, and some are marked and some are not.
pub fn stratified(strata: &[Stratum], odds: f64) -> Option<Stratified> {
    let open: Vec<_> = strata.iter().filter(|stratum| stratum.is_open()).collect();
    if open.is_empty() {
        return None;
    }
    let parts: Vec<_> = open.iter().map(|stratum| Distribution::of(stratum, odds)).collect();
    let marked: u64 = open.iter().map(|stratum| stratum.marked).sum();
    let (mean, variance) = parts.iter().map(Distribution::moments).fold((0.0, 0.0), |sum, part| {
        let (mean, variance) = part;
        (sum.0 + mean, sum.1 + variance)
    });
    let (at_least, at_most) = if variance > MOST_VARIANCE {
        let spread = variance.sqrt();
        let above = |from: f64| upper_normal((from - mean) / spread);
        (above(number(marked) - 0.5), 1.0 - above(number(marked) + 0.5))
    } else {
        let sum = parts.into_iter().reduce(|sum, part| sum.plus(&part)).unwrap_or_default();
        sum.tails(marked)
    };
    Some(Stratified { expected: strata.iter().map(Stratum::expected).sum(), at_least, at_most })
}

impl Stratified {
    /// How likely a difference as great as this, either way, is by chance: twice the smaller tail.
    pub fn two_sided(&self) -> f64 {
        (2.0 * self.at_least.min(self.at_most)).min(1.0)
    }
}

impl Stratum {
    /// Marked cases of the group where its share of them is that of all.
    pub fn expected(&self) -> f64 {
        number(self.cases) * number(self.all_marked) / number(self.all.max(1))
    }

    /// Whether chance decides how many of the marked cases are the group's.
    fn is_open(&self) -> bool {
        self.cases > 0 && self.cases < self.all && self.all_marked > 0 && self.all_marked < self.all
    }
}

/// How likely each of some consecutive counts is; without those that are as good as impossible.
#[derive(Clone, Debug, Default)]
struct Distribution {
    first: u64,
    likely: Vec<f64>,
}

impl Distribution {
    /// The marked cases of a group in a class.
    fn of(stratum: &Stratum, odds: f64) -> Self {
        let Stratum { cases, all, all_marked, .. } = *stratum;
        let (least, most) = ((cases + all_marked).saturating_sub(all), cases.min(all_marked));
        // The next count is so many times as likely as this one; less and less so.
        let ratio = |count: u64| {
            let up = number(cases - count) * number(all_marked - count) * odds;
            up / (number(count + 1) * number(all + count + 1 - cases - all_marked))
        };
        let (mut mode, mut beyond) = (least, most);
        while mode < beyond {
            let middle = mode.midpoint(beyond);
            if ratio(middle) >= 1.0 { mode = middle + 1 } else { beyond = middle }
        }
        let mut below = Vec::new();
        let mut likely = 1.0;
        for count in (least..mode).rev() {
            likely /= ratio(count);
            if likely < NOTHING {
                break;
            }
            below.push(likely);
        }
        let first = mode - below.len() as u64;
        let mut counts: Vec<f64> = below.into_iter().rev().chain([1.0]).collect();
        likely = 1.0;
        for count in mode..most {
            likely *= ratio(count);
            if likely < NOTHING {
                break;
            }
            counts.push(likely);
        }
        let total: f64 = counts.iter().sum();
        Self { first, likely: counts.into_iter().map(|one| one / total).collect() }
    }

    /// Mean and variance.
    fn moments(&self) -> (f64, f64) {
        let counted = || (self.first..).map(number).zip(&self.likely);
        let mean: f64 = counted().map(|(count, likely)| count * likely).sum();
        (mean, counted().map(|(count, likely)| (count - mean).powi(2) * likely).sum())
    }

    /// The sum of two counts that have nothing to do with each other.
    fn plus(&self, other: &Self) -> Self {
        let mut likely = vec![0.0; self.likely.len() + other.likely.len() - 1];
        for (place, one) in self.likely.iter().enumerate() {
            for (sum, two) in likely[place..].iter_mut().zip(&other.likely) {
                *sum += one * two;
            }
        }
        let is_nothing = |one: &&f64| **one < NOTHING;
        let skipped = likely.iter().take_while(is_nothing).count();
        let end = likely.len() - likely.iter().rev().take_while(is_nothing).count();
        let first = self.first + other.first + skipped as u64;
        Self { first, likely: likely.get(skipped..end).unwrap_or_default().to_vec() }
    }

    /// How likely a count, or a greater one, and it, or a smaller one, are.
    fn tails(&self, count: u64) -> (f64, f64) {
        let sum = |is: &dyn Fn(u64) -> bool| {
            let counted = (self.first..).zip(&self.likely).filter(|(known, _)| is(*known));
            // What is left out as good as impossible is not impossible.
            counted.map(|(_, likely)| likely).sum::<f64>().clamp(NOTHING, 1.0)
        };
        (sum(&|known| known >= count), sum(&|known| known <= count))
    }
}

/// The chance that the standard normal distribution is above a number: half the chi-squared tail of its
/// square with one degree of freedom.
fn upper_normal(number: f64) -> f64 {
    let tail = super::chi_squared::upper_tail(number * number, 1) / 2.0;
    if number < 0.0 { 1.0 - tail } else { tail }
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::chi_squared;
    use proptest::prelude::*;

    fn near(one: f64, other: f64, within: f64) -> bool {
        (one - other).abs() < within
    }

    #[test]
    fn fishers_lady_and_her_tea() {
        // Eight cups, four of each kind, three guessed right: (16 + 1) / 70.
        let test = stratified(&[Stratum { cases: 4, marked: 3, all: 8, all_marked: 4 }], 1.0).unwrap();
        assert!(
            near(test.at_least, 17.0 / 70.0, 1e-12) && near(test.at_most, 69.0 / 70.0, 1e-12),
            "{test:?}"
        );
        assert!(near(test.expected, 2.0, 1e-12));
    }

    #[test]
    fn odds_weigh_what_chance_does() {
        // 1 of 2 against 1 of 2: counts 0, 1, 2 with 1, 4, 1 in six; with odds of 2 as 1, 8, 4 in thirteen.
        let stratum = Stratum { cases: 2, marked: 2, all: 4, all_marked: 2 };
        assert!(near(stratified(&[stratum], 1.0).unwrap().at_least, 1.0 / 6.0, 1e-12));
        assert!(near(stratified(&[stratum], 2.0).unwrap().at_least, 4.0 / 13.0, 1e-12));
    }

    #[test]
    fn nothing_is_left_open_where_all_are_alike() {
        for stratum in [
            Stratum { cases: 5, marked: 2, all: 5, all_marked: 2 },
            Stratum { cases: 5, marked: 0, all: 9, all_marked: 0 },
            Stratum { cases: 5, marked: 5, all: 9, all_marked: 9 },
            Stratum::default(),
        ] {
            assert_eq!(stratified(&[stratum], 1.0), None, "{stratum:?}");
        }
    }

    #[test]
    fn a_class_of_one_group_alone_expects_what_was_found() {
        let alone = Stratum { cases: 50, marked: 20, all: 50, all_marked: 20 };
        let shared = Stratum { cases: 40, marked: 4, all: 100, all_marked: 10 };
        let test = stratified(&[alone, shared], 1.0).unwrap();
        assert!(near(test.expected, 24.0, 1e-12), "{test:?}");
        assert!(near(test.at_least, stratified(&[shared], 1.0).unwrap().at_least, 1e-12));
    }

    #[test]
    fn with_one_class_it_is_the_test_of_the_residuals_of_a_table() {
        let groups = [(9060, 940), (8120, 880), (8020, 980)];
        let residuals = chi_squared(&groups).unwrap().residuals;
        let (all, all_marked) = (28_000, 2800);
        for ((met, breached), residual) in groups.into_iter().zip(residuals) {
            let stratum = Stratum { cases: met + breached, marked: breached, all, all_marked };
            let p = stratified(&[stratum], 1.0).unwrap().two_sided();
            let normal = 2.0 * upper_normal(residual.abs());
            assert!(p / normal > 0.8 && p / normal < 1.25, "{p} {normal}");
        }
    }

    #[test]
    fn the_normal_sum_continues_the_exact_one() {
        let strata = |marked| [Stratum { cases: 9_950, marked, all: 19_900, all_marked: 9_950 }; 1];
        let exact = |marked| Distribution::of(&strata(marked)[0], 1.0).tails(marked);
        for marked in [4975, 5050, 5100, 5150] {
            let twice = [strata(marked)[0]; 2];
            assert!(Distribution::of(&twice[0], 1.0).moments().1 * 2.0 < MOST_VARIANCE);
            // The same tail, of a sum that is just exact, by the normal distribution.
            let (mean, variance) = Distribution::of(&twice[0], 1.0).moments();
            let normal = upper_normal((number(marked) - 0.5 - mean) / variance.sqrt());
            let tail = exact(marked).0;
            assert!((normal / tail - 1.0).abs() < 0.05, "{marked}: {normal} {tail}");
        }
        let large = Stratum { cases: 50_000, marked: 25_400, all: 100_000, all_marked: 50_000 };
        let test = stratified(&[large], 1.0).unwrap();
        let tail = Distribution::of(&large, 1.0).tails(25_400).0;
        assert!((test.at_least / tail - 1.0).abs() < 0.02, "{} {tail}", test.at_least);
    }

    proptest! {
        #[test]
        fn a_distribution_is_whole_and_its_mean_is_what_is_expected(
            cases in 1_u64..80, others in 1_u64..80, part in 0_u64..160,
        ) {
            let all = cases + others;
            let stratum = Stratum { cases, marked: 0, all, all_marked: part.min(all) };
            let one = Distribution::of(&stratum, 1.0);
            prop_assert!((one.likely.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!((one.moments().0 - stratum.expected()).abs() < 1e-9);
        }

        /// Every way to draw the group's cases of each class, counted.
        #[test]
        fn tails_are_those_of_all_draws(
            classes in prop::collection::vec((1_u64..9, 1_u64..9, 0_u64..18, 0_u64..9), 1..4), odds in 1_u32..4,
        ) {
            let strata: Vec<_> = classes.into_iter().map(|(cases, others, part, found)| {
                let all = cases + others;
                let all_marked = part.min(all);
                let least = (cases + all_marked).saturating_sub(all);
                Stratum { cases, marked: found.clamp(least, cases.min(all_marked)), all, all_marked }
            }).collect();
            let odds = f64::from(odds);
            let mut draws = vec![(0_u64, 1.0)];
            for Stratum { cases, all, all_marked, .. } in &strata {
                let least = (cases + all_marked).saturating_sub(*all);
                let ways = |marked: u64| {
                    let power: f64 = (0..marked).map(|_| odds).product();
                    choose(*cases, marked) * choose(all - cases, all_marked - marked) * power
                };
                let counts = least..=*cases.min(all_marked);
                draws = draws.iter().flat_map(|(sum, many)| {
                    counts.clone().map(move |marked| (sum + marked, many * ways(marked)))
                }).collect();
            }
            let found: u64 = strata.iter().map(|stratum| stratum.marked).sum();
            let total: f64 = draws.iter().map(|(_, many)| many).sum();
            let share = |is: &dyn Fn(u64) -> bool| {
                draws.iter().filter(|(sum, _)| is(*sum)).map(|(_, many)| many).sum::<f64>() / total
            };
            if let Some(test) = stratified(&strata, odds) {
                prop_assert!(near(test.at_least, share(&|sum| sum >= found), 1e-12), "{:?}", test);
                prop_assert!(near(test.at_most, share(&|sum| sum <= found), 1e-12), "{:?}", test);
            }
        }
    }

    /// How many ways there are to take some of a number.
    fn choose(of: u64, some: u64) -> f64 {
        (0..some).map(|place| number(of - place) / number(place + 1)).product()
    }
}
