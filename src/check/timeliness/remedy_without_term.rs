//! TIM005: a remedy that comes some time or other.

use crate::check::{Context, Each, Part, Rule, Subject, each};
use crate::finding::{Code, Finding, Level, Timeliness};
use crate::model::Remedy;
use crate::source::{Sources, Span};

static CODE: Code = Code { code: "TIM005", name: "remedy-without-term", level: Level::Error };

/// A remedy without `paid_within`.
pub struct RemedyWithoutTerm;

impl Rule for RemedyWithoutTerm {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("remedy_without_term.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let Some(remedy) = commitment.remedy.as_ref().filter(|remedy| remedy.paid_within.is_none())
            else {
                return;
            };
            if remedy.is_in_figures() || !names_a_term(subject) {
                let finding =
                    Finding::new(&CODE, shown(context.sources, remedy), Timeliness::RemedyWithoutTerm);
                findings.push(finding.in_definition(&commitment.id));
            }
        }))
    }
}

/// Work that is done again has its term in words alone.
fn names_a_term(subject: &Subject<'_>) -> bool {
    let mut texts = subject.passages.iter().filter(|passage| passage.part == Part::Remedy);
    texts.any(|passage| passage.reading.has_limit())
}

/// What is to be paid; without an amount the words.
fn shown(sources: &Sources, remedy: &Remedy) -> Span {
    let amount = remedy.amount.as_ref().map(|amount| amount.span);
    let tier = remedy.tiers.first().map(|tier| tier.amount.span);
    let text = remedy.text.as_ref().and_then(|text| text.texts().next()).map(|text| text.span);
    sources.first_line(amount.or(tier).or(text).unwrap_or(remedy.span))
}
