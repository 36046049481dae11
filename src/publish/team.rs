//! Whose sheets there are: commitments by who answers for them.

use super::selection::{Shown, for_staff};
use crate::model::{Date, Definitions};

/// The commitments of an owner.
#[derive(Debug)]
pub struct Team<'d> {
    /// Who answers for them; `None` where nobody is named.
    pub owner: Option<&'d str>,
    /// The commitments, in the order of the files.
    pub commitments: Vec<Shown<'d>>,
}

/// The teams with something to know on a day: those that customers are told of, and pilots. In the order of
/// the files, commitments without an owner last. With `owner` only that one.
pub fn teams<'d>(definitions: &'d Definitions, day: Date, owner: Option<&str>) -> Vec<Team<'d>> {
    let mut teams: Vec<Team<'d>> = Vec::new();
    for shown in for_staff(definitions, day) {
        let own = shown.commitment.owner.as_ref().map(|owner| owner.value.as_str());
        match teams.iter_mut().find(|team| team.owner == own) {
            Some(team) => team.commitments.push(shown),
            None => teams.push(Team { owner: own, commitments: vec![shown] }),
        }
    }
    teams.retain(|team| owner.is_none() || team.owner == owner);
    // The sort is stable: nothing else changes its place.
    teams.sort_by_key(|team| team.owner.is_none());
    teams
}

/// Everybody who has a sheet on a day.
pub fn owners(definitions: &Definitions, day: Date) -> Vec<&str> {
    teams(definitions, day, None).into_iter().filter_map(|team| team.owner).collect()
}
