//! FLX005: one way only to reach the service.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Findings, Part, Rule};
use crate::finding::{Code, Finding, Flexibility, Level};

static CODE: Code = Code { code: "FLX005", name: "single-channel", level: Level::Info };

/// Words such as 仅App or "only through the website".
pub struct SingleChannel;

impl Rule for SingleChannel {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("single_channel.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for passage in context.passages().filter(|passage| passage.part == Part::Text) {
            for range in passage.reading.single_channels().into_iter().take(MAX_FINDINGS) {
                let span = passage.locate(context.sources, range.clone());
                let words = passage.words(range).to_owned();
                let finding = Finding::new(&CODE, span, Flexibility::SingleChannel { words });
                findings.push(finding.in_definition(&passage.commitment.id));
            }
        }
    }
}
