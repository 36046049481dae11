//! The second half of CON006: a limit for the end of a case under that for an earlier step of it.
//!
//! Which of two events comes first is told by the folder's own clocks, or by names that can mean
//! nothing else. What neither proves is not compared.

use super::deciding::written;
use super::order_reversed::CODE;
use super::scopes::{Served, Shelves, are_comparable, meetings};
use super::sequence::{Named, Sequence};
use super::strictness::{Strictness, limits};
use crate::check::{Context, Findings};
use crate::finding::{Consistency, Finding, Note};
use crate::model::{Clock, Commitment, Share, Status, Target, Which};
use crate::text::DurationKind;
use std::collections::HashMap;

/// A target with a limit on a clock.
#[derive(Clone, Copy)]
struct Timed<'d> {
    commitment: &'d Commitment,
    target: &'d Target,
    clock: &'d Clock,
    named: Named,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let clocks = &context.definitions.clocks;
    let clocks: HashMap<&str, (&Clock, Named)> =
        clocks.iter().map(|clock| (clock.id.value.as_str(), (clock, Named::of(clock)))).collect();
    let mut sequence = Sequence::new(&context.definitions.clocks);
    let served = Served::new(context);
    let mut timed: Vec<Timed<'_>> = Vec::new();
    let mut shelves = Shelves::new();
    for commitment in context.commitments() {
        let of_clock = |target| Some((target, *clocks.get(clock_id(target)?)?));
        for (target, (clock, named)) in commitment.targets.iter().filter_map(of_clock) {
            let own = Timed { commitment, target, clock, named };
            let start = starts(clock);
            for other in shelves.near(&start, &commitment.applies) {
                let Some(other): Option<&Timed<'_>> = timed.get::<usize>(other) else { continue };
                if let Some((step, end)) = ordered(&mut sequence, *other, own)
                    && is_reversed(step, end)
                    && share_cases(step, end, &served)
                {
                    report(context, step, end, findings);
                }
            }
            shelves.add(start, &commitment.applies, timed.len());
            timed.push(own);
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
    let calendar = |timed: Timed<'_>| timed.clock.calendar.as_ref().map(|calendar| calendar.value.clone());
    // Hours of different calendars cannot be compared.
    let comparable = !(counted(step) && counted(end)) || calendar(step) == calendar(end);
    // Where the end is promised for a part of the cases only, the others may still be waiting.
    let part = Share::parse("90%").is_some_and(|most| end.target.share() < most);
    let for_part = part && end.target.share() < step.target.share();
    comparable && !for_part && matches!(limits(step.target, end.target), Strictness::Looser(..))
}

fn share_cases(step: Timed<'_>, end: Timed<'_>, served: &Served<'_>) -> bool {
    let (one, other) = (step.commitment, end.commitment);
    one.span == other.span
        || one.id.value != other.id.value
            && one.status() == Status::Published
            && other.status() == Status::Published
            && one.effective.common_day(&other.effective).is_some()
            && are_comparable(one, other)
            && !served.apart(one, other)
}

fn report(context: &Context<'_>, step: Timed<'_>, end: Timed<'_>, findings: &mut Findings) {
    let both = |one: &Target, other: &Target| one.span == step.target.span && other.span == end.target.span;
    let Some(meeting) = meetings(step.commitment, end.commitment, both).into_iter().next() else { return };
    let (Some(limit), Some(step_limit)) = (&end.target.within, &step.target.within) else { return };
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
    findings.push(finding.in_definition(&end.commitment.id));
}
