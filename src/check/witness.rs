//! Cases that show a contradiction between conditions: values that the conditions themselves name,
//! tried in all combinations, so that what is found can be shown and is never a guess.

use crate::model::{Condition, Item, Test};
use crate::text::Decimal;
use std::borrow::Cow;

/// Combinations that are tried at most; what needs more is not decided.
const LIMIT: usize = 4_096;

/// A case: what each attribute is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case<'c>(Vec<(&'c str, Cow<'c, str>)>);

impl<'c> Case<'c> {
    /// Whether a condition holds for it.
    pub(super) fn is(&self, condition: &Condition) -> bool {
        condition.entries.iter().all(|(attribute, test)| test.holds(self.value(attribute), false))
    }

    pub(super) fn value(&self, attribute: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == attribute).map_or("", |(_, value)| value)
    }

    /// The same case with another value of an attribute.
    pub(super) fn with(&self, attribute: &'c str, value: &'c str) -> Self {
        let others = self.0.iter().filter(|(name, _)| *name != attribute).cloned();
        Self(others.chain([(attribute, value.into())]).collect())
    }

    /// What conditions look at in it, for messages: each attribute that one of them names, once.
    pub(super) fn shown<'d>(
        &self,
        conditions: impl IntoIterator<Item = &'d Condition>,
    ) -> Vec<(String, String)> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in conditions.into_iter().flat_map(|condition| &condition.entries) {
            if !names.contains(&name.value.as_str()) {
                names.push(name);
            }
        }
        names.iter().map(|name| ((*name).to_owned(), self.value(name).to_owned())).collect()
    }
}

/// The values of a test that names single values and nothing else.
pub(super) fn plain(test: &Test) -> Option<Vec<&str>> {
    let values = test.any.iter().map(|item| match &item.value {
        Item::Value(value) => Some(value.as_str()),
        Item::Range(_) => None,
    });
    if test.negated { None } else { values.collect() }
}

/// A value in a form that is equal where values are the same: numbers by their amount, true and
/// false in any case.
pub(super) fn canonical(value: &str) -> String {
    match Decimal::parse(value) {
        Some(number) => number.to_string(),
        None if value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false") => {
            value.to_ascii_lowercase()
        }
        None => value.to_owned(),
    }
}

/// Cases of all the scopes in which the conditions can differ: for each attribute every value that one
/// of them names, numbers on, between and beyond the bounds of comparisons, and a value that none of
/// them names.
pub(super) fn cases<'c, C: IntoIterator<Item = &'c Condition>>(
    scopes: &[&'c Condition],
    conditions: C,
) -> impl Iterator<Item = Case<'c>> + use<'c, C> {
    let mut attributes: Vec<(&str, Vec<&Item>)> = Vec::new();
    let conditions = conditions.into_iter().chain(scopes.iter().copied());
    for (attribute, test) in conditions.flat_map(|condition| &condition.entries) {
        let items = test.any.iter().map(|item| &item.value);
        match attributes.iter_mut().find(|(name, _)| *name == attribute.value) {
            Some((_, known)) => known.extend(items),
            None => attributes.push((&attribute.value, items.collect())),
        }
    }
    let candidates: Vec<_> = attributes
        .iter()
        .map(|(name, items)| {
            let mut values = values(items);
            values.retain(|value| scopes.iter().all(|scope| admits(scope, name, value)));
            (*name, values)
        })
        .collect();
    let combinations =
        candidates.iter().map(|(_, values)| values.len()).try_fold(1_usize, usize::checked_mul);
    let count = combinations.map_or(LIMIT, |count| count.min(LIMIT));
    (0..count).map(move |number| case(&candidates, number))
}

/// Whether a condition holds as far as one attribute goes.
fn admits(condition: &Condition, attribute: &str, value: &str) -> bool {
    let mut tests = condition.entries.iter().filter(|(name, _)| name.value == attribute);
    tests.all(|(_, test)| test.holds(value, false))
}

/// The combination of a number, whose digits are places in the lists.
fn case<'c>(candidates: &[(&'c str, Vec<Cow<'c, str>>)], mut number: usize) -> Case<'c> {
    let mut values = Vec::with_capacity(candidates.len());
    for (name, list) in candidates {
        if let Some(value) = list.get(number % list.len().max(1)) {
            values.push((*name, value.clone()));
        }
        number /= list.len().max(1);
    }
    Case(values)
}

/// What was named comes first, a missing value last: the first case found is the one to show.
fn values<'c>(items: &[&'c Item]) -> Vec<Cow<'c, str>> {
    let mut values: Vec<Cow<'_, str>> = Vec::new();
    let mut bounds: Vec<Decimal> = Vec::new();
    for item in items {
        match item {
            Item::Value(value) if value.is_empty() || values.iter().any(|known| known == value) => {}
            Item::Value(value) => values.push(value.into()),
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
    let numbers =
        bounds.iter().copied().chain(between).chain(beyond).map(|number| Cow::Owned(number.to_string()));
    let numbers: Vec<_> = numbers.filter(|number| !values.contains(number)).collect();
    values.extend(numbers);
    let mut other = Cow::Borrowed("other");
    while values.contains(&other) {
        other.to_mut().push('\'');
    }
    values.extend([other, Cow::Borrowed("")]);
    values
}
