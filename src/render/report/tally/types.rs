//! The types of a tally file, apart from those of the program: a change inside cannot change it unseen.

#![expect(clippy::struct_field_names, reason = "fields have the names of the format")]

use super::TallyError;
use crate::log::{
    AbsentEvent, EventRows, FileRead, FoundFormats, Offsets, Place, Places, Ragged, Summary, Unreadable,
    ValueKind,
};
use crate::report::{AbsentFromRows, LogReport, UnknownValues};
use crate::tally::Times;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is read first: the rest depends on it.
#[derive(Debug, Deserialize)]
pub(super) struct Version {
    pub(super) version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) version: u32,
    pub(super) definitions: String,
    pub(super) time_zones: String,
    pub(super) as_of: Option<String>,
    pub(super) timezone: String,
    pub(super) commitments: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) period: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) terms: String,
    pub(super) logs: Vec<Log>,
    pub(super) targets: Vec<Target>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) version: String,
    pub(super) target: usize,
    pub(super) timezone: Option<String>,
    pub(super) counts: Vec<Counts>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    pub(super) period: String,
    pub(super) by: Vec<String>,
    pub(super) met: u64,
    pub(super) late: u64,
    pub(super) overdue: u64,
    pub(super) pending: u64,
    pub(super) excluded: u64,
    pub(super) invalid: u64,
    pub(super) reasons: BTreeMap<String, u64>,
    pub(super) count: u64,
    pub(super) sum: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) time: Option<Time>,
    pub(super) bins: Vec<(i64, u64)>,
}

