//! What one target says of many rows.

use super::derived::UNDATED;
use crate::calendar::Instant;
use crate::clock::{Judgement, Reason, State};
use crate::model::Date;
use crate::text::Decimal;

/// Judgements of one target; a row of the batch that it is not about has none.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// In the order of the rows.
    pub all: Vec<Verdict>,
    /// Why cases are [`State::Excluded`] or [`State::Invalid`], in their order.
    pub reasons: Vec<Reason>,
    /// When cases in [`State::Open`] are due, in their order; `None` where the clock stands still.
    pub dues: Vec<Option<Instant>>,
    /// Values that [`Verdict::amount`] cannot hold, with the places of their verdicts, in order.
    pub wide: Vec<(usize, Decimal)>,
    /// Where the dates are that put cases into periods.
    pub dated: Dated,
    /// Those dates where each has its own: days since 1970-01-01, or [`UNDATED`].
    pub days: Vec<i32>,
}

/// What a target says of a row.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// The row, counted from the first of the batch.
    pub row: u16,
    /// The state.
    pub state: State,
    /// How long an ended case took, in the unit of the limit, or its value in units of [`Decimal`];
    /// [`NONE`] where there is neither.
    pub amount: i64,
}

/// Where the dates are that put cases into periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dated {
    /// They are those of a column of dates, by its place.
    Column(usize),
    /// No case has one.
    Never,
    /// Each judgement has its own.
    #[default]
    Each,
}

/// In place of an amount that is not there.
pub const NONE: i64 = i64::MIN;

impl Verdicts {
    /// Empties them for the next target.
    pub fn begin(&mut self, dated: Dated) {
        self.all.clear();
        self.reasons.clear();
        self.dues.clear();
        self.wide.clear();
        self.days.clear();
        self.dated = dated;
    }

    /// A case that counts.
    #[inline]
    pub(super) fn counts(&mut self, row: u16, state: State, amount: i64) {
        self.all.push(Verdict { row, state, amount });
    }

    /// A case that has not ended.
    pub(super) fn open(&mut self, row: u16, state: State, due: Option<Instant>) {
        if state == State::Open {
            self.dues.push(due);
        }
        self.counts(row, state, NONE);
    }

    /// A value as promised or not.
    #[inline]
    pub(super) fn valued(&mut self, row: u16, state: State, value: Decimal) {
        let amount = i64::try_from(value.units()).ok().filter(|units| *units != NONE);
        if amount.is_none() {
            self.wide.push((self.all.len(), value));
        }
        self.counts(row, state, amount.unwrap_or(NONE));
    }

    /// A case that is excluded.
    pub(super) fn excluded(&mut self, row: u16, reason: Reason) {
        self.reasons.push(reason);
        self.counts(row, State::Excluded, NONE);
    }

    /// A judgement of a single row.
    pub fn push(&mut self, row: u16, judgement: &Judgement) {
        let state = judgement.state;
        self.reasons.extend(judgement.reason);
        if state == State::Open {
            self.dues.push(judgement.due.map(|due| due.instant));
        }
        if self.dated == Dated::Each {
            self.days.push(judgement.dated.map_or(UNDATED, Date::days));
        }
        let has_ended = matches!(state, State::Met | State::Late);
        if let Some(value) = judgement.value.filter(|_| has_ended) {
            self.valued(row, state, value);
        } else {
            let elapsed = judgement.elapsed.filter(|_| has_ended);
            self.counts(row, state, elapsed.map_or(NONE, crate::clock::Elapsed::amount));
        }
    }
}
