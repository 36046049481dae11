//! Where results go: standard output and files, which are written whole or not at all. A check has any
//! number of them, each in its format.

use super::output::{Look, Target};
use super::replace::write_file;
use crate::render::wording::errors::Failure;
use crate::render::{Checked, Root, github, gitlab, json, junit, markdown, sarif, text};
use anyhow::{Context as _, Result};
use clap::ValueEnum as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A format of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
    Sarif,
    Junit,
    Github,
    Gitlab,
    Markdown,
}

impl Format {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn write(self, checked: &Checked<'_>, options: text::Options, out: &mut dyn Write) -> Result<()> {
        let Checked { outcome, sources, language, .. } = *checked;
        match self {
            Self::Text => text::check(outcome, sources, options, out),
            Self::Json => json::check(outcome, sources, language, out),
            Self::Sarif => sarif::check(checked, out),
            Self::Junit => junit::check(checked, out),
            Self::Github => github::check(checked, out),
            Self::Gitlab => gitlab::check(checked, out),
            Self::Markdown => markdown::check(checked, out),
        }
        .map_err(Into::into)
    }
}

/// One `--output`: a format and the file it goes to.
#[derive(Clone, Debug)]
pub(super) struct Output {
    format: Format,
    /// `None` for standard output, `-`.
    file: Option<PathBuf>,
}

/// Reads `FORMAT=FILE`.
pub(super) fn parse(text: &str) -> Result<Output, Failure> {
    let Some((format, file)) = text.split_once('=') else {
        return Err(Failure::NoOutput);
    };
    let Ok(format) = Format::from_str(format, false) else {
        let formats = Format::value_variants().iter().map(|format| format.name()).collect();
        return Err(Failure::NoFormat { format: format.to_owned(), formats });
    };
    match file {
        "" => Err(Failure::NoFile { format: format.name() }),
        "-" => Ok(Output { format, file: None }),
        file => Ok(Output { format, file: Some(PathBuf::from(file)) }),
    }
}

/// Writes a check in every format that was asked for: files first, since standard output may be a
/// pipe that somebody closes early.
pub(super) fn write(checked: &Checked<'_>, format: Option<Format>, outputs: &[Output]) -> Result<()> {
    let standard = standard(format, outputs)?;
    for (format, file) in outputs.iter().filter_map(|output| Some((output.format, output.file.as_ref()?))) {
        let options = text::Options { language: checked.language, ..text::Options::default() };
        write_file(file, |out| format.write(checked, options, out))?;
    }
    let mut target = Target::stdout();
    standard.write(checked, target.text_options(checked.language), target.writer())?;
    target.finish()?;
    if standard == Format::Github { append_summary(&github::rest(checked)) } else { Ok(()) }
}

/// The format of standard output.
fn standard(format: Option<Format>, outputs: &[Output]) -> Result<Format, Failure> {
    for (place, output) in outputs.iter().enumerate() {
        if outputs[..place].iter().any(|earlier| earlier.file == output.file) {
            let path = output.file.clone().unwrap_or_else(|| PathBuf::from("-"));
            return Err(Failure::SameOutput { path });
        }
    }
    let asked = outputs.iter().find(|output| output.file.is_none()).map(|output| output.format);
    match (format, asked) {
        (Some(format), Some(output)) => {
            Err(Failure::TwoFormats { format: format.name(), output: output.name() })
        }
        (format, asked) => Ok(asked.or(format).unwrap_or_default()),
    }
}

/// Writes a result to a file, or to standard output where none is named (`-` is that too).
pub(super) fn deliver(
    file: Option<&Path>,
    write: impl FnOnce(Look, &mut (dyn Write + Send)) -> Result<()>,
) -> Result<()> {
    if let Some(path) = file.filter(|path| *path != Path::new("-")) {
        return write_file(path, |out| write(Look::default(), out));
    }
    let mut target = Target::stdout();
    write(target.look, target.writer())?;
    target.finish()
}

/// Appends to the summary of the step of GitHub Actions that runs us, if one does.
fn append_summary(text: &str) -> Result<()> {
    let file = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty());
    let Some(file) = file.filter(|_| !text.is_empty()) else { return Ok(()) };
    let failed = || Failure::NoSummary { path: PathBuf::from(&file) };
    let mut summary = fs::OpenOptions::new().append(true).create(true).open(&file).with_context(failed)?;
    summary.write_all(text.as_bytes()).with_context(failed)
}

/// Paths from the root of the checkout around the current folder, else from the current folder.
pub(super) fn root() -> Result<Root> {
    let here = std::env::current_dir().context(Failure::NoCurrentFolder)?;
    let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    Ok(Root::new(root, &here))
}
