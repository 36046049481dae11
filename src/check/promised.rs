//! What the targets of a commitment promise, beside what one of its texts says: limits and shares
//! as facts, each the same, different, or on one side alone.

use super::Passage;
use crate::model::{Commitment, Limit, Share, Statistic, Target, Written};
use crate::source::{Span, Spanned};
use crate::text::{
    Counted, Decimal, Duration, DurationKind, HoursKind, Reading, Role, ShareFact, ShareOf, TimeFact,
};
use std::ops::Range;

/// A duration that a target has for its limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct TargetLimit<'a> {
    /// The duration, and as written.
    pub(super) written: &'a Written<Duration>,
    /// Where.
    pub(super) span: Span,
}

/// The durations of a text beside those of the targets.
#[derive(Debug, Default)]
pub(super) struct Limits<'a> {
    /// A duration of the text that should be the target's.
    pub(super) different: Vec<(&'a TimeFact, TargetLimit<'a>)>,
    /// Limits that the text promises and no target has.
    pub(super) extra: Vec<&'a TimeFact>,
    /// Limits that are nowhere in the text.
    pub(super) missing: Vec<TargetLimit<'a>>,
    /// All limits that the text promises, in its order.
    pub(super) promised: Vec<&'a TimeFact>,
}

/// The shares of a text beside those of the targets.
#[derive(Debug, Default)]
pub(super) struct Shares<'a> {
    /// A share of the text that should be the target's.
    pub(super) different: Vec<(&'a ShareFact, &'a Target)>,
    /// Targets whose share is nowhere in the text.
    pub(super) missing: Vec<&'a Target>,
    /// The shares of cases that the text promises, each once.
    pub(super) promised: Vec<&'a ShareFact>,
}

/// The durations that the targets have for limits, each once.
pub(super) fn target_limits(commitment: &Commitment) -> Vec<TargetLimit<'_>> {
    let mut found: Vec<TargetLimit<'_>> = Vec::new();
    for limit in commitment.targets.iter().flat_map(durations) {
        if found.iter().all(|known| known.written.value != limit.written.value) {
            found.push(limit);
        }
    }
    found
}

fn durations(target: &Target) -> impl Iterator<Item = TargetLimit<'_>> {
    let plain = [&target.within, &target.ahead].into_iter().flatten();
    let plain = plain.map(|limit| TargetLimit { written: &limit.value, span: limit.span });
    let bounds = [&target.at_least, &target.at_most].into_iter().flatten();
    let bounds = bounds.filter_map(|limit| match &limit.value {
        Limit::Duration(written) => Some(TargetLimit { written, span: limit.span }),
        Limit::Number(_) => None,
    });
    plain.chain(bounds)
}

/// Compares the durations of a text with the limits of its commitment's targets.
pub(super) fn limits<'a>(passage: &'a Passage<'a>) -> Limits<'a> {
    let commitment = passage.commitment;
    let targets = target_limits(commitment);
    let times = || passage.reading.times().iter().filter(|time| time.role != Role::Unsaid);
    let hours = in_working_hours(&passage.reading);
    let is = |time: &TimeFact, limit: &TargetLimit<'_>| same(time, limit.written.value, hours);
    let promised: Vec<&TimeFact> = times().filter(|time| is_promised(time)).collect();
    // What cannot be counted may be any of the limits.
    let unclear = times().any(|time| time.duration.is_err())
        || passage.reading.unitless().iter().any(|number| !number.is_rate);
    let named = passage.reading.named_days();
    // "the same day" is a limit that no target can have in days.
    let unclear = unclear || named.iter().any(|(_, day)| *day == Duration::Days(0));
    let is_named = |limit: &TargetLimit<'_>| named.iter().any(|(_, day)| *day == limit.written.value);
    let mut missing: Vec<TargetLimit<'a>> = targets
        .iter()
        .filter(|limit| !unclear && !times().any(|time| is(time, limit)) && !is_named(limit))
        .copied()
        .collect();
    let mut extra: Vec<&TimeFact> = Vec::new();
    let mut unmarked: Vec<&TimeFact> = Vec::new();
    for time in times().filter(|time| time.duration.is_ok() && !targets.iter().any(|limit| is(time, limit))) {
        let list = match time.role {
            Role::Limit | Role::Ahead => &mut extra,
            Role::Bare => &mut unmarked,
            _ => continue,
        };
        if list.iter().all(|known| known.duration != time.duration) {
            list.push(time);
        }
    }
    let mut different = pairs(&mut extra, &mut missing);
    different.extend(pairs(&mut unmarked, &mut missing));
    // A limit that is nowhere in the text: a circumstance of its kind or number names it wrongly.
    let is_other =
        |time: &&TimeFact| !matches!(time.role, Role::Limit | Role::Ahead | Role::Bare | Role::Customer);
    let mut others: Vec<&TimeFact> = times().filter(is_other).collect();
    others.retain(|time| !targets.iter().any(|limit| is(time, limit)));
    different.extend(similar(&mut others, &mut missing));
    different.sort_by_key(|(time, _)| time.range.start);
    tolerate(&mut extra, commitment, &passage.reading);
    Limits { different, extra, missing, promised }
}

