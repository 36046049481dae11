//! The scorecard as JSON: the same in a check and in a report.

use crate::check::measured::Measured;
use crate::check::scorecard::{Count, Qualities, Scorecard};
use crate::finding::Divided;
use serde::Serialize;

#[derive(Serialize)]
pub(in crate::render) struct JsonScorecard<'a> {
    commitments: Vec<JsonCommitment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measured: Option<Vec<JsonMeasured<'a>>>,
}

#[derive(Serialize)]
struct JsonMeasured<'a> {
    id: &'a str,
    version: &'a str,
    target: usize,
    feasible: JsonFeasible,
    timely: JsonTimely<'a>,
    flexible: JsonFlexible,
    consistent: JsonConsistent<'a>,
}

#[derive(Serialize)]
struct JsonFeasible {
    met: u64,
    cases: u64,
    share: Option<f64>,
}

#[derive(Serialize)]
struct JsonTimely<'a> {
    p95: Option<f64>,
    unit: &'static str,
    limit: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonFlexible {
    excluded: u64,
    cases: u64,
}

#[derive(Serialize)]
struct JsonConsistent<'a> {
    unequal: Vec<&'a str>,
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

/// The scorecard as JSON has it.
pub(in crate::render) fn json(scorecard: &Scorecard) -> JsonScorecard<'_> {
    JsonScorecard {
        commitments: scorecard.commitments.iter().map(json_commitment).collect(),
        measured: scorecard.measured.as_ref().map(|all| all.iter().map(json_measured).collect()),
    }
}

fn json_measured(measured: &Measured) -> JsonMeasured<'_> {
    let (met, cases) = measured.attained;
    let (excluded, of) = measured.excluded;
    JsonMeasured {
        id: &measured.id,
        version: &measured.version,
        target: measured.target,
        feasible: JsonFeasible { met, cases, share: measured.share.map(crate::model::Share::to_f64) },
        timely: JsonTimely {
            p95: measured.took.map(crate::text::Decimal::to_f64),
            unit: measured.unit.as_str(),
            limit: measured.limit.as_deref(),
        },
        flexible: JsonFlexible { excluded, cases: of },
        consistent: JsonConsistent { unequal: measured.unequal.iter().map(attribute).collect() },
    }
}

/// By what cases are told apart, as `--by` names it.
fn attribute(divided: &Divided) -> &str {
    match divided {
        Divided::Attribute(attribute) => attribute,
        Divided::Weekday => "@weekday",
        Divided::Hour => "@hour",
    }
}

fn json_commitment(qualities: &Qualities) -> JsonCommitment<'_> {
    let count =
        |Count { errors, warnings, infos }| JsonCount { error: errors, warning: warnings, info: infos };
    let [clear, feasible, consistent, timely, flexible] = qualities.against.map(count);
    let (id, checked) = (qualities.id.as_str(), qualities.checked);
    JsonCommitment { id, checked, clear, feasible, consistent, timely, flexible }
}
