//! Targets whose clock runs from a start to a stop: `within`, statistics over a clock, and `by`.

use super::axis::{Axis, same_time};
use super::civil;
use super::draft::Draft;
use super::error::Why;
use super::expr::{Expr, and, case, either, least, not, or, positive, sum};
use super::hours::Hours;
use super::outcome::{Numbered, Outcome, Verdict, given, state};
use super::pause::{Pauses, Sources};
use super::relation::Years;
use super::time::{MISSING, NONE, Time, UNREADABLE};
use super::zone;
use crate::calendar::{Instant, Zone};
use crate::clock::{Ends, LimitPlan, PausePlan};
use crate::model::{CountedBy, DueAt};
use crate::text::Duration;

/// What is the same for all targets of a statement, and for one of them.
pub(super) struct Judging<'a> {
    pub(super) sources: Sources<'a>,
    /// The zone of the log, and that of the target.
    pub(super) log_zone: &'a Zone,
    pub(super) zone: &'a Zone,
    pub(super) hours: Option<&'a Hours<'a>>,
    pub(super) counted_by: CountedBy,
    /// Whether the row is excluded, and why.
    pub(super) excluded: Vec<(Expr, Expr)>,
    /// Whether it is a data error before anything is read.
    pub(super) copy: &'a Expr,
}

