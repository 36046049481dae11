//! One case in full: which rows it has, which version, target and exception applied and why, and each
//! piece of its time.

use super::build::TargetReport;
use super::run::{self, Query, Run, RunError};
use crate::calendar::{Due, Instant, Zone};
use crate::clock::{
    Case, Elapsed, Judgement, LimitPlan, Measurement, Moment, Pause, PausePlan, Place, Plan, Ran, Reason,
    Step, Subject, SubjectKind, TargetPlan, Timeline, Truth, Version, end_of, judge,
};
use crate::log::{Block, KeptRow, NeededTime, Symbols, Time};
use crate::model::{
    Column, ColumnRef, Condition, Date, Definitions, EventRef, Log, Prose, Shape, Status, Target, Test,
};
use std::collections::HashSet;

/// What is to be said of a case, in each log that has it.
#[derive(Debug)]
pub struct Explanation {
    /// The case.
    pub case: String,
    /// What happened later is unseen.
    pub as_of: Option<Instant>,
    /// The case in each log; more than once where a log of cases has it on several rows.
    pub cases: Vec<CaseExplained>,
    /// A case of a name that differs in upper and lower case alone.
    pub similar: Option<String>,
    /// How many cases there are, and the logs that were read.
    pub searched: (u64, Vec<String>),
}

/// A case in one log.
#[derive(Debug)]
pub struct CaseExplained {
    /// The log.
    pub log: String,
    /// Its zone.
    pub zone: Zone,
    /// The files of the log.
    pub files: Vec<String>,
    /// Its rows as they stand.
    pub rows: Vec<KeptRow>,
    /// The line of the row that stands for the case.
    line: u64,
    /// Each version of a commitment or standard that may be about it.
    pub subjects: Vec<SubjectExplained>,
}

/// A version of a commitment or standard and what it says of a case.
#[derive(Debug)]
pub struct SubjectExplained {
    /// Which of both.
    pub kind: SubjectKind,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub title: Option<Prose>,
    /// Where a commitment stands in its life.
    pub status: Option<Status>,
    /// The version.
    pub version: String,
    /// From which day on it is in force, and from which no longer.
    pub in_force: (Option<Date>, Option<Date>),
    /// What it asks of its cases, and what the case has.
    pub applies: Vec<Tested>,
    /// The targets that are about the case.
    pub targets: Vec<TargetExplained>,
    /// Why there are none, although the case is as it asks.
    pub silence: Option<Silence>,
}

/// Why a version says nothing of a case that it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It was not in force when the case began.
    NotInForce,
    /// No target is about the case.
    NoTarget,
    /// The case begins after as-of.
    Later,
    /// No row of the log has the event that starts its clocks.
    Elsewhere,
}

/// An entry of a condition and what the case has there.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The attribute, or the end of a clock.
    pub attribute: String,
    /// What it must be.
    pub wanted: Test,
    /// What it is.
    pub found: Found,
    /// Whether it is what it must be.
    pub holds: bool,
}

/// What a case has under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing, or nothing yet.
    Missing,
    /// A text.
    Text(String),
    /// A time.
    Time(Moment),
    /// A time that cannot be read.
    Unreadable,
}

/// A target and what it says of a case.
#[derive(Debug)]
pub struct TargetExplained {
    /// The target, without counts.
    pub target: TargetReport,
    /// Its condition.
    pub when: Vec<Tested>,
    /// Targets of the same measure that came before it, by their places, and what they ask.
    pub passed_over: Vec<(usize, Vec<Tested>)>,
    /// The exceptions up to the one that holds, if any does.
    pub exceptions: Vec<ExceptionExplained>,
    /// The clock, for targets that have one.
    pub clock: Option<ClockExplained>,
    /// The zone in which times are told.
    pub zone: Zone,
    /// What came out.
    pub judgement: Judgement,
    /// The name of its reason, if it has one.
    pub reason: Option<String>,
    /// The period that it is counted in.
    pub period: Option<String>,
}

/// An exception and whether it holds.
#[derive(Debug)]
pub struct ExceptionExplained {
    /// Its name.
    pub name: String,
    /// What it asks; nothing where it is in words alone.
    pub when: Vec<Tested>,
    /// Whether it holds.
    pub holds: bool,
}

