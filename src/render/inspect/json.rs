//! An inspection for programs.

use super::{delimiter, looks};
use crate::log::Sureness;
use crate::log::inspect::{InspectedColumn, Inspection, LineEnds, Looks};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct JsonInspection<'a> {
    version: u32,
    path: &'a str,
    bytes: u64,
    encoding: JsonEncoding,
    delimiter: String,
    line_ends: Option<&'static str>,
    header: bool,
    rows: u64,
    complete: bool,
    blank: u64,
    ragged: u64,
    columns: Vec<JsonColumn<'a>>,
    proposal: JsonProposal<'a>,
    sampled_rows: usize,
    tables: &'a str,
}

#[derive(Serialize)]
struct JsonEncoding {
    label: &'static str,
    sureness: &'static str,
    malformed: u64,
}

#[derive(Serialize)]
struct JsonColumn<'a> {
    position: usize,
    name: &'a str,
    filled: u64,
    missing: Vec<JsonCount<'a>>,
    distinct: u64,
    more: bool,
    looks: &'static str,
    formats: Vec<JsonFormat<'a>>,
    ambiguous: Option<&'a [String]>,
    samples: &'a [String],
    values: Vec<JsonCount<'a>>,
}

#[derive(Serialize)]
struct JsonFormat<'a> {
    format: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct JsonCount<'a> {
    value: &'a str,
    count: u64,
}

/// Columns by their places, from 1.
#[derive(Serialize)]
struct JsonProposal<'a> {
    shape: &'static str,
    case: Option<usize>,
    start: Option<usize>,
    stop: Option<usize>,
    event: Option<usize>,
    at: Option<usize>,
    stop_events: &'a [String],
}

/// Writes an inspection, with these tables.
pub fn json(inspection: &Inspection, tables: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let proposal = &inspection.proposal;
    let events = proposal.events.as_ref();
    let place = |place: usize| place + 1;
    let document = JsonInspection {
        version: 1,
        path: &inspection.path,
        bytes: inspection.bytes,
        encoding: JsonEncoding {
            label: inspection.encoding.label,
            sureness: sureness(inspection.encoding.sureness),
            malformed: inspection.malformed,
        },
        delimiter: delimiter(inspection.delimiter),
        line_ends: inspection.line_ends.map(ends),
        header: inspection.has_header,
        rows: inspection.rows,
        complete: inspection.whole,
        blank: inspection.blank.count,
        ragged: inspection.ragged.count(),
        columns: inspection.columns.iter().map(column).collect(),
        proposal: JsonProposal {
            shape: if events.is_some() { "events" } else { "cases" },
            case: proposal.case.map(place),
            start: proposal.start.map(place),
            stop: proposal.stop.map(place),
            event: events.map(|events| place(events.event)),
            at: events.map(|events| place(events.at)),
            stop_events: events.map_or(&[], |events| &events.stops),
        },
        sampled_rows: inspection.sampled,
        tables,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn column(column: &InspectedColumn) -> JsonColumn<'_> {
    let (formats, ambiguous) = match &column.looks {
        Looks::Time(times) => (times.formats.as_slice(), times.ambiguous.as_deref()),
        _ => (&[][..], None),
    };
    JsonColumn {
        position: column.position,
        name: &column.name,
        filled: column.filled,
        missing: column.markers.iter().map(|&(value, count)| JsonCount { value, count }).collect(),
        distinct: column.distinct,
        more: column.more,
        looks: looks(&column.looks),
        formats: formats.iter().map(|(format, count)| JsonFormat { format, count: *count }).collect(),
        ambiguous,
        samples: &column.samples,
        values: column.few.iter().map(|(value, count)| JsonCount { value, count: *count }).collect(),
    }
}

fn sureness(sureness: Sureness) -> &'static str {
    match sureness {
        Sureness::Certain => "certain",
        Sureness::Ascii => "ascii",
        Sureness::Likely => "likely",
        Sureness::Doubtful => "doubtful",
    }
}

fn ends(ends: LineEnds) -> &'static str {
    match ends {
        LineEnds::Lf => "lf",
        LineEnds::CrLf => "crlf",
        LineEnds::Cr => "cr",
        LineEnds::Mixed => "mixed",
    }
}
