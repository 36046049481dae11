//! A block of cases, column by column: what a reader delivers and judging takes.

use crate::model::Date;
use crate::text::Decimal;

/// A time as it stands in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Empty, or a marker of missing values.
    Missing,
    /// No format of the column explains it.
    Unreadable,
    /// An instant, in seconds since 1970-01-01T00:00:00Z.
    At(i64),
    /// A day without a time, in the zone of the log.
    Day(Date),
}

/// A number as it stands in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Empty, or a marker of missing values.
    Missing,
    /// Text that is no number.
    Unreadable,
    /// The number.
    Value(Decimal),
}

/// A duration as it stands in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Empty, or a marker of missing values.
    Missing,
    /// Text that is no duration, or a negative one.
    Unreadable,
    /// Seconds.
    Seconds(i64),
}

/// A value of an attribute: its place in the attribute's [`super::Symbols`]. 0 is the missing value.
pub type Symbol = u32;

/// Cases of one file, column by column; the columns are those of [`super::Needs`], in its order.
#[derive(Debug, Default)]
pub struct Block {
    /// The file, by its place in the log's list of files.
    pub file: usize,
    /// The 1-based line on which each row begins. Its length is the number of rows.
    pub lines: Vec<u64>,
    /// Rows that are exact copies of an earlier one, where the log says that they are data errors.
    pub copies: Vec<bool>,
    /// The names of the cases, where they are needed.
    pub ids: Vec<String>,
    /// Times by column.
    pub times: Vec<Vec<Time>>,
    /// Durations by column.
    pub durations: Vec<Vec<Span>>,
    /// Numbers by column.
    pub numbers: Vec<Vec<Number>>,
    /// Attributes by column.
    pub attributes: Vec<Vec<Symbol>>,
}

impl Block {
    /// Rows in it.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}
