//! Rows that are not judged, or are data errors, as CSV.

use super::io_error;
use crate::report::Reject;
use std::io::{self, Write};

/// Writes rejected rows as they come.
pub struct RejectWriter<W: Write> {
    writer: ::csv::Writer<W>,
    /// What kept a row from being written; told at the end, since reading does not stop for it.
    failed: Option<io::Error>,
}

impl<W: Write> RejectWriter<W> {
    /// Begins with the header.
    pub fn new(out: W) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(["log", "file", "line", "case", "code", "reason", "found"]).map_err(io_error)?;
        Ok(Self { writer, failed: None })
    }

    /// Writes a row.
    pub fn add(&mut self, reject: &Reject<'_>) {
        if self.failed.is_some() {
            return;
        }
        let (line, code) = (reject.line.to_string(), reject.why.code().map_or("", |code| code.code));
        let record = [reject.log, reject.file, &line, reject.case, code, reject.why.as_str(), reject.found];
        self.failed = self.writer.write_record(record).map_err(io_error).err();
    }

    /// Ends it, and gives back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        match self.failed {
            Some(error) => Err(error),
            None => self.writer.into_inner().map_err(::csv::IntoInnerError::into_error),
        }
    }
}
