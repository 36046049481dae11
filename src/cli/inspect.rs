//! `promise inspect`: what a file looks like, and the definitions to paste.

use super::output::Target;
use super::{Outcome, fmt};
use crate::log::inspect;
use crate::render::Language;
use crate::render::inspect::{json, tables, text};
use crate::render::wording::errors::Failure;
use crate::source::{Syntax, files};
use anyhow::{Context as _, Result};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Arguments of `promise inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// The file; `-` is standard input
    file: PathBuf,
    /// How to show what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the definitions in YAML instead of TOML
    #[arg(long)]
    yaml: bool,
    /// Look at so many rows from the first [default: all]
    #[arg(long, value_name = "NUMBER")]
    rows: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

impl Inspect {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let shown = self.file.display().to_string();
        let source: Box<dyn Read + Send> = if self.file == Path::new("-") {
            Box::new(std::io::stdin())
        } else {
            let file = std::fs::File::open(&self.file);
            Box::new(file.with_context(|| Failure::NotRead { path: self.file.clone() })?)
        };
        let inspection = inspect::inspect(&shown, source, self.rows)?;
        let mut definitions = tables(&inspection, &self.path()?, language);
        if self.yaml {
            definitions = fmt::as_syntax(Path::new("log"), definitions, Syntax::Toml, Syntax::Yaml)?;
        }
        let mut target = Target::stdout();
        match self.format {
            Format::Text => {
                let options = target.look.text_options(language);
                text(&inspection, &definitions, options, target.writer())?;
            }
            Format::Json => json(&inspection, &definitions, target.writer())?,
        }
        target.finish()?;
        Ok(Outcome::Clean)
    }

    /// The file as seen from the folder of definitions, which may be still to be made.
    fn path(&self) -> Result<String> {
        if self.file == Path::new("-") || self.file.is_absolute() {
            return Ok(self.file.display().to_string());
        }
        let here = std::env::current_dir().context(Failure::NoCurrentFolder)?;
        let folder = files::nearest_folder(&here).unwrap_or_else(|| here.join(files::FOLDER));
        let file = here.join(&self.file);
        let common =
            folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
        let up = folder.components().skip(common).map(|_| "..".to_owned());
        let down = file.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
        Ok(up.chain(down).collect::<Vec<_>>().join("/"))
    }
}
