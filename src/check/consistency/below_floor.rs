//! CON007: a promise below what law or contract demands.

use super::deciding::{Weaker, share_place, weakest, written};
use crate::check::{Context, Each, Findings, Rule, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::witness::{Case, cases, deciding};
use crate::model::{Commitment, Floor, Standard, Target};
use crate::source::{Sources, Span};
use foldhash::{HashMap, HashMapExt as _};
use std::collections::BTreeSet;

static CODE: Code = Code { code: "CON007", name: "below-floor", level: Level::Error };

/// A commitment weaker than a standard with `floor`, for some case that both are about.
pub struct BelowFloor;

impl Rule for BelowFloor {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("below_floor.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let standards = &context.definitions.standards;
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, standard) in standards.iter().enumerate().filter(|(_, standard)| standard.floor.is_some())
        {
            for name in standard.targets.iter().filter_map(measured) {
                by_name.entry(name).or_default().push(place);
            }
        }
        if by_name.is_empty() {
            return None;
        }
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let names = commitment.targets.iter().filter_map(measured);
            let floors: BTreeSet<_> = names.filter_map(|name| by_name.get(name)).flatten().collect();
            for standard in floors.into_iter().filter_map(|place| standards.get(*place)) {
                if commitment.effective.common_day(&standard.effective).is_some() {
                    compare(context.sources, commitment, standard, findings);
                }
            }
        }))
    }
}

/// The clock or value of a target.
fn measured(target: &Target) -> Option<&str> {
    target.clock.as_ref().or(target.value.as_ref()).map(|name| name.value.as_str())
}

fn compare(sources: &Sources, commitment: &Commitment, standard: &Standard, findings: &mut Findings) {
    let Some(floor) = &standard.floor else { return };
    let whens = commitment.targets.iter().chain(&standard.targets).map(|target| &target.when);
    let mut reported: Vec<(Span, Span)> = Vec::new();
    for case in cases(&[&commitment.applies, &standard.applies], whens) {
        for demanded in deciding(&standard.targets, &case) {
            let promised =
                deciding(&commitment.targets, &case).filter(|target| target.same_measure(demanded));
            let Some((target, weaker)) = weakest(demanded, promised) else { continue };
            if reported.contains(&(target.span, demanded.span)) {
                continue;
            }
            reported.push((target.span, demanded.span));
            let below = Below { sources, floor, target, demanded, case: &case };
            for weaker in weaker {
                findings.push(below.finding(weaker).in_definition(&commitment.id));
            }
        }
    }
}

struct Below<'a> {
    sources: &'a Sources,
    floor: &'a Floor,
    target: &'a Target,
    demanded: &'a Target,
    case: &'a Case<'a>,
}

impl Below<'_> {
    fn finding(&self, weaker: Weaker) -> Finding {
        let source = self.floor.source.value.clone();
        let dated = self.floor.dated.as_ref().map(|date| date.value.to_string());
        let case = if self.target.when == self.demanded.when {
            Vec::new()
        } else {
            self.case.shown([&self.target.when, &self.demanded.when])
        };
        match weaker {
            Weaker::Limit(place, demand) => {
                let (limit, floor) = (written(self.sources, place), written(self.sources, demand));
                let message = Consistency::LimitBelowFloor { source, dated, limit, floor, case };
                Finding::new(&CODE, place, message).related(demand, Note::FloorHere)
            }
            Weaker::Share => {
                let (share, floor) = (self.target.share().to_string(), self.demanded.share().to_string());
                let message = Consistency::ShareBelowFloor { source, dated, share, floor, case };
                Finding::new(&CODE, share_place(self.sources, self.target), message)
                    .related(share_place(self.sources, self.demanded), Note::FloorHere)
            }
        }
    }
}
