//! What a target says of each row, as expressions.

use super::draft::Draft;
use super::expr::{Expr, case, either, or};
use super::time::NONE;

/// What a target says of a row.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// Whether it begins after as-of, and so is no case yet.
    pub(super) later: Expr,
    /// The state, as a text.
    pub(super) state: Expr,
    /// Why it is excluded or invalid, as a text; else empty.
    pub(super) reason: Expr,
    /// The day that puts it into a period, or [`NONE`].
    pub(super) dated: Expr,
    /// How long it took or its value, where there is one: whole and fraction.
    pub(super) number: Option<Numbered>,
    /// What became of its time: counted, closed, paused, excluded.
    pub(super) times: [Expr; 4],
    /// What keeps it from being judged exactly.
    pub(super) unexpressed: Vec<(Expr, &'static str)>,
    /// Instants, or [`NONE`].
    pub(super) start: Expr,
    pub(super) due: Expr,
    pub(super) stop: Expr,
}

/// The number of an ended case.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    /// Whether there is one.
    pub(super) given: Expr,
    pub(super) whole: Expr,
    pub(super) fraction: Expr,
    /// Whether it is a value, and no time.
    pub(super) is_value: bool,
}

/// How judging goes: excluded, then why it is a data error, then the state.
pub(super) struct Verdict<'e> {
    /// Whether it is excluded, and why.
    pub(super) excluded: &'e [(Expr, Expr)],
    /// Whether it is a copy of another row, which is a data error before all others.
    pub(super) copy: &'e Expr,
    /// Why it is a data error, in the order in which it is found.
    pub(super) errors: Vec<(Expr, &'static str)>,
    /// The state of what is neither.
    pub(super) state: Expr,
}

impl Verdict<'_> {
    /// State and reason.
    pub(super) fn say(self, draft: &mut Draft) -> (Expr, Expr) {
        let is_excluded = or(self.excluded.iter().map(|(condition, _)| condition.clone()));
        let copy = (self.copy.clone(), "copy of a row");
        let errors: Vec<_> = std::iter::once(copy).chain(self.errors).collect();
        let is_invalid = or(errors.iter().map(|(condition, _)| condition.clone()));
        let is_excluded = draft.define("is_excluded", &is_excluded);
        let is_invalid = draft.define("is_invalid", &is_invalid);
        let words = ["excluded", "invalid"].map(|word| draft.literal(word));
        let [excluded, invalid] = words;
        let state = case([(is_excluded, excluded), (is_invalid, invalid)], &self.state);
        let errors: Vec<_> =
            errors.into_iter().map(|(condition, word)| (condition, draft.literal(word))).collect();
        let reason = case(self.excluded.iter().cloned().chain(errors), &draft.literal(""));
        (draft.define("state", &state), draft.define("reason", &reason))
    }
}

/// One of four states by whether a case has ended and whether it is in time.
pub(super) fn state(draft: &Draft, stopped: &Expr, in_time: &Expr) -> Expr {
    let [met, late, pending, overdue] = ["met", "late", "pending", "overdue"].map(|word| draft.literal(word));
    either(stopped, &either(in_time, &met, &late), &either(in_time, &pending, &overdue))
}

/// An expression where a condition holds, else nothing.
pub(super) fn given(condition: &Expr, expression: &Expr) -> Expr {
    either(condition, expression, &Expr::int(NONE))
}

/// Times of which nothing is told.
pub(super) fn no_times() -> [Expr; 4] {
    [const { 0_i64 }; 4].map(Expr::int)
}
