//! The second half of CON006: a limit for the end of a case under that for an earlier step of it.
//!
//! Which of two events comes first is told by the folder's own clocks, or by names that can mean
//! nothing else. What neither proves is not compared.

use super::deciding::written;
use super::order_reversed::CODE;
use super::scopes::{Served, Shelves, meetings, share_cases};
use super::sequence::{Named, Sequence};
use super::strictness::{Strictness, limits};
use crate::check::{self, Context, Each, Findings};
use crate::finding::{Consistency, Finding, Note};
use crate::model::{Clock, Commitment, Share, Target, Which};
use crate::source::Span;
use crate::text::DurationKind;
use foldhash::{HashMap, HashSet};
use std::collections::BTreeSet;

/// A target with a limit on a clock.
#[derive(Clone, Copy)]
struct Timed<'d> {
    commitment: &'d Commitment,
    target: &'d Target,
    clock: &'d Clock,
    named: Named,
}

pub(super) fn each<'a>(context: &'a Context<'a>) -> Each<'a> {
    let clocks = &context.definitions.clocks;
    let clocks: HashMap<&str, (&Clock, Named)> =
        clocks.iter().map(|clock| (clock.id.value.as_str(), (clock, Named::of(clock)))).collect();
    let mut sequence = Sequence::new(&context.definitions.clocks);
    let served = Served::new(context);
    let mut timed: Vec<Vec<Timed<'_>>> = Vec::new();
    let mut shelves = Shelves::new();
    check::each(move |subject, findings| {
        let commitment = subject.commitment;
        let of_clock = |target| Some((target, *clocks.get(clock_id(target)?)?));
        let own = commitment.targets.iter().filter_map(of_clock);
        let own: Vec<_> =
            own.map(|(target, (clock, named))| Timed { commitment, target, clock, named }).collect();
        compare(context, &mut sequence, &own, &own, findings);
        if subject.is_published() {
            let starts: HashSet<_> = own.iter().map(|timed| starts(timed.clock)).collect();
            let near: BTreeSet<usize> =
                starts.iter().flat_map(|start| shelves.near(start, &commitment.applies)).collect();
            for other in near.into_iter().filter_map(|other| timed.get(other)) {
                if other.first().is_some_and(|other| share_cases(other.commitment, commitment, &served)) {
                    compare(context, &mut sequence, other, &own, findings);
                }
            }
            for start in starts {
                shelves.add(start, &commitment.applies, timed.len());
            }
            timed.push(own);
        }
    })
}

/// Compares the targets of one commitment with those of another, or with its own. Of an end that is
/// due before several steps only one is told.
fn compare<'d>(
    context: &Context<'_>,
    sequence: &mut Sequence<'d>,
    ones: &[Timed<'d>],
    others: &[Timed<'d>],
    findings: &mut Findings,
) {
    let mut told: Vec<Span> = Vec::new();
    for one in ones {
        for other in others.iter().filter(|other| other.clock.start.is_same(&one.clock.start)) {
            let Some((step, end)) = ordered(sequence, *one, *other) else { continue };
            if !told.contains(&end.target.span)
                && is_reversed(step, end)
                && let Some(finding) = report(context, step, end)
            {
                told.push(end.target.span);
                findings.push(finding);
            }
        }
    }
}

/// The two in the order in which their clocks stop, where that is proved.
fn ordered<'d>(
    sequence: &mut Sequence<'d>,
    one: Timed<'d>,
    other: Timed<'d>,
) -> Option<(Timed<'d>, Timed<'d>)> {
    if one.clock.stop.name() == other.clock.stop.name() {
        return None;
    }
    let mut is_before = |one: Timed<'d>, other: Timed<'d>| {
        sequence.is_before(one.clock, other.clock) || one.named == Named::First && other.named == Named::End
    };
    match (is_before(one, other), is_before(other, one)) {
        (true, false) => Some((one, other)),
        (false, true) => Some((other, one)),
        _ => None,
    }
}

fn clock_id(target: &Target) -> Option<&str> {
    target.within.as_ref()?;
    target.clock.as_ref().map(|clock| clock.value.as_str())
}

/// What starts a clock.
fn starts(clock: &Clock) -> (Vec<&str>, Which) {
    (clock.start.events.iter().map(|event| event.value.as_str()).collect(), clock.start.which)
}

/// Whether the step's limit leaves more time than that for the end of the case.
fn is_reversed(step: Timed<'_>, end: Timed<'_>) -> bool {
    let counted = |timed: Timed<'_>| {
        let kind = timed.target.within.as_ref().map(|within| within.value.value.kind());
        matches!(kind, Some(DurationKind::Open | DurationKind::BusinessDays))
    };
    // Hours of different calendars cannot be compared.
    let calendar = |timed: Timed<'_>| timed.clock.calendar.as_ref().map(|calendar| calendar.value.clone());
    // Where the end is promised for a part of the cases only, the others may still be waiting.
    let is_part = |share: Share| Share::parse("90%").is_some_and(|most| share < most);
    matches!(limits(step.target, end.target), Strictness::Looser(..))
        && (!(counted(step) && counted(end)) || calendar(step) == calendar(end))
        && !(end.target.share() < step.target.share() && is_part(end.target.share()))
}

fn report(context: &Context<'_>, step: Timed<'_>, end: Timed<'_>) -> Option<Finding> {
    let both = |one: &Target, other: &Target| one.span == step.target.span && other.span == end.target.span;
    let meeting = meetings(step.commitment, end.commitment, both).into_iter().next()?;
    let (limit, step_limit) = (end.target.within.as_ref()?, step.target.within.as_ref()?);
    let mut looked_at = vec![&step.target.when, &end.target.when];
    if step.commitment.span != end.commitment.span {
        looked_at.extend([&step.commitment.applies, &end.commitment.applies]);
    }
    let message = Consistency::EndBeforeStep {
        end: end.clock.stop.name().to_owned(),
        limit: written(context.sources, limit.span),
        step: step.clock.stop.name().to_owned(),
        step_limit: written(context.sources, step_limit.span),
        case: meeting.case.shown(looked_at),
    };
    let finding = Finding::new(&CODE, limit.span, message).related(step_limit.span, Note::StepHere);
    Some(finding.in_definition(&end.commitment.id))
}
