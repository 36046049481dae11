//! The cases of logs under two sets of definitions, side by side.
//!
//! Where both sides read a log in the same way its rows are read once and judged twice, block by block.
//! Where they read it otherwise, the cases of the old side are kept until those of the new side come,
//! and are joined by name: about 250 bytes a case. This layer must not know what a difference means.

mod join;

use super::data::Spoilt;
use super::opened::{Reading, may_serve, zone_of};
use super::rows::RowCounts;
use super::run::{Query, RunError, Stdin};
use crate::calendar::{Calendars, Instant, Zone};
use crate::clock::{Compiler, Judgement, LogColumns, Options, Plan, Roster, TargetPlan};
use crate::log::{self, Sameness, Summary};
use crate::model::{Definitions, Log};
use crate::text::Decimal;

/// One side: definitions, and what of them is judged.
pub struct JudgedSide<'d> {
    /// The definitions.
    pub definitions: &'d Definitions,
    /// Their calendars.
    pub calendars: &'d Calendars,
    /// What is judged.
    pub roster: Roster<'d>,
}

/// What a target says of a case.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The target, by its number in the roster of its side.
    pub target: usize,
    /// What it says.
    pub judgement: Judgement,
    /// What a remedy of the case is a percentage of.
    pub of: Option<Decimal>,
}

/// A case on both sides.
pub struct PairedCase<'a> {
    /// The id of the log.
    pub log: &'a str,
    /// The file as users see it.
    pub file: &'a str,
    /// The line on which it begins.
    pub line: u64,
    /// Its name.
    pub id: &'a str,
    /// Whether each side has read it; both have where they read the same rows.
    pub is_read: [bool; 2],
    /// What each side says of it.
    pub said: [&'a [Said]; 2],
    plans: [&'a Plan; 2],
}

impl<'a> PairedCase<'a> {
    /// The plan of a target of a side.
    pub fn target(&self, side: usize, number: usize) -> Option<&'a TargetPlan> {
        self.plans[side].targets().find(|target| target.number == number)
    }
}

/// One reading of a log, and the sides that are judged on its rows, each by its plan. The last plan
/// needs all that the others do.
struct Part<'d> {
    reading: Reading<'d>,
    plans: Vec<(usize, Plan)>,
    summary: Summary,
    counts: Vec<RowCounts>,
}

/// A log on both sides: in one part, or each side in a part of its own.
struct PairedLog<'d> {
    parts: Vec<Part<'d>>,
    /// Whether the files of the old definition are gone, so that the new one's serve both.
    gone: bool,
}

/// How a log was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogTried {
    /// Its id.
    pub id: String,
    /// The files of each reading.
    pub files: Vec<Vec<String>>,
    /// How many cases each reading had.
    pub cases: Vec<u64>,
    /// Of those that should be judged on a side, how many cannot be, at most of both sides.
    pub spoilt: Spoilt,
    /// Whether the files of the old definition are gone, so that the new one's served both.
    pub gone: bool,
}

/// A run over all logs that serve either side.
pub struct PairedRun<'d> {
    sides: [JudgedSide<'d>; 2],
    logs: Vec<PairedLog<'d>>,
    /// What is unseen because it is later, if that is known from the start.
    pub as_of: Option<Instant>,
    /// The zone in which as-of is shown: that of the first log.
    pub zone: Zone,
    /// Of each side by number of the target: the zone in which its dates are taken; `None` where no log
    /// serves it, which a log of events tells only after [`PairedRun::each`].
    pub zones: [Vec<Option<Zone>>; 2],
}

