//! What the customer gets when a promise is broken, each term by its own order.

use super::verdict::Verdict;
use super::{Effect, FieldChange, Kind, Reason, fields, limits, shown};
use crate::model::{Amount, Claim, ClaimHow, Remedy, RemedyPer, Share, Tier};
use crate::source::Span;

/// What changed about a remedy.
pub(super) fn effects<'d>(old: Option<&'d Remedy>, new: Option<&'d Remedy>, place: Span) -> Vec<Effect<'d>> {
    match (old, new) {
        (None, None) => Vec::new(),
        (Some(old), Some(new)) => both(old, new),
        (old, new) => {
            let kind = if new.is_some() { Kind::Tightened } else { Kind::Loosened };
            let span = Some(new.map_or(place, |remedy| remedy.span));
            let change = FieldChange {
                field: "remedy".to_owned(),
                old: old.map(summary),
                new: new.map(summary),
                span,
            };
            vec![Effect::new(kind, vec![change])]
        }
    }
}

/// A remedy in one line.
fn summary(remedy: &Remedy) -> String {
    let amount = remedy.amount.map(|amount| shown::amount(amount.value)).or_else(|| tiers(remedy));
    let currency = remedy.currency.as_ref().map(|currency| currency.value.clone());
    let text = || remedy.text.as_ref().map(shown::prose).unwrap_or_default();
    let parts: Vec<_> = amount.into_iter().chain(currency).collect();
    if parts.is_empty() { text() } else { parts.join(" ") }
}

