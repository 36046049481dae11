//! What the logs say of the promises that are made: the counts that rules ask for, from one reading.
//!
//! Every commitment in force is judged, one on trial in the scope and days of its pilot, and the pilot of
//! one that customers are told as a subject of its own. Beside the counts of a report there are those of each
//! channel, place and class, of each hour of the week, and of declared peaks. Memory grows with targets
//! and groups, not with cases: where there are many different times they are kept by bins, at most 0.8 %
//! off. Only what a remedy with a cap or a budget is owed for is noted case by case. It must not know which
//! rule asks, or why.

mod counting;
mod cut;
mod liability;
mod split;
mod times;

pub use cut::{Cut, PastTarget, Typical};
pub use liability::Liability;
pub use split::{MOST_VALUES, Split, SplitKind};

use super::build::unit;
use super::opened::Readings;
use super::remedy::{Ledger, OwedLine};
use super::run::{AsOf, Query, Run, RunError, Stdin};
use crate::calendar::{Instant, Zone};
use crate::clock::{AbsentColumn, Roster, Subject, SubjectKind, Version};
use crate::log::Places;
use crate::model::{Commitment, Date, Definitions, Period, Status};
use crate::tally::PeriodKey;
use counting::Counted;
use cut::TargetCounts;
use liability::Costs;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// What the logs say of promises.
#[derive(Debug)]
pub struct History {
    /// What happened later is unseen; `None` where the logs hold no time at all.
    pub as_of: Option<Instant>,
    /// The logs.
    pub logs: Vec<LogHistory>,
    /// Columns that commitments ask for and no log has; what is judged by them is left out.
    pub absent: Vec<Absent>,
    promises: Vec<Past>,
    trials: Vec<Past>,
}

/// What the logs say of a version of a commitment, or of its pilot.
#[derive(Debug)]
pub struct Past {
    id: String,
    version: String,
    /// By place of the target; `None` where no log serves it.
    pub targets: Vec<Option<PastTarget>>,
    /// Cases under one of its targets at least, each once; without excluded ones and data errors.
    pub cases: u64,
    /// What its remedy came to in a period of the cap, before that; `None` without a cap, figures or cases.
    pub before_cap: Option<Liability>,
    /// What it came to in a period of the budget, after the cap; `None` without a budget, figures or cases.
    pub after_cap: Option<Liability>,
}

/// A column that a commitment asks for, and that no log has which serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// What asks for it.
    pub column: AbsentColumn,
    /// The logs, by id.
    pub logs: Vec<String>,
}

/// The cases of a log, and those that no commitment covers.
#[derive(Debug)]
pub struct LogHistory {
    /// The id of the log.
    pub id: String,
    /// Its cases, without those that began after as-of.
    pub cases: u64,
    /// Of these, those that no commitment covers.
    pub uncovered: Places,
    /// By attribute: its values, those with most uncovered cases first.
    pub values: Vec<(String, Vec<ValueHistory>)>,
    /// Rows that were read, also of cases that began after as-of.
    pub rows: u64,
    /// By name of an attribute that conditions ask for and the log has: the rows without it.
    pub missing: BTreeMap<String, u64>,
    /// Its files as users see them, by the places of rows.
    pub files: Vec<String>,
}

/// The cases of a log that have one value of an attribute.
#[derive(Debug)]
pub struct ValueHistory {
    /// The value; `""` is the missing one.
    pub value: String,
    /// Those that a commitment covers, in the days that are asked for.
    pub covered: u64,
    /// Those that none covers, on any day: what dates a case is the promise.
    pub uncovered: Places,
}

/// What is asked of the past.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// The first day of cases that are counted.
    pub from: Option<Date>,
    /// The first day that is no longer counted.
    pub until: Option<Date>,
    /// What happened later is unseen; absent: the latest time of the logs.
    pub as_of: Option<AsOf>,
    /// Threads that read and judge; none: one. The outcome is the same with any number.
    pub threads: Option<NonZeroUsize>,
    /// Whether what remedies came to is left out, so that nothing is noted case by case.
    pub without_costs: bool,
}

impl History {
    /// Reads the logs once. `None` where nothing is promised, or no log is defined that could tell of it.
    pub fn read(definitions: &Definitions, asked: Asked, stdin: Stdin<'_>) -> Result<Option<Self>, RunError> {
        let (roster, promises) = roster(definitions);
        let readings = Readings::open(definitions, &roster, stdin)?;
        if readings.is_empty() || roster.targets == 0 {
            return Ok(None);
        }
        let splits = split::of(definitions, &readings.names());
        let by = splits.iter().map(|(name, _)| name.clone()).collect();
        let Asked { from, until, as_of, threads, without_costs } = asked;
        let remedies = !without_costs;
        let query = Query { by, from, until, as_of, threads, remedies, tolerant: true, ..Query::default() };
        let mut run = Run::over(readings, definitions, roster, &query)?;
        let counted = Counted::count(&mut run, &query)?;
        Ok(Some(Self::of(&run, counted, &splits, promises)))
    }

    /// What the logs say of a version of a commitment.
    pub fn of_commitment(&self, commitment: &Commitment) -> Option<&Past> {
        past_of(&self.promises, commitment)
    }

