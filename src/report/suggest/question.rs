//! What is asked, and what can be suggested for a target at all.

use super::history::Bound;
use super::written::{Amount, LimitKind};
use crate::model::{Limit, Measure, Share, Statistic, Target};
use crate::text::{Decimal, DurationKind};

/// What is asked of the history.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Shares at which the tightest limit is wanted, beside the promised one; none: usual ones.
    pub shares: Vec<Share>,
    /// Limits at which the best share is wanted, beside the promised one; none: round ones around what
    /// cases took. A limit is asked of the targets of its kind.
    pub limits: Vec<Amount>,
}

/// The shares that promises usually have, in percent.
const USUAL: [i64; 4] = [90, 95, 98, 99];

/// What can be suggested for a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestible {
    /// A limit and a share of cases.
    Limit(Bound, LimitKind),
    /// A limit for a percentile: the limit for a share of cases, this one.
    Percentile(Bound, LimitKind, Share),
    /// A share alone.
    Share(WhyShareOnly),
    /// Nothing.
    Nothing(WhyNothing),
}

/// Why only a share can be suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyShareOnly {
    /// Each case has a due of its own.
    OwnDue,
    /// A value is the wanted one or not.
    Equals,
    /// There are two limits, of which either could give way.
    TwoLimits,
}

/// Why nothing can be suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNothing {
    /// The target has no limit.
    NoLimit,
    /// A mean, which a single case can move as far as it likes.
    Mean,
    /// A sum, which follows the number of cases.
    Sum,
    /// A number of cases.
    Count,
    /// The greatest or the least of all cases: the next one may go beyond it.
    Extreme,
    /// A percentile in months, which are not of one length.
    Months,
}

impl Suggestible {
    pub(super) fn of(target: &Target) -> Self {
        match target.measure() {
            None => Self::Nothing(WhyNothing::NoLimit),
            Some(Measure::Within(_, limit)) => {
                Self::Limit(Bound::AtMost, LimitKind::Time(limit.value.kind()))
            }
            Some(Measure::Ahead(_, notice)) => {
                Self::Limit(Bound::AtLeast, LimitKind::Time(notice.value.kind()))
            }
            Some(Measure::By(..)) => Self::Share(WhyShareOnly::OwnDue),
            Some(Measure::Value(_)) => match only_limit(target) {
                Some((bound, limit)) => Self::Limit(bound, kind_of(limit)),
                None if target.equals.is_some() => Self::Share(WhyShareOnly::Equals),
                None => Self::Share(WhyShareOnly::TwoLimits),
            },
            Some(Measure::ClockStatistic(_, statistic) | Measure::ValueStatistic(_, statistic)) => {
                Self::of_statistic(target, statistic)
            }
        }
    }

    fn of_statistic(target: &Target, statistic: Statistic) -> Self {
        let percent = match statistic {
            Statistic::Percentile(percent) => i64::from(percent),
            Statistic::Mean => return Self::Nothing(WhyNothing::Mean),
            Statistic::Sum => return Self::Nothing(WhyNothing::Sum),
            Statistic::Count | Statistic::Share => return Self::Nothing(WhyNothing::Count),
        };
        let Some((bound, limit)) = only_limit(target) else { return Self::Nothing(WhyNothing::NoLimit) };
        let kind = kind_of(limit);
        let percent = match bound {
            Bound::AtMost => percent,
            // As many cases as the percentile leaves above it are at least that long.
            Bound::AtLeast => 100 - percent,
        };
        match (kind, percent) {
            (_, 0 | 100) => Self::Nothing(WhyNothing::Extreme),
            (LimitKind::Time(DurationKind::Months), _) => Self::Nothing(WhyNothing::Months),
            (kind, percent) => Self::Percentile(bound, kind, percent_share(percent)),
        }
    }

    /// What its limits are, if there can be others.
    pub(super) fn limits(self) -> Option<(Bound, LimitKind)> {
        match self {
            Self::Limit(bound, kind) | Self::Percentile(bound, kind, _) => Some((bound, kind)),
            Self::Share(_) | Self::Nothing(_) => None,
        }
    }
}

impl Question {
    /// The shares that are asked for beside the promised one, of least to most cases.
    pub(super) fn shares_with(&self, promised: Share) -> Vec<Share> {
        let usual = USUAL.iter().map(|percent| percent_share(*percent));
        let mut shares = if self.shares.is_empty() { usual.collect() } else { self.shares.clone() };
        shares.push(promised);
        shares.sort_unstable();
        shares.dedup();
        shares
    }

    /// The limits that are asked for of one kind.
    pub(super) fn limits_of(&self, kind: LimitKind) -> impl Iterator<Item = Decimal> {
        let own = self.limits.iter().filter(move |limit| limit.kind() == kind);
        own.map(|limit| limit.to_decimal())
    }

    /// The limits that are asked for and are of no target's kind.
    pub(super) fn unused(&self, suggestible: &[Suggestible]) -> Vec<Amount> {
        let is_used = |limit: &Amount| {
            suggestible.iter().any(|one| matches!(one, Suggestible::Limit(_, kind) if *kind == limit.kind()))
        };
        self.limits.iter().filter(|limit| !is_used(limit)).copied().collect()
    }
}

impl Amount {
    /// What it is made of.
    pub fn kind(self) -> LimitKind {
        match self {
            Self::Time(duration) => LimitKind::Time(duration.kind()),
            Self::Number(_) => LimitKind::Number,
        }
    }
}

/// The share that is so many percent.
pub(super) fn percent_share(percent: i64) -> Share {
    Share::of(Decimal::from_units(i128::from(percent) * (Decimal::ONE / 100)))
}

/// The limit of a value or statistic that has one and not two.
pub(in crate::report) fn only_limit(target: &Target) -> Option<(Bound, &Limit)> {
    match (&target.at_least, &target.at_most) {
        (Some(limit), None) => Some((Bound::AtLeast, &limit.value)),
        (None, Some(limit)) => Some((Bound::AtMost, &limit.value)),
        _ => None,
    }
}

fn kind_of(limit: &Limit) -> LimitKind {
    match limit {
        Limit::Number(_) => LimitKind::Number,
        Limit::Duration(written) => LimitKind::Time(written.value.kind()),
    }
}
