//! TIM011: the gravest cases, and nobody is called.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Level, Note, Timeliness};
use crate::model::{Commitment, Condition, Item, Order};
use crate::source::{Span, Spanned};
use crate::text::SEVERE;

static CODE: Code = Code { code: "TIM011", name: "no-escalation", level: Level::Warning };

/// A published commitment for cases of the severest class, without `escalation`.
pub struct NoEscalation;

impl Rule for NoEscalation {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("no_escalation.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let orders = &context.definitions.settings.order;
        Some(each(move |subject, findings| {
            if subject.is_published() && subject.commitment.escalation.is_none() {
                findings.extend(examine(subject.commitment, orders));
            }
        }))
    }
}

fn examine(commitment: &Commitment, orders: &[Order]) -> Option<Finding> {
    let conditions = commitment.targets.iter().map(|target| &target.when);
    let named = conditions.chain([&commitment.applies]).flat_map(values);
    let severe = named.filter_map(|asked| Some((asked, severity(orders, asked.0, asked.1)?)));
    let ((attribute, value, span), severity) = severe.min_by_key(|((_, _, span), _)| *span)?;
    let message = Timeliness::NoEscalation { attribute: attribute.to_owned(), value: value.to_owned() };
    let finding = Finding::new(&CODE, span, message).in_definition(&commitment.id);
    Some(match severity {
        Severity::Ordered(place) => finding.related(place, Note::OrderHere),
        Severity::Named => finding,
    })
}

/// The values that a condition asks for, with their attributes and places.
fn values(condition: &Condition) -> impl Iterator<Item = (&str, &str, Span)> {
    let wanted = condition.entries.iter().filter(|(_, test)| !test.negated);
    wanted.flat_map(|(attribute, test)| {
        test.any.iter().filter_map(|item| match &item.value {
            Item::Value(value) => Some((attribute.value.as_str(), value.as_str(), item.span)),
            Item::Range(_) => None,
        })
    })
}

/// Why a value is the severest class.
enum Severity {
    /// It is the last of the folder's order.
    Ordered(Span),
    /// Its word says so.
    Named,
}

/// Of values that the folder puts in order the last one counts, whatever their words.
fn severity(orders: &[Order], attribute: &str, value: &str) -> Option<Severity> {
    let is = |known: &&Spanned<String>| known.value == value;
    let order = orders.iter().find(|order| order.attribute.value == attribute);
    match order.filter(|order| order.values.iter().any(|known| is(&known))) {
        Some(order) => order.values.last().filter(is).map(|last| Severity::Ordered(last.span)),
        None => SEVERE.is_term(value).then_some(Severity::Named),
    }
}
