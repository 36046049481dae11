//! Results by team or agent, fairly: with intervals, minimum numbers and case mix, and signals that invite a
//! look.
//!
//! Groups with too few cases are never shown alone. What a group did is held against what all groups let
//! expect of its cases, class by class (indirect standardisation), and only what differs by more than
//! chance is told, all tests of the appraisal looked at together. Nothing here knows how it is shown, and
//! nothing ranks.

mod counts;
mod gather;
mod groups;
mod mix;
mod signals;

pub use super::difference::LEVEL;
pub use counts::{AT_ONCE, Example, SECONDS, SignalKind};
pub use groups::Name;
pub use signals::{ALLOWANCE, Signal, Untold};

use super::TargetReport;
use super::data::{DataReport, LogReport, Unserved};
use super::difference::Difference;
use super::opened::Readings;
use super::run::{Query, Run, RunError, Stdin, known};
use crate::calendar::{Instant, Zone};
use crate::clock::{Roster, SubjectKind};
use crate::log::Progress;
use crate::model::{Definitions, Prose, Status, Target};
use crate::stats::{Stratum, holm, stratified, wilson};
use crate::tally::Group;
use counts::Marked;
use gather::{Cells, gather};
use groups::{Gathered, Groups};
use mix::Mix;
use std::sync::Arc;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The column of the team or agent.
    pub by: String,
    /// The columns of classes; none: those by which each promise itself tells cases apart.
    pub mix: Vec<String>,
    /// Groups with fewer decided cases are not shown alone.
    pub min_cases: u64,
}

/// An appraisal whose logs are found and not yet read.
pub struct Appraising<'d> {
    run: Run<'d>,
    query: Query,
    asked: Asked,
    mix: Mix,
}

/// Results and signals by group.
#[derive(Debug)]
pub struct Appraisal {
    /// What happened later is unseen; `None` where the logs hold no time at all.
    pub as_of: Option<Instant>,
    /// The zone in which as-of is shown.
    pub zone: Zone,
    /// What was asked.
    pub asked: Asked,
    /// Commitments in the order of the files, each version by itself.
    pub commitments: Vec<SubjectAppraisal>,
    /// Standards, where they are asked for by name.
    pub standards: Vec<SubjectAppraisal>,
    /// What was read.
    pub data: DataReport,
}

/// One version of a commitment or standard.
#[derive(Debug)]
pub struct SubjectAppraisal {
    /// Its id.
    pub id: String,
    /// The version.
    pub version: String,
    /// Its name for people.
    pub title: Option<Prose>,
    /// Where a commitment stands in its life.
    pub status: Option<Status>,
    /// Its targets that promise a share of cases.
    pub targets: Vec<TargetAppraisal>,
    /// Places of its targets that promise something else, of which cases have no part of their own.
    pub statistics: Vec<usize>,
}

/// A target by group.
#[derive(Debug)]
pub struct TargetAppraisal {
    /// What it promises.
    pub terms: TargetReport,
    /// The columns of its classes.
    pub mix: Vec<String>,
    /// Its groups by name; last those with too few cases, together.
    pub groups: Vec<GroupAppraisal>,
    /// Groups with too few cases, even together; they are left out of everything.
    pub withheld: usize,
    /// Whether named groups differ by more than chance where the mix of cases is not considered.
    pub difference: Option<Difference>,
}

/// A group under a target.
#[derive(Debug)]
pub struct GroupAppraisal {
    /// Which.
    pub name: Name,
    /// In time.
    pub met: u64,
    /// Late and overdue.
    pub breached: u64,
    /// Met by all of them.
    pub attainment: f64,
    /// The 95 % Wilson interval of the attainment.
    pub interval: (f64, f64),
    /// Breached cases that all groups let expect, class by class.
    pub expected: f64,
    /// The attainment of all groups, shifted by what the group breached beyond that, by its cases.
    pub adjusted: f64,
    /// Its cases in classes in which other groups have cases too.
    pub compared: u64,
    /// Whether that is chance; `None` where chance leaves nothing open, and of small groups together.
    pub chance: Option<Chance>,
    /// What could be tested.
    pub signals: Vec<Signal>,
    /// What could not, and why.
    pub untold: Vec<(SignalKind, Untold)>,
}

