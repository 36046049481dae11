//! What pages are made of, whatever their format.

use crate::calendar::Instant;
use crate::report::Verdict;

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Block {
    /// A comment that no reader sees, whole and on a line of its own.
    Mark(String),
    /// The heading of a sheet, which begins a page of its own where it is printed.
    Sheet { anchor: String, text: String },
    /// A heading; `anchor` names it in links.
    Heading { level: usize, anchor: String, text: String },
    /// A paragraph.
    Text(String),
    /// A paragraph about the one before.
    Note(String),
    /// Names, each with its lines.
    Facts(Vec<(&'static str, Vec<String>)>),
    /// A table; its first column names the rows.
    Table(Grid),
}

/// A table.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) caption: String,
    /// The name of each column, and whether it holds numbers.
    pub(super) columns: Vec<(String, bool)>,
    pub(super) rows: Vec<Vec<Field>>,
}

/// A field of a table.
#[derive(Debug)]
pub(super) enum Field {
    Text(String),
    /// What may be broken into lines.
    Long(String),
    Count(u64),
    /// An instant and how it is shown.
    Instant(Instant, String),
    /// A verdict and its word.
    Verdict(Verdict, &'static str),
}
