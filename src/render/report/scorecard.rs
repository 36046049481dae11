//! The scorecard of a report: as text a block a promise, in Markdown a table of all.

use super::figures::width;
use super::text::{BOLD, DIM, TextOptions};
use crate::check::scorecard::Scorecard;
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::render::printable::printable;
use crate::render::scorecard::{Line, lines};
use crate::render::wording::scorecard as words;
use crate::render::wording::statistics;
use crate::render::wrap::wrap;
use std::io::Write;

/// Columns before a quality.
const INDENT: usize = 4;
/// Columns between two of the three columns.
const GAP: usize = 2;

/// A block for each promise: a line for each quality, wrapped beside what rules say.
pub(super) fn text(scorecard: &Scorecard, options: TextOptions, out: &mut dyn Write) -> std::io::Result<()> {
    let language = options.language;
    writeln!(out, "\n{}", options.paint(BOLD, words::heading(language)))?;
    options.indented(&words::about(language, scorecard.today), 2, out)?;
    for promise in &scorecard.commitments {
        let lines = lines(language, scorecard, promise);
        writeln!(out, "  {}", options.paint(BOLD, &printable(&promise.id)))?;
        let widest = |of: fn(&Line) -> &str| lines.iter().map(|line| width(of(line))).max().unwrap_or(0);
        let columns = [widest(|line| line.quality), widest(|line| &line.rules)];
        lines.iter().try_for_each(|line| of_quality(line, columns, options, out))?;
    }
    Ok(())
}

fn of_quality(
    line: &Line,
    [quality, rules]: [usize; 2],
    options: TextOptions,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let padded = |text: &str, to: usize| format!("{text}{}", " ".repeat(to - width(text)));
    let indent = INDENT + quality + GAP + rules + GAP;
    let fitted = |text: &String| wrap(text, options.width.unwrap_or(usize::MAX), indent);
    let measured: Vec<_> = line.measured.iter().map(fitted).collect();
    let measured = measured.join("\n");
    let mut measured = measured.lines();
    let first = measured.next().unwrap_or_default();
    let begun =
        format!("{}  {}", options.paint(DIM, &padded(line.quality, quality)), padded(&line.rules, rules));
    writeln!(out, "{}", format!("{}{begun}  {first}", " ".repeat(INDENT)).trim_end())?;
    measured.try_for_each(|rest| writeln!(out, "{}{rest}", " ".repeat(indent)))
}

/// A table with a row for each promise and a column for each quality.
pub(super) fn markdown(
    language: Language,
    scorecard: &Scorecard,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let heading = escaped(words::heading(language));
    writeln!(out, "## {heading}\n\n{}\n", escaped(&words::about(language, scorecard.today)))?;
    for (place, promise) in scorecard.commitments.iter().enumerate() {
        let lines = lines(language, scorecard, promise);
        if place == 0 {
            let qualities: Vec<_> = lines.iter().map(|line| line.quality).collect();
            writeln!(out, "| {} | {} |", statistics::commitment(language), qualities.join(" | "))?;
            writeln!(out, "|---|---|---|---|---|---|")?;
        }
        let cells = lines.iter().map(|line| {
            let told: Vec<_> =
                std::iter::once(&line.rules).chain(&line.measured).map(|text| escaped(text)).collect();
            told.join("<br>")
        });
        let cells: Vec<_> = cells.collect();
        writeln!(out, "| {} | {} |", escaped(&printable(&promise.id)), cells.join(" | "))?;
    }
    writeln!(out)
}
