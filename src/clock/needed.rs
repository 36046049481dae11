//! Which limit a case needs: found by judging it under others of the same kind.
//!
//! A limit decides nothing but the due instant, and a looser one is never due earlier (a longer one, or
//! less notice). So of each case one limit is known from which on it is in time. It is exact to the unit
//! of its kind: what the length of a case alone says would be a second off at a close, and a day off
//! where a day's hours end after midnight. Only where they end behind the close of the day after can a
//! longer limit that is due at a close be due earlier; no limit is then the least for sure, and the one
//! found is one of those at which the case turns from late to in time.

use super::case::{Case, Moment};
use super::due::{Told, due_ahead, due_of, elapsed, ended, given};
use super::measure::{Clocked, Judging, Noticed};
use super::plan::{Ends, LimitPlan, Measurement, PausePlan, TargetPlan};
use super::state::{Elapsed, Judgement, Reason, State};
use crate::text::{Duration, DurationKind};
use std::ops::ControlFlow::Continue;

/// At which limits of its target's kind a case would have been in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededLimit {
    /// In time at this limit, in the unit of its kind, and at every looser one.
    Met(i64),
    /// Not ended: overdue at tighter limits, pending at this one and every looser one.
    Pending(i64),
    /// Breached whatever the limit.
    Never,
}

/// Which limit a case needs that was judged so. `None` where no limit decides it: excluded, a data error,
/// an event that has not happened; and under targets whose limit is no time.
pub fn needed_limit(case: &Case<'_>, target: &TargetPlan, judgement: &Judgement) -> Option<NeededLimit> {
    // Under a shorter limit, one without opening hours left for the due has some.
    let is_decided = match judgement.state {
        State::Excluded => false,
        State::Invalid => judgement.reason == Some(Reason::NeverDue),
        State::Met | State::Late | State::Overdue | State::Pending | State::Open => true,
    };
    if !is_decided {
        return None;
    }
    let judging = Judging { case, target, reason: None, trace: &mut () };
    match &target.measurement {
        Measurement::Within { ends, limit, pauses } => judging.needed_within(*ends, limit, pauses),
        Measurement::Ahead { ends, limit } => judging.needed_ahead(*ends, limit),
        _ => None,
    }
}

impl Judging<'_, ()> {
    fn needed_within(mut self, ends: Ends, limit: &LimitPlan, pauses: &[PausePlan]) -> Option<NeededLimit> {
        let Continue((Clocked { start, stop, .. }, pauses)) = self.ran(ends, limit, pauses) else {
            return None;
        };
        let (case, zone) = (self.case, &self.target.zone);
        let due = |limit: &LimitPlan| due_of(zone, limit, start, &pauses);
        if let Some(stop) = stop {
            let (took, _) = elapsed(zone, limit, start, stop, case.end_of(stop), &pauses);
            let in_time =
                |limit: &LimitPlan| ended(Told::new(limit), took, stop, || due(limit)) == State::Met;
            return Some(least(limit, took, in_time).map_or(NeededLimit::Never, NeededLimit::Met));
        }
        let as_of = case.as_of?;
        let now = Moment { instant: as_of, day: None };
        let (so_far, _) = elapsed(zone, limit, start, now, as_of, &pauses);
        let is_pending = |limit: &LimitPlan| due(limit).is_none_or(|due| due.instant >= as_of);
        Some(least(limit, so_far, is_pending).map_or(NeededLimit::Never, NeededLimit::Pending))
    }

    fn needed_ahead(self, ends: Ends, limit: &LimitPlan) -> Option<NeededLimit> {
        let Continue(Noticed { notice, event, .. }) = self.noticed(ends) else { return None };
        let zone = &self.target.zone;
        let Some(notice) = notice else { return Some(NeededLimit::Never) };
        let too_late =
            |limit: &LimitPlan| !due_ahead(zone, limit, event).is_some_and(|due| notice.in_time(due));
        let most = least(limit, given(zone, limit, notice, event), too_late)? - 1;
        Some(if most > 0 { NeededLimit::Met(most) } else { NeededLimit::Never })
    }
}

/// The least amount of a limit of this kind at which something holds that holds for every greater one
/// too; looked for from a length of time on. `None` where it does not hold for as long as a limit can be.
fn least(limit: &LimitPlan, near: Elapsed, holds: impl Fn(&LimitPlan) -> bool) -> Option<i64> {
    let kind = limit.limit.kind();
    let guess = match kind {
        DurationKind::Months => near.amount() / 31,
        _ => near.amount(),
    };
    let mut tried = limit.clone();
    let mut holds_at = |amount: i64| {
        tried.limit = Duration::of(kind, amount).ok()?;
        Some(holds(&tried))
    };
    let (mut fails, mut good) = (0, guess.max(1));
    let mut step = 1;
    while !holds_at(good)? {
        (fails, good) = (good, good + step);
        step *= 2;
    }
    step = 1;
    while good - fails > 1 {
        // A guess that holds is mostly the least that does, or nearly so.
        let lower = (good - step).max(fails.midpoint(good));
        if holds_at(lower)? {
            good = lower;
            step *= 2;
        } else {
            fails = lower;
        }
    }
    Some(good)
}
