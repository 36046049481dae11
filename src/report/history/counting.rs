//! Counting the past: each worker counts the cases of its blocks, and what they counted adds up.

use super::cut::{Cut, TargetCounts, add_state};
use super::split::{MOST_VALUES, SplitKind};
use super::{LogHistory, ValueHistory, Zone};
use crate::calendar::Instant;
use crate::clock::{Judgement, Place, Plan, State};
use crate::log::{Block, Places, Symbol, Symbols, Taker};
use crate::model::{Date, Peak};
use crate::report::reject::Rejecting;
use crate::report::remedy::{Claims, Priced};
use crate::report::rows::Rows;
use crate::report::run::{Judged, LogRun, Query, Run, RunError};
use crate::tally::{Group, PeriodKey, Scale};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What was counted of all logs.
#[derive(Debug)]
pub(super) struct Counted {
    /// By number of the target.
    pub(super) targets: Vec<TargetCounts>,
    /// By place of the subject: its cases, each once.
    pub(super) cases: Vec<u64>,
    /// By log.
    pub(super) logs: Vec<LogCounts>,
    /// By log: what was noted for what is owed.
    pub(super) claims: Vec<Claims>,
}

/// What was counted of the cases of a log, and of those that no commitment covers.
#[derive(Debug, Default)]
pub(super) struct LogCounts {
    cases: u64,
    uncovered: Places,
    /// By attribute: the cases with each value.
    values: Vec<BTreeMap<Arc<str>, ValueCounts>>,
    rows: u64,
    /// By name: rows without the attribute.
    missing: BTreeMap<String, u64>,
}

/// Cases with a value of an attribute.
#[derive(Clone, Debug, Default)]
struct ValueCounts {
    covered: u64,
    uncovered: Places,
}

/// What all workers share.
#[derive(Clone, Copy)]
struct Shared<'r> {
    query: &'r Query,
    scales: &'r [Scale],
    /// By number of the target: the place of its subject.
    subjects: &'r [usize],
    /// By number of the target: the peaks of its clock's calendar.
    peaks: &'r [&'r [Peak]],
    /// What has to be noted for what is owed.
    priced: Option<&'r Priced>,
}

impl Counted {
    /// Reads every log of a run. The groups of the query are those that the past is split by, each by itself.
    pub(super) fn count(run: &mut Run<'_>, query: &Query) -> Result<Self, RunError> {
        run.as_of_what_is_read(|run| Self::count_once(run, query))
    }

    fn count_once(run: &mut Run<'_>, query: &Query) -> Result<Self, RunError> {
        let subjects = run.roster.subjects.iter().enumerate();
        let subjects = subjects.flat_map(|(place, subject)| {
            let targets = subject.versions.iter().map(|version| version.targets.len()).sum();
            std::iter::repeat_n(place, targets)
        });
        let subjects: Vec<usize> = subjects.collect();
        let (definitions, roster) = (run.definitions, &run.roster);
        let peaks = roster.each().map(|(.., target)| {
            let clock = target.clock.as_ref().and_then(|clock| definitions.clock(clock));
            let calendar = clock.and_then(|clock| definitions.calendar(clock.calendar.as_ref()?));
            calendar.map_or(&[][..], |calendar| &calendar.peaks)
        });
        let peaks: Vec<_> = peaks.collect();
        let (scales, priced) = (run.scales.as_slice(), run.priced.as_ref());
        let shared = Shared { query, scales, subjects: &subjects, peaks: &peaks, priced };
        let mut all = Self {
            targets: (0..roster.targets).map(|_| TargetCounts::default()).collect(),
            cases: vec![0; roster.subjects.len()],
            logs: Vec::new(),
            claims: Vec::new(),
        };
        let mut names = vec![BTreeSet::new(); query.by.len()];
        for (place, log) in run.logs.iter_mut().enumerate() {
            let (plan, listed) = (&log.plan, &log.listed);
            let make = || Worker::new(Rows::new(place, plan, run.as_of, listed.clone()), plan, shared);
            let take = &mut |()| ControlFlow::Continue(());
            let (summary, workers) = log.open.read_with(&plan.needs, run.threads, &make, take)?;
            log.summary = summary;
            let (mut of_log, mut claims) = (LogCounts::default(), Claims::default());
            for worker in workers {
                run.latest = run.latest.max(worker.rows.latest);
                run.latest_pause = run.latest_pause.max(worker.rows.latest_pause);
                claims.merge(worker.finish(&mut all, &mut of_log, &mut names));
            }
            all.logs.push(of_log);
            all.claims.push(claims);
        }
        run.finish();
        all.keep_classes(&names);
        Ok(all)
    }

