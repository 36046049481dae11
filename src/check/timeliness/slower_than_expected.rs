//! TIM004: slower than customers expect, or than others are.

use crate::check::allowed::compare;
use crate::check::{Context, Each, Findings, Rule, each};
use crate::finding::{Code, Finding, Level, Note, Timeliness};
use crate::model::{Basis, Commitment, Expectation, Limit, Target, Written};
use crate::source::{Span, Spanned};
use crate::text::Duration;
use std::cmp::Ordering;

static CODE: Code = Code { code: "TIM004", name: "slower-than-expected", level: Level::Warning };

/// The limit is above the expectation or benchmark in `basis`.
pub struct SlowerThanExpected;

impl Rule for SlowerThanExpected {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("slower_than_expected.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            if let Some(basis) = &commitment.basis {
                examine(commitment, basis, findings);
            }
        }))
    }
}

fn examine(commitment: &Commitment, basis: &Basis, findings: &mut Findings) {
    let limits: Vec<_> =
        commitment.targets.iter().filter_map(|target| Some((target, limit(target)?))).collect();
    let clock = |target: &Target| target.clock.as_ref().map(|clock| clock.value.clone());
    let one_clock = limits.windows(2).all(|pair| clock(pair[0].0) == clock(pair[1].0));
    let mut reported: Vec<Span> = Vec::new();
    for (expected, benchmark) in [(&basis.expectation, false), (&basis.benchmark, true)] {
        let Some((place, expected)) = expected.as_ref().and_then(duration) else { continue };
        let is_slower = |(target, (_, limit)): &(&Target, (Span, &Written<Duration>))| {
            compare(limit.value, target.due(), expected.value, None) == Some(Ordering::Greater)
        };
        let slower: Vec<_> = limits.iter().filter(|limit| is_slower(limit)).collect();
        // Of several steps nobody knows which one the evidence is about, unless all are slower.
        if !one_clock && slower.len() < limits.len() {
            continue;
        }
        for (_, (span, limit)) in slower {
            if reported.contains(span) {
                continue;
            }
            reported.push(*span);
            let (limit, expected) = (limit.text.clone(), expected.text.clone());
            let message = Timeliness::SlowerThanExpected { limit, expected, benchmark };
            let note = if benchmark { Note::BenchmarkHere } else { Note::ExpectedHere };
            let finding = Finding::new(&CODE, *span, message).related(place, note);
            findings.push(finding.in_definition(&commitment.id));
        }
    }
}

/// How long a case may take, or the cases of a period on the whole.
fn limit(target: &Target) -> Option<(Span, &Written<Duration>)> {
    let whole = || match &target.at_most.as_ref()?.value {
        Limit::Duration(written) => Some((target.at_most.as_ref()?.span, written)),
        Limit::Number(_) => None,
    };
    target.within.as_ref().map(|within| (within.span, &within.value)).or_else(whole)
}

fn duration(expected: &Spanned<Expectation>) -> Option<(Span, &Written<Duration>)> {
    match &expected.value {
        Expectation::Duration(written) => Some((expected.span, written)),
        Expectation::Number(_) | Expectation::Share(_) => None,
    }
}
