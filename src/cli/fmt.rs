//! `promise fmt`: one layout for definition files.

use super::output::{self, Target};
use super::{Outcome, definitions};
use crate::finding::Finding;
use crate::model::syntax_finding;
use crate::render::wording::{Notice, notice};
use crate::render::{self, Language};
use crate::source::{self, FileId, FormatError, Sources, Syntax, files};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// Arguments of `promise fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Fmt {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// Change nothing; list the files that would change, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Change nothing; show what would change
    #[arg(long)]
    diff: bool,
}

impl Fmt {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let paths = definitions::files(&self.paths)?;
        if paths.is_empty() {
            output::note(&definitions::none_found(&self.paths));
            return Ok(Outcome::NoDefinitions);
        }
        let mut run = Run::default();
        let mut target = Target::stdout();
        for path in &paths {
            let Some((file, text)) = run.format(path, language)? else { continue };
            let before = run.sources.file(file).text();
            if before == text {
                run.kept += 1;
                continue;
            }
            run.changed += 1;
            if self.diff {
                render::diff::unified(path, before, &text, target.styled, target.writer())?;
            } else if self.check {
                writeln!(target.writer(), "{}", path.display())?;
            } else {
                write(path, &text)?;
            }
        }
        target.finish()?;
        run.show_findings(language)?;
        let (changed, kept) = (run.changed, run.kept);
        let only_shown = self.check || self.diff;
        let said =
            if only_shown { Notice::WouldFormat { changed, kept } } else { Notice::Formatted { changed, kept } };
        output::note(&notice(language, said));
        Ok(match () {
            () if run.refused => Outcome::Failed,
            () if self.check && changed > 0 => Outcome::Found,
            () => Outcome::Clean,
        })
    }
}

#[derive(Default)]
struct Run {
    sources: Sources,
    findings: Vec<Finding>,
    changed: usize,
    kept: usize,
    /// Whether a file could not be formatted.
    refused: bool,
}

impl Run {
    /// A file's text in the one layout; `None` after noting why there is none.
    fn format(&mut self, path: &Path, language: Language) -> Result<Option<(FileId, String)>> {
        let (file, error) = files::read(&mut self.sources, path, path.to_path_buf())?;
        let formatted = match error {
            Some(error) => Err(FormatError::Syntax(vec![error])),
            None => source::format(&self.sources, file, Syntax::of_path(path).unwrap_or(Syntax::Toml)),
        };
        self.refused |= formatted.is_err();
        match formatted {
            Ok(text) => return Ok(Some((file, text))),
            Err(FormatError::Syntax(errors)) => self.findings.extend(errors.iter().map(syntax_finding)),
            Err(FormatError::Meaning) => {
                let path = path.display().to_string();
                output::note(&notice(language, Notice::NotFormatted { path: &path }));
            }
        }
        Ok(None)
    }

    fn show_findings(&self, language: Language) -> Result<()> {
        let mut target = Target::stderr();
        let options = target.text_options(language);
        render::text::findings(&self.findings, &self.sources, options, target.writer())?;
        target.finish()
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
