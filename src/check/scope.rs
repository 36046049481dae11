//! Which definitions are about the same cases, by their conditions.
//!
//! Most conditions ask for the value of an attribute (`type = "complaint"`), so that is how things are
//! found here: no rule compares each commitment with all others.

use crate::model::{Condition, Item, Test};
use foldhash::{HashMap, HashMapExt as _};

/// Things by the conditions that they stand under.
#[derive(Debug)]
pub(super) struct ByScope<'a, T> {
    items: Vec<T>,
    /// Those that ask for no value.
    open: Vec<usize>,
    /// By one attribute that each asks for: where the first says the same for all (`type = "repair"`),
    /// another that tells them apart.
    asking: HashMap<&'a str, Asking<'a>>,
}

/// Those that ask for an attribute.
#[derive(Debug, Default)]
struct Asking<'a> {
    all: Vec<usize>,
    by_value: HashMap<&'a str, Vec<usize>>,
}

impl<T> Default for ByScope<'_, T> {
    fn default() -> Self {
        Self { items: Vec::new(), open: Vec::new(), asking: HashMap::new() }
    }
}

impl<'a, T> ByScope<'a, T> {
    pub(super) fn add(&mut self, scope: &'a Condition, item: T) {
        let place = self.items.len();
        self.items.push(item);
        let asked = scope.entries.iter().filter_map(|(attribute, test)| Some((attribute, values(test)?)));
        let company = |attribute: &str, values: &mut dyn Iterator<Item = &'a str>| -> usize {
            let asking = self.asking.get(attribute);
            values.filter_map(|value| Some(asking?.by_value.get(value)?.len())).sum()
        };
        let asked = asked.min_by_key(|(attribute, values)| company(attribute, &mut values.clone()));
        match asked {
            None => self.open.push(place),
            Some((attribute, values)) => {
                let asking = self.asking.entry(&attribute.value).or_default();
                asking.all.push(place);
                values.for_each(|value| asking.by_value.entry(value).or_default().push(place));
            }
        }
    }

    /// Those that ask for nothing, or for a value that the scope asks for too.
    pub(super) fn alike(&self, scope: &Condition) -> impl Iterator<Item = &T> {
        let asked = scope.entries.iter().filter_map(|(attribute, test)| Some((attribute, values(test)?)));
        let shared = asked.flat_map(|(attribute, values)| {
            let asking = self.asking.get(attribute.value.as_str());
            values.filter_map(move |value| asking?.by_value.get(value)).flatten()
        });
        self.open.iter().chain(shared).filter_map(|place| self.items.get(*place))
    }

    /// Those that ask for an attribute of which the scope says nothing.
    pub(super) fn wider(&self, scope: &Condition) -> impl Iterator<Item = &T> {
        let unsaid = move |attribute: &str| {
            !scope.entries.iter().any(|(name, test)| name.value == attribute && values(test).is_some())
        };
        let wider = self.asking.iter().filter(move |(attribute, _)| unsaid(attribute));
        wider.flat_map(|(_, asking)| &asking.all).filter_map(|place| self.items.get(*place))
    }
}

/// The values one of which an attribute must have; `None` where it is not asked for values.
fn values(test: &Test) -> Option<impl Iterator<Item = &str> + Clone> {
    let value = |item: &Item| matches!(item, Item::Value(_));
    let plain = !test.negated && test.any.iter().all(|item| value(&item.value));
    plain.then(|| {
        test.any.iter().filter_map(|item| match &item.value {
            Item::Value(value) => Some(value.as_str()),
            Item::Range(_) => None,
        })
    })
}

/// Whether no case can meet both conditions: an attribute must have different values.
pub(super) fn contradict(one: &Condition, other: &Condition) -> bool {
    one.entries.iter().any(|(attribute, test)| {
        let same = other.entries.iter().find(|(name, _)| name.value == attribute.value);
        let Some((Some(mut wanted), Some(_))) = same.map(|(_, other)| (values(test), values(other))) else {
            return false;
        };
        same.is_some_and(|(_, other)| !wanted.any(|value| other.holds(value, true)))
    })
}

/// What a condition says, without its places: attributes in order, whether a test is negated, its items.
pub(super) type Key<'a> = Vec<(&'a str, bool, Vec<&'a Item>)>;

/// What a condition says, to tell whether two are the same.
pub(super) fn key(condition: &Condition) -> Key<'_> {
    let entries = condition.entries.iter().map(|(attribute, test)| {
        let items = test.any.iter().map(|item| &item.value).collect();
        (attribute.value.as_str(), test.negated, items)
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_unstable();
    entries
}
