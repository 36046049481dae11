//! FEA008: a promise that was never tried.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Feasibility, Finding, Level};

static CODE: Code = Code { code: "FEA008", name: "untested", level: Level::Warning };

/// A published commitment without a pilot.
pub struct Untested;

impl Rule for Untested {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("untested.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for commitment in context.published().filter(|commitment| commitment.pilot.is_none()) {
            let finding = Finding::new(&CODE, commitment.id.span, Feasibility::Untested);
            findings.push(finding.in_definition(&commitment.id));
        }
    }
}
