//! The ledger as a table for people.
//!
//! Rows are gathered until there are enough for a table of their own, so that its memory does not grow
//! with the log. A narrow terminal gets fewer columns, then cells of several lines.

use super::cases::{CaseLine, Remark};
use super::figures::{seconds, width};
use super::text::DIM;
use super::words::Words;
use super::{TextOptions, over_in_words};
use crate::clock::Reason;
use crate::render::printable::printable;
use comfy_table::{ContentArrangement, Table, presets};
use std::io::Write;

/// Rows of one table.
const ROWS: usize = 1000;
/// Columns of the screen between two columns of the table.
const GAP: usize = 2;

pub(super) struct CaseTable<'w> {
    options: TextOptions,
    words: &'static Words,
    out: &'w mut (dyn Write + Send),
    rows: Vec<Row>,
}

/// A cell for each of [`COLUMNS`].
type Row = [String; COLUMNS.len()];

/// The columns, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Case,
    Promise,
    Start,
    Due,
    Stop,
    Took,
    State,
    Remark,
}

const COLUMNS: [Column; 8] = [
    Column::Case,
    Column::Promise,
    Column::Start,
    Column::Due,
    Column::Stop,
    Column::Took,
    Column::State,
    Column::Remark,
];

/// What a narrow terminal does without, first to last.
const SPARED: [Column; 4] = [Column::Start, Column::Stop, Column::Took, Column::Promise];

impl<'w> CaseTable<'w> {
    pub(super) fn new(
        options: TextOptions,
        as_of: Option<&str>,
        out: &'w mut (dyn Write + Send),
    ) -> std::io::Result<Self> {
        let words = Words::of(options.language);
        if let Some(as_of) = as_of {
            writeln!(out, "{} {as_of}", words.cases_as_of)?;
        }
        Ok(Self { options, words, out, rows: Vec::new() })
    }

    pub(super) fn add(&mut self, line: &CaseLine<'_>) -> std::io::Result<()> {
        let row = self.row(line);
        self.rows.push(row);
        if self.rows.len() == ROWS { self.flush() } else { Ok(()) }
    }

    pub(super) fn finish(mut self, lines: u64) -> std::io::Result<()> {
        self.flush()?;
        writeln!(self.out, "\n{}", self.words.entries(lines))
    }

    fn row(&self, line: &CaseLine<'_>) -> Row {
        // `2026-04-22T17:00:00+08:00` in the zone that the case is counted in.
        let time = |time: &Option<String>| {
            time.as_ref().and_then(|time| time.get(..16)).unwrap_or_default().replace('T', " ")
        };
        let took = match (line.elapsed_s, line.elapsed_days, &line.value) {
            (Some(elapsed), ..) => seconds(elapsed),
            (None, Some(days), _) => format!("{days}d"),
            (None, None, Some(value)) => value.to_string(),
            (None, None, None) => String::new(),
        };
        let cells = [
            line.case.to_string(),
            format!("{} {}", line.commitment, line.target),
            time(&line.start),
            time(&line.due),
            time(&line.stop),
            took,
            self.words.state(line.state).to_owned(),
            self.remark(line),
        ];
        cells.map(|cell| printable(&cell).into_owned())
    }

    fn remark(&self, line: &CaseLine<'_>) -> String {
        match (line.remark, &line.reason) {
            (Remark::Nothing, _) => String::new(),
            (Remark::Because(Reason::Exception(_)), Some(name)) => name.clone(),
            (Remark::Because(reason), _) => self.words.reason(reason).to_owned(),
            (Remark::Left(left), _) => self.words.due_in(&seconds(left)),
            (Remark::Over(over), _) => over_in_words(self.words.language, over),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let columns = self.columns(&rows);
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(columns.iter().map(|column| self.words.case_column(*column)));
        for row in &rows {
            table.add_row(columns.iter().map(|column| row[*column as usize].as_str()));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, u16::try_from(GAP).unwrap_or(0)));
        }
        if let Some(most) = self.options.width
            && self.needed(&columns, &rows) > most
        {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(u16::try_from(most).unwrap_or(u16::MAX));
        }
        writeln!(self.out)?;
        for (place, line) in table.lines().enumerate() {
            let line = line.trim_end();
            if place == 0 && self.options.styled {
                writeln!(self.out, "{DIM}{line}{DIM:#}")?;
            } else {
                writeln!(self.out, "{line}")?;
            }
        }
        Ok(())
    }

    /// The columns that something is in, and that fit.
    fn columns(&self, rows: &[Row]) -> Vec<Column> {
        let mut columns = COLUMNS.to_vec();
        columns.retain(|column| rows.iter().any(|row| !row[*column as usize].is_empty()));
        for spared in SPARED {
            if self.options.width.is_none_or(|most| self.needed(&columns, rows) <= most) {
                break;
            }
            columns.retain(|column| *column != spared);
        }
        columns
    }

    /// How wide a table with these columns is.
    fn needed(&self, columns: &[Column], rows: &[Row]) -> usize {
        let wide = |column: &Column| {
            let cells = rows.iter().map(|row| width(&row[*column as usize]));
            cells.chain([width(self.words.case_column(*column))]).max().unwrap_or(0) + GAP
        };
        columns.iter().map(wide).sum::<usize>().saturating_sub(GAP)
    }
}
