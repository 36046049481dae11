//! FLX007: a clock that may stand still for ever.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Flexibility, Level};

static CODE: Code = Code { code: "FLX007", name: "unbounded-wait", level: Level::Warning };

/// A pause with neither a maximum nor a reminder.
pub struct UnboundedWait;

impl Rule for UnboundedWait {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("unbounded_wait.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for clock in &context.definitions.clocks {
            for pause in clock.pauses.iter().filter(|pause| pause.max.is_none() && pause.remind.is_none()) {
                let message = Flexibility::UnboundedWait { pause: pause.name.value.clone() };
                findings.push(Finding::new(&CODE, pause.name.span, message).in_definition(&clock.id));
            }
        }
    }
}
