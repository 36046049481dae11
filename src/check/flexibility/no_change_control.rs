//! FLX009: a promise that nobody will ever look at again.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::model::Commitment;

static CODE: Code = Code { code: "FLX009", name: "no-change-control", level: Level::Warning };

/// A published commitment with neither `review_by` nor `owner` nor `feedback`.
pub struct NoChangeControl;

impl Rule for NoChangeControl {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("no_change_control.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let forgotten = |commitment: &&Commitment| {
            commitment.review_by.is_none() && commitment.owner.is_none() && commitment.feedback.is_none()
        };
        for commitment in context.published().filter(forgotten) {
            let finding = Finding::new(&CODE, commitment.id.span, Flexibility::NoChangeControl);
            findings.push(finding.in_definition(&commitment.id));
        }
    }
}
