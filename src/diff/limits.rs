//! Shares, periods and bounds of values, each by its own order.

use super::verdict::Verdict;
use super::{Effect, FieldChange, Kind, Reason, fields};
use crate::model::{Absent, CountedBy, Limit, Period, Share, Statistic, Target};
use crate::source::Spanned;
use std::cmp::Ordering;

/// The effect of fields that changed: what the verdict says; where nothing that is promised changed,
/// another way to write it.
pub(super) fn effect<'d>(verdict: Verdict, fields: Vec<FieldChange>) -> Option<Effect<'d>> {
    if let Some(reason) = verdict.reason() {
        return Some(Effect::undecided(reason, fields));
    }
    match verdict.kind() {
        Some(kind) => Some(Effect::new(kind, fields)),
        None if fields.is_empty() => None,
        None => Some(Effect::new(Kind::Reworded, fields)),
    }
}

/// What two targets of one measure promise beside their limits in time.
pub(super) fn effects<'d>(prefix: &str, old: &'d Target, new: &'d Target) -> Vec<Effect<'d>> {
    let one = |verdict: Verdict, old_field: fields::Field<'_>, new_field: fields::Field<'_>| {
        effect(verdict, fields::change(prefix, &old_field, &new_field, Some(new.span)).into_iter().collect())
    };
    let mut effects = Vec::new();
    let share_of = |target: &'d Target| -> fields::Field<'d> {
        (
            "share",
            target.share.map(|share| fields::Value::Share(share.value)),
            target.share.map(|share| share.span),
        )
    };
    effects.extend(one(share(old, new), share_of(old), share_of(new)));
    let per = |target: &'d Target| fields::word("per", target.per.as_ref(), Period::as_str);
    effects.extend(one(period(old, new), per(old), per(new)));
    let counted_by = |target: &'d Target| {
        fields::word("counted_by", target.counted_by.as_ref(), |by| match by {
            CountedBy::Start => "start",
            CountedBy::Due => "due",
            CountedBy::Stop => "stop",
        })
    };
    effects.extend(one(counted(old, new), counted_by(old), counted_by(new)));
    let absent = |target: &'d Target| {
        fields::word("absent", target.absent.as_ref(), |absent| match absent {
            Absent::Excluded => "excluded",
            Absent::Breached => "breached",
        })
    };
    let breaches = |target: &Target| target.absent.is_some_and(|absent| absent.value == Absent::Breached);
    effects.extend(one(Verdict::more(&breaches(old), &breaches(new)), absent(old), absent(new)));
    effects
}

fn share(old: &Target, new: &Target) -> Verdict {
    if old.is_share() && new.is_share() { Verdict::more(&old.share(), &new.share()) } else { Verdict::Same }
}

/// How a period stands to another at the same share: what holds in each of several periods holds in
/// the longer one that they make up, and not the other way round.
fn period(old: &Target, new: &Target) -> Verdict {
    let per = |target: &Target| target.per.map_or(Period::Month, |per| per.value);
    let (was, is) = (per(old), per(new));
    if was == is || is_every_case(old, new) {
        return Verdict::Same;
    }
    let longer = match length(was, is) {
        Some(Ordering::Less) => Verdict::Worse,
        Some(_) => Verdict::Better,
        None => return Verdict::Unknown(Reason::Periods),
    };
    match new.statistic.map(|statistic| statistic.value) {
        None | Some(Statistic::Share | Statistic::Mean | Statistic::Percentile(_)) => longer,
        // Two in each month are two in the year; at most two in the year are at most two in each month.
        Some(Statistic::Count) => match (new.at_least.is_some(), new.at_most.is_some()) {
            (true, false) => longer,
            (false, true) => longer.reversed(),
            _ => Verdict::Unknown(Reason::Periods),
        },
        Some(Statistic::Sum) => Verdict::Unknown(Reason::Periods),
    }
}

/// Which period is the shorter, where the longer one is made up of whole ones.
pub(super) fn length(one: Period, other: Period) -> Option<Ordering> {
    match (one, other) {
        _ if one == other => Some(Ordering::Equal),
        (Period::Day, _) => Some(Ordering::Less),
        (_, Period::Day) => Some(Ordering::Greater),
        (Period::Week, _) | (_, Period::Week) => None,
        _ => Some(one.cmp(&other)),
    }
}

/// Whether both promise every case, so that it does not matter how cases are counted.
fn is_every_case(old: &Target, new: &Target) -> bool {
    [old, new].iter().all(|target| target.is_share() && target.share() == Share::every())
}

fn counted(old: &Target, new: &Target) -> Verdict {
    let by = |target: &Target| target.counted_by.map_or(CountedBy::Start, |by| by.value);
    if by(old) == by(new) || is_every_case(old, new) {
        Verdict::Same
    } else {
        Verdict::Unknown(Reason::CountedBy)
    }
}

/// The bounds of a value or of a statistic.
pub(super) fn bounds<'d>(prefix: &str, old: &'d Target, new: &'d Target) -> Option<Effect<'d>> {
    let fields = |target: &'d Target| {
        [
            fields::bound("at_least", target.at_least.as_ref()),
            fields::bound("at_most", target.at_most.as_ref()),
            fields::of_case("equals", target.equals.as_ref()),
        ]
    };
    let least = bound(old.at_least.as_ref(), new.at_least.as_ref(), Verdict::more);
    let most = bound(old.at_most.as_ref(), new.at_most.as_ref(), Verdict::less);
    let equals = [old, new].map(|target| target.equals.as_ref().map(|value| value.value.trim()));
    let equal = match equals {
        [Some(one), Some(other)]
            if crate::model::witness::canonical(one) == crate::model::witness::canonical(other) =>
        {
            Verdict::Same
        }
        [None, None] => Verdict::Same,
        _ => Verdict::Unknown(Reason::OtherValue),
    };
    effect(least.and(most).and(equal), fields::changes(prefix, &fields(old), &fields(new), Some(new.span)))
}

fn bound(
    old: Option<&Spanned<Limit>>,
    new: Option<&Spanned<Limit>>,
    order: impl Fn(&i128, &i128) -> Verdict,
) -> Verdict {
    match (old.map(|limit| &limit.value), new.map(|limit| &limit.value)) {
        (None, None) => Verdict::Same,
        (None, Some(_)) => Verdict::Better,
        (Some(_), None) => Verdict::Worse,
        (Some(Limit::Number(old)), Some(Limit::Number(new))) => order(&old.units(), &new.units()),
        (Some(Limit::Duration(old)), Some(Limit::Duration(new))) if old.value.kind() == new.value.kind() => {
            order(&i128::from(old.value.amount()), &i128::from(new.value.amount()))
        }
        _ => Verdict::Unknown(Reason::OtherValue),
    }
}
