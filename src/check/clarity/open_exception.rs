//! CLR008: hedges in a promise that defines no exception.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::model::WordList;

static CODE: Code = Code { code: "CLR008", name: "open-exception", level: Level::Error };

/// A word such as "usually" or 特殊情况 in a commitment with no exception at all.
pub struct OpenException;

impl Rule for OpenException {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("open_exception.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let words = context.words(WordList::OpenException);
        Some(each(move |subject, findings| {
            let texts =
                if subject.commitment.exceptions.is_empty() { subject.passages.as_slice() } else { &[] };
            for passage in texts {
                for mention in passage.reading.mentions(words).into_iter().take(MAX_FINDINGS) {
                    let span = passage.locate(context.sources, mention.range.clone());
                    let word = passage.words(mention.range).to_owned();
                    let finding = Finding::new(&CODE, span, Clarity::OpenException { word });
                    findings.push(finding.in_definition(&passage.commitment.id));
                }
            }
        }))
    }
}
