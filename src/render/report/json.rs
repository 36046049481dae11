//! A report as JSON, version 1. `docs/formats.md` describes it.

use super::made_by::{Commit, MadeBy, VERSION};
use super::{BINS, number, statistic, verdict};
use crate::log::Place;
use crate::model::nearest;
use crate::render::owed::{JsonMoney, JsonOwed};
use crate::report::{
    Attained, Cell, DataReport, Difference, LimitReport, LogReport, Measured, Outlook, Problem, ProblemKind,
    Report, SubjectReport, TargetReport, Unadjusted, Unit, Unserved,
};
use crate::tally::Times;
use serde::Serialize;
use serde_json::Number;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    as_of: Option<String>,
    by: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    min_cases: Option<u64>,
    percentiles: &'static str,
    commitments: Vec<JsonSubject<'a>>,
    standards: Vec<JsonSubject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedies: Option<Vec<JsonMoney<'a>>>,
    data: JsonData<'a>,
    made_by: JsonMadeBy<'a>,
}

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
struct JsonSubject<'a> {
    id: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<JsonOwed<'a>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<JsonDifference<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(in crate::render) enum JsonLimit<'a> {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    unadjusted: Option<JsonUnadjusted>,
    interval: Option<[f64; 2]>,
    bounds: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlook: Option<JsonOutlook<'a>>,
    verdict: &'static str,
    uncertain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    few: Option<bool>,
    p50: Option<Number>,
    p90: Option<Number>,
    p99: Option<Number>,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<JsonTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<JsonOwed<'a>>,
}

/// What a cell would be without what the promise takes out.
#[derive(Serialize)]
struct JsonUnadjusted {
    without_exceptions: JsonAttained,
    without_pauses: JsonAttained,
}

#[derive(Serialize)]
struct JsonAttained {
    met: u64,
    decided: u64,
    attainment: Option<f64>,
}

/// Seconds of ended cases from start to stop, and what became of them.
#[derive(Serialize)]
struct JsonTime {
    felt: i128,
    counted: i128,
    closed: i128,
    paused: i128,
    excluded: i128,
}

/// How groups differ.
#[derive(Serialize)]
struct JsonDifference<'a> {
    groups: usize,
    statistic: f64,
    freedom: u32,
    p: f64,
    least_expected: f64,
    chance: bool,
    outstanding: Vec<JsonOutstanding<'a>>,
}

#[derive(Serialize)]
struct JsonOutstanding<'a> {
    by: BTreeMap<&'a str, &'a str>,
    residual: f64,
}

/// What a period that is not over can still become.
#[derive(Serialize)]
struct JsonOutlook<'a> {
    expected: u64,
    misses_allowed: Option<u64>,
    forecast: Option<JsonForecast<'a>>,
}

