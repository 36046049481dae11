//! `promise tally`: what reports are made of, as a file that can be merged with others.

use super::Outcome;
use super::definitions::Loaded;
use super::outputs;
use super::progress::ProgressLine;
use super::report::{PeriodArgument, Selection};
use crate::calendar::database_version;
use crate::model::Definitions;
use crate::render::Language;
use crate::render::report::tally;
use crate::render::wording::errors::Failure;
use crate::report::{Origin, Part, Query, Report, Run, count_differences, scales};
use crate::tally::Percentiles;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// Arguments of `promise tally`.
#[derive(Debug, clap::Args)]
pub(super) struct Tally {
    #[command(flatten)]
    selection: Selection,
    /// Split the counts by these columns
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    by: Vec<String>,
    /// Judge by this period instead of each target's own
    #[arg(long, value_enum)]
    period: Option<PeriodArgument>,
    /// Hold two files of counts against each other, and name what differs first; exit with 1 if something does
    #[arg(
        long,
        value_names = ["FILE", "FILE"],
        num_args = 2,
        conflicts_with_all = ["commitment", "from", "until", "as_of", "terms", "by", "period"]
    )]
    compare: Vec<PathBuf>,
    /// Write the counts to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Tally {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        if let [one, other] = self.compare.as_slice() {
            return self.compare(&loaded, [one, other], language);
        }
        let query = Query {
            by: self.by.clone(),
            period: self.period.map(PeriodArgument::period),
            repeats: true,
            ids: true,
            prints: true,
            times: true,
            percentiles: Percentiles::Bins,
            ..self.selection.query_of_terms(&loaded.definitions, language)?
        };
        let mut run = Run::open(&loaded.definitions, &query, &mut || Box::new(std::io::stdin()))?;
        let line = ProgressLine::begin(language, false);
        run.tell(&line.progress());
        let counted = run.count(&query)?;
        drop(line);
        let part = Part::of(&mut run, counted);
        let origin = Origin::new(loaded.fingerprint()?, &query, part.as_of);
        outputs::deliver(self.output.as_deref(), |_, out| {
            Ok(tally::write(&part, &origin, &run.roster, &run.scales, out)?)
        })?;
        Ok(Outcome::Clean)
    }

    /// What two files of counts do not have alike.
    fn compare(&self, loaded: &Loaded, [one, other]: [&PathBuf; 2], language: Language) -> Result<Outcome> {
        let ((origin, part), (other_origin, other_part)) =
            (read(one, &loaded.definitions)?, read(other, &loaded.definitions)?);
        let unrelated = |why| Failure::Unrelated { path: other.clone(), why };
        origin.accepts(&other_origin, &part.zone).map_err(unrelated)?;
        let roster = origin.roster(&loaded.definitions, &part.zone);
        let found = count_differences([&part, &other_part], &scales(&roster));
        outputs::deliver(self.output.as_deref(), |_, out| {
            Ok(tally::differences(&found, (&roster, origin.period), language, out)?)
        })?;
        Ok(if found.is_empty() { Outcome::Clean } else { Outcome::Found })
    }
}

/// The report of files of counts, and what was asked when they were counted: whether distributions are
/// wanted, and how few cases a group has that is marked.
pub(super) fn report(
    loaded: &Loaded,
    first: &Path,
    others: &[PathBuf],
    (distributions, min_cases): (bool, u64),
) -> Result<(Report, Query)> {
    let unrelated = |path: &Path| {
        let path = path.to_path_buf();
        move |why| Failure::Unrelated { path, why }
    };
    let (origin, mut part) = read(first, &loaded.definitions)?;
    let ours = Origin {
        definitions: loaded.fingerprint()?,
        time_zones: database_version().to_owned(),
        ..origin.clone()
    };
    ours.accepts(&origin, &part.zone).map_err(unrelated(first))?;
    for path in others {
        let (theirs, other) = read(path, &loaded.definitions)?;
        origin.accepts(&theirs, &part.zone).map_err(unrelated(path))?;
        part.merge(other).map_err(unrelated(path))?;
    }
    let roster = origin.roster(&loaded.definitions, &part.zone);
    let query = Query { distributions, min_cases, ..origin.query() };
    let report = Report::of_part(part, &roster, &scales(&roster), &query);
    Ok((report, query))
}

fn read(path: &Path, definitions: &Definitions) -> Result<(Origin, Part)> {
    let path = path.to_path_buf();
    let text = std::fs::read_to_string(&path).with_context(|| Failure::NotRead { path: path.clone() })?;
    tally::read(&text, definitions).map_err(|why| {
        let failure =
            if why.is_of_content() { Failure::Untold { path, why } } else { Failure::NoTally { path, why } };
        failure.into()
    })
}
