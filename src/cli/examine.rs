//! One check of a folder: as it is, as fixes would make it, or as it was at a revision.

use super::backtest;
use super::definitions::{self, Loaded};
use crate::check::measured::{self, Measured};
use crate::check::scorecard::Scorecard;
use crate::check::{self, Context, Copies, Selection};
use crate::diff;
use crate::diff::backtest::Question;
use crate::model::{Date, Definitions};
use crate::render::wording::errors::Failure;
use crate::report::{AsOf, Asked, History, RunError, Stdin};
use crate::source::Sources;
use crate::source::files::{self, ReadContent};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// What is the same in all checks of a run.
pub(super) struct Examination<'a> {
    /// The rules that are asked for.
    pub(super) selection: &'a Selection,
    /// The date of the check.
    pub(super) today: Date,
    /// What the definitions are compared with.
    pub(super) before: Option<&'a Loaded>,
    /// Whether promises are held against the cases of the logs, and what changed is tried on them.
    pub(super) logs: bool,
    /// What happened later is unseen; absent: the latest time of the logs.
    pub(super) as_of: Option<AsOf>,
}

/// A folder and what was found in it.
pub(super) struct Examined {
    pub(super) loaded: Loaded,
    pub(super) outcome: check::Outcome,
    /// What the logs measure of the promises, if they were read.
    pub(super) measured: Option<Vec<Measured>>,
}

impl Examination<'_> {
    /// Reads files and checks them.
    pub(super) fn run(&self, paths: &[PathBuf], content: ReadContent<'_>) -> Result<Examined> {
        let mut loaded = definitions::read(paths, content)?;
        let copies = copies(&loaded.definitions, &mut loaded.sources, content);
        // Rules look at what changed in a definition, not at the file that it stands in.
        let place = |_: &Path| String::new();
        let sides = self.before.map(|before| [before.side(&place), loaded.side(&place)]);
        let options = diff::Options { today: self.today };
        let changes = sides.as_ref().map(|[old, new]| diff::compare(old, new, options));
        let backtest = match (&sides, &changes) {
            (Some([old, new]), Some(changes)) if self.logs => {
                let as_of = self.as_of;
                let question = Question { needed: true, tolerant: true, as_of, ..Question::default() };
                Some(backtest::run([old, new], changes, question)?)
            }
            _ => None,
        };
        let history = if self.logs { self.history(&loaded, backtest.is_some())? } else { None };
        let mut seen = Context::new(&loaded.definitions, &loaded.sources, self.today);
        seen.changes = changes.as_ref();
        seen.backtest = backtest.as_ref();
        seen.history = history.as_ref();
        seen.copies = Some(&copies);
        let publisher = loaded.publisher(self.today);
        seen.pages = Some(&publisher);
        let outcome = check::run(&seen, loaded.findings.clone(), self.selection);
        let measured = measured::measured(&seen);
        // What was read of thousands of texts goes with the process, not piece by piece.
        std::mem::forget(seen);
        Ok(Examined { loaded, outcome, measured })
    }

    /// What the logs say of the promises. `is_read`: the logs were read before.
    fn history(&self, loaded: &Loaded, is_read: bool) -> Result<Option<History>> {
        let threads = std::thread::available_parallelism().ok();
        let asked = Asked { as_of: self.as_of, threads, ..Asked::default() };
        let read = |stdin: Stdin<'_>| History::read(&loaded.definitions, asked, stdin);
        if is_read { read_again(read) } else { Ok(read(&mut || Box::new(std::io::stdin()))?) }
    }
}

/// Reads logs that are read more than once, which standard input cannot be.
pub(super) fn read_again<T>(read: impl FnOnce(Stdin<'_>) -> Result<T, RunError>) -> Result<T> {
    let mut asked = false;
    let what = read(&mut || {
        asked = true;
        Box::new(std::io::empty())
    });
    if asked { Err(Failure::StandardInputTwice.into()) } else { Ok(what?) }
}

/// The copies that commitments name.
fn copies(definitions: &Definitions, sources: &mut Sources, content: ReadContent<'_>) -> Copies {
    Copies::load(definitions, sources, |path: &Path| content(path)?.into_text())
}

/// How promises stand on a day by all rules and what the logs say, which are read for it.
pub(super) fn scorecard(loaded: &Loaded, today: Date, asked: Asked) -> Result<Scorecard> {
    let Loaded { definitions, findings, .. } = loaded;
    // What definitions say is told by their own texts alone.
    let mut sources = loaded.sources.clone();
    let copies = copies(definitions, &mut sources, &files::content);
    let history = read_again(|stdin| History::read(definitions, asked, stdin))?;
    let mut seen = Context::new(definitions, &sources, today);
    seen.history = history.as_ref();
    seen.copies = Some(&copies);
    let publisher = loaded.publisher(today);
    seen.pages = Some(&publisher);
    let outcome = check::run(&seen, findings.clone(), &Selection::default());
    Ok(Scorecard::new(&outcome, definitions, measured::measured(&seen)))
}
