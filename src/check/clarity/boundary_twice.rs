//! CLR007: a bound that is in two bands, or in none.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level, Note};

static CODE: Code = Code { code: "CLR007", name: "boundary-twice", level: Level::Warning };

/// Neighbouring bands of a text that both include or both exclude the value where they meet.
pub struct BoundaryTwice;

impl Rule for BoundaryTwice {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("boundary_twice.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            for passage in subject.texts() {
                let bands = passage.reading.bands();
                for (index, second) in bands.iter().enumerate() {
                    // The same bound is named by few bands of a text.
                    let meets = |first: &&crate::text::Band| {
                        first.value == second.value
                            && first.unit == second.unit
                            && first.is_upper != second.is_upper
                    };
                    let Some(first) = bands[..index].iter().rev().find(meets) else { continue };
                    if first.includes != second.includes {
                        continue;
                    }
                    let message = Clarity::BoundaryTwice {
                        first: passage.words(first.range.clone()).to_owned(),
                        second: passage.words(second.range.clone()).to_owned(),
                        includes: second.includes,
                    };
                    let place =
                        |range: &std::ops::Range<usize>| passage.locate(context.sources, range.clone());
                    let finding = Finding::new(&CODE, place(&second.range), message);
                    let finding = finding.related(place(&first.range), Note::OtherBand);
                    findings.push(finding.in_definition(&passage.commitment.id));
                }
            }
        }))
    }
}
