//! What stops a command, in each language. English stands with the errors themselves.

use super::super::Language;
use super::zh;
use crate::check::SelectionError;
use crate::log::LogError;
use crate::model::Date;
use crate::render::report::tally::TallyError;
use crate::report::{RunError, Unrelated};
use crate::source::files::FilesError;
use crate::sql::SqlError;
use std::io;
use std::path::{Path, PathBuf};

/// Why the command line could not do its work, where no layer below it says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nothing to work on.
    #[error("{}", no_definitions(paths))]
    NoDefinitions {
        /// The paths that were given.
        paths: Vec<PathBuf>,
    },
    /// The current folder is gone, or not ours to see.
    #[error("cannot tell the current directory")]
    NoCurrentFolder,
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    NotRead {
        /// Which.
        path: PathBuf,
    },
    /// A result could not be written.
    #[error("cannot write {}", path.display())]
    NotWritten {
        /// Where to.
        path: PathBuf,
    },
    /// A result goes to a folder that is not there.
    #[error("cannot write {}: there is no folder {}", path.display(), folder.display())]
    NoFolder {
        /// Where to.
        path: PathBuf,
        /// What is not there.
        folder: PathBuf,
    },
    /// A result goes to a file that is a folder.
    #[error("cannot write {}: it is a folder", path.display())]
    IsFolder {
        /// Where to.
        path: PathBuf,
    },
    /// The summary of a step of GitHub Actions could not be written.
    #[error("cannot write the summary of the step to {}", path.display())]
    NoSummary {
        /// Where to.
        path: PathBuf,
    },
    /// Two results go to one place.
    #[error("two outputs go to {}, and one would replace the other", path.display())]
    SameOutput {
        /// The place.
        path: PathBuf,
    },
    /// Two formats go to standard output.
    #[error("--format {format} and --output {output}=- both go to standard output; leave out one")]
    TwoFormats {
        /// The one of `--format`.
        format: String,
        /// The one of `--output`.
        output: String,
    },
    /// A log from standard input would have to be read again.
    #[error(
        "standard input can be read only once: say with --as-of at which time the cases are to be judged"
    )]
    StandardInputTwice,
    /// No log has a case of that name.
    #[error(
        "no case `{case}` among the {cases} cases of {}{}",
        logs.join(", "),
        similar.as_ref().map_or_else(String::new, |similar| format!("; did you mean `{similar}`?"))
    )]
    NoSuchCase {
        /// As it was named.
        case: String,
        /// A case of a name that differs in upper and lower case alone.
        similar: Option<String>,
        /// How many cases there are.
        cases: u64,
        /// The logs that were read.
        logs: Vec<String>,
    },
    /// No such rule.
    #[error("no rule `{word}`; {}", suggestion.as_ref().map_or_else(|| "`promise rule` lists them".to_owned(), |meant| format!("did you mean `{meant}`?")))]
    NoRule {
        /// As it was named.
        word: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A code that a later version has a rule for.
    #[error("rule `{word}` is not in this version; `promise rule` lists those that are")]
    LaterRule {
        /// The code.
        word: String,
    },
    /// An argument that is no date.
    #[error("\"{text}\" is no date; write it as 2026-03-31")]
    NoDate {
        /// As written.
        text: String,
    },
    /// An argument that is no time.
    #[error(
        "\"{text}\" is no date or time; write 2026-03-31 (the end of that day), 2026-03-31T18:00:00 or 2026-03-31T18:00:00+08:00"
    )]
    NoTime {
        /// As written.
        text: String,
    },
    /// A column of groups or classes that is none of a log.
    #[error("\"{text}\" is no column of a log; write the name of a column, such as team")]
    NoColumn {
        /// As written.
        text: String,
    },
    /// Groups would be compared within classes of themselves.
    #[error("--mix {column} are the groups of --by: a class would hold one group alone; name other columns")]
    MixOfGroups {
        /// The column.
        column: String,
    },
    /// An argument that is the id of no calendar.
    #[error(
        "there is no calendar \"{id}\"{}",
        suggestion.as_ref().map(|s| format!("; did you mean \"{s}\"?")).unwrap_or_default()
    )]
    NoCalendar {
        /// As written.
        id: String,
        /// The id that was probably meant.
        suggestion: Option<String>,
    },
    /// A range without a day.
    #[error("no day lies from {from} until {until}, which is not shown itself")]
    NoDays {
        /// First.
        from: Date,
        /// The one after the last.
        until: Date,
    },
    /// An argument that is no range of years.
    #[error("\"{text}\" is no range of years from 1900 to 2400; write it as 2023..2027")]
    NoYears {
        /// As written.
        text: String,
    },
    /// An argument that is no number of threads.
    #[error("\"{text}\" is no number of threads; write 1, 2 or more")]
    NoThreads {
        /// As written.
        text: String,
    },
    /// An argument that is no duration.
    #[error("\"{text}\" is no duration; write it with its unit, such as 4h or 2 days")]
    NoDuration {
        /// As written.
        text: String,
    },
    /// `--bom` without CSV.
    #[error("--bom stands before CSV, and none is written: say --format csv, or leave --bom out")]
    NoCsv,
    /// `--scorecard` with a format that has no room for it.
    #[error(
        "CSV has no room for a scorecard: say --format text, markdown, html or json, or leave --scorecard out"
    )]
    NoScorecard,
    /// An argument that is no share.
    #[error("\"{text}\" is no share from 0 to 100%; write it as 1% or 0.01")]
    NoShare {
        /// As written.
        text: String,
    },
    /// An argument that is the id of no commitment.
    #[error(
        "there is no commitment \"{id}\"{}",
        suggestion.as_ref().map(|s| format!("; did you mean \"{s}\"?")).unwrap_or_default()
    )]
    NoCommitment {
        /// As written.
        id: String,
        /// The id that was probably meant.
        suggestion: Option<String>,
    },
    /// An argument that is no share of cases one could promise.
    #[error("\"{text}\" is no share of cases; write it as 98% or 0.98")]
    NoShareOfCases {
        /// As written.
        text: String,
    },
    /// An argument that is no limit.
    #[error("\"{text}\" is no limit; write 4h, 2 business days or, for values, 4.5")]
    NoLimit {
        /// As written.
        text: String,
    },
    /// Business hours or days, where no calendar is meant.
    #[error("\"{text}\" depends on a calendar, and targets have different ones; write 4h or 2 days")]
    BusinessDuration {
        /// As written.
        text: String,
    },
    /// An `--output` without a file.
    #[error("write a format and a file, such as `sarif=promise.sarif`")]
    NoOutput,
    /// An `--output` in a format that there is not.
    #[error("no format `{format}`; there are {}", formats.join(", "))]
    NoFormat {
        /// As written.
        format: String,
        /// Those that there are.
        formats: Vec<String>,
    },
    /// A file is none that `promise tally` writes.
    #[error("{} is no file of `promise tally`: {why}; count the logs again with it", path.display())]
    NoTally {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: TallyError,
    },
    /// A file of counts cannot be used, though it is one.
    #[error("{} cannot be reported on: {why}", path.display())]
    Untold {
        /// The file.
        path: PathBuf,
        /// Why.
        why: TallyError,
    },
    /// What was counted apart does not belong together.
    #[error("{} cannot be reported on: {why}", path.display())]
    Unrelated {
        /// The file of counts.
        path: PathBuf,
        /// Why.
        why: Unrelated,
    },
    /// Customers are not told of a commitment that a page is asked for.
    #[error(
        "`{id}` is not on a page: customers are told of published and suspended commitments that are not over"
    )]
    NotPublished {
        /// The commitment.
        id: String,
    },
    /// An owner without a sheet.
    #[error(
        "nobody called `{owner}` is the owner of a commitment that is published, suspended or on pilot; {}",
        owners(known)
    )]
    NoOwner {
        /// As written.
        owner: String,
        /// Those that there are, the one first that may have been meant.
        known: Vec<String>,
    },
    /// A file was not made by `promise publish`.
    #[error("{} is no page of `promise publish`: it has no marker that says how it was made", path.display())]
    NoPage {
        /// The file.
        path: PathBuf,
    },
    /// An `--output` to no file.
    #[error("no file after `{format}=`; `-` is standard output")]
    NoFile {
        /// The format.
        format: String,
    },
}

