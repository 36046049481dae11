//! FEA008: a promise that was never tried.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Feasibility, Finding, Level, PastFeasibility};
use crate::model::{Commitment, Pilot};
use crate::report::History;

static CODE: Code = Code { code: "FEA008", name: "untested", level: Level::Warning };

/// A published commitment without a pilot, or, by the logs, with one of too few cases.
pub struct Untested;

impl Rule for Untested {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("untested.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let finding = match (&commitment.pilot, context.history) {
                _ if !subject.is_published() => None,
                (None, _) => Some(Finding::new(&CODE, commitment.id.span, Feasibility::Untested)),
                (Some(pilot), Some(history)) => too_few(commitment, pilot, history),
                (Some(_), None) => None,
            };
            findings.extend(finding.map(|finding| finding.in_definition(&commitment.id)));
        }))
    }
}

/// A pilot that no log could tell of is not counted.
fn too_few(commitment: &Commitment, pilot: &Pilot, history: &History) -> Option<Finding> {
    let wanted = pilot.min_cases?;
    let past = history.of_pilot(commitment).filter(|past| past.targets.iter().any(Option::is_some))?;
    let message = PastFeasibility::PilotTooSmall { cases: past.cases, wanted: wanted.value };
    (past.cases < wanted.value).then(|| Finding::new(&CODE, wanted.span, message))
}
