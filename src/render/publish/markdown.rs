//! Pages as Markdown.

use super::blocks::{Block, Field, Grid};
use super::document::Document;
use crate::render::markdown::escaped;
use std::io::{self, Write};

/// Writes a page.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    if !document.stamp.is_empty() {
        writeln!(out, "{}\n", document.stamp)?;
    }
    writeln!(out, "# {}", escaped(document.title))?;
    for block in document.head.iter().chain(&document.blocks) {
        self::block(block, out)?;
    }
    writeln!(out, "\n{}", escaped(document.foot))
}

fn block(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Mark(mark) => writeln!(out, "\n{mark}"),
        Block::Sheet { text, .. } => writeln!(out, "\n## {}", escaped(text)),
        Block::Heading { level, text, .. } => writeln!(out, "\n{} {}", "#".repeat(*level), escaped(text)),
        Block::Text(text) => writeln!(out, "\n{}", escaped(text)),
        Block::Note(text) => writeln!(out, "\n*{}*", escaped(text)),
        Block::Facts(facts) => {
            for (name, lines) in facts {
                writeln!(out, "\n**{}**\n", escaped(name))?;
                for line in lines {
                    writeln!(out, "- {}", escaped(line))?;
                }
            }
            Ok(())
        }
        Block::Table(grid) => table(grid, out),
    }
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let Grid { caption, columns, rows } = grid;
    let names: Vec<_> = columns.iter().map(|(name, _)| escaped(name)).collect();
    let rule: String =
        columns.iter().map(|(_, is_numeric)| if *is_numeric { " ---: |" } else { " --- |" }).collect();
    writeln!(out, "\n{}\n\n| {} |\n|{rule}", escaped(caption), names.join(" | "))?;
    for row in rows {
        let fields = row.iter().map(|field| match field {
            Field::Text(text) | Field::Long(text) | Field::Instant(_, text) => escaped(text),
            Field::Count(count) => count.to_string(),
            Field::Verdict(_, word) => format!("**{}**", escaped(word)),
        });
        writeln!(out, "| {} |", fields.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}