impl Failure {
    /// It in a language.
    pub fn in_language(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Zh => zh::errors::failure(self),
        }
    }
}

fn owners(known: &[String]) -> String {
    if known.is_empty() {
        "no commitment has one".to_owned()
    } else {
        format!("there are {}", known.join(", "))
    }
}

fn no_definitions(paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        "no definitions found: there is no folder \"commitments\" here or above, up to the root of the \
         git checkout; create one, or name a path"
            .to_owned()
    } else {
        format!("no definitions found in {}", list(paths, ", "))
    }
}

pub(super) fn list(paths: &[PathBuf], separator: &str) -> String {
    let shown: Vec<_> = paths.iter().map(|path| Path::display(path).to_string()).collect();
    shown.join(separator)
}

/// Why definition files could not be read.
pub fn files(language: Language, error: &FilesError) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => zh::errors::files(error),
    }
}

/// Why no rules could be chosen.
pub fn selection(language: Language, error: &SelectionError) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => zh::errors::selection(error),
    }
}

/// Why logs could not be read or judged.
pub fn run(language: Language, error: &RunError) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => zh::errors::run(error),
    }
}

/// Why there is no statement.
pub fn sql(language: Language, error: &SqlError) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => zh::sql::error(error),
    }
}

/// Why a file of a log could not be read.
pub fn log(language: Language, error: &LogError) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => zh::errors::log(error),
    }
}

/// What the system said. It says it in its own language, save for what is known by kind.
pub fn system(language: Language, error: &io::Error) -> String {
    let known = match language {
        Language::En => None,
        Language::Zh => zh::errors::system(error.kind()),
    };
    known.map_or_else(|| error.to_string(), str::to_owned)
}

/// The word before an error.
pub fn label(language: Language) -> &'static str {
    match language {
        Language::En => "error",
        Language::Zh => "错误",
    }
}