fn is_promised(time: &TimeFact) -> bool {
    matches!(time.role, Role::Limit | Role::Ahead) && time.duration.is_ok()
}

/// Whether a duration of a text is that of a target, in number and kind. Where the text speaks of
/// working hours, its hours are those.
fn same(time: &TimeFact, limit: Duration, in_working_hours: bool) -> bool {
    match (&time.duration, limit) {
        (Ok(Duration::Elapsed(said)), Duration::Open(open)) if in_working_hours => *said == open,
        (Ok(said), limit) => *said == limit,
        (Err(_), _) => false,
    }
}

/// Whether a text speaks of working hours, of working days, or states hours.
fn in_working_hours(reading: &Reading) -> bool {
    reading.hours_words().iter().any(|words| words.kind == HoursKind::Working)
        || !reading.open_hours().is_empty()
        || reading.speaks_of_workdays()
}

type Fits = fn(Duration, Duration) -> bool;
const SIMILAR: [Fits; 2] =
    [|said, limit| number(said) == number(limit), |said, limit| said.kind() == limit.kind()];

/// Pairs durations of a text with limits that it lacks: the same number first, then the same kind,
/// then in order.
fn pairs<'a>(
    times: &mut Vec<&'a TimeFact>,
    missing: &mut Vec<TargetLimit<'a>>,
) -> Vec<(&'a TimeFact, TargetLimit<'a>)> {
    let mut pairs = similar(times, missing);
    pairs.extend(pairs_by(&[|_, _| true], times, missing));
    pairs
}

/// [`pairs`] of the same number or kind alone.
fn similar<'a>(
    times: &mut Vec<&'a TimeFact>,
    missing: &mut Vec<TargetLimit<'a>>,
) -> Vec<(&'a TimeFact, TargetLimit<'a>)> {
    pairs_by(&SIMILAR, times, missing)
}

fn pairs_by<'a>(
    criteria: &[Fits],
    times: &mut Vec<&'a TimeFact>,
    missing: &mut Vec<TargetLimit<'a>>,
) -> Vec<(&'a TimeFact, TargetLimit<'a>)> {
    let mut pairs = Vec::new();
    for fits in criteria {
        times.retain(|time| {
            let Ok(said) = &time.duration else { return true };
            let place = missing.iter().position(|limit| fits(*said, limit.written.value));
            if let Some(place) = place {
                pairs.push((*time, missing.remove(place)));
            }
            place.is_none()
        });
    }
    pairs
}

/// The number as people write it: hours as hours, days of either kind as days.
fn number(duration: Duration) -> i64 {
    match duration.kind() {
        DurationKind::Elapsed | DurationKind::Open if duration.amount() % 3600 == 0 => {
            duration.amount() / 3600
        }
        _ => duration.amount(),
    }
}

/// A yes-or-no measure, or the case's own due date, can have a limit of the text inside of it ("arrive
/// within 10 minutes of the published time"): as many limits as there are such targets are let be.
fn tolerate(extra: &mut Vec<&TimeFact>, commitment: &Commitment, reading: &Reading) {
    let within = commitment.targets.iter().filter(|target| target.by.is_some() || target.equals.is_some());
    for target in within {
        // Where the text gives the target's share, the limit must be of the same clause.
        let share = target
            .share
            .and_then(|share| reading.shares().iter().find(|fact| fact.percent == share.value.to_percent()));
        let place = extra.iter().position(|time| {
            share.as_ref().is_none_or(|s| reading.same_clause(s.range.start, time.range.start))
        });
        if let Some(place) = place {
            extra.remove(place);
        }
    }
}

