//! Counting the cases of one log: what each worker does with its blocks, and how that merges.
//!
//! A report is the same however the blocks of a log were dealt out to workers: each names the groups
//! that it met, integers add up, and the first places of problems are the first by file and line.

use super::prints::Prints;
use super::reject::Rejecting;
use super::remedy::{Claims, Priced};
use super::rows::{RowCounts, Rows};
use super::run::{Judged, Query};
use super::values::Listed;
use crate::calendar::Instant;
use crate::clock::{
    Batches, Dated, Derived, Plan, Spent, StartParts, TargetPlan, UNDATED, Verdict, Verdicts,
};
use crate::log::{Block, Symbols};
use crate::model::{Date, Period};
use crate::tally::{Budget, Counters, NOWHERE, Places, Scale, Tally, one_of};
use std::convert::Infallible;

/// One worker's counts of one log. The symbols of all its blocks are of one set.
pub struct Counting<'p> {
    plan: &'p Plan,
    query: &'p Query,
    rows: Rows<'p>,
    batches: Batches<'p>,
    counted: Counted<'p>,
    prints: Prints,
    priced: Option<&'p Priced>,
    claims: Claims,
}

/// Judgements by target, period and group.
struct Counted<'p> {
    query: &'p Query,
    places: Places,
    tally: Tally<'p>,
    /// The groups of the rows of a batch.
    groups: Vec<u32>,
    /// Columns of places, worked out once a batch for all targets that date cases alike.
    columns: Vec<Column>,
    /// The places of rows that were judged one by one.
    own: Vec<u32>,
}

/// The places of the rows of a batch by the dates of a column.
struct Column {
    dated: Dated,
    period: Period,
    places: Vec<u32>,
    /// Whether it is of the batch that is counted now.
    is_current: bool,
}

/// What was counted of a log.
#[derive(Debug, Default)]
pub struct LogCounts {
    /// What became of its rows.
    pub rows: RowCounts,
    /// The latest time in the columns that tell how far it reaches.
    pub latest: Option<Instant>,
    /// The latest begin or end of a pause.
    pub latest_pause: Option<Instant>,
    /// Its cases by target, period and group.
    pub counters: Counters,
    /// By file: the prints of its cases, where the query asks for them.
    pub prints: Vec<u64>,
    /// What was noted for what is owed, where that is asked for.
    pub claims: Claims,
}

/// What all workers of a run share.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'p> {
    /// What is asked.
    pub query: &'p Query,
    /// What is unseen because it is later, if that is known from the start.
    pub as_of: Option<Instant>,
    /// The bins of targets by their number.
    pub scales: &'p [Scale],
    /// How many numbers may be kept for percentiles.
    pub budget: &'p Budget,
    /// What has to be noted for what is owed.
    pub priced: Option<&'p Priced>,
}

impl<'p> Counting<'p> {
    /// With nothing counted.
    pub fn new(plan: &'p Plan, shared: Shared<'p>, listed: Vec<Listed>) -> Self {
        let Shared { query, as_of, scales, budget, priced } = shared;
        let counted = Counted {
            query,
            places: Places::new(&plan.by, &plan.by_start),
            tally: Tally::new(scales, budget),
            groups: Vec::new(),
            columns: Vec::new(),
            own: Vec::new(),
        };
        let (rows, batches) =
            (Rows::new(0, plan, as_of, listed), Batches::new(plan, as_of).with_times(query.times));
        let (prints, claims) = (Prints::default(), Claims::default());
        Self { plan, query, rows, batches, counted, prints, priced, claims }
    }

    /// Counts the cases of a block.
    pub fn block(&mut self, block: &Block, symbols: &[Symbols]) {
        if self.query.prints {
            self.prints.add(block, symbols);
        }
        // Each target has a start and a zone of its own, where batches share their groups; and what a case
        // is owed depends on all its targets together.
        if !self.plan.by_start.is_empty() || self.priced.is_some() {
            return self.block_by_rows(block, symbols);
        }
        let Self { plan, rows, batches, counted, .. } = self;
        rows.look(block, symbols);
        batches.learn(symbols);
        for part in Batches::parts(block) {
            counted.begin(block, symbols, part.clone());
            let noted = batches.judge(block, part.clone(), &mut |target, verdicts, derived| {
                counted.count(target, verdicts, derived);
            });
            rows.counts.count_batch(&plan.zone, block, part, noted);
        }
    }

    /// Counts the cases of a block one by one: what [`Counting::block`] must agree with.
    pub fn block_by_rows(&mut self, block: &Block, symbols: &[Symbols]) {
        self.block_rejecting(block, symbols, Rejecting::default());
    }

