//! FLX006: one limit for cases that are not alike.

use crate::check::past::{Lived, lived, time};
use crate::check::{Context, Findings, Needs, Rule};
use crate::finding::{Code, Finding, Flexibility, Level, NeededTime};
use crate::report::Split;

static CODE: Code = Code { code: "FLX006", name: "one-size", level: Level::Warning };

/// One limit for classes of which one takes more than four times as long as another.
pub struct OneSize;

/// How many times the 90th percentiles of classes may differ.
const TIMES: i64 = 4;
/// The fewest cases of a class of which a 90th percentile says anything.
const FEWEST: u64 = 30;

impl Rule for OneSize {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("one_size.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for lived in lived(context) {
            let classes = lived.past.splits.iter().filter(|split| split.kind.is_class);
            findings.extend(classes.filter_map(|split| examine(&lived, split)));
        }
    }
}

fn examine(lived: &Lived<'_>, split: &Split) -> Option<Finding> {
    let within = lived.target.within.as_ref()?;
    let kind = within.value.value.kind();
    let named = split.groups.iter().filter(|(value, cut)| !value.is_empty() && cut.timed() >= FEWEST);
    let mut took: Vec<_> = named
        .filter_map(|(value, cut)| {
            let amount = lived.past.percentile(cut, 90)?.to_integer()?;
            Some((amount, value.to_string()))
        })
        .collect();
    took.sort();
    let ((quick, quickest), (slow, slowest)) = (took.first()?, took.last()?);
    if *quick <= 0 || *slow <= quick.saturating_mul(TIMES) {
        return None;
    }
    let class = |value: &String, amount: i64| -> Option<(String, NeededTime)> {
        Some((value.clone(), time(kind, amount)?))
    };
    let message = Flexibility::OneSize {
        limit: within.value.text.clone(),
        attribute: split.attribute.clone(),
        quickest: class(quickest, *quick)?,
        slowest: class(slowest, *slow)?,
    };
    Some(lived.found(Finding::new(&CODE, within.span, message)))
}
