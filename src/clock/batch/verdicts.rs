//! What one target says of many rows.

use super::derived::UNDATED;
use super::mask::Mask;
use crate::calendar::Instant;
use crate::clock::{Judgement, Reason, Spent, State};
use crate::model::Date;
use crate::text::Decimal;

/// Judgements of one target; a row of the batch that it is not about has none.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// Cases that are met or late, judged together.
    pub ended: Mask,
    /// Of them, the late ones.
    pub late: Mask,
    /// By row of the batch how long these took, in the unit of the limit, or their values in
    /// [`THOUSANDTH`]s: at least zero. Empty where they have neither.
    pub amounts: Vec<i32>,
    /// Cases that are excluded together, and why.
    pub excluded: Vec<(Reason, Mask)>,
    /// By row of the batch what became of the time of these cases, where that is asked for.
    pub spent: Vec<Spent>,
    /// All others, judged one by one.
    pub others: Vec<Verdict>,
    /// Where the dates are that put cases into periods.
    pub dated: Dated,
}

/// A thousandth, in units of [`Decimal`].
pub const THOUSANDTH: i64 = 1_000_000_000;

/// What a target says of a single row.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// The row, counted from the first of the batch.
    pub row: usize,
    /// The state.
    pub state: State,
    /// Why, if it is excluded or invalid.
    pub reason: Option<Reason>,
    /// When a case in [`State::Open`] is due; `None` where the clock stands still.
    pub due: Option<Instant>,
    /// How long an ended case took, in the unit of the limit, or its value.
    pub number: Option<Decimal>,
    /// The date that puts it into a period, in days since 1970-01-01, or [`UNDATED`]; of use only where
    /// each has its own.
    pub day: i32,
    /// What became of its time, where that is asked for.
    pub spent: Spent,
}

/// Where the dates are that put cases into periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dated {
    /// They are those of a column of dates, by its place.
    Column(usize),
    /// No case has one.
    Never,
    /// Each judgement has its own, and none is made together with others.
    #[default]
    Each,
}

impl Verdicts {
    /// Empties them for the next target.
    pub fn begin(&mut self, dated: Dated) {
        (self.ended, self.late) = (Mask::default(), Mask::default());
        self.amounts.clear();
        self.excluded.clear();
        self.spent.clear();
        self.others.clear();
        self.dated = dated;
    }

    /// Whether it is about no row.
    pub(super) fn is_empty(&self) -> bool {
        self.ended.is_empty() && self.excluded.is_empty() && self.others.is_empty()
    }

    /// The rows that it is about.
    pub(super) fn rows(&self) -> Mask {
        let mut rows = self.ended;
        self.excluded.iter().for_each(|(_, excluded)| rows |= *excluded);
        self.others.iter().for_each(|verdict| rows.insert(verdict.row));
        rows
    }
}

impl Verdict {
    /// What a judgement says of a row.
    pub fn new(row: usize, judgement: &Judgement) -> Self {
        let took = judgement.elapsed.map(|took| Decimal::from_integer(took.amount()));
        let has_ended = matches!(judgement.state, State::Met | State::Late);
        Self {
            row,
            state: judgement.state,
            reason: judgement.reason,
            due: judgement.due.map(|due| due.instant).filter(|_| judgement.state == State::Open),
            number: judgement.value.or(took).filter(|_| has_ended),
            day: judgement.dated.map_or(UNDATED, Date::days),
            spent: Spent::default(),
        }
    }

    /// A row in a state, dated by a column.
    pub(super) fn of(row: usize, state: State) -> Self {
        Self { row, state, reason: None, due: None, number: None, day: UNDATED, spent: Spent::default() }
    }
}
