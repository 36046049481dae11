//! What each kind of target says of a case. Every function goes: excluded, then invalid, then the
//! state; `None` means that the case begins after as-of and so is none yet.

use super::case::{Case, Moment};
use super::conditions::Holds;
use super::due::{Told, due_ahead, due_of, elapsed, ended, given};
use super::pauses::{Pauses, UNENDED, clock_time, paused_seconds};
use super::plan::{Ends, LimitPlan, PauseColumns, PausePlan, TargetPlan};
use super::state::{Elapsed, Judgement, Reason, State};
use super::trace::{Step, Trace};
use crate::calendar::{Due, Instant};
use crate::log::{Number, Span, Symbols};
use crate::text::Decimal;
use std::ops::ControlFlow::{self, Break, Continue};

/// A case under a target, with the reason for which it may be excluded.
pub(super) struct Judging<'a, T> {
    pub(super) case: &'a Case<'a>,
    pub(super) target: &'a TargetPlan,
    pub(super) reason: Option<Reason>,
    pub(super) trace: &'a mut T,
}

/// What the ends of a clock say before any limit.
pub(super) struct Clocked {
    pub(super) start: Moment,
    pub(super) stop: Option<Moment>,
    judgement: Judgement,
}

/// What notice and event say before any limit.
pub(super) struct Noticed {
    pub(super) notice: Option<Moment>,
    pub(super) event: Moment,
    judgement: Judgement,
}

/// A judgement that is finished, or what is known so far.
pub(super) type Flow<T> = ControlFlow<Option<Judgement>, T>;

/// A value as a target sees it.
#[derive(Clone, Copy)]
enum Value {
    Missing,
    Unreadable,
    /// Whether it is as promised, and the number it is.
    Is(bool, Option<Decimal>),
}

impl Judgement {
    fn because(self, state: State, reason: Reason) -> Self {
        Self { state, reason: Some(reason), ..self }
    }

    fn invalid(self, reason: Reason) -> Self {
        self.because(State::Invalid, reason)
    }
}

