//! One side of a comparison.

use crate::calendar::{Calendars, OpeningHours, Zone};
use crate::finding::{Finding, Level};
use crate::model::{Clock, Definitions};
use crate::source::{FileId, Sources};
use std::path::Path;

/// Gives the path of a file from the top of its side, so that the two sides' can be compared.
pub type Place<'d> = &'d dyn Fn(&Path) -> String;

/// The definitions of one side, with what belongs to them.
#[derive(Clone)]
pub struct Side<'d> {
    /// The definitions.
    pub definitions: &'d Definitions,
    /// The texts that they stand in.
    pub sources: &'d Sources,
    /// Their calendars, compiled.
    pub calendars: &'d Calendars,
    pub(super) unread: Vec<FileId>,
    place: Place<'d>,
    zone: Zone,
}

impl<'d> Side<'d> {
    /// A side with what was found in reading it.
    pub fn new(
        definitions: &'d Definitions,
        sources: &'d Sources,
        calendars: &'d Calendars,
        findings: &[Finding],
        place: Place<'d>,
    ) -> Self {
        let is_mistake = |finding: &&Finding| finding.level == Level::Error && finding.code.family() == "DEF";
        let mut unread: Vec<_> =
            findings.iter().filter(is_mistake).map(|finding| finding.span.file).collect();
        unread.sort_unstable();
        unread.dedup();
        Self { definitions, sources, calendars, unread, place, zone: zone_of(definitions, calendars) }
    }

    /// The path of a file from the top of this side.
    pub(super) fn path(&self, file: FileId) -> String {
        (self.place)(self.sources.file(file).path())
    }

    /// Whether something of that id may stand in what could not be read.
    pub(super) fn may_have(&self, id: &str) -> bool {
        let texts = self.unread.iter().map(|file| self.sources.file(*file).text());
        texts.into_iter().any(|text| text.is_empty() || text.contains(id))
    }

    /// The opening hours of a clock, if it has a calendar.
    pub fn hours(&self, clock: &Clock) -> Option<&'d OpeningHours> {
        let calendar = clock.calendar.as_ref()?;
        self.calendars.get(&calendar.value).map(std::convert::AsRef::as_ref)
    }

    /// The zone of limits on a clock without a calendar.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }
}

/// The one zone of all calendars and logs, else UTC: as reports take it for logs that name none.
fn zone_of(definitions: &Definitions, calendars: &Calendars) -> Zone {
    let of_calendars = definitions.calendars.iter().map(|calendar| calendar.timezone.value.as_str());
    let of_logs = definitions.logs.iter().filter_map(|log| Some(log.timezone.as_ref()?.value.as_str()));
    let mut names: Vec<_> = of_calendars.chain(of_logs).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [name] => calendars.zone(name).cloned().unwrap_or_else(Zone::utc),
        _ => Zone::utc(),
    }
}
