//! `promise explain`: one case in words.

use super::Outcome;
use super::output::Target;
use super::report::Selection;
use crate::render::Language;
use crate::render::report::explain;
use crate::render::wording::errors::Failure;
use crate::report::{Explanation, Query, Run};
use anyhow::Result;

/// Arguments of `promise explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The case, as the log names it; a case without a name is its file and line
    #[arg(value_name = "CASE")]
    case: String,
    #[command(flatten)]
    selection: Selection,
}

impl Explain {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let query = self.selection.query_as_of(&loaded.definitions, language)?;
        let query = Query { ids: true, watched: Some(self.case.clone()), ..query };
        let run = Run::open(&loaded.definitions, &query, &mut || Box::new(std::io::stdin()))?;
        let explanation = Explanation::collect(&loaded.definitions, run, &query)?;
        if explanation.cases.is_empty() {
            let Explanation { case, similar, searched: (cases, logs), .. } = explanation;
            return Err(Failure::NoSuchCase { case, similar, cases, logs }.into());
        }
        let mut target = Target::stdout();
        let options = target.look.text_options(language);
        explain(&explanation, options, target.writer())?;
        target.finish()?;
        Ok(Outcome::Clean)
    }
}
