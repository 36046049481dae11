//! Of each target: what is expected, what is promised, what is delivered, and how they stand to each other.
//!
//! Times compare only with times of the same kind, and a number that customers expect only with what one
//! measure promises: of several nobody knows which one they mean, unless all are worse.

use crate::model::{Commitment, Expectation, Limit, Measure, Share, Target};
use crate::report::build::TargetReport;
use crate::report::history::{History, PastTarget};
use crate::report::sample::Ratio;
use crate::report::suggest::{Amount, Bound, Counts, only_limit};
use crate::report::verdict::is_uncertain;
use crate::stats::wilson;
use crate::text::{Decimal, Duration};
use std::cmp::Ordering;

/// A version of a commitment beside what customers expect and get.
#[derive(Debug)]
pub struct CommitmentCompared<'d> {
    /// The commitment, whose basis says what is expected.
    pub commitment: &'d Commitment,
    /// The name of the version.
    pub version: String,
    /// Its targets.
    pub targets: Vec<TargetCompared>,
}

/// A target beside what customers expect and get.
#[derive(Debug)]
pub struct TargetCompared {
    /// What it says, without counts.
    pub terms: TargetReport,
    /// How the promise stands to the expectation.
    pub promised: Compared,
    /// What the logs measure; `None` where none serves it.
    pub delivered: Option<Delivered>,
    /// How what is delivered stands to the promise.
    pub kept: Compared,
    /// How what is delivered stands to the expectation.
    pub fulfilled: Compared,
}

/// How one level of service stands to another, where that can be told.
pub type Compared = Result<Standing, WhyNot>;

/// How one level of service stands to another, for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Quicker, longer ahead, more.
    Better,
    /// The same.
    Same,
    /// Slower, shorter ahead, less.
    Worse,
}

/// Why two levels do not compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The basis says no expectation.
    NothingExpected,
    /// The target has no limit that could be held against another: none at all, two, a due of each case's own,
    /// or a value to be equal to.
    NoLimit,
    /// One is of another kind of time than the other, or a time and the other a number.
    OtherKind,
    /// The targets measure several things, and nobody knows which one is expected.
    SeveralMeasures,
    /// No log has a case that counts.
    NoCases,
    /// Of so many cases as the share asks for, some have not ended: nobody knows how long they take.
    NotEnded,
}

/// What the logs measure of a target over all their cases.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// The cases by their state.
    pub counts: Counts,
    /// Met by met, late and overdue; `None` without cases and for another statistic.
    pub attainment: Option<f64>,
    /// The 95 % Wilson interval of the attainment.
    pub interval: Option<(f64, f64)>,
    /// Whether the interval holds the promised share.
    pub uncertain: bool,
    /// What the promised share of the cases keeps to, in the unit of the target: took at most, had at least.
    pub at_share: Option<(Bound, Decimal)>,
    /// The value of another statistic.
    pub value: Option<f64>,
}

impl<'d> CommitmentCompared<'d> {
    pub(super) fn new(commitment: &'d Commitment, history: Option<&History>) -> Self {
        let past = history.and_then(|history| history.of_commitment(commitment));
        let expected = commitment.basis.as_ref().and_then(|basis| basis.expectation.as_ref());
        let expected = expected.map(|expected| &expected.value);
        let compared = |(place, target): (usize, &Target)| {
            let past = past.and_then(|past| past.targets.get(place)?.as_ref());
            TargetCompared::new(place + 1, target, expected, past)
        };
        let mut targets: Vec<_> = commitment.targets.iter().enumerate().map(compared).collect();
        if are_several(commitment, &targets) {
            for target in targets.iter_mut().filter(|target| target.promised.is_ok()) {
                (target.promised, target.fulfilled) =
                    (Err(WhyNot::SeveralMeasures), Err(WhyNot::SeveralMeasures));
            }
        }
        Self { commitment, version: commitment.version(), targets }
    }
}

