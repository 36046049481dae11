//! The rules for people at a terminal.

use super::page::{Block, columns, joined};
use crate::check::{Entry, Needs, Page};
use crate::render::text::Options;
use crate::render::wording;
use crate::render::wrap::wrap;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

pub(super) fn list(entries: &[Entry], options: Options, out: &mut dyn Write) -> io::Result<()> {
    let heading = wording::rule::columns(options.language);
    let rows: Vec<_> = entries.iter().map(|entry| columns(entry, options.language)).collect();
    let mut widths = heading.map(UnicodeWidthStr::width);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |cells: &[&str; 5]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| {
            let space = width.saturating_sub(cell.width());
            format!("{cell}{}", " ".repeat(space))
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    writeln!(out, "{}", bold(&line(&heading), options))?;
    rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
}

pub(super) fn pages(entries: &[Entry], options: Options, out: &mut dyn Write) -> io::Result<()> {
    for (place, entry) in entries.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        page(entry, options, out)?;
    }
    Ok(())
}

fn page(entry: &Entry, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    let page = Page::parse(entry.page);
    let mut facts = vec![wording::level(language, entry.code.level)];
    if entry.needs != Needs::Nothing {
        facts.push(wording::rule::needs(language, entry.needs));
    }
    if entry.fix {
        facts.push(wording::rule::fix(language, entry.fix));
    }
    writeln!(out, "{} ({})", bold(page.title, options), facts.join(", "))?;
    for (heading, section) in &page.sections {
        writeln!(out, "\n{}", bold(wording::rule::heading(language, heading), options))?;
        for block in Block::of(section, language) {
            writeln!(out)?;
            match block {
                Block::Paragraph(text) => writeln!(out, "{}", wrap(&joined(text), options.width, 0))?,
                Block::Example { file, text } => {
                    if let Some(file) = file {
                        writeln!(out, "    # {file}")?;
                    }
                    for line in text.lines() {
                        writeln!(out, "{}", format!("    {line}").trim_end())?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn bold(text: &str, options: Options) -> String {
    let style = anstyle::Style::new().bold();
    if options.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
}
