//! Logs that were found, with their headers read, before anybody knows what is to be read of them.

use super::run::{RunError, Stdin};
use crate::calendar::Zone;
use crate::clock::{LogColumns, Roster};
use crate::log::{self, OpenLog};
use crate::model::{ColumnSource, Definitions, Log};
use std::collections::BTreeSet;

/// A log that is found: its zone is known, its headers are read.
pub(super) struct Reading<'d> {
    pub(super) log: &'d Log,
    pub(super) zone: Zone,
    /// Whether the zone was declared for it.
    pub(super) zone_declared: bool,
    pub(super) open: OpenLog<'d>,
}

impl<'d> Reading<'d> {
    pub(super) fn open(definitions: &Definitions, log: &'d Log, stdin: Stdin<'_>) -> Result<Self, RunError> {
        let (zone, zone_declared) = zone_of(definitions, log);
        Ok(Self { log, zone: zone.clone(), zone_declared, open: log::open(log, zone, stdin)? })
    }

    pub(super) fn columns(&self) -> LogColumns<'d> {
        LogColumns { log: self.log, header: self.open.columns().to_vec() }
    }
}

/// The logs that may serve what is judged, found and with their headers read.
pub(super) struct Readings<'d>(pub(super) Vec<Reading<'d>>);

impl<'d> Readings<'d> {
    pub(super) fn open(
        definitions: &'d Definitions,
        roster: &Roster<'d>,
        stdin: Stdin<'_>,
    ) -> Result<Self, RunError> {
        let logs = definitions.logs.iter().filter(|log| may_serve(roster, log));
        logs.map(|log| Reading::open(definitions, log, stdin)).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of all columns, each once, in the order of the logs: ours, where they are mapped.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for Reading { log, open, .. } in &self.0 {
            let mapped = log.columns.iter().map(|(name, _)| name.value.as_str());
            let is_mapped = |header: &&str| {
                let is = |source: &ColumnSource| matches!(source, ColumnSource::Name(name) if name == header);
                log.columns.iter().any(|(_, column)| is(&column.source))
            };
            let others = open.columns().iter().map(String::as_str).filter(|header| !is_mapped(header));
            for name in mapped.chain(others) {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names
    }
}

/// Whether a log is said to serve something of a roster, or is not said what it serves.
pub fn may_serve(roster: &Roster<'_>, log: &Log) -> bool {
    log.serves.as_ref().is_none_or(|serves| {
        serves.iter().any(|id| roster.subjects.iter().any(|subject| subject.id == id.value))
    })
}

/// The zone of a log: declared, else the one zone of all calendars, else UTC.
pub fn zone_of(definitions: &Definitions, log: &Log) -> (Zone, bool) {
    let declared = log.timezone.as_ref().and_then(|name| Zone::get(&name.value));
    if let Some(zone) = declared {
        return (zone, true);
    }
    let names: BTreeSet<_> =
        definitions.calendars.iter().map(|calendar| calendar.timezone.value.as_str()).collect();
    let only = names.first().filter(|_| names.len() == 1).and_then(|name| Zone::get(name));
    (only.unwrap_or_else(Zone::utc), false)
}
