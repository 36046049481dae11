//! TIM010: a limit that the service could cut in half.

use crate::check::past::{Lived, lived, time};
use crate::check::{Context, Findings, Needs, Rule};
use crate::finding::{Code, Finding, Level, Timeliness};

static CODE: Code = Code { code: "TIM010", name: "timid", level: Level::Info };

/// A limit of which 95 % of the cases need less than half.
pub struct Timid;

/// The fewest cases that say enough.
const FEWEST: u64 = 100;

impl Rule for Timid {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("timid.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        findings.extend(lived(context).filter_map(examine));
    }
}

fn examine(lived: Lived<'_>) -> Option<Finding> {
    let within = lived.target.within.as_ref()?;
    let (limit, all) = (within.value.value, &lived.past.all);
    let took = lived.past.percentile(all, 95)?.to_integer()?;
    if all.timed() < FEWEST || took.saturating_mul(2) >= limit.amount() {
        return None;
    }
    let message = Timeliness::Timid {
        limit: within.value.text.clone(),
        took: time(limit.kind(), took)?,
        cases: all.timed(),
    };
    Some(lived.found(Finding::new(&CODE, within.span, message)))
}
