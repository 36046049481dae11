//! Time zones as comparisons with the instants at which their offsets change.

use super::civil;
use super::draft::Draft;
use super::expr::{Expr, case};
use super::relation::Years;
use crate::calendar::{Change, Zone};

const DAY: i64 = 86_400;

/// The instant of a time on the wall. Beyond the years it is near enough to be beyond them too.
pub(super) fn to_instant(draft: &mut Draft, zone: &Zone, years: Years, local: &Expr) -> Expr {
    let local = draft.define("local", local);
    let changes = changes(zone, years);
    let offset = offset(zone, years, &changes, |change| local.lt(&Expr::int(change.local_from())));
    draft.define("at", &local.minus(&offset))
}

/// The time on the wall at an instant.
pub(super) fn to_local(draft: &mut Draft, zone: &Zone, years: Years, instant: &Expr) -> Expr {
    let instant = draft.define("at", instant);
    let changes = changes(zone, years);
    let offset = offset(zone, years, &changes, |change| instant.lt(&Expr::int(change.at)));
    draft.define("local", &instant.plus(&offset))
}

/// The date on the wall at an instant.
pub(super) fn date_of(draft: &mut Draft, zone: &Zone, years: Years, instant: &Expr) -> Expr {
    let local = to_local(draft, zone, years, instant);
    civil::day_of(draft, &local)
}

/// The first instant of a date.
pub(super) fn start_of(draft: &mut Draft, zone: &Zone, years: Years, day: &Expr) -> Expr {
    to_instant(draft, zone, years, &day.times(DAY))
}

/// The changes of a zone within the years, and some days around them.
fn changes(zone: &Zone, years: Years) -> Vec<Change> {
    let day = |day: i32| i64::from(day) * DAY;
    zone.changes(&(day(years.first_day())..day(years.last_day() + 1))).collect()
}

/// The offset, by which changes a time comes before.
fn offset(zone: &Zone, years: Years, changes: &[Change], before: impl Fn(&Change) -> Expr) -> Expr {
    let first = i64::from(zone.offset_at(i64::from(years.first_day()) * DAY - 1));
    let last = changes.last().map_or(first, |last| i64::from(last.after));
    let arms = changes.iter().map(|change| (before(change), Expr::int(i64::from(change.before))));
    case(arms, &Expr::int(last))
}
