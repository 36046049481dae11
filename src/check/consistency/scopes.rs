//! Which commitments are about the same cases: candidates looked up, not every pair compared; and
//! the cases that both are about.

use super::deciding::deciding;
use crate::check::Context;
use crate::check::witness::{Case, canonical, cases, plain};
use crate::model::{Commitment, Condition, Prose, Target};
use crate::source::Spanned;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Commitments that are compared with one at most; a folder that needs more repeats itself.
const CANDIDATES: usize = 32;

/// Things filed under a key and, where their `applies` names values, under those of one attribute.
pub(super) struct Shelves<'d, K, T> {
    by_key: HashMap<K, Shelf<'d, T>>,
}

struct Shelf<'d, T> {
    by_value: BTreeMap<&'d str, BTreeMap<String, Vec<T>>>,
    rest: Vec<T>,
}

impl<'d, K: Eq + Hash, T: Copy + Ord> Shelves<'d, K, T> {
    pub(super) fn new() -> Self {
        Self { by_key: HashMap::new() }
    }

    /// Files a thing.
    pub(super) fn add(&mut self, key: K, applies: &'d Condition, thing: T) {
        let new = || Shelf { by_value: BTreeMap::new(), rest: Vec::new() };
        let filed = self.by_key.entry(key).or_insert_with(new);
        let named =
            applies.entries.iter().filter_map(|(name, test)| Some((name.value.as_str(), plain(test)?)));
        match named.min_by_key(|(name, _)| *name) {
            None => filed.rest.push(thing),
            Some((name, values)) => {
                let by_value = filed.by_value.entry(name).or_default();
                for value in values {
                    by_value.entry(canonical(value)).or_default().push(thing);
                }
            }
        }
    }

    /// What was filed under the key and may be about the same cases, in the order of filing.
    pub(super) fn near(&self, key: &K, applies: &Condition) -> Vec<T> {
        let Some(filed) = self.by_key.get(key) else { return Vec::new() };
        let mut near: Vec<T> = filed.rest.iter().copied().take(CANDIDATES).collect();
        for (name, by_value) in &filed.by_value {
            let named = applies.entries.iter().find(|(own, _)| own.value == *name);
            match named.and_then(|(_, test)| plain(test)) {
                Some(values) => {
                    let things = values.into_iter().filter_map(|value| by_value.get(&canonical(value)));
                    near.extend(things.flatten().copied().take(CANDIDATES));
                }
                None => near.extend(by_value.values().flatten().copied().take(CANDIDATES)),
            }
        }
        near.sort_unstable();
        near.dedup();
        near.truncate(CANDIDATES);
        near
    }
}

/// Whether two conditions can hold for one case, as far as the values that they name tell.
pub(super) fn may_meet(one: &Condition, other: &Condition) -> bool {
    one.entries.iter().all(|(name, test)| {
        let tests = other.entries.iter().filter(|(theirs, _)| theirs.value == name.value);
        tests.map(|(_, theirs)| (plain(test), plain(theirs))).all(|values| match values {
            (Some(own), Some(theirs)) => {
                own.iter().any(|value| theirs.iter().any(|other| canonical(value) == canonical(other)))
            }
            _ => true,
        })
    })
}

/// Whether what two commitments are about can be compared: their conditions say it, not words alone.
pub(super) fn are_comparable(one: &Commitment, other: &Commitment) -> bool {
    match (&one.scope, &other.scope) {
        (None, None) => true,
        (Some(one), Some(other)) => same_words(one, other),
        (Some(_), None) => !one.applies.entries.is_empty(),
        (None, Some(_)) => !other.applies.entries.is_empty(),
    }
}

fn same_words(one: &Prose, other: &Prose) -> bool {
    let words = |prose: &Prose| -> Vec<(Option<String>, String)> {
        let entry = |(tag, text): &(Option<Spanned<String>>, Spanned<String>)| {
            (tag.as_ref().map(|tag| tag.value.clone()), text.value.clone())
        };
        prose.entries.iter().map(entry).collect()
    };
    words(one) == words(other)
}

/// Which logs serve which commitments, where every log says it.
pub(super) struct Served<'d> {
    by_id: Option<HashMap<&'d str, Vec<usize>>>,
}

impl<'d> Served<'d> {
    pub(super) fn new(context: &Context<'d>) -> Self {
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, log) in context.definitions.logs.iter().enumerate() {
            let Some(serves) = &log.serves else { return Self { by_id: None } };
            for id in serves {
                by_id.entry(&id.value).or_default().push(place);
            }
        }
        Self { by_id: Some(by_id) }
    }

    /// Whether the cases of two commitments come from different logs.
    pub(super) fn apart(&self, one: &Commitment, other: &Commitment) -> bool {
        let logs = |id: &str| self.by_id.as_ref()?.get(id);
        match (logs(&one.id), logs(&other.id)) {
            (Some(one), Some(other)) => !one.iter().any(|log| other.contains(log)),
            _ => false,
        }
    }
}

/// A case that two targets decide about.
pub(super) struct Meeting<'d> {
    pub(super) case: Case,
    pub(super) one: &'d Target,
    pub(super) other: &'d Target,
}

/// The cases that targets of two commitments decide about, without those that an exception excludes.
/// Only targets that `wanted` accepts are looked at.
pub(super) fn meetings<'d>(
    one: &'d Commitment,
    other: &'d Commitment,
    wanted: impl Fn(&Target, &Target) -> bool + Copy,
) -> Vec<Meeting<'d>> {
    if !may_meet(&one.applies, &other.applies) {
        return Vec::new();
    }
    let both = [one, other];
    let whens = both.iter().flat_map(|commitment| commitment.targets.iter().map(|target| &target.when));
    let exceptions = both.iter().flat_map(|c| c.exceptions.iter().map(|exception| &exception.when));
    let exceptions: Vec<_> = exceptions.filter(|when| !when.entries.is_empty()).collect();
    let applies = both.iter().map(|commitment| &commitment.applies);
    let mut found = Vec::new();
    for case in cases(applies.chain(whens).chain(exceptions.iter().copied())) {
        let promised = both.iter().all(|commitment| case.is(&commitment.applies));
        if !promised || exceptions.iter().any(|when| case.is(when)) {
            continue;
        }
        let mut pairs = Vec::new();
        for first in deciding(&one.targets, &case) {
            let seconds = deciding(&other.targets, &case).filter(|second| wanted(first, second));
            pairs.extend(seconds.map(|second| (first, second)));
        }
        for (one, other) in pairs {
            let known =
                |meeting: &Meeting<'_>| meeting.one.span == one.span && meeting.other.span == other.span;
            if !found.iter().any(known) {
                found.push(Meeting { case: case.clone(), one, other });
            }
        }
    }
    found
}
