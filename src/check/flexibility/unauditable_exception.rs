//! FLX003: an exception that no column of a log can prove.

use super::bare_exception::shown;
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::model::Exception;

static CODE: Code = Code { code: "FLX003", name: "unauditable-exception", level: Level::Warning };

/// An exception in words alone, without `when`: nobody can check which cases it left out.
pub struct UnauditableException;

impl Rule for UnauditableException {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("unauditable_exception.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let in_words = |(_, exception): &(usize, &Exception)| exception.when.entries.is_empty();
            for (place, exception) in commitment.exceptions.iter().enumerate().filter(in_words) {
                let message = Flexibility::UnauditableException { exception: exception.name(place + 1) };
                let finding = Finding::new(&CODE, shown(context, exception), message);
                findings.push(finding.in_definition(&commitment.id));
            }
        }))
    }
}
