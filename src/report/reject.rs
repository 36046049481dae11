//! Rows that are not judged, or are data errors, one by one as they are read.

use super::problem::{code_of, code_of_row};
use crate::clock::Reason;
use crate::finding::Code;
use crate::log::{Block, WhyLeftOut};

/// A row that is not judged, or is a data error.
#[derive(Clone, Copy, Debug)]
pub struct Reject<'a> {
    /// The log's id.
    pub log: &'a str,
    /// The file as users see it.
    pub file: &'a str,
    /// The line on which the row begins.
    pub line: u64,
    /// The case; empty where the row names none.
    pub case: &'a str,
    /// Why.
    pub why: WhyRejected,
    /// What was found there; empty where the reason says it all.
    pub found: &'a str,
}

/// Why a row is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyRejected {
    /// It is no case and no event.
    Row(WhyLeftOut),
    /// The case begins after as-of.
    Later,
    /// The case is a data error.
    Invalid(Reason),
}

impl WhyRejected {
    /// The code of the finding; none where the row is not at fault.
    pub fn code(self) -> Option<&'static Code> {
        match self {
            Self::Row(why) => Some(code_of_row(why)),
            Self::Later => Some(code_of_row(WhyLeftOut::AfterAsOf)),
            Self::Invalid(reason) => code_of(reason),
        }
    }

    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Row(WhyLeftOut::TooFewFields) => "too few fields",
            Self::Row(WhyLeftOut::TooManyFields) => "too many fields",
            Self::Row(WhyLeftOut::Dropped) => "copy dropped",
            Self::Row(WhyLeftOut::NoCase) => "no case",
            Self::Row(WhyLeftOut::NoTime) => "no time",
            Self::Row(WhyLeftOut::UnreadableTime) => "unreadable time",
            Self::Row(WhyLeftOut::AfterAsOf) | Self::Later => "after as-of",
            Self::Invalid(reason) => reason.as_str(),
        }
    }
}

/// Takes every rejected row.
pub(super) type Rejects<'a> = dyn FnMut(&Reject<'_>) + Send + 'a;

/// A rejected row of a log, kept until it is its turn to be told of.
#[derive(Debug)]
pub(super) struct Rejected {
    /// By its place in the log's list of files.
    file: usize,
    line: u64,
    case: String,
    why: WhyRejected,
    found: String,
}

impl Rejected {
    /// As it is told of.
    pub(super) fn told<'a>(&'a self, log: &'a str, files: &'a [String]) -> Reject<'a> {
        let Self { file, line, case, why, found } = self;
        let file = files.get(*file).map_or("", String::as_str);
        Reject { log, file, line: *line, case, why: *why, found }
    }
}

/// Keeps the rejected rows of one block, in the order of their lines, where they are asked for.
#[derive(Default)]
pub(super) struct Rejecting<'a> {
    kept: Option<&'a mut Vec<Rejected>>,
    /// How many of the block's rows that were left out are kept.
    told: usize,
}

impl<'a> Rejecting<'a> {
    pub(super) fn new(kept: Option<&'a mut Vec<Rejected>>) -> Self {
        Self { kept, told: 0 }
    }

    /// Keeps the rows that were left out before a line.
    pub(super) fn left_out(&mut self, block: &Block, before: u64) {
        let Some(kept) = &mut self.kept else { return };
        while let Some(row) = block.left_out.get(self.told).filter(|row| row.line < before) {
            self.told += 1;
            kept.push(Rejected {
                file: block.file,
                line: row.line,
                case: row.case.clone(),
                why: WhyRejected::Row(row.why),
                found: row.found.clone(),
            });
        }
    }

    /// Keeps a case.
    pub(super) fn case(
        &mut self,
        block: &Block,
        row: usize,
        why: WhyRejected,
        found: impl FnOnce() -> String,
    ) {
        let Some(kept) = &mut self.kept else { return };
        kept.push(Rejected {
            file: block.file,
            line: block.lines.get(row).copied().unwrap_or(0),
            case: block.ids.get(row).to_owned(),
            why,
            found: found(),
        });
    }
}

/// The values of a row that cannot be read: `resolved "31/13/2026"`.
pub(super) fn unread(block: &Block, row: usize) -> String {
    let first = block.unread.partition_point(|unread| unread.row < row);
    let own = block.unread[first..].iter().take_while(|unread| unread.row == row);
    let shown: Vec<_> = own.map(|unread| format!("{} \"{}\"", unread.column, unread.found)).collect();
    shown.join(", ")
}