    /// Counts the cases of a block one by one, and tells of those that are not judged or are data errors.
    pub(super) fn block_rejecting(&mut self, block: &Block, symbols: &[Symbols], rejecting: Rejecting<'_>) {
        let Self { query, rows, counted, priced, claims, .. } = self;
        let mut verdicts = Verdicts::default();
        counted.begin(block, symbols, 0..block.len());
        let done = rows.judge(block, symbols, rejecting, &mut |judged: &Judged<'_>| {
            let Judged { target, judgement, row, .. } = judged;
            if query.covers(judgement) {
                let day = judgement.dated.map_or(UNDATED, Date::days);
                let start = || StartParts::of(judgement, &target.zone);
                let group = counted.places.with_start(counted.groups[*row], start);
                let place = counted.places.place(target.period, day, group);
                if let Some(priced) = priced {
                    claims.add(priced, judged, || counted.places.names(group));
                }
                verdicts.begin(Dated::Each);
                let spent = if query.times { Spent::of(judgement, target) } else { Spent::default() };
                verdicts.others.push(Verdict { spent, ..Verdict::new(0, judgement) });
                counted.tally.add(target.number, &verdicts, &[], &[place]);
            }
            Ok::<_, Infallible>(())
        });
        let Ok(()) = done;
    }

    /// What it counted.
    pub fn finish(self) -> LogCounts {
        let counters = self.counted.tally.finish(self.counted.places);
        let Rows { latest, latest_pause, .. } = self.rows;
        let prints = self.prints.by_file;
        LogCounts { rows: self.rows.finish(), latest, latest_pause, counters, prints, claims: self.claims }
    }
}

impl Counted<'_> {
    /// Begins a batch.
    fn begin(&mut self, block: &Block, symbols: &[Symbols], rows: std::ops::Range<usize>) {
        self.places.groups(block, symbols, &rows, &mut self.groups);
        self.columns.iter_mut().for_each(|column| column.is_current = false);
    }

    /// Counts what a target says of the rows of the batch.
    fn count(&mut self, target: &TargetPlan, verdicts: &Verdicts, derived: &Derived<'_>) {
        if verdicts.dated == Dated::Each {
            let Self { query, places, groups, own, tally, .. } = self;
            own.clear();
            own.extend(verdicts.others.iter().map(|verdict| {
                if query.covers_day(verdict.day) {
                    places.place(target.period, verdict.day, groups[verdict.row])
                } else {
                    NOWHERE
                }
            }));
            return tally.add(target.number, verdicts, &[], own);
        }
        let column = self.column(verdicts.dated, target.period, derived);
        let Self { columns, own, tally, .. } = self;
        let places = &columns[column].places;
        own.clear();
        own.extend(verdicts.others.iter().map(|verdict| places[verdict.row]));
        tally.add(target.number, verdicts, places, own);
    }

    /// The column of places by dates of a column.
    fn column(&mut self, dated: Dated, period: Period, derived: &Derived<'_>) -> usize {
        let Self { query, places, groups, columns, .. } = self;
        let same = |column: &Column| column.dated == dated && column.period == period;
        let known = columns.iter().position(same).unwrap_or_else(|| {
            columns.push(Column { dated, period, places: Vec::new(), is_current: false });
            columns.len() - 1
        });
        let column = &mut columns[known];
        if !column.is_current {
            column.is_current = true;
            let days = match dated {
                Dated::Column(days) => derived.days(days),
                Dated::Never | Dated::Each => &[],
            };
            let days = days.get(..groups.len()).unwrap_or_default();
            if let (Some(day), Some(group)) = (one_of(days), one_of(groups)) {
                let place = if query.covers_day(day) { places.place(period, day, group) } else { NOWHERE };
                column.places.clear();
                column.places.resize(groups.len(), place);
                return known;
            }
            let day = |row: usize| days.get(row).copied().unwrap_or(UNDATED);
            let cases = groups.iter().enumerate().map(|(row, &group)| (day(row), group));
            places.column(period, cases, |day| query.covers_day(day), &mut column.places);
        }
        known
    }
}

impl LogCounts {
    /// Adds what another worker counted of the same log.
    pub fn merge(&mut self, other: Self) {
        self.rows.merge(other.rows);
        self.latest = self.latest.max(other.latest);
        self.latest_pause = self.latest_pause.max(other.latest_pause);
        self.counters.merge(other.counters);
        self.claims.merge(other.claims);
        self.prints.resize(self.prints.len().max(other.prints.len()), 0);
        for (one, other) in self.prints.iter_mut().zip(other.prints) {
            *one = one.wrapping_add(other);
        }
    }
}
