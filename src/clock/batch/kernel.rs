//! One target over the rows of a batch. Rows with anything but plain instants are judged one by one.

use super::Out;
use super::derived::{Derived, times};
use super::verdicts::{Dated, NONE};
use crate::calendar::{Due, Instant};
use crate::clock::case::{Case, Moment};
use crate::clock::due::{Told, due_of, ended, without_pauses};
use crate::clock::judge::is_reached;
use crate::clock::pauses::{Pauses, days_between, own_time};
use crate::clock::plan::{Ends, LimitPlan, Measurement, PauseColumns, PausePlan, Plan, TargetPlan};
use crate::clock::state::{Judgement, Reason, State};
use crate::log::{Block, Number, Span, Symbols, Time};
use crate::model::{CountedBy, Date};
use crate::text::{Decimal, Duration};
use std::ops::Range;

/// How a target is judged.
#[derive(Debug)]
pub(super) struct Kernel {
    way: Way,
    /// Where its dates are.
    pub(super) dated: Dated,
}

/// Which of the time that ran counts, and where it is known from.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Row by row.
    Rows,
    /// From a start to a stop by the clock on the wall.
    Physical,
    /// The same in open time: columns of positions.
    Open(usize, usize),
    /// The same in days: columns of dates.
    Days(usize, usize),
    /// A start and a stop by the case's own due.
    By,
    /// A value.
    Value,
}

/// A batch as kernels see it.
pub(super) struct View<'a, 'p> {
    pub(super) plan: &'p Plan,
    pub(super) block: &'a Block,
    pub(super) rows: Range<usize>,
    pub(super) as_of: Option<Instant>,
    pub(super) bits: &'a [u64],
    pub(super) words: usize,
    /// Whether each row is an exact copy of another, where any is.
    pub(super) copies: Option<&'a [bool]>,
    pub(super) derived: &'a Derived<'p>,
}

/// A clock with its limit.
struct Clock<'a> {
    ends: Ends,
    limit: &'a LimitPlan,
    pauses: &'a [PausePlan],
    /// Nothing is due under a statistic.
    is_statistic: bool,
}

impl Clock<'_> {
    fn seen(&self, state: State) -> State {
        if self.is_statistic { state.without_due() } else { state }
    }
}

/// The rows that a target is about, and by row of the batch why it is excluded.
struct Asked<'a> {
    target: &'a TargetPlan,
    rows: &'a [u16],
    reasons: &'a [Option<Reason>],
}

impl Kernel {
    pub(super) fn new<'p>(target: &'p TargetPlan, derived: &mut Derived<'p>) -> Self {
        let measurement = &target.measurement;
        let way = Way::of(target, derived);
        if matches!(way, Way::Rows) {
            return Self { way, dated: Dated::Each };
        }
        let dated = match measurement {
            Measurement::Within { ends, .. }
            | Measurement::Duration { ends, .. }
            | Measurement::By { ends, .. }
            | Measurement::Ahead { ends, .. } => Some(ends.start),
            Measurement::Number { dated, .. } | Measurement::Equals { dated, .. } => *dated,
        };
        let dated = dated.map_or(Dated::Never, |time| Dated::Column(derived.dates_of(time, &target.zone)));
        Self { way, dated }
    }
}

impl Way {
    fn of<'p>(target: &'p TargetPlan, derived: &mut Derived<'p>) -> Self {
        let sums =
            |pauses: &[PausePlan]| pauses.iter().all(|pause| matches!(pause.source, PauseColumns::Sum(_)));
        match &target.measurement {
            _ if target.counted_by != CountedBy::Start => Self::Rows,
            Measurement::Within { ends, limit, pauses } | Measurement::Duration { ends, limit, pauses }
                if sums(pauses) =>
            {
                match (limit.limit, &limit.hours) {
                    (Duration::Open(_), Some(hours)) => Self::Open(
                        derived.positions_of(ends.start, hours),
                        derived.positions_of(ends.stop, hours),
                    ),
                    (Duration::Elapsed(_) | Duration::Open(_), _) => Self::Physical,
                    (Duration::Days(_) | Duration::BusinessDays(_) | Duration::Months(_), _) => Self::Days(
                        derived.dates_of(ends.start, &target.zone),
                        derived.dates_of(ends.stop, &target.zone),
                    ),
                }
            }
            Measurement::By { .. } => Self::By,
            Measurement::Number { .. } | Measurement::Equals { .. } => Self::Value,
            _ => Self::Rows,
        }
    }
}

