//! FEA007: a promise that nobody inside answers for.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Feasibility, Finding, Level};

static CODE: Code = Code { code: "FEA007", name: "unowned", level: Level::Warning };

/// A published commitment without `owner`, or without a standard that backs it.
pub struct Unowned;

impl Rule for Unowned {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("unowned.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            let (owner, standard) = (commitment.owner.is_none(), commitment.standard.is_none());
            if subject.is_published() && (owner || standard) {
                let message = Feasibility::Unowned { owner, standard };
                findings.push(Finding::new(&CODE, commitment.id.span, message).in_definition(&commitment.id));
            }
        }))
    }
}
