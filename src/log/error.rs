//! What stops the reading of a log, each with what to do about it.
//!
//! A bad row never stops anything: it is counted. An error means that the log as a whole cannot be
//! read as its definition says.

use super::kind::NotCsv;

/// A file of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The log's id; empty for a file that is of no log.
    pub log: String,
    /// The file's path as users see it; `-` is standard input.
    pub file: String,
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let file = if self.file == "-" { "standard input" } else { &self.file };
        if self.log.is_empty() { f.write_str(file) } else { write!(f, "log `{}`: {file}", self.log) }
    }
}

/// Why a log cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// A path or pattern that matches nothing.
    #[error(
        "log `{log}`: no file matches `{pattern}` in {folder}; correct `path` in the definition of the log (it is relative to the file that the log is defined in)"
    )]
    NoFile {
        /// The log's id.
        log: String,
        /// As written.
        pattern: String,
        /// Where it was looked for.
        folder: String,
    },
    /// A path that is a folder.
    #[error("{at} is a folder; write which of its files, for example `path: {pattern}/*.csv`")]
    Folder {
        /// Which.
        at: At,
        /// As written.
        pattern: String,
    },
    /// A file or folder that the system does not let us read.
    #[error("{at} cannot be read: {source}")]
    Unreadable {
        /// Which.
        at: At,
        /// What the system said.
        source: std::io::Error,
    },
    /// A compressed file that cannot be unpacked to its end.
    #[error("{at} {}", damage(program, *truncated))]
    Damaged {
        /// Which.
        at: At,
        /// The program that packed it.
        program: &'static str,
        /// Whether it ends before its contents do.
        truncated: bool,
    },
    /// Standard input that is read a second time.
    #[error("{at} was read already and cannot be read again; save it to a file and name that in `path`")]
    ReadTwice {
        /// Which.
        at: At,
    },
    /// A file that is something else than text with delimiters.
    #[error("{at} {kind}")]
    NotCsv {
        /// Which.
        at: At,
        /// What it is instead, and what to do.
        kind: NotCsv,
    },
    /// A file of which nothing is asked, and whose first row names no columns that one could ask for.
    #[error("{0}")]
    NoTable(Box<NoTable>),
    /// A text encoding that is not known.
    #[error(
        "log `{log}`: `encoding: {label}` is not known; write a label such as utf-8, gb18030 or utf-16le"
    )]
    Encoding {
        /// The log's id.
        log: String,
        /// As written.
        label: String,
    },
    /// A time format that cannot mean anything.
    #[error("log `{log}`: the time format `{format}` cannot be read: `{part}` is not understood")]
    TimeFormat {
        /// The log's id.
        log: String,
        /// As written.
        format: String,
        /// What is not understood of it.
        part: String,
    },
    /// Times whose day and month cannot be told apart.
    #[error("{0}")]
    AmbiguousTimes(Box<AmbiguousTimes>),
    /// Times in no format that is known.
    #[error("{0}")]
    UnknownTimes(Box<UnknownTimes>),
    /// A column that a file does not have.
    #[error("{0}")]
    UnknownColumn(Box<UnknownColumn>),
    /// A column's place beyond the last one.
    #[error("{at} has {width} columns, so there is no column {position}; columns are counted from 1")]
    UnknownPosition {
        /// Where.
        at: At,
        /// The place.
        position: usize,
        /// How many columns there are.
        width: usize,
    },
    /// A column by name in a log without names.
    #[error(
        "{at} has no header (`header: none`), so there is no column `{column}`; write its place, counted from 1"
    )]
    NoNames {
        /// Where.
        at: At,
        /// The name.
        column: String,
    },
    /// A name that several columns have.
    #[error("{at} has the column `{column}` {} times, at {}; write the place of the one that is meant instead of its name", positions.len(), list(positions))]
    RepeatedColumn {
        /// Where.
        at: At,
        /// The name.
        column: String,
        /// The places, counted from 1.
        positions: Vec<usize>,
    },
    /// A row that is longer than any row can be.
    #[error(
        "{at}:{line} begins a row of more than 16 MiB or 65,536 fields; a quote (\") opened there is probably never closed"
    )]
    RowTooLarge {
        /// Where.
        at: At,
        /// The line on which the row begins.
        line: u64,
    },
    /// Somebody wants no more of it.
    #[error("reading the logs was interrupted")]
    Interrupted,
    /// A file that ends inside of quotes.
    #[error(
        "{at}:{line} begins a row with a quote (\") that is never closed; close it, or double it where it is part of a value"
    )]
    UnclosedQuote {
        /// Where.
        at: At,
        /// The line on which the row begins.
        line: u64,
    },
}

/// A file whose first row is hardly the header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTable {
    /// Which.
    pub at: At,
    /// Its first row, or the beginning of it.
    pub row: String,
    /// Another delimiter, of which the only name is full.
    pub delimiter: Option<char>,
    /// The encoding that the file probably has, where names hold characters that could not be decoded.
    pub encoding: Option<&'static str>,
}

