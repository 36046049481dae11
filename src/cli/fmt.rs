//! `promise fmt`: one layout for definition files.

use super::output::{self, Target};
use super::{Outcome, definitions, outputs, replace};
use crate::finding::Finding;
use crate::model::{is_date_field, syntax_finding};
use crate::render::wording::{Notice, notice};
use crate::render::{self, Language};
use crate::source::files::{self, Content};
use crate::source::{self, ConvertError, FileId, FormatError, Sources, Syntax};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// Arguments of `promise fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Fmt {
    /// Folders or files of definitions, or `-` for standard input [default: the nearest folder `commitments`]
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
    /// With `-`: the file that the text is of, for its syntax and for messages
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum As {
    Toml,
    Yaml,
}

impl Fmt {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let input = self.input(language)?;
        if let Some(to) = self.r#as {
            return self.convert(&input, to, language);
        }
        if input.paths.is_empty() {
            output::note(&definitions::none_found(&self.paths, language));
            return Ok(Outcome::NoDefinitions);
        }
        let only_shown = self.check || self.diff;
        let mut run = Run::default();
        let mut target = Target::stdout();
        for path in &input.paths {
            let Some((file, text)) = run.format(path, &input, language)? else { continue };
            let before = run.sources.file(file).text();
            let changes = before != text;
            *(if changes { &mut run.changed } else { &mut run.kept }) += 1;
            if self.diff && changes {
                render::diff::unified(path, before, &text, target.look.styled, target.writer())?;
            } else if self.check && changes {
                writeln!(target.writer(), "{}", path.display())?;
            } else if input.stream.is_some() && !only_shown {
                target.writer().write_all(text.as_bytes())?;
            } else if changes {
                replace::write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?;
            }
        }
        target.finish()?;
        run.show_findings(language)?;
        let (changed, kept) = (run.changed, run.kept);
        let said = if only_shown {
            Notice::WouldFormat { changed, kept }
        } else {
            Notice::Formatted { changed, kept }
        };
        // Where every file was refused, their mistakes say enough; and of a stream, what came of it.
        if changed + kept > 0 && input.stream.is_none() {
            output::note(&notice(language, said));
        }
        Ok(match () {
            () if run.refused => Outcome::Failed,
            () if self.check && changed > 0 => Outcome::Found,
            () => Outcome::Clean,
        })
    }

    /// What is to be formatted: files, or standard input under the name of a file.
    fn input(&self, language: Language) -> Result<Input> {
        let is_stream = self.paths.iter().any(|path| path == Path::new("-"));
        match &self.stdin_filename {
            None if !is_stream => {
                let roots = definitions::roots(&self.paths)?.unwrap_or_default();
                Ok(Input { paths: files::collect(&roots)?, stream: None })
            }
            Some(name) if is_stream && self.paths.len() == 1 => {
                let known = Syntax::of_path(name);
                known.ok_or_else(|| files::FilesError::UnknownSyntax { path: name.clone() })?;
                let unreadable = |source| files::FilesError::Unreadable { path: PathBuf::from("-"), source };
                let stream = files::content_of(std::io::stdin().lock()).map_err(unreadable)?;
                Ok(Input { paths: vec![name.clone()], stream: Some(stream) })
            }
            _ => bail!(notice(language, Notice::StandardInput)),
        }
    }

    fn convert(&self, input: &Input, to: As, language: Language) -> Result<Outcome> {
        let path = match input.paths.as_slice() {
            [path] if input.stream.is_some() || self.paths == input.paths => path,
            _ => bail!(notice(language, Notice::OneFile)),
        };
        let from = Syntax::of_path(path).unwrap_or(Syntax::Toml);
        let to = match to {
            As::Toml => Syntax::Toml,
            As::Yaml => Syntax::Yaml,
        };
        let mut run = Run::default();
        let Some((file, formatted)) = run.format(path, input, language)? else {
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
        outputs::deliver(self.output.as_deref(), |_, out| Ok(out.write_all(text.as_bytes())?))?;
        Ok(Outcome::Clean)
    }
}

/// What a run works on.
struct Input {
    paths: Vec<PathBuf>,
    /// What standard input holds, which then stands for the one path.
    stream: Option<Content>,
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
    fn format(&mut self, path: &Path, input: &Input, language: Language) -> Result<Option<(FileId, String)>> {
        let content = |path: &Path| input.stream.clone().map_or_else(|| files::content(path), Ok);
        let (file, error) = files::read(&mut self.sources, path, path.to_path_buf(), &content)?;
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
