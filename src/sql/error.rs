//! What cannot be said in SQL, by the commitment and field that say it.

use crate::clock::PlanError;
use crate::log::LogError;
use crate::model::Log;
use crate::report::RunError;

/// Why there is no statement.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// The definitions and the log do not fit.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Something cannot be said.
    #[error(transparent)]
    Inexpressible(#[from] Inexpressible),
    /// More than one log serves what is asked.
    #[error("{} logs serve what is asked, and a statement reads one: name it with --log: {}", logs.len(), logs.join(", "))]
    ManyLogs {
        /// Their ids.
        logs: Vec<String>,
    },
    /// No log serves what is asked.
    #[error("no log serves what is asked")]
    NothingServed,
    /// There is no such log.
    #[error("there is no log \"{id}\"; there are {}", logs.join(", "))]
    UnknownLog {
        /// As written.
        id: String,
        /// Those that there are.
        logs: Vec<String>,
    },
    /// The years do not hold as-of with room behind it.
    #[error("--years {first}..{last} do not hold the time of --as-of and the week after it")]
    AsOfOutside {
        /// First.
        first: i32,
        /// Last.
        last: i32,
    },
    /// A path, for an engine that reads tables alone.
    #[error("{dialect} reads tables, and \"{path}\" is a file: load it into a table and name that")]
    NoFiles {
        /// The dialect.
        dialect: &'static str,
        /// As written.
        path: String,
    },
}

impl From<PlanError> for SqlError {
    fn from(error: PlanError) -> Self {
        Self::Run(error.into())
    }
}

impl From<LogError> for SqlError {
    fn from(error: LogError) -> Self {
        Self::Run(error.into())
    }
}

/// What cannot be said in SQL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{of}: `{field}` cannot be said in SQL: {why}")]
pub struct Inexpressible {
    /// What it belongs to.
    pub of: Of,
    /// The field.
    pub field: &'static str,
    /// Why.
    pub why: Why,
}

/// What a field belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A log.
    Log(String),
    /// A target.
    Target {
        /// Its 1-based place.
        number: usize,
        /// The commitment or standard.
        subject: String,
    },
}

impl std::fmt::Display for Of {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Log(log) => write!(f, "log \"{log}\""),
            Self::Target { number, subject } => write!(f, "target {number} of \"{subject}\""),
        }
    }
}

/// Why a field cannot be said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A format of times that is not translated.
    #[error("times are read as iso, %Y-%m-%d %H:%M:%S, epoch or epoch_ms, and \"{0}\" is none of them")]
    Format(String),
    /// No format of times.
    #[error("engines do not find formats out; write for the column \"{0}\" which it is")]
    NoFormat(String),
    /// A column by its place, of which the name is not known.
    #[error("the name of column {0} is not known; name all columns with --columns")]
    Position(usize),
    /// Copies of rows.
    #[error("equal rows are told by all columns; name these with --columns")]
    Copies,
    /// A calendar without opening hours left.
    #[error("the calendar \"{0}\" runs out of opening hours")]
    NeverDue(String),
    /// No list of what a log of events serves.
    #[error("without it a log of events serves whatever its events start; list the commitments")]
    NoServes,
    /// Groups by the first spelling.
    #[error("where case does not count, a group has the name that was spelled first; leave out --by")]
    FirstSpelling,
    /// A pause that begins with the event that ends it.
    #[error("the pause from \"{0}\" ends with the event that it begins with")]
    SameEvent(String),
    /// Too many ranks.
    #[error("more than 900 events")]
    ManyRanks,
    /// A limit without its calendar.
    #[error("the clock has no calendar")]
    NoCalendar,
}

impl Inexpressible {
    pub(super) fn of_log(log: &Log, field: &'static str, why: Why) -> Self {
        Self { of: Of::Log(log.id.value.clone()), field, why }
    }
}
