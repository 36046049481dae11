//! What a reader of a log must deliver: only these columns are looked at.
//!
//! Judging says it once, before reading; it must not know where a file has the columns.

use crate::calendar::Instant;
use crate::model::{Column, Which};

/// The columns that judging needs, each once.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Instants and dates: starts, stops, dues, ends of pauses.
    pub times: Vec<NeededTime>,
    /// How many of these, the last ones, are read for how far the log reaches alone: what cannot be read
    /// there, or is odd, is not told.
    pub untold: usize,
    /// Times between events, each a list for every case.
    pub intervals: Vec<Intervals>,
    /// Durations: sums of pauses.
    pub durations: Vec<Needed>,
    /// Numbers: values of targets.
    pub numbers: Vec<Needed>,
    /// Texts with few different values: attributes of conditions, values to compare, groups.
    pub attributes: Vec<Needed>,
    /// Whether the names of cases are needed.
    pub ids: bool,
    /// Whether ids of cases that came before are to be counted, in a log with a row per case.
    pub repeats: bool,
    /// Whether rows that are left out, and values that cannot be read, are needed one by one.
    pub left_out: bool,
    /// The name of a case whose rows are kept as they stand.
    pub watched: Option<String>,
    /// Events that happened later are unseen. Times in columns are delivered all the same: judging
    /// knows what each is.
    pub as_of: Option<Instant>,
}

/// A column and our name of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Our name, under which `timestamps` and `missing` may have an entry.
    pub name: String,
    /// Where it is.
    pub column: Column,
}

/// A time of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeededTime {
    /// In a column; in a log of events it repeats on every row of the case.
    Column(Needed),
    /// When something happened, in a log of events.
    Event(Occurrence),
}

/// One of a case's events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Any of these; none: any event at all.
    pub events: Vec<String>,
    /// Which of several.
    pub which: Which,
}

/// Times between events of a case, in a log of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intervals {
    /// From each row with one of these states to the case's next row.
    While(Vec<String>),
    /// From an event to the next one of the second name.
    Between(String, String),
    /// From each of these events to the case's next row, but for the last of them.
    UntilResumed(Vec<String>),
    /// From each of these events to the case's next row, where that is none of them.
    UntilOther(Vec<String>),
}

impl Needs {
    /// The place of a column in a list, which grows if it is new.
    pub fn place<T: PartialEq>(list: &mut Vec<T>, needed: T) -> usize {
        list.iter().position(|known| *known == needed).unwrap_or_else(|| {
            list.push(needed);
            list.len() - 1
        })
    }
}

/// The columns that are read of each row.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) times: Vec<Needed>,
    /// How many of these, the last ones, nothing is told of.
    pub(super) untold: usize,
    pub(super) durations: Vec<Needed>,
    pub(super) numbers: Vec<Needed>,
    pub(super) attributes: Vec<Needed>,
    pub(super) ids: bool,
    pub(super) repeats: bool,
    pub(super) left_out: bool,
    pub(super) watched: Option<String>,
}

impl NeededTime {
    /// The column, unless it is an event.
    pub(super) fn column(&self) -> Option<&Needed> {
        match self {
            Self::Column(needed) => Some(needed),
            Self::Event(_) => None,
        }
    }
}

impl Columns {
    /// The columns of times of which nothing is told.
    pub(super) fn untold(&self) -> &[Needed] {
        &self.times[self.times.len().saturating_sub(self.untold)..]
    }

    /// Whether what names the case has to be read.
    pub(super) fn case(&self) -> bool {
        self.ids || self.repeats || self.left_out
    }

    /// The columns of a log with a row per case; nobody needs events of it.
    pub(super) fn of_cases(needs: &Needs) -> Self {
        Self {
            times: needs.times.iter().filter_map(NeededTime::column).cloned().collect(),
            untold: needs.untold,
            durations: needs.durations.clone(),
            numbers: needs.numbers.clone(),
            attributes: needs.attributes.clone(),
            ids: needs.ids || needs.watched.is_some(),
            repeats: needs.repeats,
            left_out: needs.left_out,
            watched: needs.watched.clone(),
        }
    }
}