/// How likely a difference is by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Alone, either way.
    pub p: f64,
    /// Where the groups of all targets are looked at together.
    pub corrected: f64,
}

impl Chance {
    /// Whether it is none.
    pub fn is_none(self) -> bool {
        self.corrected < LEVEL
    }
}

impl Signal {
    /// Whether it is more than chance, and more than is let pass.
    pub fn stands_out(&self) -> bool {
        self.corrected < LEVEL
    }
}

impl<'d> Appraising<'d> {
    /// Finds the logs; as-of is part of the query.
    pub fn open(
        definitions: &'d Definitions,
        query: &Query,
        asked: Asked,
        stdin: Stdin<'_>,
    ) -> Result<Self, RunError> {
        for id in &query.commitments {
            known(definitions, id)?;
        }
        let mut roster = Roster::new(definitions, &query.commitments);
        if query.commitments.is_empty() {
            let mut subjects = roster.subjects;
            subjects.retain(|subject| subject.kind == SubjectKind::Commitment);
            roster = Roster::of(subjects);
        }
        let readings = Readings::open(definitions, &roster, stdin)?;
        let mix = Mix::new(definitions, &roster, &readings, (&asked.by, &asked.mix))?;
        let by = std::iter::once(&asked.by).chain(&mix.columns).cloned().collect();
        let query = Query { by, ids: true, follows: true, ..query.clone() };
        let run = Run::over(readings, definitions, roster, &query)?;
        Ok(Self { run, query, asked, mix })
    }

    /// Tells from now on how far the reading of the logs is.
    pub fn tell(&mut self, progress: &Arc<Progress>) {
        self.run.tell(progress);
    }

    /// Reads the logs and says how the groups stand.
    pub fn collect(self) -> Result<Appraisal, RunError> {
        let Self { mut run, query, asked, mix } = self;
        let cells = gather(&mut run, &query)?;
        let mut appraisal = Appraisal {
            as_of: run.as_of.or(run.latest),
            zone: run.logs.first().map_or_else(Zone::utc, |log| log.zone.clone()),
            asked,
            commitments: Vec::new(),
            standards: Vec::new(),
            data: DataReport::new(run.logs.iter().map(|log| LogReport::new(log, &run)).collect()),
        };
        for subject in &run.roster.subjects {
            for version in &subject.versions {
                let mut appraised = SubjectAppraisal {
                    id: subject.id.to_owned(),
                    version: version.name.clone(),
                    title: version.title.cloned(),
                    status: version.status,
                    targets: Vec::new(),
                    statistics: Vec::new(),
                };
                for (place, target) in version.targets.iter().enumerate() {
                    let number = version.first_target + place;
                    if run.zones[number].is_none() {
                        let unserved = Unserved::new(subject.id, &version.name, place + 1, target);
                        appraisal.data.unserved.push(unserved);
                    }
                    if target.is_share() {
                        let (classes, min_cases) = (&mix.of_targets[number], appraisal.asked.min_cases);
                        let mix = classes.iter().map(|place| mix.columns[*place].clone()).collect();
                        let terms = TargetReport::without_counts(place + 1, target, None);
                        let groups = (&cells[number], classes.as_slice(), min_cases);
                        appraised.targets.push(TargetAppraisal::new((terms, mix), target, groups));
                    } else {
                        appraised.statistics.push(place + 1);
                    }
                }
                match subject.kind {
                    SubjectKind::Commitment => appraisal.commitments.push(appraised),
                    SubjectKind::Standard => appraisal.standards.push(appraised),
                }
            }
        }
        appraisal.correct();
        Ok(appraisal)
    }
}