impl<'a> View<'a, '_> {
    /// The bits of a row.
    #[inline]
    pub(super) fn bits_of(&self, row: u16) -> &'a [u64] {
        let start = usize::from(row) * self.words;
        &self.bits[start..start + self.words]
    }

    /// A row on its own.
    pub(super) fn case(&self, row: u16) -> Case<'_> {
        Case {
            block: self.block,
            row: self.rows.start + usize::from(row),
            bits: self.bits_of(row),
            zone: &self.plan.zone,
            nowhere: &self.block.nowhere,
            as_of: self.as_of,
        }
    }

    /// Judges rows under a target.
    pub(super) fn run(
        &self,
        kernel: &Kernel,
        target: &TargetPlan,
        rows: &[u16],
        reasons: &[Option<Reason>],
        out: &mut Out,
    ) {
        out.verdicts.begin(kernel.dated);
        out.verdicts.all.reserve(rows.len());
        let asked = Asked { target, rows, reasons };
        match (&target.measurement, kernel.way) {
            (Measurement::Within { ends, limit, pauses }, way) => {
                let clock = Clock { ends: *ends, limit, pauses, is_statistic: false };
                self.lengths(&asked, way, &clock, out);
            }
            (Measurement::Duration { ends, limit, pauses }, way) => {
                let clock = Clock { ends: *ends, limit, pauses, is_statistic: true };
                self.lengths(&asked, way, &clock, out);
            }
            (Measurement::By { ends, due }, Way::By) => self.by(&asked, *ends, *due, out),
            (Measurement::Number { column, at_least, at_most, absent_breaches, dated }, Way::Value) => {
                let numbers = self.column(&self.block.numbers, *column);
                let value = |row: u16| match numbers[usize::from(row)] {
                    Number::Missing => Some(None),
                    Number::Unreadable => None,
                    Number::Value(number) => {
                        Some(Some((is_reached(*at_least, *at_most, number), Some(number))))
                    }
                };
                self.values(&asked, *dated, *absent_breaches, value, out);
            }
            (Measurement::Equals { column, wanted, absent_breaches, dated }, Way::Value) => {
                let symbols = self.column(&self.block.attributes, *column);
                let value = |row: u16| {
                    let is_there = symbols[usize::from(row)] != Symbols::MISSING;
                    Some(is_there.then(|| (wanted.of(self.bits_of(row)), None)))
                };
                self.values(&asked, *dated, *absent_breaches, value, out);
            }
            _ => rows.iter().for_each(|&row| self.row(&asked, row, out)),
        }
    }

    fn lengths(&self, asked: &Asked<'_>, way: Way, clock: &Clock<'_>, out: &mut Out) {
        match (way, clock.limit.hours.as_deref()) {
            (Way::Physical, _) => {
                self.ran(asked, clock, |_, start, stop| own_time(clock.limit, start, stop), out);
            }
            (Way::Open(starts, stops), Some(hours)) => {
                let (starts, stops) = (self.derived.positions(starts), self.derived.positions(stops));
                self.ran(asked, clock, |row, _, _| hours.between(starts[row], stops[row]), out);
            }
            (Way::Days(starts, stops), hours) => {
                let is_business = matches!(clock.limit.limit, Duration::BusinessDays(_));
                let hours = hours.filter(|_| is_business);
                let (starts, stops) = (self.derived.days(starts), self.derived.days(stops));
                let day = |days: &[i32], row: usize| Date::from_days(days[row]);
                let ran = |row: usize, _, _| days_between(hours, day(starts, row), day(stops, row));
                self.ran(asked, clock, ran, out);
            }
            (Way::Rows | Way::Open(..) | Way::By | Way::Value, _) => {
                asked.rows.iter().for_each(|&row| self.row(asked, row, out));
            }
        }
    }

    /// Start to stop, at most so long. `ran` gives the length of an ended case, pauses included, in the
    /// unit of the limit.
    fn ran(
        &self,
        asked: &Asked<'_>,
        clock: &Clock<'_>,
        ran: impl Fn(usize, Instant, Instant) -> i64,
        out: &mut Out,
    ) {
        let (zone, limit) = (&asked.target.zone, clock.limit);
        let (none, told) = (Pauses::default(), Told::new(limit));
        self.ends(asked, clock.ends, out, |row, start, stop, out| {
            let sums;
            let pauses = if clock.pauses.is_empty() {
                &none
            } else {
                sums = self.sums(clock.pauses, row)?;
                &sums
            };
            let moment = |instant| Moment { instant, day: None };
            let due = || due_of(zone, limit, moment(start), pauses);
            let Some(stop) = stop else {
                let (state, due) = self.open(limit, start, pauses, due)?;
                out.verdicts.open(row, clock.seen(state), due);
                return Some(());
            };
            let (took, _) = without_pauses(ran(usize::from(row), start, stop), 0, pauses);
            let state = clock.seen(ended(told, took, moment(stop), due));
            out.verdicts.counts(row, state, took.amount());
            Some(())
        });
    }

    /// Start to stop, by the case's own due.
    fn by(&self, asked: &Asked<'_>, ends: Ends, column: usize, out: &mut Out) {
        let dues = times(self.block, column, &self.rows);
        self.ends(asked, ends, out, |row, start, stop, out| {
            let due = match dues[usize::from(row)] {
                Time::At(instant) => Due { instant, end_of_day: false },
                // What lacks a due, or has a whole day for one.
                _ => return None,
            };
            let Some(stop) = stop else {
                let state = self.as_of.map_or(State::Open, |at| Judgement::settle(Some(due.instant), at));
                out.verdicts.open(row, state, Some(due.instant));
                return Some(());
            };
            let in_time = Moment { instant: stop, day: None }.in_time(due);
            out.verdicts.counts(row, if in_time { State::Met } else { State::Late }, stop - start);
            Some(())
        });
    }

    /// Hands rows with plain instants to `judge`: their start, and the stop if it is seen. Those that it
    /// gives back, and all others, are judged one by one.
    fn ends(
        &self,
        asked: &Asked<'_>,
        ends: Ends,
        out: &mut Out,
        judge: impl Fn(u16, Instant, Option<Instant>, &mut Out) -> Option<()>,
    ) {
        let starts = times(self.block, ends.start, &self.rows);
        let stops = times(self.block, ends.stop, &self.rows);
        let as_of = self.as_of.unwrap_or(Instant::MAX);
        for &row in asked.rows {
            let place = usize::from(row);
            let plain = match (starts[place], stops[place]) {
                (Time::At(start), _) if start > as_of || self.copies.is_some_and(|copies| copies[place]) => {
                    None
                }
                (Time::At(start), Time::At(stop)) if stop <= as_of => {
                    (start <= stop).then_some((start, Some(stop)))
                }
                (Time::At(start), Time::At(_) | Time::Missing) => Some((start, None)),
                _ => None,
            };
            let judged = plain.and_then(|(start, stop)| match asked.reasons[place] {
                Some(reason) => {
                    out.verdicts.excluded(row, reason);
                    Some(())
                }
                None => judge(row, start, stop, out),
            });
            if judged.is_none() {
                self.row(asked, row, out);
            }
        }
    }

    /// The state of a case that has not ended, and its due if that decides later; `None` where the case
    /// must be judged on its own.
    fn open(
        &self,
        limit: &LimitPlan,
        start: Instant,
        pauses: &Pauses,
        due: impl FnOnce() -> Option<Due>,
    ) -> Option<(State, Option<Instant>)> {
        let told = Told::new(limit);
        if let Some(as_of) = self.as_of
            && told.is_of_hours()
        {
            let (so_far, _) = without_pauses(own_time(limit, start, as_of), 0, pauses);
            if told.state(so_far.amount()) == Some(State::Late) {
                return Some((State::Overdue, None));
            }
        }
        let due = due()?.instant;
        Some((self.as_of.map_or(State::Open, |as_of| Judgement::settle(Some(due), as_of)), Some(due)))
    }

    /// The pauses of a row that are known by their length; `None` where one cannot be read.
    fn sums(&self, plans: &[PausePlan], row: u16) -> Option<Pauses> {
        let mut pauses = Pauses::default();
        for plan in plans {
            let PauseColumns::Sum(column) = plan.source else { return None };
            match self.column(&self.block.durations, column)[usize::from(row)] {
                Span::Missing => {}
                Span::Unreadable => return None,
                Span::Seconds(seconds) => {
                    pauses.add_sum(seconds, plan.max);
                }
            }
        }
        Some(pauses)
    }

    /// Values: `value` says whether there is one, and whether it is as promised; `None` where it cannot
    /// be read.
    fn values(
        &self,
        asked: &Asked<'_>,
        dated: Option<usize>,
        absent_breaches: bool,
        value: impl Fn(u16) -> Option<Option<(bool, Option<Decimal>)>>,
        out: &mut Out,
    ) {
        let as_of = self.as_of.unwrap_or(Instant::MAX);
        let times = dated.map(|column| times(self.block, column, &self.rows));
        for &row in asked.rows {
            let place = usize::from(row);
            let is_plain = times.is_none_or(|times| match times[place] {
                Time::At(instant) => instant <= as_of,
                Time::Missing | Time::Unreadable => true,
                Time::Day(_) => false,
            }) && self.copies.is_none_or(|copies| !copies[place]);
            match (is_plain, asked.reasons[place], value(row)) {
                (true, Some(reason), _) => out.verdicts.excluded(row, reason),
                (true, None, Some(Some((reached, value)))) => {
                    let state = if reached { State::Met } else { State::Late };
                    match value {
                        Some(value) => out.verdicts.valued(row, state, value),
                        None => out.verdicts.counts(row, state, NONE),
                    }
                }
                (true, None, Some(None)) if absent_breaches => {
                    out.verdicts.counts(row, State::Late, NONE);
                }
                (true, None, Some(None)) => out.verdicts.excluded(row, Reason::NoValue),
                (false, ..) | (true, None, None) => self.row(asked, row, out),
            }
        }
    }

    /// Judges a row on its own.
    fn row(&self, asked: &Asked<'_>, row: u16, out: &mut Out) {
        let (case, target) = (self.case(row), asked.target);
        let reason = asked.reasons[usize::from(row)];
        match target.measurement.judge(&case, target, reason, &mut ()) {
            Some(judgement) => {
                out.verdicts.push(row, &judgement);
                out.noted.note(row, &judgement);
            }
            None => out.noted.later.extend(target.measurement.start(&case).map(|start| (row, start))),
        }
    }

    /// The rows of the batch in a column.
    fn column<T>(&self, columns: &'a [Vec<T>], column: usize) -> &'a [T] {
        columns.get(column).and_then(|values| values.get(self.rows.clone())).unwrap_or_default()
    }
}
