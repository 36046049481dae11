//! Reading a survey: which rows are answers of the days that are asked for, and what they say.
//!
//! Every row is counted somewhere, and every value that cannot be used is told with its line. What the answers
//! add up to is worked out elsewhere.

use super::gap::{DimensionGap, Listed, Sums};
use crate::calendar::{Instant, Zone};
use crate::clock::LogColumns;
use crate::log::{
    self, Block, Needed, NeededTime, Needs, Number, OpenLog, Places, Progress, Summary, Symbols, Taker, Time,
};
use crate::model::{
    AnswerScale, Column, ColumnRef, ColumnSource, Date, Definitions, Log, Survey, SurveyedDimension,
};
use crate::report::history::Asked;
use crate::report::opened::zone_of;
use crate::report::problem::{self, Problem, ProblemKind};
use crate::report::run::{RunError, Stdin};
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
            sums.count(&read(expectation), &read(perception));
        }
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
