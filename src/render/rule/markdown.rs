//! The rules as Markdown.

use super::page::columns;
use crate::check::Entry;
use crate::render::{Language, wording};
use std::io::{self, Write};

pub(super) fn list(entries: &[Entry], language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", wording::rule::columns(language).join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(wording::rule::columns(language).len()))?;
    for entry in entries {
        writeln!(out, "| {} |", columns(entry, language).join(" | "))?;
    }
    Ok(())
}

pub(super) fn pages(entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    for (place, entry) in entries.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", entry.page.trim_end())?;
    }
    Ok(())
}
