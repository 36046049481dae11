//! For the terminal: each changed promise with what it was and what it is, line under line.

use super::Changes;
use crate::diff::backtest::SubjectTried;
use crate::diff::{Effect, Kind, SubjectChange};
use crate::render::report::TextOptions;
use crate::render::wrap::wrap;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Columns where nothing limits them.
const WIDTH: usize = 100;

/// Writes a comparison as text.
pub fn text(changes: &Changes<'_, '_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { changes, options };
    let words = changes.words();
    page.line(0, DIM, &words.compared(changes.name(0), changes.name(1)), out)?;
    for line in changes.backtest_lines() {
        page.line(0, DIM, &line, out)?;
    }
    for (place, change) in changes.diff.changes.iter().enumerate() {
        page.change(change, out)?;
        if let Some(tried) = changes.tried(place) {
            page.tried(tried, out)?;
        }
    }
    writeln!(out)?;
    for note in changes.unread() {
        page.line(0, AnsiColor::Yellow.on_default(), &note, out)?;
    }
    page.line(0, BOLD, &changes.summary(), out)
}

struct Page<'a, 'b, 'd> {
    changes: &'a Changes<'b, 'd>,
    options: TextOptions,
}

impl<'d> Page<'_, '_, 'd> {
    fn paint(&self, style: Style, text: &str) -> String {
        if self.options.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A text, broken to the width, each line behind the same spaces.
    fn line(&self, indent: usize, style: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let width = self.options.width.unwrap_or(WIDTH);
        for line in wrap(text, width, indent).lines() {
            writeln!(out, "{:indent$}{}", "", self.paint(style, line))?;
        }
        Ok(())
    }

    fn change(&self, change: &SubjectChange<'d>, out: &mut dyn Write) -> io::Result<()> {
        let changes = self.changes;
        let id = change.subject().map_or("", crate::diff::Subject::id);
        let title = changes.title(change);
        let gap = if title.is_empty() { "" } else { "  " };
        writeln!(out)?;
        self.line(0, BOLD, &format!("{id}{gap}{title}{}", changes.about(change)), out)?;
        if let Some((path, line, _)) = changes.place_of(change) {
            self.line(2, DIM, &format!("{path}:{line}"), out)?;
        }
        let grave = change.kinds.first().copied().unwrap_or(Kind::Reworded);
        self.line(2, colour(grave).bold(), &changes.kinds(change), out)?;
        if let Some((old, new)) = change.files.as_ref().filter(|_| !change.is_next_version) {
            self.line(4, Style::new(), &changes.words().files(old, new), out)?;
        }
        let mut before: Option<&Effect<'d>> = None;
        for effect in &change.effects {
            // One change may do something to several targets.
            let is_same =
                before.is_some_and(|before| before.kind == effect.kind && before.fields == effect.fields);
            self.effect(effect, is_same, out)?;
            before = Some(effect);
        }
        Ok(())
    }

    fn effect(&self, effect: &Effect<'d>, is_same: bool, out: &mut dyn Write) -> io::Result<()> {
        let words = self.changes.words();
        if effect.fields.is_empty() {
            self.line(4, colour(effect.kind), words.kind(effect.kind), out)?;
        }
        for change in effect.fields.iter().filter(|_| !is_same) {
            let label = words.labelled(effect.kind, &words.field(&change.field));
            self.line(4, colour(effect.kind), &label, out)?;
            if let Some(old) = &change.old {
                self.line(6, AnsiColor::Red.on_default(), &format!("- {old}"), out)?;
            }
            if let Some(new) = &change.new {
                self.line(6, AnsiColor::Green.on_default(), &format!("+ {new}"), out)?;
            }
        }
        self.changes.notes(effect).iter().try_for_each(|note| self.line(6, DIM, note, out))
    }
}

impl Page<'_, '_, '_> {
    fn tried(&self, tried: &SubjectTried, out: &mut dyn Write) -> io::Result<()> {
        let (changes, words) = (self.changes, self.changes.words());
        self.line(2, BOLD, words.backtest(), out)?;
        for note in changes.tried_notes(tried) {
            self.line(4, DIM, &note, out)?;
        }
        for target in changes.target_lines(tried).iter().filter(|target| !target.rows.is_empty()) {
            self.line(4, Style::new(), &target.terms, out)?;
            if let Some(note) = &target.note {
                self.line(6, DIM, note, out)?;
            }
            self.periods(&target.rows, out)?;
        }
        self.line(4, Style::new(), &changes.flips_in_short(tried), out)?;
        let flips = changes.flip_lines(tried);
        for flip in flips.iter().filter(|flip| !flip.cases.is_empty()) {
            if let Some(heading) = flip.heading(flips.len()) {
                self.line(6, DIM, &heading, out)?;
            }
            for case in &flip.cases {
                self.line(8, Style::new(), case, out)?;
            }
        }
        match changes.owed_in_short(tried) {
            Some(owed) => self.line(4, Style::new(), &owed, out),
            None => Ok(()),
        }
    }

    /// Periods line by line, what was beside what is; below each other where the terminal is narrow.
    fn periods(&self, rows: &[[String; 3]], out: &mut dyn Write) -> io::Result<()> {
        let words = self.changes.words();
        let headings = words.period_columns().map(str::to_owned);
        let all: Vec<_> = std::iter::once(&headings).chain(rows).collect();
        let wide = |column: usize| all.iter().map(|row| width(&row[column])).max().unwrap_or(0);
        let widths = [wide(0), wide(1)];
        for (place, row) in all.into_iter().enumerate() {
            let padded = |column: usize| {
                format!("{}{}", row[column], " ".repeat(widths[column] - width(&row[column])))
            };
            let style = if place == 0 { DIM } else { Style::new() };
            let line = format!("{}  {}  {}", padded(0), padded(1), row[2]);
            let fits = self.options.width.is_none_or(|most| width(&line) + 6 <= most);
            if fits {
                writeln!(out, "      {}", self.paint(style, &line))?;
            } else if place > 0 {
                self.line(6, style, &format!("{}: {}", row[0], words.turned(&row[1], &row[2])), out)?;
            }
        }
        Ok(())
    }
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn colour(kind: Kind) -> Style {
    match kind {
        Kind::Withdrawn | Kind::Loosened | Kind::Narrowed => AnsiColor::Red.on_default(),
        Kind::Mixed | Kind::Undecided | Kind::StatusChanged => AnsiColor::Yellow.on_default(),
        Kind::Tightened | Kind::Widened | Kind::Added => AnsiColor::Green.on_default(),
        Kind::Reworded | Kind::Moved => Style::new(),
    }
}
