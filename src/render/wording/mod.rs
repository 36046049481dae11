//! The wording of every message: one `match` per language over the same data, so that the compiler
//! refuses a message that one language lacks.

pub mod appraisal;
pub mod calendar;
pub mod difference;
mod en;
pub mod errors;
pub mod expectations;
pub mod known;
pub mod formats;
pub mod instants;
pub mod life_cycle;
mod notice;
pub mod outlook;
pub mod owed;
pub mod publish;
pub mod report;
pub mod rule;
pub mod scorecard;
pub mod statistics;
pub mod tally;
pub mod times;
mod zh;

pub use notice::{Notice, notice};

use super::Language;
use crate::check::Needs;
use crate::finding::{Level, Message, Note};
use crate::text::read_number;

/// A message and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What was found.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Words {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// The words of a finding.
pub fn words(language: Language, message: &Message) -> Words {
    match language {
        Language::En => en::words(message),
        Language::Zh => zh::words(message),
    }
}

/// The words of a related place.
pub fn note(language: Language, note: Note) -> &'static str {
    match language {
        Language::En => en::note(note),
        Language::Zh => zh::note(note),
    }
}

/// The word of a level.
pub fn level(language: Language, level: Level) -> &'static str {
    match language {
        Language::En => level.as_str(),
        Language::Zh => zh::level(level),
    }
}

/// The word before what to do about a finding.
pub fn help(language: Language) -> &'static str {
    match language {
        Language::En => "help",
        Language::Zh => "建议",
    }
}

/// What the summary of a check tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings of each level, gravest first.
    pub levels: Vec<(Level, usize)>,
    /// Findings of each family, by name.
    pub families: Vec<(&'static str, usize)>,
    /// Findings that somebody has accepted.
    pub suppressed: usize,
    /// Files that were read.
    pub files: usize,
    /// Commitments that stand in them.
    pub commitments: usize,
    /// Definitions that the rules did not see.
    pub unsound: usize,
    /// Rules that could not run, by what they need.
    pub skipped: Vec<(Needs, Vec<&'static str>)>,
    /// The day on which the check was made.
    pub today: String,
}

/// The lines of a summary.
pub fn summary(language: Language, summary: &Summary) -> Vec<String> {
    match language {
        Language::En => en::summary(summary),
        Language::Zh => zh::summary(summary),
    }
}

/// The ASCII form of a full-width mark.
fn ascii(mark: char) -> &'static str {
    match mark {
        '＝' => "=",
        '：' => ":",
        '，' => ",",
        '［' => "[",
        '］' => "]",
        '｛' => "{",
        '｝' => "}",
        '‘' | '’' => "'",
        _ => "\"",
    }
}

/// The number at the beginning of a text, to be shown with a unit.
fn leading_number(text: &str) -> String {
    read_number(text.trim()).map_or_else(|| "4".to_owned(), |number| number.value.to_string())
}

/// A part of cases in percent, rounded down to a tenth, so that what is below a share is not shown as it.
fn percent(part: u64, cases: u64) -> String {
    let thousandths = u128::from(part) * 1000 / u128::from(cases.max(1));
    tenths(u64::try_from(thousandths).unwrap_or(u64::MAX))
}

/// Thousandths in percent: `97.9%`, `98%`.
fn tenths(thousandths: u64) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}
