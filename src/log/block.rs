//! A block of cases, column by column: what a reader delivers and judging takes.
//!
//! It holds values as they stand in the log and must not know what they are good for.

use super::needs::Columns;
use crate::calendar::Instant;
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

impl Span {
    /// The same as a number of seconds, if there are any.
    pub(super) fn in_seconds(self) -> Option<Decimal> {
        match self {
            Self::Missing | Self::Unreadable => None,
            Self::Seconds(seconds) => Some(Decimal::from_integer(seconds)),
        }
    }
}

/// A value of an attribute: its place in the attribute's [`super::Symbols`]. 0 is the missing value.
pub type Symbol = u32;

/// Names of cases, one after the other in one text, so that no row has a text of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The name of a row; empty where names were not asked for.
    pub fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|&end| self.text.get(start..end)).unwrap_or_default()
    }

    /// Writes the name of the next row.
    pub(super) fn push(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

/// Begins and ends of every row of a block, one after the other in one list; the end is `None` where
/// it did not come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    all: Vec<(Instant, Option<Instant>)>,
    ends: Vec<usize>,
}

impl Lists {
    /// Those of a row, in the order of their begins.
    pub fn get(&self, row: usize) -> &[(Instant, Option<Instant>)] {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|&end| self.all.get(start..end)).unwrap_or_default()
    }

    /// Adds those of the next row.
    pub(super) fn push(&mut self, intervals: impl IntoIterator<Item = (Instant, Option<Instant>)>) {
        self.all.extend(intervals);
        self.ends.push(self.all.len());
    }

    fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }
}

/// A row that is no case and no event, or a value of one that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The 1-based line on which the row begins.
    pub line: u64,
    /// The case as the row names it; empty where it names none.
    pub case: String,
    /// Why it is left out.
    pub why: WhyLeftOut,
    /// What stands there.
    pub found: String,
}

/// Why a row is no case and no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// Too few fields.
    TooFewFields,
    /// Too many.
    TooManyFields,
    /// An exact copy of another row, and the log says to drop it.
    Dropped,
    /// An event of no case.
    NoCase,
    /// An event without a time.
    NoTime,
    /// An event whose time cannot be read.
    UnreadableTime,
    /// An event after as-of.
    AfterAsOf,
}

/// A value of a case that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The row of the block.
    pub row: usize,
    /// Our name of the column.
    pub column: String,
    /// What stands there.
    pub found: String,
}

/// Cases of one file, column by column; the columns are those of [`super::Needs`], in its order.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The file, by its place in the log's list of files.
    pub file: usize,
    /// The 1-based line on which each row begins, of events the first of the case. Its length is the
    /// number of rows.
    pub lines: Vec<u64>,
    /// Rows that are exact copies of an earlier one, where the log says that they are data errors.
    pub copies: Vec<bool>,
    /// The names of the cases, where they are needed.
    pub ids: Ids,
    /// Times by column.
    pub times: Vec<Vec<Time>>,
    /// By time column: whether it is that of an event which no row of the log has. Empty in a log with a
    /// row per case.
    pub nowhere: Vec<bool>,
    /// Times between events, by column.
    pub intervals: Vec<Lists>,
    /// Durations by column.
    pub durations: Vec<Vec<Span>>,
    /// Numbers by column.
    pub numbers: Vec<Vec<Number>>,
    /// Attributes by column.
    pub attributes: Vec<Vec<Symbol>>,
    /// Rows that are not among these cases, in the order of their lines; where they are needed.
    pub left_out: Vec<LeftOut>,
    /// Values of these cases that cannot be read, row by row; where rows that are left out are needed.
    pub unread: Vec<Unread>,
}

impl Block {
    /// The most rows of a block.
    pub const MAX_ROWS: usize = 1024;

    /// An empty block with these columns.
    pub(super) fn new(columns: &Columns) -> Self {
        Self {
            times: vec![Vec::new(); columns.times.len()],
            durations: vec![Vec::new(); columns.durations.len()],
            numbers: vec![Vec::new(); columns.numbers.len()],
            attributes: vec![Vec::new(); columns.attributes.len()],
            ..Self::default()
        }
    }

    /// Empties it and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.lines.clear();
        self.copies.clear();
        self.ids.clear();
        self.times.iter_mut().for_each(Vec::clear);
        self.intervals.iter_mut().for_each(Lists::clear);
        self.durations.iter_mut().for_each(Vec::clear);
        self.numbers.iter_mut().for_each(Vec::clear);
        self.attributes.iter_mut().for_each(Vec::clear);
        self.left_out.clear();
        self.unread.clear();
    }

    /// Rows in it.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether there is nothing to hand out.
    pub(super) fn is_void(&self) -> bool {
        self.is_empty() && self.left_out.is_empty()
    }
}
