//! `promise cases`: every case under every target that is about it.

use super::report::Selection;
use super::{Outcome, outputs};
use crate::clock::SubjectKind;
use crate::render::Language;
use crate::render::report::{CaseFormat, CaseWriter, Names};
use crate::report::{Judged, Query, Run};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise cases`.
#[derive(Debug, clap::Args)]
pub(super) struct Cases {
    #[command(flatten)]
    selection: Selection,
    /// How to show the cases
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the cases to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Csv,
    Json,
}

impl Cases {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let query = Query { ids: true, ..self.selection.query_as_of(&loaded.definitions)? };
        let mut run = Run::open(&loaded.definitions, &query, &mut || Box::new(std::io::stdin()))?;
        let as_of = run.as_of.zip(run.logs.first()).map(|(as_of, log)| log.zone.rfc3339(as_of).to_string());
        let names = Names::of(&run);
        let chosen = !query.commitments.is_empty();
        let standards: Vec<_> =
            run.roster.each().map(|(_, subject, ..)| subject.kind == SubjectKind::Standard).collect();
        let format = match self.format {
            Format::Csv => CaseFormat::Csv,
            Format::Json => CaseFormat::Json,
        };
        outputs::deliver(self.output.as_deref(), |_, out| {
            let mut writer = CaseWriter::new(format, as_of.as_deref(), out)?;
            run.each(&mut |judged: &Judged<'_>| {
                let is_standard = standards.get(judged.target.number) == Some(&true);
                if query.covers(&judged.judgement) && (chosen || !is_standard) {
                    writer.write(&names, judged)?;
                }
                Ok::<(), anyhow::Error>(())
            })?;
            Ok(writer.finish()?)
        })?;
        Ok(Outcome::Clean)
    }
}
