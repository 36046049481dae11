//! From definitions to the plan of one log: which of its columns say what.

mod named;

use super::by_start::ByStart;
use super::columns::{AbsentColumn, LogColumns, PlanError, UsedBy};
use super::conditions::{Holds, Place, Tests};
use super::plan::{
    Ends, Group, LimitPlan, Measurement, Options, PauseColumns, PausePlan, Plan, SubjectPlan, TargetPlan,
    VersionPlan,
};
use super::roster::{Roster, Subject, Version};
use crate::calendar::{Calendars, Zone};
use crate::log::{Intervals, Needed, Needs};
use crate::model::{
    Absent, Condition, CountedBy, Date, Definitions, Item, Limit, Measure, PauseSource, Period, Reopen,
    Target, Test, Which,
};
use crate::source::Spanned;
use crate::text::{Decimal, Duration, DurationKind};
use std::collections::BTreeMap;

/// What is known of all logs while the plan of one is made.
pub struct Compiler<'a, 'd> {
    /// The definitions.
    pub definitions: &'d Definitions,
    /// The compiled calendars.
    pub calendars: &'a Calendars,
    /// All logs.
    pub logs: &'a [LogColumns<'d>],
    /// How the run judges.
    pub options: &'a Options,
}

impl Compiler<'_, '_> {
    /// The plan for one log, by its place in `logs`.
    pub fn plan(&self, roster: &Roster<'_>, log: usize, zone: Zone) -> Result<Plan, PlanError> {
        let needs = Needs {
            ids: self.options.ids,
            watched: self.options.watched.clone(),
            as_of: self.options.as_of,
            ..Needs::default()
        };
        self.plan_beside(needs, roster, log, zone)
    }

    /// The same for blocks that another plan is judged on too: its `needs` keep their places, and those
    /// of this plan hold both.
    pub fn plan_beside(
        &self,
        mut needs: Needs,
        roster: &Roster<'_>,
        log: usize,
        zone: Zone,
    ) -> Result<Plan, PlanError> {
        let columns = &self.logs[log];
        let mut maker = Maker {
            compiler: self,
            columns,
            zone: &zone,
            needs: &mut needs,
            tests: Tests::new(columns.log.fold_case),
            names: BTreeMap::new(),
            absent: Vec::new(),
        };
        let subjects = maker.subjects(roster)?;
        let by = self.options.by.iter().map(|name| maker.group(name)).collect::<Result<_, _>>()?;
        let asked = self.options.by.iter().enumerate();
        let by_start = asked.filter_map(|(place, name)| Some((place, ByStart::named(name)?))).collect();
        let asked_for = maker.needs.times.len();
        let reach = if self.options.as_of.is_some() { Vec::new() } else { maker.reach() };
        maker.needs.untold = maker.needs.times.len() - asked_for;
        let pauses = pause_times(&subjects);
        let Maker { tests, names, absent, .. } = maker;
        Ok(Plan { needs, zone, tests, names, subjects, by, by_start, reach, pauses, absent })
    }
}

struct Maker<'a, 'd> {
    compiler: &'a Compiler<'a, 'd>,
    columns: &'a LogColumns<'d>,
    zone: &'a Zone,
    needs: &'a mut Needs,
    tests: Tests,
    names: BTreeMap<String, Place>,
    absent: Vec<AbsentColumn>,
}

/// Targets of the same measure while they are collected.
struct OpenGroup<'t> {
    first: &'t Target,
    bands: Vec<(&'t Condition, Holds, Vec<TargetPlan>)>,
}

impl<'t> OpenGroup<'t> {
    fn add(&mut self, condition: &'t Condition, when: Holds, plan: TargetPlan) {
        match self.bands.iter_mut().find(|(known, ..)| *known == condition) {
            Some((_, _, plans)) => plans.push(plan),
            None => self.bands.push((condition, when, vec![plan])),
        }
    }

    fn close(self) -> Group {
        Group { bands: self.bands.into_iter().map(|(_, when, plans)| (when, plans)).collect() }
    }
}

