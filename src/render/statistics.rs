//! A check in numbers: tables for people, and the same as JSON.

use super::Language;
use super::scorecard::{self, JsonScorecard};
use super::text::Options;
use super::wording::statistics as words;
use crate::check::measured::Measured;
use crate::check::scorecard::{Count, Qualities, Quality};
use crate::check::statistics::Statistics;
use crate::finding::Code;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;
use std::io::{self, Write};

/// Writes the findings per rule and level, and the qualities of each commitment.
pub(super) fn tables(statistics: &Statistics, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    if !statistics.rules.is_empty() {
        let mut table = table(words::rules(language).map(str::to_owned));
        for (code, count) in &statistics.rules {
            let counts = [count.errors, count.warnings, count.infos].map(|count| count.to_string());
            table.add_row([code.code.to_owned(), code.name.to_owned()].into_iter().chain(counts));
        }
        for column in 2..5 {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        write(&table, out)?;
    }
    let scorecard = &statistics.scorecard;
    if !scorecard.commitments.is_empty() {
        let heading = Quality::ALL.map(|quality| words::quality(language, quality).to_owned());
        let mut table = table(std::iter::once(words::commitment(language).to_owned()).chain(heading));
        for Qualities { id, checked, against } in &scorecard.commitments {
            let cell = |count| {
                if *checked { words::against(language, count) } else { words::unchecked(language).to_owned() }
            };
            table.add_row(std::iter::once(id.clone()).chain(against.map(cell)));
        }
        write(&table, out)?;
        let is_against = |one: &Qualities| one.checked && one.against.iter().any(|count| !count.is_empty());
        if scorecard.commitments.iter().any(is_against) {
            writeln!(out, "{}\n", words::legend(language))?;
        }
    }
    match &scorecard.measured {
        Some(measured) if !measured.is_empty() => measured_table(measured, language, out),
        _ => Ok(()),
    }
}

/// What logs measure of each target.
fn measured_table(measured: &[Measured], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(words::measured(language).map(str::to_owned));
    for one in measured {
        let Measured { attained, excluded, .. } = one;
        let unequal = one.unequal.iter().map(|divided| words::divided(language, divided));
        table.add_row([
            one.id.clone(),
            one.target.to_string(),
            attained.1.to_string(),
            words::part(*attained),
            one.share.map(|share| share.to_string()).unwrap_or_default(),
            one.took.map(|took| words::took(language, took, one.unit)).unwrap_or_default(),
            one.limit.clone().unwrap_or_default(),
            words::part(*excluded),
            unequal.collect::<Vec<_>>().join(words::comma(language)),
        ]);
    }
    for column in 1..8 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    write(&table, out)
}

fn table(heading: impl IntoIterator<Item = String>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(heading.into_iter());
    table
}

fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    for line in table.lines() {
        writeln!(out, "{}", line.trim())?;
    }
    writeln!(out)
}

#[derive(Serialize)]
pub(super) struct Json<'a> {
    rules: Vec<JsonRule>,
    #[serde(flatten)]
    scorecard: JsonScorecard<'a>,
}

#[derive(Serialize)]
struct JsonRule {
    code: &'static str,
    name: &'static str,
    error: usize,
    warning: usize,
    info: usize,
}

/// The numbers as JSON has them.
pub(super) fn json(statistics: &Statistics) -> Json<'_> {
    let rule = |(code, count): &(&'static Code, Count)| JsonRule {
        code: code.code,
        name: code.name,
        error: count.errors,
        warning: count.warnings,
        info: count.infos,
    };
    Json {
        rules: statistics.rules.iter().map(rule).collect(),
        scorecard: scorecard::json(&statistics.scorecard),
    }
}
