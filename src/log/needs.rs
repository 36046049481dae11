//! What a reader of a log must deliver: only these columns are looked at.
//!
//! Judging says it once, before reading; it must not know where a file has the columns.

use crate::model::Column;

/// The columns that judging needs, each once.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Instants and dates: starts, stops, dues, ends of pauses.
    pub times: Vec<Needed>,
    /// Durations: sums of pauses.
    pub durations: Vec<Needed>,
    /// Numbers: values of targets.
    pub numbers: Vec<Needed>,
    /// Texts with few different values: attributes of conditions, values to compare, groups.
    pub attributes: Vec<Needed>,
    /// Whether the names of cases are needed.
    pub ids: bool,
}

/// A column and our name of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Our name, under which `timestamps` and `missing` may have an entry.
    pub name: String,
    /// Where it is.
    pub column: Column,
}

impl Needs {
    /// The place of a column in a list, which grows if it is new.
    pub fn place(list: &mut Vec<Needed>, needed: Needed) -> usize {
        list.iter().position(|known| *known == needed).unwrap_or_else(|| {
            list.push(needed);
            list.len() - 1
        })
    }
}
