//! CLR001: words of time that name no time.

use crate::check::{Context, Findings, Rule, customer_prose};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::source::locate;
use crate::text::{Reading, VAGUE_TIME};

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

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for commitment in context.commitments() {
            for text in customer_prose(commitment) {
                let mentions = Reading::new(text).mentions(&VAGUE_TIME);
                for mention in mentions.into_iter().filter(|mention| !mention.limited) {
                    let span = locate(context.sources, text.span, text, mention.range.clone());
                    let word = text[mention.range].to_owned();
                    let finding = Finding::new(&CODE, span, Clarity::VagueTime { word });
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }
    }
}
