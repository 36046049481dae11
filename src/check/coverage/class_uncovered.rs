//! COV002: a class of cases or customers, or a channel, that no promise is about, and rows of logs that none covers.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Coverage, Finding, Level, UncoveredValues};
use crate::model::witness::{canonical, plain};
use crate::model::{Commitment, Condition, Item, Target, Test};
use crate::report::{Absent, LogHistory};
use crate::source::Span;
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;

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
        for named in Names::of(context).list {
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
        let named = values.iter().take(MOST_NAMED).cloned().collect();
        UncoveredValues { attribute: attribute.clone(), named, more: values.len().saturating_sub(MOST_NAMED) }
    });
    let message = Coverage::Rows {
        log: past.id.clone(),
        uncovered: past.uncovered,
        cases: past.cases,
        values: values.collect(),
    };
    let finding = Finding::new(&CODE, log.id.span, message).in_definition(&log.id);
    (past.uncovered > 0).then_some(finding)
}

/// A value of an attribute, where it is named first.
struct Named<'d> {
    attribute: &'d str,
    value: &'d str,
    span: Span,
    definition: Option<&'d str>,
}

/// The values that conditions and `[order]` name; those of exceptions are causes, not classes.
#[derive(Default)]
struct Names<'d> {
    list: Vec<Named<'d>>,
    seen: HashSet<(&'d str, Cow<'d, str>)>,
}

impl<'d> Names<'d> {
    fn of(context: &Context<'d>) -> Self {
        let mut names = Self::default();
        for commitment in context.commitments() {
            names.add_all(&commitment.applies, &commitment.targets, &commitment.id);
        }
        let definitions = context.definitions;
        for standard in &definitions.standards {
            names.add_all(&standard.applies, &standard.targets, &standard.id);
        }
        for order in &definitions.settings.order {
            for value in &order.values {
                names.add(Named { attribute: &order.attribute, value, span: value.span, definition: None });
            }
        }
        names
    }

    fn add_all(&mut self, applies: &'d Condition, targets: &'d [Target], id: &'d str) {
        let whens = targets.iter().map(|target| &target.when);
        for (attribute, test) in [applies].into_iter().chain(whens).flat_map(|condition| &condition.entries) {
            for item in &test.any {
                if let Item::Value(value) = &item.value {
                    self.add(Named { attribute, value, span: item.span, definition: Some(id) });
                }
            }
        }
    }

    fn add(&mut self, named: Named<'d>) {
        if !named.value.is_empty() && self.seen.insert((named.attribute, canonical(named.value))) {
            self.list.push(named);
        }
    }
}

/// What published commitments cover.
#[derive(Default)]
struct Covered<'d> {
    commitments: usize,
    attributes: HashMap<&'d str, Values<'d>>,
}

/// The values of an attribute that are covered by the commitments that limit it.
#[derive(Default)]
struct Values<'d> {
    limited_by: usize,
    plain: HashSet<Cow<'d, str>>,
    /// The tests of a commitment and of its targets that name more than single values.
    tests: Vec<(Option<&'d Test>, Vec<&'d Test>)>,
}

impl<'d> Covered<'d> {
    fn new(published: impl Iterator<Item = &'d Commitment>) -> Self {
        let mut covered = Self::default();
        for commitment in published {
            covered.commitments += 1;
            let mut names: Vec<_> = limited(commitment).collect();
            names.sort_unstable();
            names.dedup();
            for attribute in names {
                covered.attributes.entry(attribute).or_default().add(attribute, commitment);
            }
        }
        covered
    }

    fn holds(&self, attribute: &str, value: &str) -> bool {
        // Whoever does not limit the attribute covers all its values.
        let Some(values) = self.attributes.get(attribute) else { return true };
        values.limited_by < self.commitments || values.hold(value)
    }
}

impl<'d> Values<'d> {
    fn add(&mut self, attribute: &str, commitment: &'d Commitment) {
        self.limited_by += 1;
        let applies = test(&commitment.applies, attribute);
        let whens: Option<Vec<_>> =
            commitment.targets.iter().map(|target| test(&target.when, attribute)).collect();
        // A target without the attribute takes every value.
        let whens = whens.unwrap_or_default();
        match applies {
            Some(applies) if plain(applies).is_some() => {
                let named = plain(applies).into_iter().flatten();
                let taken =
                    named.filter(|value| whens.is_empty() || whens.iter().any(|w| w.holds(value, false)));
                self.plain.extend(taken.map(canonical));
            }
            _ => self.tests.push((applies, whens)),
        }
    }

    fn hold(&self, value: &str) -> bool {
        let holds = |(applies, whens): &(Option<&Test>, Vec<&Test>)| {
            applies.is_none_or(|test| test.holds(value, false))
                && (whens.is_empty() || whens.iter().any(|test| test.holds(value, false)))
        };
        self.plain.contains(&*canonical(value)) || self.tests.iter().any(holds)
    }
}

/// The attributes that `applies` limits, or every target of a commitment.
fn limited(commitment: &Commitment) -> impl Iterator<Item = &str> {
    let (first, others) = commitment.targets.split_first().map_or((None, &[][..]), |(f, o)| (Some(f), o));
    let in_all = move |name: &&str| others.iter().all(|target| test(&target.when, name).is_some());
    let whens = first.into_iter().flat_map(|target| attributes(&target.when)).filter(in_all);
    attributes(&commitment.applies).chain(whens)
}

fn attributes(condition: &Condition) -> impl Iterator<Item = &str> {
    condition.entries.iter().map(|(name, _)| name.value.as_str())
}

fn test<'d>(condition: &'d Condition, attribute: &str) -> Option<&'d Test> {
    condition.entries.iter().find(|(name, _)| name.value == attribute).map(|(_, test)| test)
}