/// Compares the shares of a text with those of its commitment's targets.
pub(super) fn shares<'a>(passage: &'a Passage<'a>) -> Shares<'a> {
    let targets = &passage.commitment.targets;
    let said = || passage.reading.shares().iter().filter(|share| share.of != ShareOf::Unsaid);
    // A share over all, or a rate without its sign, is CLR003 and stands for the one that is meant.
    let all = Decimal::from_integer(100);
    let unclear = passage.reading.unitless().iter().any(|number| number.is_rate)
        || said().any(|share| share.percent > all && share.of != ShareOf::Price);
    let has = |target: &Target, share: &ShareFact| {
        target.is_share() && share.percent == target.share().to_percent()
    };
    let mut promised: Vec<&ShareFact> = Vec::new();
    // "At least 90 % of the speed of your contract": what is measured of a case is none of the cases.
    let is_of_cases = |share: &&ShareFact| {
        share.of == ShareOf::Cases
            && (targets.iter().any(|target| has(target, share))
                || !targets.iter().any(|target| has_number(target, share.percent)))
    };
    for share in said().filter(is_of_cases) {
        if promised.iter().all(|known| known.percent != share.percent) {
            promised.push(share);
        }
    }
    let mut missing: Vec<&Target> = Vec::new();
    // Every case need not be said.
    let is_written = |target: &&Target| target.share.is_some_and(|share| share.value < Share::every());
    for target in targets.iter().filter(|target| !unclear && target.is_share()).filter(is_written) {
        let known = missing.iter().any(|known| known.share() == target.share());
        if !known && !said().any(|share| has(target, share)) {
            missing.push(target);
        }
    }
    let mut other: Vec<&ShareFact> = Vec::new();
    for share in said() {
        let is_target = targets.iter().any(|target| has(target, share) || has_number(target, share.percent));
        let is_all = share.percent >= Decimal::from_integer(100);
        if !is_target && !is_all && other.iter().all(|known| known.percent != share.percent) {
            other.push(share);
        }
    }
    let mut different = Vec::new();
    other.sort_by_key(|share| share.of != ShareOf::Cases);
    other.retain(|share| {
        let fits = share.of != ShareOf::Price && !missing.is_empty();
        if fits {
            different.push((*share, missing.remove(0)));
        }
        !fits
    });
    // A share beside a target that has none: it means every case.
    let judged = || targets.iter().filter(|target| target.is_share() && target.measure().is_some());
    let every = judged().find(|target| target.share.is_none()).or_else(|| judged().next());
    for share in other.into_iter().filter(|share| share.of == ShareOf::Cases) {
        different.extend(every.map(|target| (share, target)));
    }
    different.sort_by_key(|(share, _)| share.range.start);
    Shares { different, missing, promised }
}

/// Whether a percentage is the limit of a value, or the rank of a percentile.
fn has_number(target: &Target, percent: Decimal) -> bool {
    let rank = target.statistic.and_then(|statistic| match statistic.value {
        Statistic::Percentile(rank) => Some(Decimal::from_integer(i64::from(rank))),
        _ => None,
    });
    rank == Some(percent)
        || numbers(target).any(|(_, number)| number == percent || number.times(100) == Some(percent))
}

/// The numbers that a target has for limits of a value or statistic.
pub(super) fn numbers(target: &Target) -> impl Iterator<Item = (Span, Decimal)> {
    let bounds: [&Option<Spanned<Limit>>; 2] = [&target.at_least, &target.at_most];
    bounds.into_iter().flatten().filter_map(|limit| match &limit.value {
        Limit::Number(number) => Some((limit.span, *number)),
        Limit::Duration(_) => None,
    })
}

/// A number of a target that is nowhere in the text.
#[derive(Debug)]
pub(super) struct MissingNumber {
    /// Where the target has it.
    pub(super) span: Span,
    /// The number of the text that stands in its place, if there is one.
    pub(super) said: Option<Range<usize>>,
}

/// The numbers of targets that are nowhere in the text, neither as they are nor in a larger or
/// smaller unit.
pub(super) fn missing_numbers(passage: &Passage<'_>) -> Vec<MissingNumber> {
    let reading = &passage.reading;
    let all = passage.commitment.targets.iter().flat_map(numbers);
    // None and one are said in too many ways: "never", "in one go", 一次性.
    let mut missing: Vec<_> = all.filter(|(_, number)| *number > Decimal::from_integer(1)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let money = reading.money().iter().map(|money| money.amount);
    let times = reading.times().iter().filter_map(|time| time.duration.as_ref().ok());
    let times = times.map(|duration| Decimal::from_integer(duration.amount()));
    let mut said = said_numbers(passage);
    let known: Vec<Decimal> = said.iter().map(|(_, number)| *number).chain(money).chain(times).collect();
    missing.retain(|(_, number)| {
        !known.iter().any(|said| same_in_units(*said, *number)) && !reading.says_number(*number)
    });
    // What another target says is not in the place of this one.
    let others: Vec<Decimal> = passage.commitment.targets.iter().flat_map(target_numbers).collect();
    said.retain(|(_, number)| !others.contains(number));
    let mut said = said.into_iter();
    missing
        .into_iter()
        .map(|(span, _)| MissingNumber { span, said: said.next().map(|(range, _)| range) })
        .collect()
}

/// The counts and shares of a text, with their places.
fn said_numbers(passage: &Passage<'_>) -> Vec<(Range<usize>, Decimal)> {
    let counts = passage.reading.counts().iter();
    let counts = counts.filter(|count| !matches!(count.unit, Counted::Name(_)));
    let counts = counts.map(|count| (count.range.clone(), count.value));
    let shares = passage.reading.shares().iter().filter(|share| share.of != ShareOf::Unsaid);
    counts.chain(shares.map(|share| (share.range.clone(), share.percent))).collect()
}

/// The numbers and the share of a target.
fn target_numbers(target: &Target) -> Vec<Decimal> {
    let share = target.share.map(|share| share.value.to_percent());
    numbers(target).map(|(_, number)| number).chain(share).collect()
}

/// Whether two numbers can be the same amount in different units.
fn same_in_units(one: Decimal, other: Decimal) -> bool {
    [1, 10, 60, 100, 1000, 3600, 10_000, 86_400]
        .iter()
        .any(|factor| one.times(*factor) == Some(other) || other.times(*factor) == Some(one))
}
