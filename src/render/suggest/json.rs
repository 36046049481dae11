//! Suggestions as JSON, version 1. `docs/formats.md` describes it.

use super::definition::Proposed;
use super::words::Words;
use crate::model::{Share, Status};
use crate::render::Language;
use crate::render::report::{
    JsonData, JsonLimit, JsonMadeBy, MadeBy, json_data, json_limit, json_measure, number,
};
use crate::report::suggest::{
    Amount, Class, LimitKind, LimitRow, ShareRow, SubjectSuggestions, Suggestible, Suggestions,
    TargetSuggestions, Tightest, WhyNothing, WhyShareOnly,
};
use crate::text::{DurationKind, Tongue};
use serde::Serialize;
use serde_json::Number;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Serialize)]
struct JsonSuggestions<'a> {
    version: u32,
    as_of: Option<String>,
    by: &'a [String],
    confidence: f64,
    commitments: Vec<JsonSubject<'a>>,
    standards: Vec<JsonSubject<'a>>,
    unused_limits: Vec<String>,
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
}

#[derive(Serialize)]
struct JsonTarget<'a> {
    target: usize,
    measure: BTreeMap<&'static str, String>,
    limit: BTreeMap<&'static str, JsonLimit<'a>>,
    share: Option<f64>,
    per: &'static str,
    suggests: &'static str,
    why: Option<&'static str>,
    unit: Option<&'static str>,
    classes: Vec<JsonClass<'a>>,
}

#[derive(Serialize)]
struct JsonClass<'a> {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by: BTreeMap<&'a str, &'a str>,
    met: u64,
    late: u64,
    overdue: u64,
    pending: u64,
    excluded: u64,
    invalid: u64,
    cases: u64,
    shares: Vec<JsonShare>,
    limits: Vec<JsonLimitRow>,
    proposal: Option<JsonProposal>,
}

/// A share, and the tightest limit at it.
#[derive(Serialize)]
struct JsonShare {
    share: f64,
    promised: bool,
    result: &'static str,
    limit: Option<Number>,
    write: Option<String>,
    met: Option<u64>,
    decided: Option<u64>,
    low: Option<f64>,
    needs: Option<u64>,
    staff: Option<u32>,
}

/// A limit, and the best share at it.
#[derive(Serialize)]
struct JsonLimitRow {
    limit: Option<Number>,
    write: Option<String>,
    promised: bool,
    met: u64,
    decided: u64,
    low: Option<f64>,
    share: Option<f64>,
}

#[derive(Serialize)]
struct JsonProposal {
    share: Option<f64>,
    limit: Option<String>,
    definition: String,
}

/// Writes suggestions as JSON. Definitions in it are in English.
pub fn json(suggestions: &Suggestions, made_by: &MadeBy, out: &mut dyn Write) -> std::io::Result<()> {
    let as_of = suggestions.as_of.map(|as_of| suggestions.zone.rfc3339(as_of).to_string());
    let document = JsonSuggestions {
        version: 1,
        as_of: as_of.clone(),
        by: &suggestions.by,
        confidence: 0.95,
        commitments: subjects_of(suggestions, "commitment", &suggestions.commitments),
        standards: subjects_of(suggestions, "standard", &suggestions.standards),
        unused_limits: suggestions.unused.iter().map(|limit| written(*limit)).collect(),
        data: json_data(&suggestions.data),
        made_by: JsonMadeBy::new(made_by, &suggestions.data, as_of),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn subjects_of<'a>(
    suggestions: &'a Suggestions,
    kind: &'static str,
    subjects: &'a [SubjectSuggestions],
) -> Vec<JsonSubject<'a>> {
    subjects.iter().map(|subject| subject_of(suggestions, kind, subject)).collect()
}

fn subject_of<'a>(
    suggestions: &'a Suggestions,
    kind: &'static str,
    subject: &'a SubjectSuggestions,
) -> JsonSubject<'a> {
    let target = |target: &'a TargetSuggestions| JsonTarget {
        target: target.terms.place,
        measure: json_measure(&target.terms),
        limit: json_limit(&target.terms),
        share: target.terms.share.map(Share::to_f64),
        per: target.terms.period.as_str(),
        suggests: suggests(target.suggestible),
        why: why(target.suggestible),
        unit: unit(target.suggestible),
        classes: (target.classes.iter())
            .map(|class| class_of(suggestions, (kind, subject), target, class))
            .collect(),
    };
    JsonSubject {
        id: &subject.id,
        version: &subject.version,
        status: subject.status.map(Status::as_str),
        targets: subject.targets.iter().map(target).collect(),
    }
}

