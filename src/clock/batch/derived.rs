//! What is worked out once for the columns of a batch, however many targets use it. What is dear is
//! worked out for a row when the first target asks for it.

use super::ROWS;
use super::mask::Mask;
use super::verdicts::THOUSANDTH;
use crate::calendar::{Instant, OpeningHours, Position, Zone};
use crate::clock::due::without_pauses;
use crate::clock::pauses::{Pauses, days_between};
use crate::clock::plan::{Ends, PauseColumns, PausePlan};
use crate::log::{Block, Number, Span, Time};
use crate::model::Date;
use fearless_simd::{Level, dispatch};
use std::ops::Range;

/// Columns that are derived from those of a block.
#[derive(Debug, Default)]
pub struct Derived<'p> {
    instants: Vec<Instants>,
    spans: Vec<Spans>,
    dates: Vec<Dates<'p>>,
    positions: Vec<Positions<'p>>,
    lengths: Vec<Lengths<'p>>,
    values: Vec<Values>,
}

/// A column of times as mere instants.
#[derive(Debug)]
struct Instants {
    time: usize,
    at: Vec<Instant>,
}

/// In place of a time that is not there or not seen: later than any as-of.
const UNSEEN: Instant = Instant::MAX;
/// In place of a time that is no plain instant.
const ODD: Instant = Instant::MIN;
/// Instants from here on, before and after 1970, are none of any calendar. The span between two others
/// fits.
const FAR: Instant = 1 << 60;

/// Cases from a start to a stop that both are plain instants. No target says anything of the rest but
/// row by row.
#[derive(Debug)]
struct Spans {
    /// Columns of instants.
    start: usize,
    stop: usize,
    /// Cases that have ended, within a number of seconds of four bytes.
    ended: Mask,
    /// Cases whose stop is missing or not seen.
    open: Mask,
}

/// The date of each time in a zone, in days since 1970-01-01.
#[derive(Debug)]
struct Dates<'p> {
    time: usize,
    zone: &'p Zone,
    days: Lazy<i32>,
}

/// The position of each instant in the open time of a calendar.
#[derive(Debug)]
struct Positions<'p> {
    /// The column of instants.
    of: usize,
    hours: &'p OpeningHours,
    at: Lazy<Position>,
}

/// How long ended cases of some spans took, pauses left out.
#[derive(Debug)]
struct Lengths<'p> {
    spans: usize,
    counted: Counted<'p>,
    pauses: &'p [PausePlan],
    took: Lazy<i32>,
    /// Cases with a pause that cannot be read.
    unknown: Mask,
}

/// Which of the time between two instants counts, and by what columns it is known.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counted<'p> {
    /// All of it.
    Physical,
    /// Open time: positions of start and stop.
    Open(usize, usize, &'p OpeningHours),
    /// Days, working days where there are opening hours: dates of start and stop.
    Days(usize, usize, Option<&'p OpeningHours>),
}

/// A column of numbers in thousandths, where four bytes hold that.
#[derive(Debug)]
struct Values {
    number: usize,
    thousandths: Vec<i32>,
    /// Rows whose number is such.
    plain: Mask,
    missing: Mask,
}

/// Values by row, each worked out when it is first asked for.
#[derive(Debug)]
struct Lazy<T> {
    known: Mask,
    values: Vec<T>,
}

/// A time that has no date, in a column of days.
pub const UNDATED: i32 = i32::MIN;

impl<T: Copy + Default> Lazy<T> {
    fn new() -> Self {
        Self { known: Mask::default(), values: vec![T::default(); ROWS] }
    }

    #[inline]
    fn fill(&mut self, rows: Mask, mut value: impl FnMut(usize) -> T) {
        (rows - self.known).each(|row| self.values[row] = value(row));
        self.known |= rows;
    }
}

impl Counted<'_> {
    fn is_same(self, other: Counted<'_>) -> bool {
        let same = |one: &OpeningHours, other: &OpeningHours| std::ptr::eq(one, other);
        match (self, other) {
            (Self::Physical, Counted::Physical) => true,
            (Self::Open(start, stop, hours), Counted::Open(from, to, other)) => {
                (start, stop) == (from, to) && same(hours, other)
            }
            (Self::Days(start, stop, hours), Counted::Days(from, to, other)) => {
                (start, stop) == (from, to)
                    && match (hours, other) {
                        (Some(hours), Some(other)) => same(hours, other),
                        (None, None) => true,
                        _ => false,
                    }
            }
            _ => false,
        }
    }
}

