//! Which values of attributes conditions name, and which of them the commitments that are told cover.
//!
//! Definitions alone tell it: what cases have is counted elsewhere.

use super::witness::{canonical, plain};
use super::{Commitment, Condition, Item, Order, Target, Test};
use crate::source::Span;
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;

/// A value of an attribute, where it is named first.
#[derive(Clone, Copy, Debug)]
pub struct NamedValue<'d> {
    /// The attribute.
    pub attribute: &'d str,
    /// The value.
    pub value: &'d str,
    /// Where it stands.
    pub span: Span,
    /// The commitment or standard that names it; `None` for `[order]`.
    pub definition: Option<&'d str>,
}

/// Values that conditions name, each once; those of exceptions are causes, not classes.
#[derive(Default)]
pub struct NamedValues<'d> {
    list: Vec<NamedValue<'d>>,
    seen: HashSet<(&'d str, Cow<'d, str>)>,
}

impl<'d> NamedValues<'d> {
    /// Adds those of a commitment.
    pub fn add_commitment(&mut self, commitment: &'d Commitment) {
        self.add_all(&commitment.applies, &commitment.targets, &commitment.id);
    }

    /// Adds those of a condition and of the targets below it.
    pub fn add_all(&mut self, applies: &'d Condition, targets: &'d [Target], id: &'d str) {
        let whens = targets.iter().map(|target| &target.when);
        for (attribute, test) in [applies].into_iter().chain(whens).flat_map(|condition| &condition.entries) {
            for item in &test.any {
                if let Item::Value(value) = &item.value {
                    self.add(NamedValue { attribute, value, span: item.span, definition: Some(id) });
                }
            }
        }
    }

    /// Adds those of an order of classes.
    pub fn add_order(&mut self, order: &'d Order) {
        for value in &order.values {
            self.add(NamedValue { attribute: &order.attribute, value, span: value.span, definition: None });
        }
    }

    fn add(&mut self, named: NamedValue<'d>) {
        if !named.value.is_empty() && self.seen.insert((named.attribute, canonical(named.value))) {
            self.list.push(named);
        }
    }

    /// Whether a value of an attribute is among them.
    pub fn holds(&self, attribute: &str, value: &str) -> bool {
        self.seen.contains(&(attribute, canonical(value)))
    }

    /// Whether any value of an attribute is among them.
    pub fn names(&self, attribute: &str) -> bool {
        self.list.iter().any(|named| named.attribute == attribute)
    }

    /// All of them, in the order in which they were added.
    pub fn list(&self) -> &[NamedValue<'d>] {
        &self.list
    }
}

/// What commitments that are told cover.
#[derive(Default)]
pub struct Covered<'d> {
    commitments: usize,
    attributes: HashMap<&'d str, Values<'d>>,
}

/// The values of an attribute that are covered by the commitments that limit it.
#[derive(Default)]
struct Values<'d> {
    limited_by: usize,
    plain: HashSet<Cow<'d, str>>,
    /// The tests of a commitment and of its targets that name more than single values.
    tests: Vec<(Option<&'d Test>, Vec<&'d Test>)>,
}

impl<'d> Covered<'d> {
    /// What these cover.
    pub fn new(published: impl Iterator<Item = &'d Commitment>) -> Self {
        let mut covered = Self::default();
        for commitment in published {
            covered.commitments += 1;
            let mut names: Vec<_> = limited(commitment).collect();
            names.sort_unstable();
            names.dedup();
            for attribute in names {
                covered.attributes.entry(attribute).or_default().add(attribute, commitment);
            }
        }
        covered
    }

    /// Whether one of them covers cases with the value.
    pub fn holds(&self, attribute: &str, value: &str) -> bool {
        // Whoever does not limit the attribute covers all its values.
        let Some(values) = self.attributes.get(attribute) else { return true };
        values.limited_by < self.commitments || values.hold(value)
    }
}

impl<'d> Values<'d> {
    fn add(&mut self, attribute: &str, commitment: &'d Commitment) {
        self.limited_by += 1;
        let applies = test(&commitment.applies, attribute);
        let whens: Option<Vec<_>> =
            commitment.targets.iter().map(|target| test(&target.when, attribute)).collect();
        // A target without the attribute takes every value.
        let whens = whens.unwrap_or_default();
        match applies {
            Some(applies) if plain(applies).is_some() => {
                let named = plain(applies).into_iter().flatten();
                let taken =
                    named.filter(|value| whens.is_empty() || whens.iter().any(|w| w.holds(value, false)));
                self.plain.extend(taken.map(canonical));
            }
            _ => self.tests.push((applies, whens)),
        }
    }

    fn hold(&self, value: &str) -> bool {
        let holds = |(applies, whens): &(Option<&Test>, Vec<&Test>)| {
            applies.is_none_or(|test| test.holds(value, false))
                && (whens.is_empty() || whens.iter().any(|test| test.holds(value, false)))
        };
        self.plain.contains(&*canonical(value)) || self.tests.iter().any(holds)
    }
}

/// The attributes that `applies` limits, or every target of a commitment.
fn limited(commitment: &Commitment) -> impl Iterator<Item = &str> {
    let (first, others) = commitment.targets.split_first().map_or((None, &[][..]), |(f, o)| (Some(f), o));
    let in_all = move |name: &&str| others.iter().all(|target| test(&target.when, name).is_some());
    let whens = first.into_iter().flat_map(|target| attributes(&target.when)).filter(in_all);
    attributes(&commitment.applies).chain(whens)
}

fn attributes(condition: &Condition) -> impl Iterator<Item = &str> {
    condition.entries.iter().map(|(name, _)| name.value.as_str())
}

fn test<'d>(condition: &'d Condition, attribute: &str) -> Option<&'d Test> {
    condition.entries.iter().find(|(name, _)| name.value == attribute).map(|(_, test)| test)
}
