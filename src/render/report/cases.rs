//! The ledger: one line per case and target, as CSV or JSON.

use super::{io_error, number};
use crate::calendar::{Instant, Zone};
use crate::clock::{Elapsed, Reason};
use crate::report::{Judged, Run};
use serde::Serialize;
use std::io::Write;

/// Formats of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseFormat {
    /// One line a case and target.
    Csv,
    /// One object a case and target.
    Json,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the column is named `line`")]
struct Line<'a> {
    log: &'a str,
    case: &'a str,
    commitment: &'a str,
    version: &'a str,
    target: usize,
    start: Option<String>,
    due: Option<String>,
    stop: Option<String>,
    elapsed_s: Option<i64>,
    elapsed_days: Option<i64>,
    paused_s: Option<i64>,
    value: Option<serde_json::Number>,
    state: &'static str,
    reason: Option<String>,
    line: u64,
}

/// Writes the ledger as the cases come, so that its memory does not grow with the log.
pub struct CaseWriter<'w> {
    out: Out<'w>,
    lines: u64,
}

enum Out<'w> {
    Csv(Box<::csv::Writer<&'w mut dyn Write>>),
    Json(&'w mut dyn Write),
}

const HEADER: [&str; 15] = [
    "log",
    "case",
    "commitment",
    "version",
    "target",
    "start",
    "due",
    "stop",
    "elapsed_s",
    "elapsed_days",
    "paused_s",
    "value",
    "state",
    "reason",
    "line",
];

/// The names of what is judged, so that a line can be written while the run goes on.
pub struct Names {
    logs: Vec<String>,
    targets: Vec<TargetName>,
}

struct TargetName {
    subject: String,
    version: String,
    place: usize,
    exceptions: Vec<String>,
}

impl Names {
    /// The names of a run.
    pub fn of(run: &Run<'_>) -> Self {
        let targets = run.roster.each().map(|(number, subject, version, _)| TargetName {
            subject: subject.id.to_owned(),
            version: version.name.clone(),
            place: number - version.first_target + 1,
            exceptions: version.exceptions.iter().enumerate().map(|(place, e)| e.name(place + 1)).collect(),
        });
        Self {
            logs: run.logs.iter().map(|log| log.log.id.value.clone()).collect(),
            targets: targets.collect(),
        }
    }

    fn line<'a>(&'a self, judged: &'a Judged<'_>) -> Line<'a> {
        let judgement = &judged.judgement;
        let name = self.targets.get(judged.target.number);
        let zone: &Zone = &judged.target.zone;
        let time = |instant: Option<Instant>| instant.map(|instant| zone.rfc3339(instant).to_string());
        let (seconds, days) = match judgement.elapsed {
            Some(Elapsed::Seconds(seconds)) => (Some(seconds), None),
            Some(Elapsed::Days(days)) => (None, Some(days)),
            None => (None, None),
        };
        let reason = judgement.reason.map(|reason| match reason {
            Reason::Exception(place) => {
                let exceptions = name.map(|name| name.exceptions.as_slice()).unwrap_or_default();
                exceptions.get(usize::from(place)).cloned().unwrap_or_default()
            }
            other => other.as_str().to_owned(),
        });
        Line {
            log: self.logs.get(judged.log).map_or("", String::as_str),
            case: judged.block.ids.get(judged.row),
            commitment: name.map_or("", |name| &name.subject),
            version: name.map_or("", |name| &name.version),
            target: name.map_or(0, |name| name.place),
            start: time(judgement.start),
            due: time(judgement.due.map(|due| due.instant)),
            stop: time(judgement.stop),
            elapsed_s: seconds,
            elapsed_days: days,
            paused_s: seconds.map(|_| judgement.paused),
            value: judgement.value.map(number),
            state: judgement.state.as_str(),
            reason,
            line: judged.block.lines.get(judged.row).copied().unwrap_or(0),
        }
    }
}

impl<'w> CaseWriter<'w> {
    /// Begins the ledger.
    pub fn new(format: CaseFormat, as_of: Option<&str>, out: &'w mut dyn Write) -> std::io::Result<Self> {
        let out = match format {
            CaseFormat::Csv => {
                let mut writer = ::csv::WriterBuilder::new().has_headers(false).from_writer(out);
                writer.write_record(HEADER).map_err(io_error)?;
                Out::Csv(Box::new(writer))
            }
            CaseFormat::Json => {
                write!(out, "{{\"version\":1,\"as_of\":{},\"cases\":[", serde_json::to_string(&as_of)?)?;
                Out::Json(out)
            }
        };
        Ok(Self { out, lines: 0 })
    }

    /// Writes a case.
    pub fn write(&mut self, names: &Names, judged: &Judged<'_>) -> std::io::Result<()> {
        let line = names.line(judged);
        self.lines += 1;
        match &mut self.out {
            Out::Csv(writer) => writer.serialize(line).map_err(io_error)?,
            Out::Json(out) => {
                write!(out, "{}", if self.lines == 1 { "\n" } else { ",\n" })?;
                serde_json::to_writer(&mut *out, &line)?;
            }
        }
        Ok(())
    }

    /// Ends the ledger.
    pub fn finish(mut self) -> std::io::Result<()> {
        match &mut self.out {
            Out::Csv(writer) => writer.flush(),
            Out::Json(out) => writeln!(out, "\n]}}"),
        }
    }
}
