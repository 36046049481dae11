//! Pauses of a case: the measure of their union on any axis, without putting them in order.

use super::axis::{Axis, same_time};
use super::civil;
use super::draft::Draft;
use super::error::Why;
use super::expr::{Expr, and, either, greatest, least, not, or, positive, sum};
use super::number::Number;
use super::relation::Years;
use super::time::{Time, UNREADABLE};
use super::zone;
use crate::calendar::{Instant, Zone};
use crate::clock::{LimitPlan, PauseColumns, PausePlan};
use crate::text::Duration;

/// The end of a pause that has none.
const UNENDED: Instant = 900_000_000_000;
/// Pauses in columns that are added without putting them in order.
const MOST: usize = 3;

/// A time in which the clock stands still, clipped to the time of the case; empty where begin and end are
/// the same.
#[derive(Clone, Debug)]
struct Interval {
    from: Expr,
    to: Expr,
    /// Open seconds after which the clock runs again.
    most: Option<i64>,
}

/// Rows of a log of events between which clocks can stand still.
#[derive(Clone, Debug)]
pub(super) struct Segments {
    /// When a row happened, and when the next one of its case.
    pub(super) at: Expr,
    pub(super) next: Expr,
    /// By intervals of the plan: whether the clock stands still from this row to the next.
    pub(super) flags: Vec<Expr>,
    /// What keeps rows of a case together, and in order.
    pub(super) window: String,
    pub(super) order: String,
}

/// What pauses are made of.
pub(super) struct Sources<'a> {
    pub(super) times: &'a [Time],
    pub(super) durations: &'a [Number],
    pub(super) segments: Option<&'a Segments>,
    pub(super) as_of: Instant,
    pub(super) years: Years,
}

