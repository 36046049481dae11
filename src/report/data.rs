//! What was read: every row of every log accounted for.

use super::part::Unrelated;
use super::problem::AbsentFromRows;
use super::run::{LogRun, Run};
use super::values::UnknownValues;
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
    /// Of these, data errors under at least one target.
    pub invalid: u64,
    /// Cases that began after as-of.
    pub later: Places,
    /// Cases that no promise covers.
    pub uncovered: u64,
    /// Data errors of judged cases, by reason.
    pub errors: Vec<(Reason, Places)>,
    /// Cases with a pause that has no end although the clock has stopped.
    pub unclosed: Places,
    /// Values that `[order]` does not list.
    pub unknown: Vec<UnknownValues>,
    /// Events that clocks name and no row has.
    pub absent: Vec<AbsentFromRows>,
    /// By file: the prints of its cases, where they are to be known again.
    pub prints: Vec<u64>,
}

/// How many of the cases that should be judged cannot be: data errors, and rows with too few or too many
/// fields or without a case, each taken for a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spoilt {
    /// Those that cannot be judged.
    pub cases: u64,
    /// They, and all others that were judged.
    pub of: u64,
}

impl Spoilt {
    /// Those of one log.
    pub(super) fn of(summary: &Summary, judged: u64, invalid: u64) -> Self {
        let mut spoilt = Self::default();
        spoilt.add(summary, judged, invalid);
        spoilt
    }

    fn add(&mut self, summary: &Summary, judged: u64, invalid: u64) {
        let nameless = summary.events.as_ref().map_or(0, |rows| rows.nameless.count);
        let ragged = summary.ragged.count() + nameless;
        self.cases += invalid + ragged;
        self.of += judged + ragged;
    }
}

impl Run<'_> {
    /// How much of what was read cannot be judged; there when the logs were read.
    pub fn spoilt(&self) -> Spoilt {
        let mut spoilt = Spoilt::default();
        self.logs.iter().for_each(|log| spoilt.add(&log.summary, log.rows.judged, log.rows.invalid));
        spoilt
    }
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
    pub(super) fn new(logs: Vec<LogReport>) -> Self {
        Self { zones: database_version(), logs, unserved: Vec::new() }
    }

    /// How much of what was read cannot be judged.
    pub fn spoilt(&self) -> Spoilt {
        let mut spoilt = Spoilt::default();
        self.logs.iter().for_each(|log| spoilt.add(&log.summary, log.judged, log.invalid));
        spoilt
    }
}

impl LogReport {
    pub(super) fn new(log: &LogRun<'_>, run: &Run<'_>) -> Self {
        let rows = &log.rows;
        let mut prints = log.prints.clone();
        prints.resize(log.summary.files.len(), 0);
        Self {
            id: log.log.id.value.clone(),
            timezone: log.zone.name().to_owned(),
            timezone_declared: log.zone_declared,
            summary: log.summary.clone(),
            judged: rows.judged,
            invalid: rows.invalid,
            later: rows.later.clone(),
            uncovered: rows.uncovered,
            errors: rows.errors.iter().map(|(reason, places)| (*reason, places.clone())).collect(),
            unclosed: rows.unclosed.clone(),
            unknown: rows.unknown.clone(),
            absent: run.absent_from(log),
            prints,
        }
    }

    /// Adds what was read of other files of the same log.
    pub(super) fn merge(&mut self, mut other: Self) -> Result<(), Unrelated> {
        for (place, (file, print)) in other.summary.files.iter().zip(&other.prints).enumerate() {
            let is_empty = |log: &Self, place: usize| log.summary.files[place].rows == 0;
            let mut known = self.prints.iter().enumerate();
            if known.any(|(known, same)| same == print && !is_empty(self, known)) && !is_empty(&other, place)
            {
                return Err(Unrelated::SameLog { log: self.id.clone(), file: file.path.clone() });
            }
        }
        // Files come in the order of their paths, as if all had been read at once.
        let mut order: Vec<_> = self.summary.files.iter().map(|file| (file.path.clone(), false)).collect();
        order.extend(other.summary.files.iter().map(|file| (file.path.clone(), true)));
        let mut sorted: Vec<_> = (0..order.len()).collect();
        sorted.sort_by(|one, next| order[*one].cmp(&order[*next]));
        let mut places = vec![0; order.len()];
        sorted.iter().enumerate().for_each(|(place, &file)| places[file] = place);
        let (own, theirs) = places.split_at(self.summary.files.len());
        self.number_files(own);
        other.number_files(theirs);
        let files: Vec<_> = self.summary.files.drain(..).chain(other.summary.files.drain(..)).collect();
        self.summary.merge(other.summary);
        self.summary.files = sorted.iter().map(|&file| files[file].clone()).collect();
        self.prints.extend(other.prints);
        self.prints = sorted.iter().map(|&file| self.prints[file]).collect();
        self.judged += other.judged;
        self.invalid += other.invalid;
        self.later.merge(other.later);
        self.uncovered += other.uncovered;
        for (reason, places) in other.errors {
            match self.errors.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, known)) => known.merge(places),
                None => self.errors.push((reason, places)),
            }
        }
        self.errors.sort_by_key(|(reason, _)| *reason);
        self.unclosed.merge(other.unclosed);
        self.unknown.iter_mut().zip(other.unknown).for_each(|(one, other)| one.places.merge(other.places));
        // What any part has is not absent.
        self.absent.retain(|absent| other.absent.contains(absent));
        Ok(())
    }

    /// Gives the files new places, in the order in which they stand.
    fn number_files(&mut self, places: &[usize]) {
        self.each_places(&mut |list| {
            list.first.iter_mut().for_each(|place| {
                place.file = places.get(place.file).copied().unwrap_or(0);
            });
        });
    }

    /// Hands out every list of places.
    pub fn each_places(&mut self, take: &mut impl FnMut(&mut Places)) {
        self.summary.each_places(take);
        [&mut self.later, &mut self.unclosed].into_iter().for_each(&mut *take);
        self.errors.iter_mut().for_each(|(_, places)| take(places));
        self.unknown.iter_mut().for_each(|unknown| take(&mut unknown.places));
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