/// Whether an expectation could be about any of several measures, and not all of them are worse.
fn are_several(commitment: &Commitment, targets: &[TargetCompared]) -> bool {
    let compared = commitment.targets.iter().zip(targets).filter(|(_, compared)| compared.promised.is_ok());
    let compared: Vec<_> = compared.collect();
    let measured = |target: &Target| {
        let name = target.clock.as_ref().or(target.value.as_ref());
        name.map(|name| name.value.clone())
    };
    let is_one = compared.windows(2).all(|pair| measured(pair[0].0) == measured(pair[1].0));
    !is_one && compared.iter().any(|(_, compared)| compared.promised != Ok(Standing::Worse))
}

impl TargetCompared {
    fn new(place: usize, target: &Target, expected: Option<&Expectation>, past: Option<&PastTarget>) -> Self {
        let expected = expected.ok_or(WhyNot::NothingExpected);
        Self {
            terms: TargetReport::without_counts(place, target, None),
            promised: expected.and_then(|expected| promised(target, expected)),
            delivered: past.map(|past| Delivered::new(target, past)),
            kept: past.ok_or(WhyNot::NoCases).and_then(|past| kept(target, past)),
            fulfilled: expected.and_then(|expected| fulfilled(target, expected, past)),
        }
    }

    /// Whether less is promised than customers expect.
    pub fn is_looser(&self) -> bool {
        self.promised == Ok(Standing::Worse)
    }

    /// Whether less is delivered than is promised.
    pub fn is_broken(&self) -> bool {
        self.kept == Ok(Standing::Worse)
    }

    /// Whether what customers expect is delivered, and less is promised.
    pub fn is_hidden(&self) -> bool {
        self.is_looser() && matches!(self.fulfilled, Ok(Standing::Better | Standing::Same))
    }
}

impl Delivered {
    fn new(target: &Target, past: &PastTarget) -> Self {
        let counter = &past.all.counter;
        let (met, decided) = (counter.met, counter.decided());
        let share = target.is_share().then(|| target.share());
        let interval = share.and_then(|_| wilson(met, decided));
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
        let attainment = share.filter(|_| decided > 0).map(|_| met as f64 / decided as f64);
        Self {
            counts: Counts {
                met,
                late: counter.late,
                overdue: counter.overdue,
                pending: counter.pending,
                excluded: counter.excluded,
                invalid: counter.invalid,
            },
            attainment,
            interval,
            uncertain: share.is_some_and(|share| is_uncertain(share, interval)),
            at_share: share.and_then(|share| {
                let (bound, _) = limit(target)?;
                Some((bound, past.at_share(share, bound)?))
            }),
            value: statistic(target, past).map(Ratio::to_f64),
        }
    }
}

/// The one limit of a target, and on which side of it a case is good. A due of a case's own leaves at most
/// some time, but is no limit that compares.
fn limit(target: &Target) -> Option<(Bound, Amount)> {
    match target.measure()? {
        Measure::Within(_, limit) => Some((Bound::AtMost, Amount::Time(limit.value))),
        Measure::Ahead(_, notice) => Some((Bound::AtLeast, Amount::Time(notice.value))),
        Measure::By(..) => None,
        Measure::Value(_) | Measure::ClockStatistic(..) | Measure::ValueStatistic(..) => {
            let (bound, limit) = only_limit(target)?;
            Some((bound, amount(limit)))
        }
    }
}

fn amount(limit: &Limit) -> Amount {
    match limit {
        Limit::Number(number) => Amount::Number(*number),
        Limit::Duration(written) => Amount::Time(written.value),
    }
}

/// A level that customers expect of what a target limits, beside the limit.
fn expected_limit(target: &Target, expected: &Expectation) -> Result<(Bound, Amount, Amount), WhyNot> {
    let expected = match expected {
        Expectation::Duration(written) => Amount::Time(written.value),
        Expectation::Number(number) => Amount::Number(*number),
        Expectation::Share(_) => return Err(WhyNot::OtherKind),
    };
    let (bound, limit) = limit(target).ok_or(WhyNot::NoLimit)?;
    if limit.kind() == expected.kind() { Ok((bound, limit, expected)) } else { Err(WhyNot::OtherKind) }
}

