//! `promise fmt`: one layout for definition files.

use super::output::{self, Target};
use super::{Outcome, definitions, outputs};
use crate::finding::Finding;
use crate::model::{is_date_field, syntax_finding};
use crate::render::wording::{Notice, notice};
use crate::render::{self, Language};
use crate::source::{self, ConvertError, FileId, FormatError, Sources, Syntax, files};
use anyhow::{Result, bail};
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
    /// Write one file in this syntax to standard output, with its comments
    #[arg(long, value_name = "SYNTAX", conflicts_with_all = ["check", "diff"])]
    r#as: Option<As>,
    /// With `--as`: write to this file instead of standard output
    #[arg(long, value_name = "FILE", requires = "as")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum As {
    Toml,
    Yaml,
}

impl Fmt {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        if let Some(to) = self.r#as {
            return self.convert(to, language);
        }
        let roots = definitions::roots(&self.paths)?.unwrap_or_default();
        let paths = files::collect(&roots)?;
        if paths.is_empty() {
            output::note(&definitions::none_found(&self.paths, language));
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
                outputs::write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?;
            }
        }
        target.finish()?;
        run.show_findings(language)?;
        let (changed, kept) = (run.changed, run.kept);
        let only_shown = self.check || self.diff;
        let said = if only_shown {
            Notice::WouldFormat { changed, kept }
        } else {
            Notice::Formatted { changed, kept }
        };
        // Where every file was refused, their mistakes say enough.
        if changed + kept > 0 {
            output::note(&notice(language, said));
        }
        Ok(match () {
            () if run.refused => Outcome::Failed,
            () if self.check && changed > 0 => Outcome::Found,
            () => Outcome::Clean,
        })
    }
}

impl Fmt {
    fn convert(&self, to: As, language: Language) -> Result<Outcome> {
        let [path] = self.paths.as_slice() else { bail!(notice(language, Notice::OneFile)) };
        if !path.is_file() {
            bail!(notice(language, Notice::OneFile));
        }
        let from =
            Syntax::of_path(path).ok_or_else(|| files::FilesError::UnknownSyntax { path: path.clone() })?;
        let to = match to {
            As::Toml => Syntax::Toml,
            As::Yaml => Syntax::Yaml,
        };
        let mut run = Run::default();
        let Some((file, formatted)) = run.format(path, language)? else {
            run.show_findings(language)?;
            return Ok(Outcome::Failed);
        };
        let text = match source::convert(&run.sources, file, (from, to), &is_date_field) {
            _ if from == to => formatted,
            Ok(text) => tidy(path, text, to)?,
            Err(ConvertError::NoSuchValue(span)) => {
                let place = run.sources.start(span);
                let shown = format!("{}:{}:{}", path.display(), place.line, place.column);
                bail!(notice(language, Notice::NoSuchValue { place: &shown }));
            }
            Err(error) => return Err(error.into()),
        };
        let file = self.output.as_deref().filter(|path| *path != Path::new("-"));
        if let Some(path) = file {
            outputs::write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?;
        } else {
            let mut target = Target::stdout();
            target.writer().write_all(text.as_bytes())?;
            target.finish()?;
        }
        Ok(Outcome::Clean)
    }
}

/// A text in the other syntax.
pub(super) fn as_syntax(path: &Path, text: String, from: Syntax, to: Syntax) -> Result<String> {
    let mut sources = Sources::default();
    let file = sources.add(path.to_path_buf(), text);
    tidy(path, source::convert(&sources, file, (from, to), &is_date_field)?, to)
}

/// A text in the one layout.
fn tidy(path: &Path, text: String, syntax: Syntax) -> Result<String> {
    let mut sources = Sources::default();
    let file = sources.add(path.to_path_buf(), text);
    Ok(source::format(&sources, file, syntax)?)
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
        let (file, error) = files::read(&mut self.sources, path, path.to_path_buf(), &files::content)?;
        let formatted = match error {
            Some(error) => Err(FormatError::Syntax(vec![error])),
            None => source::format(&self.sources, file, Syntax::of_path(path).unwrap_or(Syntax::Toml)),
        };
        self.refused |= formatted.is_err();
        match formatted {
            Ok(text) => return Ok(Some((file, text))),
            Err(FormatError::Syntax(errors)) => {
                self.findings.extend(errors.iter().map(|error| syntax_finding(&self.sources, error)));
            }
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
