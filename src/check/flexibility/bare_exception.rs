//! FLX002: an exception that leaves the customer with nothing.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::model::Exception;
use crate::source::Span;

static CODE: Code = Code { code: "FLX002", name: "bare-exception", level: Level::Error };

/// An exception without `instead`: no notice, no new limit, no alternative.
pub struct BareException;

impl Rule for BareException {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("bare_exception.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let bare = |(_, exception): &(usize, &Exception)| exception.instead.is_none();
            for (place, exception) in commitment.exceptions.iter().enumerate().filter(bare) {
                let message = Flexibility::BareException { exception: exception.name(place + 1) };
                let finding = Finding::new(&CODE, shown(context, exception), message);
                findings.push(finding.in_definition(&commitment.id));
            }
        }))
    }
}

/// The narrowest place that names the exception.
pub(super) fn shown(context: &Context<'_>, exception: &Exception) -> Span {
    let id = exception.id.as_ref().map(|id| id.span);
    let text = exception.text.as_ref().and_then(|text| text.texts().next()).map(|text| text.span);
    context.sources.first_line(id.or(text).unwrap_or(exception.span))
}
