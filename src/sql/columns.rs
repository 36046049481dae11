//! The columns that judging needs, of each row of a log with a row per case.

use super::cell::Cells;
use super::draft::Draft;
use super::error::{Inexpressible, Why};
use super::expr::{Expr, and};
use super::number::Number;
use super::pause::Segments;
use super::time::{Time, Times};
use crate::log::{Needed, NeededTime, Needs};
use crate::model::{Column, ColumnRef, Duplicates, Unit};

/// The columns of a row that is a case.
pub(super) struct Columns {
    pub(super) case: Expr,
    pub(super) times: Vec<Time>,
    pub(super) durations: Vec<Number>,
    pub(super) numbers: Vec<Number>,
    pub(super) attributes: Vec<Expr>,
    pub(super) segments: Option<Segments>,
    /// Whether one of its rows is a copy of another, and the log says that this is a data error.
    pub(super) copy: Expr,
    /// Why a row is no case, in words of the result; the first that holds.
    pub(super) no_case: Vec<(Expr, &'static str)>,
    /// How many rows of the log it stands for.
    pub(super) rows: Expr,
    /// Whether it is the one row that stands for its case.
    pub(super) stands: Expr,
    /// What keeps a case from being told exactly.
    pub(super) unexpressed: Vec<(Expr, &'static str)>,
}

/// What is read of a log, and how.
pub(super) struct Reader<'a> {
    pub(super) cells: Cells<'a>,
    pub(super) times: Times<'a>,
    /// Columns of timestamps without a zone, and with one.
    pub(super) typed: &'a [String],
    pub(super) instants: &'a [String],
}

impl Reader<'_> {
    /// Of a log with a row per case.
    pub(super) fn cases(&self, draft: &mut Draft, needs: &Needs) -> Result<Columns, Inexpressible> {
        let text = |draft: &mut Draft, needed: &Needed| self.cells.text(draft, &needed.name, &needed.column);
        let mut times = Vec::new();
        for time in &needs.times {
            if let NeededTime::Column(needed) = time {
                times.push(self.time(draft, &needed.name, &needed.column)?);
            }
        }
        let mut attributes = Vec::new();
        for needed in &needs.attributes {
            attributes.push(text(draft, needed)?);
        }
        let (mut durations, mut numbers) = (Vec::new(), Vec::new());
        for needed in &needs.durations {
            let text = text(draft, needed)?;
            durations.push(duration(draft, needed, &text));
        }
        for needed in &needs.numbers {
            let text = text(draft, needed)?;
            numbers.push(number(draft, needed, &text));
        }
        let case = match &self.cells.log.case {
            Some(column) => self.cells.text(draft, "case", column)?,
            None => draft.literal(""),
        };
        let blank = self.is_blank(draft)?;
        let copies = self.copies(draft)?;
        Ok(Columns {
            case,
            times,
            durations,
            numbers,
            attributes,
            segments: None,
            copy: copies.invalid,
            no_case: vec![(blank, "blank"), (copies.dropped, "dropped")],
            rows: Expr::int(1),
            stands: Expr::boolean(true),
            unexpressed: Vec::new(),
        })
    }

    /// A time of a column.
    pub(super) fn time(&self, draft: &mut Draft, name: &str, column: &Column) -> Result<Time, Inexpressible> {
        if let Some((column, zoned)) = self.typed(draft, name, column)? {
            return Ok(self.times.typed(draft, &column, zoned));
        }
        let text = self.cells.text(draft, name, column)?;
        self.times.written(draft, name, &text)
    }

    /// A column of timestamps in words of the dialect, and whether they have a zone.
    pub(super) fn typed(
        &self,
        draft: &Draft,
        name: &str,
        column: &Column,
    ) -> Result<Option<(String, bool)>, Inexpressible> {
        let own = self.cells.plain_name(column)?;
        let is_in = |names: &[String]| names.iter().any(|known| known == name || own.as_ref() == Some(known));
        let zoned = is_in(self.instants);
        let own = own.clone().filter(|_| zoned || is_in(self.typed));
        Ok(own.map(|own| (draft.dialect.identifier(&own), zoned)))
    }

    /// Whether all fields of a row are empty, where all columns are known.
    pub(super) fn is_blank(&self, draft: &mut Draft) -> Result<Expr, Inexpressible> {
        if self.cells.header.is_empty() {
            return Ok(Expr::boolean(false));
        }
        let mut empty = Vec::new();
        for name in self.cells.header {
            let text = self.cells.trimmed(draft, &ColumnRef::Name(name.clone()))?;
            empty.push(text.eq(&draft.literal("")));
        }
        Ok(draft.define("is_blank", &and(empty)))
    }

    /// Which rows are copies of others, all but one of those that are the same in every column.
    pub(super) fn copies(&self, draft: &mut Draft) -> Result<Copies, Inexpressible> {
        let none = Expr::boolean(false);
        let log = self.cells.log;
        if log.duplicates == Duplicates::Keep {
            return Ok(Copies { dropped: none.clone(), invalid: none });
        }
        let mut cells = Vec::new();
        for name in self.cells.header {
            cells.push(self.cells.raw(draft, &ColumnRef::Name(name.clone()))?);
        }
        let texts: Vec<_> = cells.iter().map(Expr::text).collect();
        // Which of them is the first does not matter: they are the same.
        let Some(first) = texts.first() else {
            return Err(Inexpressible::of_log(log, "duplicates", Why::Copies));
        };
        let number = format!("row_number() OVER (PARTITION BY {} ORDER BY {first})", texts.join(", "));
        let is_copy = draft.define("copy", &Expr::new(number, 0)).gt(&Expr::int(1));
        Ok(match log.duplicates {
            Duplicates::Invalid => Copies { dropped: none, invalid: is_copy },
            Duplicates::Drop | Duplicates::Keep => Copies { dropped: is_copy, invalid: none },
        })
    }
}

/// Copies of rows, by what the log says of them.
pub(super) struct Copies {
    pub(super) dropped: Expr,
    pub(super) invalid: Expr,
}

/// A duration that a text is.
pub(super) fn duration(draft: &mut Draft, needed: &Needed, text: &Expr) -> Number {
    let unit = needed.column.unit.as_ref().map_or(Unit::Seconds, |unit| unit.value);
    Number::duration(draft, text, unit)
}

/// A number that a text is; of a column with a unit in seconds.
pub(super) fn number(draft: &mut Draft, needed: &Needed, text: &Expr) -> Number {
    match &needed.column.unit {
        Some(unit) => Number::duration(draft, text, unit.value),
        None => Number::of(draft, text),
    }
}
