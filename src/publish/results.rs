//! What a page tells of the past: the last period that is over, kept and broken alike.

use super::Shown;
use crate::calendar::{Calendars, Zone};
use crate::model::{Definitions, Status, Target};
use crate::report::{Cell, Measured, Report, TargetReport};
use crate::tally::PeriodKey;

/// The results of a commitment.
#[derive(Debug)]
pub struct Results<'r> {
    /// By version and target, the version shown first; empty where no log has what it promises.
    pub rows: Vec<ResultRow<'r>>,
}

/// The result of a target in the last period that is over.
#[derive(Debug)]
pub struct ResultRow<'r> {
    /// The version by whose terms it is judged, where that is not the one shown.
    pub version: Option<&'r str>,
    /// The target.
    pub target: &'r TargetReport,
    /// The period.
    pub period: String,
    /// What was counted; `None` where there was no case at all.
    pub cell: Option<&'r Cell>,
}

/// The results of a commitment by a report: of each target the last period that is over at its as-of.
/// Where another version was in force in that period, in a part of it or in all, its terms are told too.
pub fn results<'r>(
    report: &'r Report,
    shown: Shown<'_>,
    definitions: &Definitions,
    calendars: &Calendars,
) -> Results<'r> {
    let id = shown.commitment.id.value.as_str();
    let own = shown.commitment.version();
    let mut found = Vec::new();
    let mut without_cases = Vec::new();
    let is_told = |status| matches!(status, Some(Status::Published | Status::Suspended));
    let versions = report.commitments.iter().filter(|version| version.id == id && is_told(version.status));
    let mut versions: Vec<_> = versions.collect();
    versions.sort_by_key(|version| version.version != own);
    for version in versions {
        let is_own = version.version == own;
        let written = definitions.versions(id).find(|commitment| commitment.version() == version.version);
        for target in &version.targets {
            let is_served = target.measured != Measured::Nothing
                && !report.data.unserved.iter().any(|unserved| {
                    unserved.id == id
                        && unserved.version == version.version
                        && unserved.target == target.place
                });
            let Some(target_written) = written.and_then(|written| written.targets.get(target.place - 1))
            else {
                continue;
            };
            let zone = zone(target_written, definitions, calendars).unwrap_or(&report.zone);
            let Some(period) = last_finished(report, target, zone).filter(|_| is_served) else { continue };
            let cell = target.periods.iter().find(|cell| cell.period.as_deref() == Some(period.as_str()));
            let version = (!is_own).then_some(version.version.as_str());
            let row = ResultRow { version, target, period, cell };
            if row.cell.is_some() {
                found.push(row);
            } else if is_own {
                without_cases.push(row);
            }
        }
    }
    // That the version shown had no case says nothing where another was in force.
    if found.iter().all(|row| row.version.is_none()) {
        found.extend(without_cases);
        found.sort_by_key(|row| row.target.place);
    }
    Results { rows: found }
}

/// The zone in which the dates of a target are taken, where its clock says it.
fn zone<'c>(target: &Target, definitions: &Definitions, calendars: &'c Calendars) -> Option<&'c Zone> {
    let clock = definitions.clock(target.clock.as_ref()?)?;
    Some(calendars.get(clock.calendar.as_ref()?)?.zone())
}

/// The label of the last period that is over; of cases without a date, the one they are all in.
fn last_finished(report: &Report, target: &TargetReport, zone: &Zone) -> Option<String> {
    let all = PeriodKey::ALL.label(target.period);
    if target.periods.iter().any(|cell| cell.period.as_deref() == Some(all.as_str())) {
        return Some(all);
    }
    let running = PeriodKey::of(target.period, zone.date_of(report.as_of?));
    Some(running.before(target.period, 1)?.label(target.period))
}
