//! A log opened and read: all its files, block by block.
//!
//! It must not know what the columns are for; [`Needs`] says which are read.

use super::discover::Discovered;
use super::error::{At, LogError};
use super::events;
use super::files::{self, Input};
use super::header::Header;
use super::needs::Columns;
use super::open::{self, Opened};
use super::plan::Plan;
use super::stdin::Stdin;
use super::summary::{FileRead, Summary};
use super::workers::{self, Taker};
use super::{Block, Needs, Progress, Symbols, chunk, index};
use crate::calendar::Zone;
use crate::model::{Duplicates, Log, Shape};
use std::fs::File;
use std::io::{Read, Seek as _};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

/// A log whose files were found and whose headers were read.
pub struct OpenLog<'l> {
    pub(super) log: &'l Log,
    zone: Zone,
    files: Vec<(Input, Header)>,
    stdin: Standard,
    columns: Vec<String>,
    pub(super) discovered: Vec<Discovered>,
    pub(super) pieces: Pieces,
    pub(super) progress: Arc<Progress>,
}

/// How rows are read; the outcome is the same. Tests have small pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pieces {
    /// The usual length in bytes of what a worker takes at once.
    pub(super) size: usize,
    /// Bytes whose separators are looked up together.
    pub(super) window: usize,
    /// Whether every row is read by itself.
    pub(super) by_row: bool,
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

/// Takes blocks here, as they come.
struct Visitor<'v>(&'v mut (dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()> + Send));

impl Taker for Visitor<'_> {
    type Output = ();

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        (self.0)(block, symbols)
    }

    fn output(&mut self) {}
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
        pieces: Pieces { size: chunk::SIZE, window: index::WINDOW, by_row: false },
        progress: Arc::default(),
    };
    for (file, input) in files::find(log)?.into_iter().enumerate() {
        let source = match &input {
            Input::File { .. } => open.source(&input)?,
            Input::Stdin => Box::new(open.stdin.source.insert(Stdin::new(stdin())).clone()),
        };
        let opened = Opened::new(log, open.at(&input), file, source, open.pieces.size)?;
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

    /// Refuses files that are no tables, of a log of which nothing can be asked; `is_known` says whether
    /// somebody could ask for a column of that name. Of others it would show in their columns.
    pub fn check_tables(&self, is_known: &dyn Fn(&str) -> bool) -> Result<(), LogError> {
        let doubts = self.files.iter().filter_map(|(input, header)| {
            header.doubt(&At { log: self.log.id.value.clone(), file: input.shown().to_owned() }, is_known)
        });
        doubts.map(Box::new).map(LogError::NoTable).map(Err).next().unwrap_or(Ok(()))
    }

    /// The files as users see them, in the order in which they are read.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(input, _)| input.shown())
    }

    /// Tells from now on how far its reading is. What is known to be read is all its files once.
    pub fn tell(&mut self, progress: Arc<Progress>) {
        for (input, _) in &self.files {
            progress.expect(match input {
                Input::File { path, .. } => std::fs::metadata(path).ok().map(|metadata| metadata.len()),
                Input::Stdin => None,
            });
        }
        self.progress = progress;
    }

    /// Makes sure that it can be read more than once, standard input too.
    pub fn keep(&mut self) -> Result<(), LogError> {
        self.keep_stdin()
    }

    /// Tells whoever watches that it is read from the beginning once more.
    pub fn begin_again(&mut self) {
        self.tell(Arc::clone(&self.progress));
    }

    /// Whether reading is to go on.
    pub(super) fn go_on(&self) -> Result<(), LogError> {
        if self.progress.is_stopped() { Err(LogError::Interrupted) } else { Ok(()) }
    }

    /// Reads all rows and hands out blocks of at most [`Block::MAX_ROWS`] cases, which never span files
    /// and are used again after each call. The symbols grow while the log is read. A visitor that
    /// breaks ends the reading; the summary is then that of the rows read so far.
    pub fn read(
        &mut self,
        needs: &Needs,
        visit: &mut (dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()> + Send),
    ) -> Result<Summary, LogError> {
        let log = self.log;
        let take = &mut |()| ControlFlow::Continue(());
        let read = match &log.shape {
            Shape::Cases => workers::alone(self, &Columns::of_cases(needs), Visitor(visit), take)?,
            Shape::Events(events) => {
                events::read(self, events, needs, NonZeroUsize::MIN, Visitor(visit), take)?
            }
        };
        Ok(read.summary)
    }

    /// Reads all rows with so many threads, whose blocks are taken as [`OpenLog::read`] hands them out;
    /// `make` says by whom. `take` gets what they make of the blocks in the order of the rows. Says what
    /// was read, and who took blocks.
    pub fn read_with<T>(
        &mut self,
        needs: &Needs,
        threads: NonZeroUsize,
        make: &(dyn Fn() -> T + Sync),
        take: &mut (dyn FnMut(T::Output) -> ControlFlow<()> + Send),
    ) -> Result<(Summary, Vec<T>), LogError>
    where
        T: Taker + Send,
        T::Output: Send,
    {
        let log = self.log;
        let threads = self.threads(threads);
        let read = match &log.shape {
            Shape::Cases => workers::together(self, &Columns::of_cases(needs), threads, &|_| make(), take)?,
            Shape::Events(events) => events::read(self, events, needs, threads, make(), take)?,
        };
        Ok((read.summary, read.takers))
    }

    /// How many threads can read the rows. Which row is a copy is told by all rows before it; and where
    /// case does not count, the first spelling of a value names it.
    fn threads(&self, asked: NonZeroUsize) -> NonZeroUsize {
        let ordered =
            self.log.duplicates != Duplicates::Keep || (self.log.fold_case && !self.log.is_of_events());
        if ordered { NonZeroUsize::MIN } else { asked }
    }

    /// What it takes to read these columns, the same for every row.
    pub(super) fn prepare(&mut self, columns: &Columns) -> Result<(Plan, Zone), LogError> {
        self.formats(&columns.times)?;
        let plan = Plan::new(self.log, columns, &self.discovered)?;
        // A column that the last file lacks is told before the first is read.
        for (input, header) in &self.files {
            header.layout(columns, self.log.case.as_ref(), &self.at(input))?;
        }
        Ok((plan, self.zone.clone()))
    }

    /// The summary of a log of which nothing was read yet.
    pub(super) fn nothing_read(&self) -> Summary {
        let path =
            |(input, _): &(Input, Header)| FileRead { path: input.shown().to_owned(), ..FileRead::default() };
        Summary {
            formats: self.discovered.iter().map(Discovered::found).collect(),
            files: self.files.iter().map(path).collect(),
            ..Summary::default()
        }
    }

    pub(super) fn delimiter(&self) -> u8 {
        open::delimiter(self.log)
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(super) fn reopen(&mut self, file: usize) -> Result<Opened, LogError> {
        let (input, _) = &self.files[file];
        let at = self.at(input);
        match (input, &self.stdin.file) {
            (Input::File { .. }, _) => Opened::new(self.log, at, file, self.source(input)?, self.pieces.size),
            (Input::Stdin, Some(spooled)) => {
                let again = spooled.try_clone().and_then(|mut spooled| {
                    spooled.rewind()?;
                    Ok(spooled)
                });
                let again = again.map_err(|source| LogError::Unreadable { at: at.clone(), source })?;
                Opened::new(self.log, at, file, Box::new(again), self.pieces.size)
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
