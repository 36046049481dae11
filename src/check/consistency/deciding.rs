//! Which targets decide about a case, and which of two is weaker.

use super::strictness::{Strictness, limits};
use crate::model::witness::canonical;
use crate::model::{Limit, Statistic, Target};
use crate::source::{Sources, Span, Spanned};

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

/// Whether two targets of one measure have the same limits, shares apart; `None` where their limits
/// are of different kinds.
pub(super) fn same_limits(one: &Target, other: &Target) -> Option<bool> {
    let kinds =
        |target: &Target| [target.at_least.is_some(), target.at_most.is_some(), target.equals.is_some()];
    if kinds(one) != kinds(other) {
        return None;
    }
    let time = |target: &Target| {
        let limit = target.within.as_ref().or(target.ahead.as_ref()).map(|limit| limit.value.value);
        (limit, target.due_at.as_ref().map(|due| due.value))
    };
    let bound = |bound: &Option<Spanned<Limit>>| match bound.as_ref().map(|bound| &bound.value) {
        None => (None, None),
        Some(Limit::Number(number)) => (Some(*number), None),
        Some(Limit::Duration(written)) => (None, Some(written.value)),
    };
    let by = |target: &Target| target.by.as_ref().map(|by| by.value.clone());
    let equals = |one: &Target, other: &Target| match (&one.equals, &other.equals) {
        (Some(one), Some(other)) => canonical(one) == canonical(other),
        (None, None) => true,
        _ => false,
    };
    Some(
        time(one) == time(other)
            && bound(&one.at_least) == bound(&other.at_least)
            && bound(&one.at_most) == bound(&other.at_most)
            && by(one) == by(other)
            && equals(one, other),
    )
}