impl Maker<'_, '_> {
    fn subjects(&mut self, roster: &Roster<'_>) -> Result<Vec<SubjectPlan>, PlanError> {
        let mut plans = Vec::new();
        for subject in &roster.subjects {
            if let Some(serves) = &self.columns.log.serves
                && !serves.iter().any(|id| id.value == subject.id)
            {
                continue;
            }
            let mut versions = Vec::new();
            for place in 0..subject.versions.len() {
                versions.push(self.version(subject, place)?);
            }
            if versions.iter().any(|version| !version.groups.is_empty()) {
                plans.push(SubjectPlan { versions });
            }
        }
        Ok(plans)
    }

    fn version(&mut self, subject: &Subject<'_>, place: usize) -> Result<VersionPlan, PlanError> {
        let version = &subject.versions[place];
        let known = self.absent.len();
        let mut groups = self.groups(subject, version)?;
        // What a version without targets here says of columns does not matter here.
        let conditions = !groups.is_empty();
        let mut applies = Holds::default();
        let mut exceptions = Vec::new();
        if conditions {
            applies = self.conditions(&[Some(version.applies), version.pilot], subject.id)?;
            for exception in version.exceptions {
                let provable = !exception.when.entries.is_empty();
                let when = provable.then(|| self.condition(&exception.when, subject.id));
                exceptions.push(when.transpose()?);
            }
        }
        // Whose cases cannot be told is not judged.
        if self.absent.iter().skip(known).any(|absent| absent.tells_cases) {
            groups.clear();
        }
        let day = |date: &Option<Spanned<Date>>| date.map(|date| date.value);
        Ok(VersionPlan {
            from: day(&version.effective.from),
            until: day(&version.effective.until),
            gap_until: subject.next(place).and_then(|next| day(&next.effective.from)),
            applies,
            exceptions,
            groups,
            last: subject.is_last(place),
        })
    }

    fn groups(&mut self, subject: &Subject<'_>, version: &Version<'_>) -> Result<Vec<Group>, PlanError> {
        let mut groups: Vec<OpenGroup<'_>> = Vec::new();
        let of =
            version.remedy.and_then(|remedy| remedy.of.as_ref()).filter(|_| self.compiler.options.remedies);
        for (place, target) in version.targets.iter().enumerate() {
            let used_by = UsedBy::Target { number: place + 1, subject: subject.id.to_owned() };
            let Some(mut plan) = self.target(version.first_target + place, target, &used_by)? else {
                continue;
            };
            plan.remedy_of = of.and_then(|of| self.number(of, subject.id).transpose()).transpose()?;
            plan.follows = if self.compiler.options.follows { self.follows(target) } else { None };
            let when = self.condition(&target.when, subject.id)?;
            match groups.iter_mut().find(|group| group.first.same_measure(target)) {
                Some(group) => group.add(&target.when, when, plan),
                None => {
                    groups.push(OpenGroup { first: target, bands: vec![(&target.when, when, vec![plan])] });
                }
            }
        }
        Ok(groups.into_iter().map(OpenGroup::close).collect())
    }

    fn conditions(&mut self, conditions: &[Option<&Condition>], subject: &str) -> Result<Holds, PlanError> {
        let entries = conditions.iter().flatten().flat_map(|condition| condition.entries.iter().cloned());
        self.condition(&Condition { entries: entries.collect(), span: None }, subject)
    }

    fn condition(&mut self, condition: &Condition, subject: &str) -> Result<Holds, PlanError> {
        let mut tests = std::mem::take(&mut self.tests);
        let used_by = UsedBy::Subject(subject.to_owned());
        let holds = tests.compile(condition, |name| self.tested(name, &used_by));
        self.tests = tests;
        holds
    }

    /// A name of a condition: the end of a clock is a time, of which only presence can be tested.
    fn tested(&mut self, name: &str, used_by: &UsedBy) -> Result<Place, PlanError> {
        let time = if self.compiler.definitions.is_clock_end(name) { self.moment(name) } else { None };
        let place = match time {
            Some(column) => Place::Time(column),
            None => Place::Attribute(self.attribute(name, used_by)?),
        };
        self.names.insert(name.to_owned(), place);
        Ok(place)
    }

    fn group(&mut self, name: &str) -> Result<Option<usize>, PlanError> {
        let is_here = self.columns.column(name).is_some();
        if ByStart::named(name).is_some() || !is_here && self.is_elsewhere(name) {
            return Ok(None);
        }
        self.attribute(name, &UsedBy::Groups).map(Some)
    }

