//! A check in numbers: two tables for people, and the same as JSON.

use super::text::Options;
use super::wording::statistics as words;
use crate::check::statistics::{Count, Qualities, Quality, Statistics};
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
    if !statistics.commitments.is_empty() {
        let heading = Quality::ALL.map(|quality| words::quality(language, quality).to_owned());
        let mut table = table(std::iter::once(words::commitment(language).to_owned()).chain(heading));
        for Qualities { id, checked, against } in &statistics.commitments {
            let cell = |count| {
                if *checked { words::against(language, count) } else { words::unchecked(language).to_owned() }
            };
            table.add_row(std::iter::once(id.clone()).chain(against.map(cell)));
        }
        write(&table, out)?;
        if statistics
            .commitments
            .iter()
            .any(|one| one.checked && one.against.iter().any(|count| !count.is_empty()))
        {
            writeln!(out, "{}\n", words::legend(language))?;
        }
    }
    Ok(())
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
    commitments: Vec<JsonCommitment<'a>>,
}

#[derive(Serialize)]
struct JsonRule {
    code: &'static str,
    name: &'static str,
    error: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct JsonCommitment<'a> {
    id: &'a str,
    checked: bool,
    clear: JsonCount,
    feasible: JsonCount,
    consistent: JsonCount,
    timely: JsonCount,
    flexible: JsonCount,
}

#[derive(Serialize)]
struct JsonCount {
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
        commitments: statistics.commitments.iter().map(json_commitment).collect(),
    }
}

fn json_commitment(qualities: &Qualities) -> JsonCommitment<'_> {
    let count =
        |Count { errors, warnings, infos }| JsonCount { error: errors, warning: warnings, info: infos };
    let [clear, feasible, consistent, timely, flexible] = qualities.against.map(count);
    let (id, checked) = (qualities.id.as_str(), qualities.checked);
    JsonCommitment { id, checked, clear, feasible, consistent, timely, flexible }
}
