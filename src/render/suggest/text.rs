//! For the terminal: of each target both tables, and the definition to paste.

use super::lines::{self, Row, Shown, Table};
use super::words::Words;
use crate::render::report::{MadeBy, TextOptions, about_in_words, terms_in_words, text_data, width};
use crate::render::wrap::wrap;
use crate::report::suggest::{SubjectSuggestions, Suggestions, TargetSuggestions};
use anstyle::Style;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Columns where nothing limits them.
const WIDTH: usize = 100;

/// What stands in front of what is said of a target.
const INDENT: usize = 5;

/// The column that a narrow terminal can do without: how many cases the figures are of.
const LEAST_NEEDED: usize = 3;

/// Writes suggestions as text.
pub fn text(
    suggestions: &Suggestions,
    made_by: &MadeBy,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { suggestions, options, words: Words(options.language) };
    if let Some(as_of) = suggestions.as_of {
        writeln!(out, "{} {}", page.words.as_of(), suggestions.zone.rfc3339(as_of))?;
    }
    page.line(0, DIM, page.words.method(), out)?;
    for subject in &suggestions.commitments {
        page.subject("commitment", subject, out)?;
    }
    if !suggestions.standards.is_empty() {
        writeln!(out)?;
        page.line(0, BOLD, page.words.standards(), out)?;
        for subject in &suggestions.standards {
            page.subject("standard", subject, out)?;
        }
    }
    if !suggestions.unused.is_empty() {
        writeln!(out)?;
    }
    for limit in &suggestions.unused {
        page.line(0, Style::new(), &page.words.unused(*limit), out)?;
    }
    text_data(&suggestions.data, false, made_by, options, out)
}

struct Page<'a> {
    suggestions: &'a Suggestions,
    options: TextOptions,
    words: Words,
}

impl Page<'_> {
    /// A text, broken to the width, each line behind the same spaces.
    fn line(&self, indent: usize, style: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
        for line in wrap(text, self.width(), indent).lines() {
            writeln!(out, "{:indent$}{}", "", self.options.paint(style, line))?;
        }
        Ok(())
    }

    fn width(&self) -> usize {
        self.options.width.unwrap_or(WIDTH)
    }

    fn subject(
        &self,
        kind: &'static str,
        subject: &SubjectSuggestions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let language = self.options.language;
        let title = subject.title.as_ref().map_or("", |title| title.in_language(language.as_str()));
        let about = about_in_words(language, subject.status, &subject.version);
        let gap = if title.is_empty() { "" } else { "  " };
        writeln!(out)?;
        self.line(0, BOLD, &format!("{}{gap}{title}{about}", subject.id), out)?;
        if subject.targets.is_empty() {
            self.line(2, Style::new(), self.words.no_target(), out)?;
        }
        subject.targets.iter().try_for_each(|target| self.target((kind, subject), target, out))
    }

    fn target(
        &self,
        subject: (&'static str, &SubjectSuggestions),
        target: &TargetSuggestions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let terms = terms_in_words(self.options.language, &target.terms);
        self.line(2, Style::new(), &format!("{}. {terms}", target.terms.place), out)?;
        if let Some(why) = lines::why_not(self.words, target.suggestible) {
            self.line(INDENT, DIM, why, out)?;
        }
        if target.classes.is_empty() {
            self.line(INDENT, Style::new(), self.words.no_cases(), out)?;
        }
        for class in &target.classes {
            self.class(&lines::class(self.words, self.suggestions, subject, target, class), out)?;
        }
        Ok(())
    }

    fn class(&self, class: &Shown, out: &mut dyn Write) -> io::Result<()> {
        if !class.name.is_empty() {
            self.line(INDENT, BOLD, &class.name, out)?;
        }
        self.line(INDENT, DIM, &class.cases, out)?;
        for table in &class.tables {
            self.table(table, out)?;
        }
        for note in &class.notes {
            self.line(INDENT, DIM, note, out)?;
        }
        let Some((proposed, definition)) = &class.definition else { return Ok(()) };
        self.line(INDENT, Style::new(), proposed, out)?;
        // What is to be pasted is not broken.
        definition.lines().try_for_each(|line| writeln!(out, "{:indent$}{line}", "", indent = INDENT + 2))
    }

    fn table(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let mut columns: Vec<_> = (0..table.headings.len()).collect();
        let wide = |column: usize| {
            let cells = table.rows.iter().filter_map(|row| match row {
                Row::Cells(cells) => cells.get(column),
                Row::Without(name, _) => Some(name).filter(|_| column == 0),
            });
            cells.map(|cell| width(cell)).chain([width(table.headings[column])]).max().unwrap_or(0)
        };
        let total = |columns: &[usize]| columns.iter().map(|column| wide(*column) + 2).sum::<usize>();
        let is_left_out = INDENT + total(&columns) - 2 > self.width() && columns.len() > LEAST_NEEDED + 1;
        if is_left_out {
            columns.remove(LEAST_NEEDED);
        }
        let aligned = |cell: &dyn Fn(usize) -> String| {
            let padded = columns.iter().map(|&column| {
                let cell = cell(column);
                let gap = " ".repeat(wide(column).saturating_sub(width(&cell)));
                // Names stand left, figures right.
                if column == 0 { cell + &gap } else { gap + &cell }
            });
            padded.collect::<Vec<_>>().join("  ")
        };
        self.row(DIM, &aligned(&|column| table.headings[column].to_owned()), out)?;
        for row in &table.rows {
            match row {
                Row::Cells(cells) => {
                    self.row(Style::new(), &aligned(&|column| cells[column].clone()), out)?;
                }
                Row::Without(name, why) => {
                    let gap = wide(0) + 2;
                    let why = wrap(why, self.width(), INDENT + gap);
                    for (place, line) in why.lines().enumerate() {
                        let name = if place == 0 { name.as_str() } else { "" };
                        let pad = " ".repeat(gap.saturating_sub(width(name)));
                        self.row(Style::new(), &format!("{name}{pad}{line}"), out)?;
                    }
                }
            }
        }
        if is_left_out {
            self.row(DIM, &self.words.left_out(table.headings[LEAST_NEEDED]), out)?;
        }
        Ok(())
    }

    fn row(&self, style: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{:INDENT$}{}", "", self.options.paint(style, text.trim_end()))
    }
}
