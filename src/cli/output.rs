//! Standard output and error as users of `rg` and `ruff` expect them.

use super::Lang;
use crate::check::SelectionError;
use crate::log::LogError;
use crate::render::report::TextOptions;
use crate::render::wording::errors::{self, Failure};
use crate::render::{self, Language};
use crate::report::RunError;
use crate::source::files::FilesError;
use crate::sql::SqlError;
use anstream::AutoStream;
use anyhow::Result;
use std::io::{IsTerminal as _, Write};

/// The language asked for, else that of the locale, else English.
pub(super) fn language(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::En) => Language::En,
        Some(Lang::Zh) => Language::Zh,
        None => locale(["LC_ALL", "LC_MESSAGES", "LANG"])
            .and_then(|locale| Language::from_locale(&locale))
            .unwrap_or(Language::En),
    }
}

/// The first of these variables that is set.
fn locale(names: [&str; 3]) -> Option<String> {
    names.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())
}

/// Whether the locale is one of UTF-8.
fn is_unicode() -> bool {
    let locale = locale(["LC_ALL", "LC_CTYPE", "LANG"]).unwrap_or_default().to_ascii_lowercase();
    locale.ends_with("utf-8") || locale.ends_with("utf8")
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

/// How a result looks where it goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Whether colours show there.
    pub(super) styled: bool,
    /// Columns there; `None` where nothing limits them.
    pub(super) width: Option<usize>,
    /// Whether people see it there at once.
    pub(super) terminal: bool,
    /// Whether block characters show there as what they are.
    drawn: bool,
}

impl Look {
    /// How tables and pages for people are shown there.
    pub(super) fn text_options(self, language: Language) -> TextOptions {
        TextOptions { language, width: self.width, styled: self.styled, drawn: self.drawn }
    }
}

/// Standard output or error.
pub(super) struct Target {
    pub(super) look: Look,
    out: Box<dyn Write + Send>,
}

impl Target {
    pub(super) fn stdout() -> Self {
        let stdout = std::io::stdout();
        let styled = AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = stdout.is_terminal().then(terminal_width).flatten();
        let terminal = stdout.is_terminal();
        let look = Look { styled, width: width.or_else(columns), terminal, drawn: terminal && is_unicode() };
        Self { look, out: Box::new(std::io::BufWriter::new(stdout)) }
    }

    pub(super) fn stderr() -> Self {
        let stderr = std::io::stderr();
        let styled = AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
        let width = stderr.is_terminal().then(terminal_width).flatten();
        let terminal = stderr.is_terminal();
        let look = Look { styled, width: width.or_else(columns), terminal, drawn: terminal && is_unicode() };
        Self { look, out: Box::new(std::io::BufWriter::new(stderr)) }
    }

    /// How findings are shown there.
    pub(super) fn text_options(&self, language: Language) -> render::text::Options {
        let width = self.look.width.unwrap_or(render::text::Options::default().width);
        render::text::Options { language, width, styled: self.look.styled }
    }

    pub(super) fn writer(&mut self) -> &mut (dyn Write + Send) {
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
pub(super) fn error(error: &anyhow::Error, language: Language) {
    let mut err = anstream::stderr().lock();
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut texts = told(error, language).into_iter();
    let mut text = texts.next().unwrap_or_default();
    for cause in texts {
        // Many errors name their cause themselves.
        if !text.contains(&cause) {
            text.push_str(colon(language));
            text.push_str(&cause);
        }
    }
    let _ = writeln!(err, "{style}{}{style:#}{}{text}", errors::label(language), colon(language));
}

fn colon(language: Language) -> &'static str {
    match language {
        Language::En => ": ",
        Language::Zh => "：",
    }
}

/// An error and its causes in the language, outermost first.
fn told(error: &anyhow::Error, language: Language) -> Vec<String> {
    let mut texts: Vec<_> = error.chain().map(|cause| told_alone(cause, language)).collect();
    // What was added on the way as context is seen from the whole alone.
    if let (Some(failure), Some(first)) = (error.downcast_ref::<Failure>(), texts.first_mut())
        && *first == failure.to_string()
    {
        *first = failure.in_language(language);
    }
    texts
}

fn told_alone(error: &(dyn std::error::Error + 'static), language: Language) -> String {
    if let Some(error) = error.downcast_ref::<Failure>() {
        error.in_language(language)
    } else if let Some(error) = error.downcast_ref::<RunError>() {
        errors::run(language, error)
    } else if let Some(error) = error.downcast_ref::<SqlError>() {
        errors::sql(language, error)
    } else if let Some(error) = error.downcast_ref::<LogError>() {
        errors::log(language, error)
    } else if let Some(error) = error.downcast_ref::<FilesError>() {
        errors::files(language, error)
    } else if let Some(error) = error.downcast_ref::<SelectionError>() {
        errors::selection(language, error)
    } else if let Some(error) = error.downcast_ref::<std::io::Error>() {
        errors::system(language, error)
    } else {
        error.to_string()
    }
}

/// Writes a note on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}
