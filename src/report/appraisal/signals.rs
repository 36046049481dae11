//! Signals that invite a look. Each is a test of one group against a stated expectation; what may differ by
//! a quarter is let pass, since no two groups work alike.

use super::counts::{AT_LIMIT, Counts, Example, Marked, PARTS_OF_LIMIT, PULLED_FROM, STEPS, SignalKind};
use super::groups::{Gathered, Groups};
use super::number;
use crate::model::{Measure, Target};
use crate::stats::{binomial_at_most, bunching, stratified};
use crate::text::Duration;

/// What was seen of a group, and how likely it is by chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// Which.
    pub kind: SignalKind,
    /// Cases that show it.
    pub found: u64,
    /// Cases that could.
    pub of: u64,
    /// How many were to be expected.
    pub expected: f64,
    /// How likely so many, or more, are by chance, what is let pass considered.
    pub p: f64,
    /// The same where all tests of the appraisal are looked at together.
    pub corrected: f64,
    /// The first cases that show it, where it is more than chance.
    pub examples: Vec<Example>,
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untold {
    /// The target has no limit in hours.
    NoHours,
    /// The log places no pause: it has none, or gives only how long they were.
    NoPauses,
    /// The log has no row for what followed a stop.
    NoEvents,
    /// Cases have no start and stop with a time of day.
    NoTimes,
    /// Times stand in steps of so many seconds, too coarse for the limit.
    Coarse(i64),
    /// There are too few cases that could show it.
    Few,
}

/// So many times what is expected is let pass: of a count, a rate, or the odds.
pub const ALLOWANCE: f64 = 1.25;
/// The fewest cases around the limit through which a curve is laid.
const FEWEST_AROUND: u64 = 40;
/// The fewest pauses of the second half of the limit that are compared.
const FEWEST_PAUSES: u64 = 10;
/// The fewest marked cases of all groups that are compared.
const FEWEST_MARKED: u64 = 5;
/// A part of the limit of so many steps is as good as even.
const EVEN_STEPS: i64 = 20;

/// What a signal says of a group.
pub(super) fn signal(
    kind: SignalKind,
    target: &Target,
    groups: &Groups,
    group: &Gathered,
) -> Result<Signal, Untold> {
    let counts = &group.whole;
    let (found, of, expected, p) = match kind {
        SignalKind::JustUnder => just_under(hours(target)?, counts)?,
        SignalKind::LatePause => hours(target).and_then(|_| late_pause(counts))?,
        SignalKind::Reopened => against_others(groups, group, |counts| counts.followed, Untold::NoEvents)?,
        SignalKind::WithinSeconds => against_others(groups, group, |counts| counts.took, Untold::NoTimes)?,
    };
    let examples = counts.examples[kind as usize].0.clone();
    Ok(Signal { kind, found, of, expected, p, corrected: p, examples })
}

/// Found, of, expected, p.
type Tested = (u64, u64, f64, f64);

/// The limit in seconds of the clock's own time.
fn hours(target: &Target) -> Result<i64, Untold> {
    match target.measure() {
        Some(Measure::Within(_, limit)) => match limit.value {
            Duration::Elapsed(seconds) | Duration::Open(seconds) => Ok(seconds),
            Duration::Days(_) | Duration::BusinessDays(_) | Duration::Months(_) => Err(Untold::NoHours),
        },
        _ => Err(Untold::NoHours),
    }
}

fn just_under(limit: i64, counts: &Counts) -> Result<Tested, Untold> {
    if let Some(step) = step(counts)
        && !is_even(limit, step)
    {
        return Err(Untold::Coarse(step));
    }
    let (below, rest) = counts.parts.split_at(AT_LIMIT);
    let around: u64 = below.iter().chain(rest.iter().skip(1 + PULLED_FROM)).sum();
    if around < FEWEST_AROUND {
        return Err(Untold::Few);
    }
    let test = bunching(&counts.parts, (AT_LIMIT, PULLED_FROM), ALLOWANCE).ok_or(Untold::Few)?;
    Ok((test.found, counts.parts.iter().sum(), test.expected, test.p))
}

/// The longest step of which half of the times are multiples.
fn step(counts: &Counts) -> Option<i64> {
    let often = counts.steps.iter().zip(STEPS).find(|(count, _)| **count * 2 >= counts.timed.max(1));
    often.map(|(_, step)| step)
}

/// Whether each part of a limit holds as many steps as any other, or nearly so.
fn is_even(limit: i64, step: i64) -> bool {
    let part = step * PARTS_OF_LIMIT;
    limit % part == 0 || limit >= part * EVEN_STEPS
}

/// By chance a pause is as likely in each second that a clock runs, from half of the limit on.
fn late_pause(counts: &Counts) -> Result<Tested, Untold> {
    let pauses = counts.pauses;
    if pauses.placed == 0 {
        return Err(Untold::NoPauses);
    }
    let all = pauses.late + pauses.before;
    if all < FEWEST_PAUSES || pauses.late_time == 0 || pauses.before_time == 0 {
        return Err(Untold::Few);
    }
    let (late, before) = (number(pauses.late_time), number(pauses.before_time));
    let share = |times: f64| times * late / (times * late + before);
    let p = binomial_at_most(pauses.before, all, 1.0 - share(ALLOWANCE));
    Ok((pauses.late, all, number(all) * share(1.0), p))
}

/// By chance the odds of a group's cases are those of the others in the same classes.
fn against_others(
    groups: &Groups,
    group: &Gathered,
    count: impl Fn(&Counts) -> Marked,
    untold: Untold,
) -> Result<Tested, Untold> {
    let Marked { cases, marked } = count(&group.whole);
    if cases == 0 {
        return Err(untold);
    }
    let all_marked: u64 = groups.compared.iter().map(|group| count(&group.whole).marked).sum();
    let test = stratified(&groups.strata(group, count), ALLOWANCE).filter(|_| all_marked >= FEWEST_MARKED);
    let test = test.ok_or(Untold::Few)?;
    Ok((marked, cases, test.expected, test.at_least))
}
