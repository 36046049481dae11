//! FLX009: a promise that nobody will ever look at again.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Flexibility, Level};

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

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            let forgotten =
                commitment.review_by.is_none() && commitment.owner.is_none() && commitment.feedback.is_none();
            if subject.is_published() && forgotten {
                let finding = Finding::new(&CODE, commitment.id.span, Flexibility::NoChangeControl);
                findings.push(finding.in_definition(&commitment.id));
            }
        }))
    }
}
