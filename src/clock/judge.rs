//! One case under one subject.

use super::conditions::Holds;
use super::pauses::{self, Pauses, UNENDED, days_between, own_time, paused_days, paused_seconds};
use super::plan::{
    Ends, Group, LimitPlan, Measurement, PauseColumns, PausePlan, SubjectPlan, TargetPlan, VersionPlan,
};
use super::state::{Elapsed, Judgement, Reason, State};
use super::trace::{Step, Trace};
use crate::calendar::{Due, Instant, Zone, due, due_back};
use crate::log::{Block, Number, Span, Time};
use crate::model::{CountedBy, Date};
use crate::text::{Decimal, Duration};

/// One row of a block, ready to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The block.
    pub block: &'a Block,
    /// The row.
    pub row: usize,
    /// The bits of its tests.
    pub bits: &'a [u64],
    /// The zone of its log.
    pub zone: &'a Zone,
    /// What happened later is unseen.
    pub as_of: Option<Instant>,
}

/// A time that was read: the instant it begins, and the day it is where it has no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    instant: Instant,
    day: Option<Date>,
}

impl Case<'_> {
    fn time(&self, column: usize) -> Time {
        let times = self.block.times.get(column).and_then(|times| times.get(self.row));
        times.copied().unwrap_or(Time::Missing)
    }

    /// The time of a column as a start: a date is its first instant.
    fn moment(&self, column: usize) -> Result<Option<Moment>, ()> {
        match self.time(column) {
            Time::Missing => Ok(None),
            Time::Unreadable => Err(()),
            Time::At(instant) => Ok(Some(Moment { instant, day: None })),
            Time::Day(day) => Ok(Some(Moment { instant: self.zone.start_of(day), day: Some(day) })),
        }
    }

    /// The last instant of a moment: a date is the whole day.
    fn end_of(&self, moment: Moment) -> Instant {
        moment.day.map_or(moment.instant, |day| self.zone.start_of(day.plus_days(1)))
    }

    /// A stop, unless it lies after as-of. A day that as-of has not left is not over.
    fn seen(&self, moment: Option<Moment>) -> Option<Moment> {
        moment.filter(|moment| self.as_of.is_none_or(|as_of| self.end_of(*moment) <= as_of))
    }

    fn is_copy(&self) -> bool {
        self.block.copies.get(self.row).copied().unwrap_or(false)
    }
}

/// What became of a case under a subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// At least one target was about it.
    pub judged: bool,
    /// A target would be about it, but it begins after as-of.
    pub later: bool,
}

/// Judges a case under every target of a subject that is about it. `result` gets the target and
/// what it says; it is not called for targets that are not about the case.
pub fn judge<T: Trace>(
    case: &Case<'_>,
    subject: &SubjectPlan,
    trace: &mut T,
    result: &mut impl FnMut(&TargetPlan, Judgement),
) -> Outcome {
    let mut outcome = Outcome::default();
    for (place, version) in subject.versions.iter().enumerate() {
        if !version.applies.of(case.bits) {
            trace.step(Step::NotCovered(place));
            continue;
        }
        for group in &version.groups {
            let Some(targets) = band(group, case.bits) else { continue };
            for target in targets {
                let Some(in_force) = in_force(case, version, target) else { continue };
                trace.step(Step::Version(place));
                trace.step(Step::Target(target.number));
                let exception = || {
                    let holds =
                        |exception: &Option<Holds>| exception.as_ref().is_some_and(|when| when.of(case.bits));
                    let holds = version.exceptions.iter().position(holds)?;
                    Some(Reason::Exception(u16::try_from(holds).unwrap_or(u16::MAX)))
                };
                let reason = if in_force { exception() } else { Some(Reason::NoVersion) };
                let Some(judgement) = target.measurement.judge(case, target, reason, trace) else {
                    outcome.later = true;
                    continue;
                };
                outcome.judged = true;
                if let Some(reason) = judgement.reason {
                    trace.step(Step::Reason(reason));
                }
                trace.step(Step::State(judgement.state));
                result(target, judgement);
            }
        }
    }
    outcome
}

