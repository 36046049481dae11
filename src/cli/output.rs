//! Standard output and error as users of `rg` and `ruff` expect them.

use super::Lang;
use crate::render::{self, Language};
use anstream::AutoStream;
use anyhow::{Context as _, Result};
use std::io::{IsTerminal as _, Write};
use std::path::Path;

/// The language asked for, else that of the locale, else English.
pub(super) fn language(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::En) => Language::En,
        Some(Lang::Zh) => Language::Zh,
        None => ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .and_then(|locale| Language::from_locale(&locale))
            .unwrap_or(Language::En),
    }
}

/// Sets when colours are used.
pub(super) fn colour(choice: clap::ColorChoice) {
    match choice {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Where a result goes: a file, or standard output (also for `-`).
pub(super) struct Target {
    /// Whether colours show there.
    pub(super) styled: bool,
    /// Columns there; `None` where nothing limits them.
    pub(super) width: Option<usize>,
    out: Box<dyn Write>,
}

impl Target {
    pub(super) fn stdout() -> Self {
        let stdout = std::io::stdout();
        let styled = AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = stdout.is_terminal().then(terminal_width).flatten();
        let width = width.or_else(columns);
        Self { styled, width, out: Box::new(std::io::BufWriter::new(stdout.lock())) }
    }

    pub(super) fn stderr() -> Self {
        let stderr = std::io::stderr();
        let styled = AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
        let width = stderr.is_terminal().then(terminal_width).flatten().or_else(columns);
        Self { styled, width, out: Box::new(std::io::BufWriter::new(stderr.lock())) }
    }

    /// How findings are shown there.
    pub(super) fn text_options(&self, language: Language) -> render::text::Options {
        let width = self.width.unwrap_or(render::text::Options::default().width);
        render::text::Options { language, width, styled: self.styled }
    }

    pub(super) fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            Some(path) if path != Path::new("-") => {
                let file = std::fs::File::create(path)
                    .with_context(|| format!("cannot write {}", path.display()))?;
                let out = Box::new(std::io::BufWriter::new(file));
                Ok(Self { styled: false, width: None, out })
            }
            _ => Ok(Self::stdout()),
        }
    }

    pub(super) fn writer(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    pub(super) fn finish(mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// `COLUMNS`, which tests and scripts set.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok().filter(|&columns| columns >= 20)
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Whether somebody closed the pipe that we write to: no error of ours.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.map(std::io::Error::kind).any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}

/// Writes an error with its causes.
pub(super) fn error(error: &anyhow::Error) {
    let mut err = anstream::stderr().lock();
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // Many errors name their cause themselves.
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    let _ = writeln!(err, "{style}error{style:#}: {text}");
}

/// Writes a note on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}
