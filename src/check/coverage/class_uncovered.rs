//! COV002: a class of cases or customers, or a channel, that no promise is about, and rows of logs that none covers.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Coverage, Finding, Level, UncoveredValues};
use crate::model::coverage::{Covered, NamedValues};
use crate::report::{Absent, LogHistory};

static CODE: Code = Code { code: "COV002", name: "class-or-channel-uncovered", level: Level::Info };

/// A value of an attribute that the folder names and no published commitment covers; with logs, also the
/// cases that none covers.
pub struct ClassUncovered;

impl Rule for ClassUncovered {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("class_uncovered.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let covered = Covered::new(context.published());
        for named in named(context).list() {
            if !covered.holds(named.attribute, named.value) {
                let (attribute, value) = (named.attribute.to_owned(), named.value.to_owned());
                let finding = Finding::new(&CODE, named.span, Coverage::Class { attribute, value });
                findings.push(match named.definition {
                    Some(id) => finding.in_definition(id),
                    None => finding,
                });
            }
        }
        let Some(history) = context.history else { return };
        // Whom a promise is about that asks for a column that is not there, nobody knows (FEA010).
        let is_known = |log: &&LogHistory| {
            let lacks = |absent: &Absent| absent.column.tells_cases && absent.logs.contains(&log.id);
            !history.absent.iter().any(lacks)
        };
        findings.extend(history.logs.iter().filter(is_known).filter_map(|log| of_log(context, log)));
    }
}

/// So many values of an attribute are named; they are the most frequent.
const MOST_NAMED: usize = 3;

fn of_log(context: &Context<'_>, past: &LogHistory) -> Option<Finding> {
    let log = context.definitions.logs.iter().find(|log| log.id.value == past.id)?;
    let values = past.values.iter().map(|(attribute, values)| {
        let uncovered = values.iter().map(|value| (value.value.clone(), value.uncovered.count));
        let uncovered: Vec<_> = uncovered.filter(|(_, count)| *count > 0).collect();
        let more = uncovered.len().saturating_sub(MOST_NAMED);
        let named = uncovered.into_iter().take(MOST_NAMED).collect();
        UncoveredValues { attribute: attribute.clone(), named, more }
    });
    let values = values.filter(|values: &UncoveredValues| !values.named.is_empty());
    let message = Coverage::Rows {
        log: past.id.clone(),
        uncovered: past.uncovered.count,
        cases: past.cases,
        values: values.collect(),
    };
    let finding = Finding::new(&CODE, log.id.span, message).in_definition(&log.id);
    (past.uncovered.count > 0).then_some(finding)
}

/// The values that conditions and `[order]` name.
fn named<'d>(context: &Context<'d>) -> NamedValues<'d> {
    let definitions = context.definitions;
    let mut named = NamedValues::default();
    context.commitments().for_each(|commitment| named.add_commitment(commitment));
    for standard in &definitions.standards {
        named.add_all(&standard.applies, &standard.targets, &standard.id);
    }
    for order in &definitions.settings.order {
        named.add_order(order);
    }
    named
}
