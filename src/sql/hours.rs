//! What can be asked of a calendar in a statement: each question is a look-up of one row.

use super::civil;
use super::draft::{Draft, Row};
use super::error::Why;
use super::expr::{Expr, and, case, greatest, least, or, positive, sum};
use super::relation::{Counted, Relation, Years};

const DAY: i64 = 86_400;

/// A calendar whose relations a statement has.
#[derive(Clone, Debug)]
pub(super) struct Hours<'a> {
    pub(super) counted: Counted<'a>,
    pub(super) years: Years,
    open: Relation,
    days: Relation,
}

impl<'a> Hours<'a> {
    /// `place` numbers the calendars of a statement; `table` is where relations were loaded into.
    pub(super) fn new(
        counted: Counted<'a>,
        years: Years,
        place: usize,
        table: Option<&str>,
    ) -> Result<Self, Why> {
        let table = table.map(str::to_owned);
        let open = Relation {
            name: format!("open_{place}"),
            table: table.clone(),
            ..Relation::open(&counted, years)
        };
        let days = Relation::days(&counted, years).ok_or_else(|| Why::NeverDue(counted.id.to_owned()))?;
        let days = Relation { name: format!("days_{place}"), table, ..days };
        Ok(Self { counted, years, open, days })
    }

    /// The row of the day of UTC in which the second before an instant lies.
    fn row_before(&self, draft: &mut Draft, instant: &Expr) -> Row {
        let second = self.within(draft, instant).plus_int(-1);
        let day = civil::day_of(draft, &second);
        draft.look_up(self.open.clone(), &day)
    }

    /// An instant, or the nearest that the relation has.
    fn within(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let begin = Expr::int(i64::from(self.years.first_day()) * DAY + 1);
        let end = Expr::int((i64::from(self.years.last_day()) + 1) * DAY);
        draft.define("within", &least(&greatest(instant, &begin), &end))
    }

    fn pieces(&self, draft: &mut Draft, row: &Row) -> Vec<(Expr, Expr)> {
        let count = (self.open.columns.len() - 4) / 2;
        (1..=count)
            .map(|piece| (draft.of_row(row, &format!("s{piece}")), draft.of_row(row, &format!("e{piece}"))))
            .collect()
    }

    /// Open seconds up to an instant, counted from some day on.
    pub(super) fn open(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let row = self.row_before(draft, instant);
        let at = self.within(draft, instant);
        let pieces = self.pieces(draft, &row);
        let parts = pieces.iter().map(|(from, to)| positive(&least(&at, to).minus(from)));
        let open = draft.of_row(&row, "cum").plus(&sum(parts));
        draft.define("open", &open)
    }

    /// Whether the second before an instant is open.
    pub(super) fn is_open_before(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let row = self.row_before(draft, instant);
        let pieces = self.pieces(draft, &row);
        let open = or(pieces.iter().map(|(from, to)| and([from.lt(instant), instant.le(to)])));
        draft.define("was_open", &open)
    }

    /// An instant if it is open, else the next opening.
    pub(super) fn next_open(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let at = self.within(draft, instant);
        let at =
            draft.define("within", &least(&at, &Expr::int((i64::from(self.years.last_day()) + 1) * DAY - 1)));
        let day = civil::day_of(draft, &at);
        let row = draft.look_up(self.open.clone(), &day);
        let pieces = self.pieces(draft, &row);
        let arms: Vec<_> = pieces
            .iter()
            .map(|(from, to)| (and([from.lt(to), instant.lt(to)]), greatest(instant, from)))
            .collect();
        let next = draft.of_row(&row, "opens");
        draft.define("opening", &case(arms, &next))
    }

    /// An instant if it is open just before, else the last close.
    pub(super) fn previous_open(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let row = self.row_before(draft, instant);
        let pieces = self.pieces(draft, &row);
        let last = draft.of_row(&row, "shut");
        let arms: Vec<_> = pieces
            .iter()
            .rev()
            .map(|(from, to)| (and([from.lt(to), from.lt(instant)]), least(instant, to)))
            .collect();
        draft.define("closing", &case(arms, &last))
    }

    /// The row of a local date.
    pub(super) fn date(&self, draft: &mut Draft, day: &Expr) -> Row {
        let (first, last) = (i64::from(self.years.first_day()), i64::from(self.years.last_day()));
        let key = least(&greatest(day, &Expr::int(first)), &Expr::int(last));
        draft.look_up(self.days.clone(), &key)
    }

    /// Working days up to a date, that date included.
    pub(super) fn done(&self, draft: &mut Draft, day: &Expr) -> Expr {
        let row = self.date(draft, day);
        draft.of_row(&row, "done")
    }
}
