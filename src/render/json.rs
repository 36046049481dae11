//! The JSON of a check, version 1: types of its own, so that a change of ours changes no byte of it.
//!
//! The fields of a finding are always there: `id`, `help` and `fix` are `null` where there is none,
//! lists are empty. `since`, `baseline` and `statistics` come with the options of their names.
//! Columns count characters, edits count bytes of the file, paths have forward slashes.

use super::text::shown_path;
use super::{Language, left_out, statistics, wording};
use crate::check::Outcome;
use crate::finding::{Finding, Fix, Related};
use crate::source::{Sources, Span};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: String,
    findings: Vec<JsonFinding<'a>>,
    skipped: Vec<Skipped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<left_out::Since<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<left_out::Baseline<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<statistics::Json<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    id: Option<&'a str>,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: Option<String>,
    related: Vec<JsonRelated>,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonRelated {
    path: String,
    line: usize,
    column: usize,
    message: &'static str,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    safe: bool,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Skipped {
    code: &'static str,
    needs: &'static str,
}

/// Writes a check as one line of JSON.
pub fn check(
    outcome: &Outcome,
    sources: &Sources,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let document = Document {
        version: 1,
        today: outcome.today.to_string(),
        findings: outcome.findings.iter().map(|finding| json(finding, sources, language)).collect(),
        skipped: outcome
            .skipped
            .iter()
            .map(|(code, needs)| Skipped { code: code.code, needs: needs.as_str() })
            .collect(),
        since: left_out::since(&outcome.left_out),
        baseline: left_out::baseline(&outcome.left_out),
        statistics: outcome.statistics.as_ref().map(statistics::json),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

fn json<'a>(finding: &'a Finding, sources: &Sources, language: Language) -> JsonFinding<'a> {
    let (start, end) = (sources.start(finding.span), sources.end(finding.span));
    let words = wording::words(language, &finding.message);
    JsonFinding {
        code: finding.code.code,
        name: finding.code.name,
        level: finding.level.as_str(),
        id: finding.definition.as_deref(),
        path: path(sources, finding.span),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: words.message,
        help: Some(words.help).filter(|help| !help.is_empty()),
        related: finding.related.iter().map(|related| json_related(related, sources, language)).collect(),
        fix: finding.fix.as_ref().map(json_fix),
    }
}

fn json_related(related: &Related, sources: &Sources, language: Language) -> JsonRelated {
    let start = sources.start(related.span);
    JsonRelated {
        path: path(sources, related.span),
        line: start.line,
        column: start.column,
        message: wording::note(language, related.note),
    }
}

fn json_fix(fix: &Fix) -> JsonFix<'_> {
    let edits = fix.edits.iter();
    let edits = edits.map(|edit| JsonEdit { start: edit.span.start, end: edit.span.end, text: &edit.text });
    JsonFix { safe: fix.safe, edits: edits.collect() }
}

fn path(sources: &Sources, span: Span) -> String {
    shown_path(sources.file(span.file).path())
}
