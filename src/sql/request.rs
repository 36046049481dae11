//! From what is asked to the statement: which log, which years, what it is read from.

use super::cell::Cells;
use super::columns::{Columns, Reader};
use super::condition::Conditions;
use super::dialect::{Dialect, FileForm};
use super::draft::Draft;
use super::error::{Inexpressible, SqlError, Why};
use super::group::Group;
use super::hours::Hours;
use super::judge::Court;
use super::relation::{Counted, Years};
use super::result::{self, Told};
use super::time::Times;
use crate::calendar::{Calendars, Zone};
use crate::clock::{Compiler, LogColumns, Measurement, Options, Plan, Roster};
use crate::log::{LogError, OpenLog};
use crate::model::{Definitions, Header, Log, Shape};
use crate::report::{AsOf, may_serve, zone_of};
use std::sync::Arc;

/// What a statement gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Counts.
    Tally,
    /// A row per case and target.
    Cases,
}

/// What is asked.
pub struct Request<'a> {
    /// The definitions.
    pub definitions: &'a Definitions,
    /// The print of the definitions.
    pub print: &'a str,
    /// The compiled calendars.
    pub calendars: &'a Calendars,
    /// The language.
    pub dialect: &'static dyn Dialect,
    /// A table or a file.
    pub from: &'a str,
    /// Commitments or standards by id; none: all that are in force.
    pub commitments: &'a [String],
    /// Columns by which the counts are split.
    pub by: &'a [String],
    /// What happened later is unseen.
    pub as_of: AsOf,
    /// The log, where several serve what is asked.
    pub log: Option<&'a str>,
    /// The names of all columns, where they cannot be read from the log's own files.
    pub columns: &'a [String],
    /// Columns of timestamps without a zone.
    pub typed: &'a [String],
    /// Columns of timestamps with a zone.
    pub instants: &'a [String],
    /// The years within which instants are judged exactly; none: those around as-of.
    pub years: Option<Years>,
    /// The table that calendars were loaded into; none: they are part of the statement.
    pub calendar_table: Option<&'a str>,
    /// What it gives.
    pub form: Form,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The log that it is about.
    pub log: String,
    /// It in words of the dialect.
    pub text: String,
}

/// The statement.
pub fn statement(request: &Request<'_>) -> Result<Statement, SqlError> {
    for id in request.commitments {
        crate::report::known(request.definitions, id)?;
    }
    let roster = Roster::new(request.definitions, request.commitments);
    let logs: Vec<_> = request.definitions.logs.iter().filter(|log| may_serve(&roster, log)).collect();
    let zones: Vec<_> = logs.iter().map(|log| zone_of(request.definitions, log).0).collect();
    let headers = logs
        .iter()
        .zip(&zones)
        .map(|(log, zone)| header(request, log, zone))
        .collect::<Result<Vec<_>, _>>()?;
    let zone = zones.first().ok_or(SqlError::NothingServed)?;
    let as_of = request.as_of.instant(zone);
    let years = request.years.unwrap_or_else(|| Years::around(zone.date_of(as_of)));
    if as_of < years.begin() || as_of > years.end() - 7 * 86_400 {
        return Err(SqlError::AsOfOutside { first: years.first, last: years.last });
    }
    let columns: Vec<_> =
        logs.iter().zip(&headers).map(|(log, header)| LogColumns { log, header: header.clone() }).collect();
    let options = Options { by: request.by.to_vec(), as_of: Some(as_of), ..Options::default() };
    let Request { definitions, calendars, .. } = *request;
    let compiler = Compiler { definitions, calendars, logs: &columns, options: &options };
    let (place, plan) = chosen(request, &compiler, &roster, &logs, &zones)?;
    let log = logs[place];
    let hours = hours(request, &plan, years)?;
    let mut draft = Draft::new(request.dialect, "step");
    let reader = Reader {
        cells: Cells { log, header: &headers[place] },
        times: Times { log, zone: &plan.zone, years },
        typed: request.typed,
        instants: request.instants,
    };
    let found = match &log.shape {
        Shape::Cases => reader.cases(&mut draft, &plan.needs)?,
        Shape::Events(events) => reader.events(&mut draft, events, &plan.needs, as_of)?,
    };
    let conditions =
        Conditions::new(&mut draft, &reader.cells, &plan.tests, (&found.attributes, &found.times), as_of);
    let named = request.form == Form::Cases;
    let court = Court { plan: &plan, roster: &roster, columns: &found, hours: &hours, as_of, years, named };
    let judged = court.judge(&mut draft, &conditions)?;
    let told = Told {
        by: groups(&draft, request, log, (&plan, &found))?,
        columns: &found,
        unexpressed: conditions.unexpressed.iter().chain(&found.unexpressed).cloned().collect(),
        roster: &roster,
        judged: &judged,
        plan: &plan,
        log,
        zone,
        as_of,
        years,
        request,
    };
    let from = source(request, log)?;
    let text = match request.form {
        Form::Tally => result::tally(draft, &told, &from),
        Form::Cases => result::cases(draft, &told, &from),
    };
    Ok(Statement { log: log.id.value.clone(), text })
}

