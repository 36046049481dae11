//! What a log says about its columns, compiled for the columns that are needed.
//!
//! Made once per run and the same for every file. It must not know where a file has the columns.

use super::Needed;
use super::discover::Discovered;
use super::error::LogError;
use super::format::{Parsed, TimeFormat};
use super::needs::Columns;
use super::value::Missing;
use crate::model::{Duplicates, Log, Unit};

/// How to read the columns that are needed.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) times: Vec<TimeColumn>,
    pub(super) durations: Vec<DurationColumn>,
    pub(super) numbers: Vec<NumberColumn>,
    pub(super) attributes: Vec<Missing>,
    pub(super) case: Missing,
    pub(super) ids: bool,
    /// Whether ids that came before are counted.
    pub(super) repeats: bool,
    /// Whether rows that are left out are handed out.
    pub(super) left_out: bool,
    pub(super) watched: Option<String>,
    pub(super) duplicates: Duplicates,
}

/// A column of times.
#[derive(Debug)]
pub(super) struct TimeColumn {
    /// The first that explains a value counts.
    formats: Vec<TimeFormat>,
    pub(super) missing: Missing,
    /// Whether what is odd in it is told.
    pub(super) told: bool,
}

/// A column of numbers.
#[derive(Debug)]
pub(super) struct NumberColumn {
    /// What a number counts, where it is a duration: it is then read in seconds.
    pub(super) unit: Option<Unit>,
    pub(super) missing: Missing,
}

/// A column of durations.
#[derive(Debug)]
pub(super) struct DurationColumn {
    pub(super) unit: Unit,
    pub(super) missing: Missing,
}

impl Plan {
    /// `discovered` are the formats of columns for which the log says none.
    pub(super) fn new(log: &Log, columns: &Columns, discovered: &[Discovered]) -> Result<Self, LogError> {
        let missing = |needed: &Needed| missing(log, &needed.name);
        let duration = |needed: &Needed| DurationColumn {
            unit: needed.column.unit.as_ref().map_or(Unit::Seconds, |unit| unit.value),
            missing: missing(needed),
        };
        let number = |needed: &Needed| NumberColumn {
            unit: needed.column.unit.as_ref().map(|unit| unit.value),
            missing: missing(needed),
        };
        let time = |needed: &Needed| -> Result<_, LogError> {
            let told = !columns.untold().contains(needed);
            Ok(TimeColumn { formats: formats(log, needed, discovered)?, missing: missing(needed), told })
        };
        Ok(Self {
            times: columns.times.iter().map(time).collect::<Result<_, _>>()?,
            durations: columns.durations.iter().map(duration).collect(),
            numbers: columns.numbers.iter().map(number).collect(),
            attributes: columns.attributes.iter().map(missing).collect(),
            case: self::missing(log, "case"),
            ids: columns.ids,
            repeats: columns.repeats,
            left_out: columns.left_out,
            watched: columns.watched.clone(),
            duplicates: log.duplicates,
        })
    }
}

impl TimeColumn {
    /// Reads a trimmed value that is not missing.
    pub(super) fn parse(&self, text: &[u8]) -> Option<Parsed> {
        self.formats.iter().find_map(|format| format.parse(text))
    }

    /// Whether all values that end with a time of day, and are like this one up to there, are read as this
    /// one was: what the first format explains no other one does, and no marker of a missing value is a time.
    pub(super) fn tells_day(&self, text: &[u8], parsed: Parsed) -> bool {
        self.formats.first().is_some_and(|first| {
            first.ends_with_time()
                && first.parse(text) == Some(parsed)
                && !self.missing.markers.iter().any(|marker| first.parse(marker.as_bytes()).is_some())
        })
    }
}

/// The values of a column that mean "missing".
pub(super) fn missing(log: &Log, name: &str) -> Missing {
    let markers = log.missing.of(name).unwrap_or_default();
    let markers = markers.iter().map(|marker| marker.trim().to_owned()).filter(|marker| !marker.is_empty());
    Missing { markers: markers.collect(), fold: log.fold_case }
}

/// The formats of a column: declared, else discovered, else `iso`, where it has no value at all.
fn formats(log: &Log, needed: &Needed, discovered: &[Discovered]) -> Result<Vec<TimeFormat>, LogError> {
    let Some(texts) = log.timestamps.of(&needed.name) else {
        let found = discovered.iter().find(|found| found.needed == *needed).map(Discovered::compiled);
        return Ok(found.filter(|formats| !formats.is_empty()).unwrap_or_else(|| vec![TimeFormat::ISO]));
    };
    let compile = |text: &crate::source::Spanned<String>| {
        TimeFormat::compile(text).map_err(|part| LogError::TimeFormat {
            log: log.id.value.clone(),
            format: text.value.clone(),
            part,
        })
    };
    texts.iter().map(compile).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_by_the_first_format_unless_a_time_means_missing() {
        let column = |formats: &[&str], marker: &str| TimeColumn {
            formats: formats.iter().map(|format| TimeFormat::compile(format).unwrap()).collect(),
            missing: Missing { markers: vec![marker.to_owned()], fold: false },
            told: true,
        };
        let tells = |column: &TimeColumn, text: &str| {
            let parsed = column.parse(text.as_bytes()).unwrap();
            column.tells_day(text.as_bytes(), parsed)
        };
        let both = ["iso", "%d/%m/%Y %H:%M:%S"];
        assert!(tells(&column(&both, "NA"), "2026-03-02 09:00:00"));
        assert!(!tells(&column(&both, "NA"), "02/03/2026 09:00:00"));
        assert!(!tells(&column(&both, "2026-03-02 00:00:00"), "2026-03-02 09:00:00"));
        assert!(!tells(&column(&["epoch"], "NA"), "1774742400"));
    }
}
