//! Which commitments are about the same cases: candidates looked up, not every pair compared; and
//! the cases that both are about.

use crate::check::Context;
use crate::check::scope::{ByScope, contradict};
use crate::model::witness::{Case, cases, deciding};
use crate::model::{Commitment, Condition, Prose, Target};
use crate::source::Spanned;
use foldhash::{HashMap, HashMapExt as _};
use std::hash::Hash;

/// Commitments that are compared with one at most; a folder that needs more repeats itself.
const CANDIDATES: usize = 24;

/// Things under a key, by what their commitments are about.
pub(super) struct Shelves<'d, K, T> {
    by_key: HashMap<K, ByScope<'d, (T, &'d Condition)>>,
}

impl<'d, K: Eq + Hash, T: Copy + Ord> Shelves<'d, K, T> {
    pub(super) fn new() -> Self {
        Self { by_key: HashMap::new() }
    }

    /// Files a thing.
    pub(super) fn add(&mut self, key: K, applies: &'d Condition, thing: T) {
        self.by_key.entry(key).or_default().add(applies, (thing, applies));
    }

    /// What was filed under the key and may be about the same cases, in order.
    pub(super) fn near(&self, key: &K, applies: &Condition) -> Vec<T> {
        let Some(filed) = self.by_key.get(key) else { return Vec::new() };
        let may_meet = |(_, other): &&(T, &Condition)| !contradict(applies, other);
        let alike = filed.alike(applies).filter(may_meet).take(CANDIDATES);
        let mut near: Vec<T> =
            alike.chain(filed.wider(applies).filter(may_meet)).map(|(thing, _)| *thing).collect();
        near.sort_unstable();
        near.dedup();
        near.truncate(CANDIDATES);
        near
    }
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

/// Whether two published commitments may be about the same cases at the same time.
pub(super) fn share_cases(one: &Commitment, other: &Commitment, served: &Served<'_>) -> bool {
    one.id.value != other.id.value
        && one.effective.common_day(&other.effective).is_some()
        && are_comparable(one, other)
        && !served.apart(one, other)
}

/// A case that two targets decide about.
pub(super) struct Meeting<'d> {
    pub(super) case: Case<'d>,
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
    if contradict(&one.applies, &other.applies) {
        return Vec::new();
    }
    let both = [one, other];
    let whens = both.iter().flat_map(|commitment| commitment.targets.iter().map(|target| &target.when));
    let exceptions = both.iter().flat_map(|c| c.exceptions.iter().map(|exception| &exception.when));
    let exceptions: Vec<_> = exceptions.filter(|when| !when.entries.is_empty()).collect();
    let mut found = Vec::new();
    for case in cases(&both.map(|commitment| &commitment.applies), whens.chain(exceptions.iter().copied())) {
        if exceptions.iter().any(|when| case.is(when)) {
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
