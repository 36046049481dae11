//! The gaps of a survey: by dimension, what customers see less what they expect.
//!
//! A. Parasuraman, V. A. Zeithaml and L. L. Berry, "SERVQUAL: a multiple-item scale for measuring consumer
//! perceptions of service quality", Journal of Retailing 64 (1988), 12–40. Sums are whole numbers, so that
//! they are the same with any number of threads.

use crate::calendar::{Instant, Zone};
use crate::clock::LogColumns;
use crate::log::{
    self, Block, Needed, NeededTime, Needs, Number, OpenLog, Places, Progress, Summary, Symbols, Taker, Time,
};
use crate::model::{
    AnswerScale, Column, ColumnRef, ColumnSource, Date, Definitions, Dimension, Log, Survey,
    SurveyedDimension,
};
use crate::report::history::Asked;
use crate::report::opened::zone_of;
use crate::report::problem::{self, Problem, ProblemKind};
use crate::report::run::{RunError, Stdin};
use crate::stats::mean_interval;
use crate::text::Decimal;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What a survey says.
#[derive(Debug)]
pub struct SurveyReport<'d> {
    /// The id of its log.
    pub id: &'d str,
    /// The lowest and the highest answer.
    pub scale: AnswerScale,
    /// What its reader counted.
    pub summary: Summary,
    /// Rows that were read as answers and are of the days that are asked for.
    pub answers: u64,
    /// Answers of other days.
    pub outside: u64,
    /// Answers without a date that can be read, where days are asked for.
    pub undated: Places,
    /// Answers that were given after as-of.
    pub later: Places,
    /// By column: answers that are not on the scale.
    pub off_scale: Vec<(String, Places)>,
    /// The dimensions that it asks about.
    pub dimensions: Vec<DimensionGap>,
}

/// A dimension in a survey: its answers, in points of the scale.
#[derive(Clone, Debug)]
pub struct DimensionGap {
    /// The dimension.
    pub dimension: Dimension,
    /// Answers with a number on the scale in each of its columns.
    pub used: u64,
    /// Answers that lack one in a column, and have nothing else that is wrong.
    pub missing: u64,
    /// Answers with a number off the scale, or what is no number.
    pub unusable: u64,
    /// The mean expectation; `None` without answers, as are the next two.
    pub expectation: Option<f64>,
    /// The mean perception.
    pub perception: Option<f64>,
    /// Perception less expectation.
    pub gap: Option<f64>,
    /// The 95 % interval of the gap; `None` with fewer than two answers.
    pub interval: Option<(f64, f64)>,
    /// Whether it has too few answers to be compared with others.
    pub few: bool,
}

impl DimensionGap {
    /// Whether customers surely see less than they expect: the whole interval is below zero.
    pub fn falls_short(&self) -> bool {
        self.interval.is_some_and(|(_, high)| high < 0.0)
    }
}

impl<'d> SurveyReport<'d> {
    /// Reads a survey once.
    pub(super) fn read(
        definitions: &Definitions,
        (log, survey): (&'d Log, &'d Survey),
        asked: Asked,
        min_answers: u64,
        progress: &Arc<Progress>,
        stdin: Stdin<'_>,
    ) -> Result<Self, RunError> {
        let (zone, _) = zone_of(definitions, log);
        let mut open = log::open(log, zone.clone(), stdin)?;
        open.tell(Arc::clone(progress));
        let mut needs = Needs::default();
        let columns = Columns::new(&mut needs, survey, log, &open);
        let as_of = asked.as_of.map(|as_of| as_of.instant(&zone));
        let days = Days { zone, from: asked.from, until: asked.until, as_of };
        let make = || Answers::new(&columns, &days, survey.scale.value);
        let threads = asked.threads.unwrap_or(NonZeroUsize::MIN);
        let take = &mut |()| ControlFlow::Continue(());
        let (summary, takers) = open.read_with(&needs, threads, &make, take)?;
        let counts = takers.into_iter().map(|taker| taker.counts).reduce(Counts::merged);
        let counts = counts.unwrap_or_else(|| Counts::new(&columns));
        let dimensions = survey.dimensions.iter().zip(&counts.dimensions);
        let off_scale = needs.numbers.iter().map(|needed| needed.name.clone()).zip(counts.off_scale);
        Ok(Self {
            id: &log.id.value,
            scale: survey.scale.value,
            summary,
            answers: counts.answers,
            outside: counts.outside,
            undated: counts.undated,
            later: counts.later,
            off_scale: off_scale.filter(|(_, places)| places.count > 0).collect(),
            dimensions: dimensions.map(|(asked, sums)| sums.gap(asked.dimension, min_answers)).collect(),
        })
    }

