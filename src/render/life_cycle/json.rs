//! The life cycle as JSON, version 1. `docs/formats.md` describes it.

use crate::check::life_cycle::{Fact, LifeCycle, Need, Standing, Sums, TriedTarget};
use crate::check::timeliness::{Disagreement, Review};
use crate::model::{Date, Expectation, Share, Status};
use crate::source::Spanned;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct JsonLifeCycle<'a> {
    version: u32,
    today: String,
    as_of: Option<String>,
    commitments: Vec<JsonStanding<'a>>,
    missing: usize,
    overdue: usize,
    failed: usize,
}

#[derive(Serialize)]
struct JsonStanding<'a> {
    id: &'a str,
    version: &'a str,
    status: &'static str,
    next: Option<&'static str>,
    effective: JsonDays,
    missing: bool,
    overdue: bool,
    failed: bool,
    needs: Vec<JsonNeed<'a>>,
}

#[derive(Serialize)]
struct JsonDays {
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct JsonNeed<'a> {
    #[serde(flatten)]
    fact: JsonFact<'a>,
    state: &'static str,
    asked_by: &'static str,
    due: bool,
    rule: Option<&'static str>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "need", rename_all = "snake_case")]
enum JsonFact<'a> {
    Basis { survey: Option<&'a str>, expectation: Option<String>, benchmark: Option<String> },
    Target { targets: usize },
    Standard { standard: Option<&'a str> },
    Owner { owner: Option<&'a str> },
    Pilot { from: Option<String>, until: Option<String>, min_cases: Option<u64> },
    Cases { cases: Option<u64>, min_cases: Option<u64> },
    Result { targets: Vec<JsonTried> },
    Contact,
    Review { review_by: Option<String>, latest: Option<String> },
    Dates { disagree: Option<&'static str>, day: Option<String> },
}

#[derive(Serialize)]
struct JsonTried {
    target: usize,
    share: Option<f64>,
    met: u64,
    late: u64,
    overdue: u64,
    pending: u64,
    attainment: Option<f64>,
    value: Option<f64>,
    interval: Option<[f64; 2]>,
    verdict: &'static str,
    uncertain: bool,
}

/// Writes the life cycle as JSON.
pub fn json(life_cycle: &LifeCycle<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Sums { missing, overdue, failed } = life_cycle.sums();
    let document = JsonLifeCycle {
        version: 1,
        today: life_cycle.today.to_string(),
        as_of: life_cycle.as_of.map(|(as_of, zone)| zone.rfc3339(as_of).to_string()),
        commitments: life_cycle.commitments.iter().map(standing).collect(),
        missing,
        overdue,
        failed,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn standing<'a>(standing: &'a Standing<'a>) -> JsonStanding<'a> {
    let need = |need: &'a Need<'a>| JsonNeed {
        fact: fact(&need.fact),
        state: need.state.as_str(),
        asked_by: need.asked_by().as_str(),
        due: standing.is_due(need),
        rule: need.rule(),
        reason: need.reason,
    };
    JsonStanding {
        id: standing.id,
        version: &standing.version,
        status: standing.status.as_str(),
        next: standing.next.map(Status::as_str),
        effective: JsonDays { from: day(standing.effective.from), until: day(standing.effective.until) },
        missing: standing.is_missing(),
        overdue: standing.is_overdue(),
        failed: standing.has_failed(),
        needs: standing.needs.iter().map(need).collect(),
    }
}

fn fact<'a>(fact: &'a Fact<'a>) -> JsonFact<'a> {
    match fact {
        Fact::Basis(basis) => JsonFact::Basis {
            survey: basis.and_then(|basis| Some(basis.survey.as_ref()?.value.as_str())),
            expectation: basis.and_then(|basis| basis.expectation.as_ref()).map(written),
            benchmark: basis.and_then(|basis| basis.benchmark.as_ref()).map(written),
        },
        Fact::Target(targets) => JsonFact::Target { targets: *targets },
        Fact::Standard(standard) => JsonFact::Standard { standard: *standard },
        Fact::Owner(owner) => JsonFact::Owner { owner: *owner },
        Fact::Pilot(pilot) => JsonFact::Pilot {
            from: pilot.and_then(|pilot| day(pilot.from)),
            until: pilot.and_then(|pilot| day(pilot.until)),
            min_cases: pilot.and_then(|pilot| Some(pilot.min_cases?.value)),
        },
        Fact::Cases { cases, wanted } => JsonFact::Cases { cases: *cases, min_cases: *wanted },
        Fact::Result(targets) => JsonFact::Result { targets: targets.iter().map(tried).collect() },
        Fact::Contact => JsonFact::Contact,
        Fact::Review(review) => {
            let (review_by, latest) = match review {
                Review::Missing => (None, None),
                Review::Past(day) | Review::Due(day) => (Some(*day), None),
                Review::Far { day, latest } => (Some(*day), Some(*latest)),
            };
            JsonFact::Review {
                review_by: review_by.map(|day| day.to_string()),
                latest: latest.map(|day| day.to_string()),
            }
        }
        Fact::Dates(against) => {
            let (disagree, date) = match against {
                Some(Disagreement::Early(from)) => (Some("early"), Some(*from)),
                Some(Disagreement::Late(until)) => (Some("late"), Some(*until)),
                None | Some(Disagreement::PilotOver(_)) => (None, None),
            };
            JsonFact::Dates { disagree, day: day(date) }
        }
    }
}

fn tried(TriedTarget { target, all, verdict }: &TriedTarget<'_>) -> JsonTried {
    JsonTried {
        target: target.place,
        share: target.share.map(Share::to_f64),
        met: all.met,
        late: all.late,
        overdue: all.overdue,
        pending: all.pending,
        attainment: all.attainment,
        value: all.value,
        interval: all.interval.map(|(low, high)| [low, high]),
        verdict: verdict.as_str(),
        uncertain: all.uncertain,
    }
}

fn written(expected: &Spanned<Expectation>) -> String {
    expected.value.to_string()
}

fn day(date: Option<Spanned<Date>>) -> Option<String> {
    date.map(|date| date.value.to_string())
}
