//! `promise report`: were the promises kept?

use super::definitions::{self, Loaded};
use super::examine::{self, read_again};
use super::invalid::{Invalid, Rejects};
use super::progress::ProgressLine;
use super::{Outcome, outputs, time};
use crate::calendar::Instant;
use crate::check::scorecard::Scorecard;
use crate::git;
use crate::model::{Date, Definitions, Period};
use crate::render::Language;
use crate::render::report::{Commit, CsvOptions, MadeBy, Shown, csv, html, json, markdown, remedies, text};
use crate::render::wording::errors::Failure;
use crate::report::{Allowance, AsOf, Asked, Query, Report, Run, Terms, Verdict};
use crate::tally::Percentiles;
use anyhow::Result;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What is asked of the logs, for every command that reads them.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Selection {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// Only these commitments or standards; also those that are drafts or retired
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    commitment: Vec<String>,
    /// Count from this day on
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    from: Option<Date>,
    /// Count up to this day, which is no longer counted
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    until: Option<Date>,
    /// What happened later is unseen; a date is the end of that day [default: the latest time of the logs]
    #[arg(long, value_name = "TIME", value_parser = time::as_of)]
    as_of: Option<AsOf>,
    /// By which version's terms cases are judged
    #[arg(long, value_enum, default_value_t)]
    terms: TermsArgument,
    /// Threads that read and judge; the result is the same with any number [default: one per processor]
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum TermsArgument {
    #[default]
    InForce,
    Current,
}

impl Selection {
    pub(super) fn query(&self) -> Query {
        Query {
            commitments: self.commitment.clone(),
            from: self.from,
            until: self.until,
            as_of: self.as_of,
            terms: match self.terms {
                TermsArgument::InForce => Terms::InForce,
                TermsArgument::Current => Terms::Current,
            },
            threads: self.threads.or_else(|| std::thread::available_parallelism().ok()),
            ..Query::default()
        }
    }

    /// The query; current terms depend on as-of, which is then looked for in the logs if it is not given.
    pub(super) fn query_of_terms(&self, definitions: &Definitions, language: Language) -> Result<Query> {
        match self.terms {
            TermsArgument::InForce => Ok(self.query()),
            TermsArgument::Current => self.query_as_of(definitions, language),
        }
    }

    /// The query with as-of, which is looked for in the logs if it is not given: whether an open case
    /// is overdue, and which terms are current, depends on the last line of the last log.
    pub(super) fn query_as_of(&self, definitions: &Definitions, language: Language) -> Result<Query> {
        let query = self.query();
        let as_of = match query.as_of {
            Some(as_of) => Some(as_of),
            None => latest(definitions, &query, language)?.map(AsOf::Instant),
        };
        Ok(Query { as_of, ..query })
    }

    /// The definitions, if they are there and without mistakes; else what to end with.
    pub(super) fn load(&self, language: Language) -> Result<Result<Loaded, Outcome>> {
        definitions::usable(&self.paths, language)
    }

    /// What a report on these definitions is made by.
    pub(super) fn made_by(&self, loaded: &Loaded) -> Result<MadeBy> {
        let roots = definitions::roots(&self.paths)?.unwrap_or_default();
        let commit =
            git::standing(&roots).map(|standing| Commit { id: standing.commit, changed: standing.changed });
        Ok(MadeBy { definitions: loaded.fingerprint()?, commit })
    }
}

pub(super) fn threads(text: &str) -> Result<NonZeroUsize, Failure> {
    text.parse().map_err(|_| Failure::NoThreads { text: text.to_owned() })
}

/// The latest time of the logs, from a reading of its own.
fn latest(definitions: &Definitions, query: &Query, language: Language) -> Result<Option<Instant>> {
    let query = Query { terms: Terms::InForce, ..query.clone() };
    let mut run = read_again(|stdin| Run::open(definitions, &query, stdin))?;
    let line = ProgressLine::begin(language, false);
    run.tell(&line.progress());
    Ok(run.find_latest()?)
}

/// Arguments of `promise report`.
#[derive(Debug, clap::Args)]
pub(super) struct ReportCommand {
    #[command(flatten)]
    selection: Selection,
    /// Split the counts by these columns
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    by: Vec<String>,
    /// Groups with fewer cases that count are marked, and not compared with others
    #[arg(long, value_name = "N", default_value_t = 30)]
    min_cases: u64,
    /// Judge by this period instead of each target's own
    #[arg(long, value_enum)]
    period: Option<PeriodArgument>,
    /// Report on these files of `promise tally` instead of the logs
    #[arg(
        long,
        value_name = "FILE",
        num_args = 1..,
        conflicts_with_all = [
            "commitment", "from", "until", "as_of", "terms", "by", "period", "rejects", "percentiles", "remedies", "compare",
            "scorecard"
        ]
    )]
    tally: Vec<PathBuf>,
    #[command(flatten)]
    invalid: Invalid,
    /// Begin CSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// How to find percentiles [default: exact up to 134 million numbers, then bins]
    #[arg(long, value_enum, value_name = "HOW")]
    percentiles: Option<PercentilesArgument>,
    /// How to show the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the report to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also tell the attainment if no case were excluded by an exception, and if no pause were deducted; the logs
    /// are read three times
    #[arg(long)]
    compare: bool,
    /// Also show how each promise stands in the five qualities, by the rules and by the logs, which are read once more
    #[arg(long, conflicts_with = "terms")]
    scorecard: bool,
    /// Also write what is owed to customers to this file, as CSV with a line per case or period
    #[arg(long, value_name = "FILE")]
    remedies: Option<PathBuf>,
    /// Exit with 1 if a promise is broken in any period
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum PeriodArgument {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum PercentilesArgument {
    Exact,
    Bins,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Html,
    Json,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Broken,
}

impl ReportCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        self.invalid.check_mark(self.bom, matches!(self.format, Format::Csv))?;
        if self.scorecard && matches!(self.format, Format::Csv) {
            return Err(Failure::NoScorecard.into());
        }
        self.outputs_differ()?;
        let (report, query) = match self.tally.split_first() {
            None => self.count(&loaded, language)?,
            Some((first, others)) => {
                let distributions = matches!(self.format, Format::Html);
                super::tally::report(&loaded, first, others, (distributions, self.min_cases))?
            }
        };
        if let Some(file) = &self.remedies {
            outputs::deliver(Some(file), |_, out| Ok(remedies(&report, out)?))?;
        }
        let scorecard = if self.scorecard { Some(self.scorecard(&loaded, &report, language)?) } else { None };
        let shown = |made_by| Shown { report: &report, scorecard: scorecard.as_ref(), made_by };
        let made_by = || self.selection.made_by(&loaded);
        outputs::deliver(self.output.as_deref(), |look, out| {
            match self.format {
                Format::Text => text(&shown(made_by()?), look.text_options(language), out)?,
                Format::Markdown => markdown(&shown(made_by()?), language, out)?,
                Format::Html => html(&shown(made_by()?), language, out)?,
                Format::Json => json(&shown(made_by()?), out)?,
                Format::Csv => {
                    let standards = !query.commitments.is_empty();
                    csv(&report, CsvOptions { standards, mark: self.bom }, out)?;
                }
            }
            Ok(())
        })?;
        let broken = self.fail_on == Some(FailOn::Broken) && is_broken(&report);
        let invalid = self.invalid.outcome(report.data.spoilt(), language);
        Ok(if broken { Outcome::Found } else { invalid })
    }
}

