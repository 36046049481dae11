//! A report as JSON, version 1. `docs/formats.md` describes it.

use super::{BINS, number, statistic, verdict};
use crate::log::Place;
use crate::model::nearest;
use crate::report::{
    Cell, DataReport, LimitReport, LogReport, Measured, Problem, ProblemKind, Report, SubjectReport,
    TargetReport, Unit, Unserved,
};
use serde::Serialize;
use serde_json::Number;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    as_of: Option<String>,
    by: &'a [String],
    percentiles: &'static str,
    commitments: Vec<JsonSubject<'a>>,
    standards: Vec<JsonSubject<'a>>,
    data: JsonData<'a>,
}

#[derive(Serialize)]
struct JsonSubject<'a> {
    id: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    targets: Vec<JsonTarget<'a>>,
}

#[derive(Serialize)]
struct JsonTarget<'a> {
    target: usize,
    measure: BTreeMap<&'static str, String>,
    limit: BTreeMap<&'static str, JsonLimit<'a>>,
    share: Option<f64>,
    per: &'static str,
    periods: Vec<JsonCell<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<JsonCell<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Vec<JsonCell<'a>>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum JsonLimit<'a> {
    Text(&'a str),
    Number(Number),
}

#[derive(Serialize)]
struct JsonCell<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by: BTreeMap<&'a str, &'a str>,
    met: u64,
    late: u64,
    overdue: u64,
    pending: u64,
    excluded: u64,
    invalid: u64,
    reasons: BTreeMap<&'a str, u64>,
    attainment: Option<f64>,
    value: Option<f64>,
    interval: Option<[f64; 2]>,
    bounds: Option<[f64; 2]>,
    verdict: &'static str,
    uncertain: bool,
    p50: Option<Number>,
    p90: Option<Number>,
    p99: Option<Number>,
    unit: &'static str,
}

#[derive(Serialize)]
struct JsonData<'a> {
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

#[derive(Serialize)]
struct JsonProblem<'a> {
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

/// Writes the report as JSON.
pub fn json(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let document = JsonReport {
        version: 1,
        as_of: report.as_of.map(|as_of| report.zone.rfc3339(as_of).to_string()),
        by: &report.by,
        percentiles: if report.binned { BINS } else { "exact" },
        commitments: report.commitments.iter().map(|subject| subject_of(subject, &report.by)).collect(),
        standards: report.standards.iter().map(|subject| subject_of(subject, &report.by)).collect(),
        data: data(&report.data),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn subject_of<'a>(subject: &'a SubjectReport, by: &'a [String]) -> JsonSubject<'a> {
    JsonSubject {
        id: &subject.id,
        version: &subject.version,
        status: subject.status.map(crate::model::Status::as_str),
        targets: subject.targets.iter().map(|target| target_of(target, by)).collect(),
    }
}

fn target_of<'a>(target: &'a TargetReport, by: &'a [String]) -> JsonTarget<'a> {
    let mut measure = BTreeMap::new();
    match &target.measured {
        Measured::Clock(clock) => measure.insert("clock", clock.clone()),
        Measured::Value(value) => measure.insert("value", value.clone()),
        Measured::Nothing => None,
    };
    measure.extend(target.statistic.map(|kind| ("statistic", statistic(kind))));
    let limit = target.limits.iter().map(|(name, limit)| {
        let limit = match limit {
            LimitReport::Text(text) => JsonLimit::Text(text),
            LimitReport::Number(value) => JsonLimit::Number(number(*value)),
        };
        (*name, limit)
    });
    let cell = |cell| cell_of(cell, by, target.unit);
    let mut totals: Vec<_> = target.totals.iter().map(cell).collect();
    JsonTarget {
        target: target.place,
        measure,
        limit: limit.collect(),
        share: target.share.map(crate::model::Share::to_f64),
        per: target.period.as_str(),
        periods: target.periods.iter().map(cell).collect(),
        total: if by.is_empty() { totals.pop() } else { None },
        totals: (!by.is_empty()).then_some(totals),
    }
}

fn cell_of<'a>(cell: &'a Cell, by: &'a [String], unit: Unit) -> JsonCell<'a> {
    let percentile = |place: usize| cell.percentiles.map(|percentiles| number(percentiles[place]));
    JsonCell {
        period: cell.period.as_deref(),
        by: by.iter().map(String::as_str).zip(cell.by.iter().map(String::as_str)).collect(),
        met: cell.met,
        late: cell.late,
        overdue: cell.overdue,
        pending: cell.pending,
        excluded: cell.excluded,
        invalid: cell.invalid,
        reasons: cell.reasons.iter().map(|(name, count)| (&**name, *count)).collect(),
        attainment: cell.attainment,
        value: cell.value,
        interval: cell.interval.map(|(low, high)| [low, high]),
        bounds: cell.bounds.map(|(low, high)| [low, high]),
        verdict: verdict(cell.verdict),
        uncertain: cell.uncertain,
        p50: percentile(0),
        p90: percentile(1),
        p99: percentile(2),
        unit: unit.as_str(),
    }
}

fn data(data: &DataReport) -> JsonData<'_> {
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
        problems: log.problems().iter().map(|problem| problem_of(log, problem)).collect(),
    }
}

fn problem_of<'a>(log: &'a LogReport, problem: &Problem<'a>) -> JsonProblem<'a> {
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
        first: problem.first.iter().map(|place| place_of(log, place, problem.kind)).collect(),
    };
    match problem.kind {
        ProblemKind::Unreadable(column, _) => json.column = Some(column),
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
        ProblemKind::AbsentEvent(_) => "event in no row",
        ProblemKind::Case(reason) => reason.as_str(),
    }
}

fn place_of<'a>(log: &'a LogReport, place: &'a Place, kind: ProblemKind<'a>) -> JsonPlace<'a> {
    let suggestion = match kind {
        ProblemKind::UnknownValue { values, .. } => nearest(&place.found, values.iter().map(String::as_str)),
        _ => None,
    };
    JsonPlace {
        path: log.summary.files.get(place.file).map_or("", |file| &file.path),
        line: place.line,
        found: (!place.found.is_empty()).then_some(place.found.as_str()),
        suggestion,
    }
}
