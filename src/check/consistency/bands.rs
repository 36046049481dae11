//! Bands of numbers: what a test of a condition takes, as intervals, compared exactly.

use crate::model::{Comparison, Item, Operator, Test};
use crate::text::Decimal;
use std::cmp::Ordering;

/// One end of a band: a number, and whether the band holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) number: Decimal,
    pub(super) included: bool,
}

/// Numbers from one end to the other; an end that is not there reaches beyond all numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) from: Option<End>,
    pub(super) to: Option<End>,
}

impl Band {
    /// The numbers for which all comparisons hold; `None` where there are none.
    fn of(comparisons: &[Comparison]) -> Option<Self> {
        let mut band = Self { from: None, to: None };
        for comparison in comparisons {
            let included = matches!(comparison.operator, Operator::AtMost | Operator::AtLeast);
            let end = End { number: comparison.number, included };
            let tighter = |old: Option<End>, lower: bool| match old {
                Some(old) if old.number == end.number => {
                    Some(End { included: old.included && included, ..old })
                }
                Some(old) if (old.number > end.number) == lower => Some(old),
                _ => Some(end),
            };
            match comparison.operator {
                Operator::Less | Operator::AtMost => band.to = tighter(band.to, false),
                Operator::Greater | Operator::AtLeast => band.from = tighter(band.from, true),
            }
        }
        let empty = band.from.zip(band.to).is_some_and(|(from, to)| match from.number.cmp(&to.number) {
            Ordering::Less => false,
            Ordering::Equal => !(from.included && to.included),
            Ordering::Greater => true,
        });
        (!empty).then_some(band)
    }

    /// The band of one item of a test: its comparisons, or a number alone.
    fn item(item: &Item) -> Option<Self> {
        match item {
            Item::Range(comparisons) => Self::of(comparisons),
            Item::Value(text) => {
                let end = Some(End { number: Decimal::parse(text)?, included: true });
                Some(Self { from: end, to: end })
            }
        }
    }

    /// The bands of a test, each with its item, if it takes numbers alone.
    pub(super) fn all(test: &Test) -> Option<Vec<(Self, usize)>> {
        let items = test.any.iter().enumerate().map(|(place, item)| Some((Self::item(&item.value)?, place)));
        if test.negated { None } else { items.collect() }
    }

    /// Where it begins, for sorting from low to high.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let start = |band: &Self| band.from.map(|end| (end.number, !end.included));
        start(self).cmp(&start(other))
    }

    /// A number that it takes.
    pub(super) fn inside(&self) -> Decimal {
        match (self.from, self.to) {
            (_, Some(End { number, included: true })) | (Some(End { number, included: true }), _) => number,
            (Some(from), Some(to)) => {
                Decimal::from_units(i128::midpoint(from.number.units(), to.number.units()))
            }
            (None, Some(to)) => Decimal::from_units(to.number.units() - Decimal::ONE),
            (Some(from), None) => Decimal::from_units(from.number.units() + Decimal::ONE),
            (None, None) => Decimal::ZERO,
        }
    }

    /// Whether it takes all that the other takes.
    pub(super) fn holds_all_of(&self, other: &Self) -> bool {
        let low = match (self.from, other.from) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(their)) => {
                own.number < their.number || own.number == their.number && (own.included || !their.included)
            }
        };
        let high = match (self.to, other.to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(their)) => {
                own.number > their.number || own.number == their.number && (own.included || !their.included)
            }
        };
        low && high
    }
}

/// What lies between the end of one band and the beginning of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// They meet.
    Nothing,
    /// A number that neither takes, and whether it is only one of the numbers between two steps of
    /// counting, as 5.5 is between 5 and 6.
    Gap(Decimal, bool),
    /// A number that both take.
    Overlap(Decimal),
}

/// Compares the upper end of one band with the lower end of the next.
pub(super) fn between(upper: End, lower: End) -> Between {
    match upper.number.cmp(&lower.number) {
        Ordering::Equal => match (upper.included, lower.included) {
            (true, true) => Between::Overlap(upper.number),
            (false, false) => Between::Gap(upper.number, false),
            _ => Between::Nothing,
        },
        Ordering::Less => {
            let step = step(upper.number, lower.number);
            let (low, high) = (upper.number.units(), lower.number.units());
            if upper.included && lower.included && high - low == 1 {
                return Between::Nothing;
            }
            // The nicest number of the gap: an end that is not taken, the next step, the middle.
            let (witness, uncounted) = if !upper.included {
                (low, false)
            } else if !lower.included {
                (high, false)
            } else if high - low > step {
                (low + step, false)
            } else {
                (i128::midpoint(low, high), true)
            };
            Between::Gap(Decimal::from_units(witness), uncounted)
        }
        Ordering::Greater => {
            // Both take what lies in the middle, whether or not they take their ends.
            let (low, high) = (lower.number.units(), upper.number.units());
            let step = step(upper.number, lower.number);
            let witness = match (lower.included, upper.included) {
                (true, _) => low,
                (false, true) => high,
                (false, false) if high - low > step => low + step,
                (false, false) => i128::midpoint(low, high),
            };
            Between::Overlap(Decimal::from_units(witness))
        }
    }
}

/// The unit of the last decimal place that one of two numbers is written with, at most one.
fn step(one: Decimal, other: Decimal) -> i128 {
    let mut step = Decimal::ONE;
    while step > 1 && (one.units() % step != 0 || other.units() % step != 0) {
        step /= 10;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(number: &str, included: bool) -> End {
        End { number: Decimal::parse(number).unwrap(), included }
    }

    #[test]
    fn ends_that_meet_part_or_cross() {
        let gap = |number: &str, uncounted| Between::Gap(Decimal::parse(number).unwrap(), uncounted);
        let overlap = |number: &str| Between::Overlap(Decimal::parse(number).unwrap());
        assert_eq!(between(end("5", true), end("5", false)), Between::Nothing);
        assert_eq!(between(end("5", false), end("5", true)), Between::Nothing);
        assert_eq!(between(end("5", true), end("5", true)), overlap("5"));
        assert_eq!(between(end("5", false), end("5", false)), gap("5", false));
        assert_eq!(between(end("5", true), end("6", true)), gap("5.5", true));
        assert_eq!(between(end("5", true), end("10", true)), gap("6", false));
        assert_eq!(between(end("5", true), end("6", false)), gap("6", false));
        assert_eq!(between(end("5", false), end("6", true)), gap("5", false));
        assert_eq!(between(end("4.9", true), end("5", true)), gap("4.95", true));
        // Exactly: no floating-point number is near enough.
        assert_eq!(between(end("0.1", true), end("0.100000000002", true)), gap("0.100000000001", false));
        assert_eq!(between(end("0.1", true), end("0.100000000001", true)), Between::Nothing);
        assert_eq!(between(end("10", true), end("5", false)), overlap("10"));
        assert_eq!(between(end("10", false), end("5", false)), overlap("6"));
        assert_eq!(between(end("1.5", false), end("1.4", false)), overlap("1.45"));
    }
}
