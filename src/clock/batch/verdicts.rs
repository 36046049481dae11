//! What one target says of many rows, column by column.

use super::derived::UNDATED;
use crate::calendar::Instant;
use crate::clock::{Judgement, Measurement, Reason, State, TargetPlan};
use crate::text::Decimal;

/// Judgements of one target, column by column; a row of the batch that it is not about has none.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// The rows, counted from the first of the batch, in order.
    pub rows: Vec<u16>,
    /// Their states.
    pub states: Vec<State>,
    /// Why, where they are excluded or invalid.
    pub reasons: Vec<Option<Reason>>,
    /// How long ended cases took, in the unit of the limit; [`NONE`] for others.
    pub elapsed: Vec<i64>,
    /// The values of ended cases, where the target is about one; [`NO_VALUE`] for others.
    pub values: Vec<Decimal>,
    /// When those in [`State::Open`] are due, in their order; `None` where the clock stands still.
    pub dues: Vec<Option<Instant>>,
    /// Where the dates are that put cases into periods.
    pub dated: Dated,
    /// Those dates where each has its own: days since 1970-01-01, or [`UNDATED`].
    pub days: Vec<i32>,
    measures: Measures,
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

/// What a target measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Measures {
    #[default]
    Elapsed,
    Values,
}

impl Measures {
    pub(super) fn of(target: &TargetPlan) -> Self {
        match target.measurement {
            Measurement::Number { .. } | Measurement::Equals { .. } => Self::Values,
            _ => Self::Elapsed,
        }
    }
}

/// In place of how long a case took that has not ended.
pub const NONE: i64 = i64::MIN;
/// In place of a value that is not there.
pub const NO_VALUE: Decimal = Decimal::from_units(i128::MIN);

impl Verdicts {
    /// Empties them for the next target.
    pub(super) fn begin(&mut self, dated: Dated, measures: Measures) {
        self.rows.clear();
        self.states.clear();
        self.reasons.clear();
        self.elapsed.clear();
        self.values.clear();
        self.dues.clear();
        self.days.clear();
        (self.dated, self.measures) = (dated, measures);
    }

    /// A case that counts. Its elapsed time is [`NONE`] where it has not ended.
    #[inline]
    pub(super) fn timed(&mut self, row: u16, state: State, elapsed: i64) {
        self.rows.push(row);
        self.states.push(state);
        self.reasons.push(None);
        self.elapsed.push(elapsed);
    }

    /// A value as promised or not, or [`NO_VALUE`].
    #[inline]
    pub(super) fn valued(&mut self, row: u16, state: State, value: Decimal) {
        self.rows.push(row);
        self.states.push(state);
        self.reasons.push(None);
        self.values.push(value);
    }

    /// A case that is excluded.
    pub(super) fn excluded(&mut self, row: u16, reason: Reason) {
        self.rows.push(row);
        self.states.push(State::Excluded);
        self.reasons.push(Some(reason));
        match self.measures {
            Measures::Elapsed => self.elapsed.push(NONE),
            Measures::Values => self.values.push(NO_VALUE),
        }
    }

    /// Empties them for judgements of single rows under a target.
    pub fn begin_rows(&mut self, target: &TargetPlan) {
        self.begin(Dated::Each, Measures::of(target));
    }

    /// A judgement of a single row.
    pub fn push(&mut self, row: u16, judgement: &Judgement) {
        self.rows.push(row);
        self.states.push(judgement.state);
        self.reasons.push(judgement.reason);
        let has_ended = matches!(judgement.state, State::Met | State::Late);
        match self.measures {
            Measures::Elapsed => {
                let elapsed = judgement.elapsed.filter(|_| has_ended);
                self.elapsed.push(elapsed.map_or(NONE, crate::clock::Elapsed::amount));
            }
            Measures::Values => {
                self.values.push(judgement.value.filter(|_| has_ended).unwrap_or(NO_VALUE));
            }
        }
        if judgement.state == State::Open {
            self.dues.push(judgement.due.map(|due| due.instant));
        }
        if self.dated == Dated::Each {
            self.days.push(judgement.dated.map_or(UNDATED, crate::model::Date::days));
        }
    }
}
