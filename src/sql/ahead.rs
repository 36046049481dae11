//! Targets that ask for notice of an event: `ahead`.

use super::civil;
use super::clock::{DueDay, Judging, Refused};
use super::draft::Draft;
use super::error::Why;
use super::expr::{Expr, and, case, either, not, or, positive};
use super::outcome::{Numbered, Outcome, Verdict, given, no_times};
use super::time::{MISSING, Time, UNREADABLE};
use super::zone;
use crate::clock::{Ends, LimitPlan};
use crate::model::{CountedBy, DueAt};
use crate::text::Duration;

impl Judging<'_> {
    /// Notice of an event, at least so long before it.
    pub(super) fn ahead(&self, draft: &mut Draft, ends: Ends, limit: &LimitPlan) -> Result<Outcome, Refused> {
        let (notice, event) = (self.sources.times[ends.start].clone(), self.sources.times[ends.stop].clone());
        let as_of = Expr::int(self.as_of());
        let told = and([notice.is_readable(), notice.at.le(&as_of)]);
        let told = draft.define("told", &told);
        let happened = and([event.is_readable(), event.end.le(&as_of)]);
        let happened = draft.define("happened", &happened);
        let later = and([
            not(&told),
            not(&happened),
            not(&notice.is(UNREADABLE)),
            not(&event.is(UNREADABLE)),
            not(&and([notice.is(MISSING), event.is(MISSING)])),
        ]);
        let errors = vec![
            (notice.is(UNREADABLE), "unreadable start"),
            (event.is(UNREADABLE), "unreadable stop"),
            (and([not(&told), not(&happened)]), "missing start"),
        ];
        let notice_day = notice.date(draft, self.zone, self.years());
        let event_day = event.date(draft, self.zone, self.years());
        // A notice after the event is none.
        let is_after = notice.at.gt(&event.at);
        let until = either(&is_after, &notice.at, &event.at);
        let until = draft.define("until", &until);
        let (due, took) = self.notice(draft, limit, (&notice, &notice_day), (&event, &event_day), &until)?;
        let is_whole = and([notice.is_day(), due.is_end.clone()]);
        let in_time = either(&is_whole, &notice.at.lt(&due.at), &notice.at.le(&due.at));
        let [met, late, pending] = ["met", "late", "pending"].map(|word| draft.literal(word));
        let in_time = and([told.clone(), in_time]);
        let state = case([(not(&happened), pending), (in_time, met)], &late);
        let (state, reason) = Verdict { excluded: &self.excluded, copy: self.copy, errors, state }.say(draft);
        let dated = given(&or([told.clone(), happened.clone()]), &either(&happened, &event_day, &notice_day));
        let dated = draft.define("dated", &dated);
        let known = and([happened.clone(), Self::is_known(draft, &state)]);
        let due_at = self.due_told(&known, &due);
        let mut unexpressed = vec![(self.is_early(&notice), "years"), (self.is_early(&event), "years")];
        let by_due = match self.counted_by {
            CountedBy::Start | CountedBy::Stop => dated.clone(),
            CountedBy::Due => {
                unexpressed.push((and([known.clone(), not(&self.is_dated(&due))]), "years"));
                either(&known, &self.due_date(draft, &due), &dated)
            }
        };
        Ok(Outcome {
            later,
            number: Some(Numbered {
                given: and([told.clone(), happened.clone()]),
                whole: took,
                fraction: Expr::int(0),
                is_value: false,
            }),
            state,
            reason,
            dated: draft.define("dated", &by_due),
            times: no_times(),
            unexpressed,
            start: given(&told, &notice.at),
            due: due_at,
            stop: given(&happened, &event.at),
        })
    }

    /// When a notice is due, and how much notice was given.
    fn notice(
        &self,
        draft: &mut Draft,
        limit: &LimitPlan,
        (notice, notice_day): (&Time, &Expr),
        (event, event_day): (&Time, &Expr),
        until: &Expr,
    ) -> Result<(DueDay, Expr), Refused> {
        let years = self.years();
        let due = match limit.limit {
            Duration::Elapsed(least) => {
                let took = until.minus(&notice.at);
                return Ok((DueDay::at(event.at.plus_int(-least)), draft.define("took", &took)));
            }
            Duration::Open(seconds) => {
                let hours = self.calendar()?;
                let never = || ("ahead", Why::NeverDue(hours.counted.id.to_owned()));
                hours.counted.hours.due_before(years.begin(), seconds).ok_or_else(never)?;
                let [from, to, before] =
                    [&notice.at, until, &event.at].map(|instant| hours.open(draft, instant));
                let took = draft.define("took", &to.minus(&from));
                return Ok((DueDay::at(hours.reach_back(draft, &before.plus_int(-seconds))), took));
            }
            Duration::Days(days) => self.due_on(draft, limit, &event.at, &event_day.plus_int(-days), None)?,
            Duration::Months(months) => {
                let day = civil::plus_months(draft, event_day, -months);
                self.due_on(draft, limit, &event.at, &day, None)?
            }
            Duration::BusinessDays(days) => {
                let hours = self.calendar()?;
                let (mut at, mut last) = (event.at.clone(), event_day.clone());
                if limit.due_at == Some(DueAt::SameTime) {
                    at = hours.previous_open(draft, &event.at);
                    let rolled = zone::date_of(draft, self.zone, years, &at);
                    last = either(&at.eq(&event.at), event_day, &rolled);
                    last = draft.define("day", &last);
                }
                let number = hours.done_before(draft, &last).plus_int(1 - days);
                let day = hours.working_day(draft, &number);
                self.due_on(draft, limit, &at, &day.date, Some(&day.closes))?
            }
        };
        Ok((due, self.days_given(draft, limit, notice, notice_day, event, event_day)?))
    }

    fn days_given(
        &self,
        draft: &mut Draft,
        limit: &LimitPlan,
        notice: &Time,
        notice_day: &Expr,
        event: &Time,
        event_day: &Expr,
    ) -> Result<Expr, Refused> {
        let axis = self.day_axis(limit)?;
        let until = either(&notice.at.le(&event.at), event_day, notice_day);
        let until = draft.define("day", &until);
        let (from, to) = (axis.of_date(draft, notice_day), axis.of_date(draft, &until));
        let took = positive(&to.minus(&from));
        Ok(draft.define("took", &took))
    }
}
