//! `when`, `applies` and exceptions: the tests of a plan, each as a condition on a row.

use super::cell::Cells;
use super::draft::Draft;
use super::expr::{Expr, and, not, or};
use super::number::Number;
use super::time::{MISSING, Time, UNREADABLE};
use crate::calendar::Instant;
use crate::clock::{Holds, Place, Tests};
use crate::model::{Item, Operator, Test};
use crate::text::Decimal;

/// The tests of a plan.
pub(super) struct Conditions {
    /// By bit.
    bits: Vec<Expr>,
    /// Whether a row has a value that no test can be said of.
    pub(super) unexpressed: Vec<(Expr, &'static str)>,
}

impl Conditions {
    /// `attributes` and `times` are the columns that tests ask for.
    pub(super) fn new(
        draft: &mut Draft,
        cells: &Cells<'_>,
        tests: &Tests,
        (attributes, times): (&[Expr], &[Time]),
        as_of: Instant,
    ) -> Self {
        let mut conditions = Self { bits: Vec::new(), unexpressed: Vec::new() };
        for (place, test) in tests.each() {
            let bit = match place {
                Place::Attribute(column) => conditions.holds(draft, cells, &attributes[column], test),
                Place::Time(column) => is_present(&times[column], test, as_of),
            };
            let bit = draft.define("is", &bit);
            conditions.bits.push(bit);
        }
        conditions
    }

    /// Whether a condition holds.
    pub(super) fn of(&self, holds: &Holds) -> Expr {
        and(holds.bits().filter_map(|bit| self.bits.get(bit).cloned()))
    }

    fn holds(&mut self, draft: &mut Draft, cells: &Cells<'_>, value: &Expr, test: &Test) -> Expr {
        let any: Vec<_> = test.any.iter().map(|item| self.item(draft, cells, value, &item.value)).collect();
        let any = or(any);
        if test.negated { not(&any) } else { any }
    }

    fn item(&mut self, draft: &mut Draft, cells: &Cells<'_>, text: &Expr, item: &Item) -> Expr {
        match item {
            Item::Value(value) => {
                let spelled = cells.is_spelled(draft, text, value);
                if cells.log.fold_case {
                    // Engines do not agree on the case of letters beyond these.
                    let other = draft.matches(text, "[^ -~\u{3000}-\u{9fff}]");
                    self.mark(draft.define("is_other", &other), "letters");
                }
                let is_boolean = ["true", "false"].into_iter().any(|word| value.eq_ignore_ascii_case(word));
                let as_boolean = if is_boolean {
                    text.lower().eq(&draft.literal(&value.to_ascii_lowercase()))
                } else {
                    Expr::boolean(false)
                };
                let as_number = match Decimal::parse(value) {
                    Some(wanted) => {
                        let number = self.number(draft, text);
                        and([number.valid.clone(), number.equals(wanted)])
                    }
                    None => Expr::boolean(false),
                };
                or([spelled, as_boolean, as_number])
            }
            Item::Range(range) => {
                let number = self.number(draft, text);
                let compared = range.iter().map(|comparison| match comparison.operator {
                    Operator::Less => number.below(comparison.number),
                    Operator::AtMost => not(&number.above(comparison.number)),
                    Operator::Greater => number.above(comparison.number),
                    Operator::AtLeast => not(&number.below(comparison.number)),
                });
                and(std::iter::once(number.valid.clone()).chain(compared))
            }
        }
    }

    fn number(&mut self, draft: &mut Draft, text: &Expr) -> Number {
        let number = Number::of(draft, text);
        self.mark(number.unexpressed.clone(), "exponent");
        number
    }

    fn mark(&mut self, condition: Expr, word: &'static str) {
        if !self.unexpressed.contains(&(condition.clone(), word)) {
            self.unexpressed.push((condition, word));
        }
    }
}

/// A time after as-of is unseen, and so not there.
fn is_present(time: &Time, test: &Test, as_of: Instant) -> Expr {
    let [present, absent] = ["present", ""].map(|text| Expr::boolean(test.holds(text, false)));
    let seen = or([time.is(UNREADABLE), and([not(&time.is(MISSING)), time.end.le(&Expr::int(as_of))])]);
    super::expr::either(&seen, &present, &absent)
}
