//! What is judged on each side: every changed version by itself, in the days in which it is tried.

use super::{TriedOn, is_tried};
use crate::clock::{Roster, Subject as Judged, SubjectKind, Version};
use crate::diff::{Diff, Side, Subject, SubjectChange};
use crate::model::{Date, Effective, Status};
use crate::report::JudgedSide;

/// All changes that are tried, with their rosters.
pub(super) struct Trials<'d> {
    /// By the order of the subjects of both rosters.
    pub(super) all: Vec<Trial<'d>>,
    rosters: [Roster<'d>; 2],
}

/// A change that is tried. Each side has a subject of it in its roster, which is without versions where
/// nothing was or is promised.
pub(super) struct Trial<'d> {
    /// Its place in the comparison.
    pub(super) change: usize,
    pub(super) on: TriedOn,
    /// The version of each side.
    pub(super) versions: [Option<Version<'d>>; 2],
}

impl<'d> Trials<'d> {
    /// The changes of a comparison. What begins after the day of as-of has no cases of its own yet.
    pub(super) fn new(sides: [&Side<'d>; 2], diff: &Diff<'d>, as_of: Option<Date>) -> Self {
        let known = sides.map(|side| Roster::new(side.definitions, &[]));
        let mut all = Vec::new();
        let mut subjects: [Vec<Judged<'d>>; 2] = [Vec::new(), Vec::new()];
        for (change, what) in diff.changes.iter().enumerate().filter(|(_, change)| is_tried(change)) {
            let (on, judged) = judged(sides, &known, what, as_of);
            for (subjects, judged) in subjects.iter_mut().zip(judged) {
                subjects.push(judged);
            }
            all.push(Trial { change, on, versions: [None, None] });
        }
        let rosters = subjects.map(Roster::of);
        // The rosters number the targets.
        for (side, roster) in rosters.iter().enumerate() {
            for (trial, subject) in all.iter_mut().zip(&roster.subjects) {
                trial.versions[side] =
                    subject.versions.iter().find(|version| !version.targets.is_empty()).cloned();
            }
        }
        Self { all, rosters }
    }

    /// Both sides as they are judged.
    pub(super) fn judged(&self, sides: [&Side<'d>; 2]) -> [JudgedSide<'d>; 2] {
        [0, 1].map(|side| JudgedSide {
            definitions: sides[side].definitions,
            calendars: sides[side].calendars,
            roster: self.rosters[side].clone(),
        })
    }

    /// The change that a target of a side belongs to, and its place in its version, by its number.
    pub(super) fn places(&self, side: usize) -> Vec<(usize, usize)> {
        let subjects = self.rosters[side].subjects.iter().enumerate();
        let targets = subjects.flat_map(|(trial, subject)| {
            let targets = subject.versions.iter().flat_map(|version| 0..version.targets.len());
            targets.map(move |place| (trial, place))
        });
        targets.collect()
    }
}

/// The subjects of a change on both sides.
fn judged<'d>(
    sides: [&Side<'d>; 2],
    known: &[Roster<'d>; 2],
    change: &SubjectChange<'d>,
    as_of: Option<Date>,
) -> (TriedOn, [Judged<'d>; 2]) {
    let empty = || Judged {
        kind: change.subject().map_or(SubjectKind::Commitment, Subject::kind),
        id: change.subject().map_or("", Subject::id),
        versions: Vec::new(),
    };
    let is_told = |subject: Option<Subject<'d>>| subject.is_some_and(is_reported);
    // What is reported on one side alone is promised on that side alone.
    let any_told = is_told(change.old) || is_told(change.new);
    let promised =
        [change.old, change.new].map(|subject| subject.filter(|subject| is_reported(*subject) == any_told));
    let on = match (promised, change.is_next_version) {
        ([Some(old), Some(_)], true) if !begins_later(old, as_of) => TriedOn::VersionBefore,
        ([old, new], _) if [old, new].into_iter().flatten().all(|one| begins_later(one, as_of)) => {
            TriedOn::Every
        }
        _ => TriedOn::InForce,
    };
    let versions = |side: usize, subject: Subject<'d>| -> Vec<Version<'d>> {
        let alone = || vec![Version { effective: Effective::default(), ..version(subject) }];
        match on {
            TriedOn::Every => alone(),
            TriedOn::InForce => in_force(sides[side], &known[side], subject, &version(subject)),
            TriedOn::VersionBefore => match promised[0] {
                Some(before) => in_force(sides[0], &known[0], before, &version(subject)),
                None => alone(),
            },
        }
    };
    let subjects = [0, 1].map(|side| match promised[side] {
        Some(subject) => Judged { versions: versions(side, subject), ..empty() },
        None => empty(),
    });
    (on, subjects)
}

/// All versions of a subject, of which but one has targets: that has those of `instead`, in its own days.
fn in_force<'d>(
    side: &Side<'d>,
    known: &Roster<'d>,
    subject: Subject<'d>,
    instead: &Version<'d>,
) -> Vec<Version<'d>> {
    let own = version(subject);
    let is_own = |other: &Version<'d>| std::ptr::eq(other.applies, own.applies);
    let of = |roster: &Roster<'d>| {
        let mut subjects = roster.subjects.iter();
        let found = subjects.find(|one| one.kind == subject.kind() && one.versions.iter().any(is_own));
        found.map(|found| found.versions.clone())
    };
    // Drafts and retired ones are there only when they are named.
    let named = || of(&Roster::new(side.definitions, &[subject.id().to_owned()]));
    let mut versions = of(known).or_else(named).unwrap_or_else(|| vec![own.clone()]);
    for version in &mut versions {
        if is_own(version) {
            *version = Version { effective: version.effective, ..instead.clone() };
        } else {
            version.targets = &[];
        }
    }
    versions
}

fn version(subject: Subject<'_>) -> Version<'_> {
    match subject {
        Subject::Commitment(commitment) => Version::of_commitment(commitment),
        Subject::Standard(standard) => Version::of_standard(standard),
    }
}

fn is_reported(subject: Subject<'_>) -> bool {
    !matches!(subject.status(), Some(Status::Draft | Status::Retired))
}

fn begins_later(subject: Subject<'_>, as_of: Option<Date>) -> bool {
    let from = subject.effective().from.map(|from| from.value);
    from.zip(as_of).is_some_and(|(from, as_of)| from > as_of)
}
