//! What a report was made by: enough to make it again, and to see why another one differs.

use super::words::Words;
use crate::check::scorecard::Scorecard;
use crate::report::Report;

/// The release of this program.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What stands behind a report beside its logs, as-of and time zones, which it has itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MadeBy {
    /// The print of all that the definitions say: 32 hexadecimal digits.
    pub definitions: String,
    /// Where the definitions are in a git repository: the commit that is checked out.
    pub commit: Option<Commit>,
}

/// A report with what is shown beside its figures.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The report.
    pub report: &'a Report,
    /// How its promises stand in the five qualities, where that is asked for.
    pub scorecard: Option<&'a Scorecard>,
    /// What it was made by.
    pub made_by: MadeBy,
}

/// A commit of git.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its whole id.
    pub id: String,
    /// Whether the definitions differ from it.
    pub changed: bool,
}

impl Commit {
    /// The id, and `+changes` where the definitions are not as they are there.
    pub(super) fn shown(&self) -> String {
        format!("{}{}", self.id, if self.changed { "+changes" } else { "" })
    }
}

impl MadeBy {
    /// The program, the definitions and the commit.
    pub(super) fn lines(&self, words: &Words) -> Vec<String> {
        let mut lines = vec![format!("promise {VERSION}"), words.definitions(&self.definitions)];
        lines.extend(self.commit.as_ref().map(|commit| words.commit(&commit.shown())));
        lines
    }
}