/// The first band whose condition holds.
fn band<'g>(group: &'g Group, bits: &[u64]) -> Option<&'g [TargetPlan]> {
    group.bands.iter().find(|(when, _)| when.of(bits)).map(|(_, targets)| targets.as_slice())
}

/// Whether the version was in force when the case began: `Some(false)` in the gap after it, `None`
/// where another version judges the case or none ever promised it anything.
fn in_force(case: &Case<'_>, version: &VersionPlan, target: &TargetPlan) -> Option<bool> {
    let Some(day) = target.measurement.begins(case, &target.zone) else {
        return version.last.then_some(true);
    };
    if version.from.is_some_and(|from| day < from) {
        return None;
    }
    match version.until {
        Some(until) if day >= until => version.gap_until.is_some_and(|next| day < next).then_some(false),
        // A version without an end gives way to the next one.
        None if version.gap_until.is_some_and(|next| day >= next) => None,
        _ => Some(true),
    }
}

impl Measurement {
    /// The day on which the case begins, for choosing the version.
    fn begins(&self, case: &Case<'_>, zone: &Zone) -> Option<Date> {
        let day = |column: usize| {
            let moment = case.moment(column).ok().flatten()?;
            Some(moment.day.unwrap_or_else(|| zone.date_of(moment.instant)))
        };
        match self {
            Self::Within { ends, .. } | Self::By { ends, .. } | Self::Duration { ends, .. } => {
                day(ends.start)
            }
            Self::Ahead { ends, .. } => day(ends.stop).or_else(|| day(ends.start)),
            Self::Number { dated, .. } | Self::Equals { dated, .. } => dated.and_then(day),
        }
    }

    /// What it says of a case; `None` where the case begins after as-of and so is none yet.
    fn judge<T: Trace>(
        &self,
        case: &Case<'_>,
        target: &TargetPlan,
        reason: Option<Reason>,
        trace: &mut T,
    ) -> Option<Judgement> {
        let judgement = match self {
            Self::Within { ends, limit, pauses } => within(case, target, *ends, limit, pauses, reason, trace),
            Self::Duration { ends, limit, pauses } => {
                let judged = within(case, target, *ends, limit, pauses, reason, trace)?;
                // Nothing is due: an ended case enters the statistic, an open one does not yet.
                let state = match judged.state {
                    State::Late => State::Met,
                    State::Open | State::Overdue => State::Pending,
                    other => other,
                };
                Some(Judgement { state, due: None, ..judged })
            }
            Self::By { ends, due } => by(case, target, *ends, *due, reason, trace),
            Self::Ahead { ends, limit } => ahead(case, target, *ends, limit, reason, trace),
            Self::Number { column, at_least, at_most, absent_breaches, dated } => {
                let number =
                    case.block.numbers.get(*column).and_then(|numbers| numbers.get(case.row)).copied();
                let reached = |value: Decimal| {
                    at_least.is_none_or(|bound| value >= bound) && at_most.is_none_or(|bound| value <= bound)
                };
                value(
                    case,
                    *dated,
                    reason,
                    *absent_breaches,
                    match number {
                        None | Some(Number::Missing) => Value::Missing,
                        Some(Number::Unreadable) => Value::Unreadable,
                        Some(Number::Value(number)) => Value::Is(reached(number), Some(number)),
                    },
                )
            }
            Self::Equals { column, wanted, absent_breaches, dated } => {
                let symbol = case.block.attributes.get(*column).and_then(|symbols| symbols.get(case.row));
                let missing = symbol.is_none_or(|symbol| *symbol == crate::log::Symbols::MISSING);
                let found = if missing { Value::Missing } else { Value::Is(wanted.of(case.bits), None) };
                value(case, *dated, reason, *absent_breaches, found)
            }
        }?;
        let judgement = judgement.settled_if(case.as_of);
        Some(Judgement { dated: dated(&judgement, target), ..judgement })
    }
}