/// The place of a column that is the same, else of a new one.
fn place<T>(columns: &mut Vec<T>, same: impl FnMut(&T) -> bool, new: impl FnOnce() -> T) -> usize {
    columns.iter().position(same).unwrap_or_else(|| {
        columns.push(new());
        columns.len() - 1
    })
}

/// What columns a plan needs; each gives its place.
impl<'p> Derived<'p> {
    fn instants_of(&mut self, time: usize) -> usize {
        place(&mut self.instants, |known| known.time == time, || Instants { time, at: Vec::new() })
    }

    pub(super) fn spans_of(&mut self, ends: Ends) -> usize {
        let (start, stop) = (self.instants_of(ends.start), self.instants_of(ends.stop));
        let same = |known: &Spans| (known.start, known.stop) == (start, stop);
        let new = || Spans { start, stop, ended: Mask::default(), open: Mask::default() };
        place(&mut self.spans, same, new)
    }

    pub(super) fn dates_of(&mut self, time: usize, zone: &'p Zone) -> usize {
        let same = |known: &Dates<'_>| known.time == time && known.zone == zone;
        place(&mut self.dates, same, || Dates { time, zone, days: Lazy::new() })
    }

    pub(super) fn positions_of(&mut self, time: usize, hours: &'p OpeningHours) -> usize {
        let of = self.instants_of(time);
        let same = |known: &Positions<'_>| known.of == of && std::ptr::eq(known.hours, hours);
        place(&mut self.positions, same, || Positions { of, hours, at: Lazy::new() })
    }

    pub(super) fn lengths_of(
        &mut self,
        spans: usize,
        counted: Counted<'p>,
        pauses: &'p [PausePlan],
    ) -> usize {
        let same = |known: &Lengths<'_>| {
            let unpaused = known.pauses.is_empty() && pauses.is_empty();
            known.spans == spans && known.counted.is_same(counted) && unpaused
        };
        let new = || Lengths { spans, counted, pauses, took: Lazy::new(), unknown: Mask::default() };
        place(&mut self.lengths, same, new)
    }

    pub(super) fn values_of(&mut self, number: usize) -> usize {
        let (plain, missing) = (Mask::default(), Mask::default());
        let new = || Values { number, thousandths: Vec::new(), plain, missing };
        place(&mut self.values, |known| known.number == number, new)
    }
}

