//! CLR013: nobody to turn to.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};

static CODE: Code = Code { code: "CLR013", name: "contact-missing", level: Level::Warning };

/// A published commitment that does not say how to reach somebody about it.
pub struct ContactMissing;

impl Rule for ContactMissing {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("contact_missing.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            if subject.is_published() && commitment.contact.is_none() {
                let finding = Finding::new(&CODE, commitment.id.span, Clarity::ContactMissing);
                findings.push(finding.in_definition(&commitment.id));
            }
        }))
    }
}
