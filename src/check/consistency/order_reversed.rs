//! CON006: urgent cases that wait longer than others, ends that are due before the steps to them.

use super::deciding::{limit_place, written};
use super::scopes::are_comparable;
use super::steps;
use super::strictness::{Strictness, limits};
use crate::check::scope::{Key, contradict, key};
use crate::check::{Context, Each, Findings, Rule};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::witness::{Case, cases, deciding};
use crate::model::{Commitment, Condition, Order, Statistic, Status, Target};
use crate::source::{Sources, Span};
use std::collections::BTreeMap;

pub(super) static CODE: Code = Code { code: "CON006", name: "order-reversed", level: Level::Error };

/// By `[order]`, a severer class slower than a milder one; and a limit for the end of a case under
/// that for an earlier step of the same case.
pub struct OrderReversed;

impl Rule for OrderReversed {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("order_reversed.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for order in &context.definitions.settings.order {
            for (mild, severe) in pairs(context, order) {
                classes(context.sources, order, mild, severe, findings);
            }
        }
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(steps::each(context))
    }
}

/// Commitments whose classes are compared: each with itself, and published ones that differ in
/// nothing but the class.
fn pairs<'d>(context: &Context<'d>, order: &Order) -> Vec<(&'d Commitment, &'d Commitment)> {
    let attribute = order.attribute.value.as_str();
    let names = |condition: &Condition| condition.entries.iter().any(|(name, _)| name.value == attribute);
    let mut pairs = Vec::new();
    let mut alike: BTreeMap<(&str, Key<'_>), Vec<&Commitment>> = BTreeMap::new();
    for commitment in context.commitments() {
        let by_class = commitment.targets.iter().any(|target| names(&target.when));
        if names(&commitment.applies) || by_class {
            pairs.push((commitment, commitment));
        }
        if names(&commitment.applies) && commitment.status() == Status::Published {
            let mut clocks: Vec<_> = commitment.targets.iter().filter_map(|t| t.clock.as_ref()).collect();
            clocks.sort_unstable_by_key(|clock| &clock.value);
            clocks.dedup_by_key(|clock| &clock.value);
            for clock in clocks {
                let mut rest = key(&commitment.applies);
                rest.retain(|(name, ..)| *name != attribute);
                alike.entry((&clock.value, rest)).or_default().push(commitment);
            }
        }
    }
    for group in alike.into_values() {
        for (place, one) in group.iter().enumerate() {
            let others = group.iter().skip(place + 1).take(MOST);
            let parted = others.filter(|other| {
                contradict(&one.applies, &other.applies)
                    && one.effective.common_day(&other.effective).is_some()
                    && are_comparable(one, other)
            });
            pairs.extend(parted.flat_map(|other| [(*one, *other), (*other, *one)]));
        }
    }
    pairs
}

/// Commitments of one scope that are compared with each at most.
const MOST: usize = 16;

/// Compares the classes of one commitment with the severer ones of another.
fn classes(
    sources: &Sources,
    order: &Order,
    mild: &Commitment,
    severe: &Commitment,
    findings: &mut Findings,
) {
    let attribute = order.attribute.value.as_str();
    let mut reported: Vec<Span> = Vec::new();
    let whens = [mild, severe].into_iter().flat_map(|commitment| &commitment.targets);
    let whens: Vec<_> = whens.map(|target| target.when.without(attribute)).collect();
    // Of the scope only what targets look at too: all other attributes are as the scope wants them.
    let looked_at = |name: &str| {
        name == attribute || whens.iter().flat_map(|when| &when.entries).any(|(other, _)| other.value == name)
    };
    let scope = |commitment: &Commitment| {
        let entries = commitment.applies.entries.iter().filter(|(name, _)| looked_at(name));
        Condition { entries: entries.cloned().collect(), span: None }
    };
    let (of_mild, of_severe) = (scope(mild), scope(severe));
    let others = [of_mild.without(attribute), of_severe.without(attribute)];
    for base in cases(&[], whens.iter().chain(&others)) {
        let decided = |scope: &Condition, class| {
            let case = base.with(attribute, class);
            case.is(scope).then_some(case)
        };
        for (rank, class) in order.values.iter().enumerate().skip(1) {
            let Some(case) = decided(&of_severe, class) else { continue };
            for target in deciding(&severe.targets, &case).filter(|target| is_time(target)) {
                // The nearest milder class that is quicker.
                let mut quicker = order.values.iter().take(rank).rev().filter_map(|class| {
                    Some((class, slower_than_all(target, &mild.targets, &decided(&of_mild, class)?)?))
                });
                let Some((milder, quicker)) = quicker.next().filter(|_| !reported.contains(&target.span))
                else {
                    continue;
                };
                reported.push(target.span);
                let (place, other) = (limit_place(sources, target), limit_place(sources, quicker));
                let message = Consistency::SeverityReversed {
                    attribute: attribute.to_owned(),
                    severe: class.value.clone(),
                    severe_limit: written(sources, place),
                    mild: milder.value.clone(),
                    mild_limit: written(sources, other),
                    case: base.shown(&[target.when.without(attribute), quicker.when.without(attribute)]),
                };
                let finding = Finding::new(&CODE, place, message).related(other, Note::MilderHere);
                findings.push(finding.in_definition(&severe.id));
            }
        }
    }
}

/// Whether a target says how long something may take.
fn is_time(target: &Target) -> bool {
    let counts = target.statistic.as_ref().is_some_and(|statistic| statistic.value == Statistic::Count);
    target.within.is_some() || target.clock.is_some() && target.at_most.is_some() && !counts
}

/// Of the targets that decide about a case, the one nearest to a target that is slower than all of
/// them.
fn slower_than_all<'t>(target: &Target, targets: &'t [Target], case: &Case<'_>) -> Option<&'t Target> {
    let mut nearest = None;
    for other in targets.iter().filter(|other| other.same_measure(target)) {
        let first = targets.iter().find(|first| first.same_measure(other) && case.is(&first.when))?;
        if first.when == other.when {
            match limits(target, other) {
                Strictness::Looser(..) => nearest = Some(other),
                _ => return None,
            }
        }
    }
    nearest
}
