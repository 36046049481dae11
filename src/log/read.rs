//! A log opened and read: all its files, block by block.
//!
//! It must not know what the columns are for; [`Needs`] says which are read.

use super::discover::Discovered;
use super::error::{At, LogError};
use super::events;
use super::files::{self, Input};
use super::fill::{Visit, Worker};
use super::header::Header;
use super::needs::Columns;
use super::open::Opened;
use super::plan::Plan;
use super::records::Record;
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
        let mut worker = Worker::new(&plan, columns, &zone);
        let path =
            |(input, _): &(Input, Header)| FileRead { path: input.shown().to_owned(), ..FileRead::default() };
        worker.summary.formats = self.discovered.iter().map(Discovered::found).collect();
        worker.summary.files = self.files.iter().map(path).collect();
        for file in 0..self.files.len() {
            let opened = self.reopen(file)?;
            if self.file(file, opened, columns, &mut worker, visit)?.is_break() {
                break;
            }
        }
        Ok(RowsRead { summary: worker.summary, symbols: worker.symbols })
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.zone
    }

    fn file(
        &self,
        file: usize,
        mut opened: Opened,
        columns: &Columns,
        worker: &mut Worker<'_>,
        visit: &mut Visit<'_>,
    ) -> Result<ControlFlow<()>, LogError> {
        let header = opened.header.clone();
        let layout = header.layout(columns, self.log.case.as_ref(), &opened.at)?;
        let mut record = Record::default();
        let before = worker.summary.rows;
        worker.begin(file);
        while opened.next(&mut record)? {
            worker.row(&header, &layout, &record);
            if worker.is_full() && worker.flush(visit).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        let flow = worker.flush(visit);
        let (bytes, malformed) = opened.totals();
        opened.malformed.count = malformed;
        let summary = &mut worker.summary;
        summary.rows += opened.blank.count;
        summary.blank.merge(opened.blank);
        summary.malformed.merge(opened.malformed);
        summary.files[file].bytes = bytes;
        summary.files[file].rows = summary.rows - before;
        Ok(flow)
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