    /// Drops what is split by attributes that have too many values to be classes.
    fn keep_classes(&mut self, names: &[BTreeSet<Arc<str>>]) {
        let too_many = names.iter().enumerate().filter(|(_, names)| names.len() > MOST_VALUES);
        for (split, _) in too_many {
            for target in &mut self.targets {
                target.groups.get_mut(split).map(BTreeMap::clear);
            }
            for log in &mut self.logs {
                log.values.get_mut(split).map(BTreeMap::clear);
            }
        }
    }
}

impl LogCounts {
    pub(super) fn finish(self, log: &LogRun<'_>, splits: &[(String, SplitKind)]) -> LogHistory {
        let named = splits.iter().zip(self.values).filter(|(_, values)| !values.is_empty());
        let values = named.map(|((attribute, _), values)| {
            let value = |(name, counts): (Arc<str>, ValueCounts)| {
                let ValueCounts { covered, uncovered } = counts;
                ValueHistory { value: name.to_string(), covered, uncovered }
            };
            // In the order of the values where several have as many.
            let mut values: Vec<_> = values.into_iter().map(value).collect();
            values.sort_by_key(|value| Reverse(value.uncovered.count));
            (attribute.clone(), values)
        });
        LogHistory {
            id: log.log.id.value.clone(),
            cases: self.cases,
            uncovered: self.uncovered,
            values: values.collect(),
            rows: self.rows,
            missing: self.missing,
            files: log.summary.files.iter().map(|file| file.path.clone()).collect(),
        }
    }
}

/// Counts the cases of its blocks.
struct Worker<'r> {
    rows: Rows<'r>,
    plan: &'r Plan,
    tally: Tally<'r>,
    claims: Claims,
    /// Rows that were read.
    read: u64,
    /// The attributes that conditions ask for and the log has, with the column and the rows without it.
    asked: Vec<(&'r str, usize, u64)>,
}

/// What a worker counted, groups by symbol.
struct Tally<'r> {
    shared: Shared<'r>,
    targets: Vec<TargetCounts>,
    /// By target, attribute and symbol.
    groups: Vec<Vec<BTreeMap<Symbol, Cut>>>,
    /// By place of the subject: its cases, and the row of the last of them in this block.
    cases: Vec<(u64, Option<usize>)>,
    /// Cases that no commitment covers.
    uncovered: Places,
    /// By attribute and symbol: the cases with each value.
    values: Vec<BTreeMap<Symbol, ValueCounts>>,
    /// The row of this block that was counted as covered last.
    covered: Option<usize>,
    /// By attribute: the values of symbols.
    names: Vec<Vec<Arc<str>>>,
}

impl<'r> Worker<'r> {
    fn new(rows: Rows<'r>, plan: &'r Plan, shared: Shared<'r>) -> Self {
        let targets = shared.subjects.len();
        let subjects = shared.subjects.last().map_or(0, |last| last + 1);
        let splits = shared.query.by.len();
        let tally = Tally {
            shared,
            targets: (0..targets).map(|_| TargetCounts::default()).collect(),
            groups: vec![vec![BTreeMap::new(); splits]; targets],
            cases: vec![(0, None); subjects],
            uncovered: Places::default(),
            values: vec![BTreeMap::new(); splits],
            covered: None,
            names: vec![Vec::new(); splits],
        };
        Self { rows, plan, tally, claims: Claims::default(), read: 0, asked: asked(plan) }
    }

