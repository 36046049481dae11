//! CON012: a standard that can be met while the promise it backs is broken.

use super::strictness::{Strictness, limits};
use crate::check::witness::{Case, cases};
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Consistency, Finding, Level, Note};
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

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for commitment in context.commitments() {
            let Some(standard) = commitment.standard.as_ref().and_then(|id| context.definitions.standard(id))
            else {
                continue;
            };
            if commitment.effective.common_day(&standard.effective).is_some() {
                compare(context.sources, commitment, standard, findings);
            }
        }
    }
}

fn compare(sources: &Sources, commitment: &Commitment, standard: &Standard, findings: &mut Findings) {
    let whens = commitment.targets.iter().chain(&standard.targets).map(|target| &target.when);
    let mut reported: Vec<(Span, Span)> = Vec::new();
    for case in cases(whens.chain([&commitment.applies, &standard.applies])) {
        if !case.is(&commitment.applies) || !case.is(&standard.applies) {
            continue;
        }
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

/// The targets that decide about a case: of each measure those with the first `when` that holds.
fn deciding<'t>(targets: &'t [Target], case: &'t Case) -> impl Iterator<Item = &'t Target> {
    targets.iter().filter(move |target| {
        let first = targets.iter().find(|other| other.same_measure(target) && case.is(&other.when));
        first.is_some_and(|first| first.when == target.when)
    })
}

/// In what a target of a standard is weaker.
#[derive(Clone, Copy)]
enum Weaker {
    Limit(Span, Span),
    Share,
}

/// The standard's target that is weaker than the promised one, and in what, if none of them is as
/// strict.
fn weakest<'t>(
    promised: &Target,
    backing: impl Iterator<Item = &'t Target>,
) -> Option<(&'t Target, Vec<Weaker>)> {
    let mut found: Option<(&Target, Vec<Weaker>)> = None;
    for target in backing {
        let mut weaker = match limits(target, promised) {
            Strictness::Looser(place, promise) => vec![Weaker::Limit(place, promise)],
            Strictness::AsStrict => Vec::new(),
            Strictness::Unknown => return None,
        };
        if target.is_share() && target.share() < promised.share() {
            weaker.push(Weaker::Share);
        }
        if weaker.is_empty() {
            return None;
        }
        // Of several, the one that comes nearest.
        if found.as_ref().is_none_or(|(_, other)| weaker.len() < other.len()) {
            found = Some((target, weaker));
        }
    }
    found
}

struct Witness<'a> {
    sources: &'a Sources,
    commitment: &'a Commitment,
    standard: &'a Standard,
    target: &'a Target,
    promised: &'a Target,
    case: &'a Case,
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
                    standard_limit: self.written(place),
                    promised: self.written(promise),
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
                let place = |target: &Target| {
                    let limit = target.within.as_ref().map(|within| within.span);
                    let share = target.share.as_ref().map(|share| share.span);
                    share.or(limit).unwrap_or_else(|| self.sources.first_line(target.span))
                };
                Finding::new(&CODE, place(self.target), message)
                    .related(place(self.promised), Note::PromisedHere)
            }
        }
    }

    fn written(&self, span: Span) -> String {
        self.sources.text(span).trim_matches(['"', '\'']).to_owned()
    }

    /// The case in which the two meet, where their conditions do not say it alike.
    fn values(&self) -> Vec<(String, String)> {
        if self.target.when == self.promised.when {
            return Vec::new();
        }
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.promised.when.entries.iter().chain(&self.target.when.entries) {
            if !names.contains(&name.value.as_str()) {
                names.push(name);
            }
        }
        names.iter().map(|name| ((*name).to_owned(), self.case.value(name).to_owned())).collect()
    }
}
