//! CLR002: words of effort that promise no result.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::model::WordList;

static CODE: Code = Code { code: "CLR002", name: "vague-effort", level: Level::Warning };

/// A word such as "best effort" or 力争, in anything that customers read.
pub struct VagueEffort;

impl Rule for VagueEffort {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("vague_effort.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let words = context.words(WordList::VagueEffort);
        Some(each(move |subject, findings| {
            for passage in &subject.passages {
                // "Please try to be on time" is asked of the customer.
                let mentions = passage.reading.mentions(words).into_iter();
                let promised = mentions.filter(|mention| !passage.reading.is_asked(&mention.range));
                for mention in promised.take(MAX_FINDINGS) {
                    let span = passage.locate(context.sources, mention.range.clone());
                    let word = passage.words(mention.range).to_owned();
                    let finding = Finding::new(&CODE, span, Clarity::VagueEffort { word });
                    findings.push(finding.in_definition(&passage.commitment.id));
                }
            }
        }))
    }
}
