//! Appraisals as JSON, version 1. `docs/formats.md` describes it.

use crate::model::{Share, Status};
use crate::render::report::{JsonData, JsonLimit, JsonMadeBy, MadeBy, json_data, json_limit, json_measure};
use crate::report::appraisal::{
    ALLOWANCE, Appraisal, Chance, Example, GroupAppraisal, LEVEL, Name, Signal, SubjectAppraisal,
    TargetAppraisal, Untold,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct JsonAppraisal<'a> {
    version: u32,
    as_of: Option<String>,
    by: &'a str,
    min_cases: u64,
    level: f64,
    allowance: f64,
    commitments: Vec<JsonSubject<'a>>,
    standards: Vec<JsonSubject<'a>>,
    data: JsonData<'a>,
    made_by: JsonMadeBy<'a>,
}

#[derive(Serialize)]
struct JsonSubject<'a> {
    id: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    targets: Vec<JsonTarget<'a>>,
    /// Places of targets that promise no share of cases.
    not_compared: &'a [usize],
}

#[derive(Serialize)]
struct JsonTarget<'a> {
    target: usize,
    measure: BTreeMap<&'static str, String>,
    limit: BTreeMap<&'static str, JsonLimit<'a>>,
    share: Option<f64>,
    per: &'static str,
    mix: &'a [String],
    withheld_groups: usize,
    groups: Vec<JsonGroup<'a>>,
}

#[derive(Serialize)]
struct JsonGroup<'a> {
    /// `None` for small groups together.
    group: Option<&'a str>,
    /// Of small groups together: how many.
    others: Option<usize>,
    cases: u64,
    met: u64,
    breached: u64,
    attainment: f64,
    interval: [f64; 2],
    expected: f64,
    difference: f64,
    adjusted: f64,
    compared: u64,
    p: Option<f64>,
    p_corrected: Option<f64>,
    look: bool,
    signals: Vec<JsonSignal<'a>>,
    untold: Vec<JsonUntold>,
}

#[derive(Serialize)]
struct JsonSignal<'a> {
    signal: &'static str,
    found: u64,
    of: u64,
    expected: f64,
    p: f64,
    p_corrected: f64,
    look: bool,
    examples: Vec<JsonExample<'a>>,
}

#[derive(Serialize)]
struct JsonExample<'a> {
    log: &'a str,
    path: &'a str,
    line: u64,
    case: &'a str,
}

#[derive(Serialize)]
struct JsonUntold {
    signal: &'static str,
    why: &'static str,
    step_s: Option<i64>,
}

/// Writes an appraisal as JSON.
pub fn json(appraisal: &Appraisal, made_by: &MadeBy, out: &mut dyn Write) -> io::Result<()> {
    let as_of = appraisal.as_of.map(|as_of| appraisal.zone.rfc3339(as_of).to_string());
    let document = JsonAppraisal {
        version: 1,
        as_of: as_of.clone(),
        by: &appraisal.asked.by,
        min_cases: appraisal.asked.min_cases,
        level: LEVEL,
        allowance: ALLOWANCE,
        commitments: appraisal.commitments.iter().map(|subject| subject_of(appraisal, subject)).collect(),
        standards: appraisal.standards.iter().map(|subject| subject_of(appraisal, subject)).collect(),
        data: json_data(&appraisal.data),
        made_by: JsonMadeBy::new(made_by, &appraisal.data, as_of),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn subject_of<'a>(appraisal: &'a Appraisal, subject: &'a SubjectAppraisal) -> JsonSubject<'a> {
    JsonSubject {
        id: &subject.id,
        version: &subject.version,
        status: subject.status.map(Status::as_str),
        targets: subject.targets.iter().map(|target| target_of(appraisal, target)).collect(),
        not_compared: &subject.statistics,
    }
}

fn target_of<'a>(appraisal: &'a Appraisal, target: &'a TargetAppraisal) -> JsonTarget<'a> {
    JsonTarget {
        target: target.terms.place,
        measure: json_measure(&target.terms),
        limit: json_limit(&target.terms),
        share: target.terms.share.map(Share::to_f64),
        per: target.terms.period.as_str(),
        mix: &target.mix,
        withheld_groups: target.withheld,
        groups: target.groups.iter().map(|group| group_of(appraisal, group)).collect(),
    }
}

fn group_of<'a>(appraisal: &'a Appraisal, group: &'a GroupAppraisal) -> JsonGroup<'a> {
    let (name, others) = match &group.name {
        Name::One(name) => (Some(name.as_str()), None),
        Name::Others(groups) => (None, Some(*groups)),
    };
    JsonGroup {
        group: name,
        others,
        cases: group.decided(),
        met: group.met,
        breached: group.breached,
        attainment: group.attainment,
        interval: group.interval.into(),
        expected: group.expected,
        difference: group.beyond(),
        adjusted: group.adjusted,
        compared: group.compared,
        p: group.chance.map(|chance| chance.p),
        p_corrected: group.chance.map(|chance| chance.corrected),
        look: group.chance.is_some_and(Chance::is_none),
        signals: group.signals.iter().map(|signal| signal_of(appraisal, signal)).collect(),
        untold: (group.untold.iter())
            .map(|(kind, why)| {
                let (why, step_s) = why_of(*why);
                JsonUntold { signal: kind.as_str(), why, step_s }
            })
            .collect(),
    }
}

fn signal_of<'a>(appraisal: &'a Appraisal, signal: &'a Signal) -> JsonSignal<'a> {
    let example = |Example { log, file, line, case }: &'a Example| {
        let log = appraisal.data.logs.get(*log)?;
        let path = &log.summary.files.get(*file)?.path;
        Some(JsonExample { log: &log.id, path, line: *line, case })
    };
    JsonSignal {
        signal: signal.kind.as_str(),
        found: signal.found,
        of: signal.of,
        expected: signal.expected,
        p: signal.p,
        p_corrected: signal.corrected,
        look: signal.stands_out(),
        examples: signal.examples.iter().filter_map(example).collect(),
    }
}

fn why_of(why: Untold) -> (&'static str, Option<i64>) {
    match why {
        Untold::NoHours => ("no limit in hours", None),
        Untold::NoPauses => ("no pauses", None),
        Untold::NoEvents => ("no events", None),
        Untold::NoTimes => ("no times", None),
        Untold::Coarse(step) => ("coarse times", Some(step)),
        Untold::Few => ("too few cases", None),
    }
}
