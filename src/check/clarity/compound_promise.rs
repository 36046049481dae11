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
    let limits = promised::limits(passage);
    let targets = passage.commitment.targets.len();
    let count = limits.promised.len();
    if count < 2 || count <= targets {
        return None;
    }
    // The one that no target has; where all are the same limit, the last.
    let different = limits.different.iter().map(|(time, _)| time);
    let unmeasured = limits.extra.iter().chain(different).min_by_key(|time| time.range.start);
    let limit = unmeasured.or(limits.promised.last())?;
    let message = Clarity::CompoundPromise {
        limit: passage.words(limit.range.clone()).to_owned(),
        limits: count,
        targets,
    };
    let span = passage.locate(context.sources, limit.range.clone());
    Some(Finding::new(&CODE, span, message).in_definition(&passage.commitment.id))
}
