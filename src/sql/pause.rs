//! Pauses of a case: intervals in order, and their measure on any axis.
//!
//! The intervals of a row do not overlap, and neither do those of the rows of a case: what they measure is a
//! sum, and what they keep a clock from is another one.

use super::axis::Axis;
use super::clock::Judging;
use super::draft::Draft;
use super::expr::{Expr, and, call, either, flag, greatest, least, not, or, positive, sum};
use super::most;
use super::number::Number;
use super::relation::{NEVER, Years};
use super::time::{Time, UNREADABLE};
use crate::calendar::Instant;
use crate::clock::{PauseColumns, PausePlan};
use crate::text::Duration;

/// A time in which the clock stands still, clipped to the time of the case; empty where begin and end are
/// the same.
#[derive(Clone, Debug)]
struct Interval {
    from: Expr,
    to: Expr,
}

/// Rows of a log of events between which clocks can stand still.
#[derive(Clone, Debug)]
pub(super) struct Segments {
    /// When a row happened, and when the next one of its case.
    pub(super) at: Expr,
    pub(super) next: Expr,
    /// By intervals of the plan: whether the clock stands still from this row to the next.
    pub(super) flags: Vec<Expr>,
    /// What keeps rows of a case together, and their numbers in order, from 1.
    pub(super) window: String,
    pub(super) number: Expr,
}

impl Segments {
    /// A function over all rows of the case.
    fn of_case(&self, function: &str, of: &Expr) -> Expr {
        Expr::new(format!("{function}({}) OVER ({})", of.text(), self.window), of.step())
    }

    /// A function over the rows of the case up to this one, or before it.
    fn so_far(&self, function: &str, of: &Expr, rows: &str) -> Expr {
        let (window, number) = (&self.window, self.number.text());
        let text = format!("{function}({}) OVER ({window} ORDER BY {number} ROWS {rows})", of.text());
        Expr::new(text, of.step().max(self.number.step()))
    }

    /// The sum over the rows before.
    pub(super) fn sum_before(&self, draft: &mut Draft, of: &Expr) -> Expr {
        let own = draft.define("own", of);
        let total = self.so_far("sum", &own, "UNBOUNDED PRECEDING");
        let total = draft.integer(&total);
        let before = draft.define("so_far", &total).minus(&own);
        draft.define("before", &before)
    }

    /// The greatest of the rows up to this one.
    pub(super) fn greatest_so_far(&self, draft: &mut Draft, of: &Expr) -> Expr {
        let own = draft.define("own", of);
        draft.define("so_far", &self.so_far("max", &own, "UNBOUNDED PRECEDING"))
    }

    /// The greatest of the rows before; `none` where there are none.
    pub(super) fn greatest_before(&self, draft: &mut Draft, of: &Expr, none: &Expr) -> Expr {
        let own = draft.define("own", of);
        let before = self.so_far("max", &own, "BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING");
        draft.define("before", &call("coalesce", &[&before, none]))
    }