impl Judgement {
    fn settled_if(self, as_of: Option<Instant>) -> Self {
        as_of.map_or(self, |as_of| self.settled(as_of))
    }

    fn because(self, state: State, reason: Reason) -> Option<Self> {
        Some(Self { state, reason: Some(reason), ..self })
    }
}

/// The date that puts a case into a period.
fn dated(judgement: &Judgement, target: &TargetPlan) -> Option<Date> {
    let zone = &target.zone;
    let due = || judgement.due.map(|due| due.date(zone));
    match target.counted_by {
        CountedBy::Start => judgement.dated,
        CountedBy::Due => due().or(judgement.dated),
        CountedBy::Stop => judgement.stopped_on.or_else(due).or(judgement.dated),
    }
}

/// The excluded judgement, if there is a reason for it before the case is looked at.
fn excluded(judgement: Judgement, reason: Option<Reason>) -> Result<Judgement, Option<Judgement>> {
    match reason {
        Some(reason) => Err(judgement.because(State::Excluded, reason)),
        None => Ok(judgement),
    }
}

/// What the ends of a clock say before any limit: the start, the seen stop, or why not.
struct Clocked {
    start: Moment,
    stop: Option<Moment>,
}

/// Reads start and stop. `Err` holds the finished judgement, or nothing where there is no case yet.
fn clocked<T: Trace>(
    case: &Case<'_>,
    zone: &Zone,
    ends: Ends,
    reason: Option<Reason>,
    has_due: impl FnOnce() -> Option<Reason>,
    trace: &mut T,
) -> Result<(Clocked, Judgement), Option<Judgement>> {
    let mut judgement = Judgement::new(State::Open);
    let start = case.moment(ends.start);
    if let Ok(Some(start)) = start {
        if case.as_of.is_some_and(|as_of| start.instant > as_of) {
            return Err(None);
        }
        judgement.start = Some(start.instant);
        judgement.dated = Some(start.day.unwrap_or_else(|| zone.date_of(start.instant)));
        trace.step(Step::Start(start.instant));
    }
    let stop = case.moment(ends.stop).map(|stop| case.seen(stop));
    if let Ok(Some(stop)) = stop {
        judgement.stop = Some(case.end_of(stop));
        judgement.stopped_on = Some(zone_day(zone, stop));
    }
    let judgement = excluded(judgement, reason.or_else(has_due))?;
    let invalid = |reason| Err(judgement.because(State::Invalid, reason));
    if case.is_copy() {
        return invalid(Reason::Copy);
    }
    let start = match start {
        Ok(Some(start)) => start,
        Ok(None) => return invalid(Reason::MissingStart),
        Err(()) => return invalid(Reason::UnreadableStart),
    };
    let Ok(stop) = stop else { return invalid(Reason::UnreadableStop) };
    if let Some(stop) = stop {
        let before = match stop.day {
            Some(day) => day < zone_day(case.zone, start),
            None => stop.instant < start.instant,
        };
        if before {
            return invalid(Reason::StopBeforeStart);
        }
        trace.step(Step::Stop(case.end_of(stop)));
    }
    Ok((Clocked { start, stop }, judgement))
}

fn zone_day(zone: &Zone, moment: Moment) -> Date {
    moment.day.unwrap_or_else(|| zone.date_of(moment.instant))
}

/// Whether a stop is in time: not after the due instant, or on a day that is not after the due's.
fn in_time(stop: Moment, due: Due) -> bool {
    if stop.day.is_some() && due.end_of_day {
        stop.instant < due.instant
    } else {
        stop.instant <= due.instant
    }
}

