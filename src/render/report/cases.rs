//! The ledger: one line per case and target, as CSV, JSON or a table.

use super::case_table::CaseTable;
use super::{TextOptions, io_error, number, spreadsheet};
use crate::calendar::{Instant, Zone};
use crate::clock::{Elapsed, Overshoot, Reason, State};
use crate::report::{Judged, Run};
use serde::Serialize;
use std::borrow::Cow;
use std::io::Write;

/// Formats of the ledger.
#[derive(Clone, Copy, Debug)]
pub enum CaseFormat {
    /// One line a case and target.
    Csv {
        /// Whether it begins with a byte order mark.
        mark: bool,
    },
    /// One object a case and target.
    Json,
    /// A table for people.
    Text(TextOptions),
}

/// A case under a target, as the ledger shows it.
#[derive(Clone, Debug, Serialize)]
pub struct CaseLine<'a> {
    log: Cow<'a, str>,
    pub(super) case: Cow<'a, str>,
    pub(super) commitment: Cow<'a, str>,
    version: Cow<'a, str>,
    pub(super) target: usize,
    pub(super) start: Option<String>,
    pub(super) due: Option<String>,
    pub(super) stop: Option<String>,
    pub(super) elapsed_s: Option<i64>,
    pub(super) elapsed_days: Option<i64>,
    paused_s: Option<i64>,
    pub(super) value: Option<serde_json::Number>,
    #[serde(serialize_with = "word")]
    pub(super) state: State,
    pub(super) reason: Option<String>,
    line: u64,
    /// What the table says beside the state.
    #[serde(skip)]
    pub(super) remark: Remark,
}

/// What a table says of a case beside its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    Nothing,
    /// How far it is past its limit.
    Over(Overshoot),
    /// Seconds until it is due.
    Left(i64),
    /// Why it is excluded or invalid.
    Because(Reason),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields like this")]
fn word<S: serde::Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.as_str())
}

impl CaseLine<'_> {
    /// It without what it borrows from the block that it was read in.
    pub fn into_owned(self) -> CaseLine<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        CaseLine {
            log: own(self.log),
            case: own(self.case),
            commitment: own(self.commitment),
            version: own(self.version),
            target: self.target,
            start: self.start,
            due: self.due,
            stop: self.stop,
            elapsed_s: self.elapsed_s,
            elapsed_days: self.elapsed_days,
            paused_s: self.paused_s,
            value: self.value,
            state: self.state,
            reason: self.reason,
            line: self.line,
            remark: self.remark,
        }
    }
}

impl CaseLine<'_> {
    /// Whether no spreadsheet takes a cell of it for a formula.
    fn is_harmless(&self) -> bool {
        let texts = [&self.log, &self.case, &self.commitment, &self.version];
        let reason = self.reason.as_deref();
        texts.into_iter().map(Cow::as_ref).chain(reason).all(spreadsheet::is_harmless)
    }

    /// It with cells that no spreadsheet takes for formulas.
    fn harmless(mut self) -> Self {
        for text in [&mut self.log, &mut self.case, &mut self.commitment, &mut self.version] {
            *text = spreadsheet::harmless(text).into_owned().into();
        }
        self.reason = self.reason.map(|reason| spreadsheet::harmless(&reason).into_owned());
        self
    }
}

/// Writes the ledger as the cases come, so that its memory does not grow with the log.
pub struct CaseWriter<'w> {
    out: Out<'w>,
    lines: u64,
}

enum Out<'w> {
    Csv(Box<::csv::Writer<&'w mut (dyn Write + Send)>>),
    Json(&'w mut (dyn Write + Send)),
    Text(CaseTable<'w>),
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
    as_of: Option<Instant>,
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
            as_of: run.as_of,
            logs: run.logs.iter().map(|log| log.log.id.value.clone()).collect(),
            targets: targets.collect(),
        }
    }

    /// The line of a case.
    pub fn line<'a>(&'a self, judged: &'a Judged<'_>) -> CaseLine<'a> {
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
        CaseLine {
            log: self.logs.get(judged.log).map_or("", String::as_str).into(),
            case: judged.block.ids.get(judged.row).into(),
            commitment: name.map_or("", |name| &name.subject).into(),
            version: name.map_or("", |name| &name.version).into(),
            target: name.map_or(0, |name| name.place),
            start: time(judgement.start),
            due: time(judgement.due.map(|due| due.instant)),
            stop: time(judgement.stop),
            elapsed_s: seconds,
            elapsed_days: days,
            paused_s: seconds.map(|_| judgement.paused),
            value: judgement.value.map(number),
            state: judgement.state,
            reason,
            line: judged.block.lines.get(judged.row).copied().unwrap_or(0),
            remark: self.remark(judged),
        }
    }

    fn remark(&self, judged: &Judged<'_>) -> Remark {
        let judgement = &judged.judgement;
        match (judgement.state, judgement.due, self.as_of) {
            (State::Excluded | State::Invalid, ..) => {
                judgement.reason.map_or(Remark::Nothing, Remark::Because)
            }
            (State::Pending, Some(due), Some(as_of)) => Remark::Left(due.instant.saturating_sub(as_of)),
            _ => Overshoot::of(judgement, judged.target, self.as_of).map_or(Remark::Nothing, Remark::Over),
        }
    }
}

impl<'w> CaseWriter<'w> {
    /// Begins the ledger.
    pub fn new(
        format: CaseFormat,
        as_of: Option<&str>,
        out: &'w mut (dyn Write + Send),
    ) -> std::io::Result<Self> {
        let out = match format {
            CaseFormat::Csv { mark } => {
                let mut writer = spreadsheet::writer(out, mark)?;
                spreadsheet::write(&mut writer, HEADER)?;
                Out::Csv(Box::new(writer))
            }
            CaseFormat::Json => {
                write!(out, "{{\"version\":1,\"as_of\":{},\"cases\":[", serde_json::to_string(&as_of)?)?;
                Out::Json(out)
            }
            CaseFormat::Text(options) => Out::Text(CaseTable::new(options, as_of, out)?),
        };
        Ok(Self { out, lines: 0 })
    }

    /// Writes a case.
    pub fn write(&mut self, line: &CaseLine<'_>) -> std::io::Result<()> {
        self.lines += 1;
        match &mut self.out {
            Out::Csv(writer) if line.is_harmless() => writer.serialize(line).map_err(io_error),
            Out::Csv(writer) => writer.serialize(line.clone().harmless()).map_err(io_error),
            Out::Json(out) => {
                write!(out, "{}", if self.lines == 1 { "\n" } else { ",\n" })?;
                Ok(serde_json::to_writer(&mut *out, line)?)
            }
            Out::Text(table) => table.add(line),
        }
    }

    /// Ends the ledger.
    pub fn finish(self) -> std::io::Result<()> {
        match self.out {
            Out::Csv(mut writer) => writer.flush(),
            Out::Json(out) => writeln!(out, "\n]}}"),
            Out::Text(table) => table.finish(self.lines),
        }
    }
}
