//! CLR001: words of time that name no time.

use crate::check::{Context, Findings, Rule, customer_prose};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::source::locate;
use crate::text::{Reading, VAGUE_TIME};

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
        for commitment in context.commitments() {
            for text in customer_prose(commitment) {
                let mentions = Reading::new(text).mentions(&VAGUE_TIME);
                let vague =
                    mentions.into_iter().filter(|mention| !mention.limited).map(|mention| mention.range);
                let vague: Vec<_> = vague.take(MAX_FINDINGS).collect();
                let spans = locate(context.sources, text.span, text, &vague);
                for (range, span) in vague.iter().zip(spans) {
                    let message = Clarity::VagueTime { word: text[range.clone()].to_owned() };
                    findings.push(Finding::new(&CODE, span, message).in_definition(&commitment.id));
                }
            }
        }
    }
}
