//! CLR014: a share or statistic of no period.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::model::Target;
use crate::source::{Sources, Span};

static CODE: Code = Code { code: "CLR014", name: "window-unstated", level: Level::Error };

/// A written share or statistic without `per`.
pub struct WindowUnstated;

impl Rule for WindowUnstated {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("window_unstated.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            for target in commitment.targets.iter().filter(|target| target.per.is_none()) {
                let Some((span, message)) = unstated(target, context.sources) else { continue };
                findings.push(Finding::new(&CODE, span, message).in_definition(&commitment.id));
            }
        }))
    }
}

fn unstated(target: &Target, sources: &Sources) -> Option<(Span, Clarity)> {
    if let Some(share) = &target.share {
        return Some((share.span, Clarity::ShareWithoutPeriod { share: share.value.to_string() }));
    }
    let span = target.statistic.as_ref()?.span;
    let statistic = sources.text(span).trim_matches(['"', '\'']).to_owned();
    Some((span, Clarity::StatisticWithoutPeriod { statistic }))
}