impl Appraisal {
    /// Looks at all tests together: the differences by themselves, and the signals by themselves.
    fn correct(&mut self) {
        let subjects = self.commitments.iter_mut().chain(&mut self.standards);
        let groups = subjects.flat_map(|subject| &mut subject.targets).flat_map(|target| &mut target.groups);
        let (mut chances, mut signals) = (Vec::new(), Vec::new());
        for group in groups {
            chances.extend(&mut group.chance);
            signals.extend(&mut group.signals);
        }
        let corrected = holm(&chances.iter().map(|chance| chance.p).collect::<Vec<_>>());
        chances.into_iter().zip(corrected).for_each(|(chance, corrected)| chance.corrected = corrected);
        let corrected = holm(&signals.iter().map(|signal| signal.p).collect::<Vec<_>>());
        for (signal, corrected) in signals.into_iter().zip(corrected) {
            signal.corrected = corrected;
            // Nobody is asked to look at cases where nothing is more than chance.
            if !signal.stands_out() {
                signal.examples.clear();
            }
        }
    }

    /// All targets, those of commitments first.
    pub fn targets(&self) -> impl Iterator<Item = &TargetAppraisal> {
        self.commitments.iter().chain(&self.standards).flat_map(|subject| &subject.targets)
    }
}

impl TargetAppraisal {
    fn new(
        (terms, mix): (TargetReport, Vec<String>),
        target: &Target,
        (cells, classes, min_cases): (&Cells, &[usize], u64),
    ) -> Self {
        let groups = Groups::new(cells, classes, min_cases);
        let named: Vec<_> = groups
            .compared
            .iter()
            .filter_map(|group| match &group.name {
                Name::One(name) => Some((Group::from([name.clone()]), group.whole.met, group.whole.breached)),
                Name::Others(_) => None,
            })
            .collect();
        let named: Vec<_> = named.iter().map(|(name, met, breached)| (name, *met, *breached)).collect();
        Self {
            terms,
            mix,
            groups: groups.compared.iter().map(|group| GroupAppraisal::new(target, &groups, group)).collect(),
            withheld: groups.withheld,
            difference: Difference::of(&named),
        }
    }
}

impl GroupAppraisal {
    fn new(target: &Target, groups: &Groups, group: &Gathered) -> Self {
        let counts = &group.whole;
        let strata =
            groups.strata(group, |counts| Marked { cases: counts.decided(), marked: counts.breached });
        let expected: f64 = strata.iter().map(Stratum::expected).sum();
        let all: u64 = groups.compared.iter().map(|group| group.whole.decided()).sum();
        let all_met: u64 = groups.compared.iter().map(|group| group.whole.met).sum();
        let beyond = (number(counts.breached) - expected) / number(counts.decided());
        let shared = strata.iter().filter(|stratum| stratum.all > stratum.cases);
        let mut appraisal = Self {
            name: group.name.clone(),
            met: counts.met,
            breached: counts.breached,
            attainment: number(counts.met) / number(counts.decided()),
            interval: wilson(counts.met, counts.decided()).unwrap_or((0.0, 1.0)),
            expected,
            adjusted: (number(all_met) / number(all) - beyond).clamp(0.0, 1.0),
            compared: shared.map(|stratum| stratum.cases).sum(),
            chance: None,
            signals: Vec::new(),
            untold: Vec::new(),
        };
        // Small groups together are no team that could be looked at.
        if matches!(group.name, Name::One(_)) {
            appraisal.chance = stratified(&strata, 1.0).map(|test| {
                let p = test.two_sided();
                Chance { p, corrected: p }
            });
            for kind in SignalKind::ALL {
                match signals::signal(kind, target, groups, group) {
                    Ok(signal) => appraisal.signals.push(signal),
                    Err(why) => appraisal.untold.push((kind, why)),
                }
            }
        }
        appraisal
    }

    /// Cases that count.
    pub fn decided(&self) -> u64 {
        self.met + self.breached
    }

    /// Breached cases beyond those expected; below zero fewer.
    pub fn beyond(&self) -> f64 {
        number(self.breached) - self.expected
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
fn number(count: u64) -> f64 {
    count as f64
}
