//! One target over the rows of a batch. Rows with anything but plain instants are judged one by one.

use super::Out;
use super::derived::{Counted, Derived, LARGE, column, sums, times};
use super::mask::Mask;
use super::verdicts::{Dated, THOUSANDTH, Verdict, Verdicts};
use crate::calendar::Instant;
use crate::clock::case::{Case, Moment};
use crate::clock::due::{Told, due_of, ended, without_pauses};
use crate::clock::pauses::{Pauses, clock_time, own_time};
use crate::clock::plan::{Ends, LimitPlan, Measurement, PauseColumns, PausePlan, Plan, TargetPlan};
use crate::clock::spent::Spent;
use crate::clock::state::{Elapsed, Judgement, Reason, State};
use crate::log::{Block, Symbols, Time};
use crate::model::CountedBy;
use crate::text::{Decimal, Duration};
use std::ops::Range;

/// How a target is judged.
#[derive(Debug)]
pub(super) struct Kernel<'p> {
    pub(super) target: &'p TargetPlan,
    way: Way<'p>,
    /// Where its dates are.
    pub(super) dated: Dated,
}

/// What it is judged by: places of derived columns.
#[derive(Debug)]
enum Way<'p> {
    /// Row by row.
    Rows,
    /// Start to stop, at most so long.
    Within(Clock<'p>),
    /// Start to stop, by the case's own due.
    By { spans: usize, lengths: usize, due: usize },
    /// A number.
    Number { values: usize, bounds: (i32, i32), absent: Absent },
    /// A text: the column, and the place of the condition that it is the wanted one.
    Equals { column: usize, wanted: usize, absent: Absent },
}

/// A clock with its limit.
#[derive(Debug)]
struct Clock<'p> {
    spans: usize,
    lengths: usize,
    limit: &'p LimitPlan,
    pauses: &'p [PausePlan],
    /// Nothing is due under a statistic.
    is_statistic: bool,
}

/// What a case without a value is, and by which column of times it is dated.
#[derive(Clone, Copy, Debug)]
struct Absent {
    dated: Option<usize>,
    breaches: bool,
}

/// A batch as kernels see it.
pub(super) struct View<'a, 'p> {
    pub(super) plan: &'p Plan,
    pub(super) block: &'a Block,
    pub(super) rows: Range<usize>,
    pub(super) as_of: Option<Instant>,
    /// Whether it is asked what became of the time of ended cases.
    pub(super) times: bool,
    pub(super) bits: &'a [u64],
    pub(super) words: usize,
    /// The exact copies of other rows.
    pub(super) copies: Mask,
    /// The rows on which each condition of the plan holds.
    pub(super) conditions: &'a [Mask],
}

/// The rows that a target is about, and why some of them are excluded.
pub(super) struct Asked<'a> {
    pub(super) rows: Mask,
    pub(super) excluded: &'a [(Reason, Mask)],
}

impl Asked<'_> {
    fn all_excluded(&self) -> Mask {
        self.excluded.iter().fold(Mask::default(), |all, (_, rows)| all | *rows)
    }

    /// Excludes of some rows those that there is a reason for, and gives all of these rows.
    fn exclude(&self, rows: Mask, out: &mut Out) -> Mask {
        let excluded = self.excluded.iter().map(|(reason, excluded)| (*reason, *excluded & rows));
        out.verdicts.excluded.extend(excluded.filter(|(_, rows)| !rows.is_empty()));
        rows
    }
}

impl<'p> Kernel<'p> {
    /// `wanted` is the place of the condition that a text is the wanted one, where the target is about
    /// that.
    pub(super) fn new(target: &'p TargetPlan, derived: &mut Derived<'p>, wanted: Option<usize>) -> Self {
        let way = Way::of(target, derived, wanted);
        if matches!(way, Way::Rows) {
            return Self { target, way, dated: Dated::Each };
        }
        let dated = match &target.measurement {
            Measurement::Within { ends, .. }
            | Measurement::Duration { ends, .. }
            | Measurement::By { ends, .. }
            | Measurement::Ahead { ends, .. } => Some(ends.start),
            Measurement::Number { dated, .. } | Measurement::Equals { dated, .. } => *dated,
        };
        let dated = dated.map_or(Dated::Never, |time| Dated::Column(derived.dates_of(time, &target.zone)));
        Self { target, way, dated }
    }
}