impl<'d> PairedRun<'d> {
    /// Opens the logs of both sides. A log that only one side defines is read for both, and so is the
    /// new one where the old one's files are gone.
    pub fn open(sides: [JudgedSide<'d>; 2], query: &Query, stdin: Stdin<'_>) -> Result<Self, RunError> {
        let mut opened = Vec::new();
        for pair in pairs(&sides) {
            opened.push(open(pair, &sides, stdin)?);
        }
        let Some(zone) = opened.first().map(|(readings, _)| of_side(readings, 1).zone.clone()) else {
            return Err(RunError::no_log());
        };
        let as_of = query.as_of.map(|as_of| as_of.instant(&zone));
        let Query { tolerant, .. } = *query;
        let options = Options { ids: true, remedies: true, as_of, tolerant, ..Options::default() };
        let columns =
            [0, 1].map(|side| opened.iter().map(|(readings, _)| of_side(readings, side).columns()).collect());
        let zones = [0, 1].map(|side| vec![None; sides[side].roster.targets]);
        let mut run = Self { sides, logs: Vec::new(), as_of, zone, zones };
        for (place, (readings, gone)) in opened.into_iter().enumerate() {
            let parts = run.parts(place, readings, &columns, &options)?;
            for (side, plan) in parts.iter().flat_map(|part| &part.plans) {
                for target in plan.targets() {
                    run.zones[*side][target.number].get_or_insert_with(|| target.zone.clone());
                }
            }
            // A log that serves nothing of what is asked is not read.
            let mut plans = parts.iter().flat_map(|part| &part.plans);
            if plans.any(|(_, plan)| plan.targets().next().is_some()) {
                run.logs.push(PairedLog { parts, gone });
            }
        }
        Ok(run)
    }

    /// The parts of a log, by its place among all logs.
    fn parts(
        &self,
        log: usize,
        readings: Vec<Reading<'d>>,
        columns: &[Vec<LogColumns<'d>>; 2],
        options: &Options,
    ) -> Result<Vec<Part<'d>>, RunError> {
        let compiler = |side: usize| Compiler {
            definitions: self.sides[side].definitions,
            calendars: self.sides[side].calendars,
            logs: &columns[side],
            options,
        };
        let is_one = readings.len() == 1;
        let mut parts = Vec::new();
        for (place, reading) in readings.into_iter().enumerate() {
            let mut plans: Vec<(usize, Plan)> = Vec::new();
            for side in (0..2).filter(|side| is_one || *side == place) {
                let (roster, zone) = (&self.sides[side].roster, reading.zone.clone());
                let plan = match plans.last() {
                    Some((_, before)) => compiler(side).plan_beside(before.needs.clone(), roster, log, zone),
                    None => compiler(side).plan(roster, log, zone),
                };
                let told = |error| if side == 0 { RunError::Before(error) } else { RunError::Plan(error) };
                plans.push((side, plan.map_err(told)?));
            }
            let counts = plans.iter().map(|_| RowCounts::default()).collect();
            parts.push(Part { reading, plans, summary: Summary::default(), counts });
        }
        Ok(parts)
    }

    /// What is judged on a side.
    pub fn roster(&self, side: usize) -> &Roster<'d> {
        &self.sides[side].roster
    }

    /// Reads every log for its latest start, stop or event, by the clocks of either side.
    pub fn latest(&mut self) -> Result<Option<Instant>, RunError> {
        let mut latest = None;
        for part in self.logs.iter_mut().flat_map(|log| &mut log.parts) {
            latest = latest.max(part.latest()?);
        }
        Ok(latest)
    }