fn class_of<'a>(
    suggestions: &'a Suggestions,
    (kind, subject): (&'static str, &'a SubjectSuggestions),
    target: &'a TargetSuggestions,
    class: &'a Class,
) -> JsonClass<'a> {
    let by = suggestions.by.iter().map(String::as_str).zip(class.by.iter().map(String::as_str));
    let proposal = class.proposal.map(|proposal| JsonProposal {
        share: proposal.share.map(Share::to_f64),
        limit: proposal.limit.map(written),
        definition: Proposed {
            target: &target.target,
            proposal,
            kind,
            by: by.clone().collect(),
            text: subject.text.as_ref(),
        }
        .toml(Words(Language::En)),
    });
    JsonClass {
        by: by.collect(),
        met: class.counts.met,
        late: class.counts.late,
        overdue: class.counts.overdue,
        pending: class.counts.pending,
        excluded: class.counts.excluded,
        invalid: class.counts.invalid,
        cases: class.cases,
        shares: class.shares.iter().map(share_of).collect(),
        limits: class.limits.iter().map(limit_of).collect(),
        proposal,
    }
}

fn share_of(row: &ShareRow) -> JsonShare {
    let json = JsonShare {
        share: row.share.to_f64(),
        promised: row.is_promised,
        result: "",
        limit: None,
        write: None,
        met: None,
        decided: None,
        low: None,
        needs: None,
        staff: row.staff,
    };
    match row.tightest {
        Tightest::Limit { exact, written: write, met, decided, low } => JsonShare {
            result: "limit",
            limit: Some(number(exact.to_decimal())),
            write: Some(written(write)),
            met: Some(met),
            decided: Some(decided),
            low: Some(low),
            ..json
        },
        Tightest::TooFew { needs } => JsonShare { result: "too few cases", needs: Some(needs), ..json },
        Tightest::Every => JsonShare { result: "every case", ..json },
        Tightest::Unreached => JsonShare { result: "no limit", ..json },
    }
}

fn limit_of(row: &LimitRow) -> JsonLimitRow {
    JsonLimitRow {
        limit: row.limit.map(|limit| number(limit.to_decimal())),
        write: row.limit.map(written),
        promised: row.is_promised,
        met: row.met,
        decided: row.decided,
        low: row.low,
        share: row.share.map(Share::to_f64),
    }
}

fn written(limit: Amount) -> String {
    limit.in_definition(Tongue::English)
}

fn suggests(suggestible: Suggestible) -> &'static str {
    match suggestible {
        Suggestible::Limit(..) => "limit and share",
        Suggestible::Percentile(..) => "limit",
        Suggestible::Share(_) => "share",
        Suggestible::Nothing(_) => "nothing",
    }
}

fn why(suggestible: Suggestible) -> Option<&'static str> {
    match suggestible {
        Suggestible::Limit(..) | Suggestible::Percentile(..) => None,
        Suggestible::Share(why) => Some(match why {
            WhyShareOnly::OwnDue => "own due",
            WhyShareOnly::Equals => "equals",
            WhyShareOnly::TwoLimits => "two limits",
        }),
        Suggestible::Nothing(why) => Some(match why {
            WhyNothing::NoLimit => "no limit",
            WhyNothing::Mean => "mean",
            WhyNothing::Sum => "sum",
            WhyNothing::Count => "count",
            WhyNothing::Extreme => "extreme",
            WhyNothing::Months => "months",
        }),
    }
}

/// What limits are counted in.
fn unit(suggestible: Suggestible) -> Option<&'static str> {
    match suggestible {
        Suggestible::Limit(_, kind) | Suggestible::Percentile(_, kind, _) => Some(match kind {
            LimitKind::Number => "value",
            LimitKind::Time(DurationKind::Elapsed | DurationKind::Open) => "s",
            LimitKind::Time(DurationKind::Days | DurationKind::BusinessDays) => "days",
            LimitKind::Time(DurationKind::Months) => "months",
        }),
        Suggestible::Share(_) | Suggestible::Nothing(_) => None,
    }
}
