//! One check of a folder: as it is, as fixes would make it, or as it was at a revision.

use super::backtest;
use super::definitions::{self, Loaded};
use crate::check::measured::{self, Measured};
use crate::check::{self, Context, Copies, Selection};
use crate::diff;
use crate::diff::backtest::Question;
use crate::model::Date;
use crate::render::wording::errors::Failure;
use crate::report::{AsOf, Asked, History};
use crate::source::files::ReadContent;
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
        let text = |path: &Path| content(path)?.into_text();
        let copies = Copies::load(&loaded.definitions, &mut loaded.sources, text);
        // Rules look at what changed in a definition, not at the file that it stands in.
        let place = |_: &Path| String::new();
        let sides = self.before.map(|before| [before.side(&place), loaded.side(&place)]);
        let options = diff::Options { today: self.today };
        let changes = sides.as_ref().map(|[old, new]| diff::compare(old, new, options));
        let backtest = match (&sides, &changes) {
            (Some([old, new]), Some(changes)) if self.logs => {
                let question = Question { needed: true, as_of: self.as_of, ..Question::default() };
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
        let outcome = check::run(&seen, loaded.findings.clone(), self.selection);
        let measured = measured::measured(&seen);
        // What was read of thousands of texts goes with the process, not piece by piece.
        std::mem::forget(seen);
        Ok(Examined { loaded, outcome, measured })
    }

    /// What the logs say of the promises. `is_read`: the logs were read before.
    fn history(&self, loaded: &Loaded, is_read: bool) -> Result<Option<History>> {
        let mut asked_again = false;
        let mut stdin = || -> Box<dyn std::io::Read + Send> {
            asked_again |= is_read;
            if is_read { Box::new(std::io::empty()) } else { Box::new(std::io::stdin()) }
        };
        let asked = Asked { as_of: self.as_of, threads: std::thread::available_parallelism().ok() };
        let history = History::read(&loaded.definitions, asked, &mut stdin);
        if asked_again {
            return Err(Failure::StandardInputTwice.into());
        }
        Ok(history?)
    }
}
