//! All files of a log in pieces, numbered in the order in which they are read.
//!
//! One piece is read after the other, whoever asks: opening, unpacking, decoding and finding the ends of
//! records happen here, while others read the rows of the pieces before. It must not know rows.

use super::LogError;
use super::chunk::Chunk;
use super::error::At;
use super::header::{Header, Layout};
use super::needs::Columns;
use super::open::Opened;
use super::read::OpenLog;
use super::summary::Summary;
use std::sync::Arc;

/// The pieces of a log.
pub(super) struct Feed<'o, 'l> {
    open: &'o mut OpenLog<'l>,
    columns: &'o Columns,
    current: Option<(Arc<Source>, Opened)>,
    /// Bytes of it that were told.
    told: u64,
    /// The file after the current one.
    next: usize,
    /// Pieces that were handed out.
    pieces: u64,
    /// What was met outside of the pieces.
    pub(super) summary: Summary,
}

/// A file whose rows are read.
#[derive(Debug)]
pub(super) struct Source {
    /// By its place in the log's list of files.
    pub(super) file: usize,
    pub(super) at: At,
    pub(super) header: Header,
    pub(super) layout: Layout,
}

impl<'o, 'l> Feed<'o, 'l> {
    pub(super) fn new(open: &'o mut OpenLog<'l>, columns: &'o Columns) -> Self {
        let summary = open.nothing_read();
        Self { open, columns, current: None, told: 0, next: 0, pieces: 0, summary }
    }

    /// The number that the next piece has.
    pub(super) fn next_number(&self) -> u64 {
        self.pieces
    }

    /// Whether the file that is read is packed.
    pub(super) fn is_packed(&self) -> bool {
        self.current.as_ref().is_some_and(|(_, opened)| opened.is_packed())
    }

    /// Reads the next piece. Says its number and of which file it is; `None` at the end of the last.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<Option<(u64, Arc<Source>)>, LogError> {
        loop {
            self.open.go_on()?;
            let Some((source, mut opened)) = self.current.take() else {
                if !self.open_next()? {
                    return Ok(None);
                }
                continue;
            };
            let more = opened.take_chunk(chunk)?;
            self.open.progress.add_bytes(opened.bytes() - self.told);
            self.told = opened.bytes();
            if more {
                let number = self.pieces;
                self.pieces += 1;
                self.current = Some((Arc::clone(&source), opened));
                return Ok(Some((number, source)));
            }
            opened.account(source.file, &mut self.summary);
        }
    }

    /// Opens the next file; `false` if there is none.
    fn open_next(&mut self) -> Result<bool, LogError> {
        let file = self.next;
        if file == self.open.files().count() {
            return Ok(false);
        }
        let opened = self.open.reopen(file)?;
        let (at, header) = (opened.at.clone(), opened.header.clone());
        let layout = header.layout(self.columns, self.open.log.case.as_ref(), &at)?;
        self.current = Some((Arc::new(Source { file, at, header, layout }), opened));
        (self.next, self.told) = (file + 1, 0);
        Ok(true)
    }
}
