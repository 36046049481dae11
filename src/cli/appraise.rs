//! `promise appraise`: results by team or agent, fairly.

use super::progress::ProgressLine;
use super::report::Selection;
use super::{Outcome, outputs};
use crate::render::Language;
use crate::render::appraisal::{json, markdown, text};
use crate::render::wording::errors::Failure;
use crate::report::appraisal::{Appraising, Asked};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise appraise`.
#[derive(Debug, clap::Args)]
pub(super) struct Appraise {
    #[command(flatten)]
    selection: Selection,
    /// The column of the team or agent
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    by: String,
    /// Compare within the classes that these columns make [default: the attributes of each commitment's own `when`
    /// and `applies`, and of `[order]`]
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', value_parser = column)]
    mix: Vec<String>,
    /// Groups with fewer cases that count are not shown alone
    #[arg(long, value_name = "N", default_value_t = 30)]
    min_cases: u64,
    /// How to show the appraisal
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the appraisal to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

impl Appraise {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        if self.mix.contains(&self.by) {
            return Err(Failure::MixOfGroups { column: self.by.clone() }.into());
        }
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let definitions = &loaded.definitions;
        let query = self.selection.query_as_of(definitions, language)?;
        let asked = Asked { by: self.by.clone(), mix: self.mix.clone(), min_cases: self.min_cases };
        let mut appraising =
            Appraising::open(definitions, &query, asked, &mut || Box::new(std::io::stdin()))?;
        let line = ProgressLine::begin(language, false);
        appraising.tell(&line.progress());
        let appraisal = appraising.collect()?;
        drop(line);
        let made_by = self.selection.made_by(&loaded)?;
        outputs::deliver(self.output.as_deref(), |look, out| {
            match self.format {
                Format::Text => text(&appraisal, &made_by, look.text_options(language), out)?,
                Format::Markdown => markdown(&appraisal, &made_by, language, out)?,
                Format::Json => json(&appraisal, &made_by, out)?,
            }
            Ok(())
        })?;
        Ok(Outcome::Clean)
    }
}

/// The name of a column: parts of the start, as `report --by` knows them, are no team and no class.
fn column(text: &str) -> Result<String, Failure> {
    if text.starts_with('@') || text.is_empty() {
        return Err(Failure::NoColumn { text: text.to_owned() });
    }
    Ok(text.to_owned())
}
