//! For a wiki or a pull request: the same with headings, lists and tables of Markdown.

use super::blocks::{Block, Line, Table, Tone};
use super::page::{blocks, heading};
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::report::expectations::Expectations;
use std::io::{self, Write};

/// Writes expectations as Markdown.
pub fn markdown(expectations: &Expectations<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## promise expectations\n\n{}", escaped(&heading(language, expectations)))?;
    let mut in_list = false;
    for block in blocks(language, expectations) {
        let is_line = matches!(block, Block::Line(_));
        if !(is_line && in_list) {
            writeln!(out)?;
        }
        in_list = is_line;
        match block {
            Block::Heading(heading) => writeln!(out, "### {}", escaped(&heading))?,
            Block::Subheading(heading) => writeln!(out, "**{}**", escaped(&heading))?,
            Block::Line(line) => self::line(&line, out)?,
            Block::Table(table) => self::table(&table, out)?,
        }
    }
    Ok(())
}

fn line(line: &Line, out: &mut dyn Write) -> io::Result<()> {
    let indent = "  ".repeat(line.depth.saturating_sub(1));
    let label = line.label.map(|label| format!("*{}*: ", label.trim_end())).unwrap_or_default();
    let text = escaped(&line.text);
    // A place in a list is no number of another one.
    let text = match text.split_once(". ") {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{number}\\. {rest}")
        }
        _ => text,
    };
    match line.tone {
        Tone::Loud => writeln!(out, "{indent}- {label}**{text}**"),
        Tone::Plain | Tone::Quiet => writeln!(out, "{indent}- {label}{text}"),
    }
}

fn table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let marks = table.figures.iter().map(|is_figure| if *is_figure { "---:" } else { "---" });
    writeln!(out, "| {} |", table.headings.join(" | "))?;
    writeln!(out, "| {} |", marks.collect::<Vec<_>>().join(" | "))?;
    for row in &table.rows {
        let cells: Vec<_> = row.iter().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}