impl Derived<'_> {
    /// Begins a batch: works out what is cheap for all its rows, and forgets the rest.
    pub(super) fn begin(&mut self, block: &Block, rows: &Range<usize>, as_of: Option<Instant>, copies: Mask) {
        dispatch!(Level::new(), _simd => self.begin_wide(block, rows, as_of, copies));
    }

    /// The same, compiled once for each kind of processor.
    #[expect(clippy::inline_always, reason = "compiled for the processor of who calls it")]
    #[expect(clippy::needless_bitwise_bool, reason = "which cases have ended is not to be guessed")]
    #[inline(always)]
    fn begin_wide(&mut self, block: &Block, rows: &Range<usize>, as_of: Option<Instant>, copies: Mask) {
        let Self { instants, spans, dates, positions, lengths, values } = self;
        for Instants { time, at } in &mut *instants {
            at.clear();
            at.extend(times(block, *time, rows).iter().map(plain));
        }
        let as_of = as_of.map_or(FAR, |as_of| as_of.min(FAR));
        for Spans { start, stop, ended, open } in &mut *spans {
            let (starts, stops) = (&instants[*start].at, &instants[*stop].at);
            let begun = |start: Instant| (start != ODD) & (start <= as_of);
            let is_short = |start: Instant, stop: Instant| stop.wrapping_sub(start) <= i64::from(i32::MAX);
            let has_ended = |&start: &Instant, &stop: &Instant| {
                begun(start) & (start <= stop) & (stop <= as_of) & is_short(start, stop)
            };
            *ended = Mask::of_pairs(starts, stops, has_ended) - copies;
            *open = Mask::of_pairs(starts, stops, |&start, &stop| begun(start) & (stop > as_of)) - copies;
        }
        for dates in dates {
            dates.days.known = Mask::default();
        }
        for positions in positions {
            positions.at.known = Mask::default();
        }
        for lengths in lengths {
            (lengths.took.known, lengths.unknown) = (Mask::default(), Mask::default());
        }
        for Values { number, thousandths, plain, missing } in values {
            let numbers = column(&block.numbers, *number, rows);
            thousandths.clear();
            thousandths.extend(numbers.iter().map(|&number| in_thousandths(number)));
            *plain = Mask::of(thousandths, |&number| number != NOT_PLAIN);
            *missing = Mask::of(numbers, |number| matches!(number, Number::Missing));
        }
    }

    /// Works out dates of some rows.
    pub(super) fn date(&mut self, place: usize, block: &Block, range: &Range<usize>, rows: Mask) {
        let Dates { time, zone, days } = &mut self.dates[place];
        let times = times(block, *time, range);
        // A log by time has many rows of one day.
        if days.known.is_empty()
            && let Some(day) = same_day(times, zone)
        {
            days.values.fill(day);
            days.known = Mask::first(times.len());
        }
        let mut date = zone.dates();
        days.fill(rows, |row| match times[row] {
            Time::At(instant) => date(instant).days(),
            Time::Day(day) => day.days(),
            Time::Missing | Time::Unreadable => UNDATED,
        });
    }

    /// Works out how long some ended cases took; gives those of which that cannot be told.
    pub(super) fn measure(&mut self, place: usize, block: &Block, range: &Range<usize>, rows: Mask) -> Mask {
        match self.lengths[place].counted {
            Counted::Physical if self.lengths[place].pauses.is_empty() => {
                self.measure_all(place);
                return Mask::default();
            }
            Counted::Physical => {}
            Counted::Open(starts, stops, _) => {
                for place in [starts, stops] {
                    let Positions { of, hours, at } = &mut self.positions[place];
                    let instants = &self.instants[*of].at;
                    let mut position = hours.positions();
                    at.fill(rows, |row| position(instants[row]));
                }
            }
            Counted::Days(starts, stops, _) => {
                self.date(starts, block, range, rows);
                self.date(stops, block, range, rows);
            }
        }
        let Self { instants, spans, dates, positions, lengths, .. } = self;
        let Lengths { spans: of, counted, pauses, took, unknown } = &mut lengths[place];
        let still = |row: usize, all: i64| {
            if pauses.is_empty() {
                return narrow(all);
            }
            let Some(sums) = sums(pauses, block, range.start + row) else {
                unknown.insert(row);
                return 0;
            };
            narrow(without_pauses(all, 0, &sums).0.amount())
        };
        fill_lengths(took, rows, *counted, &spans[*of], (instants, positions, dates), still);
        *unknown & rows
    }

    /// Works out at once how long all cases took, as far as they ended; of others that has no meaning.
    fn measure_all(&mut self, place: usize) {
        let Self { instants, spans, lengths, .. } = self;
        let Lengths { spans: of, took, .. } = &mut lengths[place];
        let (starts, stops) = (&instants[spans[*of].start].at, &instants[spans[*of].stop].at);
        let all = Mask::first(starts.len());
        if took.known == all {
            return;
        }
        took.known = all;
        dispatch!(Level::new(), _simd => {
            for (took, (start, stop)) in took.values.iter_mut().zip(starts.iter().zip(stops)) {
                *took = low(stop.wrapping_sub(*start));
            }
        });
    }

    /// The dates of a column by row of the batch, in days since 1970-01-01, or [`UNDATED`].
    pub fn days(&self, place: usize) -> &[i32] {
        &self.dates[place].days.values
    }

    /// How long cases took, by row, where that was worked out.
    pub(super) fn lengths(&self, place: usize) -> &[i32] {
        &self.lengths[place].took.values
    }

    /// Cases of spans that have ended, and those that have not.
    pub(super) fn ended_and_open(&self, spans: usize) -> (Mask, Mask) {
        (self.spans[spans].ended, self.spans[spans].open)
    }

    /// Start and stop of a row of spans; the stop is of no meaning where there is none.
    pub(super) fn span(&self, spans: usize, row: usize) -> (Instant, Instant) {
        let Spans { start, stop, .. } = self.spans[spans];
        (self.instants[start].at[row], self.instants[stop].at[row])
    }

    /// Numbers in thousandths, with the rows of which that can be said, and those without a number.
    pub(super) fn thousandths(&self, place: usize) -> (&[i32], Mask, Mask) {
        let Values { thousandths, plain, missing, .. } = &self.values[place];
        (thousandths, *plain, *missing)
    }
}

