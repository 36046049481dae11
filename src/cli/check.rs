//! `promise check`: are the promises clear, feasible, consistent, timely and flexible?

use super::definitions::{self, Loaded};
use super::examine::{Examination, Examined};
use super::fixes::{Again, FixOptions};
use super::known::KnownOptions;
use super::output::{self, Target};
use super::outputs::{self, Format, Output};
use super::{Outcome, time};
use crate::check::statistics::Statistics;
use crate::check::{self, Context, Selection};
use crate::finding::Level;
use crate::model::Date;
use crate::render::{self, Checked, Language};
use crate::report::AsOf;
use crate::source::files;
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// How to show the findings on standard output [default: text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Also write the findings in this format to this file; `-` is standard output; repeatable
    #[arg(long, value_name = "FORMAT=FILE", value_parser = outputs::parse)]
    output: Vec<Output>,
    /// Exit with 1 if there is a finding of this level or above
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    fail_on: FailOn,
    /// Only these rules or families, such as CLR001 or FLX
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these rules or families
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Also run the rules that need the cases of the logs; those about changes need `--since` too
    #[arg(long)]
    logs: bool,
    /// What happened later is unseen; a date is the end of that day [default: the latest time of the logs]
    #[arg(long, value_name = "TIME", value_parser = time::as_of, requires = "logs")]
    as_of: Option<AsOf>,
    /// The date that rules take for today [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    today: Option<Date>,
    /// Show findings per rule and the five qualities of each commitment instead of each finding
    #[arg(long)]
    statistics: bool,
    #[command(flatten)]
    fixes: FixOptions,
    #[command(flatten)]
    known: KnownOptions,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum FailOn {
    #[default]
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}

impl Check {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let selection = Selection::new(&self.select, &self.ignore)?;
        let today = self.today.unwrap_or_else(time::today);
        let Some(roots) = definitions::roots(&self.paths)? else { return Ok(self.nothing(language)) };
        let paths = files::collect(&roots)?;
        let mut before = self.known.before(&roots, (&selection, today), language)?;
        let revision = before.revision.take();
        let before_it = revision.as_ref();
        let examination = Examination {
            selection: &selection,
            today,
            before: before_it,
            logs: self.logs,
            as_of: self.as_of,
        };
        let mut examined = if self.fixes.are_wanted() {
            let again = Again { examination: &examination, paths: &paths, before: &before };
            let applied = self.fixes.apply(&again, language)?;
            if self.fixes.only_show() && !applied.examined.loaded.is_empty() {
                return Ok(if applied.changes { Outcome::Found } else { Outcome::Clean });
            }
            applied.examined
        } else {
            let mut examined = examination.run(&paths, &files::content)?;
            before.sift(&mut examined, &selection);
            examined
        };
        if examined.loaded.is_empty() {
            return Ok(self.nothing(language));
        }
        if self.known.write(&examined, &mut before, language)? {
            before.sift(&mut examined, &selection);
        }
        let outcome = self.show(&mut examined, language);
        // Thousands of definitions go with the process, not piece by piece.
        std::mem::forget(examined);
        outcome
    }

    fn nothing(&self, language: Language) -> Outcome {
        output::note(&definitions::none_found(&self.paths, language));
        Outcome::NoDefinitions
    }

    fn show(&self, examined: &mut Examined, language: Language) -> Result<Outcome> {
        let Examined { loaded, outcome, measured } = examined;
        if self.statistics {
            outcome.statistics = Some(Statistics::new(outcome, &loaded.definitions, measured.take()));
        }
        let root = outputs::root()?;
        let checked = Checked { outcome, sources: &loaded.sources, language, root: &root };
        outputs::write(&checked, self.format, &self.output)?;
        let worst = outcome.findings.iter().map(|finding| finding.level).max();
        let fails = self.fail_on.level().is_some_and(|level| worst >= Some(level));
        Ok(if fails { Outcome::Found } else { Outcome::Clean })
    }
}

/// Shows what is wrong with definitions that a command cannot work with, on standard error.
pub(super) fn show_mistakes(loaded: &Loaded, language: Language) -> Result<()> {
    let selection = Selection::new::<&str>(&["DEF", "CON011"], &[])?;
    let context = Context::new(&loaded.definitions, &loaded.sources, time::today());
    let outcome = check::run(&context, loaded.findings.clone(), &selection);
    let mut target = Target::stderr();
    let options = target.text_options(language);
    render::text::check(&outcome, &loaded.sources, options, target.writer())?;
    target.finish()
}
