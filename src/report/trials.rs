//! The report of trials: each pilot by itself, in its own scope and on its own days.

use super::history::Asked;
use super::opened::Readings;
use super::run::{Query, Run, RunError, Stdin};
use super::{Report, SubjectReport};
use crate::clock::{Roster, Subject};
use crate::model::{Commitment, Definitions, Status};

/// What became of the trials of commitments that are on trial or were told to customers.
#[derive(Debug)]
pub struct Trials {
    /// A commitment for each version with a trial.
    pub report: Report,
}

impl Trials {
    /// Whether a commitment has a trial that logs can tell of: drafts have not begun theirs, and of retired
    /// ones nobody asks.
    pub fn has(commitment: &Commitment) -> bool {
        let begun = matches!(commitment.status(), Status::Pilot | Status::Published | Status::Suspended);
        begun && commitment.pilot.is_some()
    }

    /// Reads the logs once. `None` without trials, and where no log is defined that could tell of them.
    pub fn read(definitions: &Definitions, asked: Asked, stdin: Stdin<'_>) -> Result<Option<Self>, RunError> {
        let tried = definitions.commitments.iter().filter(|commitment| Self::has(commitment));
        let roster = Roster::of(tried.filter_map(Subject::of_pilot).collect());
        let readings = Readings::open(definitions, &roster, stdin)?;
        if readings.is_empty() || roster.targets == 0 {
            return Ok(None);
        }
        let Asked { from, until, as_of, threads, without_costs: _ } = asked;
        let query = Query { from, until, as_of, threads, tolerant: true, ..Query::default() };
        let run = Run::over(readings, definitions, roster, &query)?;
        Ok(Some(Self { report: Report::collect(run, &query)? }))
    }

    /// What became of the trial of a commitment.
    pub fn of(&self, commitment: &Commitment) -> Option<&SubjectReport> {
        let version = commitment.version();
        let is = |known: &&SubjectReport| known.id == commitment.id.value && known.version == version;
        self.report.commitments.iter().find(is)
    }
}