/// How a clock ran for a case.
#[derive(Debug)]
pub struct ClockExplained {
    /// Its id.
    pub id: String,
    /// The names of its start and stop.
    pub ends: [String; 2],
    /// When it started.
    pub start: Option<Moment>,
    /// When it stopped.
    pub stop: Option<Moment>,
    /// The calendar in whose hours it ran, and the calendar's zone.
    pub calendar: Option<String>,
    /// When it was due.
    pub due: Option<Due>,
    /// The instant up to which a case that has not ended is looked at.
    pub looked_at: Option<Instant>,
    /// Its time, piece by piece.
    pub timeline: Option<Timeline>,
    /// The names of the pauses by their places; `None` is the time from a stop to what came after it.
    pub pauses: Vec<Option<String>>,
    /// Pauses of which nothing but the length is known, by their places, in seconds.
    pub sums: Vec<(usize, i64)>,
}

impl Explanation {
    /// Reads the logs of a run and explains a case; the query's `watched` is its name, and as-of must
    /// be known for open cases.
    pub fn collect(definitions: &Definitions, mut run: Run<'_>, query: &Query) -> Result<Self, RunError> {
        let case = query.watched.clone().unwrap_or_default();
        let mut explanation =
            Self { case, as_of: run.as_of, cases: Vec::new(), similar: None, searched: (0, Vec::new()) };
        let roster = run.roster.clone();
        let as_of = run.as_of;
        let mut found = Vec::new();
        let mut used = HashSet::new();
        let logs: Vec<&Log> = run.logs.iter().map(|run| run.log).collect();
        run.blocks(&mut |log, plan, block, symbols| {
            for row in 0..block.len() {
                let name = block.ids.get(row);
                if name == explanation.case {
                    let explaining = Explaining { definitions, query, plan, block, row, symbols, as_of };
                    used.extend(explaining.columns(logs[log]));
                    found.push((log, explaining.line(), explaining.subjects(&roster.subjects)));
                } else if name.to_lowercase() == explanation.case.to_lowercase() {
                    explanation.similar = Some(name.to_owned());
                }
            }
        })?;
        for (log, line, subjects) in found {
            let run = &run.logs[log];
            explanation.cases.push(CaseExplained {
                log: run.log.id.value.clone(),
                zone: run.zone.clone(),
                files: run.summary.files.iter().map(|file| file.path.clone()).collect(),
                rows: run.summary.watched.clone(),
                line,
                subjects,
            });
        }
        for case in &mut explanation.cases {
            // In a log of cases each of several rows of the name is a case of its own.
            let line = case.line;
            let of_events = run.logs.iter().any(|run| run.log.id.value == case.log && run.log.is_of_events());
            case.rows.retain(|row| of_events || row.line == line);
            for row in &mut case.rows {
                let mut place = 0;
                row.fields.retain(|(name, _)| {
                    place += 1;
                    used.contains(&ColumnRef::Name(name.clone()))
                        || used.contains(&ColumnRef::Position(place))
                });
            }
        }
        let cases = run.logs.iter().map(|run| run.summary.cases).sum();
        explanation.searched = (cases, run.logs.iter().map(|run| run.log.id.value.clone()).collect());
        Ok(explanation)
    }
}

/// A row of a block that is explained.
struct Explaining<'a> {
    definitions: &'a Definitions,
    query: &'a Query,
    plan: &'a Plan,
    block: &'a Block,
    row: usize,
    symbols: &'a [Symbols],
    as_of: Option<Instant>,
}