/// Works out lengths; `still` takes the pauses of a row from all the time that counts.
#[inline]
fn fill_lengths(
    took: &mut Lazy<i32>,
    rows: Mask,
    counted: Counted<'_>,
    spans: &Spans,
    (instants, positions, dates): (&[Instants], &[Positions<'_>], &[Dates<'_>]),
    mut still: impl FnMut(usize, i64) -> i32,
) {
    match counted {
        Counted::Physical => {
            let (starts, stops) = (&instants[spans.start].at, &instants[spans.stop].at);
            took.fill(rows, |row| still(row, stops[row] - starts[row]));
        }
        Counted::Open(starts, stops, hours) => {
            let (starts, stops) = (&positions[starts].at.values, &positions[stops].at.values);
            took.fill(rows, |row| still(row, hours.between(starts[row], stops[row])));
        }
        Counted::Days(starts, stops, hours) => {
            let (starts, stops) = (&dates[starts].days.values, &dates[stops].days.values);
            let date = Date::from_days;
            took.fill(rows, |row| still(row, days_between(hours, date(starts[row]), date(stops[row]))));
        }
    }
}

/// The day of all times, in days since 1970-01-01, if it is the same and all are instants.
fn same_day(times: &[Time], zone: &Zone) -> Option<i32> {
    let Time::At(first) = *times.first()? else { return None };
    let date = zone.date_of(first);
    let day = zone.even_day(date)?;
    let is_there = |time: &Time| if let Time::At(at) = time { day.contains(at) } else { false };
    let all = dispatch!(Level::new(), _simd => times.iter().fold(true, |all, time| all & is_there(time)));
    all.then_some(date.days())
}

/// A time as a mere instant. Written without branches: which cases have ended is not to be guessed.
#[inline]
fn plain(time: &Time) -> Instant {
    let at = if let Time::At(instant) = *time { instant } else { ODD };
    let at = if (-FAR..FAR).contains(&at) { at } else { ODD };
    if matches!(time, Time::Missing) { UNSEEN } else { at }
}

/// The seconds of a span, which four bytes hold.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "of more than four bytes it has no meaning")]
fn low(amount: i64) -> i32 {
    amount as i32
}

/// No more than the seconds of a span, which four bytes hold.
fn narrow(amount: i64) -> i32 {
    i32::try_from(amount).unwrap_or(i32::MAX)
}

/// In place of a number that is no small one in whole thousandths.
const NOT_PLAIN: i32 = -1;
/// Numbers from here on are not taken for small, so that a bound can lie above all that are.
pub(super) const LARGE: i32 = i32::MAX;

/// A number in thousandths, or [`NOT_PLAIN`].
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "which cases have a value is not to be guessed")]
fn in_thousandths(number: Number) -> i32 {
    let units = if let Number::Value(number) = number { number.units() } else { -1 };
    let units = i64::try_from(units).unwrap_or(-1);
    let (thousandths, rest) = (units / THOUSANDTH, units % THOUSANDTH);
    let is_plain = (units >= 0) & (rest == 0) & (thousandths < i64::from(LARGE));
    i32::try_from(if is_plain { thousandths } else { i64::from(NOT_PLAIN) }).unwrap_or(NOT_PLAIN)
}

/// The pauses of a row of a block that are known by their length; `None` where one cannot be read.
pub(super) fn sums(plans: &[PausePlan], block: &Block, row: usize) -> Option<Pauses> {
    let mut pauses = Pauses::default();
    for plan in plans {
        let PauseColumns::Sum(column) = plan.source else { return None };
        match block.durations.get(column).and_then(|spans| spans.get(row)) {
            None | Some(Span::Missing) => {}
            Some(Span::Unreadable) => return None,
            Some(Span::Seconds(seconds)) => {
                pauses.add_sum(*seconds, plan.max);
            }
        }
    }
    Some(pauses)
}

/// The times of some rows.
pub(super) fn times<'b>(block: &'b Block, place: usize, rows: &Range<usize>) -> &'b [Time] {
    column(&block.times, place, rows)
}

/// Some rows of a column.
pub(super) fn column<'b, T>(columns: &'b [Vec<T>], place: usize, rows: &Range<usize>) -> &'b [T] {
    columns.get(place).and_then(|values| values.get(rows.clone())).unwrap_or_default()
}

/// A day of a column, as a date.
pub(super) fn date(day: i32) -> Option<Date> {
    (day != UNDATED).then(|| Date::from_days(day))
}