    /// The least of all rows of the case.
    pub(super) fn least(&self, draft: &mut Draft, of: &Expr) -> Expr {
        let own = draft.define("own", of);
        draft.define("least", &self.of_case("min", &own))
    }
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
    /// Those with places, of a row, in order and not overlapping.
    intervals: Vec<Interval>,
    /// The rows of a case, where each has intervals of its own.
    rows: Option<&'a Segments>,
    /// Seconds of the clock's own time that are known by their sum alone.
    pub(super) sum: Expr,
    /// Why a case is a data error, in the order in which it is found.
    pub(super) errors: Vec<(Expr, &'static str)>,
    pub(super) unexpressed: Vec<(Expr, &'static str)>,
}

impl<'a> Pauses<'a> {
    /// `ran` is the begin and the end of the case; an open one ends at [`Pauses::until`].
    pub(super) fn new(
        draft: &mut Draft,
        judging: &Judging<'a>,
        plans: &[PausePlan],
        ran: (&Expr, &Expr),
    ) -> Self {
        let sources = &judging.sources;
        let mut pauses = Self {
            intervals: Vec::new(),
            rows: None,
            sum: Expr::int(0),
            errors: Vec::new(),
            unexpressed: Vec::new(),
        };
        let (mut of_columns, mut of_rows) = (Vec::new(), Vec::new());
        for plan in plans {
            match plan.source {
                PauseColumns::Sum(column) => pauses.add_sum(draft, &sources.durations[column], plan.max),
                PauseColumns::Times(from, to) => {
                    let ends = (&sources.times[from], &sources.times[to]);
                    of_columns.push(pauses.of_columns(draft, judging, ends, plan.max, ran));
                }
                PauseColumns::Intervals(place) => of_rows.push((plan, place)),
            }
        }
        pauses.intervals = match sources.segments.filter(|_| !of_rows.is_empty()) {
            None => in_order(draft, of_columns),
            Some(segments) => {
                pauses.rows = Some(segments);
                within_rows(draft, judging, segments, &of_rows, of_columns, ran)
            }
        };
        pauses
    }

    /// The end of a case, of an open one that which never comes.
    pub(super) fn until(stopped: &Expr, end: &Expr) -> Expr {
        either(stopped, end, &Expr::int(NEVER))
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

    /// A pause whose begin and end are columns.
    fn of_columns(
        &mut self,
        draft: &mut Draft,
        judging: &Judging<'_>,
        (from, to): (&Time, &Time),
        max: Option<Duration>,
        ran: (&Expr, &Expr),
    ) -> Interval {
        let as_of = Expr::int(judging.as_of());
        let known = and([from.is_readable(), from.at.le(&as_of)]);
        let known = draft.define("known", &known);
        let ended = and([to.is_readable(), to.end.le(&as_of)]);
        let unreadable = or([from.is(UNREADABLE), and([known.clone(), to.is(UNREADABLE)])]);
        self.errors.push((unreadable, "unreadable pause"));
        self.errors
            .push((and([known.clone(), ended.clone(), to.end.lt(&from.at)]), "pause ends before it begins"));
        let end = either(&ended, &to.end, &Expr::int(NEVER));
        let begin = greatest(&from.at, ran.0);
        let begin = draft.define("begin", &begin);
        let end = least(&end, ran.1);
        let end = draft.define("end", &end);
        let end = match max.and_then(|max| most::lasted(draft, judging, max, None, &begin)) {
            Some(last) => draft.define("end", &least(&end, &last)),
            None => end,
        };
        let is_one = and([known, begin.lt(&end)]);
        let is_one = draft.define("is_pause", &is_one);
        let [from, to] = [begin, end].map(|place| {
            let place = either(&is_one, &place, ran.0);
            draft.define("pause", &place)
        });
        Interval { from, to }
    }

    /// Begin and end of each on an axis.
    fn places(&self, draft: &mut Draft, judging: &Judging<'_>, axis: Axis<'_>) -> Vec<(Expr, Expr)> {
        let years = judging.years();
        let place = |draft: &mut Draft, at: &Expr| {
            let place = axis.place(draft, years, at);
            draft.define("place", &place)
        };
        self.intervals
            .iter()
            .map(|interval| (place(draft, &interval.from), place(draft, &interval.to)))
            .collect()
    }

    /// How much of an axis all of them take up to a place.
    pub(super) fn paused(
        &self,
        draft: &mut Draft,
        judging: &Judging<'_>,
        axis: Axis<'_>,
        up_to: &Expr,
    ) -> Expr {
        let places = self.places(draft, judging, axis);
        let all = sum(places.iter().map(|(from, to)| positive(&least(to, up_to).minus(from))));
        self.of_case(draft, &all)
    }

    /// How much of an axis they take before a clock that starts at a place has run for so long, and whether the
    /// last of them has not ended, so that it never does.
    pub(super) fn moved(
        &self,
        draft: &mut Draft,
        judging: &Judging<'_>,
        axis: Axis<'_>,
        (start, limit): (&Expr, &Expr),
    ) -> (Expr, Expr) {
        let places = self.places(draft, judging, axis);
        let lengths: Vec<_> =
            places.iter().map(|(from, to)| draft.define("length", &to.minus(from))).collect();
        let mut before = match self.rows {
            Some(rows) => rows.sum_before(draft, &sum(lengths.iter().cloned())),
            None => Expr::int(0),
        };
        let (mut moved, mut unended) = (Vec::new(), Vec::new());
        for ((interval, (from, _)), length) in self.intervals.iter().zip(&places).zip(lengths) {
            let holds = from.minus(start).minus(&before).lt(limit);
            let holds = draft.define("holds", &holds);
            moved.push(either(&holds, &length, &Expr::int(0)));
            let is_open = and([interval.from.lt(&interval.to), interval.to.ge(&Expr::int(NEVER))]);
            unended.push(and([holds, is_open]));
            before = before.plus(&length);
        }
        let moved = self.of_case(draft, &sum(moved));
        (moved, self.in_any_row(draft, &or(unended)))
    }

    /// Whether the clock stands still at all.
    pub(super) fn any(&self, draft: &mut Draft) -> Expr {
        let any = or(self.intervals.iter().map(|interval| interval.from.lt(&interval.to)));
        let any = self.in_any_row(draft, &any);
        or([any, if self.sum == Expr::int(0) { Expr::boolean(false) } else { self.sum.ne(&Expr::int(0)) }])
    }

    /// The sum of a number over the rows of a case.
    fn of_case(&self, draft: &mut Draft, number: &Expr) -> Expr {
        let number = draft.define("paused", number);
        match self.rows {
            Some(rows) if !self.intervals.is_empty() => {
                let total = draft.integer(&rows.of_case("sum", &number));
                draft.define("paused", &total)
            }
            _ => number,
        }
    }

    fn in_any_row(&self, draft: &mut Draft, condition: &Expr) -> Expr {
        let Some(rows) = self.rows.filter(|_| !condition.is_false()) else { return condition.clone() };
        let flag = draft.define("flag", &flag(condition));
        draft.define("flag", &rows.of_case("max", &flag)).is(1)
    }
}

/// Rows of events: from each that begins a pause to the next row; and what pauses in columns take of that time.
fn within_rows(
    draft: &mut Draft,
    judging: &Judging<'_>,
    segments: &Segments,
    of_rows: &[(&PausePlan, usize)],
    of_columns: Vec<Interval>,
    ran: (&Expr, &Expr),
) -> Vec<Interval> {
    let begin = draft.define("begin", &greatest(&segments.at, ran.0));
    let last = draft.define("end", &greatest(&begin, &least(&segments.next, ran.1)));
    let mut end = begin.clone();
    for (plan, place) in of_rows {
        let flag = &segments.flags[*place];
        let own = match plan.max {
            None => either(flag, &last, &begin),
            Some(max) => most::cut(draft, judging, segments, max, flag, (&begin, &last)),
        };
        end = if end == begin { own } else { greatest(&end, &own) };
    }
    let end = draft.define("end", &end);
    // What lies before the first row belongs to it.
    let first = either(&segments.number.is(1), ran.0, &begin);
    let mut all = vec![Interval { from: begin, to: end }];
    for Interval { from, to } in of_columns {
        let from = draft.define("begin", &greatest(&from, &first));
        let to = draft.define("end", &greatest(&from, &least(&to, &last)));
        all.push(Interval { from, to });
    }
    in_order(draft, all)
}

/// Intervals by their begins, each without what others before it have taken.
fn in_order(draft: &mut Draft, mut all: Vec<Interval>) -> Vec<Interval> {
    for end in (1..all.len()).rev() {
        for place in 0..end {
            let (one, other) = (all[place].clone(), all[place + 1].clone());
            let is_first = draft.define("is_first", &one.from.le(&other.from));
            let pair = [(&one, &other), (&other, &one)].map(|(yes, no)| {
                let [from, to] = [(&yes.from, &no.from), (&yes.to, &no.to)]
                    .map(|(yes, no)| draft.define("ordered", &either(&is_first, yes, no)));
                Interval { from, to }
            });
            let [first, second] = pair;
            (all[place], all[place + 1]) = (first, second);
        }
    }
    let mut taken: Option<Expr> = None;
    for interval in &mut all {
        if let Some(taken) = &taken {
            interval.from = draft.define("begin", &greatest(&interval.from, taken));
            interval.to = draft.define("end", &greatest(&interval.from, &interval.to));
        }
        taken = Some(interval.to.clone());
    }
    all
}