fn tiers(remedy: &Remedy) -> Option<String> {
    let one = |tier: &Tier| format!("< {}: {}", tier.below.value, shown::amount(tier.amount.value));
    (!remedy.tiers.is_empty()).then(|| remedy.tiers.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn both<'d>(old: &'d Remedy, new: &'d Remedy) -> Vec<Effect<'d>> {
    let change = |old: fields::Field<'_>, new_field: fields::Field<'_>| -> Vec<FieldChange> {
        fields::change("remedy", &old, &new_field, Some(new.span)).into_iter().collect()
    };
    let basis = |remedy: &'d Remedy| {
        [
            fields::text("of", remedy.of.as_ref()),
            fields::text("currency", remedy.currency.as_ref()),
            fields::word("per", remedy.per.as_ref(), |per| match per {
                RemedyPer::Case => "case",
                RemedyPer::Period => "period",
            }),
        ]
    };
    let changed = fields::changes("remedy", &basis(old), &basis(new), Some(new.span));
    if !changed.is_empty() {
        return vec![Effect::undecided(Reason::RemedyBasis, changed)];
    }
    let amount = |remedy: &'d Remedy| -> fields::Field<'d> {
        let value = remedy.amount.map(|amount| fields::Value::Amount(amount.value));
        ("amount", value, remedy.amount.map(|amount| amount.span))
    };
    let paid = |remedy: &'d Remedy| fields::duration("paid_within", remedy.paid_within.as_ref());
    let mut effects: Vec<Effect<'d>> = Vec::new();
    effects.extend(limits::effect(amounts(old, new), change(amount(old), amount(new))));
    effects.extend(tier_effect(old, new));
    effects.extend(cap_effect(old, new));
    effects.extend(limits::effect(payment(old, new), change(paid(old), paid(new))));
    effects.extend(claim_effects(old.claim.as_ref(), new.claim.as_ref(), new.span));
    effects
}

fn more(old: Amount, new: Amount) -> Verdict {
    match (old, new) {
        (Amount::Fixed(old), Amount::Fixed(new)) => Verdict::more(&old, &new),
        (Amount::Percent(old), Amount::Percent(new)) => Verdict::more(&old, &new),
        _ => Verdict::Unknown(Reason::RemedyBasis),
    }
}

fn amounts(old: &Remedy, new: &Remedy) -> Verdict {
    match (old.amount, new.amount) {
        (None, None) => Verdict::Same,
        (Some(old), Some(new)) => more(old.value, new.value),
        // An amount in the place of tiers, or beside words that name one.
        _ => Verdict::Unknown(Reason::RemedyBasis),
    }
}

/// What tiers owe just below each share that one of the sides names.
fn tier_effect<'d>(old: &Remedy, new: &Remedy) -> Option<Effect<'d>> {
    let mut shares: Vec<Share> = old.tiers.iter().chain(&new.tiers).map(|tier| tier.below.value).collect();
    shares.sort_unstable();
    shares.dedup();
    let owed = |remedy: &Remedy, below: Share| {
        let reached = remedy.tiers.iter().filter(|tier| tier.below.value >= below);
        reached.min_by_key(|tier| tier.below.value).map(|tier| tier.amount.value)
    };
    let verdicts = shares.iter().map(|share| match (owed(old, *share), owed(new, *share)) {
        (None, None) => Verdict::Same,
        (None, Some(_)) => Verdict::Better,
        (Some(_), None) => Verdict::Worse,
        (Some(old), Some(new)) => more(old, new),
    });
    let verdict = verdicts.fold(Verdict::Same, Verdict::and);
    if verdict == Verdict::Same {
        return None;
    }
    let span = new.tiers.first().map_or(new.span, |tier| tier.amount.span);
    let field = "remedy: tiers".to_owned();
    limits::effect(verdict, vec![FieldChange { field, old: tiers(old), new: tiers(new), span: Some(span) }])
}

fn cap_effect<'d>(old: &Remedy, new: &Remedy) -> Option<Effect<'d>> {
    let verdict = match (&old.cap, &new.cap) {
        (None, None) => Verdict::Same,
        (None, Some(_)) => Verdict::Worse,
        (Some(_), None) => Verdict::Better,
        (Some((was, per)), Some((is, now))) => {
            let amount = Verdict::more(&was.value, &is.value);
            match limits::length(per.value, now.value) {
                Some(std::cmp::Ordering::Equal) => amount,
                // So much in each month is at least as much as the same in a year.
                Some(std::cmp::Ordering::Less) => amount.and(Verdict::Worse),
                Some(std::cmp::Ordering::Greater) => amount.and(Verdict::Better),
                None => Verdict::Unknown(Reason::Periods),
            }
        }
    };
    let shown = |remedy: &Remedy| {
        remedy.cap.as_ref().map(|(amount, per)| format!("{} / {}", amount.value, per.value.as_str()))
    };
    if verdict == Verdict::Same {
        return None;
    }
    let span = new.cap.as_ref().map_or(new.span, |(amount, _)| amount.span);
    let change =
        FieldChange { field: "remedy: cap".to_owned(), old: shown(old), new: shown(new), span: Some(span) };
    limits::effect(
        if verdict == Verdict::Mixed { Verdict::Unknown(Reason::Periods) } else { verdict },
        vec![change],
    )
}

fn payment(old: &Remedy, new: &Remedy) -> Verdict {
    match (&old.paid_within, &new.paid_within) {
        (None, None) => Verdict::Same,
        (None, Some(_)) => Verdict::Better,
        (Some(_), None) => Verdict::Worse,
        (Some(old), Some(new)) => {
            let (old, new) = (old.value.value, new.value.value);
            if old.kind() == new.kind() {
                Verdict::less(&old.amount(), &new.amount())
            } else {
                Verdict::Unknown(Reason::RemedyBasis)
            }
        }
    }
}

/// How it is claimed: by itself is best; what must be shown or approved is worse, and so is less time.
fn claim_effects<'d>(old: Option<&'d Claim>, new: Option<&'d Claim>, whole: Span) -> Vec<Effect<'d>> {
    let is_automatic = |claim: Option<&Claim>| claim.map(|claim| claim.how.value == ClaimHow::Automatic);
    let how = match (is_automatic(old), is_automatic(new)) {
        (was, is) if was == is => Verdict::Same,
        (_, Some(true)) => Verdict::Better,
        (Some(true), _) => Verdict::Worse,
        // That it must be asked for was not said before.
        _ => Verdict::Unknown(Reason::RemedyBasis),
    };
    let change = |old: fields::Field<'_>, new: fields::Field<'_>| -> Vec<FieldChange> {
        fields::change("remedy", &old, &new, Some(whole)).into_iter().collect()
    };
    let mut effects: Vec<Effect<'d>> =
        limits::effect(how, change(word(old), word(new))).into_iter().collect();
    for (was, is) in conditions(old).into_iter().zip(conditions(new)) {
        let verdict = match (was.1.is_some(), is.1.is_some()) {
            (false, true) => Verdict::Worse,
            (true, false) => Verdict::Better,
            _ => Verdict::Same,
        };
        effects.extend(limits::effect(verdict, change(was, is)));
    }
    let time = |claim: Option<&Claim>| {
        claim.and_then(|claim| claim.within.as_ref()).map(|within| within.value.value)
    };
    let verdict = match (time(old), time(new)) {
        (None, None) => Verdict::Same,
        (None, Some(_)) => Verdict::Worse,
        (Some(_), None) => Verdict::Better,
        (Some(old), Some(new)) if old.kind() == new.kind() => Verdict::more(&old.amount(), &new.amount()),
        _ => Verdict::Unknown(Reason::RemedyBasis),
    };
    effects.extend(limits::effect(verdict, change(within(old), within(new))));
    effects
}

fn word(claim: Option<&Claim>) -> fields::Field<'_> {
    fields::word("claim", claim.map(|claim| &claim.how), |how| match how {
        ClaimHow::Automatic => "automatic",
        ClaimHow::OnRequest => "on-request",
    })
}

/// What must be shown, and who must approve it.
fn conditions(claim: Option<&Claim>) -> [fields::Field<'_>; 2] {
    [
        fields::text("claim.evidence", claim.and_then(|claim| claim.evidence.as_ref())),
        fields::text("claim.approval", claim.and_then(|claim| claim.approval.as_ref())),
    ]
}

fn within(claim: Option<&Claim>) -> fields::Field<'_> {
    fields::duration("claim.within", claim.and_then(|claim| claim.within.as_ref()))
}