/// The pauses of a case under a target.
pub(super) struct Pauses<'a> {
    intervals: Vec<Interval>,
    /// The window of the rows of a case, where a row is an interval of many.
    window: Option<&'a str>,
    /// Seconds of the clock's own time that are known by their sum alone.
    pub(super) sum: Expr,
    /// Why a case is a data error, in the order in which it is found.
    pub(super) errors: Vec<(Expr, &'static str)>,
    pub(super) unexpressed: Vec<(Expr, &'static str)>,
    years: Years,
}

impl<'a> Pauses<'a> {
    /// `ran` is the begin and the end of the case; an open one ends at [`Pauses::until`].
    pub(super) fn new(
        draft: &mut Draft,
        sources: &Sources<'a>,
        plans: &[PausePlan],
        (limit, zone): (&LimitPlan, &Zone),
        ran: (&Expr, &Expr),
    ) -> Result<Self, (&'static str, Why)> {
        let mut pauses = Self {
            intervals: Vec::new(),
            window: None,
            sum: Expr::int(0),
            errors: Vec::new(),
            unexpressed: Vec::new(),
            years: sources.years,
        };
        let mut rows = Vec::new();
        for plan in plans {
            match plan.source {
                PauseColumns::Sum(column) => pauses.add_sum(draft, &sources.durations[column], plan.max),
                PauseColumns::Times(from, to) => {
                    let (from, to) = (&sources.times[from], &sources.times[to]);
                    pauses.add_times(draft, (from, to), plan, (limit, zone), ran, sources.as_of)?;
                }
                PauseColumns::Intervals(place) => rows.push((plan, place)),
            }
        }
        if let (Some(segments), false) = (sources.segments, rows.is_empty()) {
            if !pauses.intervals.is_empty() {
                let name = plans.iter().find_map(|plan| plan.name.clone()).unwrap_or_default();
                return Err(("pauses", Why::MixedPauses(name)));
            }
            pauses.add_rows(draft, segments, &rows, ran)?;
            pauses.window = Some(&segments.window);
        }
        if pauses.intervals.len() > MOST {
            return Err(("pause", Why::ManyPauses));
        }
        Ok(pauses)
    }

    /// The end of a case, of an open one that which never comes.
    pub(super) fn until(stopped: &Expr, end: &Expr) -> Expr {
        either(stopped, end, &Expr::int(UNENDED))
    }

    /// Whether there are none with places.
    pub(super) fn have_no_places(&self) -> bool {
        self.intervals.is_empty()
    }

    fn add_sum(&mut self, draft: &mut Draft, duration: &Number, max: Option<Duration>) {
        const DAY: i64 = 86_400;
        self.errors.push((and([not(&duration.missing), not(&duration.valid)]), "unreadable pause"));
        self.unexpressed.push((duration.unexpressed.clone(), "exponent"));
        let most = max.map(|max| match max {
            Duration::Elapsed(seconds) | Duration::Open(seconds) => seconds,
            Duration::Days(days) | Duration::BusinessDays(days) => days.saturating_mul(DAY),
            Duration::Months(months) => months.saturating_mul(31 * DAY),
        });
        let seconds = most.map_or(duration.whole.clone(), |most| least(&duration.whole, &Expr::int(most)));
        let seconds = either(&and([not(&duration.missing), duration.valid.clone()]), &seconds, &Expr::int(0));
        self.sum = draft.define("paused", &self.sum.plus(&seconds));
    }

    fn add_times(
        &mut self,
        draft: &mut Draft,
        (from, to): (&Time, &Time),
        plan: &PausePlan,
        (limit, zone): (&LimitPlan, &Zone),
        ran: (&Expr, &Expr),
        as_of: Instant,
    ) -> Result<(), (&'static str, Why)> {
        let as_of = Expr::int(as_of);
        let known = and([from.is_readable(), from.at.le(&as_of)]);
        let known = draft.define("known", &known);
        let ended = and([to.is_readable(), to.end.le(&as_of)]);
        let unreadable = or([from.is(UNREADABLE), and([known.clone(), to.is(UNREADABLE)])]);
        self.errors.push((unreadable, "unreadable pause"));
        self.errors
            .push((and([known.clone(), ended.clone(), to.end.lt(&from.at)]), "pause ends before it begins"));
        let end = either(&ended, &to.end, &Expr::int(UNENDED));
        let begin = greatest(&from.at, ran.0);
        let begin = draft.define("begin", &begin);
        let end = least(&end, ran.1);
        let end = draft.define("end", &end);
        let (end, most) = self.cut(draft, plan, (limit, zone), &begin, end)?;
        let is_one = and([known, begin.lt(&end)]);
        let is_one = draft.define("is_pause", &is_one);
        let [from, to] = [begin, end].map(|place| {
            let place = either(&is_one, &place, ran.0);
            draft.define("pause", &place)
        });
        self.intervals.push(Interval { from, to, most });
        Ok(())
    }

    /// The end of a pause that lasts no longer than its most; a most in open seconds cuts on that axis.
    fn cut(
        &self,
        draft: &mut Draft,
        plan: &PausePlan,
        (limit, zone): (&LimitPlan, &Zone),
        begin: &Expr,
        end: Expr,
    ) -> Result<(Expr, Option<i64>), (&'static str, Why)> {
        let years = self.years;
        let last = match plan.max {
            None => return Ok((end, None)),
            Some(Duration::Open(most)) if matches!(limit.limit, Duration::Open(_)) => {
                return Ok((end, Some(most)));
            }
            Some(Duration::Elapsed(most)) => begin.plus_int(most),
            Some(Duration::Days(days)) => {
                let day = zone::date_of(draft, zone, years, begin).plus_int(days);
                same_time(draft, zone, years, begin, &day)
            }
            Some(Duration::Months(months)) => {
                let day = zone::date_of(draft, zone, years, begin);
                let day = civil::plus_months(draft, &day, months);
                same_time(draft, zone, years, begin, &day)
            }
            Some(Duration::Open(_) | Duration::BusinessDays(_)) => {
                return Err(("max", Why::PauseMost(plan.name.clone().unwrap_or_default())));
            }
        };
        let end = least(&end, &last);
        Ok((draft.define("end", &end), None))
    }

    /// Rows of events: from each that begins a pause to the next row.
    fn add_rows(
        &mut self,
        draft: &mut Draft,
        segments: &Segments,
        rows: &[(&PausePlan, usize)],
        ran: (&Expr, &Expr),
    ) -> Result<(), (&'static str, Why)> {
        let begin = greatest(&segments.at, ran.0);
        let begin = draft.define("begin", &begin);
        let last = least(&segments.next, ran.1);
        let last = draft.define("end", &greatest(&begin, &last));
        let mut end = begin.clone();
        for (plan, place) in rows {
            let flag = &segments.flags[*place];
            let own = match plan.max {
                None => last.clone(),
                Some(Duration::Elapsed(most)) => {
                    let length = either(flag, &last.minus(&begin), &Expr::int(0));
                    let length = draft.define("length", &length);
                    let up_to = format!(
                        "sum({}) OVER ({} ORDER BY {} ROWS UNBOUNDED PRECEDING)",
                        length.text(),
                        segments.window,
                        segments.order
                    );
                    let up_to = draft.integer(&Expr::new(up_to, length.step()));
                    let before = draft.define("lasted", &up_to).minus(&length);
                    begin.plus(&least(&length, &positive(&Expr::int(most).minus(&before))))
                }
                Some(_) => return Err(("max", Why::PauseMost(plan.name.clone().unwrap_or_default()))),
            };
            let own = either(flag, &own, &begin);
            end = if end == begin { own } else { greatest(&end, &own) };
        }
        let to = draft.define("end", &end);
        self.intervals.push(Interval { from: begin, to, most: None });
        Ok(())
    }

    /// Begin and end of each on an axis.
    fn places(&self, draft: &mut Draft, axis: Axis<'_>) -> Vec<(Expr, Expr)> {
        let years = self.years;
        let places = self.intervals.iter().map(|interval| {
            let (from, to) =
                (axis.place(draft, years, &interval.from), axis.place(draft, years, &interval.to));
            let to = match interval.most {
                Some(most) => least(&to, &from.plus_int(most)),
                None => to,
            };
            (from, draft.define("to", &to))
        });
        places.collect()
    }

    /// How much of an axis all of them take up to a place.
    pub(super) fn paused(&self, draft: &mut Draft, axis: Axis<'_>, up_to: &Expr) -> Expr {
        let places = self.places(draft, axis);
        let length = |all: &[&(Expr, Expr)]| {
            let mut ends = all.iter();
            let Some((from, to)) = ends.next().copied() else { return Expr::int(0) };
            let (mut from, mut to) = (from.clone(), least(to, up_to));
            for (other_from, other_to) in ends.copied() {
                (from, to) = (greatest(&from, other_from), least(&to, other_to));
            }
            positive(&to.minus(&from))
        };
        // What is in several is counted as often, taken away and given back.
        let mut all = Expr::int(0);
        for chosen in 1_usize..1 << places.len() {
            let some: Vec<_> = places
                .iter()
                .enumerate()
                .filter(|(place, _)| chosen >> place & 1 == 1)
                .map(|(_, place)| place)
                .collect();
            let part = length(&some);
            all = if some.len() % 2 == 1 { all.plus(&part) } else { all.minus(&part) };
        }
        let all = draft.define("paused", &all);
        match self.window {
            Some(window) => {
                let total = Expr::new(format!("sum({}) OVER ({window})", all.text()), all.step());
                let total = draft.integer(&total);
                draft.define("paused", &total)
            }
            None => all,
        }
    }

    /// Whether one of them takes the last bit of an axis before a place.
    pub(super) fn take(&self, draft: &mut Draft, axis: Axis<'_>, place: &Expr) -> Expr {
        let places = self.places(draft, axis);
        let taken = or(places.iter().map(|(from, to)| and([from.lt(place), place.le(to)])));
        self.in_any_row(draft, &taken)
    }

    /// Whether the clock stands still at all.
    pub(super) fn any(&self, draft: &mut Draft) -> Expr {
        let any = or(self.intervals.iter().map(|interval| interval.from.lt(&interval.to)));
        let any = self.in_any_row(draft, &any);
        or([any, if self.sum.text() == "0" { Expr::boolean(false) } else { self.sum.ne(&Expr::int(0)) }])
    }

    fn in_any_row(&self, draft: &mut Draft, condition: &Expr) -> Expr {
        let Some(window) = self.window else { return condition.clone() };
        let flag = super::expr::flag(condition);
        let flag = draft.define("flag", &flag);
        let most = Expr::new(format!("max({}) OVER ({window})", flag.text()), flag.step());
        draft.define("flag", &most).is(1)
    }

    /// All of it, where sums are of the same axis.
    pub(super) fn still(&self, draft: &mut Draft, axis: Axis<'_>, up_to: &Expr, all: &Expr) -> Expr {
        let placed = self.paused(draft, axis, up_to);
        let still = least(&sum([placed, self.sum.clone()]), all);
        draft.define("still", &still)
    }
}