fn within<T: Trace>(
    case: &Case<'_>,
    target: &TargetPlan,
    ends: Ends,
    limit: &LimitPlan,
    pauses: &[PausePlan],
    reason: Option<Reason>,
    trace: &mut T,
) -> Option<Judgement> {
    let (clocked, mut judgement) = match clocked(case, &target.zone, ends, reason, || None, trace) {
        Ok(found) => found,
        Err(finished) => return finished,
    };
    let until = clocked.stop.map_or(UNENDED, |stop| case.end_of(stop));
    let Some(pauses) = read_pauses(case, target, pauses, (clocked.start.instant, until), limit) else {
        return judgement.because(State::Invalid, Reason::UnreadablePause);
    };
    for &(from, to) in &pauses.times {
        trace.step(Step::Paused(from, to));
    }
    let due = due_of(&target.zone, limit, clocked.start, &pauses);
    judgement.due = due;
    if let Some(due) = due {
        trace.step(Step::Due(due));
    }
    let Some(stop) = clocked.stop else {
        // A clock that stands still for good is not late; one without opening hours left is a fault.
        let frozen = pauses.times.last().is_some_and(|&(_, to)| to == UNENDED);
        if due.is_none() && !frozen {
            return judgement.because(State::Invalid, Reason::NeverDue);
        }
        return Some(judgement);
    };
    let end = case.end_of(stop);
    let (elapsed, paused) = elapsed(&target.zone, limit, clocked.start, stop, end, &pauses);
    judgement.elapsed = Some(elapsed);
    judgement.paused = paused;
    judgement.state = if due.is_none_or(|due| in_time(stop, due)) { State::Met } else { State::Late };
    Some(judgement)
}

/// Elapsed time without pauses, and the pauses, in the unit of the limit.
fn elapsed(
    zone: &Zone,
    limit: &LimitPlan,
    start: Moment,
    stop: Moment,
    end: Instant,
    pauses: &Pauses,
) -> (Elapsed, i64) {
    let hours = match limit.limit {
        Duration::Elapsed(_) | Duration::Open(_) => {
            let paused = paused_seconds(limit, start.instant, end, pauses);
            return (Elapsed::Seconds(own_time(limit, start.instant, end) - paused), paused);
        }
        Duration::BusinessDays(_) => limit.hours.as_deref(),
        Duration::Days(_) | Duration::Months(_) => None,
    };
    let (first, last) = (zone_day(zone, start), zone_day(zone, stop));
    let paused = paused_days(pauses, zone, hours, first, last);
    (Elapsed::Days(days_between(hours, first, last) - paused), paused)
}

/// When a limit is due, pauses considered.
fn due_of(zone: &Zone, limit: &LimitPlan, start: Moment, pauses: &Pauses) -> Option<Due> {
    let first = zone_day(zone, start);
    let hours = limit.hours.as_deref();
    let at = |limit_days: Duration| due(start.instant, first, limit_days, limit.due_at, hours, zone);
    let (days, working) = match limit.limit {
        Duration::Elapsed(seconds) | Duration::Open(seconds) => {
            if pauses.times.is_empty() && pauses.sum == 0 {
                return at(limit.limit);
            }
            let instant = pauses::due_in_hours(limit, start.instant, seconds, pauses)?;
            return Some(Due { instant, end_of_day: false });
        }
        Duration::Days(days) => (days, None),
        Duration::Months(months) => {
            let last = first.plus_months(months)?;
            (i64::from(last.days() - first.days()), None)
        }
        Duration::BusinessDays(days) => (days, hours),
    };
    if pauses.times.is_empty() {
        return at(limit.limit);
    }
    if pauses.times.last().is_some_and(|&(_, to)| to == UNENDED)
        && stands_still(zone, working, first, days, pauses)
    {
        return None;
    }
    let total = days + moved(zone, working, first, days, pauses);
    at(if working.is_some() { Duration::BusinessDays(total) } else { Duration::Days(total) })
}

