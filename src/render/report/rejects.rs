//! Rows that are not judged, or are data errors, as CSV.

use super::spreadsheet;
use crate::report::Reject;
use std::io::{self, Write};

/// Writes rejected rows as they come.
pub struct RejectWriter<W: Write> {
    writer: ::csv::Writer<W>,
    /// What kept a row from being written; told at the end, since reading does not stop for it.
    failed: Option<io::Error>,
}

impl<W: Write> RejectWriter<W> {
    /// Begins with the header, behind a byte order mark if one is asked for.
    pub fn new(out: W, mark: bool) -> io::Result<Self> {
        let mut writer = spreadsheet::writer(out, mark)?;
        spreadsheet::write(&mut writer, ["log", "file", "line", "case", "code", "reason", "found"])?;
        Ok(Self { writer, failed: None })
    }

    /// Writes a row.
    pub fn add(&mut self, reject: &Reject<'_>) {
        if self.failed.is_some() {
            return;
        }
        let (line, code) = (reject.line.to_string(), reject.why.code().map_or("", |code| code.code));
        let record = [reject.log, reject.file, &line, reject.case, code, reject.why.as_str(), reject.found];
        self.failed = spreadsheet::write(&mut self.writer, record).err();
    }

    /// Ends it, and gives back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        match self.failed {
            Some(error) => Err(error),
            None => self.writer.into_inner().map_err(::csv::IntoInnerError::into_error),
        }
    }
}
