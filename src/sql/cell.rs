//! Cells of the log as text: trimmed, and empty where they mean "missing".

use super::draft::Draft;
use super::error::{Inexpressible, Why};
use super::expr::{Expr, case, either, or};
use crate::model::{Column, ColumnRef, ColumnSource, Log};

/// Characters that are no part of a value at its ends: those of ASCII, and those that pages and input
/// methods leave.
pub(super) const SPACES: &str = " \t\n\r\u{c}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// The cells of a log.
pub(super) struct Cells<'a> {
    pub(super) log: &'a Log,
    /// The names of all columns, as far as they are known.
    pub(super) header: &'a [String],
}

impl Cells<'_> {
    /// The name in the log of a column.
    fn name(&self, column: &ColumnRef) -> Result<String, Inexpressible> {
        match column {
            ColumnRef::Name(name) => {
                let folded = |text: &str| text.trim().to_lowercase();
                let same = |known: &&String| self.log.fold_case && folded(known) == folded(name);
                Ok(self.header.iter().find(same).unwrap_or(name).clone())
            }
            ColumnRef::Position(place) => place
                .checked_sub(1)
                .and_then(|place| self.header.get(place))
                .cloned()
                .ok_or_else(|| Inexpressible::of_log(self.log, "columns", Why::Position(*place))),
        }
    }

    /// The name of a column that is one column of the log.
    pub(super) fn plain_name(&self, column: &Column) -> Result<Option<String>, Inexpressible> {
        match &column.source {
            ColumnSource::Name(name) => self.name(&ColumnRef::Name(name.clone())).map(Some),
            ColumnSource::Position(place) => self.name(&ColumnRef::Position(*place)).map(Some),
            ColumnSource::Part { .. } | ColumnSource::Join { .. } => Ok(None),
        }
    }

    /// A column of the log as it stands there, as text.
    pub(super) fn raw(&self, draft: &mut Draft, column: &ColumnRef) -> Result<Expr, Inexpressible> {
        let name = draft.dialect.identifier(&self.name(column)?);
        let text = format!("coalesce({}, '')", draft.dialect.to_text(&name));
        Ok(draft.raw("cell", text))
    }

    pub(super) fn trimmed(&self, draft: &mut Draft, column: &ColumnRef) -> Result<Expr, Inexpressible> {
        let raw = self.raw(draft, column)?;
        let trimmed = draft.trim(&raw, SPACES);
        Ok(draft.define("text", &trimmed))
    }

    /// The text of a column by our name of it; empty where it is missing.
    pub(super) fn text(&self, draft: &mut Draft, name: &str, column: &Column) -> Result<Expr, Inexpressible> {
        let text = match &column.source {
            ColumnSource::Name(known) => self.trimmed(draft, &ColumnRef::Name(known.clone()))?,
            ColumnSource::Position(place) => self.trimmed(draft, &ColumnRef::Position(*place))?,
            ColumnSource::Part { from, split, part } => {
                let raw = self.raw(draft, from)?;
                let part = draft.part(&raw, split, *part);
                let trimmed = draft.trim(&part, SPACES);
                draft.define("text", &trimmed)
            }
            ColumnSource::Join { columns, with } => {
                let mut joined = draft.literal("");
                for column in columns {
                    let part = self.trimmed(draft, column)?;
                    let missing = self.is_missing(draft, name, &part);
                    let empty = joined.eq(&draft.literal(""));
                    let longer = joined.joined(&draft.literal(with)).joined(&part);
                    let next = case([(missing, joined.clone()), (empty, part)], &longer);
                    joined = draft.define("joined", &next);
                }
                let trimmed = draft.trim(&joined, SPACES);
                if columns.is_empty() { joined } else { draft.define("text", &trimmed) }
            }
        };
        let marked = self.markers(draft, name, &text);
        let present = either(&marked, &draft.literal(""), &text);
        Ok(draft.define("text", &present))
    }

    /// Whether a trimmed text is a marker of a missing value.
    fn markers(&self, draft: &mut Draft, name: &str, text: &Expr) -> Expr {
        let markers = self.log.missing.of(name).unwrap_or_default();
        let markers = markers.iter().map(|marker| marker.trim()).filter(|marker| !marker.is_empty());
        let markers: Vec<_> = markers.map(str::to_owned).collect();
        or(markers.iter().map(|marker| self.is_spelled(draft, text, marker)).collect::<Vec<_>>())
    }

    fn is_missing(&self, draft: &mut Draft, name: &str, text: &Expr) -> Expr {
        let marked = self.markers(draft, name, text);
        or([text.eq(&draft.literal("")), marked])
    }

    /// Whether a text is a value, letter by letter.
    pub(super) fn is_spelled(&self, draft: &mut Draft, text: &Expr, value: &str) -> Expr {
        if self.log.fold_case {
            let lower = text.lower();
            let lower = draft.define("lower", &lower);
            return lower.eq(&draft.literal(&value.to_lowercase()));
        }
        text.eq(&draft.literal(value))
    }
}
