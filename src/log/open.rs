//! One file opened: what it is was looked at, its header was read, its rows come next.
//!
//! It must not know which columns are needed.

use super::compression::{self, Damaged};
use super::encoding::{self, Text};
use super::error::{At, LogError};
use super::header::Header;
use super::kind::{self, NotCsv};
use super::records::{Record, RecordError, Records};
use super::summary::Places;
use super::value::trim;
use crate::model::{self, Log};
use std::io::Read;

/// A file whose header was read.
pub(super) struct Opened {
    pub(super) at: At,
    pub(super) header: Header,
    records: Records,
    /// The first row, where it is not the header.
    first: Option<Record>,
    /// Blank rows before the header, and malformed characters up to it.
    pub(super) blank: Places,
    pub(super) malformed: Places,
    file: usize,
}

impl Opened {
    /// Reads up to the header. `file` is the place in the log's list of files.
    pub(super) fn new(
        log: &Log,
        at: At,
        file: usize,
        source: Box<dyn Read + Send>,
    ) -> Result<Self, LogError> {
        let label = log.encoding.as_ref();
        let encoding = label.map(|label| {
            let unknown = || LogError::Encoding { log: at.log.clone(), label: label.value.clone() };
            encoding::for_label(label).ok_or_else(unknown)
        });
        let encoding = encoding.transpose()?;
        let text = compression::unpack(source).and_then(|source| Text::new(source, encoding));
        let text = text.map_err(|source| unreadable(source, &at))?;
        if let Some(kind) = kind::of(text.head(), text.is_utf16()) {
            return Err(LogError::NotCsv { at, kind });
        }
        let delimiter = log.delimiter.as_ref().map_or(b',', |delimiter| delimiter.value);
        let mut records = Records::new(text, delimiter);
        let (mut blank, mut malformed) = (Places::default(), Places::default());
        let mut first = Record::default();
        loop {
            if !records.next(&mut first).map_err(|error| record_error(error, &at))? {
                return Err(LogError::NotCsv { at, kind: NotCsv::Empty });
            }
            for _ in 0..records.newly_malformed() {
                malformed.note(file, first.line, b"");
            }
            if !is_blank(&first) {
                break;
            }
            blank.add(file, first.line, b"");
        }
        let has_names = log.header == model::Header::First;
        let header = Header::new(&first, has_names, log.fold_case);
        let first = (!has_names).then_some(first);
        Ok(Self { at, header, records, first, blank, malformed, file })
    }

    /// Reads the next row. `false` at the end.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<bool, LogError> {
        if let Some(first) = self.first.take() {
            *record = first;
            return Ok(true);
        }
        let more = self.records.next(record).map_err(|error| record_error(error, &self.at))?;
        for _ in 0..self.records.newly_malformed() {
            self.malformed.note(self.file, record.line, b"");
        }
        Ok(more)
    }

    /// How many bytes of the file were read, and how many characters stand for malformed ones.
    pub(super) fn totals(&self) -> (u64, u64) {
        let text = self.records.text();
        (text.bytes(), text.malformed().count)
    }
}

/// Whether a row has nothing but empty fields.
pub(super) fn is_blank(record: &Record) -> bool {
    record.fields().all(|field| trim(field).is_empty())
}

/// What keeps a file from being read: the system, or that it is damaged.
pub(super) fn unreadable(source: std::io::Error, at: &At) -> LogError {
    let at = at.clone();
    match Damaged::of(&source) {
        Some(Damaged { program, truncated }) => LogError::Damaged { at, program, truncated },
        None => LogError::Unreadable { at, source },
    }
}

fn record_error(error: RecordError, at: &At) -> LogError {
    let at = at.clone();
    match error {
        RecordError::Io(source) => unreadable(source, &at),
        RecordError::TooLarge(line) => LogError::RowTooLarge { at, line },
        RecordError::Unclosed(line) => LogError::UnclosedQuote { at, line },
    }
}
