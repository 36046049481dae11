//! Counts as the statements of `promise sql` give them, written as CSV or TSV by whatever ran them: rows in
//! any order, of which those that are alike add up.

use super::{TallyError, types};
use crate::log::{Places, Summary};
use crate::report::LogReport;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Columns before the groups, and behind them.
const BEFORE: usize = 6;
const BEHIND: usize = 10;

/// What a statement says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    version: u32,
    definitions: String,
    time_zones: String,
    as_of: String,
    timezone: String,
    commitments: Vec<String>,
    by: Vec<String>,
    log: AboutLog,
    targets: Vec<AboutTarget>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct AboutLog {
    id: String,
    timezone: String,
    timezone_declared: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct AboutTarget {
    kind: String,
    id: String,
    version: String,
    target: usize,
    timezone: String,
}

/// The cells of a row by their columns.
struct Row<'r> {
    cells: Vec<&'r str>,
    groups: usize,
}

/// What rows of one target, period and group add up to.
#[derive(Default)]
struct Sums {
    states: BTreeMap<String, u64>,
    reasons: BTreeMap<String, u64>,
    bins: BTreeMap<i64, u64>,
    sum: i128,
    /// Counted, closed, paused, excluded.
    times: [i128; 4],
}

/// Kind, id, version and place of a target, period, groups.
type Key = (String, String, String, usize, String, Vec<String>);

/// Whether a text is rows, and no JSON.
pub(super) fn are_here(text: &str) -> bool {
    !text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

/// The rows as a tally file.
pub(super) fn file(text: &str) -> Result<types::File, TallyError> {
    let records = records(text)?;
    let rows: Vec<_> = records.iter().map(Row::of).collect::<Result<_, _>>()?;
    let about = about(&rows)?;
    if rows.iter().any(|row| row.groups != about.by.len()) {
        return Err(TallyError::value("by", &about.by.join(", ")));
    }
    calendars(&rows)?;
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    let mut log = log(&about);
    let mut untold = BTreeMap::new();
    for row in &rows {
        match row.at(0) {
            "count" if row.state() == "unexpressed" => {
                *untold.entry(row.reason().to_owned()).or_default() += row.count()?;
            }
            "count" => sums.entry(row.key()?).or_default().add(row)?,
            "log" => row.add_to(&mut log)?,
            "origin" | "calendar" => {}
            other => return Err(TallyError::value("kind", other)),
        }
    }
    if !untold.is_empty() {
        return Err(TallyError::Unexpressed { cases: untold.into_iter().collect() });
    }
    let mut counts: BTreeMap<(String, String, String, usize), Vec<types::Counts>> = BTreeMap::new();
    for ((kind, id, version, target, period, by), sums) in sums {
        counts.entry((kind, id, version, target)).or_default().push(sums.counts(period, by));
    }
    let target = |of: AboutTarget| {
        let counts = counts.remove(&(of.kind.clone(), of.id.clone(), of.version.clone(), of.target));
        let AboutTarget { kind, id, version, target, timezone } = of;
        types::Target {
            kind,
            id,
            version,
            target,
            timezone: Some(timezone),
            counts: counts.unwrap_or_default(),
        }
    };
    let targets = about.targets.into_iter().map(target).collect();
    if let Some((_, id, ..)) = counts.into_keys().next() {
        return Err(TallyError::value("id", &id));
    }
    Ok(types::File {
        version: about.version,
        definitions: about.definitions,
        time_zones: about.time_zones,
        as_of: Some(about.as_of),
        timezone: about.timezone,
        commitments: about.commitments,
        by: about.by,
        period: None,
        from: None,
        until: None,
        terms: "in-force".to_owned(),
        logs: vec![types::Log::from(&log)],
        targets,
    })
}

/// All rows; the names of columns may stand before them or not.
fn records(text: &str) -> Result<Vec<csv::StringRecord>, TallyError> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    // Some programs write tabs and no quotes: a quote is then a part of the text.
    let quoted = delimiter == b',' || text.contains("\"{\"\"");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.has_headers(false).delimiter(delimiter).quoting(quoted).from_reader(text.as_bytes());
    let records = reader.records().collect::<Result<Vec<_>, _>>();
    let mut records = records.map_err(|error| TallyError::Form { reason: error.to_string() })?;
    records.retain(|record| record.get(0) != Some("kind"));
    Ok(records)
}