    /// The plan of a target, or `None` where this log does not have what it measures.
    fn target(
        &mut self,
        number: usize,
        target: &Target,
        used_by: &UsedBy,
    ) -> Result<Option<TargetPlan>, PlanError> {
        let Some(measure) = target.measure() else { return Ok(None) };
        let clock = target.clock.as_ref().and_then(|clock| self.compiler.definitions.clock(clock));
        let hours = clock
            .and_then(|clock| clock.calendar.as_ref())
            .and_then(|calendar| self.compiler.calendars.get(&calendar.value))
            .cloned();
        let zone = hours.as_ref().map_or(self.zone, |hours| hours.zone()).clone();
        let limit =
            |limit| LimitPlan { limit, due_at: target.due_at.map(|at| at.value), hours: hours.clone() };
        let measurement = match measure {
            Measure::Within(clock, within) => {
                let Some(ends) = self.ends(clock) else { return Ok(None) };
                let pauses = self.pauses(clock, within.value, used_by)?;
                Measurement::Within { ends, limit: limit(within.value), pauses }
            }
            Measure::Ahead(clock, ahead) => {
                let Some(ends) = self.ends(clock) else { return Ok(None) };
                Measurement::Ahead { ends, limit: limit(ahead.value) }
            }
            Measure::By(clock, due) => {
                let Some(ends) = self.ends(clock) else { return Ok(None) };
                let Some(due) = self.time(due) else {
                    return self.lacks(due, used_by, false).map(|()| None);
                };
                Measurement::By { ends, due }
            }
            Measure::ClockStatistic(clock, _) => {
                let Some(ends) = self.ends(clock) else { return Ok(None) };
                let kind = statistic_kind(target);
                let pauses = self.pauses(clock, kind, used_by)?;
                Measurement::Duration { ends, limit: limit(kind), pauses }
            }
            Measure::Value(value) | Measure::ValueStatistic(value, _) => {
                let Some(measurement) = self.value(value, target, used_by)? else {
                    // Where no log has it, nobody would notice that it is never judged.
                    if self.columns.log.serves.is_some() || !self.is_elsewhere(value) {
                        self.lacks(value, used_by, false)?;
                    }
                    return Ok(None);
                };
                measurement
            }
        };
        Ok(Some(TargetPlan {
            number,
            measurement,
            counted_by: target.counted_by.map_or(CountedBy::Start, |by| by.value),
            period: self.compiler.options.period.or(target.per.map(|per| per.value)).unwrap_or(Period::Month),
            zone,
            remedy_of: None,
            follows: None,
        }))
    }

    fn ends(&mut self, clock: &str) -> Option<Ends> {
        let clock = self.compiler.definitions.clock(clock)?;
        // Both must be there before either is read.
        if !self.columns.may_have(&clock.start) || !self.columns.may_have(&clock.stop) {
            return None;
        }
        let stops = clock.reopen.map_or(clock.stop.which, |reopen| match reopen.value {
            Reopen::First => Which::First,
            Reopen::Resume | Reopen::Last => Which::Last,
        });
        Some(Ends {
            start: self.end(&clock.start, clock.start.which)?,
            stop: self.end(&clock.stop, stops)?,
            declared: self.columns.log.serves.is_some(),
        })
    }

