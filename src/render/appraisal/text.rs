//! For the terminal: of each target a table with a row a group, then what invites a look.

use super::lines::{self, COLUMNS, LEAST_NEEDED, Shown};
use crate::render::printable::printable;
use crate::render::report::{MadeBy, TextOptions, about_in_words, terms_in_words, text_data, width};
use crate::render::wording::appraisal as words;
use crate::report::appraisal::{Appraisal, SubjectAppraisal, TargetAppraisal};
use anstyle::Style;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Columns in front of what is said of a target.
const INDENT: usize = 5;
/// Columns between two columns of the table.
const GAP: usize = 2;

/// Writes an appraisal as text.
pub fn text(
    appraisal: &Appraisal,
    made_by: &MadeBy,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { appraisal, options };
    let as_of = appraisal.as_of.map(|as_of| appraisal.zone.rfc3339(as_of).to_string());
    let heading = words::heading(options.language, &printable(&appraisal.asked.by), as_of.as_deref());
    options.indented(&heading, 0, out)?;
    page.line(0, DIM, words::purpose(options.language), out)?;
    appraisal.commitments.iter().try_for_each(|subject| page.subject(subject, out))?;
    if !appraisal.standards.is_empty() {
        writeln!(out)?;
        page.line(0, BOLD, words::standards(options.language), out)?;
        appraisal.standards.iter().try_for_each(|subject| page.subject(subject, out))?;
    }
    text_data(&appraisal.data, false, made_by, options, out)
}

struct Page<'a> {
    appraisal: &'a Appraisal,
    options: TextOptions,
}

impl Page<'_> {
    /// A text, broken to the width, each line behind the same spaces and in the same style.
    fn line(&self, indent: usize, style: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut plain = Vec::new();
        self.options.indented(text, indent, &mut plain)?;
        let plain = String::from_utf8_lossy(&plain).into_owned();
        plain.lines().try_for_each(|line| writeln!(out, "{}", self.options.paint(style, line)))
    }

    fn subject(&self, subject: &SubjectAppraisal, out: &mut dyn Write) -> io::Result<()> {
        let language = self.options.language;
        let title = subject.title.as_ref().map_or("", |title| title.in_language(language.as_str()));
        let about = about_in_words(language, subject.status, &subject.version);
        let gap = if title.is_empty() { "" } else { "  " };
        writeln!(out)?;
        self.line(0, BOLD, &printable(&format!("{}{gap}{title}{about}", subject.id)), out)?;
        subject.targets.iter().try_for_each(|target| self.target(target, out))?;
        let statistics = subject.statistics.iter().map(|place| words::statistic(language, *place));
        statistics.into_iter().try_for_each(|line| self.line(2, DIM, &line, out))
    }

    fn target(&self, target: &TargetAppraisal, out: &mut dyn Write) -> io::Result<()> {
        let language = self.options.language;
        let terms = terms_in_words(language, &target.terms);
        self.line(2, Style::new(), &printable(&format!("{}. {terms}", target.terms.place)), out)?;
        let shown = lines::target(language, self.appraisal, target);
        if shown.rows.is_empty() {
            self.line(INDENT, Style::new(), words::no_groups(language), out)?;
        } else {
            self.table(&shown, out)?;
        }
        shown.notes.iter().try_for_each(|note| self.line(INDENT, DIM, note, out))?;
        for (look, below) in &shown.looks {
            self.line(INDENT, BOLD, look, out)?;
            below.iter().try_for_each(|line| self.line(INDENT + 2, Style::new(), line, out))?;
        }
        shown.rest.iter().try_for_each(|line| self.line(INDENT, DIM, line, out))
    }

    fn table(&self, shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
        let all = || std::iter::once(&shown.headings).chain(&shown.rows);
        let wide = |column: usize| all().map(|row| width(&row[column])).max().unwrap_or(0);
        let mut columns: Vec<_> = (0..COLUMNS).collect();
        let mut left_out = Vec::new();
        for least in LEAST_NEEDED {
            let needed = columns.iter().map(|column| wide(*column) + GAP).sum::<usize>() + INDENT - GAP;
            if self.options.width.is_some_and(|width| width < needed) {
                columns.retain(|column| *column != least);
                left_out.push(shown.headings[least].as_str());
            }
        }
        for (place, row) in all().enumerate() {
            let cells = columns.iter().map(|&column| {
                let gap = " ".repeat(wide(column) - width(&row[column]));
                // Names stand left, figures right.
                if column == 0 { format!("{}{gap}", row[0]) } else { format!("{gap}{}", row[column]) }
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            let style = if place == 0 { DIM } else { Style::new() };
            writeln!(out, "{:INDENT$}{}", "", self.options.paint(style, line.trim_end()))?;
        }
        if left_out.is_empty() {
            return Ok(());
        }
        self.line(INDENT, DIM, &words::left_out(self.options.language, &left_out), out)
    }
}
