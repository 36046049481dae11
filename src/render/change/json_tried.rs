//! The backtest in the JSON of a comparison: types of its own, part of its version.

use crate::calendar::Zone;
use crate::clock::Elapsed;
use crate::diff::backtest::{Backtest, Flip, FlippedCase, Stood, SubjectTried, TargetTried, TriedOn};
use crate::render::owed::JsonOwed;
use crate::report::{Cell, LogTried};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct JsonBacktest<'a> {
    as_of: Option<String>,
    from: Option<String>,
    until: Option<String>,
    logs: Vec<JsonLog<'a>>,
}

#[derive(Serialize)]
struct JsonLog<'a> {
    id: &'a str,
    readings: Vec<Reading<'a>>,
    spoilt: u64,
    gone: bool,
}

#[derive(Serialize)]
struct Reading<'a> {
    files: &'a [String],
    cases: u64,
}

#[derive(Serialize)]
pub(super) struct JsonTried<'a> {
    tried_on: &'static str,
    targets: Vec<JsonPair>,
    same: u64,
    flipped: u64,
    flips: Vec<JsonFlip<'a>>,
    remedy: Option<Remedy<'a>>,
    unpaired: Sides<u64>,
}

#[derive(Serialize)]
struct Sides<T> {
    old: T,
    new: T,
}

#[derive(Serialize)]
struct JsonPair {
    old: Option<JsonTarget>,
    new: Option<JsonTarget>,
}

#[derive(Serialize)]
struct JsonTarget {
    target: usize,
    per: &'static str,
    periods: Vec<JsonCell>,
    total: Option<JsonCell>,
}

#[derive(Serialize)]
struct JsonCell {
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    met: u64,
    late: u64,
    overdue: u64,
    pending: u64,
    excluded: u64,
    invalid: u64,
    attainment: Option<f64>,
    value: Option<f64>,
    verdict: &'static str,
    uncertain: bool,
}

#[derive(Serialize)]
struct JsonFlip<'a> {
    old: &'static str,
    new: &'static str,
    count: u64,
    worst: Vec<JsonCase<'a>>,
}

#[derive(Serialize)]
struct JsonCase<'a> {
    log: &'a str,
    case: &'a str,
    file: &'a str,
    line: u64,
    start: Option<String>,
    stop: Option<String>,
    old: Option<JsonStood<'a>>,
    new: Option<JsonStood<'a>>,
    over: Option<Over>,
}

#[derive(Serialize)]
struct JsonStood<'a> {
    target: usize,
    state: &'static str,
    reason: Option<&'a str>,
    due: Option<String>,
}

#[derive(Serialize)]
struct Over {
    by: i64,
    unit: &'static str,
    past_due_s: i64,
}

#[derive(Serialize)]
struct Remedy<'a> {
    old: Option<JsonOwed<'a>>,
    new: Option<JsonOwed<'a>>,
}

pub(super) fn backtest(backtest: &Backtest) -> JsonBacktest<'_> {
    JsonBacktest {
        as_of: backtest.as_of.map(|as_of| backtest.zone.rfc3339(as_of).to_string()),
        from: backtest.days.0.map(|day| day.to_string()),
        until: backtest.days.1.map(|day| day.to_string()),
        logs: backtest.logs.iter().map(json_log).collect(),
    }
}

fn json_log(log: &LogTried) -> JsonLog<'_> {
    let readings = log.files.iter().zip(&log.cases).map(|(files, cases)| Reading { files, cases: *cases });
    JsonLog { id: &log.id, readings: readings.collect(), spoilt: log.spoilt.cases, gone: log.gone }
}

pub(super) fn tried(tried: &SubjectTried) -> JsonTried<'_> {
    let [old, new] = tried.owed.each_ref().map(|owed| owed.as_ref().map(JsonOwed::from));
    JsonTried {
        tried_on: match tried.tried_on {
            TriedOn::InForce => "in-force",
            TriedOn::VersionBefore => "version-before",
            TriedOn::Every => "every-case",
        },
        targets: tried.targets.iter().map(pair).collect(),
        same: tried.same,
        flipped: tried.flips.iter().map(|flip| flip.count).sum(),
        flips: tried.flips.iter().map(flip).collect(),
        remedy: (old.is_some() || new.is_some()).then_some(Remedy { old, new }),
        unpaired: Sides { old: tried.unpaired[0], new: tried.unpaired[1] },
    }
}

fn pair(pair: &[Option<TargetTried>; 2]) -> JsonPair {
    let [old, new] = pair.each_ref().map(|side| side.as_ref().map(target));
    JsonPair { old, new }
}

fn target(tried: &TargetTried) -> JsonTarget {
    let report = &tried.report;
    JsonTarget {
        target: report.place,
        per: report.period.as_str(),
        periods: report.periods.iter().map(cell).collect(),
        total: report.totals.first().map(cell),
    }
}

fn cell(cell: &Cell) -> JsonCell {
    JsonCell {
        period: cell.period.as_deref().map(str::to_owned),
        met: cell.met,
        late: cell.late,
        overdue: cell.overdue,
        pending: cell.pending,
        excluded: cell.excluded,
        invalid: cell.invalid,
        attainment: cell.attainment,
        value: cell.value,
        verdict: cell.verdict.as_str(),
        uncertain: cell.uncertain,
    }
}

fn flip(flip: &Flip) -> JsonFlip<'_> {
    JsonFlip {
        old: flip.old.as_str(),
        new: flip.new.as_str(),
        count: flip.count,
        worst: flip.worst.iter().map(case).collect(),
    }
}

fn case(case: &FlippedCase) -> JsonCase<'_> {
    let instant = |instant: Option<i64>| instant.map(|instant| case.zone.rfc3339(instant).to_string());
    let [old, new] =
        case.sides.each_ref().map(|stood| stood.as_ref().map(|stood| self::stood(stood, &case.zone)));
    JsonCase {
        log: &case.log,
        case: &case.case,
        file: &case.file,
        line: case.line,
        start: instant(case.ran.0),
        stop: instant(case.ran.1),
        old,
        new,
        over: case.over.map(|over| Over {
            by: over.by.amount(),
            unit: match over.by {
                Elapsed::Seconds(_) => "s",
                Elapsed::Days(_) => "days",
            },
            past_due_s: over.past_due,
        }),
    }
}

fn stood<'a>(stood: &'a Stood, zone: &Zone) -> JsonStood<'a> {
    JsonStood {
        target: stood.target,
        state: stood.state.as_str(),
        reason: stood.reason.as_ref().map(|(_, name)| name.as_str()),
        due: stood.due.map(|due| zone.rfc3339(due.instant).to_string()),
    }
}
