//! What customers expect, are promised and get as JSON, version 1. `docs/formats.md` describes it.

use crate::log::{Place, Places};
use crate::model::Share;
use crate::render::report::{JsonLimit, JsonProblem, json_limit, json_measure, json_problem, number};
use crate::report::expectations::{
    AttributeCoverage, CommitmentCompared, Compared, Coverage, Delivered, DimensionGap, Expectations,
    LogCoverage, Standing, SurveyReport, TargetCompared, ValueCoverage, WhyNot,
};
use crate::report::suggest::Bound;
use serde::Serialize;
use serde_json::Number;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct JsonExpectations<'a> {
    version: u32,
    as_of: Option<String>,
    min_answers: u64,
    surveys: Vec<JsonSurvey<'a>>,
    commitments: Vec<JsonCommitment<'a>>,
    coverage: JsonCoverage<'a>,
}

#[derive(Serialize)]
struct JsonSurvey<'a> {
    log: &'a str,
    scale: [Number; 2],
    files: Vec<JsonFile<'a>>,
    rows: u64,
    blank: u64,
    ragged: u64,
    dropped: u64,
    read: u64,
    answers: u64,
    outside: u64,
    undated: u64,
    later: u64,
    dimensions: Vec<JsonGap>,
    furthest: Option<&'static str>,
    problems: Vec<JsonProblem<'a>>,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    path: &'a str,
    bytes: u64,
}

#[derive(Serialize)]
struct JsonGap {
    dimension: &'static str,
    used: u64,
    missing: u64,
    unusable: u64,
    expectation: Option<f64>,
    perception: Option<f64>,
    gap: Option<f64>,
    interval: Option<[f64; 2]>,
    falls_short: bool,
    few: bool,
}

#[derive(Serialize)]
struct JsonCommitment<'a> {
    id: &'a str,
    version: &'a str,
    status: &'static str,
    dimension: Option<&'static str>,
    expected: Option<String>,
    survey: Option<&'a str>,
    targets: Vec<JsonTarget<'a>>,
}

#[derive(Serialize)]
struct JsonTarget<'a> {
    target: usize,
    measure: BTreeMap<&'static str, String>,
    limit: BTreeMap<&'static str, JsonLimit<'a>>,
    share: Option<f64>,
    promised: JsonCompared,
    delivered: Option<JsonDelivered>,
    kept: JsonCompared,
    fulfilled: JsonCompared,
}

/// How one level stands to another, or why that is not told: one of both is null.
#[derive(Serialize)]
struct JsonCompared {
    standing: Option<&'static str>,
    why_not: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonDelivered {
    met: u64,
    late: u64,
    overdue: u64,
    pending: u64,
    excluded: u64,
    invalid: u64,
    attainment: Option<f64>,
    interval: Option<[f64; 2]>,
    uncertain: bool,
    value: Option<f64>,
    at_share: Option<BTreeMap<&'static str, Number>>,
    unit: &'static str,
}

#[derive(Serialize)]
struct JsonCoverage<'a> {
    dimensions: Vec<JsonDimension<'a>>,
    without_dimension: &'a [&'a str],
    logs: Vec<JsonLog<'a>>,
}

#[derive(Serialize)]
struct JsonDimension<'a> {
    dimension: &'static str,
    commitments: &'a [&'a str],
    gaps: Vec<Option<f64>>,
}

#[derive(Serialize)]
struct JsonLog<'a> {
    log: &'a str,
    cases: u64,
    uncovered: u64,
    first: Vec<JsonPlace<'a>>,
    lacks: &'a [String],
    attributes: Vec<JsonAttribute<'a>>,
}

#[derive(Serialize)]
struct JsonAttribute<'a> {
    attribute: &'a str,
    class: bool,
    values: Vec<JsonValue<'a>>,
}

#[derive(Serialize)]
struct JsonValue<'a> {
    value: &'a str,
    named: bool,
    covered: u64,
    uncovered: u64,
    first: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    path: &'a str,
    line: u64,
}

