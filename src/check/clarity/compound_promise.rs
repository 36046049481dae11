//! CLR010: more promises in one text than are measured.

use crate::check::{Context, Findings, Part, Passage, Rule, promised};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::source::Span;

static CODE: Code = Code { code: "CLR010", name: "compound-promise", level: Level::Warning };

/// One text with two or more obligations with limits of their own, but fewer targets.
pub struct CompoundPromise;

impl Rule for CompoundPromise {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("compound_promise.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let mut last: Option<Span> = None;
        for passage in context.passages().filter(|passage| passage.part == Part::Text) {
            // The other languages of the same text say it again.
            if last == Some(passage.commitment.span) {
                continue;
            }
            if let Some(finding) = compound(context, passage) {
                last = Some(passage.commitment.span);
                findings.push(finding);
            }
        }
    }
}

fn compound(context: &Context<'_>, passage: &Passage<'_>) -> Option<Finding> {
    let targets = passage.commitment.targets.len();
    // Most texts have too few before anything is compared.
    let most = passage.reading.times().len().max(passage.reading.shares().len());
    if most < 2 || most <= targets {
        return None;
    }
    let limits = promised::limits(passage);
    let times = limits.promised.len();
    let shares = promised::shares(passage);
    let count = times.max(shares.promised.len());
    if count < 2 || count <= targets {
        return None;
    }
    // The one that no target has; where all are the same limit, the last.
    let range = if count == times {
        let different = limits.different.iter().map(|(time, _)| time);
        let unmeasured = limits.extra.iter().chain(different).min_by_key(|time| time.range.start);
        unmeasured.or(limits.promised.last())?.range.clone()
    } else {
        let unmeasured = shares.different.first().map(|(share, _)| share);
        unmeasured.or(shares.promised.last())?.range.clone()
    };
    let message =
        Clarity::CompoundPromise { limit: passage.words(range.clone()).to_owned(), limits: count, targets };
    let span = passage.locate(context.sources, range);
    Some(Finding::new(&CODE, span, message).in_definition(&passage.commitment.id))
}
