//! Targets on a column of the case: a number between bounds, or a text.

use super::clock::Judging;
use super::draft::Draft;
use super::expr::{Expr, and, case, either, not};
use super::number::Number;
use super::outcome::{Numbered, Outcome, Verdict, given, no_times};
use super::time::{NONE, Time};
use crate::text::Decimal;

/// A value as a target sees it.
pub(super) struct Value {
    pub(super) missing: Expr,
    pub(super) unreadable: Expr,
    pub(super) reached: Expr,
    pub(super) number: Option<Number>,
}

impl Value {
    /// A number between bounds.
    pub(super) fn of_number(number: &Number, at_least: Option<Decimal>, at_most: Option<Decimal>) -> Self {
        let bounds =
            [at_least.map(|least| not(&number.below(least))), at_most.map(|most| not(&number.above(most)))];
        Self {
            missing: number.missing.clone(),
            unreadable: and([not(&number.missing), not(&number.valid)]),
            reached: and(bounds.into_iter().flatten()),
            number: Some(number.clone()),
        }
    }
}

impl Judging<'_> {
    /// A value, and whether a case without it breaches.
    pub(super) fn value(
        &self,
        draft: &mut Draft,
        value: &Value,
        dated: Option<&Time>,
        absent_breaches: bool,
    ) -> Outcome {
        let as_of = Expr::int(self.sources.as_of);
        let (later, start, day, early) = match dated {
            Some(time) => {
                let later = and([time.is_readable(), time.at.gt(&as_of)]);
                let day = time.date(draft, self.log_zone, self.sources.years);
                (
                    later,
                    given(&time.is_readable(), &time.at),
                    given(&time.is_readable(), &day),
                    self.is_early(time),
                )
            }
            None => (Expr::boolean(false), Expr::int(NONE), Expr::int(NONE), Expr::boolean(false)),
        };
        let mut excluded = self.excluded.clone();
        if !absent_breaches {
            excluded.push((value.missing.clone(), draft.literal("no value")));
        }
        let errors = vec![(value.unreadable.clone(), "unreadable value")];
        let [met, late] = ["met", "late"].map(|word| draft.literal(word));
        let state = case([(value.missing.clone(), late.clone())], &either(&value.reached, &met, &late));
        let (state, reason) = Verdict { excluded: &excluded, copy: self.copy, errors, state }.say(draft);
        let mut unexpressed = vec![(early, "years")];
        let number = value.number.as_ref().map(|number| {
            unexpressed.push((number.unexpressed.clone(), "exponent"));
            Numbered {
                given: number.valid.clone(),
                whole: number.whole.clone(),
                fraction: number.fraction.clone(),
                is_value: true,
            }
        });
        Outcome {
            later,
            state,
            reason,
            dated: draft.define("dated", &day),
            number,
            times: no_times(),
            unexpressed,
            start,
            due: Expr::int(NONE),
            stop: Expr::int(NONE),
        }
    }
}
