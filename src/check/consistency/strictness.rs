//! Which of two targets asks more, where that can be proved.

use crate::check::allowed::{compare, same_kind};
use crate::model::{Limit, Target};
use crate::source::Span;
use std::cmp::Ordering;

/// How one limit stands to another of the same measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// It allows what the other does not; the places of both limits.
    Looser(Span, Span),
    /// It allows nothing that the other does not.
    AsStrict,
    /// Neither can be proved.
    Unknown,
}

/// How the limits of `one` stand to those of `other`, shares apart.
pub(super) fn limits(one: &Target, other: &Target) -> Strictness {
    let mut all = Vec::new();
    if let (Some(a), Some(b)) = (&one.within, &other.within) {
        let order = compare(a.value.value, one.due(), b.value.value, other.due());
        all.push(strictness(order, Ordering::Greater, a.span, b.span));
    }
    if let (Some(a), Some(b)) = (&one.ahead, &other.ahead) {
        let order = same_kind(a.value.value, b.value.value);
        all.push(strictness(order, Ordering::Less, a.span, b.span));
    }
    let bounds =
        [(&one.at_least, &other.at_least, Ordering::Less), (&one.at_most, &other.at_most, Ordering::Greater)];
    for (a, b, looser) in bounds {
        match (a, b) {
            (Some(a), Some(b)) => all.push(strictness(limit(&a.value, &b.value), looser, a.span, b.span)),
            (None, None) => {}
            _ => all.push(Strictness::Unknown),
        }
    }
    let same =
        |a: Option<&str>, b: Option<&str>| if a == b { Strictness::AsStrict } else { Strictness::Unknown };
    if one.by.is_some() || one.equals.is_some() || other.equals.is_some() {
        let text =
            |field: &'_ Option<crate::source::Spanned<String>>| field.as_ref().map(|f| f.value.clone());
        all.push(same(text(&one.by).as_deref(), text(&other.by).as_deref()));
        all.push(same(text(&one.equals).as_deref(), text(&other.equals).as_deref()));
    }
    let looser = all.iter().find(|strictness| matches!(strictness, Strictness::Looser(..)));
    match looser {
        Some(looser) => *looser,
        None if !all.is_empty() && all.iter().all(|s| *s == Strictness::AsStrict) => Strictness::AsStrict,
        None => Strictness::Unknown,
    }
}

fn strictness(order: Option<Ordering>, looser: Ordering, one: Span, other: Span) -> Strictness {
    match order {
        Some(order) if order == looser => Strictness::Looser(one, other),
        Some(_) => Strictness::AsStrict,
        None => Strictness::Unknown,
    }
}

fn limit(one: &Limit, other: &Limit) -> Option<Ordering> {
    match (one, other) {
        (Limit::Number(one), Limit::Number(other)) => Some(one.cmp(other)),
        (Limit::Duration(one), Limit::Duration(other)) => same_kind(one.value, other.value),
        _ => None,
    }
}