/// By how many days pauses move a due that is `days` after `first`, until none more fall before it.
fn moved(
    zone: &Zone,
    hours: Option<&crate::calendar::OpeningHours>,
    first: Date,
    days: i64,
    pauses: &Pauses,
) -> i64 {
    let mut moved = 0;
    loop {
        let Some(last) = nth_day(hours, first, days + moved) else { return moved };
        let now = paused_days(pauses, zone, hours, first, last);
        if now == moved {
            return moved;
        }
        moved = now;
    }
}

/// Whether the due lies behind a pause that has not ended: it moves on with every day.
fn stands_still(
    zone: &Zone,
    hours: Option<&crate::calendar::OpeningHours>,
    first: Date,
    days: i64,
    pauses: &Pauses,
) -> bool {
    let Some((&(open_from, _), ended)) = pauses.times.split_last() else { return false };
    let ended = Pauses { times: ended.to_vec(), sum: 0 };
    let moved = moved(zone, hours, first, days, &ended);
    nth_day(hours, first, days + moved).is_none_or(|last| last > zone.date_of(open_from))
}

fn nth_day(hours: Option<&crate::calendar::OpeningHours>, first: Date, days: i64) -> Option<Date> {
    match hours {
        Some(hours) => hours.nth_working_day_after(first, days),
        None => Some(first.plus_days(i32::try_from(days).ok()?)),
    }
}

/// The pauses of a case, clipped to the time `within` which it ran; `None` where one cannot be read.
fn read_pauses(
    case: &Case<'_>,
    target: &TargetPlan,
    plans: &[PausePlan],
    within: (Instant, Instant),
    limit: &LimitPlan,
) -> Option<Pauses> {
    let mut pauses = Pauses::default();
    for plan in plans {
        match plan.source {
            PauseColumns::Sum(column) => {
                let spans = case.block.durations.get(column).and_then(|spans| spans.get(case.row));
                match spans {
                    None | Some(Span::Missing) => {}
                    Some(Span::Unreadable) => return None,
                    Some(Span::Seconds(seconds)) => pauses.add_sum(*seconds, plan.max),
                }
            }
            PauseColumns::Times(from, to) => {
                let Some(from) = case.moment(from).ok()? else { continue };
                if case.as_of.is_some_and(|as_of| from.instant > as_of) {
                    continue;
                }
                let to = case.seen(case.moment(to).ok()?).map_or(UNENDED, |to| case.end_of(to));
                if to < from.instant {
                    return None;
                }
                let clipped = (from.instant.max(within.0), to.min(within.1));
                pauses.add(clipped, plan.max, limit, &target.zone);
            }
        }
    }
    pauses.merge();
    Some(pauses)
}

fn by<T: Trace>(
    case: &Case<'_>,
    target: &TargetPlan,
    ends: Ends,
    column: usize,
    reason: Option<Reason>,
    trace: &mut T,
) -> Option<Judgement> {
    let due = case.moment(column);
    let no_due = || (due == Ok(None)).then_some(Reason::NoDue);
    let (clocked, mut judgement) = match clocked(case, &target.zone, ends, reason, no_due, trace) {
        Ok(found) => found,
        Err(finished) => return finished,
    };
    let Ok(Some(due)) = due else {
        return judgement.because(State::Invalid, Reason::UnreadableDue);
    };
    let due = Due { instant: case.end_of(due), end_of_day: due.day.is_some() };
    judgement.due = Some(due);
    trace.step(Step::Due(due));
    if let Some(stop) = clocked.stop {
        judgement.elapsed = Some(Elapsed::Seconds(case.end_of(stop) - clocked.start.instant));
        judgement.state = if in_time(stop, due) { State::Met } else { State::Late };
    }
    Some(judgement)
}

