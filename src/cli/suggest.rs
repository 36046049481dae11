//! `promise suggest`: which limits and shares does the history support?

use super::progress::ProgressLine;
use super::report::Selection;
use super::{Outcome, outputs};
use crate::model::Share;
use crate::render::Language;
use crate::render::suggest::{json, markdown, text};
use crate::render::wording::errors::Failure;
use crate::report::suggest::{Amount, Question, Suggestions};
use crate::report::{Query, Run};
use crate::text::{Decimal, Duration};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise suggest`.
#[derive(Debug, clap::Args)]
pub(super) struct Suggest {
    #[command(flatten)]
    selection: Selection,
    /// Split the cases into classes by these columns
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    by: Vec<String>,
    /// The shares at which to look for the tightest limit, beside the promised one [default: 90%,95%,98%,99%]
    #[arg(long, value_name = "SHARE", value_delimiter = ',', value_parser = share)]
    shares: Vec<Share>,
    /// The limits at which to look for the best share, beside the promised one, such as 4h, 2 days or 4.5
    /// [default: round ones around what cases took]
    #[arg(long, value_name = "LIMIT", value_delimiter = ',', value_parser = limit)]
    limits: Vec<Amount>,
    /// How to show the suggestions
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the suggestions to this file instead of standard output
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

impl Suggest {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let definitions = &loaded.definitions;
        let query = Query { by: self.by.clone(), ..self.selection.query_as_of(definitions, language)? };
        let question = Question { shares: self.shares.clone(), limits: self.limits.clone() };
        let mut run = Run::open(definitions, &query, &mut || Box::new(std::io::stdin()))?;
        let line = ProgressLine::begin(language, false);
        run.tell(&line.progress());
        let suggestions = Suggestions::collect(definitions, run, &query, &question)?;
        drop(line);
        let made_by = self.selection.made_by(&loaded)?;
        outputs::deliver(self.output.as_deref(), |look, out| {
            match self.format {
                Format::Text => {
                    text(&suggestions, &made_by, look.text_options(language), out)?;
                }
                Format::Markdown => markdown(&suggestions, &made_by, language, out)?,
                Format::Json => json(&suggestions, &made_by, out)?,
            }
            Ok(())
        })?;
        Ok(Outcome::Clean)
    }
}

fn share(text: &str) -> Result<Share, Failure> {
    let share = Share::parse(text).filter(|share| share.is_possible());
    share.ok_or_else(|| Failure::NoShareOfCases { text: text.to_owned() })
}

/// A limit as definitions write it: time, or a plain number for values.
fn limit(text: &str) -> Result<Amount, Failure> {
    let number = Decimal::parse(text.trim()).map(Amount::Number);
    let time = || Duration::parse(text).ok().map(Amount::Time);
    number.or_else(time).ok_or_else(|| Failure::NoLimit { text: text.to_owned() })
}
