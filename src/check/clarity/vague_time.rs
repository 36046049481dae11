//! CLR001: words of time that name no time.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::text::VAGUE_TIME;

static CODE: Code = Code { code: "CLR001", name: "vague-time", level: Level::Error };

/// A text that says it so often needs no further finding.
const MAX_FINDINGS: usize = 20;

/// A word such as "promptly" or 尽快 with no limit in its clause.
pub struct VagueTime;

impl Rule for VagueTime {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("vague_time.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for passage in context.passages() {
            let mentions = passage.reading.mentions(&VAGUE_TIME);
            for mention in mentions.into_iter().filter(|mention| !mention.limited).take(MAX_FINDINGS) {
                let span = passage.locate(context.sources, mention.range.clone());
                let word = passage.words(mention.range).to_owned();
                let finding = Finding::new(&CODE, span, Clarity::VagueTime { word });
                findings.push(finding.in_definition(&passage.commitment.id));
            }
        }
    }
}
