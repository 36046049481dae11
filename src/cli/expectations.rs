//! `promise expectations`: what do customers expect, what are they promised, and what do they get?

use super::definitions;
use super::progress::ProgressLine;
use super::{Outcome, outputs, report, time};
use crate::model::Date;
use crate::render::Language;
use crate::render::expectations::{json, markdown, text};
use crate::report::expectations::{Expectations, TargetCompared};
use crate::report::{AsOf, Asked};
use anyhow::Result;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Arguments of `promise expectations`.
#[derive(Debug, clap::Args)]
pub(super) struct ExpectationsCommand {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// Count cases and answers from this day on
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    from: Option<Date>,
    /// Count cases and answers up to this day, which is no longer counted
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    until: Option<Date>,
    /// What happened later is unseen; a date is the end of that day [default: the latest time of the logs]
    #[arg(long, value_name = "TIME", value_parser = time::as_of)]
    as_of: Option<AsOf>,
    /// Threads that read and judge; the result is the same with any number [default: one per processor]
    #[arg(long, value_name = "N", value_parser = report::threads)]
    threads: Option<NonZeroUsize>,
    /// Dimensions with fewer answers are marked, and not compared with others
    #[arg(long, value_name = "N", default_value_t = 30)]
    min_answers: u64,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write it to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 if there is a gap of one of these kinds
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
    Survey,
    Promised,
    Delivered,
    Coverage,
}

impl FailOn {
    /// Whether there is a gap of this kind.
    fn is_there(self, expectations: &Expectations<'_>) -> bool {
        let mut gaps = expectations.surveys.iter().flat_map(|survey| &survey.dimensions);
        let mut targets = expectations.commitments.iter().flat_map(|commitment| &commitment.targets);
        match self {
            Self::Survey => gaps.any(|gap| gap.falls_short() && !gap.few),
            Self::Promised => targets.any(TargetCompared::is_looser),
            Self::Delivered => targets.any(TargetCompared::is_broken),
            Self::Coverage => expectations.coverage.has_gap(),
        }
    }
}

impl ExpectationsCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match definitions::usable(&self.paths, language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let asked = Asked {
            from: self.from,
            until: self.until,
            as_of: self.as_of,
            threads: self.threads.or_else(|| std::thread::available_parallelism().ok()),
            ..Asked::default()
        };
        let line = ProgressLine::begin(language, false);
        let stdin = &mut || Box::new(std::io::stdin()) as Box<dyn std::io::Read + Send>;
        let expectations =
            Expectations::read(&loaded.definitions, asked, self.min_answers, &line.progress(), stdin)?;
        drop(line);
        outputs::deliver(self.output.as_deref(), |look, out| {
            match self.format {
                Format::Text => text(&expectations, look.text_options(language), out)?,
                Format::Markdown => markdown(&expectations, language, out)?,
                Format::Json => json(&expectations, out)?,
            }
            Ok(())
        })?;
        let fails = self.fail_on.iter().any(|what| what.is_there(&expectations));
        Ok(if fails { Outcome::Found } else { Outcome::Clean })
    }
}