#[derive(Serialize)]
struct JsonForecast<'a> {
    like: [&'a str; 2],
    attainment: f64,
    interval: [f64; 2],
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
pub fn json(report: &Report, made_by: &MadeBy, out: &mut dyn Write) -> std::io::Result<()> {
    let as_of = report.as_of.map(|as_of| report.zone.rfc3339(as_of).to_string());
    let owed = report.owed_in_all();
    let document = JsonReport {
        version: 1,
        as_of: as_of.clone(),
        by: &report.by,
        min_cases: (!report.by.is_empty()).then_some(report.min_cases),
        percentiles: if report.binned { BINS } else { "exact" },
        commitments: report.commitments.iter().map(|subject| subject_of(subject, &report.by)).collect(),
        standards: report.standards.iter().map(|subject| subject_of(subject, &report.by)).collect(),
        remedies: report.ledger.is_some().then(|| owed.iter().map(JsonMoney::from).collect()),
        data: data(&report.data),
        made_by: JsonMadeBy::new(made_by, &report.data, as_of),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn files_of(log: &LogReport) -> impl Iterator<Item = JsonFileRead<'_>> {
    log.summary.files.iter().map(|file| JsonFileRead {
        log: &log.id,
        path: &file.path,
        bytes: file.bytes,
        rows: file.rows,
    })
}

fn subject_of<'a>(subject: &'a SubjectReport, by: &'a [String]) -> JsonSubject<'a> {
    JsonSubject {
        id: &subject.id,
        version: &subject.version,
        status: subject.status.map(crate::model::Status::as_str),
        remedy: subject.owed.as_ref().map(JsonOwed::from),
        targets: subject.targets.iter().map(|target| target_of(target, by)).collect(),
    }
}

fn target_of<'a>(target: &'a TargetReport, by: &'a [String]) -> JsonTarget<'a> {
    let cell = |cell| cell_of(cell, by, target.unit);
    let mut totals: Vec<_> = target.totals.iter().map(cell).collect();
    JsonTarget {
        target: target.place,
        measure: measure(target),
        limit: limit(target),
        share: target.share.map(crate::model::Share::to_f64),
        per: target.period.as_str(),
        periods: target.periods.iter().map(cell).collect(),
        total: if by.is_empty() { totals.pop() } else { None },
        totals: (!by.is_empty()).then_some(totals),
        difference: target.difference.as_ref().map(|difference| difference_of(difference, by)),
    }
}

/// What a target measures.
pub(in crate::render) fn measure(target: &TargetReport) -> BTreeMap<&'static str, String> {
    let mut measure = BTreeMap::new();
    match &target.measured {
        Measured::Clock(clock) => measure.insert("clock", clock.clone()),
        Measured::Value(value) => measure.insert("value", value.clone()),
        Measured::Nothing => None,
    };
    measure.extend(target.statistic.map(|kind| ("statistic", statistic(kind))));
    measure
}

/// The limits of a target as written.
pub(in crate::render) fn limit(target: &TargetReport) -> BTreeMap<&'static str, JsonLimit<'_>> {
    let limits = target.limits.iter().map(|(name, limit)| {
        let limit = match limit {
            LimitReport::Text(text) => JsonLimit::Text(text),
            LimitReport::Number(value) => JsonLimit::Number(number(*value)),
        };
        (*name, limit)
    });
    limits.collect()
}

fn cell_of<'a>(cell: &'a Cell, by: &'a [String], unit: Unit) -> JsonCell<'a> {
    let percentile = |place: usize| cell.percentiles.map(|percentiles| number(percentiles[place]));
    JsonCell {
        period: cell.period.as_deref(),
        by: group_of(by, &cell.by),
        met: cell.met,
        late: cell.late,
        overdue: cell.overdue,
        pending: cell.pending,
        excluded: cell.excluded,
        invalid: cell.invalid,
        reasons: cell.reasons.iter().map(|(name, count)| (&**name, *count)).collect(),
        attainment: cell.attainment,
        value: cell.value,
        unadjusted: cell.unadjusted.as_ref().map(unadjusted_of),
        interval: cell.interval.map(|(low, high)| [low, high]),
        bounds: cell.bounds.map(|(low, high)| [low, high]),
        outlook: cell.outlook.as_ref().map(outlook_of),
        verdict: verdict(cell.verdict),
        uncertain: cell.uncertain,
        few: (!by.is_empty()).then_some(cell.few),
        p50: percentile(0),
        p90: percentile(1),
        p99: percentile(2),
        unit: unit.as_str(),
        time: cell.times.map(time_of),
        remedy: cell.owed.as_ref().map(JsonOwed::from),
    }
}

/// The values of a group by column.
fn group_of<'a>(by: &'a [String], values: &'a [String]) -> BTreeMap<&'a str, &'a str> {
    by.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect()
}

fn unadjusted_of(unadjusted: &Unadjusted) -> JsonUnadjusted {
    let one = |attained: Attained| JsonAttained {
        met: attained.met,
        decided: attained.decided,
        attainment: attained.share(),
    };
    JsonUnadjusted {
        without_exceptions: one(unadjusted.without_exceptions),
        without_pauses: one(unadjusted.without_pauses),
    }
}

fn time_of(times: Times) -> JsonTime {
    let Times { counted, closed, paused, excluded } = times;
    JsonTime { felt: times.felt(), counted, closed, paused, excluded }
}

fn difference_of<'a>(difference: &'a Difference, by: &'a [String]) -> JsonDifference<'a> {
    let outstanding = difference.outstanding.iter();
    let outstanding =
        outstanding.map(|group| JsonOutstanding { by: group_of(by, &group.by), residual: group.residual });
    JsonDifference {
        groups: difference.groups,
        statistic: difference.statistic.0,
        freedom: difference.statistic.1,
        p: difference.p,
        least_expected: difference.least_expected,
        chance: !difference.is_no_chance(),
        outstanding: outstanding.collect(),
    }
}

fn outlook_of(outlook: &Outlook) -> JsonOutlook<'_> {
    let forecast = outlook.forecast.as_ref().map(|forecast| JsonForecast {
        like: [&forecast.like[0], &forecast.like[1]],
        attainment: forecast.attainment,
        interval: [forecast.interval.0, forecast.interval.1],
    });
    JsonOutlook { expected: outlook.expected, misses_allowed: outlook.misses_allowed, forecast }
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