/// Writes expectations as JSON.
pub fn json(expectations: &Expectations<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = JsonExpectations {
        version: 1,
        as_of: expectations.as_of.as_ref().map(|(as_of, zone)| zone.rfc3339(*as_of).to_string()),
        min_answers: expectations.min_answers,
        surveys: expectations.surveys.iter().map(survey_of).collect(),
        commitments: expectations.commitments.iter().map(commitment_of).collect(),
        coverage: coverage_of(expectations),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn survey_of<'a>(report: &'a SurveyReport<'_>) -> JsonSurvey<'a> {
    let summary = &report.summary;
    JsonSurvey {
        log: report.id,
        scale: [number(report.scale.low), number(report.scale.high)],
        files: summary.files.iter().map(|file| JsonFile { path: &file.path, bytes: file.bytes }).collect(),
        rows: summary.rows,
        blank: summary.blank.count,
        ragged: summary.ragged.count(),
        dropped: summary.dropped.count,
        read: summary.cases,
        answers: report.answers,
        outside: report.outside,
        undated: report.undated.count,
        later: report.later.count,
        dimensions: report.dimensions.iter().map(gap_of).collect(),
        furthest: report.furthest().map(|gap| gap.dimension.as_str()),
        problems: report.problems().iter().map(|problem| json_problem(summary, problem)).collect(),
    }
}

fn gap_of(gap: &DimensionGap) -> JsonGap {
    JsonGap {
        dimension: gap.dimension.as_str(),
        used: gap.used,
        missing: gap.missing,
        unusable: gap.unusable,
        expectation: gap.expectation,
        perception: gap.perception,
        gap: gap.gap,
        interval: gap.interval.map(|(low, high)| [low, high]),
        falls_short: gap.falls_short(),
        few: gap.few,
    }
}

fn commitment_of<'a>(compared: &'a CommitmentCompared<'_>) -> JsonCommitment<'a> {
    let commitment = compared.commitment;
    let basis = commitment.basis.as_ref();
    JsonCommitment {
        id: &commitment.id.value,
        version: &compared.version,
        status: commitment.status().as_str(),
        dimension: commitment.dimension.map(|dimension| dimension.value.as_str()),
        expected: basis
            .and_then(|basis| basis.expectation.as_ref())
            .map(|expected| expected.value.to_string()),
        survey: basis.and_then(|basis| basis.survey.as_ref()).map(|survey| survey.value.as_str()),
        targets: compared.targets.iter().map(target_of).collect(),
    }
}

fn target_of(target: &TargetCompared) -> JsonTarget<'_> {
    let terms = &target.terms;
    JsonTarget {
        target: terms.place,
        measure: json_measure(terms),
        limit: json_limit(terms),
        share: terms.share.map(Share::to_f64),
        promised: compared_of(target.promised),
        delivered: target.delivered.as_ref().map(|of| delivered_of(of, terms.unit.as_str())),
        kept: compared_of(target.kept),
        fulfilled: compared_of(target.fulfilled),
    }
}

fn compared_of(compared: Compared) -> JsonCompared {
    JsonCompared {
        standing: compared.ok().map(Standing::as_str),
        why_not: compared.err().map(WhyNot::as_str),
    }
}

fn delivered_of(delivered: &Delivered, unit: &'static str) -> JsonDelivered {
    let counts = delivered.counts;
    JsonDelivered {
        met: counts.met,
        late: counts.late,
        overdue: counts.overdue,
        pending: counts.pending,
        excluded: counts.excluded,
        invalid: counts.invalid,
        attainment: delivered.attainment,
        interval: delivered.interval.map(|(low, high)| [low, high]),
        uncertain: delivered.uncertain,
        value: delivered.value,
        at_share: delivered.at_share.map(|(bound, amount)| BTreeMap::from([(side(bound), number(amount))])),
        unit,
    }
}

/// The field of a limit on that side.
fn side(bound: Bound) -> &'static str {
    match bound {
        Bound::AtMost => "at_most",
        Bound::AtLeast => "at_least",
    }
}

fn coverage_of<'a>(expectations: &'a Expectations<'_>) -> JsonCoverage<'a> {
    let Coverage { dimensions, without_dimension, logs } = &expectations.coverage;
    let dimensions = dimensions.iter().map(|one| JsonDimension {
        dimension: one.dimension.as_str(),
        commitments: &one.commitments,
        gaps: expectations.gaps(one.dimension).map(|gap| gap.gap).collect(),
    });
    JsonCoverage {
        dimensions: dimensions.collect(),
        without_dimension,
        logs: logs.iter().map(log_of).collect(),
    }
}

fn log_of(log: &LogCoverage) -> JsonLog<'_> {
    JsonLog {
        log: &log.id,
        cases: log.cases,
        uncovered: log.uncovered.count,
        first: places_of(log, &log.uncovered),
        lacks: &log.lacks,
        attributes: log.attributes.iter().map(|attribute| attribute_of(log, attribute)).collect(),
    }
}

fn attribute_of<'a>(log: &'a LogCoverage, attribute: &'a AttributeCoverage) -> JsonAttribute<'a> {
    JsonAttribute {
        attribute: &attribute.attribute,
        class: attribute.is_class,
        values: attribute.values.iter().map(|value| value_of(log, value)).collect(),
    }
}

fn value_of<'a>(log: &'a LogCoverage, value: &'a ValueCoverage) -> JsonValue<'a> {
    JsonValue {
        value: &value.value,
        named: value.named,
        covered: value.covered,
        uncovered: value.uncovered.count,
        first: places_of(log, &value.uncovered),
    }
}

fn places_of<'a>(log: &'a LogCoverage, places: &Places) -> Vec<JsonPlace<'a>> {
    let place = |place: &Place| JsonPlace {
        path: log.files.get(place.file).map_or("", String::as_str),
        line: place.line,
    };
    places.first.iter().map(place).collect()
}
