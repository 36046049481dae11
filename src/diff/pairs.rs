//! Which version of one side is compared with which of the other.

use super::Subject;
use crate::model::{Commitment, Date, Definitions};
use crate::source::Span;
use std::collections::HashSet;

/// A commitment or standard on both sides.
pub(super) struct Pair<'d> {
    pub(super) old: Option<Subject<'d>>,
    pub(super) new: Option<Subject<'d>>,
    /// Whether the new one is a version that is added behind the old one.
    pub(super) is_next_version: bool,
}

impl<'d> Pair<'d> {
    fn new(old: Option<Subject<'d>>, new: Option<Subject<'d>>) -> Self {
        Self { old, new, is_next_version: false }
    }
}

/// Pairs commitments by id and version, then standards by id: in the order of the new side, with
/// what is gone behind.
pub(super) fn pairs<'d>(old: &'d Definitions, new: &'d Definitions) -> Vec<Pair<'d>> {
    let mut pairs = commitments(old, new);
    for standard in &new.standards {
        let before = old.standard(&standard.id).map(Subject::Standard);
        pairs.push(Pair::new(before, Some(Subject::Standard(standard))));
    }
    let gone = old.standards.iter().filter(|standard| new.standard(&standard.id).is_none());
    pairs.extend(gone.map(|standard| Pair::new(Some(Subject::Standard(standard)), None)));
    pairs
}

fn from(commitment: &Commitment) -> Option<Date> {
    commitment.effective.from.map(|from| from.value)
}

fn commitments<'d>(old: &'d Definitions, new: &'d Definitions) -> Vec<Pair<'d>> {
    // The partner of each new version, and the old ones that are one.
    let mut partners: Vec<Option<&Commitment>> = vec![None; new.commitments.len()];
    let mut next = vec![false; new.commitments.len()];
    let mut taken: HashSet<Span> = HashSet::new();
    for (place, commitment) in new.commitments.iter().enumerate() {
        let same = |other: &&Commitment| from(other) == from(commitment) && !taken.contains(&other.span);
        if let Some(other) = old.versions(&commitment.id).find(same) {
            taken.insert(other.span);
            partners[place] = Some(other);
        }
    }
    for (place, commitment) in new.commitments.iter().enumerate() {
        if partners[place].is_some() {
            continue;
        }
        // One that was moved in time: its old self is on no side any more.
        let mut moved = old.versions(&commitment.id).filter(|other| !taken.contains(&other.span));
        if let Some(other) = moved.next() {
            taken.insert(other.span);
            partners[place] = Some(other);
            continue;
        }
        // One that is added: what was promised for its first day.
        let day = from(commitment);
        let before = old.versions(&commitment.id).filter(|other| match day {
            Some(day) => from(other).is_none_or(|first| first <= day),
            None => true,
        });
        partners[place] = before.max_by_key(|other| from(other));
        next[place] = partners[place].is_some();
    }
    let paired = new.commitments.iter().zip(partners).zip(next).map(|((commitment, old), next)| Pair {
        old: old.map(Subject::Commitment),
        new: Some(Subject::Commitment(commitment)),
        is_next_version: next,
    });
    let mut pairs: Vec<_> = paired.collect();
    let gone = old.commitments.iter().filter(|commitment| !taken.contains(&commitment.span));
    // A version that is gone while others stay withdraws nothing if they cover its days; that shows in
    // the comparison of dates.
    pairs.extend(gone.map(|commitment| Pair::new(Some(Subject::Commitment(commitment)), None)));
    pairs
}
