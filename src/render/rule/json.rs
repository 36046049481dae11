//! The rules as JSON, version 1. `page` is Markdown in both languages, `null` in a list.

use super::Shown;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document {
    version: u32,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    needs: &'static str,
    fix: bool,
    page: Option<&'static str>,
}

/// Writes one line of JSON.
pub fn json(shown: Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (Shown::List(entries) | Shown::Pages(entries)) = shown;
    let with_page = matches!(shown, Shown::Pages(_));
    let rules = entries.iter().map(|entry| Rule {
        code: entry.code.code,
        name: entry.code.name,
        level: entry.code.level.as_str(),
        needs: entry.needs.as_str(),
        fix: entry.fix,
        page: with_page.then_some(entry.page),
    });
    serde_json::to_writer(&mut *out, &Document { version: 1, rules: rules.collect() })?;
    writeln!(out)
}
