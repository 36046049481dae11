//! What was read, and what a document was made by, as JSON. Documents of several commands have both.

use super::made_by::{Commit, MadeBy, VERSION};
use crate::log::{Place, Summary};
use crate::model::nearest;
use crate::report::{DataReport, LogReport, Problem, ProblemKind, Unserved};
use serde::Serialize;

/// What the report was made by.
#[derive(Serialize)]
pub(in crate::render) struct JsonMadeBy<'a> {
    promise: &'static str,
    definitions: &'a str,
    commit: Option<String>,
    time_zones: &'a str,
    as_of: Option<String>,
    logs: Vec<JsonFileRead<'a>>,
}

impl<'a> JsonMadeBy<'a> {
    pub(in crate::render) fn new(made_by: &'a MadeBy, data: &'a DataReport, as_of: Option<String>) -> Self {
        Self {
            promise: VERSION,
            definitions: &made_by.definitions,
            commit: made_by.commit.as_ref().map(Commit::shown),
            time_zones: data.zones,
            as_of,
            logs: data.logs.iter().flat_map(files_of).collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonFileRead<'a> {
    log: &'a str,
    path: &'a str,
    bytes: u64,
    rows: u64,
}

#[derive(Serialize)]
pub(in crate::render) struct JsonData<'a> {
    time_zones: &'a str,
    logs: Vec<JsonLog<'a>>,
    unserved: Vec<JsonUnserved<'a>>,
}

#[derive(Serialize)]
struct JsonLog<'a> {
    id: &'a str,
    timezone: &'a str,
    files: Vec<JsonFile<'a>>,
    rows: u64,
    blank: u64,
    ragged: u64,
    dropped: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<JsonEvents>,
    cases: u64,
    judged: u64,
    invalid: u64,
    later: u64,
    uncovered: u64,
    problems: Vec<JsonProblem<'a>>,
}

/// What the rows of a log of events were, beside blank, ragged and dropped ones.
#[derive(Serialize)]
struct JsonEvents {
    events: u64,
    without_case: u64,
    without_time: u64,
    later: u64,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    path: &'a str,
    bytes: u64,
}

/// What is wrong with rows of a log.
#[derive(Serialize)]
pub(in crate::render) struct JsonProblem<'a> {
    problem: &'static str,
    code: Option<&'static str>,
    name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    count: u64,
    first: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    path: &'a str,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonUnserved<'a> {
    id: &'a str,
    version: &'a str,
    target: usize,
    needs: Option<&'a str>,
}

fn files_of(log: &LogReport) -> impl Iterator<Item = JsonFileRead<'_>> {
    log.summary.files.iter().map(|file| JsonFileRead {
        log: &log.id,
        path: &file.path,
        bytes: file.bytes,
        rows: file.rows,
    })
}

/// What was read, for every document that says it.
pub(in crate::render) fn data(data: &DataReport) -> JsonData<'_> {
    JsonData {
        time_zones: data.zones,
        logs: data.logs.iter().map(log_of).collect(),
        unserved: data.unserved.iter().map(unserved_of).collect(),
    }
}

fn unserved_of(unserved: &Unserved) -> JsonUnserved<'_> {
    JsonUnserved {
        id: &unserved.id,
        version: &unserved.version,
        target: unserved.target,
        needs: unserved.needs.as_deref(),
    }
}

fn log_of(log: &LogReport) -> JsonLog<'_> {
    let summary = &log.summary;
    JsonLog {
        id: &log.id,
        timezone: &log.timezone,
        files: summary.files.iter().map(|file| JsonFile { path: &file.path, bytes: file.bytes }).collect(),
        rows: summary.rows,
        blank: summary.blank.count,
        ragged: summary.ragged.count(),
        dropped: summary.dropped.count,
        events: summary.events.as_ref().map(|rows| JsonEvents {
            events: rows.events,
            without_case: rows.nameless.count,
            without_time: rows.undated.count,
            later: rows.unseen.count,
        }),
        cases: summary.cases,
        judged: log.judged,
        invalid: log.invalid,
        later: log.later.count,
        uncovered: log.uncovered,
        problems: log.problems().iter().map(|problem| problem_of(&log.summary, problem)).collect(),
    }
}

pub(in crate::render) fn problem_of<'a>(summary: &'a Summary, problem: &Problem<'a>) -> JsonProblem<'a> {
    let mut json = JsonProblem {
        problem: problem_name(problem.kind),
        code: problem.kind.code().map(|code| code.code),
        name: problem.kind.code().map(|code| code.name),
        column: None,
        offset: None,
        others: None,
        event: None,
        clock: None,
        suggestion: None,
        count: problem.count,
        first: problem.first.iter().map(|place| place_of(summary, place, problem.kind)).collect(),
    };
    match problem.kind {
        ProblemKind::Unreadable(column, _) | ProblemKind::OffScale(column, _) => json.column = Some(column),
        ProblemKind::MixedOffsets { column, with, others } => {
            json.column = Some(column);
            (json.offset, json.others) = (Some(with), Some(others));
        }
        ProblemKind::UnknownValue { attribute, .. } => json.column = Some(attribute),
        ProblemKind::AbsentEvent(absent) => {
            json.event = Some(&absent.event);
            json.clock = Some(&absent.clock);
            json.suggestion = absent.suggestion.as_deref();
        }
        _ => {}
    }
    json
}

fn problem_name(kind: ProblemKind<'_>) -> &'static str {
    match kind {
        ProblemKind::Short => "too few fields",
        ProblemKind::Long => "too many fields",
        ProblemKind::NoCase => "no case",
        ProblemKind::NoTime => "no time",
        ProblemKind::UnseenEvents => "event after as-of",
        ProblemKind::Later => "case after as-of",
        ProblemKind::Malformed => "malformed characters",
        ProblemKind::Gap => "time in a gap",
        ProblemKind::Unreadable(..) => "unreadable value",
        ProblemKind::MixedOffsets { .. } => "mixed offsets",
        ProblemKind::Repeated => "case id again",
        ProblemKind::UnclosedPause => "pause without end",
        ProblemKind::UnknownValue { .. } => "unknown value",
        ProblemKind::OffScale(..) => "off the scale",
        ProblemKind::AbsentEvent(_) => "event in no row",
        ProblemKind::Case(reason) => reason.as_str(),
    }
}

fn place_of<'a>(summary: &'a Summary, place: &'a Place, kind: ProblemKind<'a>) -> JsonPlace<'a> {
    let suggestion = match kind {
        ProblemKind::UnknownValue { values, .. } => nearest(&place.found, values.iter().map(String::as_str)),
        _ => None,
    };
    JsonPlace {
        path: summary.files.get(place.file).map_or("", |file| &file.path),
        line: place.line,
        found: (!place.found.is_empty()).then_some(place.found.as_str()),
        suggestion,
    }
}