/// Why a field of a target cannot be said.
pub(super) type Refused = (&'static str, Why);

/// Start and stop of a row, and what they say before any limit.
struct Ran {
    start: Time,
    stop: Time,
    /// Whether it has stopped, as far as is seen.
    stopped: Expr,
    later: Expr,
    errors: Vec<(Expr, &'static str)>,
    start_day: Expr,
    stop_day: Expr,
    /// When it has stopped (of a day its begin), or as-of; and when that is over.
    at: Expr,
    end: Expr,
}

/// When a limit in days is due.
pub(super) struct DueDay {
    /// The instant.
    pub(super) at: Expr,
    /// Whether that is 24:00 of the day.
    pub(super) is_end: Expr,
    /// Whether there is none at all, because the clock stands still for good.
    never: Expr,
    /// The last date that is in time, where a condition holds by which it is known without the instant.
    date: Option<(Expr, Expr)>,
}

impl DueDay {
    pub(super) fn at(at: Expr) -> Self {
        Self { at, is_end: Expr::boolean(false), never: Expr::boolean(false), date: None }
    }
}

impl<'a> Judging<'a> {
    pub(super) fn years(&self) -> Years {
        self.sources.years
    }

    pub(super) fn as_of(&self) -> Instant {
        self.sources.as_of
    }

    /// Whether a time that is read is too early to be exact.
    pub(super) fn is_early(&self, time: &Time) -> Expr {
        and([time.is_readable(), time.at.lt(&Expr::int(self.years().begin()))])
    }

    pub(super) fn calendar(&self) -> Result<&'a Hours<'a>, Refused> {
        self.hours.ok_or(("within", Why::NoCalendar))
    }

    fn ran(&self, draft: &mut Draft, ends: Ends) -> Ran {
        let (start, stop) = (self.sources.times[ends.start].clone(), self.sources.times[ends.stop].clone());
        let as_of = Expr::int(self.as_of());
        let later = and([start.is_readable(), start.at.gt(&as_of)]);
        let stopped = and([stop.is_readable(), stop.end.le(&as_of)]);
        let stopped = draft.define("stopped", &stopped);
        let start_day = start.date(draft, self.zone, self.years());
        let stop_day = stop.date(draft, self.zone, self.years());
        let own_day = start.date(draft, self.log_zone, self.years());
        let before = either(&stop.is_day(), &stop.day.lt(&own_day), &stop.at.lt(&start.at));
        let errors = vec![
            (start.is(MISSING), "missing start"),
            (start.is(UNREADABLE), "unreadable start"),
            (stop.is(UNREADABLE), "unreadable stop"),
            (and([stopped.clone(), before]), "stop before start"),
        ];
        let at = either(&stopped, &stop.at, &as_of);
        let end = either(&stopped, &stop.end, &as_of);
        let (at, end) = (draft.define("at", &at), draft.define("end", &end));
        Ran { start, stop, stopped, later, errors, start_day, stop_day, at, end }
    }

    /// Start to stop, at most so long; `is_statistic` says that nothing is due.
    pub(super) fn within(
        &self,
        draft: &mut Draft,
        ends: Ends,
        limit: &LimitPlan,
        plans: &[PausePlan],
        is_statistic: bool,
    ) -> Result<Outcome, Refused> {
        let ran = self.ran(draft, ends);
        let until = Pauses::until(&ran.stopped, &ran.end);
        let until = draft.define("until", &until);
        let pauses = Pauses::new(draft, self, plans, (&ran.start.at, &until));
        let mut errors = ran.errors.clone();
        errors.extend(pauses.errors.iter().cloned());
        let (due, took, still) = match limit.limit {
            Duration::Elapsed(most) => self.in_seconds(draft, &ran, Axis::Time, most, &pauses),
            Duration::Open(most) => self.in_seconds(draft, &ran, Axis::Open(self.calendar()?), most, &pauses),
            Duration::Days(_) | Duration::Months(_) | Duration::BusinessDays(_) => {
                self.in_days(draft, &ran, limit, &pauses)?
            }
        };
        let in_time = draft.define("in_time", &is_in_time(&ran, &due));
        let state = if is_statistic {
            let [met, pending] = ["met", "pending"].map(|word| draft.literal(word));
            either(&ran.stopped, &met, &pending)
        } else {
            state(draft, &ran.stopped, &in_time)
        };
        let (state, reason) = Verdict { excluded: &self.excluded, copy: self.copy, errors, state }.say(draft);
        let times = self.spent(draft, &ran, limit, &pauses, (&took, &still), &state);
        let mut unexpressed = vec![(self.is_early(&ran.start), "years")];
        unexpressed.extend(pauses.unexpressed.iter().cloned());
        unexpressed.extend(self.beyond(limit, &pauses)?);
        let due = (!is_statistic).then_some(due);
        let (due_at, dated) = self.dated(draft, &ran, due, (&state, &mut unexpressed));
        Ok(Outcome {
            later: ran.later,
            number: Some(Numbered {
                given: ran.stopped.clone(),
                whole: took,
                fraction: Expr::int(0),
                is_value: false,
            }),
            state,
            reason,
            dated,
            times,
            unexpressed,
            start: given(&ran.start.is_readable(), &ran.start.at),
            due: due_at,
            stop: given(&ran.stopped, &ran.end),
        })
    }

    /// A sum of pauses beyond the open time that a calendar has left.
    fn beyond(
        &self,
        limit: &LimitPlan,
        pauses: &Pauses<'_>,
    ) -> Result<Option<(Expr, &'static str)>, Refused> {
        const MOST: i64 = 3_000_000_000;
        let Duration::Open(seconds) = limit.limit else { return Ok(None) };
        let hours = self.calendar()?.counted.hours;
        let never = || {
            ("within", Why::NeverDue(self.hours.map_or(String::new(), |hours| hours.counted.id.to_owned())))
        };
        let most = if pauses.sum.text() == "0" { 0 } else { MOST };
        hours.due_after(self.as_of(), seconds.saturating_add(most)).ok_or_else(never)?;
        Ok((most > 0).then(|| (pauses.sum.gt(&Expr::int(MOST)), "pause")))
    }

    /// Hours: its due, how long it took and stood still.
    fn in_seconds(
        &self,
        draft: &mut Draft,
        ran: &Ran,
        axis: Axis<'_>,
        most: i64,
        pauses: &Pauses<'_>,
    ) -> (DueDay, Expr, Expr) {
        let years = self.years();
        let [start, end] = [&ran.start.at, &ran.end].map(|instant| axis.place(draft, years, instant));
        let total = draft.define("total", &pauses.sum.plus_int(most));
        let (moved, never) = pauses.moved(draft, self, axis, (&start, &total));
        let place = start.plus(&total).plus(&moved);
        let due = match axis {
            Axis::Open(hours) => {
                let (at, ends_day) = hours.reach(draft, &place);
                let is_end = and([ends_day, not(&pauses.any(draft))]);
                DueDay { is_end, never, ..DueDay::at(at) }
            }
            Axis::Time | Axis::Dates(_) | Axis::Working(_) => {
                DueDay { never, ..DueDay::at(draft.define("due", &place)) }
            }
        };
        let all = positive(&end.minus(&start));
        let all = draft.define("all", &all);
        let still = sum([pauses.paused(draft, self, axis, &end), pauses.sum.clone()]);
        let still = draft.define("still", &least(&still, &all));
        (due, draft.define("took", &all.minus(&still)), still)
    }

    /// Days: the same.
    fn in_days(
        &self,
        draft: &mut Draft,
        ran: &Ran,
        limit: &LimitPlan,
        pauses: &Pauses<'_>,
    ) -> Result<(DueDay, Expr, Expr), Refused> {
        let axis = self.day_axis(limit)?;
        let first = axis.of_date(draft, &ran.start_day);
        let last = axis.of_date(draft, &ran.stop_day);
        let still = pauses.paused(draft, self, axis, &last);
        let took = positive(&last.minus(&first)).minus(&still);
        let took = draft.define("took", &took);
        let days = match limit.limit {
            Duration::Months(months) => {
                let last = civil::plus_months(draft, &ran.start_day, months);
                last.minus(&ran.start_day)
            }
            other => Expr::int(other.amount()),
        };
        let (moved, never) = pauses.moved(draft, self, axis, (&first, &days));
        let due = self.due_after(draft, ran, limit, &days.plus(&moved))?;
        Ok((DueDay { never, ..due }, took, still))
    }

    pub(super) fn day_axis(&self, limit: &LimitPlan) -> Result<Axis<'a>, Refused> {
        match limit.limit {
            Duration::BusinessDays(_) => Ok(Axis::Working(self.calendar()?)),
            _ => Ok(Axis::Dates(self.zone)),
        }
    }

    /// When so many days from the start are due.
    fn due_after(
        &self,
        draft: &mut Draft,
        ran: &Ran,
        limit: &LimitPlan,
        days: &Expr,
    ) -> Result<DueDay, Refused> {
        if !matches!(limit.limit, Duration::BusinessDays(_)) {
            return self.due_on(draft, limit, &ran.start.at, &ran.start_day.plus(days), None);
        }
        let hours = self.calendar()?;
        let (mut at, mut first) = (ran.start.at.clone(), ran.start_day.clone());
        if limit.due_at == Some(DueAt::SameTime) {
            at = hours.next_open(draft, &ran.start.at);
            let rolled = zone::date_of(draft, self.zone, self.years(), &at);
            first = either(&at.eq(&ran.start.at), &ran.start_day, &rolled);
            first = draft.define("day", &first);
        }
        let number = hours.done(draft, &first).plus(days);
        let day = hours.working_day(draft, &number);
        self.due_on(draft, limit, &at, &day.date, Some(&day.closes))
    }

    /// When something is due on a day, counted from an instant; `closes` is the close of the day where it is
    /// known.
    pub(super) fn due_on(
        &self,
        draft: &mut Draft,
        limit: &LimitPlan,
        from: &Expr,
        day: &Expr,
        closes: Option<&Expr>,
    ) -> Result<DueDay, Refused> {
        let day = draft.define("day", day);
        let end = zone::start_of(draft, self.zone, self.years(), &day.plus_int(1));
        Ok(match due_at(limit) {
            DueAt::SameTime => DueDay::at(same_time(draft, self.zone, self.years(), from, &day)),
            DueAt::Close if self.hours.is_some() => {
                let hours = self.calendar()?;
                let closes = closes.cloned().unwrap_or_else(|| hours.closes(draft, &day));
                DueDay { is_end: closes.eq(&end), ..DueDay::at(closes) }
            }
            DueAt::Close | DueAt::Midnight => DueDay { is_end: Expr::boolean(true), ..DueDay::at(end) },
        })
    }

    /// What became of the time of a case.
    fn spent(
        &self,
        draft: &mut Draft,
        ran: &Ran,
        limit: &LimitPlan,
        pauses: &Pauses<'_>,
        (took, still): (&Expr, &Expr),
        state: &Expr,
    ) -> [Expr; 4] {
        let felt = positive(&ran.end.minus(&ran.start.at));
        let felt = draft.define("felt", &felt);
        let (own, stood) = match limit.limit {
            Duration::Elapsed(_) | Duration::Open(_) => (took.clone(), still.clone()),
            Duration::Days(_) | Duration::Months(_) | Duration::BusinessDays(_) => {
                let axis = match (limit.limit, self.hours) {
                    (Duration::BusinessDays(_), Some(hours)) => Axis::Open(hours),
                    _ => Axis::Time,
                };
                let start = axis.place(draft, self.years(), &ran.start.at);
                let end = axis.place(draft, self.years(), &ran.end);
                let stood = pauses.paused(draft, self, axis, &end);
                (positive(&end.minus(&start)).minus(&stood), stood)
            }
        };
        let ended = or(["met", "late"].map(|word| state.eq(&draft.literal(word))));
        let ended = and([ran.stopped.clone(), ended]);
        let shut = felt.minus(&own).minus(&stood);
        let [counted, closed, stood] = [own, shut, stood].map(|part| either(&ended, &part, &Expr::int(0)));
        let is_excluded =
            and([state.eq(&draft.literal("excluded")), ran.stopped.clone(), ran.start.is_readable()]);
        [counted, closed, stood, either(&is_excluded, &felt, &Expr::int(0))]
    }

    /// Whether a case has a due: it is neither excluded nor a data error.
    pub(super) fn is_known(draft: &mut Draft, state: &Expr) -> Expr {
        let known = and(["excluded", "invalid"].map(|word| state.ne(&draft.literal(word))));
        draft.define("is_known", &known)
    }

    /// Whether a due lies within the years, beyond which it only tells that it is not there yet.
    fn is_near(&self, due: &DueDay) -> Expr {
        let (begin, end) = (Expr::int(self.years().begin()), Expr::int(self.years().end()));
        and([due.at.ge(&begin), due.at.lt(&end)])
    }

    /// Whether the date of a due is known, or that there is none.
    pub(super) fn is_dated(&self, due: &DueDay) -> Expr {
        or(due.date.iter().map(|(known, _)| known.clone()).chain([self.is_near(due), due.never.clone()]))
    }

    /// The last date that is in time.
    pub(super) fn due_date(&self, draft: &mut Draft, due: &DueDay) -> Expr {
        let day = zone::date_of(draft, self.zone, self.years(), &due.at);
        let day = day.minus(&super::expr::flag(&due.is_end));
        let day = case(due.date.iter().cloned(), &day);
        draft.define("due_date", &day)
    }

    /// A due where it is exact.
    pub(super) fn due_told(&self, is_known: &Expr, due: &DueDay) -> Expr {
        given(&and([is_known.clone(), self.is_near(due)]), &due.at)
    }

    /// The due where it is known, and the day that puts a case into a period.
    fn dated(
        &self,
        draft: &mut Draft,
        ran: &Ran,
        due: Option<DueDay>,
        (state, unexpressed): (&Expr, &mut Vec<(Expr, &'static str)>),
    ) -> (Expr, Expr) {
        let started = given(&ran.start.is_readable(), &ran.start_day);
        let is_known = Self::is_known(draft, state);
        let due_at = due.as_ref().map_or(Expr::int(NONE), |due| self.due_told(&is_known, due));
        if self.counted_by == CountedBy::Start {
            return (due_at, draft.define("dated", &started));
        }
        unexpressed
            .extend(due.iter().map(|due| (and([is_known.clone(), not(&self.is_dated(due))]), "years")));
        let by_due = match due {
            Some(due) => {
                let day = self.due_date(draft, &due);
                either(&and([is_known, not(&due.never)]), &day, &started)
            }
            None => started,
        };
        let dated = match self.counted_by {
            CountedBy::Stop => either(&ran.stopped, &ran.stop_day, &by_due),
            CountedBy::Start | CountedBy::Due => by_due,
        };
        (due_at, draft.define("dated", &dated))
    }

    /// Start to stop, by the case's own due.
    pub(super) fn by(&self, draft: &mut Draft, ends: Ends, column: usize) -> Outcome {
        let ran = self.ran(draft, ends);
        let due = self.sources.times[column].clone();
        let mut excluded = self.excluded.clone();
        excluded.push((due.is(MISSING), draft.literal("no due")));
        let mut errors = ran.errors.clone();
        errors.push((due.is(UNREADABLE), "unreadable due"));
        let date = Some((due.is_day(), due.day.clone()));
        let own = DueDay { is_end: due.is_day(), date, ..DueDay::at(due.end.clone()) };
        let in_time = is_in_time(&ran, &own);
        let in_time = draft.define("in_time", &in_time);
        let state = state(draft, &ran.stopped, &in_time);
        let (state, reason) = Verdict { excluded: &excluded, copy: self.copy, errors, state }.say(draft);
        let felt = positive(&ran.end.minus(&ran.start.at));
        let took = draft.define("felt", &felt);
        let ended = or(["met", "late"].map(|word| state.eq(&draft.literal(word))));
        let is_excluded =
            and([state.eq(&draft.literal("excluded")), ran.stopped.clone(), ran.start.is_readable()]);
        let none = Expr::int(0);
        let ended = and([ran.stopped.clone(), ended]);
        let times =
            [either(&ended, &took, &none), none.clone(), none.clone(), either(&is_excluded, &took, &none)];
        let mut unexpressed = vec![(self.is_early(&ran.start), "years")];
        let (due_at, dated) = self.dated(draft, &ran, Some(own), (&state, &mut unexpressed));
        Outcome {
            later: ran.later,
            number: Some(Numbered {
                given: ran.stopped.clone(),
                whole: took,
                fraction: Expr::int(0),
                is_value: false,
            }),
            state,
            reason,
            dated,
            times,
            unexpressed,
            start: given(&ran.start.is_readable(), &ran.start.at),
            due: due_at,
            stop: given(&ran.stopped, &ran.end),
        }
    }
}

/// Whether a stop (or as-of) is in time. A stop that is a whole day is so by its date.
fn is_in_time(ran: &Ran, due: &DueDay) -> Expr {
    let is_whole = and([ran.stopped.clone(), ran.stop.is_day(), due.is_end.clone()]);
    either(&is_whole, &ran.at.lt(&due.at), &ran.at.le(&due.at))
}

fn due_at(limit: &LimitPlan) -> DueAt {
    limit.due_at.unwrap_or(match limit.limit {
        Duration::BusinessDays(_) => DueAt::Close,
        _ => DueAt::Midnight,
    })
}
