//! A log opened and read: all its files, block by block.
//!
//! It must not know what the columns are for; [`Needs`] says which are read.

use super::chunk::Chunk;
use super::discover::Discovered;
use super::error::{At, LogError};
use super::events;
use super::files::{self, Input};
use super::fill::{Source, Visit, Worker};
use super::header::Header;
use super::needs::Columns;
use super::open::{self, Opened, record_error};
use super::plan::Plan;
use super::repeats::Repeats;
use super::stdin::Stdin;
use super::summary::{FileRead, Summary};
use super::{Block, Needs, Symbols};
use crate::calendar::Zone;
use crate::model::{Log, Shape};
use std::fs::File;
use std::io::{Read, Seek as _};
use std::ops::ControlFlow;

/// A log whose files were found and whose headers were read.
pub struct OpenLog<'l> {
    pub(super) log: &'l Log,
    zone: Zone,
    files: Vec<(Input, Header)>,
    stdin: Standard,
    columns: Vec<String>,
    pub(super) discovered: Vec<Discovered>,
}

/// Standard input, which can be read once.
#[derive(Default)]
struct Standard {
    source: Option<Stdin>,
    /// Up to its header.
    opened: Option<Opened>,
    /// All of it, if it has to be read again.
    file: Option<File>,
}

/// What reading all rows left.
pub(super) struct RowsRead {
    pub(super) summary: Summary,
    pub(super) symbols: Vec<Symbols>,
}

/// Finds the files of a log and reads their headers. Times without an offset are of the `zone`;
/// `stdin` gives standard input where the log is `-`.
pub fn open<'l>(
    log: &'l Log,
    zone: Zone,
    stdin: &mut dyn FnMut() -> Box<dyn Read + Send>,
) -> Result<OpenLog<'l>, LogError> {
    let mut open = OpenLog {
        log,
        zone,
        files: Vec::new(),
        stdin: Standard::default(),
        columns: Vec::new(),
        discovered: Vec::new(),
    };
    for (file, input) in files::find(log)?.into_iter().enumerate() {
        let source = match &input {
            Input::File { .. } => open.source(&input)?,
            Input::Stdin => Box::new(open.stdin.source.insert(Stdin::new(stdin())).clone()),
        };
        let opened = Opened::new(log, open.at(&input), file, source)?;
        for name in opened.header.names.iter().filter(|name| !name.is_empty()) {
            if !open.columns.contains(name) {
                open.columns.push(name.clone());
            }
        }
        open.files.push((input.clone(), opened.header.clone()));
        if input == Input::Stdin {
            open.stdin.opened = Some(opened);
        }
    }
    Ok(open)
}

impl OpenLog<'_> {
    /// The names of the columns, each once, in the order of the files.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Whether any file has a column of that name.
    pub fn has_column(&self, name: &str) -> bool {
        self.files.iter().any(|(_, header)| header.has(name))
    }

    /// The files as users see them, in the order in which they are read.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(input, _)| input.shown())
    }

    /// Reads all rows and hands out blocks of at most [`Block::MAX_ROWS`] cases, which never span files
    /// and are used again after each call. The symbols grow while the log is read. A visitor that
    /// breaks ends the reading; the summary is then that of the rows read so far.
    pub fn read(
        &mut self,
        needs: &Needs,
        visit: &mut dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()>,
    ) -> Result<Summary, LogError> {
        let log = self.log;
        match &log.shape {
            Shape::Cases => Ok(self.rows(&Columns::of_cases(needs), visit)?.summary),
            Shape::Events(events) => events::read(self, events, needs, visit),
        }
    }

    /// Reads all rows.
    pub(super) fn rows(&mut self, columns: &Columns, visit: &mut Visit<'_>) -> Result<RowsRead, LogError> {
        self.formats(&columns.times)?;
        let plan = Plan::new(self.log, columns, &self.discovered)?;
        // A column that the last file lacks is told before the first is read.
        for (input, header) in &self.files {
            header.layout(columns, self.log.case.as_ref(), &self.at(input))?;
        }
        let zone = self.zone.clone();
        let mut summary = self.nothing_read();
        let mut worker = Worker::new(&plan, columns, &zone, self.delimiter(), self.nothing_read());
        let mut repeats = Repeats::default();
        let mut chunk = Chunk::default();
        'files: for file in 0..self.files.len() {
            let mut opened = self.reopen(file)?;
            let header = opened.header.clone();
            let layout = header.layout(columns, self.log.case.as_ref(), &opened.at)?;
            let source = Source { file, header: &header, layout: &layout };
            while opened.take_chunk(&mut chunk)? {
                let flow = worker.chunk(source, &chunk, visit);
                if flow.map_err(|error| record_error(error, &opened.at))?.is_break() {
                    break 'files;
                }
                repeats.take(&worker.ids, file, &mut summary.repeated);
            }
            opened.account(file, &mut summary);
        }
        let (rows, symbols) = worker.finish();
        summary.merge(rows);
        Ok(RowsRead { summary, symbols })
    }

    /// The summary of a log of which nothing was read yet.
    fn nothing_read(&self) -> Summary {
        let path =
            |(input, _): &(Input, Header)| FileRead { path: input.shown().to_owned(), ..FileRead::default() };
        Summary {
            formats: self.discovered.iter().map(Discovered::found).collect(),
            files: self.files.iter().map(path).collect(),
            ..Summary::default()
        }
    }

    fn delimiter(&self) -> u8 {
        open::delimiter(self.log)
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(super) fn reopen(&mut self, file: usize) -> Result<Opened, LogError> {
        let (input, _) = &self.files[file];
        let at = self.at(input);
        match (input, &self.stdin.file) {
            (Input::File { .. }, _) => Opened::new(self.log, at, file, self.source(input)?),
            (Input::Stdin, Some(spooled)) => {
                let again = spooled.try_clone().and_then(|mut spooled| {
                    spooled.rewind()?;
                    Ok(spooled)
                });
                let again = again.map_err(|source| LogError::Unreadable { at: at.clone(), source })?;
                Opened::new(self.log, at, file, Box::new(again))
            }
            (Input::Stdin, None) => {
                self.stdin.source.iter().for_each(Stdin::forget);
                self.stdin.opened.take().ok_or(LogError::ReadTwice { at })
            }
        }
    }

    /// Makes sure that all files can be read more than once.
    pub(super) fn keep_stdin(&mut self) -> Result<(), LogError> {
        let Some(stdin) = self.stdin.source.take() else { return Ok(()) };
        let kept =
            stdin.spool().map_err(|source| LogError::Unreadable { at: self.at(&Input::Stdin), source });
        self.stdin = Standard { file: Some(kept?), ..Standard::default() };
        Ok(())
    }

    fn source(&self, input: &Input) -> Result<Box<dyn Read + Send>, LogError> {
        match input {
            Input::File { path, .. } => match std::fs::File::open(path) {
                Ok(file) => Ok(Box::new(file)),
                Err(source) => Err(LogError::Unreadable { at: self.at(input), source }),
            },
            Input::Stdin => Err(LogError::ReadTwice { at: self.at(input) }),
        }
    }

    fn at(&self, input: &Input) -> At {
        At { log: self.log.id.value.clone(), file: input.shown().to_owned() }
    }
}
