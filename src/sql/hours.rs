//! Opening hours in a statement: open time before an instant and back, working days before a date and back.

use super::civil;
use super::draft::{Draft, Row};
use super::error::Why;
use super::expr::{Expr, and, case, greatest, least, or, positive, sum};
use super::relation::{Counted, NEVER, Relation, Years};

const DAY: i64 = 86_400;

/// A calendar whose relations a statement has.
#[derive(Clone, Debug)]
pub(super) struct Hours<'a> {
    pub(super) counted: Counted<'a>,
    years: Years,
    /// All open seconds of its relations, and those of a row of `reach`.
    total: i64,
    span: i64,
    open: Relation,
    reach: Relation,
    days: Relation,
    nth: Relation,
}

/// A working day.
pub(super) struct WorkingDay {
    pub(super) date: Expr,
    /// When what is due at its close is due.
    pub(super) closes: Expr,
}

impl<'a> Hours<'a> {
    /// `place` numbers the calendars of a statement; `table` is where relations were loaded into.
    pub(super) fn new(
        counted: Counted<'a>,
        years: Years,
        place: usize,
        table: Option<&str>,
    ) -> Result<Self, Why> {
        let [open, reach, days, nth] = Relation::all(counted, years).map(|relation| Relation {
            name: format!("{}_{place}", relation.kind),
            table: table.map(str::to_owned),
            ..relation
        });
        let total = counted.total(years);
        if total == 0 || nth.rows.is_empty() {
            return Err(Why::NeverDue(counted.id.to_owned()));
        }
        Ok(Self { counted, years, total, span: counted.span(years), open, reach, days, nth })
    }

    /// The row of the day of UTC in which the second before an instant lies.
    fn row_before(&self, draft: &mut Draft, instant: &Expr) -> Row {
        let second = self.within(draft, instant).plus_int(-1);
        let day = civil::day_of(draft, &second);
        draft.look_up(self.open.clone(), &day)
    }

    /// An instant, or the nearest that the relation has.
    fn within(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let (begin, end) = self.years.instants();
        draft.define("within", &least(&greatest(instant, &Expr::int(begin + 1)), &Expr::int(end)))
    }

    /// A place, or the nearest that a relation has.
    fn key(relation: &Relation, place: &Expr) -> Expr {
        let (first, last) = relation.places();
        least(&greatest(place, &Expr::int(first)), &Expr::int(last))
    }

    /// The open time of a day.
    fn pieces(&self, row: &Row) -> Vec<(Expr, Expr)> {
        let count = (self.open.columns.len() - 4) / 2;
        let cell = |name: &str, piece: usize| Draft::cell(row, &format!("{name}{piece}"));
        (1..=count).map(|piece| (cell("s", piece), cell("e", piece))).collect()
    }

    /// Open seconds up to an instant, counted from some day on.
    pub(super) fn open(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let row = self.row_before(draft, instant);
        let at = self.within(draft, instant);
        let pieces = self.pieces(&row);
        let parts = pieces.iter().map(|(from, to)| positive(&least(&at, to).minus(from)));
        let open = Draft::cell(&row, "cum").plus(&sum(parts));
        draft.define("open", &open)
    }

    /// The earliest instant up to which there are so many open seconds, at least one; and whether it is a
    /// close at 24:00.
    pub(super) fn reach(&self, draft: &mut Draft, open: &Expr) -> (Expr, Expr) {
        let open = draft.define("open", open);
        let place = draft.divide_int(&positive(&open.plus_int(-1)), self.span);
        let row = draft.look_up(self.reach.clone(), &Self::key(&self.reach, &place));
        let pieces = self.pieces_back(&row);
        let ends_day = or(pieces.iter().map(|[_, _, midnight]| open.eq(midnight)));
        let at = instant_of(&open, &pieces, Expr::lt);
        let at = case([(open.gt(&Expr::int(self.total)), Expr::int(NEVER))], &at);
        (draft.define("reached", &at), draft.define("ends_day", &ends_day))
    }

