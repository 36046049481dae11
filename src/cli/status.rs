//! `promise status`: where does each commitment stand in its life, and what does it lack?

use super::definitions::{self, Loaded};
use super::examine::read_again;
use super::progress::ProgressLine;
use super::{Outcome, check, output, outputs, time};
use crate::check::life_cycle::{LifeCycle, RULES, Sums};
use crate::check::{self as checks, Context, Selection};
use crate::model::{Commitment, Date, nearest};
use crate::render::Language;
use crate::render::life_cycle::{json, markdown, text};
use crate::render::wording::errors::Failure;
use crate::report::{AsOf, Asked, History, Trials};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise status`.
#[derive(Debug, clap::Args)]
pub(super) struct StatusCommand {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// Only these commitments
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    commitment: Vec<String>,
    /// The date that is taken for today [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    today: Option<Date>,
    /// What happened later is unseen; a date is the end of that day [default: the latest time of the logs]
    #[arg(long, value_name = "TIME", value_parser = time::as_of, conflicts_with = "no_logs")]
    as_of: Option<AsOf>,
    /// Read no logs: nobody knows then the cases and the result of pilots
    #[arg(long)]
    no_logs: bool,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write it to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 if a commitment is in one of these ways
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Missing,
    Overdue,
    Failed,
}

impl FailOn {
    /// How many commitments are in this way.
    fn count(self, sums: Sums) -> usize {
        match self {
            Self::Missing => sums.missing,
            Self::Overdue => sums.overdue,
            Self::Failed => sums.failed,
        }
    }
}

impl StatusCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let Some(loaded) = definitions::load(&self.paths)? else {
            output::note(&definitions::none_found(&self.paths, language));
            return Ok(Outcome::NoDefinitions);
        };
        if loaded.has_errors() {
            check::show_mistakes(&loaded, language)?;
            return Ok(Outcome::Failed);
        }
        self.commitment.iter().try_for_each(|id| known(&loaded, id))?;
        let (history, trials) = self.past(&loaded, language)?;
        let today = self.today.unwrap_or_else(time::today);
        let mut context = Context::new(&loaded.definitions, &loaded.sources, today);
        context.history = history.as_ref();
        let outcome = checks::run(&context, loaded.findings.clone(), &Selection::new(&RULES, &[])?);
        let mut life_cycle = LifeCycle::new(&context, &outcome, trials.as_ref());
        life_cycle.keep(|id| self.is_asked(id));
        outputs::deliver(self.output.as_deref(), |look, out| {
            match self.format {
                Format::Text => text(&life_cycle, look.text_options(language), out)?,
                Format::Markdown => markdown(&life_cycle, language, out)?,
                Format::Json => json(&life_cycle, out)?,
            }
            Ok(())
        })?;
        let sums = life_cycle.sums();
        let fails = self.fail_on.iter().any(|what| what.count(sums) > 0);
        Ok(if fails { Outcome::Found } else { Outcome::Clean })
    }

    fn is_asked(&self, id: &str) -> bool {
        self.commitment.is_empty() || self.commitment.iter().any(|asked| asked == id)
    }

    /// What the logs say of trials. They are read, twice, only where a commitment that is asked for has one.
    fn past(&self, loaded: &Loaded, language: Language) -> Result<(Option<History>, Option<Trials>)> {
        let definitions = &loaded.definitions;
        let is_tried = |commitment: &Commitment| self.is_asked(&commitment.id) && Trials::has(commitment);
        if self.no_logs || !definitions.commitments.iter().any(is_tried) {
            return Ok((None, None));
        }
        let threads = std::thread::available_parallelism().ok();
        let asked = Asked { as_of: self.as_of, threads, ..Asked::default() };
        let line = ProgressLine::begin(language, false);
        let history = read_again(|stdin| History::read(definitions, asked, stdin))?;
        // Both see the same: the logs of trials alone may end earlier.
        let as_of = history.as_ref().and_then(|history| history.as_of).map(AsOf::Instant);
        let asked = Asked { as_of, ..asked };
        let trials = read_again(|stdin| Trials::read(definitions, asked, stdin))?;
        drop(line);
        Ok((history, trials))
    }
}

/// Whether there is a commitment of an id.
fn known(loaded: &Loaded, id: &str) -> Result<(), Failure> {
    let ids = || loaded.definitions.commitments.iter().map(|commitment| commitment.id.value.as_str());
    if ids().any(|known| known == id) {
        return Ok(());
    }
    Err(Failure::NoCommitment { id: id.to_owned(), suggestion: nearest(id, ids()).map(str::to_owned) })
}
