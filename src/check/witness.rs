//! Cases that show a contradiction between conditions: values that the conditions themselves name,
//! tried in all combinations, so that what is found can be shown and is never a guess.

use crate::model::{Condition, Item};
use crate::text::Decimal;

/// Combinations that are tried at most; what needs more is not decided.
const LIMIT: usize = 4_096;

/// A case: what each attribute is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case(Vec<(String, String)>);

impl Case {
    /// Whether a condition holds for it.
    pub(super) fn is(&self, condition: &Condition) -> bool {
        condition.entries.iter().all(|(attribute, test)| test.holds(self.value(attribute), false))
    }

    pub(super) fn value(&self, attribute: &str) -> &str {
        self.0.iter().find(|(name, _)| name == attribute).map_or("", |(_, value)| value)
    }
}

/// Cases in which the conditions can differ: for each attribute every value that one of them names,
/// numbers on, between and beyond the bounds of comparisons, and a value that none of them names.
pub(super) fn cases<'c>(conditions: impl IntoIterator<Item = &'c Condition>) -> Vec<Case> {
    let mut attributes: Vec<(&str, Vec<&Item>)> = Vec::new();
    for (attribute, test) in conditions.into_iter().flat_map(|condition| &condition.entries) {
        let items = test.any.iter().map(|item| &item.value);
        match attributes.iter_mut().find(|(name, _)| *name == attribute.value) {
            Some((_, known)) => known.extend(items),
            None => attributes.push((&attribute.value, items.collect())),
        }
    }
    let candidates: Vec<_> = attributes.iter().map(|(name, items)| (*name, values(items))).collect();
    let combinations =
        candidates.iter().map(|(_, values)| values.len()).try_fold(1_usize, usize::checked_mul);
    let count = combinations.map_or(LIMIT, |count| count.min(LIMIT));
    (0..count).map(|number| case(&candidates, number)).collect()
}

/// The combination of a number, whose digits are places in the lists.
fn case(candidates: &[(&str, Vec<String>)], mut number: usize) -> Case {
    let mut values = Vec::new();
    for (name, list) in candidates {
        if let Some(value) = list.get(number % list.len().max(1)) {
            values.push(((*name).to_owned(), value.clone()));
        }
        number /= list.len().max(1);
    }
    Case(values)
}

fn values(items: &[&Item]) -> Vec<String> {
    let mut values = Vec::new();
    let mut bounds: Vec<Decimal> = Vec::new();
    for item in items {
        match item {
            Item::Value(value) => values.push(value.clone()),
            Item::Range(range) => bounds.extend(range.iter().map(|comparison| comparison.number)),
        }
    }
    bounds.sort();
    bounds.dedup();
    let between =
        bounds.windows(2).map(|pair| Decimal::from_units(i128::midpoint(pair[0].units(), pair[1].units())));
    let one = Decimal::ONE;
    let beyond =
        [bounds.first().map(|first| first.units() - one), bounds.last().map(|last| last.units() + one)];
    let beyond = beyond.into_iter().flatten().map(Decimal::from_units);
    values.extend(bounds.iter().copied().chain(between).chain(beyond).map(|number| number.to_string()));
    let mut other = "other".to_owned();
    while values.contains(&other) {
        other.push('\'');
    }
    values.extend([other, String::new()]);
    values.sort();
    values.dedup();
    values
}