/// What became of the seconds of ended cases.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    counted: i128,
    closed: i128,
    paused: i128,
    excluded: i128,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Log {
    id: String,
    timezone: String,
    timezone_declared: bool,
    files: Vec<LogFile>,
    rows: u64,
    blank: Met,
    short: Met,
    long: Met,
    dropped: Met,
    events: Option<Events>,
    cases: u64,
    copies: Met,
    malformed: Met,
    gaps: Met,
    repeated: Met,
    unreadable: Vec<Column>,
    formats: Vec<Formats>,
    offsets: Vec<Offset>,
    judged: u64,
    invalid: u64,
    later: Met,
    uncovered: u64,
    errors: Vec<(String, Met)>,
    unclosed: Met,
    unknown: Vec<Unknown>,
    absent: Vec<Absent>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogFile {
    path: String,
    bytes: u64,
    rows: u64,
    probably: Option<String>,
    print: String,
}

/// How often something was met, and where first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    count: u64,
    first: Vec<(usize, u64, String)>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    events: u64,
    without_case: Met,
    without_time: Met,
    later: Met,
    latest: Option<i64>,
    nowhere: Vec<bool>,
    absent: Vec<(String, Option<String>)>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    column: String,
    kind: Kind,
    places: Met,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Time,
    Duration,
    Number,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Formats {
    column: String,
    formats: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Offset {
    column: String,
    with: Met,
    without: Met,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unknown {
    attribute: String,
    values: Vec<String>,
    places: Met,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Absent {
    event: String,
    clock: String,
    suggestion: Option<String>,
}

impl From<Times> for Time {
    fn from(times: Times) -> Self {
        let Times { counted, closed, paused, excluded } = times;
        Self { counted, closed, paused, excluded }
    }
}

impl From<Time> for Times {
    fn from(time: Time) -> Self {
        let Time { counted, closed, paused, excluded } = time;
        Self { counted, closed, paused, excluded }
    }
}

impl From<&Places> for Met {
    fn from(places: &Places) -> Self {
        let first = places.first.iter().map(|place| (place.file, place.line, place.found.clone()));
        Self { count: places.count, first: first.collect() }
    }
}

impl From<Met> for Places {
    fn from(met: Met) -> Self {
        let first = met.first.into_iter().map(|(file, line, found)| Place { file, line, found });
        Self { count: met.count, first: first.collect() }
    }
}

impl From<&LogReport> for Log {
    fn from(log: &LogReport) -> Self {
        let summary = &log.summary;
        let file = |(file, print): (&FileRead, &u64)| LogFile {
            path: file.path.clone(),
            bytes: file.bytes,
            rows: file.rows,
            probably: file.probably.map(str::to_owned),
            print: format!("{print:016x}"),
        };
        let column = |unreadable: &Unreadable| Column {
            column: unreadable.column.clone(),
            kind: match unreadable.kind {
                ValueKind::Time => Kind::Time,
                ValueKind::Duration => Kind::Duration,
                ValueKind::Number => Kind::Number,
            },
            places: (&unreadable.places).into(),
        };
        let formats =
            |found: &FoundFormats| Formats { column: found.column.clone(), formats: found.formats.clone() };
        let offset = |offsets: &Offsets| Offset {
            column: offsets.column.clone(),
            with: (&offsets.with).into(),
            without: (&offsets.without).into(),
        };
        let unknown = |unknown: &UnknownValues| Unknown {
            attribute: unknown.attribute.clone(),
            values: unknown.values.clone(),
            places: (&unknown.places).into(),
        };
        let absent = |absent: &AbsentFromRows| Absent {
            event: absent.event.clone(),
            clock: absent.clock.clone(),
            suggestion: absent.suggestion.clone(),
        };
        Self {
            id: log.id.clone(),
            timezone: log.timezone.clone(),
            timezone_declared: log.timezone_declared,
            files: summary.files.iter().zip(&log.prints).map(file).collect(),
            rows: summary.rows,
            blank: (&summary.blank).into(),
            short: (&summary.ragged.short).into(),
            long: (&summary.ragged.long).into(),
            dropped: (&summary.dropped).into(),
            events: summary.events.as_ref().map(Events::from),
            cases: summary.cases,
            copies: (&summary.copies).into(),
            malformed: (&summary.malformed).into(),
            gaps: (&summary.gaps).into(),
            repeated: (&summary.repeated).into(),
            unreadable: summary.unreadable.iter().map(column).collect(),
            formats: summary.formats.iter().map(formats).collect(),
            offsets: summary.offsets.iter().map(offset).collect(),
            judged: log.judged,
            invalid: log.invalid,
            later: (&log.later).into(),
            uncovered: log.uncovered,
            errors: log
                .errors
                .iter()
                .map(|(reason, places)| (reason.as_str().to_owned(), places.into()))
                .collect(),
            unclosed: (&log.unclosed).into(),
            unknown: log.unknown.iter().map(unknown).collect(),
            absent: log.absent.iter().map(absent).collect(),
        }
    }
}

impl From<&EventRows> for Events {
    fn from(rows: &EventRows) -> Self {
        let absent = |absent: &AbsentEvent| (absent.event.clone(), absent.suggestion.clone());
        Self {
            events: rows.events,
            without_case: (&rows.nameless).into(),
            without_time: (&rows.undated).into(),
            later: (&rows.unseen).into(),
            latest: rows.latest,
            nowhere: rows.nowhere.clone(),
            absent: rows.absent.iter().map(absent).collect(),
        }
    }
}

impl From<Events> for EventRows {
    fn from(events: Events) -> Self {
        let absent = events.absent.into_iter();
        Self {
            events: events.events,
            nameless: events.without_case.into(),
            undated: events.without_time.into(),
            unseen: events.later.into(),
            latest: events.latest,
            nowhere: events.nowhere,
            absent: absent.map(|(event, suggestion)| AbsentEvent { event, suggestion }).collect(),
        }
    }
}

impl Log {
    /// It as reports have it; what is wrong with it where it holds together with nothing.
    pub(super) fn report(self) -> Result<LogReport, TallyError> {
        let print = |file: &LogFile| {
            u64::from_str_radix(&file.print, 16).map_err(|_| TallyError::value("print", &file.print))
        };
        let prints = self.files.iter().map(print).collect::<Result<Vec<_>, _>>()?;
        let count = self.files.len();
        let file = |file: LogFile| FileRead {
            path: file.path,
            bytes: file.bytes,
            rows: file.rows,
            probably: file
                .probably
                .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
                .map(encoding_rs::Encoding::name),
        };
        let column = |column: Column| Unreadable {
            column: column.column,
            kind: match column.kind {
                Kind::Time => ValueKind::Time,
                Kind::Duration => ValueKind::Duration,
                Kind::Number => ValueKind::Number,
            },
            places: column.places.into(),
        };
        let formats = |found: Formats| FoundFormats { column: found.column, formats: found.formats };
        let offset = |offset: Offset| Offsets {
            column: offset.column,
            with: offset.with.into(),
            without: offset.without.into(),
        };
        let unknown = |unknown: Unknown| UnknownValues {
            attribute: unknown.attribute,
            values: unknown.values,
            places: unknown.places.into(),
        };
        let absent = |absent: Absent| AbsentFromRows {
            event: absent.event,
            clock: absent.clock,
            suggestion: absent.suggestion,
        };
        let error = |(word, met): (String, Met)| Ok((super::fixed_reason(&word)?, met.into()));
        let mut report = LogReport {
            id: self.id,
            timezone: self.timezone,
            timezone_declared: self.timezone_declared,
            summary: Summary {
                files: self.files.into_iter().map(file).collect(),
                rows: self.rows,
                blank: self.blank.into(),
                ragged: Ragged { short: self.short.into(), long: self.long.into() },
                dropped: self.dropped.into(),
                cases: self.cases,
                watched: Vec::new(),
                events: self.events.map(EventRows::from),
                copies: self.copies.into(),
                malformed: self.malformed.into(),
                gaps: self.gaps.into(),
                unreadable: self.unreadable.into_iter().map(column).collect(),
                repeated: self.repeated.into(),
                formats: self.formats.into_iter().map(formats).collect(),
                offsets: self.offsets.into_iter().map(offset).collect(),
            },
            judged: self.judged,
            invalid: self.invalid,
            later: self.later.into(),
            uncovered: self.uncovered,
            errors: self.errors.into_iter().map(error).collect::<Result<_, TallyError>>()?,
            unclosed: self.unclosed.into(),
            unknown: self.unknown.into_iter().map(unknown).collect(),
            absent: self.absent.into_iter().map(absent).collect(),
            prints,
        };
        let mut is_of_no_file = false;
        report.each_places(&mut |places| {
            is_of_no_file |= places.first.iter().any(|place| place.file >= count);
        });
        if is_of_no_file { Err(TallyError::value("the file of a place", &count)) } else { Ok(report) }
    }
}
