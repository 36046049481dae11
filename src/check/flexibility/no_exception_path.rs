//! FLX001: a promise that nothing may go wrong with.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::model::{Share, Target};
use crate::source::Span;

static CODE: Code = Code { code: "FLX001", name: "no-exception-path", level: Level::Warning };

/// A published duration promise for all cases or nearly all of them, with no exception, no remedy and
/// no suspension in the folder.
pub struct NoExceptionPath;

impl Rule for NoExceptionPath {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("no_exception_path.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        if context.definitions.settings.suspension.is_some() {
            return None;
        }
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            if !subject.is_published() || !commitment.exceptions.is_empty() || commitment.remedy.is_some() {
                return;
            }
            let limit = commitment.targets.iter().find_map(|target| Some((target, nearly_all(target)?)));
            let Some((target, limit)) = limit else { return };
            let span = target.share.as_ref().map_or(limit, |share| share.span);
            let message = Flexibility::NoExceptionPath { share: target.share().to_string() };
            findings.push(Finding::new(&CODE, span, message).in_definition(&commitment.id));
        }))
    }
}

/// The limit in time of a target for at least 99 % of cases.
fn nearly_all(target: &Target) -> Option<Span> {
    let within = target.within.as_ref().map(|limit| limit.span);
    let limit = within.or(target.ahead.as_ref().map(|limit| limit.span))?;
    (target.share() >= Share::parse("99%")?).then_some(limit)
}