impl<'p> Way<'p> {
    fn of(target: &'p TargetPlan, derived: &mut Derived<'p>, wanted: Option<usize>) -> Self {
        let are_sums =
            |pauses: &[PausePlan]| pauses.iter().all(|pause| matches!(pause.source, PauseColumns::Sum(_)));
        match (&target.measurement, wanted) {
            _ if target.counted_by != CountedBy::Start => Self::Rows,
            (Measurement::Within { ends, limit, pauses }, _) if are_sums(pauses) => {
                Self::Within(Clock::new(target, *ends, limit, pauses, derived))
            }
            (Measurement::Duration { ends, limit, pauses }, _) if are_sums(pauses) => {
                let clock = Clock::new(target, *ends, limit, pauses, derived);
                Self::Within(Clock { is_statistic: true, ..clock })
            }
            (Measurement::By { ends, due }, _) => {
                let spans = derived.spans_of(*ends);
                Self::By { spans, lengths: derived.lengths_of(spans, Counted::Physical, &[]), due: *due }
            }
            (Measurement::Number { column, at_least, at_most, absent_breaches, dated }, _) => Self::Number {
                values: derived.values_of(*column),
                bounds: bounds(*at_least, *at_most),
                absent: Absent { dated: *dated, breaches: *absent_breaches },
            },
            (Measurement::Equals { column, absent_breaches, dated, .. }, Some(wanted)) => Self::Equals {
                column: *column,
                wanted,
                absent: Absent { dated: *dated, breaches: *absent_breaches },
            },
            _ => Self::Rows,
        }
    }
}

/// The least and the most of small numbers in thousandths that lie within bounds.
fn bounds(at_least: Option<Decimal>, at_most: Option<Decimal>) -> (i32, i32) {
    let thousandth = i128::from(THOUSANDTH);
    let small = |bound: i128| i32::try_from(bound.clamp(-1, i128::from(LARGE))).unwrap_or(LARGE);
    let least = at_least.map_or(0, |bound| small(-(-bound.units()).div_euclid(thousandth)));
    let most = at_most.map_or(LARGE, |bound| small(bound.units().div_euclid(thousandth)));
    (least, most)
}

impl<'p> Clock<'p> {
    fn new(
        target: &'p TargetPlan,
        ends: Ends,
        limit: &'p LimitPlan,
        pauses: &'p [PausePlan],
        derived: &mut Derived<'p>,
    ) -> Self {
        let spans = derived.spans_of(ends);
        let counted = match (limit.limit, &limit.hours) {
            (Duration::Open(_), Some(hours)) => Counted::Open(
                derived.positions_of(ends.start, hours),
                derived.positions_of(ends.stop, hours),
                hours,
            ),
            (Duration::Elapsed(_) | Duration::Open(_), _) => Counted::Physical,
            (Duration::Days(_) | Duration::BusinessDays(_) | Duration::Months(_), hours) => {
                let is_business = matches!(limit.limit, Duration::BusinessDays(_));
                Counted::Days(
                    derived.dates_of(ends.start, &target.zone),
                    derived.dates_of(ends.stop, &target.zone),
                    hours.as_deref().filter(|_| is_business),
                )
            }
        };
        let lengths = derived.lengths_of(spans, counted, pauses);
        Self { spans, lengths, limit, pauses, is_statistic: false }
    }

    fn seen(&self, state: State) -> State {
        if self.is_statistic { state.without_due() } else { state }
    }
}

fn moment(instant: Instant) -> Moment {
    Moment { instant, day: None }
}