impl Explaining<'_> {
    fn line(&self) -> u64 {
        self.block.lines.get(self.row).copied().unwrap_or(0)
    }

    /// The columns that say anything of the case.
    fn columns(&self, log: &Log) -> Vec<ColumnRef> {
        let needs = &self.plan.needs;
        let times = needs.times.iter().filter_map(|time| match time {
            NeededTime::Column(needed) => Some(&needed.column),
            NeededTime::Event(_) => None,
        });
        let others = needs.durations.iter().chain(&needs.numbers).chain(&needs.attributes);
        let mut columns: Vec<&Column> = log.case.iter().collect();
        if let Shape::Events(events) = &log.shape {
            columns.extend([&events.event, &events.at]);
            columns.extend(&events.state);
        }
        columns.extend(times.chain(others.map(|needed| &needed.column)));
        columns.into_iter().flat_map(|column| column.source.columns()).collect()
    }

    fn subjects(&self, subjects: &[Subject<'_>]) -> Vec<SubjectExplained> {
        let mut truth = Truth::new(&self.plan.tests);
        truth.learn(self.symbols);
        let mut bits = Vec::new();
        let case = run::case(self.plan, &truth, self.block, self.row, self.as_of, &mut bits);
        let mut judged = Vec::new();
        let mut reached = Vec::new();
        for subject in &self.plan.subjects {
            let mut steps: Vec<Step> = Vec::new();
            judge(&case, subject, &mut steps, &mut |target, judgement, steps: &Vec<Step>| {
                judged.push((target, judgement, last(steps)));
            });
            reached.extend(steps.iter().filter_map(|step| match step {
                Step::Target(number) => Some(*number),
                _ => None,
            }));
        }
        let mut explained = Vec::new();
        for subject in subjects {
            for version in &subject.versions {
                let numbers = version.first_target..version.first_target + version.targets.len();
                let is_served = self.plan.targets().any(|target| numbers.contains(&target.number));
                if !is_served {
                    continue;
                }
                let targets = judged.iter().filter(|(target, ..)| numbers.contains(&target.number));
                let targets: Vec<_> = targets
                    .map(|(target, judgement, steps)| self.target(&case, version, target, *judgement, steps))
                    .collect();
                let silence = targets.is_empty().then(|| self.silence(&case, version, &reached));
                let mut applies = self.tested(version.applies);
                applies.extend(version.pilot.map(|pilot| self.tested(pilot)).unwrap_or_default());
                explained.push(SubjectExplained {
                    kind: subject.kind,
                    id: subject.id.to_owned(),
                    title: version.title.cloned(),
                    status: version.status,
                    version: version.name.clone(),
                    in_force: (
                        version.effective.from.map(|from| from.value),
                        version.effective.until.map(|until| until.value),
                    ),
                    applies,
                    targets,
                    silence,
                });
            }
        }
        explained
    }

    /// Why a version that asks for the case says nothing of it; `reached` are the targets that were tried.
    fn silence(&self, case: &Case<'_>, version: &Version<'_>, reached: &[usize]) -> Silence {
        let numbers = version.first_target..version.first_target + version.targets.len();
        let own = || self.plan.targets().filter(|target| numbers.contains(&target.number));
        let asked = |target: &TargetPlan| {
            let target = &version.targets[target.number - version.first_target];
            self.tested(&target.when).iter().all(|tested| tested.holds)
        };
        if reached.iter().any(|number| numbers.contains(number)) {
            Silence::Later
        } else if own().all(|target| target.measurement.is_elsewhere(case.nowhere)) {
            Silence::Elsewhere
        } else if own().any(asked) {
            Silence::NotInForce
        } else {
            Silence::NoTarget
        }
    }

    fn target(
        &self,
        case: &Case<'_>,
        version: &Version<'_>,
        plan: &TargetPlan,
        judgement: Judgement,
        steps: &[Step],
    ) -> TargetExplained {
        let place = plan.number - version.first_target;
        let target = &version.targets[place];
        let before = version.targets[..place].iter().enumerate();
        let passed_over = before
            .filter(|(_, other)| other.same_measure(target) && other.when != target.when)
            .map(|(place, other)| (place + 1, self.tested(&other.when)));
        let mut exceptions = Vec::new();
        for (place, exception) in version.exceptions.iter().enumerate() {
            let holds = judgement.reason == u16::try_from(place).ok().map(Reason::Exception);
            let when = self.tested(&exception.when);
            exceptions.push(ExceptionExplained { name: exception.name(place + 1), when, holds });
            if holds {
                break;
            }
        }
        TargetExplained {
            target: TargetReport::without_counts(place + 1, target, self.query.period),
            when: self.tested(&target.when),
            passed_over: passed_over.collect(),
            exceptions,
            clock: self.clock(case, target, plan, &judgement, steps),
            zone: plan.zone.clone(),
            judgement,
            reason: judgement.reason.map(|reason| version.reason(reason)),
            period: judgement
                .dated
                .map(|day| crate::tally::PeriodKey::of(plan.period, day).label(plan.period)),
        }
    }

    /// What the case has of what a condition asks.
    fn tested(&self, condition: &Condition) -> Vec<Tested> {
        let tested = |(attribute, test): &(crate::source::Spanned<String>, Test)| {
            let found = self.found(&attribute.value);
            let text = match &found {
                Found::Missing => "",
                Found::Text(text) => text.as_str(),
                // Of times nothing but their presence is tested.
                Found::Time(_) | Found::Unreadable => "present",
            };
            let holds = test.holds(text, self.plan.tests.folds_case());
            Tested { attribute: attribute.value.clone(), wanted: test.clone(), found, holds }
        };
        condition.entries.iter().map(tested).collect()
    }

    fn found(&self, name: &str) -> Found {
        match self.plan.names.get(name) {
            Some(Place::Attribute(column)) => {
                let symbol = self.block.attributes.get(*column).and_then(|column| column.get(self.row));
                let text =
                    self.symbols.get(*column).zip(symbol).map(|(symbols, symbol)| symbols.text(*symbol));
                text.filter(|text| !text.is_empty())
                    .map_or(Found::Missing, |text| Found::Text(text.to_owned()))
            }
            Some(Place::Time(column)) => {
                let time = self.block.times.get(*column).and_then(|times| times.get(self.row)).copied();
                let zone = &self.plan.zone;
                let over = time.and_then(|time| end_of(zone, time));
                let unseen = over.is_some_and(|over| self.as_of.is_some_and(|as_of| over > as_of));
                match time {
                    None | Some(Time::Missing) => Found::Missing,
                    _ if unseen => Found::Missing,
                    Some(Time::Unreadable) => Found::Unreadable,
                    Some(Time::Day(day)) => {
                        Found::Time(Moment { instant: zone.start_of(day), day: Some(day) })
                    }
                    Some(Time::At(instant)) => Found::Time(Moment { instant, day: None }),
                }
            }
            None => Found::Missing,
        }
    }

    fn clock(
        &self,
        case: &Case<'_>,
        target: &Target,
        plan: &TargetPlan,
        judgement: &Judgement,
        steps: &[Step],
    ) -> Option<ClockExplained> {
        let id = target.clock.as_ref()?;
        let clock = self.definitions.clock(id)?;
        let names = |end: &EventRef| {
            end.events.iter().map(|event| event.value.as_str()).collect::<Vec<_>>().join(" / ")
        };
        let start = steps.iter().find_map(|step| match step {
            Step::Start(moment) => Some(*moment),
            _ => None,
        });
        let stop = steps.iter().find_map(|step| match step {
            Step::Stop(moment) => Some(*moment),
            _ => None,
        });
        let pauses: Vec<Pause> = steps
            .iter()
            .filter_map(|step| match *step {
                Step::Paused { pause, from, to } => Some((pause, from, to)),
                _ => None,
            })
            .collect();
        let sums: Vec<(usize, i64)> = steps
            .iter()
            .filter_map(|step| match *step {
                Step::PausedFor { pause, seconds } if seconds > 0 => Some((pause, seconds)),
                _ => None,
            })
            .collect();
        let (limit, plans) = limit_of(&plan.measurement);
        let timeline = limit.zip(start).and_then(|(limit, start)| {
            let now = self.as_of.map(|as_of| Moment { instant: as_of, day: None });
            // A data error has no time to tell, nor has a notice after its event.
            let end = if judgement.reason.is_some() { None } else { stop.or(now) }?;
            let ran = Ran { start, end, until: case.end_of(end) };
            (start.instant <= ran.until).then(|| Timeline::new(limit, &plan.zone, ran, &pauses, &sums))
        });
        Some(ClockExplained {
            id: id.value.clone(),
            ends: [names(&clock.start), names(&clock.stop)],
            start,
            stop,
            calendar: clock.calendar.as_ref().map(|calendar| calendar.value.clone()),
            due: judgement.due,
            looked_at: self.as_of,
            timeline,
            pauses: plans.iter().map(|plan| plan.name.clone()).collect(),
            sums,
        })
    }
}