    /// Adds what it counted to what others did; gives what it noted for what is owed.
    fn finish(self, all: &mut Counted, of_log: &mut LogCounts, names: &mut [BTreeSet<Arc<str>>]) -> Claims {
        let Self { rows, tally, claims, read, asked, .. } = self;
        let counts = rows.finish();
        of_log.rows += read;
        for (name, _, missing) in asked {
            *of_log.missing.entry(name.to_owned()).or_default() += missing;
        }
        of_log.cases += counts.judged + counts.uncovered;
        of_log.uncovered.merge(tally.uncovered);
        of_log.values.resize_with(tally.names.len(), BTreeMap::new);
        for (split, values) in tally.values.into_iter().enumerate() {
            for (symbol, counts) in values {
                let name = name(&tally.names[split], symbol);
                let all = of_log.values[split].entry(name).or_default();
                all.covered += counts.covered;
                all.uncovered.merge(counts.uncovered);
            }
        }
        let counted = tally.targets.into_iter().zip(tally.groups).zip(tally.shared.scales);
        for (target, ((mut counts, groups), scale)) in all.targets.iter_mut().zip(counted) {
            let by_split = groups.into_iter().zip(&tally.names).map(|(groups, own)| {
                groups.into_iter().map(|(symbol, cut)| (name(own, symbol), cut)).collect()
            });
            counts.groups = by_split.collect();
            target.merge(counts, scale);
        }
        for (all, (cases, _)) in all.cases.iter_mut().zip(tally.cases) {
            *all += cases;
        }
        for (all, own) in names.iter_mut().zip(tally.names) {
            all.extend(own);
        }
        claims
    }
}

fn name(names: &[Arc<str>], symbol: Symbol) -> Arc<str> {
    names.get(symbol as usize).cloned().unwrap_or_default()
}

/// The attributes that conditions ask for, with their columns; not those that another log has.
fn asked(plan: &Plan) -> Vec<(&str, usize, u64)> {
    let is_here = |column: usize| {
        let needed = plan.needs.attributes.get(column);
        needed.is_some_and(|needed| !needed.column.is_nowhere())
    };
    let attributes = plan.names.iter().filter_map(|(name, place)| match place {
        Place::Attribute(column) => Some((name.as_str(), *column, 0)),
        Place::Time(_) => None,
    });
    attributes.filter(|(_, column, _)| is_here(*column)).collect()
}

impl Taker for Worker<'_> {
    type Output = ();

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        let Self { rows, plan, tally, claims, read, asked } = self;
        *read += block.len() as u64;
        for (_, column, missing) in asked {
            let symbols = block.attributes.get(*column).into_iter().flatten();
            *missing += symbols.filter(|symbol| **symbol == Symbols::MISSING).count() as u64;
        }
        tally.begin(plan, symbols);
        let done = rows.judge(block, symbols, Rejecting::default(), &mut |judged: &Judged<'_>| {
            let Shared { query, priced, .. } = tally.shared;
            if query.covers(&judged.judgement) {
                tally.add(judged);
                tally.add_covered(plan, block, judged.row);
                if let Some(priced) = priced {
                    claims.add(priced, judged, Group::default);
                }
            }
            Ok::<_, Infallible>(())
        });
        let Ok(()) = done;
        for &row in &rows.uncovered {
            tally.add_uncovered(plan, block, row);
        }
        ControlFlow::Continue(())
    }

    fn output(&mut self) {}
}

