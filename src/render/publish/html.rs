//! Pages as HTML, in the frame and the style that all our pages have.

use super::blocks::{Block, Field, Grid};
use super::document::Document;
use crate::render::html::{Data, Frame, Heading, Table, close, escape, list, sign};
use std::io::{self, Write};

/// Writes a page.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut head = Vec::new();
    for block in &document.head {
        self::block(block, &mut head)?;
    }
    let comment = if document.stamp.is_empty() { String::new() } else { document.stamp.clone() + "\n" };
    let frame = Frame {
        language: document.language,
        title: document.title,
        skip: document.skip,
        comment: &comment,
        below_title: String::from_utf8_lossy(&head).into_owned(),
    };
    frame.open(out)?;
    contents(document, out)?;
    writeln!(out, "<main id=\"main\">")?;
    for block in &document.blocks {
        self::block(block, out)?;
    }
    writeln!(out, "</main>")?;
    close(&format!("<p>{}</p>", escape(document.foot)), out)
}

/// Links to the headings.
fn contents(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n<ul>",
        escape(document.contents)
    )?;
    for block in &document.blocks {
        let (level, anchor, text) = match block {
            Block::Sheet { anchor, text } => (2, anchor, text),
            Block::Heading { level, anchor, text } => (*level, anchor, text),
            _ => continue,
        };
        if level == document.listed {
            writeln!(out, "<li><a href=\"#{anchor}\">{}</a></li>", escape(text))?;
        }
    }
    writeln!(out, "</ul>\n</nav>")
}

fn block(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Mark(mark) => writeln!(out, "{mark}"),
        Block::Sheet { anchor, text } => {
            writeln!(out, "<h2 id=\"{anchor}\" class=\"sheet\">{}</h2>", escape(text))
        }
        Block::Heading { level, anchor, text } => {
            writeln!(out, "<h{level} id=\"{anchor}\">{}</h{level}>", escape(text))
        }
        Block::Text(text) => writeln!(out, "<p>{}</p>", escape(text)),
        Block::Note(text) => writeln!(out, "<p class=\"quiet\">{}</p>", escape(text)),
        Block::Facts(facts) => {
            writeln!(out, "<dl>")?;
            for (name, lines) in facts {
                let lines = match lines.as_slice() {
                    [line] => escape(line),
                    lines => format!("\n{}\n", list(lines)),
                };
                writeln!(out, "<dt>{}</dt>\n<dd>{lines}</dd>", escape(name))?;
            }
            writeln!(out, "</dl>")
        }
        Block::Table(grid) => write!(out, "{}", table(grid).html()),
    }
}

fn table(grid: &Grid) -> Table {
    let heading = |(name, numeric): &(String, bool)| Heading { text: name.clone(), numeric: *numeric };
    #[expect(clippy::cast_precision_loss, reason = "counts of cases and seconds of years are far below 2^53")]
    let field = |field: &Field| match field {
        Field::Text(text) => Data::text(text),
        Field::Long(text) => Data::long(escape(text)),
        Field::Count(count) => Data::number(&count.to_string(), Some(*count as f64)),
        Field::Instant(instant, shown) => Data::number(shown, Some(*instant as f64)),
        Field::Verdict(verdict, word) => Data::html(sign(*verdict, word)),
    };
    Table {
        caption: grid.caption.clone(),
        columns: grid.columns.iter().map(heading).collect(),
        rows: grid.rows.iter().map(|row| row.iter().map(field).collect()).collect(),
        totals: Vec::new(),
    }
}
