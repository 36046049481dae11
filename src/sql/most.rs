//! The most that a pause may last, after which the clock runs again.

use super::axis::{Axis, same_time};
use super::civil;
use super::clock::Judging;
use super::draft::Draft;
use super::expr::{Expr, and, either, flag, greatest, least, not};
use super::pause::Segments;
use super::relation::NEVER;
use super::time::NONE;
use super::zone;
use crate::text::Duration;

/// The instant at which a pause from another one on has lasted its most, or what is `left` of it; `None` where
/// it is in opening hours and the clock has none.
pub(super) fn lasted(
    draft: &mut Draft,
    judging: &Judging<'_>,
    most: Duration,
    left: Option<&Expr>,
    from: &Expr,
) -> Option<Expr> {
    let (zone, years) = (judging.zone, judging.years());
    let amount = left.cloned().unwrap_or_else(|| Expr::int(most.amount()));
    let last = match most {
        Duration::Elapsed(_) => from.plus(&amount),
        Duration::Open(_) => {
            let hours = judging.hours?;
            let open = hours.open(draft, from).plus(&amount);
            hours.reach(draft, &open).0
        }
        Duration::Days(_) | Duration::Months(_) => {
            let first = zone::date_of(draft, zone, years, from);
            let day = match (most, left) {
                (Duration::Months(months), None) => civil::plus_months(draft, &first, months),
                _ => first.plus(&amount),
            };
            same_time(draft, zone, years, from, &day)
        }
        Duration::BusinessDays(_) => {
            let hours = judging.hours?;
            let opening = hours.next_open(draft, from);
            let first = zone::date_of(draft, zone, years, &opening);
            let first = draft.define("day", &first);
            let number = hours.done(draft, &first).plus(&amount);
            let day = hours.working_day(draft, &number).date;
            let day = either(&amount.gt(&Expr::int(0)), &day, &first);
            same_time(draft, zone, years, &opening, &day)
        }
    };
    Some(draft.define("lasted", &last))
}

/// The end of the pause that a row of events begins where it is `flagged`, `begin` where it begins none: the
/// rows of a case use its most up together.
pub(super) fn cut(
    draft: &mut Draft,
    judging: &Judging<'_>,
    rows: &Segments,
    most: Duration,
    flagged: &Expr,
    (begin, last): (&Expr, &Expr),
) -> Expr {
    let flagged = draft.define("flagged", &and([flagged.clone(), begin.lt(last)]));
    let axis = match (most, judging.hours) {
        (Duration::Elapsed(_), _) => Axis::Time,
        (Duration::Days(_) | Duration::Months(_), _) => Axis::Dates(judging.zone),
        (Duration::Open(_), Some(hours)) => Axis::Open(hours),
        (Duration::BusinessDays(_), Some(hours)) => Axis::Working(hours),
        (Duration::Open(_) | Duration::BusinessDays(_), None) => return either(&flagged, last, begin),
    };
    let place = |draft: &mut Draft, at: &Expr| axis.place(draft, judging.years(), at);
    let (from, to) = (place(draft, begin), place(draft, last));
    let used = either(&flagged, &to.minus(&from), &Expr::int(0));
    let used = rows.sum_before(draft, &used);
    let end = match most {
        Duration::Elapsed(_) | Duration::Open(_) => {
            let left = draft.define("left", &Expr::int(most.amount()).minus(&used));
            let end = lasted(draft, judging, most, Some(&left), begin);
            let end = end.map_or(last.clone(), |end| least(last, &end));
            either(&and([flagged, left.gt(&Expr::int(0))]), &end, begin)
        }
        Duration::Days(_) | Duration::BusinessDays(_) | Duration::Months(_) => {
            // Days count from the begin of rows that follow each other without a gap.
            let ended = either(&flagged, last, &Expr::int(NONE));
            let before = rows.greatest_before(draft, &ended, &Expr::int(NONE));
            let opens = and([flagged.clone(), begin.gt(&before)]);
            let spell = either(&opens, begin, &Expr::int(NONE));
            let spell = rows.greatest_so_far(draft, &spell);
            let spell = draft.define("spell", &either(&spell.is(NONE), begin, &spell));
            let of_spell = place(draft, &spell);
            let all = match most {
                Duration::Months(months) => {
                    let first = rows.least(draft, &either(&flagged, begin, &Expr::int(NEVER)));
                    let first = zone::date_of(draft, judging.zone, judging.years(), &first);
                    let first = draft.define("day", &first);
                    civil::plus_months(draft, &first, months).minus(&first)
                }
                _ => Expr::int(most.amount()),
            };
            let left = all.minus(&used).plus(&from.minus(&of_spell));
            let left = draft.define("left", &left);
            let Some(lasted) = lasted(draft, judging, most, Some(&left), &spell) else {
                return begin.clone();
            };
            // Once it is used up, no later row has any.
            let is_cut = flag(&and([flagged.clone(), lasted.le(last)]));
            let is_over = rows.sum_before(draft, &is_cut).gt(&Expr::int(0));
            either(&and([flagged, not(&is_over)]), &greatest(begin, &least(last, &lasted)), begin)
        }
    };
    draft.define("end", &end)
}
