//! What names stand for in a log: each column and each event that is asked for gets its place among what is
//! read.

use super::super::columns::{AbsentColumn, FIRST_OF_CASE, PlanError, UsedBy};
use super::super::plan::PauseColumns;
use super::Maker;
use crate::log::{Intervals, Needed, NeededTime, Needs, Occurrence};
use crate::model::{Column, ColumnSource, EventRef, Target, Which, nearest};

impl Maker<'_, '_> {
    /// Whether another log has a column of this name.
    pub(super) fn is_elsewhere(&self, name: &str) -> bool {
        self.compiler.logs.iter().any(|log| log.column(name).is_some())
    }

    pub(super) fn attribute(&mut self, name: &str, used_by: &UsedBy) -> Result<usize, PlanError> {
        let column = if let Some(column) = self.columns.column(name) {
            column
        } else {
            // Another log has it: here every case lacks it.
            if !self.is_elsewhere(name) {
                self.lacks(name, used_by, true)?;
            }
            let source = ColumnSource::Join { columns: Vec::new(), with: String::new() };
            Column { source, unit: None, span: self.columns.log.span }
        };
        Ok(Needs::place(&mut self.needs.attributes, Needed { name: name.to_owned(), column }))
    }

    /// Notes that a column is in no log, where that is no error.
    pub(super) fn lacks(&mut self, name: &str, used_by: &UsedBy, tells_cases: bool) -> Result<(), PlanError> {
        let columns = self.columns.names();
        let suggestion = nearest(name, columns.iter().map(String::as_str)).map(str::to_owned);
        match used_by {
            UsedBy::Subject(subject) | UsedBy::Target { subject, .. } if self.compiler.options.tolerant => {
                let (subject, name) = (subject.clone(), name.to_owned());
                self.absent.push(AbsentColumn { subject, name, suggestion, tells_cases });
                Ok(())
            }
            _ => Err(PlanError::UnknownColumn {
                used_by: Box::new(used_by.clone()),
                column: name.to_owned(),
                log: self.columns.log.id.value.clone(),
                suggestion,
                columns,
            }),
        }
    }

    /// A column of numbers that a subject asks for, beside what it judges by.
    pub(super) fn number(&mut self, name: &str, subject: &str) -> Result<Option<usize>, PlanError> {
        let Some(column) = self.columns.column(name) else {
            return self.lacks(name, &UsedBy::Subject(subject.to_owned()), false).map(|()| None);
        };
        Ok(Some(Needs::place(&mut self.needs.numbers, Needed { name: name.to_owned(), column })))
    }

    pub(super) fn time(&mut self, name: &str) -> Option<usize> {
        let column = self.columns.column(name)?;
        Some(self.time_column(name, column))
    }

    pub(super) fn time_column(&mut self, name: &str, column: Column) -> usize {
        let needed = NeededTime::Column(Needed { name: name.to_owned(), column });
        Needs::place(&mut self.needs.times, needed)
    }

    pub(super) fn event(&mut self, events: Vec<String>, which: Which) -> usize {
        Needs::place(&mut self.needs.times, NeededTime::Event(Occurrence { events, which }))
    }

    /// The time of a name: its column, else in a log of events the event of that name.
    pub(super) fn moment(&mut self, name: &str) -> Option<usize> {
        if let Some(column) = self.time(name) {
            return Some(column);
        }
        if !self.columns.log.is_of_events() {
            return None;
        }
        let events = if name == FIRST_OF_CASE { Vec::new() } else { vec![name.to_owned()] };
        Some(self.event(events, Which::First))
    }

    /// The time of an end of a clock.
    pub(super) fn end(&mut self, end: &EventRef, which: Which) -> Option<usize> {
        if self.columns.is_event(end) {
            let events = end.events.iter().map(|event| event.value.clone()).collect();
            return Some(self.event(events, which));
        }
        self.moment(self.columns.name_of(end))
    }

    pub(super) fn intervals(&mut self, intervals: Intervals) -> PauseColumns {
        PauseColumns::Intervals(Needs::place(&mut self.needs.intervals, intervals))
    }

    /// The times from the stops of a target's clock to what follows them; `None` where a stop is no event.
    pub(super) fn follows(&mut self, target: &Target) -> Option<usize> {
        let clock = self.compiler.definitions.clock(target.clock.as_ref()?)?;
        if !self.columns.is_event(&clock.stop) {
            return None;
        }
        let stops = clock.stop.events.iter().map(|event| event.value.clone()).collect();
        Some(Needs::place(&mut self.needs.intervals, Intervals::UntilOther(stops)))
    }

    pub(super) fn sum(&mut self, name: &str, column: Column) -> PauseColumns {
        PauseColumns::Sum(Needs::place(&mut self.needs.durations, Needed { name: name.to_owned(), column }))
    }

    /// The column that dates cases for targets without a clock: declared, or the one start that
    /// clocks take from this log.
    pub(super) fn dated(&mut self) -> Option<usize> {
        if let Some(dated) = &self.columns.log.dated {
            return self.moment(&dated.value);
        }
        let clocks = &self.compiler.definitions.clocks;
        let mut starts: Vec<_> = clocks.iter().map(|clock| &clock.start).collect();
        starts.retain(|start| self.columns.may_have(start));
        let (first, others) = starts.split_first()?;
        let same = |other: &&EventRef| other.is_same(first);
        if others.iter().all(same) { self.end(first, first.which) } else { None }
    }

    /// Starts and stops of every clock that this log has in columns, whether or not its targets are asked
    /// for: how far a log reaches must not depend on what is asked of it. Events tell it by themselves.
    pub(super) fn reach(&mut self) -> Vec<usize> {
        let clocks = &self.compiler.definitions.clocks;
        let ends = clocks.iter().flat_map(|clock| [&clock.start, &clock.stop]);
        let columns = ends.filter(|end| !self.columns.is_event(end)).map(|end| self.columns.name_of(end));
        let mut names: Vec<_> = columns.collect();
        names.extend(self.columns.log.dated.iter().map(|dated| dated.value.as_str()));
        let mut reach: Vec<_> = names.into_iter().filter_map(|name| self.time(name)).collect();
        reach.sort_unstable();
        reach.dedup();
        reach
    }
}