impl<T: Trace> Judging<'_, T> {
    /// Excluded by the version, or for want of a due or a value; an exact copy of another row.
    fn counts(&self, judgement: Judgement, lack: Option<Reason>) -> Flow<Judgement> {
        if let Some(reason) = self.reason.or(lack) {
            return Break(Some(judgement.because(State::Excluded, reason)));
        }
        if self.case.is_copy() {
            return Break(Some(judgement.invalid(Reason::Copy)));
        }
        Continue(judgement)
    }

    /// Reads start and stop.
    fn clocked(&mut self, ends: Ends, lack: Option<Reason>) -> Flow<Clocked> {
        let (case, zone) = (self.case, &self.target.zone);
        let mut judgement = Judgement::new(State::Open);
        let start = case.moment(ends.start);
        if let Ok(Some(start)) = start {
            if case.as_of.is_some_and(|as_of| start.instant > as_of) {
                return Break(None);
            }
            judgement.start = Some(start.instant);
            judgement.dated = Some(start.date(zone));
            self.trace.step(Step::Start(start));
        }
        let stop = case.moment(ends.stop).map(|stop| case.seen(stop));
        if let Ok(Some(stop)) = stop {
            judgement.stop = Some(case.end_of(stop));
            judgement.stopped_on = Some(stop.date(zone));
        }
        let judgement = self.counts(judgement, lack)?;
        let invalid = |reason| Break(Some(judgement.invalid(reason)));
        let start = match start {
            Ok(Some(start)) => start,
            Ok(None) => return invalid(Reason::MissingStart),
            Err(()) => return invalid(Reason::UnreadableStart),
        };
        let Ok(stop) = stop else { return invalid(Reason::UnreadableStop) };
        if let Some(stop) = stop {
            let before = match stop.day {
                Some(day) => day < start.date(case.zone),
                None => stop.instant < start.instant,
            };
            if before {
                return invalid(Reason::StopBeforeStart);
            }
            self.trace.step(Step::Stop(stop));
        }
        Continue(Clocked { start, stop, judgement })
    }

    /// Reads the ends of a clock, and when it stood still between them. How much the limit is does not
    /// matter, only of which kind it is.
    pub(super) fn ran(
        &mut self,
        ends: Ends,
        limit: &LimitPlan,
        pauses: &[PausePlan],
    ) -> Flow<(Clocked, Pauses)> {
        let mut clocked = self.clocked(ends, None)?;
        let until = clocked.stop.map_or(UNENDED, |stop| self.case.end_of(stop));
        match self.pauses(pauses, (clocked.start.instant, until), limit) {
            Ok(pauses) => {
                clocked.judgement.unclosed = pauses.unclosed;
                Continue((clocked, pauses))
            }
            Err(reason) => Break(Some(clocked.judgement.invalid(reason))),
        }
    }

    /// Start to stop, at most so long.
    pub(super) fn within(mut self, ends: Ends, limit: &LimitPlan, pauses: &[PausePlan]) -> Option<Judgement> {
        let (Clocked { start, stop, mut judgement }, pauses) = match self.ran(ends, limit, pauses) {
            Continue(ran) => ran,
            Break(finished) => return finished,
        };
        let (case, zone) = (self.case, &self.target.zone);
        judgement.due = due_of(zone, limit, start, &pauses);
        if let Some(due) = judgement.due {
            self.trace.step(Step::Due(due));
        }
        let Some(stop) = stop else {
            // A clock that stands still for good is not late; one without opening hours left is a fault.
            let frozen = pauses.times.last().is_some_and(|&(_, to)| to == UNENDED);
            if judgement.due.is_none() && !frozen {
                return Some(judgement.invalid(Reason::NeverDue));
            }
            if let (Some(due), Some(as_of)) = (judgement.due, case.as_of)
                && due.instant < as_of
            {
                let now = Moment { instant: as_of, day: None };
                judgement.so_far = Some(elapsed(zone, limit, start, now, as_of, &pauses).0);
            }
            return Some(judgement);
        };
        let (took, still) = elapsed(zone, limit, start, stop, case.end_of(stop), &pauses);
        judgement.elapsed = Some(took);
        judgement.paused = still;
        judgement.stood = match took {
            Elapsed::Seconds(_) => still,
            Elapsed::Days(_) => {
                paused_seconds(clock_time, limit, (start.instant, case.end_of(stop)), &pauses)
            }
        };
        judgement.state = ended(Told::new(limit), took, stop, || judgement.due);
        Some(judgement)
    }

    /// The pauses of a case, clipped to the time `ran` in which it ran; else why one of them is none.
    fn pauses(
        &mut self,
        plans: &[PausePlan],
        ran: (Instant, Instant),
        limit: &LimitPlan,
    ) -> Result<Pauses, Reason> {
        let case = self.case;
        let mut pauses = Pauses::default();
        for (place, plan) in plans.iter().enumerate() {
            let mut times = Vec::new();
            match plan.source {
                PauseColumns::Sum(column) => {
                    match case.block.durations.get(column).and_then(|spans| spans.get(case.row)) {
                        None | Some(Span::Missing) => {}
                        Some(Span::Unreadable) => return Err(Reason::UnreadablePause),
                        Some(Span::Seconds(seconds)) => {
                            let seconds = pauses.add_sum(*seconds, plan.max);
                            self.trace.step(Step::PausedFor { pause: place, seconds });
                        }
                    }
                }
                PauseColumns::Times(from, to) => {
                    let moment = |column| case.moment(column).map_err(|()| Reason::UnreadablePause);
                    let Some(from) = moment(from)? else { continue };
                    if case.as_of.is_some_and(|as_of| from.instant > as_of) {
                        continue;
                    }
                    let to = case.seen(moment(to)?).map(|to| case.end_of(to));
                    if to.is_some_and(|to| to < from.instant) {
                        return Err(Reason::PauseEndsFirst);
                    }
                    times.push((from.instant, to));
                }
                PauseColumns::Intervals(column) => {
                    let lists = case.block.intervals.get(column);
                    times.extend_from_slice(lists.map(|lists| lists.get(case.row)).unwrap_or_default());
                }
            }
            let is_unclosed = |&(from, to): &(Instant, Option<Instant>)| to.is_none() && from < ran.1;
            if ran.1 != UNENDED && pauses.unclosed.is_none() {
                pauses.unclosed = times.iter().find(|time| is_unclosed(time)).map(|&(from, _)| from);
            }
            let clip =
                |(from, to): (Instant, Option<Instant>)| (from.max(ran.0), to.unwrap_or(UNENDED).min(ran.1));
            let before = pauses.times.len();
            pauses.add(times.into_iter().map(clip).collect(), plan.max, limit, &self.target.zone);
            for &(from, to) in &pauses.times[before..] {
                self.trace.step(Step::Paused { pause: place, from, to });
            }
        }
        pauses.merge();
        Ok(pauses)
    }

    /// Start to stop, by the case's own due.
    pub(super) fn by(mut self, ends: Ends, column: usize) -> Option<Judgement> {
        let due = self.case.moment(column);
        let lack = (due == Ok(None)).then_some(Reason::NoDue);
        let Clocked { start, stop, mut judgement } = match self.clocked(ends, lack) {
            Continue(clocked) => clocked,
            Break(finished) => return finished,
        };
        let Ok(Some(due)) = due else { return Some(judgement.invalid(Reason::UnreadableDue)) };
        let due = Due { instant: self.case.end_of(due), end_of_day: due.day.is_some() };
        judgement.due = Some(due);
        self.trace.step(Step::Due(due));
        if let Some(stop) = stop {
            judgement.elapsed = Some(Elapsed::Seconds(self.case.end_of(stop) - start.instant));
            judgement.state = if stop.in_time(due) { State::Met } else { State::Late };
        }
        Some(judgement)
    }

    /// Reads a notice and the event that it is given of. Who was not told of an event has no notice.
    pub(super) fn noticed(&self, ends: Ends) -> Flow<Noticed> {
        let (case, zone) = (self.case, &self.target.zone);
        let (notice, event) = (case.moment(ends.start), case.moment(ends.stop));
        let unseen = |moment: &Moment| case.as_of.is_some_and(|as_of| moment.instant > as_of);
        let seen_notice = notice.map(|notice| notice.filter(|notice| !unseen(notice)));
        let seen_event = event.map(|event| case.seen(event));
        // Neither has happened yet: there is no case.
        if seen_notice == Ok(None) && seen_event == Ok(None) && (notice, event) != (Ok(None), Ok(None)) {
            return Break(None);
        }
        let (known_notice, known_event) = (seen_notice.ok().flatten(), seen_event.ok().flatten());
        let judgement = Judgement {
            start: known_notice.map(|notice| notice.instant),
            stop: known_event.map(|event| event.instant),
            stopped_on: known_event.map(|event| event.date(zone)),
            dated: known_event.or(known_notice).map(|moment| moment.date(zone)),
            ..Judgement::new(State::Open)
        };
        let judgement = self.counts(judgement, None)?;
        let invalid = |reason| Break(Some(judgement.invalid(reason)));
        let Ok(notice) = seen_notice else { return invalid(Reason::UnreadableStart) };
        let Ok(event) = seen_event else { return invalid(Reason::UnreadableStop) };
        match event {
            Some(event) => Continue(Noticed { notice, event, judgement }),
            None if notice.is_none() => invalid(Reason::MissingStart),
            None => Break(Some(Judgement { state: State::Pending, ..judgement })),
        }
    }

    /// Notice before an event: due is the event minus the limit.
    pub(super) fn ahead(self, ends: Ends, limit: &LimitPlan) -> Option<Judgement> {
        let Noticed { notice, event, judgement } = match self.noticed(ends) {
            Continue(noticed) => noticed,
            Break(finished) => return finished,
        };
        let zone = &self.target.zone;
        let Some(due) = due_ahead(zone, limit, event) else {
            return Some(judgement.invalid(Reason::NeverDue));
        };
        self.trace.step(Step::Due(due));
        let judgement = Judgement { due: Some(due), ..judgement };
        let Some(notice) = notice else { return Some(Judgement { state: State::Late, ..judgement }) };
        self.trace.step(Step::Start(notice));
        self.trace.step(Step::Stop(event));
        let given = given(zone, limit, notice, event);
        let state = if notice.in_time(due) { State::Met } else { State::Late };
        Some(Judgement { state, elapsed: Some(given), ..judgement })
    }

    /// A number between bounds.
    pub(super) fn number(
        self,
        column: usize,
        dated: Option<usize>,
        absent_breaches: bool,
        reached: impl Fn(Decimal) -> bool,
    ) -> Option<Judgement> {
        let number = self.case.block.numbers.get(column).and_then(|numbers| numbers.get(self.case.row));
        let found = match number.copied() {
            None | Some(Number::Missing) => Value::Missing,
            Some(Number::Unreadable) => Value::Unreadable,
            Some(Number::Value(number)) => Value::Is(reached(number), Some(number)),
        };
        self.value(dated, absent_breaches, found)
    }

    /// A text that must be the wanted one.
    pub(super) fn equals(
        self,
        column: usize,
        dated: Option<usize>,
        absent_breaches: bool,
        wanted: &Holds,
    ) -> Option<Judgement> {
        let symbol = self.case.block.attributes.get(column).and_then(|symbols| symbols.get(self.case.row));
        let missing = symbol.is_none_or(|symbol| *symbol == Symbols::MISSING);
        let found = if missing { Value::Missing } else { Value::Is(wanted.of(self.case.bits), None) };
        self.value(dated, absent_breaches, found)
    }

    fn value(self, dated: Option<usize>, absent_breaches: bool, found: Value) -> Option<Judgement> {
        let mut judgement = Judgement::new(State::Open);
        if let Some(Ok(Some(moment))) = dated.map(|column| self.case.moment(column)) {
            if self.case.as_of.is_some_and(|as_of| moment.instant > as_of) {
                return None;
            }
            judgement.start = Some(moment.instant);
            judgement.dated = Some(moment.date(self.case.zone));
        }
        let missing = matches!(found, Value::Missing) && !absent_breaches;
        let judgement = match self.counts(judgement, missing.then_some(Reason::NoValue)) {
            Continue(judgement) => judgement,
            Break(finished) => return finished,
        };
        Some(match found {
            Value::Missing => Judgement { state: State::Late, ..judgement },
            Value::Unreadable => judgement.invalid(Reason::UnreadableValue),
            Value::Is(reached, value) => {
                let state = if reached { State::Met } else { State::Late };
                Judgement { state, value, ..judgement }
            }
        })
    }
}
