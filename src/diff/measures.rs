//! Which targets of two sides measure the same, and which of them belong together.

use super::targets::Placed;
use super::{Side, fields};
use crate::model::{Clock, Target};

/// Targets of one measure on both sides.
pub(super) struct Group<'d> {
    pub(super) old: Vec<Placed<'d>>,
    pub(super) new: Vec<Placed<'d>>,
    /// Whether both measure the same thing.
    pub(super) is_same_measure: bool,
}

/// Whether two targets of a measure say nearly the same: each looser than the one before.
pub(super) const ALIKE: [fn(&Target, &Target) -> bool; 3] = [
    fields::same_target,
    |one, other| {
        one.share() == other.share() && one.per.map(|per| per.value) == other.per.map(|per| per.value)
    },
    |_, _| true,
];

/// Takes the first two that are alike.
pub(super) fn take_pair<'d>(
    old: &mut Vec<Placed<'d>>,
    new: &mut Vec<Placed<'d>>,
    is_alike: impl Fn(&Target, &Target) -> bool,
) -> Option<(Placed<'d>, Placed<'d>)> {
    let pairs = |was: &Placed<'d>| new.iter().position(|is| is_alike(was.target, is.target));
    let (place, partner) = old.iter().enumerate().find_map(|(place, was)| Some((place, pairs(was)?)))?;
    Some((old.remove(place), new.remove(partner)))
}

/// Pairs the measures of both sides: by name, then by what starts and stops a clock of another name,
/// then by kind; what the latter finds measures something else.
pub(super) fn groups<'d>(sides: [&Side<'d>; 2], old: &'d [Target], new: &'d [Target]) -> Vec<Group<'d>> {
    let (mut olds, news) = (measures(old), measures(new));
    let kind = |target: &Target| {
        let limits = [target.within.is_some(), target.ahead.is_some(), target.by.is_some()];
        (limits, target.value.is_some(), target.statistic.map(|statistic| statistic.value))
    };
    let mut groups: Vec<Group<'d>> = Vec::new();
    let mut left = news;
    for step in 0..3 {
        let mut still = Vec::new();
        for new in left {
            let partner = olds.iter().position(|old| match (old.first(), new.first()) {
                (Some(old), Some(new)) if step == 0 => old.target.same_measure(new.target),
                (Some(old), Some(new)) if step == 1 => {
                    kind(old.target) == kind(new.target) && is_same_clock(sides, old.target, new.target)
                }
                (Some(old), Some(new)) => kind(old.target) == kind(new.target),
                _ => false,
            });
            match partner {
                Some(place) => {
                    groups.push(Group { old: olds.remove(place), new, is_same_measure: step < 2 });
                }
                None => still.push(new),
            }
        }
        left = still;
    }
    groups.extend(olds.into_iter().map(|old| Group { old, new: Vec::new(), is_same_measure: true }));
    groups.extend(left.into_iter().map(|new| Group { old: Vec::new(), new, is_same_measure: true }));
    groups
}

/// The targets of each measure of a side.
fn measures(targets: &[Target]) -> Vec<Vec<Placed<'_>>> {
    let mut measures: Vec<Vec<Placed<'_>>> = Vec::new();
    let limited = targets.iter().enumerate().filter(|(_, target)| target.measure().is_some());
    for placed in limited.map(|(place, target)| Placed { place: place + 1, target }) {
        let is_same = |list: &&mut Vec<Placed<'_>>| {
            list.first().is_some_and(|first| first.target.same_measure(placed.target))
        };
        match measures.iter_mut().find(is_same) {
            Some(list) => list.push(placed),
            None => measures.push(vec![placed]),
        }
    }
    measures
}

/// Whether two targets are measured between the same events, by clocks of whatever name.
fn is_same_clock(sides: [&Side<'_>; 2], old: &Target, new: &Target) -> bool {
    fn clock<'d>(side: &Side<'d>, target: &Target) -> Option<&'d Clock> {
        side.definitions.clock(target.clock.as_ref()?)
    }
    match (clock(sides[0], old), clock(sides[1], new)) {
        (Some(old), Some(new)) => old.start.is_same(&new.start) && old.stop.is_same(&new.stop),
        _ => false,
    }
}
