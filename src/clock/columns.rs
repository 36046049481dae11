//! What a log has under which name, and why a plan cannot be made of it.

use crate::model::{Column, ColumnSource, EventRef, Log};

/// What uses a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsedBy {
    /// Conditions of a commitment or standard.
    Subject(String),
    /// A target.
    Target {
        /// Its place, counted from 1.
        number: usize,
        /// The id of its commitment or standard.
        subject: String,
    },
    /// The columns by which counts are split.
    Groups,
    /// The columns of the classes in which groups are compared.
    Classes,
}

impl std::fmt::Display for UsedBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Subject(subject) => write!(f, "\"{subject}\""),
            Self::Target { number, subject } => write!(f, "target {number} of \"{subject}\""),
            Self::Groups => f.write_str("--by"),
            Self::Classes => f.write_str("--mix"),
        }
    }
}

/// A column that a promise asks for and no log has that serves it, where a plan is made all the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AbsentColumn {
    /// The commitment or standard.
    pub subject: String,
    /// The column.
    pub name: String,
    /// The column that was probably meant.
    pub suggestion: Option<String>,
    /// Whether it is by this column that the cases of the promise are told.
    pub tells_cases: bool,
}

/// Why a plan cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// A column that is in no log that serves the commitment.
    #[error(
        "{used_by} uses the column \"{column}\", which log \"{log}\" does not have{}; its columns: {}",
        suggestion.as_ref().map(|s| format!(" (did you mean \"{s}\"?)")).unwrap_or_default(),
        columns.join(", ")
    )]
    UnknownColumn {
        /// What uses it.
        used_by: Box<UsedBy>,
        /// The column.
        column: String,
        /// The log.
        log: String,
        /// The column that was probably meant.
        suggestion: Option<String>,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// A limit in time on a column of plain numbers.
    #[error(
        "{used_by} measures {limit} in the column \"{value}\", and log \"{log}\" does not say what its numbers \
         count; write the unit: {value} = {{ from = \"{value}\", unit = \"s\" }} (s, m, h or h:mm:ss)"
    )]
    NoUnit {
        /// The target.
        used_by: Box<UsedBy>,
        /// The log.
        log: String,
        /// Our name of the column.
        value: String,
        /// The limit as written.
        limit: String,
    },
    /// A pause given as a sum, under a limit in days.
    #[error(
        "{used_by} counts days, but log \"{log}\" gives the pause \"{pause}\" only as a duration; \
         give its begin and end: {{ columns = [from, to] }}"
    )]
    PauseInDays {
        /// The target.
        used_by: Box<UsedBy>,
        /// The log.
        log: String,
        /// The pause.
        pause: String,
    },
}

/// What a log has: the mapping of its definition and the header of its file.
#[derive(Clone, Debug)]
pub struct LogColumns<'d> {
    /// The definition.
    pub log: &'d Log,
    /// The names in its header.
    pub header: Vec<String>,
}

/// The name of a case's first event, whatever it is.
pub const FIRST_OF_CASE: &str = "first_of_case";

impl LogColumns<'_> {
    /// Whether an end of a clock is an event here, and not a column.
    pub(super) fn is_event(&self, end: &EventRef) -> bool {
        let is_column = || end.name() == FIRST_OF_CASE || self.column(end.name()).is_some();
        self.log.is_of_events() && (end.is_event || !is_column())
    }

    /// Whether an end of a clock can be here: a column, or any event in a log of events.
    pub(super) fn may_have(&self, end: &EventRef) -> bool {
        self.log.is_of_events() || self.column(self.name_of(end)).is_some()
    }

    /// The name under which an end of a clock is a column: the first that there is one for.
    pub(super) fn name_of<'e>(&self, end: &'e EventRef) -> &'e str {
        let mut names = end.events.iter().map(|event| event.value.as_str());
        names.find(|name| self.column(name).is_some()).unwrap_or(end.name())
    }

    /// The column that a name is in: as mapped, else the header of that name.
    pub fn column(&self, name: &str) -> Option<Column> {
        let mapped = self.log.column(name).cloned();
        mapped.or_else(|| {
            let source = ColumnSource::Name(name.to_owned());
            let folds = |known: &str| self.log.fold_case && known.to_lowercase() == name.to_lowercase();
            let known = self.header.iter().any(|known| known == name || folds(known));
            known.then_some(Column { source, unit: None, span: self.log.span })
        })
    }

    /// Every name that a condition can use.
    pub fn names(&self) -> Vec<String> {
        let mapped = self.log.columns.iter().map(|(name, _)| name.value.clone());
        let mut names: Vec<_> = mapped.chain(self.header.iter().cloned()).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
        names
    }
}
