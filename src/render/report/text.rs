//! A report for people: a table per commitment and standard, then where the figures come from.

use super::account;
use super::bars::{Bars, Fitted};
use super::columns::{Column, all_reasons, rows, verdict};
use super::figures::width;
use super::made_by::{MadeBy, Shown};
use super::terms::{about, terms};
use super::words::Words;
use super::{beside, scorecard};
use crate::model::Prose;
use crate::render::Language;
use crate::render::printable::printable;
use crate::render::wrap::wrap;
use crate::report::{Cell, DataReport, Report, SubjectReport, TargetReport, Verdict};
use anstyle::{Ansi256Color, AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use std::borrow::Cow;
use std::io::Write;

/// How a report is shown.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// The language.
    pub language: Language,
    /// Columns of the terminal; `None` where nothing limits them.
    pub width: Option<usize>,
    /// Colours and weights.
    pub styled: bool,
    /// Bars and other pictures of block characters, where people see them at once.
    pub drawn: bool,
}

/// Columns before the table of a target.
const INDENT: usize = 5;
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();

/// Writes the report as text.
pub fn text(shown: &Shown<'_>, options: TextOptions, out: &mut dyn Write) -> std::io::Result<()> {
    let report = shown.report;
    let page = Page { report, options, words: Words::of(options.language) };
    if let Some(as_of) = report.as_of {
        writeln!(out, "{} {}", page.words.as_of, report.zone.rfc3339(as_of))?;
    }
    for subject in &report.commitments {
        page.subject(subject, out)?;
    }
    if !report.standards.is_empty() {
        writeln!(out, "\n{}", page.paint(BOLD, page.words.standards))?;
        for subject in &report.standards {
            page.subject(subject, out)?;
        }
    }
    if let Some(owed) = beside::owed_in_all(options.language, report) {
        writeln!(out)?;
        options.indented(&owed, 0, out)?;
    }
    if let Some(scorecard) = shown.scorecard {
        scorecard::text(scorecard, options, out)?;
    }
    data(&report.data, report.binned, &shown.made_by, options, out)
}