impl<'a> View<'a, '_> {
    /// The bits of a row.
    pub(super) fn bits_of(&self, row: usize) -> &'a [u64] {
        let start = row * self.words;
        &self.bits[start..start + self.words]
    }

    /// A row on its own.
    pub(super) fn case(&self, row: usize) -> Case<'_> {
        Case {
            block: self.block,
            row: self.rows.start + row,
            bits: self.bits_of(row),
            zone: &self.plan.zone,
            nowhere: &self.block.nowhere,
            as_of: self.as_of,
        }
    }

    /// Judges rows under a target.
    pub(super) fn run(
        &self,
        kernel: &Kernel<'_>,
        asked: &Asked<'_>,
        derived: &mut Derived<'_>,
        out: &mut Out,
    ) {
        out.verdicts.begin(kernel.dated);
        let together = match &kernel.way {
            Way::Rows => Mask::default(),
            Way::Within(clock) => self.within(kernel, clock, asked, derived, out),
            Way::By { spans, lengths, due } => self.by(asked, (*spans, *lengths, *due), derived, out),
            Way::Number { values, bounds: (least, most), absent } => {
                let (numbers, plain, missing) = derived.thousandths(*values);
                let out_of_bounds = Mask::of(numbers, |number| number < least || number > most);
                let counted = self.values(asked, *absent, (plain, missing, out_of_bounds), out);
                out.verdicts.amounts.extend_from_slice(numbers);
                counted
            }
            Way::Equals { column: place, wanted, absent } => {
                let texts = column(&self.block.attributes, *place, &self.rows);
                let there = Mask::of(texts, |symbol| *symbol != Symbols::MISSING);
                let (all, wanted) = (Mask::first(self.rows.len()), self.conditions[*wanted]);
                self.values(asked, *absent, (there, all - there, there - wanted), out)
            }
        };
        if self.times {
            self.spend(kernel, derived, out);
        }
        (asked.rows - together).each(|row| self.row(kernel, asked, row, out));
        out.noted.judged |= out.verdicts.rows();
    }

    /// Start to stop, at most so long. Gives the rows that it judged.
    fn within(
        &self,
        kernel: &Kernel<'_>,
        clock: &Clock<'_>,
        asked: &Asked<'_>,
        derived: &mut Derived<'_>,
        out: &mut Out,
    ) -> Mask {
        let (have_ended, open) = derived.ended_and_open(clock.spans);
        let judged = asked.exclude(asked.rows & (have_ended | open), out);
        let counted = judged - asked.all_excluded();
        let unknown = derived.measure(clock.lengths, self.block, &self.rows, counted & have_ended);
        let ended_rows = (counted & have_ended) - unknown;
        let took = derived.lengths(clock.lengths);
        let mut late = Mask::default();
        if !clock.is_statistic {
            let told = Told::new(clock.limit);
            let narrow = |amount: i64| i32::try_from(amount.clamp(-1, i64::from(i32::MAX))).unwrap_or(-1);
            let (met_below, late_above) = (narrow(told.met_below()), narrow(told.late_above()));
            late = Mask::of(took, |&took| took > late_above) & ended_rows;
            let unsure = Mask::of(took, |&took| took >= met_below && took <= late_above);
            (unsure & ended_rows).each(|row| {
                let (start, stop) = derived.span(clock.spans, row);
                let took = Elapsed::Seconds(i64::from(took[row]));
                let due = || {
                    let pauses = sums(clock.pauses, self.block, self.rows.start + row)?;
                    due_of(&kernel.target.zone, clock.limit, moment(start), &pauses)
                };
                if ended(told, took, moment(stop), due) == State::Late {
                    late.insert(row);
                }
            });
        }
        let mut alone = unknown;
        (counted & open).each(|row| {
            let (start, _) = derived.span(clock.spans, row);
            match self.open(kernel.target, clock, start, row) {
                Some((state, due)) => {
                    let verdict = Verdict { due, ..Verdict::of(row, clock.seen(state)) };
                    out.verdicts.others.push(verdict);
                }
                None => alone.insert(row),
            }
        });
        out.verdicts.ended = ended_rows;
        out.verdicts.late = late;
        out.verdicts.amounts.extend_from_slice(took);
        judged - alone
    }

    /// The state of a case that has not ended, and its due if that decides later; `None` where the case
    /// must be judged on its own.
    fn open(
        &self,
        target: &TargetPlan,
        clock: &Clock<'_>,
        start: Instant,
        row: usize,
    ) -> Option<(State, Option<Instant>)> {
        let (limit, told) = (clock.limit, Told::new(clock.limit));
        let pauses = if clock.pauses.is_empty() {
            Pauses::default()
        } else {
            sums(clock.pauses, self.block, self.rows.start + row)?
        };
        if let Some(as_of) = self.as_of
            && told.is_of_hours()
        {
            let (so_far, _) = without_pauses(own_time(limit, start, as_of), 0, &pauses);
            if told.state(so_far.amount()) == Some(State::Late) {
                return Some((State::Overdue, None));
            }
        }
        let due = due_of(&target.zone, limit, moment(start), &pauses)?.instant;
        Some(self.settled(due))
    }

    /// The state of an open case with this due, and the due where that decides later.
    fn settled(&self, due: Instant) -> (State, Option<Instant>) {
        match self.as_of {
            Some(as_of) => (Judgement::settle(Some(due), as_of), None),
            None => (State::Open, Some(due)),
        }
    }

    /// Tells what became of the time of the ended cases that were judged together: what [`Spent::of`] says.
    fn spend(&self, kernel: &Kernel<'_>, derived: &Derived<'_>, out: &mut Out) {
        let (spans, clock) = match &kernel.way {
            Way::Within(clock) => (clock.spans, Some(clock)),
            Way::By { spans, .. } => (*spans, None),
            Way::Rows | Way::Number { .. } | Way::Equals { .. } => return,
        };
        let Verdicts { ended, amounts, excluded, spent, .. } = &mut out.verdicts;
        spent.resize(self.rows.len(), Spent::default());
        let felt = |row: usize| {
            let (start, stop) = derived.span(spans, row);
            stop - start
        };
        ended.each(|row| {
            let all = felt(row);
            let (own, paused) = match clock {
                None => (all, 0),
                Some(Clock { limit, pauses: [], .. }) if Told::new(limit).is_of_hours() => {
                    (i64::from(amounts[row]), 0)
                }
                Some(Clock { limit, pauses, .. }) => {
                    let (start, stop) = derived.span(spans, row);
                    let own = clock_time(limit, start, stop);
                    let pauses = sums(pauses, self.block, self.rows.start + row).unwrap_or_default();
                    (own, without_pauses(own, 0, &pauses).1)
                }
            };
            spent[row] = Spent::of_ended(all, own, paused);
        });
        let (have_ended, _) = derived.ended_and_open(spans);
        for (_, rows) in excluded {
            (*rows & have_ended).each(|row| spent[row].excluded = felt(row));
        }
    }

    /// Start to stop, by the case's own due. Gives the rows that it judged.
    fn by(
        &self,
        asked: &Asked<'_>,
        (spans, lengths, due): (usize, usize, usize),
        derived: &mut Derived<'_>,
        out: &mut Out,
    ) -> Mask {
        let (ended, open) = derived.ended_and_open(spans);
        let dues = times(self.block, due, &self.rows);
        // What lacks a due, or has a whole day for one, is judged on its own, unless it is excluded.
        let has_due = Mask::of(dues, |due| matches!(due, Time::At(_)));
        let plain = asked.rows & (ended | open);
        let judged = asked.exclude(plain & (has_due | asked.all_excluded()), out);
        let counted = judged - asked.all_excluded();
        derived.measure(lengths, self.block, &self.rows, counted & ended);
        counted.each(|row| {
            let Time::At(due) = dues[row] else { return };
            let (_, stop) = derived.span(spans, row);
            if open.contains(row) {
                let (state, due) = self.settled(due);
                out.verdicts.others.push(Verdict { due, ..Verdict::of(row, state) });
            } else if stop > due {
                out.verdicts.late.insert(row);
            }
        });
        out.verdicts.ended = counted & ended;
        out.verdicts.amounts.extend_from_slice(derived.lengths(lengths));
        judged
    }

    /// Values: rows that have one, rows that have none, and rows whose value is not as promised; any
    /// others cannot be read. Gives the rows that it judged.
    fn values(
        &self,
        asked: &Asked<'_>,
        absent: Absent,
        (there, missing, breached): (Mask, Mask, Mask),
        out: &mut Out,
    ) -> Mask {
        let as_of = self.as_of.unwrap_or(Instant::MAX);
        let begun = absent.dated.map(|column| times(self.block, column, &self.rows));
        let begun = begun.map_or(Mask::first(self.rows.len()), |times| {
            Mask::of(times, |time| match *time {
                Time::At(instant) => instant <= as_of,
                Time::Missing | Time::Unreadable => true,
                Time::Day(_) => false,
            })
        });
        let excluded = asked.all_excluded();
        let plain = (begun - self.copies) & (there | missing | excluded);
        let judged = asked.exclude(asked.rows & plain, out);
        let counted = judged - excluded;
        if absent.breaches {
            let late = |row| out.verdicts.others.push(Verdict::of(row, State::Late));
            (counted & missing).each(late);
        } else if !(counted & missing).is_empty() {
            out.verdicts.excluded.push((Reason::NoValue, counted & missing));
        }
        out.verdicts.ended = counted & there;
        out.verdicts.late = counted & there & breached;
        judged
    }

    /// Judges a row on its own.
    fn row(&self, kernel: &Kernel<'_>, asked: &Asked<'_>, row: usize, out: &mut Out) {
        let (case, target) = (self.case(row), kernel.target);
        let reason = asked.excluded.iter().find(|(_, rows)| rows.contains(row)).map(|(reason, _)| *reason);
        match target.measurement.judge(&case, target, reason, &mut ()) {
            Some(judgement) => {
                let spent = if self.times { Spent::of(&judgement, target) } else { Spent::default() };
                out.verdicts.others.push(Verdict { spent, ..Verdict::new(row, &judgement) });
                out.noted.note(row, &judgement);
            }
            None => out.noted.later.extend(target.measurement.start(&case).map(|start| (row, start))),
        }
    }
}