/// What the statement says of itself, once or alike.
fn about(rows: &[Row<'_>]) -> Result<About, TallyError> {
    let mut abouts = rows.iter().filter(|row| row.at(0) == "origin").map(|row| row.behind(BEHIND - 1));
    let text = abouts.next().ok_or(TallyError::NoOrigin)?;
    if let Some(other) = abouts.find(|other| *other != text) {
        return Err(TallyError::value("about", other));
    }
    serde_json::from_str(text).map_err(|error| TallyError::Form { reason: error.to_string() })
}

/// Whether calendars in tables are those that the statement was made with.
fn calendars(rows: &[Row<'_>]) -> Result<(), TallyError> {
    for row in rows.iter().filter(|row| row.at(0) == "calendar") {
        if row.state() != row.behind(3) || row.reason() != row.behind(4) {
            return Err(TallyError::Calendar { calendar: row.at(2).to_owned() });
        }
    }
    Ok(())
}

/// A log of which nothing is known but its name.
fn log(about: &About) -> LogReport {
    LogReport {
        id: about.log.id.clone(),
        timezone: about.log.timezone.clone(),
        timezone_declared: about.log.timezone_declared,
        summary: Summary::default(),
        judged: 0,
        invalid: 0,
        later: Places::default(),
        uncovered: 0,
        errors: Vec::new(),
        unclosed: Places::default(),
        unknown: Vec::new(),
        absent: Vec::new(),
        prints: Vec::new(),
    }
}

impl<'r> Row<'r> {
    fn of(record: &'r csv::StringRecord) -> Result<Self, TallyError> {
        let cells: Vec<_> = record.iter().collect();
        let groups = cells.len().checked_sub(BEFORE + BEHIND);
        let groups = groups.ok_or_else(|| TallyError::value("columns", &cells.len()))?;
        Ok(Self { cells, groups })
    }

    fn at(&self, place: usize) -> &'r str {
        self.cells.get(place).copied().unwrap_or_default()
    }

    /// A cell behind the groups.
    fn behind(&self, place: usize) -> &'r str {
        self.at(BEFORE + self.groups + place)
    }

    fn state(&self) -> &'r str {
        self.behind(0)
    }

    fn reason(&self) -> &'r str {
        self.behind(1)
    }

    fn count(&self) -> Result<u64, TallyError> {
        self.behind(3).parse().map_err(|_| TallyError::value("n", self.behind(3)))
    }

    fn sum(&self, place: usize) -> Result<i128, TallyError> {
        self.behind(place).parse().map_err(|_| TallyError::value("sum", self.behind(place)))
    }

    fn key(&self) -> Result<Key, TallyError> {
        let target = self.at(4).parse().map_err(|_| TallyError::value("target", self.at(4)))?;
        let by = self.cells[BEFORE..BEFORE + self.groups].iter().map(|name| (*name).to_owned()).collect();
        let own = |place: usize| self.at(place).to_owned();
        Ok((own(1), own(2), own(3), target, own(5), by))
    }

    /// Adds what became of rows of the log.
    fn add_to(&self, log: &mut LogReport) -> Result<(), TallyError> {
        /// Units of a sum in one.
        const ONE: i128 = 1_000_000_000_000;
        let count = self.count()?;
        let rows = u64::try_from(self.sum(4)? / ONE).map_err(|_| TallyError::value("sum", self.behind(4)))?;
        log.summary.rows += rows;
        match self.state() {
            "judged" => log.judged += count,
            "later" => log.later.count += count,
            "uncovered" => log.uncovered += count,
            "blank" => log.summary.blank.count += count,
            // Of a log of events it counts rows, once for each case.
            "dropped" => log.summary.dropped.count += rows,
            // Rows of a log of events that are of no case: they are among the rows alone.
            "nameless" | "unseen" => return Ok(()),
            other => return Err(TallyError::value("state", other)),
        }
        if !matches!(self.state(), "blank" | "dropped") {
            log.summary.cases += count;
        }
        log.invalid += if self.reason() == "invalid" { count } else { 0 };
        Ok(())
    }
}

impl Sums {
    fn add(&mut self, row: &Row<'_>) -> Result<(), TallyError> {
        let count = row.count()?;
        *self.states.entry(row.state().to_owned()).or_default() += count;
        if !row.reason().is_empty() {
            *self.reasons.entry(row.reason().to_owned()).or_default() += count;
        }
        if !row.behind(2).is_empty() {
            let bin = row.behind(2).parse().map_err(|_| TallyError::value("bin", row.behind(2)))?;
            *self.bins.entry(bin).or_default() += count;
        }
        self.sum += row.sum(4)?;
        for (place, time) in self.times.iter_mut().enumerate() {
            *time += row.sum(5 + place)?;
        }
        Ok(())
    }

    fn counts(mut self, period: String, by: Vec<String>) -> types::Counts {
        let mut state = |word: &str| self.states.remove(word).unwrap_or(0);
        let [counted, closed, paused, excluded] = self.times;
        types::Counts {
            period,
            by,
            met: state("met"),
            late: state("late"),
            overdue: state("overdue"),
            pending: state("pending"),
            excluded: state("excluded"),
            invalid: state("invalid"),
            reasons: self.reasons,
            count: self.bins.values().sum(),
            sum: self.sum.to_string(),
            time: Some(crate::tally::Times { counted, closed, paused, excluded }.into()),
            bins: self.bins.into_iter().collect(),
        }
    }
}
