//! The rules and their pages, in every format.

mod json;
mod markdown;
mod page;
mod text;

use crate::check::{Entry, Page};
use crate::render::Language;
use std::io::{self, Write};

pub use json::json;

/// What is shown of rules.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// A line for each.
    List(&'a [Entry]),
    /// The page of each.
    Pages(&'a [Entry]),
}

/// The paragraphs below a heading of a page in one language, as plain text.
pub(super) fn section(entry: &Entry, heading: &str, language: Language) -> String {
    let section = Page::parse(entry.page).section(heading);
    let paragraphs = page::Block::of(section, language).into_iter().filter_map(|block| match block {
        page::Block::Paragraph(text) => Some(page::joined(text)),
        page::Block::Example { .. } => None,
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// Writes Markdown: the list as a table, pages as they are, in both languages.
pub fn markdown(shown: Shown<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::List(entries) => markdown::list(entries, language, out),
        Shown::Pages(entries) => markdown::pages(entries, out),
    }
}

/// Writes text for a terminal: of pages what is in the reader's language.
pub fn text(shown: Shown<'_>, options: super::text::Options, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::List(entries) => text::list(entries, options, out),
        Shown::Pages(entries) => text::pages(entries, options, out),
    }
}