impl Tally<'_> {
    /// Learns the values that came with a block.
    fn begin(&mut self, plan: &Plan, symbols: &[Symbols]) {
        self.cases.iter_mut().for_each(|(_, last)| *last = None);
        self.covered = None;
        for (names, column) in self.names.iter_mut().zip(&plan.by) {
            let symbols = column.and_then(|column| symbols.get(column));
            let Some(symbols) = symbols else { continue };
            // One more than is allowed tells that there are too many.
            for symbol in names.len()..symbols.len().min(MOST_VALUES + 1) {
                let symbol = Symbol::try_from(symbol).unwrap_or(Symbol::MAX);
                names.push(symbols.text(symbol).into());
            }
        }
    }

    fn add(&mut self, judged: &Judged<'_>) {
        let Judged { target, judgement, row, block, .. } = judged;
        let (number, shared) = (target.number, self.shared);
        let (Some(scale), Some(counts)) = (shared.scales.get(number), self.targets.get_mut(number)) else {
            return;
        };
        let counts_or_will = matches!(
            judgement.state,
            State::Met | State::Late | State::Overdue | State::Pending | State::Open
        );
        counts.all.add(judgement, scale);
        if counts_or_will {
            let key = judgement.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(target.period, day));
            *counts.volumes.entry(key).or_default() += 1;
            let (cases, last) = &mut self.cases[shared.subjects[number]];
            *cases += u64::from(*last != Some(*row));
            *last = Some(*row);
        }
        counts.add_times(judgement, &target.zone, shared.peaks[number]);
        for (split, column) in judged.by.iter().enumerate() {
            let symbol = column.and_then(|column| block.attributes.get(column)?.get(*row).copied());
            // Of an attribute that has too many values nothing is kept.
            if self.names[split].len() <= MOST_VALUES
                && let Some(symbol) = symbol
            {
                self.groups[number][split].entry(symbol).or_default().add(judgement, scale);
            }
        }
    }

    /// Counts a case that a commitment covers, however many of its targets are about it.
    fn add_covered(&mut self, plan: &Plan, block: &Block, row: usize) {
        if self.covered != Some(row) {
            self.covered = Some(row);
            self.each_value(plan, block, row, |counts| counts.covered += 1);
        }
    }

    fn add_uncovered(&mut self, plan: &Plan, block: &Block, row: usize) {
        let (file, line) = (block.file, block.lines.get(row).copied().unwrap_or(0));
        self.uncovered.add(file, line, b"");
        self.each_value(plan, block, row, |counts| counts.uncovered.add(file, line, b""));
    }

    /// What is counted of the value that a row has in each attribute.
    fn each_value(
        &mut self,
        plan: &Plan,
        block: &Block,
        row: usize,
        mut count: impl FnMut(&mut ValueCounts),
    ) {
        for (split, column) in plan.by.iter().enumerate() {
            let symbol = column.and_then(|column| block.attributes.get(column)?.get(row).copied());
            if self.names[split].len() <= MOST_VALUES
                && let Some(symbol) = symbol
            {
                count(self.values[split].entry(symbol).or_default());
            }
        }
    }
}

impl TargetCounts {
    /// Counts a case by the hour of the week and the peak in which it started.
    fn add_times(&mut self, judgement: &Judgement, zone: &Zone, peaks: &[Peak]) {
        let day = judgement.start.map(|start| zone.date_of(start)).or(judgement.dated);
        let Some(day) = day else { return };
        self.add_day(day);
        if let Some(start) = judgement.start {
            add_state(self.hours.entry(hour_of_week(day, start, zone)).or_default(), judgement);
        }
        for (place, _) in peaks.iter().enumerate().filter(|(_, peak)| peak.dates.value.contains(day)) {
            add_state(self.peaks.entry(place).or_default(), judgement);
        }
    }
}

fn hour_of_week(day: Date, start: Instant, zone: &Zone) -> usize {
    let hour = zone.to_local(start).rem_euclid(86_400) / 3_600;
    day.weekday().index() * 24 + usize::try_from(hour).unwrap_or(0)
}
