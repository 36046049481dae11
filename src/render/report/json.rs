//! A report as JSON, version 1. `docs/formats.md` describes it.

use super::json_data::{JsonData, JsonMadeBy, data};
use super::made_by::Shown;
use super::{BINS, number, statistic, verdict};
use crate::check::scorecard::Scorecard;
use crate::render::owed::{JsonMoney, JsonOwed};
use crate::render::scorecard::{self, JsonScorecard};
use crate::report::{
    Attained, Cell, Difference, LimitReport, Measured, Outlook, Report, SubjectReport, TargetReport,
    Unadjusted, Unit,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    scorecard: Option<JsonDatedScorecard<'a>>,
    data: JsonData<'a>,
    made_by: JsonMadeBy<'a>,
}

/// How promises stand on a day.
#[derive(Serialize)]
struct JsonDatedScorecard<'a> {
    today: String,
    #[serde(flatten)]
    scorecard: JsonScorecard<'a>,
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

/// Writes the report as JSON.
pub fn json(shown: &Shown<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let report: &Report = shown.report;
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
        scorecard: shown.scorecard.map(scorecard_of),
        data: data(&report.data),
        made_by: JsonMadeBy::new(&shown.made_by, &report.data, as_of),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn scorecard_of(scorecard: &Scorecard) -> JsonDatedScorecard<'_> {
    JsonDatedScorecard { today: scorecard.today.to_string(), scorecard: scorecard::json(scorecard) }
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
