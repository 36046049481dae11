//! Which targets decide about a case, and which of two is weaker.

use super::strictness::{Strictness, limits};
use crate::check::witness::Case;
use crate::model::{Statistic, Target};
use crate::source::{Sources, Span};

/// What targets measure: the clock or value, the kind of limit, the statistic. As
/// [`Target::same_measure`], in a form to look things up by.
pub(super) type MeasureKey<'t> = (Option<&'t str>, Option<&'t str>, [bool; 3], Option<Statistic>);

/// The key of what a target measures; `None` where it limits nothing.
pub(super) fn measure_key(target: &Target) -> Option<MeasureKey<'_>> {
    target.measure()?;
    let kind = [target.within.is_some(), target.ahead.is_some(), target.by.is_some()];
    let statistic = target.statistic.as_ref().map(|statistic| statistic.value);
    let statistic = statistic.filter(|statistic| *statistic != Statistic::Share);
    Some((
        target.clock.as_deref().map(String::as_str),
        target.value.as_deref().map(String::as_str),
        kind,
        statistic,
    ))
}

/// The targets that decide about a case: of each measure those with the first `when` that holds.
pub(super) fn deciding<'t>(targets: &'t [Target], case: &'t Case) -> impl Iterator<Item = &'t Target> {
    targets.iter().filter(move |target| {
        let first = targets.iter().find(|other| other.same_measure(target) && case.is(&other.when));
        first.is_some_and(|first| first.when == target.when)
    })
}

/// In what a target is weaker than another.
#[derive(Clone, Copy)]
pub(super) enum Weaker {
    /// In its limit: the places of both.
    Limit(Span, Span),
    /// In its share.
    Share,
}

/// The target that is weaker than what is asked, and in what, if none of them is as strict.
pub(super) fn weakest<'t>(
    asked: &Target,
    targets: impl Iterator<Item = &'t Target>,
) -> Option<(&'t Target, Vec<Weaker>)> {
    let mut found: Option<(&Target, Vec<Weaker>)> = None;
    for target in targets {
        let mut weaker = match limits(target, asked) {
            Strictness::Looser(place, other) => vec![Weaker::Limit(place, other)],
            Strictness::AsStrict => Vec::new(),
            Strictness::Unknown => return None,
        };
        if target.is_share() && target.share() < asked.share() {
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

/// Where a target says its limit.
pub(super) fn limit_place(sources: &Sources, target: &Target) -> Span {
    let span = target.within.as_ref().map(|limit| limit.span);
    let span = span.or(target.ahead.as_ref().map(|limit| limit.span));
    let span = span.or(target.by.as_ref().map(|column| column.span));
    let span = span.or(target.at_least.as_ref().map(|limit| limit.span));
    let span = span.or(target.at_most.as_ref().map(|limit| limit.span));
    let span = span.or(target.equals.as_ref().map(|value| value.span));
    span.unwrap_or_else(|| sources.first_line(target.span))
}

/// Where a target says its share; where it says none, its limit.
pub(super) fn share_place(sources: &Sources, target: &Target) -> Span {
    target.share.as_ref().map_or_else(|| limit_place(sources, target), |share| share.span)
}

/// A value as its author wrote it, without quotes.
pub(super) fn written(sources: &Sources, span: Span) -> String {
    sources.text(span).trim_matches(['"', '\'']).to_owned()
}
