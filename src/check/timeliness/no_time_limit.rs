//! TIM001: an action that is promised without a limit.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Level, Timeliness};
use crate::model::{Commitment, Target};

static CODE: Code = Code { code: "TIM001", name: "no-time-limit", level: Level::Error };

/// A commitment with no target, or whose targets limit nothing: no time, share, value or statistic.
pub struct NoTimeLimit;

impl Rule for NoTimeLimit {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("no_time_limit.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            if promises_a_limit(commitment) {
                return;
            }
            let finding = match commitment.targets.as_slice() {
                [] => Finding::new(&CODE, promise(commitment, context), Timeliness::NoTarget),
                [first, ..] => {
                    let span = context.sources.first_line(first.span);
                    Finding::new(&CODE, span, Timeliness::NoLimit { targets: commitment.targets.len() })
                }
            };
            findings.push(finding.in_definition(&commitment.id));
        }))
    }
}

/// Whether one of its targets limits something.
pub fn promises_a_limit(commitment: &Commitment) -> bool {
    commitment.targets.iter().any(is_limited)
}

/// The words that promise; without any, the id.
fn promise(commitment: &Commitment, context: &Context<'_>) -> crate::source::Span {
    let text = commitment.text.as_ref().and_then(|text| text.texts().next());
    text.map_or(commitment.id.span, |text| context.sources.first_line(text.span))
}

fn is_limited(target: &Target) -> bool {
    target.within.is_some()
        || target.ahead.is_some()
        || target.by.is_some()
        || target.at_least.is_some()
        || target.at_most.is_some()
        || target.equals.is_some()
        || target.share.is_some()
}
