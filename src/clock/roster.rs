//! All that is to be judged: commitments and standards with their versions and targets, numbered.

use crate::model::{
    Commitment, Condition, Date, Definitions, Effective, Exception, Prose, Remedy, Standard, Status, Target,
};

/// Whether a subject is a promise to customers or the level behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// A commitment.
    Commitment,
    /// A standard.
    Standard,
}

/// A commitment or a standard with all its versions.
#[derive(Clone, Debug)]
pub struct Subject<'d> {
    /// Which of both.
    pub kind: SubjectKind,
    /// Its id.
    pub id: &'d str,
    /// Its versions by the day they begin.
    pub versions: Vec<Version<'d>>,
}

/// One version of a subject.
#[derive(Clone, Debug)]
pub struct Version<'d> {
    /// Its name: the day it begins, or `1`.
    pub name: String,
    /// When it is in force; of a trial its days.
    pub effective: Effective,
    /// Its name for people.
    pub title: Option<&'d Prose>,
    /// Where a commitment stands in its life.
    pub status: Option<Status>,
    /// The cases it is about.
    pub applies: &'d Condition,
    /// The cases of a pilot.
    pub pilot: Option<&'d Condition>,
    /// Its targets.
    pub targets: &'d [Target],
    /// Its exceptions.
    pub exceptions: &'d [Exception],
    /// What customers get when it is broken.
    pub remedy: Option<&'d Remedy>,
    /// The number of its first target in the roster.
    pub first_target: usize,
}

/// Everything that is to be judged.
#[derive(Clone, Debug, Default)]
pub struct Roster<'d> {
    /// Commitments in the order of the files, then standards.
    pub subjects: Vec<Subject<'d>>,
    /// How many targets there are.
    pub targets: usize,
}

impl<'d> Roster<'d> {
    /// The roster of a folder: the subjects named, or all but drafts and retired ones.
    pub fn new(definitions: &'d Definitions, named: &[String]) -> Self {
        let mut roster = Self::default();
        let is_named = |id: &str| named.iter().any(|name| name == id);
        for commitment in &definitions.commitments {
            let wanted = if named.is_empty() {
                !matches!(commitment.status(), Status::Draft | Status::Retired)
            } else {
                is_named(&commitment.id)
            };
            if wanted {
                roster.add(SubjectKind::Commitment, &commitment.id, Version::of_commitment(commitment));
            }
        }
        for standard in &definitions.standards {
            if named.is_empty() || is_named(&standard.id) {
                roster.add(SubjectKind::Standard, &standard.id, Version::of_standard(standard));
            }
        }
        for subject in &mut roster.subjects {
            subject.versions.sort_by_key(|version| version.effective.from.map(|from| from.value));
        }
        roster.number();
        roster
    }

    /// Subjects in an order of one's own.
    pub fn of(subjects: Vec<Subject<'d>>) -> Self {
        let mut roster = Self { subjects, targets: 0 };
        roster.number();
        roster
    }