    /// Reads every log and hands on each case with what both sides say of it, in the order of the logs
    /// and their rows. Cases that only the old side has read come after the others of their log.
    pub fn each(&mut self, visit: &mut (impl FnMut(&PairedCase<'_>) + Send)) -> Result<(), RunError> {
        let as_of = self.as_of;
        for log in &mut self.logs {
            match log.parts.as_mut_slice() {
                [both] => join::together(both, as_of, visit)?,
                [old, new] => join::apart(old, new, as_of, visit)?,
                _ => {}
            }
        }
        for (side, zones) in self.zones.iter_mut().enumerate() {
            for (number, zone) in zones.iter_mut().enumerate() {
                if !self.logs.iter().any(|log| log.serves(side, number)) {
                    *zone = None;
                }
            }
        }
        Ok(())
    }

    /// How each log was read; after [`PairedRun::each`].
    pub fn logs(&self) -> Vec<LogTried> {
        self.logs.iter().map(PairedLog::tried).collect()
    }
}

impl PairedLog<'_> {
    /// Whether it serves a target of a side, as far as its rows tell.
    fn serves(&self, side: usize, number: usize) -> bool {
        let serves = |part: &Part<'_>, plan: &Plan| {
            let target = plan.targets().find(|target| target.number == number);
            target.is_some_and(|target| !target.measurement.is_elsewhere(part.summary.nowhere()))
        };
        let plans =
            |part: &'_ Part<'_>| part.plans.iter().any(|(own, plan)| *own == side && serves(part, plan));
        self.parts.iter().any(plans)
    }

    fn tried(&self) -> LogTried {
        let files = |part: &Part<'_>| part.reading.open.files().map(str::to_owned).collect();
        let spoilt = self.parts.iter().flat_map(|part| {
            part.counts.iter().map(|counts| Spoilt::of(&part.summary, counts.judged, counts.invalid))
        });
        LogTried {
            id: self.parts.last().map_or_else(String::new, |part| part.reading.log.id.value.clone()),
            files: self.parts.iter().map(files).collect(),
            cases: self.parts.iter().map(|part| part.summary.cases).collect(),
            spoilt: spoilt.max_by_key(|spoilt| spoilt.cases).unwrap_or_default(),
            gone: self.gone,
        }
    }
}

/// The logs of both sides by id, in the order of the new side with those that are gone behind; only
/// those that may serve something.
fn pairs<'d>(sides: &[JudgedSide<'d>; 2]) -> Vec<[Option<&'d Log>; 2]> {
    let [old, new] = [0, 1].map(|side| sides[side].definitions.logs.as_slice());
    let same = |log: &Log, logs: &'d [Log]| logs.iter().find(|other| other.id.value == log.id.value);
    let news = new.iter().map(|log| [same(log, old), Some(log)]);
    let olds = old.iter().filter(|log| same(log, new).is_none()).map(|log| [Some(log), None]);
    let may_serve = |pair: &[Option<&Log>; 2]| {
        let mut serves = pair.iter().flatten().flat_map(|log| sides.iter().map(move |side| (side, log)));
        serves.any(|(side, log)| may_serve(&side.roster, log))
    };
    news.chain(olds).filter(may_serve).collect()
}

/// The readings of a log, one for both sides or one for each, and whether the old one's files are gone.
fn open<'d>(
    pair: [Option<&'d Log>; 2],
    sides: &[JudgedSide<'d>; 2],
    stdin: Stdin<'_>,
) -> Result<(Vec<Reading<'d>>, bool), RunError> {
    let mut read = |side: usize, log: &'d Log| Reading::open(sides[side].definitions, log, stdin);
    let (old, new) = match pair {
        [Some(old), Some(new)] => (old, new),
        [old, new] => {
            let one = new.map(|log| (1, log)).or_else(|| old.map(|log| (0, log)));
            return Ok((one.map(|(side, log)| read(side, log)).transpose()?.into_iter().collect(), false));
        }
    };
    let zone = |side: usize, log: &Log| zone_of(sides[side].definitions, log).0;
    Ok(match log::sameness(old, new)? {
        Sameness::Same if zone(0, old).name() == zone(1, new).name() => (vec![read(1, new)?], false),
        Sameness::Gone => (vec![read(1, new)?], true),
        Sameness::Same | Sameness::Other => (vec![read(0, old)?, read(1, new)?], false),
    })
}

/// The reading of a side.
fn of_side<'r, 'd>(readings: &'r [Reading<'d>], side: usize) -> &'r Reading<'d> {
    &readings[side.min(readings.len() - 1)]
}