/// Notice before an event: due is the event minus the limit.
fn ahead<T: Trace>(
    case: &Case<'_>,
    target: &TargetPlan,
    ends: Ends,
    limit: &LimitPlan,
    reason: Option<Reason>,
    trace: &mut T,
) -> Option<Judgement> {
    let (notice, event) = (case.moment(ends.start), case.moment(ends.stop));
    let mut judgement = Judgement::new(State::Open);
    let seen_notice =
        notice.map(|notice| notice.filter(|notice| case.as_of.is_none_or(|as_of| notice.instant <= as_of)));
    let seen_event = event.map(|event| case.seen(event));
    // Neither has happened yet: there is no case.
    if seen_notice == Ok(None) && seen_event == Ok(None) && (notice, event) != (Ok(None), Ok(None)) {
        return None;
    }
    let day = |moment: Moment| zone_day(&target.zone, moment);
    let (known_notice, known_event) = (seen_notice.ok().flatten(), seen_event.ok().flatten());
    judgement.start = known_notice.map(|notice| notice.instant);
    judgement.stop = known_event.map(|event| event.instant);
    judgement.stopped_on = known_event.map(day);
    judgement.dated = known_event.or(known_notice).map(day);
    let judgement = match excluded(judgement, reason) {
        Ok(judgement) => judgement,
        Err(finished) => return finished,
    };
    let invalid = |reason| judgement.because(State::Invalid, reason);
    if case.is_copy() {
        return invalid(Reason::Copy);
    }
    let Ok(notice) = seen_notice else { return invalid(Reason::UnreadableStart) };
    let Ok(event) = seen_event else { return invalid(Reason::UnreadableStop) };
    let Some(event) = event else {
        if notice.is_none() {
            return invalid(Reason::MissingStart);
        }
        return Some(Judgement { state: State::Pending, ..judgement });
    };
    let due =
        due_back(event.instant, day(event), limit.limit, limit.due_at, limit.hours.as_deref(), &target.zone);
    let Some(due) = due else { return invalid(Reason::NeverDue) };
    trace.step(Step::Due(due));
    let judgement = Judgement { due: Some(due), ..judgement };
    let Some(notice) = notice else { return Some(Judgement { state: State::Late, ..judgement }) };
    trace.step(Step::Start(notice.instant));
    // A notice after the event is no notice: none of the clock's time lies between.
    let until = if notice.instant <= event.instant { event } else { notice };
    let (given, _) = elapsed(&target.zone, limit, notice, until, until.instant, &Pauses::default());
    let state = if in_time(notice, due) { State::Met } else { State::Late };
    Some(Judgement { state, elapsed: Some(given), ..judgement })
}

/// A value as a target sees it.
#[derive(Clone, Copy)]
enum Value {
    Missing,
    Unreadable,
    /// Whether it is as promised, and the number it is.
    Is(bool, Option<Decimal>),
}

fn value(
    case: &Case<'_>,
    dated: Option<usize>,
    reason: Option<Reason>,
    absent_breaches: bool,
    found: Value,
) -> Option<Judgement> {
    let mut judgement = Judgement::new(State::Open);
    if let Some(Ok(Some(moment))) = dated.map(|column| case.moment(column)) {
        if case.as_of.is_some_and(|as_of| moment.instant > as_of) {
            return None;
        }
        judgement.start = Some(moment.instant);
        judgement.dated = Some(zone_day(case.zone, moment));
    }
    let missing = matches!(found, Value::Missing) && !absent_breaches;
    let judgement = match excluded(judgement, reason.or(missing.then_some(Reason::NoValue))) {
        Ok(judgement) => judgement,
        Err(finished) => return finished,
    };
    if case.is_copy() {
        return judgement.because(State::Invalid, Reason::Copy);
    }
    match found {
        Value::Missing => Some(Judgement { state: State::Late, ..judgement }),
        Value::Unreadable => judgement.because(State::Invalid, Reason::UnreadableValue),
        Value::Is(reached, value) => {
            let state = if reached { State::Met } else { State::Late };
            Some(Judgement { state, value, ..judgement })
        }
    }
}