    /// The dimension that falls short by most points, of those with enough answers.
    pub fn furthest(&self) -> Option<&DimensionGap> {
        let short = self.dimensions.iter().filter(|gap| gap.falls_short() && !gap.few);
        // Of several that are as far, the first.
        short.reduce(|one, other| if other.gap < one.gap { other } else { one })
    }

    /// What was wrong with its rows, and where first, by code.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let mut problems = problem::of_summary(&self.summary);
        let off_scale = self.off_scale.iter();
        problems.extend(
            off_scale.map(|(column, places)| Problem::of(ProblemKind::OffScale(column, self.scale), places)),
        );
        problem::in_order(problems)
    }
}

/// Where in a block the columns are.
struct Columns {
    dated: bool,
    /// How many there are, each once.
    count: usize,
    /// By dimension: the places of expectations and perceptions.
    dimensions: Vec<(Vec<usize>, Vec<usize>)>,
}

impl Columns {
    /// Says what has to be read.
    fn new(needs: &mut Needs, survey: &Survey, log: &Log, open: &OpenLog<'_>) -> Self {
        let known = LogColumns { log, header: open.columns().to_vec() };
        let mut place = |column: &Column| Needs::place(&mut needs.numbers, needed(&known, column));
        let mut places = |columns: &[Column]| columns.iter().map(&mut place).collect::<Vec<_>>();
        let of = |asked: &SurveyedDimension| (places(&asked.expectation), places(&asked.perception));
        let dimensions: Vec<_> = survey.dimensions.iter().map(of).collect();
        let dated = log.dated.as_ref().map(|dated| {
            let column = ColumnSource::Name(dated.value.clone());
            needed(&known, &Column { source: column, unit: None, span: dated.span })
        });
        let is_dated = dated.is_some();
        needs.times.extend(dated.map(NeededTime::Column));
        Self { dated: is_dated, count: needs.numbers.len(), dimensions }
    }
}

/// A column by our name of it, which `columns` of the log may say.
fn needed(known: &LogColumns<'_>, column: &Column) -> Needed {
    let name = match &column.source {
        ColumnSource::Name(name) => {
            let mapped = known.log.column(name).cloned();
            return Needed { name: name.clone(), column: mapped.unwrap_or_else(|| column.clone()) };
        }
        source => source.columns().iter().map(ColumnRef::to_string).collect::<Vec<_>>().join("+"),
    };
    Needed { name, column: column.clone() }
}

/// The days that are asked for.
struct Days {
    zone: Zone,
    from: Option<Date>,
    until: Option<Date>,
    as_of: Option<Instant>,
}

/// When an answer was given, as far as it matters.
enum When {
    Counted,
    Outside,
    Undated,
    Later,
}

impl Days {
    fn of(&self, time: Option<Time>) -> When {
        let (day, is_later) = match time {
            Some(Time::At(instant)) => {
                (Some(self.zone.date_of(instant)), self.as_of.is_some_and(|as_of| instant > as_of))
            }
            // The end of a day is the start of the next, which is a later day.
            Some(Time::Day(day)) => {
                (Some(day), self.as_of.is_some_and(|as_of| self.zone.start_of(day) >= as_of))
            }
            Some(Time::Missing | Time::Unreadable) | None => (None, false),
        };
        match day {
            _ if is_later => When::Later,
            None if self.from.is_some() || self.until.is_some() => When::Undated,
            Some(day) if self.from.is_some_and(|from| day < from) => When::Outside,
            Some(day) if self.until.is_some_and(|until| day >= until) => When::Outside,
            _ => When::Counted,
        }
    }
}

/// What was counted of some rows.
struct Counts {
    answers: u64,
    outside: u64,
    undated: Places,
    later: Places,
    /// By column.
    off_scale: Vec<Places>,
    dimensions: Vec<Sums>,
}

impl Counts {
    fn new(columns: &Columns) -> Self {
        Self {
            answers: 0,
            outside: 0,
            undated: Places::default(),
            later: Places::default(),
            off_scale: vec![Places::default(); columns.count],
            dimensions: vec![Sums::default(); columns.dimensions.len()],
        }
    }

