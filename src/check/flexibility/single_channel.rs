//! FLX005: one way only to reach the service.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Part, Passage, Rule, each};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::source::{Span, locate};
use crate::text::only_ways;
use foldhash::{HashMap, HashMapExt as _};
use std::ops::Range;

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

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        // The same desk is often named under every commitment: read it once.
        let mut known: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let mut push = |span: Span, words: &str| {
                let words = words.to_owned();
                let finding = Finding::new(&CODE, span, Flexibility::SingleChannel { words });
                findings.push(finding.in_definition(&commitment.id));
            };
            let told = |passage: &&Passage<'_>| matches!(passage.part, Part::Text | Part::Remedy);
            for passage in subject.passages.iter().filter(told) {
                for range in passage.reading.single_channels().into_iter().take(MAX_FINDINGS) {
                    push(passage.locate(context.sources, range.clone()), passage.words(range));
                }
            }
            for (_, text) in commitment.contact.iter().flat_map(|contact| &contact.entries) {
                let ways = known.entry(text).or_insert_with(|| only_ways(text));
                for range in ways.iter().take(MAX_FINDINGS) {
                    let words = text.get(range.clone()).unwrap_or_default();
                    push(locate(context.sources, text.span, text, range.clone()), words);
                }
            }
        }))
    }
}