    fn pauses(
        &mut self,
        clock: &str,
        limit: Duration,
        used_by: &UsedBy,
    ) -> Result<Vec<PausePlan>, PlanError> {
        let mut plans = Vec::new();
        let Some(clock) = self.compiler.definitions.clock(clock) else { return Ok(plans) };
        let is_paused = !self.compiler.options.without_pauses;
        for pause in clock.pauses.iter().filter(|_| is_paused) {
            let name = pause.name.value.as_str();
            let log = self.columns.log;
            let source = log.pauses.iter().find(|(known, _)| known.value == name).map(|(_, source)| source);
            let source = match source {
                Some(PauseSource::Columns(from, to)) => PauseColumns::Times(
                    self.time_column(name, from.clone()),
                    self.time_column(name, to.clone()),
                ),
                Some(PauseSource::Duration(column)) => self.sum(name, column.clone()),
                Some(PauseSource::While(states)) => {
                    self.intervals(Intervals::While(states.iter().map(|state| state.value.clone()).collect()))
                }
                Some(PauseSource::Events(from, to)) => {
                    self.intervals(Intervals::Between(from.value.clone(), to.value.clone()))
                }
                None => match log.column(name) {
                    Some(column) => self.sum(name, column.clone()),
                    None => continue,
                },
            };
            let counts_days = !matches!(limit.kind(), DurationKind::Elapsed | DurationKind::Open);
            if counts_days && matches!(source, PauseColumns::Sum(_)) {
                return Err(PlanError::PauseInDays {
                    used_by: Box::new(used_by.clone()),
                    log: log.id.value.clone(),
                    pause: name.to_owned(),
                });
            }
            let max = pause.max.as_ref().map(|max| max.value.value);
            plans.push(PausePlan { name: Some(name.to_owned()), source, max });
        }
        let resumes = clock.reopen.is_some_and(|reopen| reopen.value == Reopen::Resume);
        if resumes && self.columns.is_event(&clock.stop) {
            let stops = clock.stop.events.iter().map(|event| event.value.clone()).collect();
            let source = self.intervals(Intervals::UntilResumed(stops));
            plans.push(PausePlan { name: None, source, max: None });
        }
        Ok(plans)
    }

    /// What a target on a value measures, or `None` where this log does not have it.
    fn value(
        &mut self,
        value: &str,
        target: &Target,
        used_by: &UsedBy,
    ) -> Result<Option<Measurement>, PlanError> {
        let Some(column) = self.columns.column(value) else { return Ok(None) };
        let limits = [&target.at_least, &target.at_most].into_iter().flatten();
        let length = limits.into_iter().find_map(|limit| match &limit.value {
            Limit::Duration(written) => Some(written.text.clone()),
            Limit::Number(_) => None,
        });
        if let Some(limit) = length
            && column.unit.is_none()
        {
            let (log, value) = (self.columns.log.id.value.clone(), value.to_owned());
            return Err(PlanError::NoUnit { used_by: Box::new(used_by.clone()), log, value, limit });
        }
        let needed = Needed { name: value.to_owned(), column };
        let absent_breaches = target.absent.is_some_and(|absent| absent.value == Absent::Breached);
        let dated = self.dated();
        if let Some(wanted) = &target.equals {
            let column = Needs::place(&mut self.needs.attributes, needed);
            let item = Spanned::new(Item::Value(wanted.value.trim().to_owned()), wanted.span);
            let wanted = self.tests.equals(column, Test { negated: false, any: vec![item] });
            return Ok(Some(Measurement::Equals { column, wanted, absent_breaches, dated }));
        }
        // For a statistic the bounds are of the period, not of the case.
        let bound = |limit: &Option<Spanned<Limit>>| match limit.as_ref().map(|limit| &limit.value) {
            Some(Limit::Number(number)) if target.is_share() => Some(*number),
            Some(Limit::Duration(written)) if target.is_share() => {
                Some(Decimal::from_integer(written.value.amount()))
            }
            _ => None,
        };
        let (at_least, at_most) = (bound(&target.at_least), bound(&target.at_most));
        let column = Needs::place(&mut self.needs.numbers, needed);
        Ok(Some(Measurement::Number { column, at_least, at_most, absent_breaches, dated }))
    }
}

/// The columns of begin and end of every pause that has some.
fn pause_times(subjects: &[SubjectPlan]) -> Vec<(usize, usize)> {
    let versions = subjects.iter().flat_map(|subject| &subject.versions);
    let bands = versions.flat_map(|version| &version.groups).flat_map(|group| &group.bands);
    let pauses = bands.flat_map(|(_, targets)| targets).flat_map(|target| target.measurement.pauses());
    let mut times: Vec<_> = pauses
        .filter_map(|pause| match pause.source {
            PauseColumns::Times(from, to) => Some((from, to)),
            PauseColumns::Sum(_) | PauseColumns::Intervals(_) => None,
        })
        .collect();
    times.sort_unstable();
    times.dedup();
    times
}

/// The kind of time of a statistic over a clock: that of its limit.
fn statistic_kind(target: &Target) -> Duration {
    let limit = target.at_most.as_ref().or(target.at_least.as_ref()).map(|limit| &limit.value);
    match limit {
        Some(Limit::Duration(written)) => written.value,
        // A count has no time; any kind gives the same number.
        _ => Duration::Elapsed(1),
    }
}
