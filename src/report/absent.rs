//! Events that clocks name and no row has: a name that is misspelt is never met.

use super::problem::AbsentFromRows;
use super::run::{LogRun, Run};
use crate::log::{EventRows, NeededTime};
use crate::model::{Clock, EventRef};

impl<'d> Run<'d> {
    /// The events that clocks name and no row of any log has, for the log in which one would look for them:
    /// the logs that have other events of the clock, else every log of events.
    pub(super) fn absent_from(&self, log: &LogRun<'d>) -> Vec<AbsentFromRows> {
        let Some(rows) = &log.summary.events else { return Vec::new() };
        let mut all = Vec::new();
        for absent in rows.absent.iter().filter(|absent| !self.is_met(&absent.event)) {
            let clocks = self.clocks_of(log).into_iter().filter(|clock| names(clock, &absent.event));
            all.extend(clocks.filter(|clock| self.is_at_home(clock, log)).map(|clock| AbsentFromRows {
                event: absent.event.clone(),
                clock: clock.id.value.clone(),
                suggestion: absent.suggestion.clone(),
            }));
        }
        all
    }

    /// Whether a row of any log has an event.
    fn is_met(&self, event: &str) -> bool {
        self.logs.iter().any(|log| log.has(event))
    }

    /// Whether a log has an event of a clock, or no log has.
    fn is_at_home(&self, clock: &Clock, log: &LogRun<'_>) -> bool {
        let has = |log: &LogRun<'_>| events(clock).any(|event| log.has(event));
        has(log) || !self.logs.iter().any(has)
    }

    /// The clocks of the targets that are asked of a log, each once.
    fn clocks_of(&self, log: &LogRun<'d>) -> Vec<&'d Clock> {
        let mut clocks: Vec<&Clock> = Vec::new();
        for (number, .., target) in self.roster.each() {
            let is_asked = || log.plan.targets().any(|plan| plan.number == number);
            let clock = target.clock.as_ref().filter(|_| is_asked());
            let clock = clock.and_then(|clock| self.definitions.clock(&clock.value));
            clocks.extend(clock.filter(|clock| clocks.iter().all(|known| known.id.value != clock.id.value)));
        }
        clocks
    }
}

impl LogRun<'_> {
    /// Whether an event is looked for in its rows and found there.
    fn has(&self, event: &str) -> bool {
        let is_absent = |rows: &EventRows| rows.absent.iter().any(|absent| absent.event == event);
        let is_needed = self.plan.needs.times.iter().any(|time| match time {
            NeededTime::Event(occurrence) => occurrence.events.iter().any(|known| known == event),
            NeededTime::Column(_) => false,
        });
        is_needed && self.summary.events.as_ref().is_some_and(|rows| !is_absent(rows))
    }
}

fn events(clock: &Clock) -> impl Iterator<Item = &str> {
    let ends: [&EventRef; 2] = [&clock.start, &clock.stop];
    ends.into_iter().flat_map(|end| &end.events).map(|event| event.value.as_str())
}

fn names(clock: &Clock, event: &str) -> bool {
    events(clock).any(|known| known == event)
}