impl TargetExplained {
    /// Whether its time adds up to what was judged: as it must, for every case that ended.
    pub fn adds_up(&self) -> bool {
        let timeline = self.clock.as_ref().and_then(|clock| clock.timeline.as_ref());
        match (timeline, self.judgement.elapsed) {
            (Some(timeline), Some(Elapsed::Seconds(amount) | Elapsed::Days(amount))) => {
                timeline.counted == amount && timeline.paused == self.judgement.paused
            }
            _ => true,
        }
    }
}

/// The limit of a measurement by which its time is counted, and its pauses.
fn limit_of(measurement: &Measurement) -> (Option<&LimitPlan>, &[PausePlan]) {
    match measurement {
        Measurement::Within { limit, pauses, .. } | Measurement::Duration { limit, pauses, .. } => {
            (Some(limit), pauses)
        }
        Measurement::Ahead { limit, .. } => (Some(limit), &[]),
        Measurement::By { .. } | Measurement::Number { .. } | Measurement::Equals { .. } => (None, &[]),
    }
}

/// The steps of the last judgement.
fn last(steps: &[Step]) -> Vec<Step> {
    let (_, before) = steps.split_last().unwrap_or((&Step::Version(0), &[]));
    let begin = before.iter().rposition(|step| matches!(step, Step::State(_))).map_or(0, |place| place + 1);
    steps[begin..].to_vec()
}