/// The names of a log's columns: those that are given, else those of its files, where they are here.
fn header(request: &Request<'_>, log: &Log, zone: &Zone) -> Result<Vec<String>, SqlError> {
    let is_piped = log.paths.iter().any(|path| path.value == "-");
    if !request.columns.is_empty() || is_piped {
        return Ok(request.columns.to_vec());
    }
    match crate::log::open(log, zone.clone(), &mut || Box::new(std::io::empty())) {
        Ok(open) => Ok(OpenLog::columns(&open).to_vec()),
        Err(LogError::NoFile { .. }) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The log that serves what is asked, and its plan.
fn chosen(
    request: &Request<'_>,
    compiler: &Compiler<'_, '_>,
    roster: &Roster<'_>,
    logs: &[&Log],
    zones: &[Zone],
) -> Result<(usize, Plan), SqlError> {
    let ids =
        |logs: &mut dyn Iterator<Item = &&Log>| logs.map(|log| log.id.value.clone()).collect::<Vec<_>>();
    if let Some(id) = request.log {
        let place = logs.iter().position(|log| log.id.value == id);
        let unknown = || SqlError::UnknownLog { id: id.to_owned(), logs: ids(&mut logs.iter()) };
        let place = place.ok_or_else(unknown)?;
        let plan = compiler.plan(roster, place, zones[place].clone())?;
        return if plan.targets().next().is_some() {
            Ok((place, plan))
        } else {
            Err(SqlError::NothingServed)
        };
    }
    let mut serving = Vec::new();
    for (place, zone) in zones.iter().enumerate() {
        let plan = compiler.plan(roster, place, zone.clone())?;
        if plan.targets().next().is_some() {
            serving.push((place, plan));
        }
    }
    if serving.len() > 1 {
        return Err(SqlError::ManyLogs { logs: ids(&mut serving.iter().map(|(place, _)| &logs[*place])) });
    }
    serving.pop().ok_or(SqlError::NothingServed)
}

/// The calendars that limits of a plan are counted in.
fn hours<'a>(request: &Request<'a>, plan: &'a Plan, years: Years) -> Result<Vec<Hours<'a>>, SqlError> {
    let table = request.calendar_table.map(|name| table(request.dialect, name));
    let mut all: Vec<Hours<'a>> = Vec::new();
    for target in plan.targets() {
        let (Measurement::Within { limit, .. }
        | Measurement::Ahead { limit, .. }
        | Measurement::Duration { limit, .. }) = &target.measurement
        else {
            continue;
        };
        let Some(own) = &limit.hours else { continue };
        if all.iter().any(|known| std::ptr::eq(known.counted.hours, Arc::as_ptr(own))) {
            continue;
        }
        let mut calendars = request.definitions.calendars.iter();
        let is_own = |id: &str| request.calendars.get(id).is_some_and(|hours| Arc::ptr_eq(hours, own));
        let Some(calendar) = calendars.find(|calendar| is_own(&calendar.id.value)) else { continue };
        let counted = Counted { id: &calendar.id.value, hours: own };
        let hours = Hours::new(counted, years, all.len() + 1, table.as_deref());
        let log = &request.definitions.logs;
        all.push(hours.map_err(|why| match log.first() {
            Some(log) => Inexpressible::of_log(log, "calendar", why),
            None => Inexpressible { of: super::error::Of::Log(String::new()), field: "calendar", why },
        })?);
    }
    Ok(all)
}

/// What cases are grouped by.
fn groups(
    draft: &Draft,
    request: &Request<'_>,
    log: &Log,
    (plan, columns): (&Plan, &Columns),
) -> Result<Vec<Group>, Inexpressible> {
    if log.fold_case && plan.by.iter().any(Option::is_some) {
        return Err(Inexpressible::of_log(log, "fold_case", Why::FirstSpelling));
    }
    let group = |place: usize| match plan.by_start.iter().find(|(known, _)| *known == place) {
        Some((_, part)) => Group::Start(*part),
        None => Group::Column(match plan.by.get(place).copied().flatten() {
            Some(column) => columns.attributes[column].clone(),
            None => draft.literal(""),
        }),
    };
    Ok((0..request.by.len()).map(group).collect())
}

/// A table by its parts.
fn table(dialect: &dyn Dialect, name: &str) -> String {
    let parts: Vec<_> = name.split('.').map(|part| dialect.identifier(part)).collect();
    parts.join(".")
}

/// What is selected from.
fn source(request: &Request<'_>, log: &Log) -> Result<String, SqlError> {
    const ENDS: [&str; 6] = [".csv", ".csv.gz", ".csv.zst", ".tsv", ".txt", ".parquet"];
    let from = request.from;
    if !from.contains(['/', '\\', '*']) && !ENDS.iter().any(|end| from.ends_with(end)) {
        return Ok(table(request.dialect, from));
    }
    let names = (log.header == Header::None).then_some(request.columns);
    let delimiter = log.delimiter.as_ref().map_or(',', |delimiter| char::from(delimiter.value));
    let file = request.dialect.file(&FileForm { path: from, delimiter, names });
    file.ok_or_else(|| SqlError::NoFiles { dialect: request.dialect.name(), path: from.to_owned() })
}
