//! For the terminal: sentences are broken to the width, and tables leave out what they can do without.

use super::blocks::{Block, Line, Table, Tone};
use super::page::{blocks, heading};
use crate::render::report::{TextOptions, left_out_in_words, width};
use crate::report::expectations::Expectations;
use anstyle::Style;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Columns that a depth takes.
const STEP: usize = 3;
/// Columns before what stands below a heading.
const INDENT: usize = 2;
/// Columns between two columns of a table.
const GAP: usize = 2;

/// Writes expectations as text.
pub fn text(expectations: &Expectations<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    options.indented(&heading(language, expectations), 0, out)?;
    for block in blocks(language, expectations) {
        match block {
            Block::Heading(heading) => writeln!(out, "\n{}", options.paint(BOLD, &heading))?,
            Block::Subheading(heading) => {
                writeln!(out)?;
                options.indented(&heading, INDENT, out)?;
            }
            Block::Line(line) => self::line(&line, options, out)?,
            Block::Table(table) => self::table(&table, options, out)?,
        }
    }
    Ok(())
}

/// A sentence; what comes after its first line stands below what the label names.
fn line(line: &Line, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let label = line.label.unwrap_or_default();
    let indent = INDENT + line.depth * STEP;
    let behind = indent + width(label);
    let style = match line.tone {
        Tone::Plain => Style::new(),
        Tone::Quiet => DIM,
        Tone::Loud => BOLD,
    };
    let room = options.width.unwrap_or(usize::MAX);
    let wrapped = crate::render::wrap::wrap(&line.text, room, behind);
    for (place, text) in wrapped.lines().enumerate() {
        let front = if place == 0 { options.paint(DIM, label) } else { " ".repeat(width(label)) };
        let front = if label.is_empty() { String::new() } else { front };
        writeln!(out, "{:indent$}{front}{}", "", options.paint(style, text))?;
    }
    Ok(())
}

fn table(table: &Table, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut columns: Vec<usize> = (0..table.headings.len()).collect();
    let wide = |column: usize| {
        let cells = table.rows.iter().map(|row| width(&row[column]));
        cells.chain([width(table.headings[column])]).max().unwrap_or(0)
    };
    let total =
        |columns: &[usize]| INDENT + columns.iter().map(|column| wide(*column) + GAP).sum::<usize>() - GAP;
    let mut left_out = Vec::new();
    for spare in &table.spare {
        if options.width.is_some_and(|available| total(&columns) > available) {
            columns.retain(|column| column != spare);
            left_out.push(table.headings[*spare]);
        }
    }
    let aligned = |cell: &dyn Fn(usize) -> String| {
        let padded = columns.iter().map(|&column| {
            let cell = cell(column);
            let space = " ".repeat(wide(column).saturating_sub(width(&cell)));
            if table.figures[column] { space + &cell } else { cell + &space }
        });
        padded.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    let head = aligned(&|column| table.headings[column].to_owned());
    writeln!(out, "{:INDENT$}{}", "", options.paint(DIM, &head))?;
    for row in &table.rows {
        writeln!(out, "{:INDENT$}{}", "", aligned(&|column| row[column].clone()))?;
    }
    if left_out.is_empty() {
        return Ok(());
    }
    line(&Line::plain(left_out_in_words(options.language, &left_out)).tone(Tone::Quiet), options, out)
}
