//! What cases are grouped by: a column, or a part of their start.

use super::civil;
use super::draft::Draft;
use super::expr::{Expr, case};
use super::outcome::Outcome;
use super::relation::Years;
use super::time::NONE;
use super::zone;
use crate::calendar::Zone;
use crate::clock::ByStart;

/// What cases are grouped by.
pub(super) enum Group {
    Column(Expr),
    Start(ByStart),
}

impl Group {
    /// The group of a row under a target, as a text.
    pub(super) fn of(&self, draft: &mut Draft, outcome: &Outcome, zone: &Zone, years: Years) -> Expr {
        let part = match self {
            Self::Column(column) => return column.clone(),
            Self::Start(part) => *part,
        };
        let local = zone::to_local(draft, zone, years, &outcome.start);
        let day = civil::day_of(draft, &local);
        let started = outcome.start.ne(&Expr::int(NONE));
        let none = draft.literal("");
        let weekday = |draft: &mut Draft, day: &Expr| {
            let number = civil::weekday(draft, day).plus_int(1);
            draft.text_of(&number)
        };
        let text = match part {
            // Without a clock there is the day alone.
            ByStart::Weekday => {
                let of_start = weekday(draft, &day);
                let of_day = weekday(draft, &outcome.dated);
                let dated = outcome.dated.ne(&Expr::int(NONE));
                case([(started, of_start), (dated, of_day)], &none)
            }
            ByStart::Hour => {
                let second = local.minus(&day.times(86_400));
                let hour = draft.divide_int(&second, 3600);
                let hour = draft.define("hour", &hour);
                let digits = civil::digits(draft, &hour, 2);
                case([(started, digits)], &none)
            }
        };
        draft.define("part", &text)
    }
}