impl ReportCommand {
    /// Nothing can be written where something else goes.
    fn outputs_differ(&self) -> Result<(), Failure> {
        let stdout = Path::new("-");
        let report = self.output.as_deref().unwrap_or(stdout);
        let Some(file) = &self.remedies else { return Ok(()) };
        if file == report || self.invalid.writes_to(file) {
            return Err(Failure::SameOutput { path: file.clone() });
        }
        Ok(())
    }

    /// How the promises of a report stand, on the day of its as-of and by the same cases.
    fn scorecard(&self, loaded: &Loaded, report: &Report, language: Language) -> Result<Scorecard> {
        let Selection { from, until, .. } = self.selection;
        // The end of a day is the midnight after it.
        let today = report.as_of.map_or_else(time::today, |as_of| report.zone.date_of(as_of - 1));
        let Query { threads, .. } = self.selection.query();
        let as_of = report.as_of.map(AsOf::Instant);
        let asked = Asked { from, until, as_of, threads, ..Asked::default() };
        let line = ProgressLine::begin(language, false);
        let mut scorecard = examine::scorecard(loaded, today, asked)?;
        drop(line);
        scorecard.keep(|id| report.commitments.iter().any(|commitment| commitment.id == id));
        Ok(scorecard)
    }

    /// The report of the logs, and what was asked of them.
    fn count(&self, loaded: &Loaded, language: Language) -> Result<(Report, Query)> {
        let query = Query {
            by: self.by.clone(),
            period: self.period.map(PeriodArgument::period),
            repeats: true,
            min_cases: self.min_cases,
            percentiles: self.percentiles.map_or(Percentiles::default(), PercentilesArgument::percentiles),
            periods_only: matches!(self.format, Format::Csv),
            distributions: matches!(self.format, Format::Html),
            times: !matches!(self.format, Format::Csv),
            remedies: self.remedies.is_some() || !matches!(self.format, Format::Csv),
            ids: self.remedies.is_some(),
            ..self.selection.query_of_terms(&loaded.definitions, language)?
        };
        let mut rejects = self.invalid.rejects(self.output.as_deref(), self.bom)?;
        let mut run = Run::open(&loaded.definitions, &query, &mut || Box::new(std::io::stdin()))?;
        if let Some(rejects) = &mut rejects {
            run.rejecting(|reject| rejects.writer.add(reject));
        }
        let line = ProgressLine::begin(language, false);
        run.tell(&line.progress());
        let mut report = Report::collect(run, &query)?;
        drop(line);
        rejects.map(Rejects::finish).transpose()?;
        if self.compare {
            let without =
                |allowance| again(&loaded.definitions, &query.without(allowance, &report), language);
            let others = [without(Allowance::Exceptions)?, without(Allowance::Pauses)?];
            report.set_beside(&others[0], &others[1]);
        }
        Ok((report, query))
    }
}

/// A report from another reading of the logs.
fn again(definitions: &Definitions, query: &Query, language: Language) -> Result<Report> {
    let mut run = read_again(|stdin| Run::open(definitions, query, stdin))?;
    let line = ProgressLine::begin(language, false);
    run.tell(&line.progress());
    Ok(Report::collect(run, query)?)
}

/// Whether a promise is broken in any period. Standards are the company's own affair.
fn is_broken(report: &Report) -> bool {
    let targets = report.commitments.iter().flat_map(|commitment| &commitment.targets);
    targets.flat_map(|target| &target.periods).any(|cell| cell.verdict == Verdict::Broken)
}

impl PercentilesArgument {
    fn percentiles(self) -> Percentiles {
        match self {
            Self::Exact => Percentiles::Exact,
            Self::Bins => Percentiles::Bins,
        }
    }
}

impl PeriodArgument {
    pub(super) fn period(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
            Self::Quarter => Period::Quarter,
            Self::Year => Period::Year,
        }
    }
}
