//! For a wiki or a pull request: a table with a row for each commitment.

use super::rows::{Row, heading, rows, summary};
use crate::check::life_cycle::LifeCycle;
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::render::wording::life_cycle as words;
use std::io::{self, Write};

/// Writes the life cycle as Markdown.
pub fn markdown(life_cycle: &LifeCycle<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## promise status\n\n{}\n", escaped(&heading(language, life_cycle)))?;
    let rows = rows(language, life_cycle);
    if !rows.is_empty() {
        writeln!(out, "| {} |\n| --- | --- | --- | --- |", words::columns(language).join(" | "))?;
        for Row { cells, lines } in &rows {
            let lines: Vec<_> = lines.iter().map(|line| escaped(line)).collect();
            let cells: Vec<_> = cells.iter().map(|cell| escaped(cell)).collect();
            writeln!(out, "| {} | {} |", cells.join(" | "), lines.join("<br>"))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", escaped(&summary(language, life_cycle)))
}