    /// The latest instant up to which there are so many open seconds.
    pub(super) fn reach_back(&self, draft: &mut Draft, open: &Expr) -> Expr {
        let open = draft.define("open", open);
        let place = draft.divide_int(&positive(&open), self.span);
        let row = draft.look_up(self.reach.clone(), &Self::key(&self.reach, &place));
        let pieces = self.pieces_back(&row);
        let at = instant_of(&open, &pieces, Expr::le);
        let at = case([(open.lt(&Expr::int(0)), Expr::int(-NEVER))], &at);
        draft.define("reached", &at)
    }

    /// The open time of a row of `reach`: the open seconds before it, its begin, and the open seconds at its end
    /// where that is a close at 24:00.
    fn pieces_back(&self, row: &Row) -> Vec<[Expr; 3]> {
        let count = (self.reach.columns.len() - 1) / 3;
        (1..=count)
            .map(|piece| ["o", "f", "z"].map(|name| Draft::cell(row, &format!("{name}{piece}"))))
            .collect()
    }

    /// An instant if it is open, else the next opening.
    pub(super) fn next_open(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let (_, end) = self.years.instants();
        let at = self.within(draft, instant);
        let at = draft.define("within", &least(&at, &Expr::int(end - 1)));
        let day = civil::day_of(draft, &at);
        let row = draft.look_up(self.open.clone(), &day);
        let pieces = self.pieces(&row);
        let arms: Vec<_> = pieces
            .iter()
            .map(|(from, to)| (and([from.lt(to), instant.lt(to)]), greatest(instant, from)))
            .collect();
        let next = Draft::cell(&row, "opens");
        draft.define("opening", &case(arms, &next))
    }

    /// An instant if it is open just before, else the last close.
    pub(super) fn previous_open(&self, draft: &mut Draft, instant: &Expr) -> Expr {
        let row = self.row_before(draft, instant);
        let pieces = self.pieces(&row);
        let last = Draft::cell(&row, "shut");
        let arms: Vec<_> = pieces
            .iter()
            .rev()
            .map(|(from, to)| (and([from.lt(to), from.lt(instant)]), least(instant, to)))
            .collect();
        draft.define("closing", &case(arms, &last))
    }

    /// The row of a local date.
    fn date(&self, draft: &mut Draft, day: &Expr) -> Row {
        draft.look_up(self.days.clone(), &Self::key(&self.days, day))
    }

    /// When what is due at the close of a local date is due.
    pub(super) fn closes(&self, draft: &mut Draft, day: &Expr) -> Expr {
        let row = self.date(draft, day);
        draft.of_row(&row, "closes")
    }

    /// Working days up to a date, that date included.
    pub(super) fn done(&self, draft: &mut Draft, day: &Expr) -> Expr {
        let row = self.date(draft, day);
        draft.of_row(&row, "done")
    }

    /// Working days before a date.
    pub(super) fn done_before(&self, draft: &mut Draft, day: &Expr) -> Expr {
        let row = self.date(draft, day);
        let before = Draft::cell(&row, "done").minus(&Draft::cell(&row, "works"));
        draft.define("done", &before)
    }

    /// The date up to which there are so many working days.
    pub(super) fn working_day(&self, draft: &mut Draft, number: &Expr) -> WorkingDay {
        let number = draft.define("number", number);
        let (first, last) = self.nth.places();
        let row = draft.look_up(self.nth.clone(), &Self::key(&self.nth, &number));
        let [date, closes] = ["date_of", "closes"].map(|name| Draft::cell(&row, name));
        let or_never = |draft: &mut Draft, word: &str, known: Expr, unit: i64| {
            let never = NEVER / unit;
            let beyond = [
                (number.gt(&Expr::int(last)), Expr::int(never)),
                (number.lt(&Expr::int(first)), Expr::int(-never)),
            ];
            draft.define(word, &case(beyond, &known))
        };
        WorkingDay { date: or_never(draft, "date", date, DAY), closes: or_never(draft, "closes", closes, 1) }
    }
}

/// The instant in the last piece that begins `before` so many open seconds.
fn instant_of(open: &Expr, pieces: &[[Expr; 3]], before: fn(&Expr, &Expr) -> Expr) -> Expr {
    let arms = pieces.iter().rev();
    let arms = arms.map(|[seconds, from, _]| (before(seconds, open), from.plus(&open.minus(seconds))));
    case(arms, &Expr::int(NEVER))
}