    /// What the logs say of the pilot of a commitment.
    pub fn of_pilot(&self, commitment: &Commitment) -> Option<&Past> {
        match commitment.status() {
            Status::Pilot => past_of(&self.promises, commitment).filter(|_| commitment.pilot.is_some()),
            _ => past_of(&self.trials, commitment),
        }
    }

    fn of(run: &Run<'_>, mut counted: Counted, splits: &[(String, SplitKind)], promises: usize) -> Self {
        let as_of = run.as_of.or(run.latest);
        let ledger = Ledger::new(&run.roster, std::mem::take(&mut counted.claims), as_of, (None, false));
        let (mut all, mut trials) = (Vec::new(), Vec::new());
        for (place, subject) in run.roster.subjects.iter().enumerate() {
            for version in &subject.versions {
                let past_target = |place| past_target(run, &mut counted.targets, version, place, splits);
                let targets: Vec<_> = (0..version.targets.len()).map(past_target).collect();
                let lines = ledger.of_commitment(all.len() + trials.len());
                let costs = costs(run, version, &targets, lines);
                let past = Past {
                    id: subject.id.to_owned(),
                    version: version.name.clone(),
                    targets,
                    cases: counted.cases.get(place).copied().unwrap_or(0),
                    before_cap: costs.as_ref().and_then(Costs::before_cap),
                    after_cap: costs.as_ref().and_then(Costs::after_cap),
                };
                if place < promises { all.push(past) } else { trials.push(past) }
            }
        }
        let logs = run.logs.iter().zip(counted.logs);
        let logs = logs.map(|(log, counts)| counts.finish(log, splits)).collect();
        Self { as_of, logs, absent: absent(&run.absent), promises: all, trials }
    }
}

/// Each column that is absent once a commitment, with all logs that lack it.
fn absent(told: &[(String, AbsentColumn)]) -> Vec<Absent> {
    let mut absent: Vec<Absent> = Vec::new();
    for (log, column) in told {
        let same = |known: &&mut Absent| {
            (&known.column.subject, &known.column.name) == (&column.subject, &column.name)
        };
        match absent.iter_mut().find(same) {
            Some(known) => {
                known.logs.extend(Some(log).filter(|log| !known.logs.contains(log)).cloned());
                known.column.tells_cases |= column.tells_cases;
            }
            None => absent.push(Absent { column: column.clone(), logs: vec![log.clone()] }),
        }
    }
    absent
}

/// What was counted of a target of a version; `None` where no log serves it.
fn past_target(
    run: &Run<'_>,
    counted: &mut [TargetCounts],
    version: &Version<'_>,
    place: usize,
    splits: &[(String, SplitKind)],
) -> Option<PastTarget> {
    let number = version.first_target + place;
    let zone = run.zones.get(number)?.as_ref()?;
    let counts = std::mem::take(counted.get_mut(number)?);
    let target = version.targets.get(place)?;
    let (period, as_of) = (target.period(), run.as_of.or(run.latest));
    let scale = run.scales.get(number)?;
    Some(PastTarget::new(counts, (unit(target), scale), splits, as_of, &|key| {
        is_over(key, period, zone, as_of)
    }))
}

/// What is owed under a version and when; `None` where nothing can be, or no case tells of it.
fn costs<'l>(
    run: &'l Run<'_>,
    version: &'l Version<'_>,
    targets: &[Option<PastTarget>],
    lines: impl Iterator<Item = &'l OwedLine>,
) -> Option<Costs<'l>> {
    let remedy = version.remedy.filter(|remedy| remedy.is_in_figures())?;
    let days = targets.iter().flatten().filter_map(|target| target.days);
    let days = days.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    let zone = run.zones.iter().skip(version.first_target).take(targets.len()).flatten().next()?;
    Some(Costs { remedy, lines: lines.collect(), days, zone, as_of: run.as_of.or(run.latest) })
}

/// The commitments that are judged, how many there are, and behind them the pilots of those that are told.
fn roster(definitions: &Definitions) -> (Roster<'_>, usize) {
    let mut subjects = Roster::new(definitions, &[]).subjects;
    subjects.retain(|subject| subject.kind == SubjectKind::Commitment);
    for version in subjects.iter_mut().flat_map(|subject| &mut subject.versions) {
        // What is owed is asked for only where something bounds it.
        version.remedy = version.remedy.filter(|remedy| remedy.cap.is_some() || remedy.budget.is_some());
    }
    let promises = subjects.len();
    let told = |known: &&Commitment| matches!(known.status(), Status::Published | Status::Suspended);
    subjects.extend(definitions.commitments.iter().filter(told).filter_map(Subject::of_pilot));
    (Roster::of(subjects), promises)
}

fn past_of<'h>(pasts: &'h [Past], commitment: &Commitment) -> Option<&'h Past> {
    let version = commitment.version();
    pasts.iter().find(|past| past.id == commitment.id.value && past.version == version)
}

/// Whether no more cases can come into a period.
fn is_over(key: PeriodKey, period: Period, zone: &Zone, as_of: Option<Instant>) -> bool {
    key.end(period).zip(as_of).is_some_and(|(end, as_of)| zone.start_of(end) <= as_of)
}
