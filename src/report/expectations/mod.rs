//! Expected, promised, delivered: where a service falls short of what customers expect, and what no promise
//! covers.
//!
//! Surveys tell by dimension how far what customers see is from what they expect. Of each commitment the
//! expectation in its basis, its targets and what the logs measure stand side by side. Coverage tells the
//! dimensions, classes and channels, and the rows of logs that are left out. Every log is read once, and
//! memory does not grow with its rows. Nothing here knows how any of it is shown.

mod compared;
mod coverage;
mod gap;
mod survey;

pub use compared::{CommitmentCompared, Compared, Delivered, Standing, TargetCompared, WhyNot};
pub use coverage::{AttributeCoverage, Coverage, DimensionCoverage, LogCoverage, ValueCoverage};
pub use gap::DimensionGap;
pub use survey::SurveyReport;

use super::history::{Asked, History};
use super::opened::zone_of;
use super::run::{RunError, Stdin};
use crate::calendar::{Instant, Zone};
use crate::log::Progress;
use crate::model::{Commitment, Definitions, Status};
use std::sync::Arc;

/// What customers expect, what they are promised and what they get.
#[derive(Debug)]
pub struct Expectations<'d> {
    /// What happened later is unseen, with the zone to show it in; `None` where no log of cases was read, or
    /// none has a time.
    pub as_of: Option<(Instant, Zone)>,
    /// Dimensions with fewer answers are marked, and not compared with others.
    pub min_answers: u64,
    /// The surveys, in the order of the files.
    pub surveys: Vec<SurveyReport<'d>>,
    /// The commitments that are neither drafts nor retired, each version apart, in the order of the files.
    pub commitments: Vec<CommitmentCompared<'d>>,
    /// What the promises leave out.
    pub coverage: Coverage<'d>,
}

impl<'d> Expectations<'d> {
    /// Reads surveys and logs, each once; `progress` is told of the surveys.
    pub fn read(
        definitions: &'d Definitions,
        asked: Asked,
        min_answers: u64,
        progress: &Arc<Progress>,
        stdin: Stdin<'_>,
    ) -> Result<Self, RunError> {
        let mut surveys = Vec::new();
        for log in &definitions.logs {
            if let Some(survey) = &log.survey {
                surveys.push(SurveyReport::read(
                    definitions,
                    (log, survey),
                    asked,
                    min_answers,
                    progress,
                    stdin,
                )?);
            }
        }
        let history = History::read(definitions, Asked { without_costs: true, ..asked }, stdin)?;
        let history = history.as_ref();
        let zone = definitions.logs.iter().find(|log| log.survey.is_none());
        let zone = zone.map(|log| zone_of(definitions, log).0);
        let as_of = history.and_then(|history| history.as_of).zip(zone);
        let compared = |commitment: &'d Commitment| CommitmentCompared::new(commitment, history);
        let commitments = definitions.commitments.iter().filter(|commitment| is_made(commitment));
        Ok(Self {
            min_answers,
            surveys,
            commitments: commitments.map(compared).collect(),
            coverage: Coverage::new(definitions, history, as_of.as_ref()),
            as_of,
        })
    }

    /// The gap of a dimension in each survey that asks about it.
    pub fn gaps(&self, dimension: crate::model::Dimension) -> impl Iterator<Item = &DimensionGap> {
        self.surveys
            .iter()
            .flat_map(|survey| &survey.dimensions)
            .filter(move |gap| gap.dimension == dimension)
    }
}

/// Whether somebody is promised it: it is neither a draft nor retired.
fn is_made(commitment: &Commitment) -> bool {
    !matches!(commitment.status(), Status::Draft | Status::Retired)
}
