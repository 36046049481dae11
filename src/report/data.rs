//! What was read: every row of every log accounted for.

use super::run::{LogRun, Run};
use crate::calendar::database_version;
use crate::clock::Reason;
use crate::log::{Places, Summary};
use crate::model::{Measure, Target};

/// What was read, and what became of it.
#[derive(Debug)]
pub struct DataReport {
    /// The version of the time zone database.
    pub zones: &'static str,
    /// Each log.
    pub logs: Vec<LogReport>,
    /// Targets that no log serves.
    pub unserved: Vec<Unserved>,
}

/// A log and its rows. Rows are blank, ragged, dropped copies or cases; cases are judged, later than
/// as-of, or covered by no promise that was asked for.
#[derive(Debug)]
pub struct LogReport {
    /// Its id.
    pub id: String,
    /// The zone of times without an offset.
    pub timezone: String,
    /// Whether the zone was declared for it.
    pub timezone_declared: bool,
    /// What its reader counted.
    pub summary: Summary,
    /// Cases that at least one target was about.
    pub judged: u64,
    /// Cases that began after as-of.
    pub later: u64,
    /// Cases that no promise covers.
    pub uncovered: u64,
    /// Data errors of judged cases, by reason.
    pub errors: Vec<(Reason, Places)>,
}

/// What was wrong with rows of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem<'a> {
    /// Rows with too few fields, not judged.
    Short,
    /// Rows with too many fields, not judged.
    Long,
    /// Characters that stand for bytes that are none of the encoding's.
    Malformed,
    /// Times that the clocks jumped over.
    Gap,
    /// Values of a column that cannot be read.
    Unreadable(&'a str),
    /// Cases that are data errors for another reason.
    Case(Reason),
}

/// A target that no log serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unserved {
    /// The commitment or standard.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The 1-based place of the target.
    pub target: usize,
    /// The clock or value that no log has; `None` for a target without a limit.
    pub needs: Option<String>,
}

impl DataReport {
    pub(super) fn new(run: &Run<'_>) -> Self {
        Self {
            zones: database_version(),
            logs: run.logs.iter().map(LogReport::new).collect(),
            unserved: Vec::new(),
        }
    }
}

impl LogReport {
    fn new(run: &LogRun<'_>) -> Self {
        Self {
            id: run.log.id.value.clone(),
            timezone: run.zone.name().to_owned(),
            timezone_declared: run.zone_declared,
            summary: run.summary.clone(),
            judged: run.rows.judged,
            later: run.rows.later,
            uncovered: run.rows.uncovered,
            errors: run.rows.errors.iter().map(|(reason, places)| (*reason, places.clone())).collect(),
        }
    }

    /// What was wrong with its rows, and where first. What a column says of unreadable values is not
    /// said again of the cases that have them.
    pub fn problems(&self) -> Vec<(Problem<'_>, &Places)> {
        let summary = &self.summary;
        let mut problems = vec![
            (Problem::Short, &summary.ragged.short),
            (Problem::Long, &summary.ragged.long),
            (Problem::Malformed, &summary.malformed),
            (Problem::Gap, &summary.gaps),
        ];
        let unreadable = summary.unreadable.iter();
        problems.extend(unreadable.map(|column| (Problem::Unreadable(&column.column), &column.places)));
        let cases = self.errors.iter().filter(|(reason, _)| !reason.is_unreadable());
        problems.extend(cases.map(|(reason, places)| (Problem::Case(*reason), places)));
        problems.retain(|(_, places)| places.count > 0);
        problems
    }
}

impl Unserved {
    pub(super) fn new(id: &str, version: &str, place: usize, target: &Target) -> Self {
        let needs = match target.measure() {
            Some(
                Measure::Within(name, _)
                | Measure::Ahead(name, _)
                | Measure::By(name, _)
                | Measure::ClockStatistic(name, _)
                | Measure::Value(name)
                | Measure::ValueStatistic(name, _),
            ) => Some(name.to_owned()),
            None => None,
        };
        Self { id: id.to_owned(), version: version.to_owned(), target: place, needs }
    }
}