/// How a promise stands to an expectation.
fn promised(target: &Target, expected: &Expectation) -> Compared {
    if let Expectation::Share(expected) = expected {
        let share = share(target)?;
        return Ok(Standing::of(Bound::AtLeast, share.cmp(expected)));
    }
    let (bound, limit, expected) = expected_limit(target, expected)?;
    Ok(Standing::of(bound, limit.to_decimal().cmp(&expected.to_decimal())))
}

/// How what is delivered stands to an expectation.
fn fulfilled(target: &Target, expected: &Expectation, past: Option<&PastTarget>) -> Compared {
    if let Expectation::Share(expected) = expected {
        share(target)?;
        return attained(*expected, past.ok_or(WhyNot::NoCases)?);
    }
    let (bound, _, expected) = expected_limit(target, expected)?;
    if let Amount::Time(Duration::Months(_)) = expected {
        // What cases took is counted in days.
        return Err(WhyNot::OtherKind);
    }
    let past = past.ok_or(WhyNot::NoCases)?;
    if target.is_share() {
        if past.all.counter.decided() == 0 {
            return Err(WhyNot::NoCases);
        }
        let number = past.at_share(target.share(), bound).ok_or(WhyNot::NotEnded)?;
        return Ok(Standing::of(bound, number.cmp(&expected.to_decimal())));
    }
    let value = statistic(target, past).and_then(|value| value.compare(expected.to_decimal()));
    value.map(|order| Standing::of(bound, order)).ok_or(WhyNot::NoCases)
}

/// How what is delivered stands to the promise.
fn kept(target: &Target, past: &PastTarget) -> Compared {
    if target.is_share() {
        return attained(target.share(), past);
    }
    let value = statistic(target, past).ok_or(WhyNot::NoCases)?;
    let to = |limit: &Limit| value.compare(amount(limit).to_decimal());
    let low = target.at_least.as_ref().and_then(|limit| to(&limit.value));
    let high = target.at_most.as_ref().and_then(|limit| to(&limit.value));
    let low = low.map(|order| Standing::of(Bound::AtLeast, order));
    let high = high.map(|order| Standing::of(Bound::AtMost, order));
    match (low, high) {
        (Some(Standing::Worse), _) | (_, Some(Standing::Worse)) => Ok(Standing::Worse),
        // Between two limits there is no better.
        (Some(_), Some(_)) => Ok(Standing::Same),
        (Some(standing), None) | (None, Some(standing)) => Ok(standing),
        (None, None) => Err(WhyNot::NoLimit),
    }
}

/// How the attainment stands to a share, as exact fractions.
fn attained(share: Share, past: &PastTarget) -> Compared {
    let counter = &past.all.counter;
    let (met, decided) = (counter.met, counter.decided());
    match decided {
        0 => Err(WhyNot::NoCases),
        _ if share.is_exceeded(met, decided) => Ok(Standing::Better),
        _ if share.is_reached(met, decided) => Ok(Standing::Same),
        _ => Ok(Standing::Worse),
    }
}

/// The share of cases that a target promises; with another statistic it promises none.
fn share(target: &Target) -> Result<Share, WhyNot> {
    match target.measure() {
        None => Err(WhyNot::NoLimit),
        Some(_) if target.is_share() => Ok(target.share()),
        Some(_) => Err(WhyNot::OtherKind),
    }
}

fn statistic(target: &Target, past: &PastTarget) -> Option<Ratio> {
    let statistic = target.statistic.as_ref()?;
    past.statistic(statistic.value)
}

impl Standing {
    /// From how a number compares with another one.
    fn of(bound: Bound, order: Ordering) -> Self {
        match (bound, order) {
            (_, Ordering::Equal) => Self::Same,
            (Bound::AtMost, Ordering::Less) | (Bound::AtLeast, Ordering::Greater) => Self::Better,
            (Bound::AtMost, Ordering::Greater) | (Bound::AtLeast, Ordering::Less) => Self::Worse,
        }
    }

    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
        }
    }
}

impl WhyNot {
    /// The words of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NothingExpected => "nothing expected",
            Self::NoLimit => "no limit",
            Self::OtherKind => "other kind",
            Self::SeveralMeasures => "several measures",
            Self::NoCases => "no cases",
            Self::NotEnded => "not ended",
        }
    }
}
