//! `promise rule`: what a rule checks and why, and which rules there are.

use super::Outcome;
use super::output::Target;
use crate::check::{self, Entry};
use crate::render::Language;
use crate::render::rule::{self, Shown};
use anyhow::{Result, bail};

/// Arguments of `promise rule`.
#[derive(Debug, clap::Args)]
pub(super) struct RuleCommand {
    /// Code or name of a rule, such as CLR001 or vague-time; a family lists its rules [default: all]
    code: Option<String>,
    /// The pages of all rules
    #[arg(long, conflicts_with = "code")]
    all: bool,
    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

impl RuleCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let entries = match &self.code {
            Some(word) => named(word)?,
            None => check::entries(),
        };
        let is_page = self.all || entries.len() == 1;
        let shown = if is_page { Shown::Pages(&entries) } else { Shown::List(&entries) };
        let mut target = Target::stdout();
        match self.format {
            Format::Text => rule::text(shown, target.text_options(language), target.writer())?,
            Format::Markdown => rule::markdown(shown, language, target.writer())?,
            Format::Json => rule::json(shown, target.writer())?,
        }
        target.finish()?;
        Ok(Outcome::Clean)
    }
}

/// The rule of a code or name, or the rules of a family.
fn named(word: &str) -> Result<Vec<Entry>> {
    if let Some(entry) = check::entry(word) {
        return Ok(vec![entry]);
    }
    let upper = word.to_uppercase();
    let family: Vec<_> = check::entries().into_iter().filter(|entry| entry.code.family() == upper).collect();
    if !family.is_empty() {
        return Ok(family);
    }
    if check::is_code(&upper) {
        bail!("rule `{upper}` is not in this version; `promise rule` lists those that are");
    }
    match check::suggest(word) {
        Some(meant) => bail!("no rule `{word}`; did you mean `{meant}`?"),
        None => bail!("no rule `{word}`; `promise rule` lists them"),
    }
}
