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
            if !subject.is_published() {
                return;
            }
            let finding = match &commitment.pilot {
                None => Some(Finding::new(&CODE, commitment.id.span, Feasibility::Untested)),
                Some(pilot) => too_few(pilot, cases(context.history, commitment)),
            };
            findings.extend(finding.map(|finding| finding.in_definition(&commitment.id)));
        }))
    }
}

/// How many cases the pilot of a commitment has; `None` where no log could tell of it.
pub fn cases(history: Option<&History>, commitment: &Commitment) -> Option<u64> {
    let past = history?.of_pilot(commitment)?;
    past.targets.iter().any(Option::is_some).then_some(past.cases)
}

/// Whether so many cases of a pilot are fewer than it takes.
pub fn are_too_few(pilot: &Pilot, cases: u64) -> bool {
    pilot.min_cases.is_some_and(|wanted| cases < wanted.value)
}

/// A pilot that no log could tell of is not counted.
fn too_few(pilot: &Pilot, cases: Option<u64>) -> Option<Finding> {
    let cases = cases.filter(|cases| are_too_few(pilot, *cases))?;
    let wanted = pilot.min_cases?;
    let message = PastFeasibility::PilotTooSmall { cases, wanted: wanted.value };
    Some(Finding::new(&CODE, wanted.span, message))
}
