//! TIM002: more than a day in which the customer hears nothing.

use super::prompt::{Own, PromptPromises};
use crate::check::allowed::is_over_a_day;
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Level, Note, Timeliness};

static CODE: Code = Code { code: "TIM002", name: "silent-stretch", level: Level::Warning };

/// A limit over a day, and no published promise of at most a day on the same cases and start.
pub struct SilentStretch;

impl Rule for SilentStretch {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("silent_stretch.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let prompt = PromptPromises::new(context);
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            for target in commitment.targets.iter().filter(|_| subject.is_published()) {
                let clock = target.clock.as_ref().and_then(|clock| context.clock(clock));
                let (Some(within), Some(clock)) = (&target.within, clock) else { continue };
                let is_long = is_over_a_day(within.value.value, context.calendar_of(clock)) == Some(true);
                if is_long && !prompt.break_the_silence(&Own { commitment, target, clock }) {
                    let (limit, start) = (within.value.text.clone(), clock.start.name().to_owned());
                    let finding =
                        Finding::new(&CODE, within.span, Timeliness::SilentStretch { limit, start });
                    let finding = finding.related(clock.id.span, Note::ClockHere);
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }))
    }
}
