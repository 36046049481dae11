//! CLR012: a promise to nobody in particular.

use crate::check::{Context, Findings, Rule};
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

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let unstated = context
            .commitments()
            .filter(|commitment| commitment.applies.entries.is_empty() && commitment.scope.is_none());
        for commitment in unstated {
            let finding = Finding::new(&CODE, commitment.id.span, Clarity::ScopeUnstated);
            findings.push(finding.in_definition(&commitment.id));
        }
    }
}
