//! CLR004: a limit that begins and ends nowhere.

use crate::check::{Context, Each, Passage, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level, Note};
use crate::model::Commitment;
use crate::source::{Sources, Span};
use crate::text::{CLOCK_STARTS, CLOCK_STOPS};

static CODE: Code = Code { code: "CLR004", name: "clock-ends-unstated", level: Level::Error };

/// A time limit with no clock, and a text that names neither of its ends.
pub struct ClockEndsUnstated;

impl Rule for ClockEndsUnstated {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("clock_ends_unstated.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let has_clock = commitment.targets.iter().any(|target| target.clock.is_some());
            let texts: Vec<_> = subject.texts().collect();
            if !has_clock && !texts.iter().any(|text| names_an_end(text)) {
                findings.extend(unstated(context.sources, commitment, &texts));
            }
        }))
    }
}

fn names_an_end(text: &Passage<'_>) -> bool {
    let reading = &text.reading;
    !reading.events().is_empty()
        || !reading.mentions(&CLOCK_STARTS).is_empty()
        || !reading.mentions(&CLOCK_STOPS).is_empty()
}

/// The limits of targets without a clock; without any target, that of the text. What a value
/// measures is defined where the value is.
fn unstated(sources: &Sources, commitment: &Commitment, texts: &[&Passage<'_>]) -> Vec<Finding> {
    let said = texts.iter().find_map(|text| {
        let limit = text.reading.obligations().into_iter().next()?.limit.range;
        Some((text.locate(sources, limit.clone()), text.words(limit).to_owned()))
    });
    let finding = |span: Span, limit: String| {
        Finding::new(&CODE, span, Clarity::ClockEndsUnstated { limit }).in_definition(&commitment.id)
    };
    if commitment.targets.is_empty() {
        return said.into_iter().map(|(span, limit)| finding(span, limit)).collect();
    }
    let limits = commitment.targets.iter().filter_map(|target| target.within.as_ref());
    let one = |limit: &crate::source::Spanned<crate::model::Written<_>>| {
        let found = finding(limit.span, limit.value.text.clone());
        match &said {
            Some((span, _)) => found.related(*span, Note::TextHere),
            None => found,
        }
    };
    limits.map(one).collect()
}
