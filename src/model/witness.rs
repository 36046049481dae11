//! Cases that show a contradiction between conditions: values that the conditions themselves name,
//! tried in all combinations, so that what is found can be shown and is never a guess.

use super::{Condition, Item, Target, Test};
use crate::text::Decimal;
use std::borrow::Cow;

/// Combinations that are tried at most; what needs more is not decided.
const LIMIT: usize = 4_096;

/// A case: what each attribute is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<'c>(Vec<(&'c str, Cow<'c, str>)>);

impl<'c> Case<'c> {
    /// Whether a condition holds for it.
    pub fn is(&self, condition: &Condition) -> bool {
        condition.entries.iter().all(|(attribute, test)| test.holds(self.value(attribute), false))
    }

    /// What an attribute is; empty where it is missing.
    pub fn value(&self, attribute: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == attribute).map_or("", |(_, value)| value)
    }

    /// The same case with another value of an attribute.
    #[must_use]
    pub fn with(&self, attribute: &'c str, value: &'c str) -> Self {
        let others = self.0.iter().filter(|(name, _)| *name != attribute).cloned();
        Self(others.chain([(attribute, value.into())]).collect())
    }

    /// What conditions look at in it, for messages: each attribute that one of them names, once.
    pub fn shown<'d>(&self, conditions: impl IntoIterator<Item = &'d Condition>) -> Vec<(String, String)> {
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
pub fn plain(test: &Test) -> Option<Vec<&str>> {
    let values = test.any.iter().map(|item| match &item.value {
        Item::Value(value) => Some(value.as_str()),
        Item::Range(_) => None,
    });
    if test.negated { None } else { values.collect() }
}

/// A value in a form that is equal where values are the same: numbers by their amount, true and
/// false in any case.
pub fn canonical(value: &str) -> Cow<'_, str> {
    match Decimal::parse(value) {
        Some(number) => number.to_string().into(),
        None if value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false") => {
            value.to_ascii_lowercase().into()
        }
        None => value.into(),
    }
}

/// Cases of all the scopes in which the conditions can differ: for each attribute every value that one
/// of them names, numbers on, between and beyond the bounds of comparisons, and a value that none of
/// them names.
pub fn cases<'c, C: IntoIterator<Item = &'c Condition>>(
    scopes: &[&'c Condition],
    conditions: C,
) -> impl Iterator<Item = Case<'c>> + use<'c, C> {
    let candidates = candidates(scopes, conditions);
    let count = combinations(&candidates).map_or(LIMIT, |count| count.min(LIMIT));
    (0..count).map(move |number| case(&candidates, number))
}

/// The same, where these are all of them: `None` where there would be too many to try.
pub fn all_cases<'c, C: IntoIterator<Item = &'c Condition>>(
    scopes: &[&'c Condition],
    conditions: C,
) -> Option<Vec<Case<'c>>> {
    let candidates = candidates(scopes, conditions);
    let count = combinations(&candidates).filter(|count| *count <= LIMIT)?;
    Some((0..count).map(|number| case(&candidates, number)).collect())
}

/// The targets that decide about a case: of each measure those with the first `when` that holds.
pub fn deciding<'t, 'c>(
    targets: &'t [Target],
    case: &'c Case<'c>,
) -> impl Iterator<Item = &'t Target> + use<'t, 'c> {
    targets.iter().filter(move |target| {
        let first = targets.iter().find(|other| other.same_measure(target) && case.is(&other.when));
        first.is_some_and(|first| first.when == target.when)
    })
}

/// Attributes and the values to try of each.
type Candidates<'c> = Vec<(&'c str, Vec<Cow<'c, str>>)>;

fn candidates<'c>(
    scopes: &[&'c Condition],
    conditions: impl IntoIterator<Item = &'c Condition>,
) -> Candidates<'c> {
    let mut attributes: Vec<(&str, Vec<&Item>)> = Vec::new();
    let conditions = conditions.into_iter().chain(scopes.iter().copied());
    for (attribute, test) in conditions.flat_map(|condition| &condition.entries) {
        let items = test.any.iter().map(|item| &item.value);
        match attributes.iter_mut().find(|(name, _)| *name == attribute.value) {
            Some((_, known)) => known.extend(items),
            None => attributes.push((&attribute.value, items.collect())),
        }
    }
    let values_of = |(name, items): &(&'c str, Vec<&'c Item>)| {
        let mut values = values(items);
        values.retain(|value| scopes.iter().all(|scope| admits(scope, name, value)));
        (*name, values)
    };
    attributes.iter().map(values_of).collect()
}

fn combinations(candidates: &Candidates<'_>) -> Option<usize> {
    candidates.iter().map(|(_, values)| values.len()).try_fold(1_usize, usize::checked_mul)
}

/// Whether a condition holds as far as one attribute goes.
fn admits(condition: &Condition, attribute: &str, value: &str) -> bool {
    let mut tests = condition.entries.iter().filter(|(name, _)| name.value == attribute);
    tests.all(|(_, test)| test.holds(value, false))
}

/// The combination of a number, whose digits are places in the lists.
fn case<'c>(candidates: &Candidates<'c>, mut number: usize) -> Case<'c> {
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
    // A single number that is named may lie where one between two bounds would be taken.
    if !bounds.is_empty() {
        bounds.extend(values.iter().filter_map(|value| Decimal::parse(value)));
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