/// Writes what was read, what became of it, and what the page was made by.
pub(in crate::render) fn data(
    data: &DataReport,
    binned: bool,
    made_by: &MadeBy,
    options: TextOptions,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let words = Words::of(options.language);
    writeln!(out, "\n{}", options.paint(BOLD, words.data))?;
    for log in account::logs(words, data) {
        writeln!(out, "  {}", log.name)?;
        for line in log.files.iter().chain(&log.counts) {
            writeln!(out, "    {line}")?;
        }
        for (problem, places) in &log.problems {
            options.indented(problem, 4, out)?;
            if !places.is_empty() {
                options.indented(places, 6, out)?;
            }
        }
    }
    let notes = account::notes(words, data, binned);
    for line in notes.into_iter().chain([words.zones(data.zones)]).chain(made_by.lines(words)) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

impl TextOptions {
    /// A text in a style, where there are styles.
    pub(in crate::render) fn paint(self, style: Style, text: &str) -> String {
        if self.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Lines as wide as the terminal, behind an indent.
    pub(in crate::render) fn indented(
        self,
        text: &str,
        indent: usize,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let wrapped = wrap(text, self.width.unwrap_or(usize::MAX), indent);
        wrapped.lines().try_for_each(|line| writeln!(out, "{}{line}", " ".repeat(indent)))
    }
}

struct Page<'a> {
    report: &'a Report,
    options: TextOptions,
    words: &'static Words,
}

impl Page<'_> {
    fn paint(&self, style: Style, text: &str) -> String {
        self.options.paint(style, text)
    }

    fn prose<'p>(&self, prose: Option<&'p Prose>) -> Cow<'p, str> {
        prose.map_or(Cow::Borrowed(""), |prose| printable(prose.in_language(self.options.language.as_str())))
    }

    fn subject(&self, subject: &SubjectReport, out: &mut dyn Write) -> std::io::Result<()> {
        let title = self.prose(subject.title.as_ref());
        let about = about(self.words, subject.status, &subject.version);
        let gap = if title.is_empty() { "" } else { "  " };
        writeln!(
            out,
            "\n{}{gap}{title}{}",
            self.paint(BOLD, &printable(&subject.id)),
            self.paint(DIM, &about)
        )?;
        if subject.targets.is_empty() {
            writeln!(out, "  {}", self.words.no_target)?;
        }
        for target in &subject.targets {
            writeln!(out, "  {}. {}", target.place, printable(&terms(self.words, target)))?;
            if target.periods.is_empty() {
                writeln!(out, "     {}", self.words.no_cases)?;
            } else {
                self.table(target, out)?;
            }
        }
        let owed = beside::owed(self.options.language, subject);
        owed.iter().try_for_each(|line| self.options.indented(line, 2, out))
    }

    fn table(&self, target: &TargetReport, out: &mut dyn Write) -> std::io::Result<()> {
        let cells = rows(target);
        let mut columns = Column::all(&self.report.by, target);
        let mut left_out = Vec::new();
        let (mut lines, mut room) = self.lines(target, &columns, &cells);
        while room.is_none()
            && let Some(column) = Column::least_needed(&columns, &cells)
        {
            left_out.push(columns.remove(column).heading(self.words));
            (lines, room) = self.lines(target, &columns, &cells);
        }
        let bars = if self.options.drawn { Bars::of(target, &cells) } else { None };
        if let (Some(bars), true) = (&bars, target.totals.len() == 1) {
            self.sparkline(bars, &target.periods, out)?;
        }
        let fitted = |room: Option<usize>| bars.as_ref()?.fitted(room?);
        // A bar says more than columns of zeros.
        let (mut fewer, mut zeros) = (columns, Vec::new());
        let (mut narrow, mut wide) = (lines.clone(), room);
        while bars.is_some()
            && fitted(wide).is_none()
            && let Some(column) = Column::empty(&fewer, &cells)
        {
            zeros.push(fewer.remove(column).heading(self.words));
            (narrow, wide) = self.lines(target, &fewer, &cells);
        }
        if fitted(wide).is_some() {
            (lines, room) = (narrow, wide);
            left_out.extend(zeros);
        }
        let bars = fitted(room);
        let mut lines = lines.into_iter();
        if let Some(header) = lines.next() {
            let bar = bars.map_or_else(String::new, Fitted::heading);
            writeln!(out, "     {}", self.paint(DIM, &format!("{header}{bar}  {}", self.words.verdict)))?;
        }
        for (line, cell) in lines.zip(&cells) {
            let bar = bars.map_or_else(String::new, |bars| self.paint(colour(cell), &bars.bar(cell)));
            // Nobody is to be judged on a few cases: such a group is dim from its first figure on.
            let line = if cell.few { self.paint(DIM, &line) } else { line };
            writeln!(out, "     {line}{bar}  {}", self.paint(colour(cell), &verdict(self.words, cell)))?;
        }
        if !left_out.is_empty() {
            let note = self.words.left_out(&left_out.join(self.words.comma));
            writeln!(out, "     {}", self.paint(DIM, &note))?;
        }
        let mut beside = beside::target(self.options.language, self.report, target);
        beside.extend(beside::owed_by_period(self.options.language, self.report, target));
        beside.iter().try_for_each(|line| self.options.indented(line, INDENT, out))?;
        for (reason, count) in all_reasons(self.words, &cells) {
            writeln!(out, "     {}", self.paint(DIM, &format!("{reason}: {count}")))?;
        }
        Ok(())
    }

    /// The periods as a line of small columns, with the range in which they lie.
    fn sparkline(&self, bars: &Bars, periods: &[Cell], out: &mut dyn Write) -> std::io::Result<()> {
        let Some(line) = bars.sparkline(periods) else { return Ok(()) };
        let fits = self.options.width.is_none_or(|available| INDENT + width(&line) <= available);
        if fits { writeln!(out, "     {line}") } else { Ok(()) }
    }

    /// The lines of a table up to the verdict, and the columns that are left beside it: `None` where it is
    /// too wide, none where nothing limits it.
    fn lines(
        &self,
        target: &TargetReport,
        columns: &[Column],
        cells: &[&Cell],
    ) -> (Vec<String>, Option<usize>) {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(columns.iter().map(|column| column.heading(self.words)));
        for cell in cells {
            table.add_row(columns.iter().map(|column| column.content(self.words, target, cell)));
        }
        for (place, column) in columns.iter().enumerate() {
            if let Some(shown) = table.column_mut(place) {
                let side = if column.is_text() { CellAlignment::Left } else { CellAlignment::Right };
                shown.set_cell_alignment(side);
                shown.set_padding((0, 1));
            }
        }
        let lines = table.lines().map(|line| line.trim_end().to_owned()).pad();
        let verdict = cells.iter().map(|cell| width(&verdict(self.words, cell))).max().unwrap_or(0) + 2;
        let needed = lines.first().map_or(0, |line| width(line)) + INDENT + verdict;
        let room = self.options.width.map_or(Some(0), |available| available.checked_sub(needed));
        (lines, room)
    }
}

/// Lines of one width, so that what is appended is aligned.
trait Pad {
    fn pad(self) -> Vec<String>;
}

impl<I: Iterator<Item = String>> Pad for I {
    fn pad(self) -> Vec<String> {
        let lines: Vec<String> = self.collect();
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        lines.into_iter().map(|line| format!("{line}{}", " ".repeat(widest - width(&line)))).collect()
    }
}

fn colour(cell: &Cell) -> Style {
    // Blue and orange stay apart for every kind of colour vision; the word says it anyway.
    match cell.verdict {
        _ if cell.few => DIM,
        Verdict::Kept => AnsiColor::Blue.on_default().bold(),
        Verdict::Broken => Ansi256Color(208).on_default().bold(),
        Verdict::Open => Style::new().bold(),
        Verdict::NoCases => DIM,
    }
}