    fn merged(mut self, other: Self) -> Self {
        self.answers += other.answers;
        self.outside += other.outside;
        self.undated.merge(other.undated);
        self.later.merge(other.later);
        self.off_scale.iter_mut().zip(other.off_scale).for_each(|(one, other)| one.merge(other));
        self.dimensions.iter_mut().zip(other.dimensions).for_each(|(one, other)| one.merge(other));
        self
    }
}

/// Millionths of a point: an answer's average is rounded to them, half away from zero.
const POINT: i128 = 1_000_000;

/// The answers of a dimension. No scale goes beyond a million points, so that a square is below 2^83 and the
/// sums of more rows than there can be fit.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    used: u64,
    missing: u64,
    unusable: u64,
    expectation: i128,
    perception: i128,
    /// Of the squares of perception less expectation.
    squares: i128,
}

impl Sums {
    fn add(&mut self, expectation: i128, perception: i128) {
        let gap = perception - expectation;
        self.used += 1;
        self.expectation += expectation;
        self.perception += perception;
        self.squares += gap * gap;
    }

    fn merge(&mut self, other: Self) {
        self.used += other.used;
        self.missing += other.missing;
        self.unusable += other.unusable;
        self.expectation += other.expectation;
        self.perception += other.perception;
        self.squares += other.squares;
    }

    fn gap(&self, dimension: Dimension, min_answers: u64) -> DimensionGap {
        let mean = |sum: i128| (self.used > 0).then(|| points(sum) / count(self.used));
        let gap = mean(self.perception - self.expectation);
        DimensionGap {
            dimension,
            used: self.used,
            missing: self.missing,
            unusable: self.unusable,
            expectation: mean(self.expectation),
            perception: mean(self.perception),
            gap,
            interval: gap
                .zip(self.variance())
                .and_then(|(gap, variance)| mean_interval(gap, variance, self.used)),
            few: self.used < min_answers,
        }
    }

    /// The variance of the gaps of single answers, in square points; `None` with fewer than two. It is summed
    /// around the whole number next to the mean, so that nothing is lost where squares nearly cancel.
    fn variance(&self) -> Option<f64> {
        let others = self.used.checked_sub(1).filter(|others| *others > 0)?;
        let (all, sum) = (i128::from(self.used), self.perception - self.expectation);
        let (middle, rest) = (sum.div_euclid(all), sum.rem_euclid(all));
        let around = self.squares - 2 * middle * sum + all * middle * middle;
        let part = points(rest) / count(self.used);
        Some(((points(around) / points_in_one() - count(self.used) * part * part) / count(others)).max(0.0))
    }
}

/// A number of millionths in points.
#[expect(clippy::cast_precision_loss, reason = "for printing and statistics")]
fn points(millionths: i128) -> f64 {
    millionths as f64 / points_in_one()
}

#[expect(clippy::cast_precision_loss, reason = "it is a million")]
fn points_in_one() -> f64 {
    POINT as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^53")]
fn count(answers: u64) -> f64 {
    answers as f64
}

/// The average of some numbers in millionths.
fn average(sum: i128, numbers: usize) -> i128 {
    let parts = i128::try_from(numbers).unwrap_or(1).max(1) * (Decimal::ONE / POINT);
    let half = parts / 2;
    (sum + if sum < 0 { -half } else { half }) / parts
}

/// Counts the answers of its blocks.
struct Answers<'s> {
    columns: &'s Columns,
    days: &'s Days,
    scale: AnswerScale,
    counts: Counts,
}

impl<'s> Answers<'s> {
    fn new(columns: &'s Columns, days: &'s Days, scale: AnswerScale) -> Self {
        Self { columns, days, scale, counts: Counts::new(columns) }
    }

    fn row(&mut self, block: &Block, row: usize) {
        let (file, line) = (block.file, block.lines.get(row).copied().unwrap_or(0));
        let number = |column: usize| block.numbers.get(column).and_then(|column| column.get(row)).copied();
        // What is off the scale is told of all rows, as what cannot be read is.
        for (column, off_scale) in self.counts.off_scale.iter_mut().enumerate() {
            if let Some(Number::Value(value)) = number(column)
                && !self.scale.holds(value)
            {
                off_scale.add_with(file, line, || value.to_string());
            }
        }
        let time =
            block.times.first().filter(|_| self.columns.dated).and_then(|times| times.get(row)).copied();
        match self.days.of(time) {
            When::Later => return self.counts.later.add(file, line, b""),
            When::Undated => return self.counts.undated.add(file, line, b""),
            When::Outside => {
                self.counts.outside += 1;
                return;
            }
            When::Counted => self.counts.answers += 1,
        }
        for ((expectation, perception), sums) in
            self.columns.dimensions.iter().zip(&mut self.counts.dimensions)
        {
            let read = |columns: &[usize]| {
                let numbers = columns.iter().map(|column| number(*column).unwrap_or(Number::Missing));
                Listed::of(numbers, self.scale)
            };
            match (read(expectation), read(perception)) {
                (Listed::Average(expectation), Listed::Average(perception)) => {
                    sums.add(expectation, perception);
                }
                (Listed::Unusable, _) | (_, Listed::Unusable) => sums.unusable += 1,
                _ => sums.missing += 1,
            }
        }
    }
}

