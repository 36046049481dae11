//! Targets with what the logs say of them, for the rules that hold a promise against its past.

use super::Context;
use crate::finding::{Finding, Group, NeededTime, Part};
use crate::model::{Commitment, Status, Target};
use crate::report::{Past, PastTarget};
use crate::source::Span;
use crate::tally::Counter;
use crate::text::DurationKind;

/// A target that customers are told, or that is on trial, with its past.
#[derive(Clone, Copy)]
pub(super) struct Lived<'a> {
    pub(super) commitment: &'a Commitment,
    pub(super) target: &'a Target,
    pub(super) past: &'a PastTarget,
}

/// Published commitments and pilots with their past.
pub(super) fn told<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Commitment, &'a Past)> {
    let told = |commitment: &&Commitment| matches!(commitment.status(), Status::Published | Status::Pilot);
    context.history.into_iter().flat_map(move |history| {
        let past = |commitment| Some((commitment, history.of_commitment(commitment)?));
        context.commitments().filter(told).filter_map(past)
    })
}

/// The targets that a log serves, of published commitments and pilots.
pub(super) fn lived<'a>(context: &Context<'a>) -> impl Iterator<Item = Lived<'a>> {
    told(context).flat_map(|(commitment, past)| {
        let targets = commitment.targets.iter().zip(&past.targets);
        targets.filter_map(move |(target, past)| past.as_ref().map(|past| Lived { commitment, target, past }))
    })
}

impl Lived<'_> {
    /// A finding that stands in its commitment.
    pub(super) fn found(&self, finding: Finding) -> Finding {
        finding.in_definition(&self.commitment.id)
    }

    /// Where its limit is written, else where the target is.
    pub(super) fn limit_span(&self) -> Span {
        let Self { target, .. } = self;
        let durations = [&target.within, &target.ahead].into_iter().flatten().map(|limit| limit.span);
        let bounds = [&target.at_least, &target.at_most].into_iter().flatten().map(|limit| limit.span);
        let words = [&target.by, &target.equals].into_iter().flatten().map(|word| word.span);
        durations.chain(bounds).chain(words).next().unwrap_or(target.span)
    }

    /// Where its share is written, else its limit.
    pub(super) fn share_span(&self) -> Span {
        self.target.share.as_ref().map_or_else(|| self.limit_span(), |share| share.span)
    }
}

/// What was counted of a part of the cases.
pub(super) fn group(part: Part, counter: &Counter) -> Group {
    Group { part, met: counter.met, cases: counter.decided() }
}

/// A number of seconds or days in the unit of a limit; `None` for one in months, which have no fixed length.
pub(super) fn time(kind: DurationKind, amount: i64) -> Option<NeededTime> {
    Some(match kind {
        DurationKind::Elapsed => NeededTime::Elapsed(amount),
        DurationKind::Open => NeededTime::Open(amount),
        DurationKind::Days => NeededTime::Days(amount),
        DurationKind::BusinessDays => NeededTime::BusinessDays(amount),
        DurationKind::Months => return None,
    })
}
