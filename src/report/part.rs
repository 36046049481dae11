//! What a run counted, ready to be reported on, or to be merged with what was counted of other parts of
//! the same logs.

use super::counting::LogCounts;
use super::data::LogReport;
use super::remedy::Claims;
use super::run::{Query, Run, Terms};
use super::sample::scale_of;
use crate::calendar::{Instant, Zone, database_version};
use crate::clock::Roster;
use crate::model::{Date, Definitions, Period};
use crate::tally::{Counters, Scale};

/// What was counted of logs.
#[derive(Debug)]
pub struct Part {
    /// What happened later is unseen; `None` where the logs hold no time at all.
    pub as_of: Option<Instant>,
    /// The zone in which as-of is shown: that of the first log.
    pub zone: Zone,
    /// By number of the target: the zone in which its dates are taken; `None` where no log serves it.
    pub zones: Vec<Option<Zone>>,
    /// What was read of each log, and what became of every row.
    pub logs: Vec<LogReport>,
    /// The cases by target, period and group; open ones are decided.
    pub counters: Counters,
    /// Whether it is known what became of the time of ended cases.
    pub timed: bool,
    /// By log: what was noted for what is owed; `None` where that was not asked for, or nothing can be owed.
    pub claims: Option<Vec<Claims>>,
    /// Whether of the numbers of ended cases the bins alone are known.
    pub binned: bool,
}

/// What parts must have in common to be parts of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The fingerprint of the definitions.
    pub definitions: String,
    /// The release of the time zone database.
    pub time_zones: String,
    /// What happened later is unseen.
    pub as_of: Option<Instant>,
    /// Commitments or standards that were asked for; none: all that are in force.
    pub commitments: Vec<String>,
    /// Attributes by which the counts are split.
    pub by: Vec<String>,
    /// The period of every target, instead of its own.
    pub period: Option<Period>,
    /// The first day of cases that are counted.
    pub from: Option<Date>,
    /// The first day that is no longer counted.
    pub until: Option<Date>,
    /// By which version's terms cases are judged.
    pub terms: Terms,
}

/// Why what was counted apart does not belong together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unrelated {
    /// The definitions have changed.
    #[error("it was counted by other definitions: count the logs again with `promise tally`")]
    Definitions,
    /// The time zones have changed.
    #[error(
        "it was counted with release {theirs} of the time zone database, and this is {ours}: count the logs again"
    )]
    TimeZones {
        /// Their release.
        theirs: String,
        /// That of this program, or of the other part.
        ours: String,
    },
    /// They see the cases at different times.
    #[error(
        "it was counted as of {theirs}, and the one before it as of {ours}: count all parts with one --as-of"
    )]
    AsOf {
        /// Its time.
        theirs: String,
        /// That of the parts before it.
        ours: String,
    },
    /// Something else was asked.
    #[error("it was counted with another {option} than the one before it: count all parts alike")]
    Asked {
        /// The option.
        option: &'static str,
    },
    /// The same cases are in both.
    #[error("{file} of log \"{log}\" is in the one before it too: its cases would count twice")]
    SameLog {
        /// The log.
        log: String,
        /// The file.
        file: String,
    },
}

impl Origin {
    /// Where counts come from that are made of these definitions.
    pub fn new(definitions: String, query: &Query, as_of: Option<Instant>) -> Self {
        Self {
            definitions,
            time_zones: database_version().to_owned(),
            as_of,
            commitments: query.commitments.clone(),
            by: query.by.clone(),
            period: query.period,
            from: query.from,
            until: query.until,
            terms: query.terms,
        }
    }

    /// What was asked.
    pub fn query(&self) -> Query {
        Query {
            commitments: self.commitments.clone(),
            by: self.by.clone(),
            period: self.period,
            from: self.from,
            until: self.until,
            terms: self.terms,
            ..Query::default()
        }
    }

    /// Whether counts of another origin can be added; `zone` shows times.
    pub fn accepts(&self, other: &Self, zone: &Zone) -> Result<(), Unrelated> {
        if other.definitions != self.definitions {
            return Err(Unrelated::Definitions);
        }
        if other.time_zones != self.time_zones {
            let (theirs, ours) = (other.time_zones.clone(), self.time_zones.clone());
            return Err(Unrelated::TimeZones { theirs, ours });
        }
        if other.as_of != self.as_of {
            let shown = |at: Option<Instant>| at.map_or_else(String::new, |at| zone.rfc3339(at).to_string());
            return Err(Unrelated::AsOf { theirs: shown(other.as_of), ours: shown(self.as_of) });
        }
        let options = [
            ("--commitment", other.commitments == self.commitments),
            ("--by", other.by == self.by),
            ("--period", other.period == self.period),
            ("--from", other.from == self.from),
            ("--until", other.until == self.until),
            ("--terms", other.terms == self.terms),
        ];
        options.iter().find(|(_, same)| !same).map_or(Ok(()), |(option, _)| Err(Unrelated::Asked { option }))
    }

    /// What is judged.
    pub fn roster<'d>(&self, definitions: &'d Definitions, zone: &Zone) -> Roster<'d> {
        let mut roster = Roster::new(definitions, &self.commitments);
        if let (Terms::Current, Some(as_of)) = (self.terms, self.as_of) {
            roster.keep_current(zone.date_of(as_of));
        }
        roster
    }
}

/// The bins of every target of a roster, by number.
pub fn scales(roster: &Roster<'_>) -> Vec<Scale> {
    roster.each().map(|(.., target)| scale_of(target)).collect()
}

impl Part {
    /// What was counted of each log of a run, in their order.
    pub fn of(run: &mut Run<'_>, counted: Vec<LogCounts>) -> Self {
        let (mut counters, mut claims) = (Counters::default(), Vec::new());
        for (log, counts) in run.logs.iter_mut().zip(counted) {
            (log.rows, log.prints) = (counts.rows, counts.prints);
            run.latest = run.latest.max(counts.latest);
            counters.merge(counts.counters);
            claims.push(counts.claims);
        }
        run.finish();
        let as_of = run.as_of.or(run.latest);
        if let Some(as_of) = as_of {
            counters.settle(as_of);
        }
        let binned = run.budget.is_spent();
        if binned {
            counters.bin(&run.scales);
        }
        Self {
            as_of,
            zone: run.logs.first().map_or_else(Zone::utc, |log| log.zone.clone()),
            zones: run.zones.clone(),
            logs: run.logs.iter().map(|log| LogReport::new(log, run)).collect(),
            counters,
            timed: run.times,
            claims: run.priced.is_some().then_some(claims),
            binned,
        }
    }

    /// Adds a part of the same origin: other cases of the same logs.
    pub fn merge(&mut self, other: Self) -> Result<(), Unrelated> {
        for log in other.logs {
            match self.logs.iter_mut().find(|known| known.id == log.id) {
                Some(known) => known.merge(log)?,
                None => self.logs.push(log),
            }
        }
        for (zone, other) in self.zones.iter_mut().zip(other.zones) {
            *zone = zone.take().or(other);
        }
        self.counters.merge(other.counters);
        self.binned |= other.binned;
        self.timed &= other.timed;
        Ok(())
    }
}
