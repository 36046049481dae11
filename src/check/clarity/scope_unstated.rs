//! CLR012: a promise to nobody in particular.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};

static CODE: Code = Code { code: "CLR012", name: "scope-unstated", level: Level::Error };

/// Neither `applies` nor `scope`.
pub struct ScopeUnstated;

impl Rule for ScopeUnstated {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("scope_unstated.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            if commitment.applies.entries.is_empty() && commitment.scope.is_none() {
                let finding = Finding::new(&CODE, commitment.id.span, Clarity::ScopeUnstated);
                findings.push(finding.in_definition(&commitment.id));
            }
        }))
    }
}
