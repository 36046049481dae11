//! Reading the logs: of each case which limit it needs, gathered by target and class.

use super::history::{Bound, History};
use super::question::Suggestible;
use crate::calendar::Zone;
use crate::clock::{Case, Elapsed, Judgement, Measurement, NeededLimit, State, needed_limit};
use crate::log::{Block, Symbols};
use crate::report::run::{Judged, Query, Run, RunError};
use crate::text::Decimal;
use std::collections::BTreeMap;

/// The cases of a class.
pub(super) struct Gathered {
    /// Met, late, overdue, pending, excluded, invalid under the limit as it is.
    pub(super) counts: [u64; 6],
    pub(super) history: History,
}

/// Classes of one target by the values of their attributes.
pub(super) type Classes = BTreeMap<Vec<String>, Gathered>;

/// What a case means to limits.
#[derive(Clone, Copy)]
enum Need {
    Met(Decimal),
    Pending(Decimal),
    Never,
    /// No limit decides it.
    Nothing,
}

/// What is kept of a case under a target.
struct Picked {
    target: usize,
    by: Vec<String>,
    state: State,
    need: Need,
}

/// The cases of every target by its number, under the as-of of the run.
pub(super) fn collect(
    run: &mut Run<'_>,
    query: &Query,
    suggestible: &[Suggestible],
) -> Result<Vec<Classes>, RunError> {
    let zones: Vec<_> = run.logs.iter().map(|log| log.plan.zone.clone()).collect();
    let as_of = run.as_of;
    let pick = |judged: &Judged<'_>| {
        let Judged { target, judgement, log, block, row, symbols, by } = judged;
        if !query.covers(judgement) {
            return None;
        }
        let zone: &Zone = &zones[*log];
        let case = Case { block, row: *row, bits: &[], zone, nowhere: &block.nowhere, as_of };
        let need = match target.measurement {
            Measurement::Within { .. } | Measurement::Ahead { .. } => {
                needed_limit(&case, target, judgement).map_or(Need::Nothing, Need::of_limit)
            }
            _ => Need::of_judgement(suggestible[target.number], judgement),
        };
        let by = by.iter().map(|column| attribute(block, symbols, *column, *row)).collect();
        Some(Picked { target: target.number, by, state: judgement.state, need })
    };
    let mut gathered: Vec<Classes> = suggestible.iter().map(|_| Classes::new()).collect();
    run.pick(&pick, &mut |picked| {
        let bound = suggestible[picked.target].limits().map_or(Bound::AtMost, |(bound, _)| bound);
        let new = || Gathered { counts: [0; 6], history: History::new(bound) };
        gathered[picked.target].entry(picked.by).or_insert_with(new).add(picked.state, picked.need);
        Ok::<_, RunError>(())
    })?;
    Ok(gathered)
}

impl Need {
    fn of_limit(needed: NeededLimit) -> Self {
        match needed {
            NeededLimit::Met(limit) => Self::Met(Decimal::from_integer(limit)),
            NeededLimit::Pending(limit) => Self::Pending(Decimal::from_integer(limit)),
            NeededLimit::Never => Self::Never,
        }
    }

    /// What a judgement alone says: of values, of percentiles, and of targets whose limit stays as it is.
    fn of_judgement(suggestible: Suggestible, judgement: &Judgement) -> Self {
        let took = || judgement.elapsed.map(Elapsed::amount).map(Decimal::from_integer);
        let is_decided = matches!(judgement.state, State::Met | State::Late | State::Overdue);
        match (suggestible, judgement.value.or_else(took)) {
            _ if !is_decided => Self::Nothing,
            (Suggestible::Limit(bound, kind) | Suggestible::Percentile(bound, kind, _), Some(number)) => {
                Self::Met(kind.limit_of(number, bound))
            }
            // A value that is missing has no place in a percentile.
            (Suggestible::Percentile(..) | Suggestible::Nothing(_), _) => Self::Nothing,
            (Suggestible::Share(_), _) if judgement.state == State::Met => Self::Met(Decimal::ZERO),
            // A value that is missing and must not be.
            (Suggestible::Limit(..), None) | (Suggestible::Share(_), _) => Self::Never,
        }
    }
}

fn attribute(block: &Block, symbols: &[Symbols], column: Option<usize>, row: usize) -> String {
    let symbol = column.and_then(|column| block.attributes.get(column)?.get(row));
    let symbols = column.and_then(|column| symbols.get(column));
    symbols.zip(symbol).map_or_else(String::new, |(symbols, symbol)| symbols.text(*symbol).to_owned())
}

impl Gathered {
    fn add(&mut self, state: State, need: Need) {
        let place = match state {
            State::Met => 0,
            State::Late => 1,
            State::Overdue => 2,
            State::Pending | State::Open => 3,
            State::Excluded => 4,
            State::Invalid => 5,
        };
        self.counts[place] += 1;
        match need {
            Need::Met(limit) => self.history.add_met(limit),
            Need::Pending(limit) => self.history.add_pending(limit),
            Need::Never => self.history.add_never(1),
            Need::Nothing => {}
        }
    }
}
