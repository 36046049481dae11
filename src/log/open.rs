//! One file opened: what it is was looked at, its header was read, its rows come next.
//!
//! It must not know which columns are needed.

use super::cells::Fields as _;
use super::chunk::Chunk;
use super::compression::{self, Damaged};
use super::encoding::{self, Text};
use super::error::{At, LogError};
use super::guess::EncodingGuess;
use super::header::Header;
use super::kind::{self, NotCsv};
use super::records::{Record, RecordError};
use super::stream::Stream;
use super::summary::{Places, Summary};
use crate::model::{self, Log};
use std::io::Read;

/// A file whose header was read.
pub(super) struct Opened {
    pub(super) at: At,
    pub(super) header: Header,
    rows: Stream,
    /// Blank rows before the header, and malformed characters up to it.
    pub(super) blank: Places,
    pub(super) malformed: Places,
}

impl Opened {
    /// Reads up to the header. `file` is the place in the log's list of files, `piece` the usual length in
    /// bytes of what is read at once.
    pub(super) fn new(
        log: &Log,
        at: At,
        file: usize,
        source: Box<dyn Read + Send>,
        piece: usize,
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
        let probably = EncodingGuess::instead_of(text.encoding(), text.head());
        let delimiter = delimiter(log);
        let rows = Stream::new(text, delimiter, piece);
        let mut rows = rows.map_err(|error| record_error(error, &at))?;
        let has_names = log.header == model::Header::First;
        let (mut blank, mut malformed) = (Places::default(), Places::default());
        let mut first = Record::default();
        loop {
            if !rows.next(&mut first).map_err(|error| record_error(error, &at))? {
                return Err(LogError::NotCsv { at, kind: NotCsv::Empty });
            }
            let is_row = !first.is_blank();
            if is_row && !has_names {
                rows.give_back();
                break;
            }
            for _ in 0..rows.malformed() {
                malformed.note(file, first.line, b"");
            }
            if is_row {
                break;
            }
            blank.add(file, first.line, b"");
        }
        let mut header = Header::new(&first, has_names, log.fold_case);
        header.probably = probably.map(|guess| guess.label);
        Ok(Self { at, header, rows, blank, malformed })
    }

    /// Reads the next row. `false` at the end.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<bool, LogError> {
        self.rows.next(record).map_err(|error| record_error(error, &self.at))
    }

    /// Reads the rows that come next, many at once. `false` at the end.
    pub(super) fn take_chunk(&mut self, chunk: &mut Chunk) -> Result<bool, LogError> {
        self.rows.take_chunk(chunk).map_err(|error| record_error(error, &self.at))
    }

    /// How many bytes of the file were read, packed if it is.
    pub(super) fn bytes(&self) -> u64 {
        self.rows.text().bytes()
    }

    /// Whether the file is packed.
    pub(super) fn is_packed(&self) -> bool {
        self.rows.text().is_packed()
    }

    /// Adds what belongs to no row that was handed out, when all were.
    pub(super) fn account(self, file: usize, summary: &mut Summary) {
        let text = self.rows.text();
        let malformed = Places { count: text.malformed().count, ..self.malformed };
        let read = &mut summary.files[file];
        read.bytes = self.rows.text().bytes();
        read.rows += self.blank.count;
        read.probably = self.header.probably;
        summary.rows += self.blank.count;
        summary.blank.merge(self.blank);
        summary.malformed.merge(malformed);
    }
}

/// What stands between the fields of a log.
pub(super) fn delimiter(log: &Log) -> u8 {
    log.delimiter.as_ref().map_or(b',', |delimiter| delimiter.value)
}

/// What keeps a file from being read: the system, or that it is damaged.
pub(super) fn unreadable(source: std::io::Error, at: &At) -> LogError {
    let at = at.clone();
    match Damaged::of(&source) {
        Some(Damaged { program, truncated }) => LogError::Damaged { at, program, truncated },
        None => LogError::Unreadable { at, source },
    }
}

/// What keeps a row from being read.
pub(super) fn record_error(error: RecordError, at: &At) -> LogError {
    let at = at.clone();
    match error {
        RecordError::Io(source) => unreadable(source, &at),
        RecordError::TooLarge(line) => LogError::RowTooLarge { at, line },
        RecordError::Unclosed(line) => LogError::UnclosedQuote { at, line },
    }
}
