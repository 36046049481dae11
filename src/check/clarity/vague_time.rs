//! CLR001: words of time that name no time.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::model::WordList;

static CODE: Code = Code { code: "CLR001", name: "vague-time", level: Level::Error };

/// A word such as "promptly" or 尽快 with no limit in its clause.
pub struct VagueTime;

impl Rule for VagueTime {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("vague_time.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let words = context.words(WordList::VagueTime);
        Some(each(move |subject, findings| {
            for passage in &subject.passages {
                let mentions = passage.reading.mentions(words);
                // What the customer is asked to do is no promise.
                let promised = mentions
                    .into_iter()
                    .filter(|mention| !mention.limited && !passage.reading.is_asked(&mention.range));
                for mention in promised.take(MAX_FINDINGS) {
                    let span = passage.locate(context.sources, mention.range.clone());
                    let word = passage.words(mention.range).to_owned();
                    let finding = Finding::new(&CODE, span, Clarity::VagueTime { word });
                    findings.push(finding.in_definition(&passage.commitment.id));
                }
            }
        }))
    }
}
