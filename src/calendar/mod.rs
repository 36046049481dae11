//! Compiled calendars: open seconds between two instants, due instants, working days.
//!
//! The only layer that knows time zones. It must not know what a case or a promise is.

mod days;
mod due;
mod holiday;
mod hours;
mod open_day;
mod stretches;
mod table;
mod zone;

pub use due::{Due, due, due_back};
pub use holiday::{Holiday, Yearly};
pub use hours::{OpeningHours, Position, Shut};
pub use open_day::OpenDay;
pub use zone::{Change, LocalTime, Zone, database_version, nearest_zone};

use crate::finding::{Definition, Finding, Invalid, codes};
use crate::model::{Calendar, Definitions};
use crate::source::files::read_text;
use crate::source::ics::{self, IcsSpecialDay};
use crate::source::{Span, Spanned};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Seconds since 1970-01-01T00:00:00Z.
pub type Instant = i64;

/// The first day of the tables, before the year 1 in every zone.
const FIRST_DAY: i32 = -22 << 15;
/// The day after their last, after the year 9999 in every zone.
const END_DAY: i32 = 90 << 15;
/// The earliest instant that anything here tells apart from earlier ones, in the year −3.
pub const MIN_INSTANT: Instant = FIRST_DAY as i64 * 86_400;
/// The latest instant that anything here tells apart from later ones, in the year 10044.
pub const MAX_INSTANT: Instant = END_DAY as i64 * 86_400 - 1;

/// All calendars of a folder, compiled.
#[derive(Debug, Default)]
pub struct Calendars {
    hours: HashMap<String, Arc<OpeningHours>>,
    zones: HashMap<String, Zone>,
}

/// Reads a file that a calendar names.
pub type ReadFile<'a> = &'a dyn Fn(&Path) -> std::io::Result<String>;

impl Calendars {
    /// Compiles the calendars of a folder and tests the zones of its calendars and logs. A calendar
    /// with a finding is left out. Files of holidays are read with `read`.
    pub fn compile(definitions: &Definitions, read: ReadFile<'_>) -> (Self, Vec<Finding>) {
        let mut calendars = Self::default();
        let mut findings = Vec::new();
        for calendar in &definitions.calendars {
            let zone = calendars.zone_of(&calendar.id, &calendar.timezone, &mut findings);
            let holidays = holidays(calendar, read, &mut findings);
            if let (Some(zone), Some(holidays)) = (zone, holidays) {
                let hours = Arc::new(OpeningHours::compile(calendar, zone, holidays));
                calendars.hours.entry(calendar.id.value.clone()).or_insert(hours);
            }
        }
        for log in &definitions.logs {
            if let Some(name) = &log.timezone {
                calendars.zone_of(&log.id, name, &mut findings);
            }
        }
        (calendars, findings)
    }

    /// The compiled calendar of an id.
    pub fn get(&self, id: &str) -> Option<&Arc<OpeningHours>> {
        self.hours.get(id)
    }

    /// A zone that the definitions name, by that name.
    pub fn zone(&self, name: &str) -> Option<&Zone> {
        self.zones.get(name)
    }

    fn zone_of(&mut self, id: &str, name: &Spanned<String>, findings: &mut Vec<Finding>) -> Option<Zone> {
        if let Some(zone) = self.zones.get(&name.value) {
            return Some(zone.clone());
        }
        let Some(zone) = Zone::get(name) else {
            let suggestion = nearest_zone(name).map(str::to_owned);
            let why = Invalid::TimeZone { name: name.value.clone(), suggestion };
            findings.push(invalid(name.span, why, id));
            return None;
        };
        self.zones.insert(name.value.clone(), zone.clone());
        Some(zone)
    }
}

/// What is wrong with the calendars and zones of a folder (DEF007). Files of holidays are read from
/// the disk.
pub fn validate(definitions: &Definitions) -> Vec<Finding> {
    Calendars::compile(definitions, &|path| read_text(path)).1
}

fn invalid(span: Span, why: Invalid, id: &str) -> Finding {
    Finding::new(&codes::INVALID_VALUE, span, Definition::Invalid(why)).in_definition(id)
}

/// The days off of a calendar's file of holidays; none if it names no file.
fn holidays(calendar: &Calendar, read: ReadFile<'_>, findings: &mut Vec<Finding>) -> Option<Vec<Holiday>> {
    let Some(file) = &calendar.holidays else { return Some(Vec::new()) };
    let text = read(&calendar.folder.join(&file.value)).map_err(|error| error.to_string());
    match text.and_then(|text| ics::parse(&text).map_err(|error| error.to_string())) {
        Ok(events) => {
            // A feed that marks its days off lists festivals and make-up workdays beside them.
            let marked = events.iter().any(|event| event.special == Some(IcsSpecialDay::Holiday));
            let off = events.iter().filter(|event| match event.special {
                Some(special) => special == IcsSpecialDay::Holiday,
                None => !marked,
            });
            Some(off.filter_map(Holiday::of_event).collect())
        }
        Err(reason) => {
            let why = Invalid::UnreadableFile { path: file.value.clone(), reason };
            findings.push(invalid(file.span, why, &calendar.id));
            None
        }
    }
}
