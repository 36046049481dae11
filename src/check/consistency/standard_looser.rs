//! CON012: a standard that can be met while the promise it backs is broken.

use super::deciding::{Weaker, share_place, weakest, written};
use crate::check::{Context, Each, Findings, Rule, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::witness::{Case, cases, deciding};
use crate::model::{Commitment, Standard, Target};
use crate::source::{Sources, Span};

static CODE: Code = Code { code: "CON012", name: "standard-looser-than-promise", level: Level::Error };

/// The backing standard's limit or share is weaker than the commitment's, for some case.
pub struct StandardLooser;

impl Rule for StandardLooser {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("standard_looser.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let Some(standard) = commitment.standard.as_ref().and_then(|id| context.definitions.standard(id))
            else {
                return;
            };
            if commitment.effective.common_day(&standard.effective).is_some() {
                compare(context.sources, commitment, standard, findings);
            }
        }))
    }
}

fn compare(sources: &Sources, commitment: &Commitment, standard: &Standard, findings: &mut Findings) {
    let whens = commitment.targets.iter().chain(&standard.targets).map(|target| &target.when);
    let mut reported: Vec<(Span, Span)> = Vec::new();
    for case in cases(&[&commitment.applies, &standard.applies], whens) {
        for promised in deciding(&commitment.targets, &case) {
            let backing = deciding(&standard.targets, &case).filter(|target| target.same_measure(promised));
            let Some((target, weaker)) = weakest(promised, backing) else { continue };
            if reported.contains(&(target.span, promised.span)) {
                continue;
            }
            reported.push((target.span, promised.span));
            let witness = Witness { sources, commitment, standard, target, promised, case: &case };
            for weaker in weaker {
                findings.push(witness.finding(weaker).in_definition(&standard.id));
            }
        }
    }
}

struct Witness<'a> {
    sources: &'a Sources,
    commitment: &'a Commitment,
    standard: &'a Standard,
    target: &'a Target,
    promised: &'a Target,
    case: &'a Case<'a>,
}

impl Witness<'_> {
    fn finding(&self, weaker: Weaker) -> Finding {
        let standard = self.standard.id.value.clone();
        let commitment = self.commitment.id.value.clone();
        let case = self.values();
        match weaker {
            Weaker::Limit(place, promise) => {
                let message = Consistency::StandardLimitLooser {
                    standard,
                    commitment,
                    standard_limit: written(self.sources, place),
                    promised: written(self.sources, promise),
                    case,
                };
                Finding::new(&CODE, place, message).related(promise, Note::PromisedHere)
            }
            Weaker::Share => {
                let message = Consistency::StandardShareLooser {
                    standard,
                    commitment,
                    standard_share: self.target.share().to_string(),
                    promised: self.promised.share().to_string(),
                    case,
                };
                Finding::new(&CODE, share_place(self.sources, self.target), message)
                    .related(share_place(self.sources, self.promised), Note::PromisedHere)
            }
        }
    }

    /// The case in which the two meet, where their conditions do not say it alike.
    fn values(&self) -> Vec<(String, String)> {
        if self.target.when == self.promised.when {
            return Vec::new();
        }
        self.case.shown([&self.promised.when, &self.target.when])
    }
}
