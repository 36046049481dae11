//! For the terminal: a table, or where that is too wide each commitment with its lines below it.

use super::rows::{Row, heading, rows, summary};
use crate::check::life_cycle::LifeCycle;
use crate::render::report::{TextOptions, width};
use crate::render::wording::life_cycle as words;
use crate::render::wrap::wrap;
use anstyle::Style;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Columns between two columns of the table.
const GAP: usize = 2;
/// Columns that lines need beside a commitment; with less they stand below it.
const LEAST: usize = 36;
/// Columns before lines that stand below.
const INDENT: usize = 4;

/// Writes the life cycle as text.
pub fn text(life_cycle: &LifeCycle<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    let rows = rows(language, life_cycle);
    options.indented(&heading(language, life_cycle), 0, out)?;
    if !rows.is_empty() {
        writeln!(out)?;
        Table::new(options, &rows).write(out)?;
    }
    writeln!(out)?;
    options.indented(&summary(language, life_cycle), 0, out)
}

struct Table<'a> {
    options: TextOptions,
    rows: &'a [Row],
    columns: [usize; 3],
    /// Columns before the lines.
    indent: usize,
    /// Whether lines stand beside their commitment.
    beside: bool,
}

impl<'a> Table<'a> {
    fn new(options: TextOptions, rows: &'a [Row]) -> Self {
        let names = words::columns(options.language);
        let widest = |column: usize| {
            let cells = rows.iter().map(|row| width(&row.cells[column]));
            cells.chain([width(names[column])]).max().unwrap_or(0)
        };
        let columns = [0, 1, 2].map(widest);
        let taken = columns.iter().map(|column| column + GAP).sum();
        let beside = options.width.is_none_or(|width| taken + LEAST <= width);
        Self { options, rows, columns, indent: if beside { taken } else { INDENT }, beside }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let names = words::columns(self.options.language);
        let last = if self.beside { names[3] } else { "" };
        let head = format!("{}{last}", self.padded([names[0], names[1], names[2]]));
        writeln!(out, "{}", self.options.paint(DIM, head.trim_end()))?;
        self.rows.iter().try_for_each(|row| self.row(row, out))
    }

    fn row(&self, row: &Row, out: &mut dyn Write) -> io::Result<()> {
        let [name, status, next] = &row.cells;
        let cells = self.padded([name, status, next]);
        let bold = self.options.paint(BOLD, name);
        // The name alone is bold, not the space behind it.
        let cells = format!("{bold}{}", cells.strip_prefix(name.as_str()).unwrap_or_default());
        let room = self.options.width.unwrap_or(usize::MAX);
        let wrapped: Vec<_> = row.lines.iter().map(|line| wrap(line, room, self.indent)).collect();
        let mut lines = wrapped.iter().flat_map(|line| line.lines());
        let first = if self.beside { lines.next().unwrap_or_default() } else { "" };
        writeln!(out, "{}", format!("{cells}{first}").trim_end())?;
        lines.try_for_each(|line| writeln!(out, "{:indent$}{line}", "", indent = self.indent))
    }

    fn padded(&self, cells: [&str; 3]) -> String {
        let mut padded = String::new();
        for (cell, to) in cells.into_iter().zip(self.columns) {
            padded.push_str(cell);
            padded.extend(std::iter::repeat_n(' ', to + GAP - width(cell)));
        }
        padded
    }
}