/// A column that a file does not have, and what helps to find the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColumn {
    /// Where.
    pub at: At,
    /// The name that was looked for.
    pub column: String,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
    /// The names that the file has.
    pub columns: Vec<String>,
    /// Another delimiter, of which the only name is full.
    pub delimiter: Option<char>,
    /// The encoding that the file probably has, where names hold characters that could not be decoded.
    pub encoding: Option<&'static str>,
}

/// A column of times for which no format was declared, and whose values leave open which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousTimes {
    /// The log's id.
    pub log: String,
    /// Our name of the column.
    pub column: String,
    /// Whether some values can only be the one and others only the other.
    pub contradictory: bool,
    /// The formats between which it lies.
    pub formats: Vec<String>,
    /// Values with their places.
    pub samples: Vec<(String, String)>,
}

impl std::fmt::Display for AmbiguousTimes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { log, column, contradictory, formats, samples } = self;
        let samples = shown(samples);
        let formats: Vec<_> = formats.iter().map(|format| format!("`timestamps: \"{format}\"`")).collect();
        let formats = formats.join(" or ");
        if *contradictory {
            write!(
                f,
                "log `{log}`: the times of `{column}` have day and month in more than one order: {samples}; write in the log which holds, {formats} (the other rows are then counted as unreadable)"
            )
        } else {
            write!(
                f,
                "log `{log}`: which is the day and which the month in the times of `{column}` cannot be told from its values: {samples}; write in the log {formats}"
            )
        }
    }
}

/// A column of times for which no format was declared, and most of whose values are in none that is
/// known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTimes {
    /// The log's id.
    pub log: String,
    /// Our name of the column.
    pub column: String,
    /// How many values there are.
    pub values: u64,
    /// How many of them are in no known format.
    pub unexplained: u64,
    /// The first of them with their places.
    pub samples: Vec<(String, String)>,
}

impl std::fmt::Display for UnknownTimes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { log, column, values, unexplained, samples } = self;
        write!(
            f,
            "log `{log}`: {unexplained} of {values} values of `{column}` are no times in a format that is found out by itself: {}; write their format, such as `timestamps: \"%Y-%m-%d %H:%M:%S\"`, or another column in `columns`",
            shown(samples)
        )
    }
}

/// Values with their places: `` `1/2/2025` (a.csv:2), … ``.
fn shown(samples: &[(String, String)]) -> String {
    let shown: Vec<_> = samples.iter().map(|(value, place)| format!("`{value}` ({place})")).collect();
    shown.join(", ")
}

impl std::fmt::Display for NoTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { at, row, delimiter, encoding } = self;
        write!(f, "{at} does not begin with the names of columns, but with `{row}`; ")?;
        match (encoding, delimiter) {
            (Some(encoding), _) => write!(
                f,
                "it is in another encoding, so say `encoding: {encoding}` (or the right one) in the log, or it is no table, so save that as \"CSV UTF-8\""
            ),
            (None, Some(delimiter)) => {
                write!(f, "the whole row is one column: say `delimiter: \"{}\"` in the log", delimiter_written(*delimiter))
            }
            (None, None) => f.write_str(
                "save the table as \"CSV UTF-8\", with the names of its columns in the first row, or correct `path`",
            ),
        }
    }
}

/// A delimiter as definitions write it.
pub fn delimiter_written(delimiter: char) -> String {
    if delimiter == '\t' { "tab".to_owned() } else { delimiter.to_string() }
}

impl std::fmt::Display for UnknownColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        /// Names that are listed; a wide table has hundreds.
        const LISTED: usize = 40;
        write!(f, "{} has no column `{}`", self.at, self.column)?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; did you mean `{suggestion}`?")?;
        }
        if let Some(delimiter) = self.delimiter {
            let delimiter = delimiter_written(delimiter);
            write!(f, "; its whole header is one column: say `delimiter: \"{delimiter}\"` in the log")?;
        }
        if let Some(encoding) = self.encoding {
            write!(
                f,
                "; its header is in another encoding: say `encoding: {encoding}` (or the right one) in the log"
            )?;
        }
        let names = self.columns.iter().filter(|name| !name.is_empty());
        let shown: Vec<_> = names.clone().take(LISTED).map(String::as_str).collect();
        write!(f, " (its columns: {}", shown.join(", "))?;
        if names.count() > LISTED {
            f.write_str(", …")?;
        }
        f.write_str(")")
    }
}

fn damage(program: &str, truncated: bool) -> String {
    if truncated {
        format!("ends in the middle of its {program} data; copy it again, from where it is whole")
    } else {
        format!(
            "is damaged: its {program} data cannot be unpacked; `{program} -t` tests it, so make it or copy it again"
        )
    }
}

fn list(positions: &[usize]) -> String {
    let shown: Vec<_> = positions.iter().map(ToString::to_string).collect();
    shown.join(", ")
}