    /// Keeps of each subject the version in force on a day, for all its cases; in a gap the one before
    /// it, and before all of them the first. A trial that began after it stays beside it, on its own days.
    pub fn keep_current(&mut self, day: Date) {
        for subject in &mut self.subjects {
            let begun = |version: &Version<'_>| version.effective.from.is_none_or(|from| from.value <= day);
            let told = |version: &Version<'_>| !version.is_trial();
            let versions = &subject.versions;
            let current = versions.iter().rposition(|version| told(version) && begun(version));
            let current = current.or_else(|| versions.iter().position(told));
            let is_kept = |place: usize, version: &Version<'_>| match current {
                Some(current) if version.is_trial() => place > current && begun(version),
                Some(current) => place == current,
                // There are trials alone.
                None => Some(place) == versions.iter().rposition(begun).or(Some(0)),
            };
            let kept: Vec<_> = versions.iter().enumerate().map(|(place, one)| is_kept(place, one)).collect();
            let mut kept = kept.into_iter();
            subject.versions.retain(|_| kept.next().unwrap_or(false));
            for version in subject.versions.iter_mut().filter(|version| !version.is_trial()) {
                version.effective = Effective::default();
            }
        }
        self.number();
    }

    /// Leaves out all exceptions: cases are judged by their time.
    pub fn leave_out_exceptions(&mut self) {
        let versions = self.subjects.iter_mut().flat_map(|subject| &mut subject.versions);
        versions.for_each(|version| version.exceptions = &[]);
    }

    /// Numbers the targets.
    fn number(&mut self) {
        self.targets = 0;
        for version in self.subjects.iter_mut().flat_map(|subject| &mut subject.versions) {
            version.first_target = self.targets;
            self.targets += version.targets.len();
        }
    }

    fn add(&mut self, kind: SubjectKind, id: &'d str, version: Version<'d>) {
        match self.subjects.iter_mut().find(|subject| subject.kind == kind && subject.id == id) {
            Some(subject) => subject.versions.push(version),
            None => self.subjects.push(Subject { kind, id, versions: vec![version] }),
        }
    }

    /// Each target with its number, subject and version.
    pub fn each(&self) -> impl Iterator<Item = (usize, &Subject<'d>, &Version<'d>, &'d Target)> {
        self.subjects.iter().flat_map(|subject| {
            subject.versions.iter().flat_map(move |version| {
                let numbered = version.targets.iter().enumerate();
                numbered.map(move |(place, target)| (version.first_target + place, subject, version, target))
            })
        })
    }
}

impl<'d> Subject<'d> {
    /// The trial of a commitment that has one, as a subject of its own.
    pub fn of_pilot(commitment: &'d Commitment) -> Option<Self> {
        let version = Version::of_pilot(commitment)?;
        Some(Self { kind: SubjectKind::Commitment, id: &commitment.id, versions: vec![version] })
    }

    /// The version that comes after the one at a place. A trial has none, and is none.
    pub fn next(&self, place: usize) -> Option<&Version<'d>> {
        let (version, later) = self.versions.get(place..)?.split_first()?;
        later.iter().find(|later| !version.is_trial() && !later.is_trial())
    }

    /// Whether the version at a place is the last; a trial leaves the version before it that.
    pub fn is_last(&self, place: usize) -> bool {
        let version = self.versions.get(place);
        let mut later = self.versions.iter().skip(place + 1);
        version.is_some_and(|version| later.all(|later| later.is_trial() && !version.is_trial()))
    }
}

impl<'d> Version<'d> {
    /// A commitment as a version; one on trial is judged in the scope and on the days of its pilot.
    pub fn of_commitment(commitment: &'d Commitment) -> Self {
        let pilot = commitment.pilot.as_ref().filter(|_| commitment.status() == Status::Pilot);
        let effective = commitment.effective;
        Self {
            name: commitment.version(),
            effective: pilot.map_or(effective, |pilot| pilot.days(effective)),
            title: commitment.title.as_ref(),
            status: Some(commitment.status()),
            applies: &commitment.applies,
            pilot: pilot.map(|pilot| &pilot.scope),
            targets: &commitment.targets,
            exceptions: &commitment.exceptions,
            remedy: commitment.remedy.as_ref(),
            first_target: 0,
        }
    }

    /// The trial of a commitment that has one, whatever became of it since. Of one that is no longer on
    /// trial it has days of its own, before those of the promise.
    pub fn of_pilot(commitment: &'d Commitment) -> Option<Self> {
        let pilot = commitment.pilot.as_ref()?;
        let version = Self::of_commitment(commitment);
        if commitment.status() == Status::Pilot {
            return Some(version);
        }
        let effective = pilot.days(Effective::default());
        let (status, scope) = (Some(Status::Pilot), Some(&pilot.scope));
        Some(Self { effective, status, pilot: scope, remedy: None, ..version })
    }

    /// Whether it is on trial. A trial neither ends the version before it nor begins where that ends: both
    /// judge the cases of its scope.
    pub fn is_trial(&self) -> bool {
        self.pilot.is_some()
    }

    /// A standard as a version.
    pub fn of_standard(standard: &'d Standard) -> Self {
        Self {
            name: standard.effective.version(),
            effective: standard.effective,
            title: standard.title.as_ref(),
            status: None,
            applies: &standard.applies,
            pilot: None,
            targets: &standard.targets,
            exceptions: &standard.exceptions,
            remedy: None,
            first_target: 0,
        }
    }
}