/// What an answer says in a list of columns.
#[derive(Debug, PartialEq, Eq)]
enum Listed {
    /// In millionths of a point.
    Average(i128),
    /// A column has no value.
    Missing,
    /// A column has what is no number on the scale.
    Unusable,
}

impl Listed {
    fn of(numbers: impl ExactSizeIterator<Item = Number>, scale: AnswerScale) -> Self {
        let (columns, mut sum, mut is_missing) = (numbers.len(), 0, false);
        for number in numbers {
            match number {
                Number::Value(value) if scale.holds(value) => sum += value.units(),
                Number::Value(_) | Number::Unreadable => return Self::Unusable,
                Number::Missing => is_missing = true,
            }
        }
        if is_missing { Self::Missing } else { Self::Average(average(sum, columns)) }
    }
}

impl Taker for Answers<'_> {
    type Output = ();

    fn block(&mut self, block: &Block, _: &[Symbols]) -> ControlFlow<()> {
        (0..block.len()).for_each(|row| self.row(block, row));
        ControlFlow::Continue(())
    }

    fn output(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(answers: &[(i128, i128)]) -> Sums {
        let mut sums = Sums::default();
        answers.iter().for_each(|(expectation, perception)| sums.add(*expectation, *perception));
        sums
    }

    #[test]
    fn a_gap_done_by_hand() {
        // Expected 7, 6, 7, 6; seen 6, 4, 4, 4: gaps −1, −2, −3, −2, mean −2, variance 2/3.
        let answers = [(7, 6), (6, 4), (7, 4), (6, 4)].map(|(one, other)| (one * POINT, other * POINT));
        let gap = sums(&answers).gap(Dimension::Reliability, 5);
        assert_eq!((gap.expectation, gap.perception, gap.gap), (Some(6.5), Some(4.5), Some(-2.0)));
        assert!((sums(&answers).variance().unwrap() - 2.0 / 3.0).abs() < 1e-12);
        let spread = 3.182_446_305 * (2.0_f64 / 3.0 / 4.0).sqrt();
        let (low, high) = gap.interval.unwrap();
        assert!((low + 2.0 + spread).abs() < 1e-8 && (high + 2.0 - spread).abs() < 1e-8);
        assert!(gap.few && gap.falls_short());
    }

    #[test]
    fn nothing_is_lost_where_squares_nearly_cancel() {
        // A million answers with gaps of 999 999 and 1 000 000 points in turn: variance about a quarter.
        let mut all = Sums::default();
        for place in 0..1_000_000_i128 {
            all.add(0, (999_999 + place % 2) * POINT);
        }
        let exact = 0.25 * 1_000_000.0 / 999_999.0;
        assert!((all.variance().unwrap() - exact).abs() < 1e-9, "{:?}", all.variance());
        assert_eq!([sums(&[]).variance(), sums(&[(1, 2)]).variance()], [None, None]);
    }

    #[test]
    fn averages_are_rounded_to_millionths() {
        let one = Decimal::ONE;
        assert_eq!([average(one, 1), average(2 * one, 3), average(-2 * one, 3)], [POINT, 666_667, -666_667]);
        let scale = AnswerScale::parse("1..7").unwrap();
        let value = |text: &str| Number::Value(Decimal::parse(text).unwrap());
        let of = |numbers: &[Number]| Listed::of(numbers.iter().copied(), scale);
        assert_eq!(of(&[value("4"), value("5")]), Listed::Average(4_500_000));
        assert_eq!(of(&[value("4"), Number::Missing]), Listed::Missing);
        assert_eq!(of(&[Number::Missing, value("9")]), Listed::Unusable);
        assert_eq!(of(&[Number::Unreadable]), Listed::Unusable);
    }
}
