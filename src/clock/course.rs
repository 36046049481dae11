//! How a case ran under its target, beside what the judgement says: how far its time had gone when it ended
//! and when each pause was switched on, and how soon something followed its stops.
//!
//! Made from the same ends, limit and pauses as the judgement, which it does not repeat. It must not know
//! what anybody makes of it.

use super::case::Case;
use super::due::{Told, elapsed};
use super::measure::{Clocked, Judging};
use super::pauses::{Pauses, UNENDED};
use super::plan::{Ends, LimitPlan, Measurement, PausePlan, TargetPlan};
use super::state::{Judgement, State};
use super::trace::Step;
use crate::calendar::Instant;
use crate::clock::Moment;
use std::ops::ControlFlow::Continue;

/// How a case ran.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Seconds on the wall from start to stop; `None` without a stop, and where an end has no time of day.
    pub took: Option<i64>,
    /// Under a limit in hours: how much of it was used.
    pub used: Option<Used>,
    /// What followed its stops; `None` where the log does not tell, and where the case has no stop.
    pub followed: Option<Followed>,
}

/// How much of a limit in hours was used, in seconds of the clock's own time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// The limit.
    pub limit: i64,
    /// Until the stop, or until as-of.
    pub in_all: i64,
    /// Whether it has ended, at a time of day.
    pub ended: bool,
    /// When each pause that the log places was switched on, the first of them first; `None` where there is a
    /// pause of which nothing but the length is known.
    pub at_pauses: Option<Vec<i64>>,
}

/// What followed the stops of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// Nothing but other stops.
    Nothing,
    /// Something else, at the soonest so many seconds after a stop.
    After(i64),
}

/// How a case ran that was judged so. Nothing is told of one that does not count, nor under targets
/// that give cases no limit from start to stop.
pub fn course(case: &Case<'_>, target: &TargetPlan, judgement: &Judgement) -> Course {
    if matches!(judgement.state, State::Excluded | State::Invalid) {
        return Course::default();
    }
    let (Measurement::Within { ends, .. } | Measurement::By { ends, .. }) = &target.measurement else {
        return Course::default();
    };
    let (Ok(Some(start)), Ok(stop)) = (case.moment(ends.start), case.moment(ends.stop)) else {
        return Course::default();
    };
    let stop = case.seen(stop);
    let timed = stop.filter(|stop| stop.day.is_none());
    let used = match &target.measurement {
        // Of a start that is a whole day nobody knows how much was used.
        Measurement::Within { limit, pauses, .. } if start.day.is_none() => {
            used(case, target, (*ends, limit, pauses))
        }
        _ => None,
    };
    Course {
        took: timed.filter(|_| start.day.is_none()).map(|stop| stop.instant - start.instant),
        used,
        followed: timed.and_then(|_| followed(case, target, start.instant)),
    }
}

/// How much of a limit in hours a case used.
fn used(
    case: &Case<'_>,
    target: &TargetPlan,
    (ends, limit, plans): (Ends, &LimitPlan, &[PausePlan]),
) -> Option<Used> {
    let Told::Hours(most) = Told::new(limit) else { return None };
    let mut steps: Vec<Step> = Vec::new();
    let mut judging = Judging { case, target, reason: None, trace: &mut steps };
    let Continue((Clocked { start, stop, .. }, pauses)) = judging.ran(ends, limit, plans) else {
        return None;
    };
    let now = case.as_of.map(|instant| Moment { instant, day: None });
    let end = stop.or(now)?;
    let at =
        |moment: Moment| elapsed(&target.zone, limit, start, moment, case.end_of(moment), &pauses).0.amount();
    let switched_on = |from: Instant| {
        let is_named = |step: &Step| match step {
            Step::Paused { pause, from: begun, .. } => {
                *begun == from && plans.get(*pause).is_some_and(|plan| plan.name.is_some())
            }
            _ => false,
        };
        steps.iter().any(is_named)
    };
    Some(Used {
        limit: most,
        in_all: at(end),
        ended: stop.is_some_and(|stop| stop.day.is_none()),
        at_pauses: (pauses.sum == 0).then(|| begins(&pauses, switched_on, at)),
    })
}

/// What had been used when each pause was switched on.
fn begins(
    pauses: &Pauses,
    switched_on: impl Fn(Instant) -> bool,
    used_at: impl Fn(Moment) -> i64,
) -> Vec<i64> {
    let begun =
        pauses.times.iter().map(|&(from, _)| from).filter(|&from| from != UNENDED && switched_on(from));
    begun.map(|instant| used_at(Moment { instant, day: None })).collect()
}

fn followed(case: &Case<'_>, target: &TargetPlan, start: Instant) -> Option<Followed> {
    let spells = case.block.intervals.get(target.follows?)?.get(case.row);
    let soonest =
        spells.iter().filter(|(stop, _)| *stop >= start).filter_map(|&(stop, next)| Some(next? - stop));
    Some(soonest.min().map_or(Followed::Nothing, Followed::After))
}
