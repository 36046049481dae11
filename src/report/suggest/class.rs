//! What the history of one class supports.

use super::collect::Gathered;
use super::history::{Bound, History, Tried};
use super::question::{Question, Suggestible, only_limit, percent_share};
use super::written::{Amount, LimitKind, written_share};
use crate::model::{Capacity, Share, Target};
use crate::report::sample::amount;
use crate::stats::{Queue, all_met_cases, wilson};
use crate::text::Decimal;

/// The cases of a target, or those of one group of them.
#[derive(Clone, Debug)]
pub struct Class {
    /// The values of the groups.
    pub by: Vec<String>,
    /// How its cases stand under the limit as it is.
    pub counts: Counts,
    /// How many cases even the loosest limit decides; more cannot be met.
    pub cases: u64,
    /// The tightest limit at each share, of least to most cases.
    pub shares: Vec<ShareRow>,
    /// The best share at each limit, the tightest first.
    pub limits: Vec<LimitRow>,
    /// What to promise.
    pub proposal: Option<Proposal>,
}

/// Cases by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In time.
    pub met: u64,
    /// Ended late.
    pub late: u64,
    /// Not ended, past due.
    pub overdue: u64,
    /// Not ended, not yet due.
    pub pending: u64,
    /// Not counted.
    pub excluded: u64,
    /// Data errors.
    pub invalid: u64,
}

/// The tightest limit at a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareRow {
    /// The share.
    pub share: Share,
    /// Whether it is the one that is promised.
    pub is_promised: bool,
    /// The limit.
    pub tightest: Tightest,
    /// The people that the queue of the backing standard needs to keep it, where it can tell.
    pub staff: Option<u32>,
}

/// The tightest limit that is supported at a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tightest {
    /// It, to the unit, and the next one that one would write.
    Limit {
        /// To the unit.
        exact: Amount,
        /// As one would write it.
        written: Amount,
        /// Cases that would have met the exact one.
        met: u64,
        /// Cases that it would have decided.
        decided: u64,
        /// The lower end of the interval at the exact one.
        low: f64,
    },
    /// So few cases would not do if all were met.
    TooFew {
        /// How many it takes, all met.
        needs: u64,
    },
    /// No number of cases supports every case.
    Every,
    /// Too many cases are met by no limit.
    Unreached,
}

/// The best share at a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitRow {
    /// The limit; `None` for one that can be no other, as the due that each case has.
    pub limit: Option<Amount>,
    /// Whether it is the one that is promised.
    pub is_promised: bool,
    /// Cases that would have met it.
    pub met: u64,
    /// Cases that it would have decided.
    pub decided: u64,
    /// The lower end of the interval: the greatest share that is supported.
    pub low: Option<f64>,
    /// The share that one would write.
    pub share: Option<Share>,
}

/// What to promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The share; `None` where a percentile is promised.
    pub share: Option<Share>,
    /// The limit; `None` where it stays as it is.
    pub limit: Option<Amount>,
}

/// The share that is proposed where none is promised.
const USUAL_SHARE: i64 = 95;

/// Nobody promises what fails every second case.
const LEAST_SHARE: i64 = 50;

/// The quantiles around which limits are round by default, in percent.
const QUANTILES: [u64; 5] = [50, 75, 90, 95, 99];

impl Class {
    pub(super) fn new(
        by: Vec<String>,
        gathered: &Gathered,
        question: &Question,
        (target, suggestible): (&Target, Suggestible),
        capacity: Option<&Capacity>,
    ) -> Self {
        let history = &gathered.history;
        let queue = capacity.and_then(|capacity| capacity.queue_of(target)).filter(|_| by.is_empty());
        let share_rows = |shares: &[Share], bound, kind| {
            let row = |share: &Share| ShareRow::new(*share, target, history, (bound, kind), queue);
            shares.iter().map(row).collect::<Vec<_>>()
        };
        let (shares, limits) = match suggestible {
            Suggestible::Limit(bound, kind) => (
                share_rows(&question.shares_with(target.share()), bound, kind),
                limit_rows(question, target, history, (bound, kind)),
            ),
            Suggestible::Percentile(bound, kind, share) => (share_rows(&[share], bound, kind), Vec::new()),
            Suggestible::Share(_) => (Vec::new(), vec![LimitRow::new(None, true, history.at(Decimal::ZERO))]),
            Suggestible::Nothing(_) => (Vec::new(), Vec::new()),
        };
        let [met, late, overdue, pending, excluded, invalid] = gathered.counts;
        Self {
            by,
            counts: Counts { met, late, overdue, pending, excluded, invalid },
            cases: history.cases(),
            proposal: proposal(target, suggestible, history, &limits),
            shares,
            limits,
        }
    }
}

impl ShareRow {
    fn new(
        share: Share,
        target: &Target,
        history: &History,
        (bound, kind): (Bound, LimitKind),
        queue: Option<Queue>,
    ) -> Self {
        let tightest = tightest(share, history, bound, kind);
        let staff = match (queue, tightest) {
            (Some(queue), Tightest::Limit { exact: Amount::Time(limit), .. }) => {
                queue.staff_for(share.to_f64(), Decimal::from_integer(limit.amount()).to_f64())
            }
            _ => None,
        };
        Self { share, is_promised: target.is_share() && share == target.share(), tightest, staff }
    }
}

fn tightest(share: Share, history: &History, bound: Bound, kind: LimitKind) -> Tightest {
    let Some(needs) = all_met_cases(share.to_f64()) else { return Tightest::Every };
    if history.cases() < needs {
        return Tightest::TooFew { needs };
    }
    let low = |met, decided| wilson(met, decided).map_or(0.0, |(low, _)| low);
    let found = history.tightest(|met, decided| low(met, decided) >= share.to_f64());
    let limit = found.and_then(|Tried { limit, met, decided }| {
        let exact = kind.amount(limit)?;
        let written = exact.written(bound);
        Some(Tightest::Limit { exact, written, met, decided, low: low(met, decided) })
    });
    limit.unwrap_or(Tightest::Unreached)
}

impl LimitRow {
    fn new(limit: Option<Amount>, is_promised: bool, tried: Tried) -> Self {
        let low = wilson(tried.met, tried.decided).map(|(low, _)| low);
        let share = low.and_then(written_share);
        Self { limit, is_promised, met: tried.met, decided: tried.decided, low, share }
    }
}

/// The best share at the promised limit, and at those asked for or round ones around the history.
fn limit_rows(
    question: &Question,
    target: &Target,
    history: &History,
    (bound, kind): (Bound, LimitKind),
) -> Vec<LimitRow> {
    let promised = promised_limit(target);
    let mut limits: Vec<_> = question.limits_of(kind).collect();
    if question.limits.is_empty() {
        let round = QUANTILES.iter().filter_map(|percent| {
            let found = history.tightest(|met, decided| {
                u128::from(met) * 100 >= u128::from(decided) * u128::from(*percent)
            })?;
            Some(kind.amount(found.limit)?.written(bound).to_decimal())
        });
        limits.extend(round);
    }
    limits.extend(promised);
    limits.sort_unstable();
    limits.dedup();
    if bound == Bound::AtLeast {
        limits.reverse();
    }
    let row = |limit| {
        let amount = kind.amount(limit)?;
        Some(LimitRow::new(Some(amount), promised == Some(limit), history.at(limit)))
    };
    limits.into_iter().filter_map(row).collect()
}

/// The limit of a target as it is, in the unit of its kind.
fn promised_limit(target: &Target) -> Option<Decimal> {
    let time = target.within.as_ref().or(target.ahead.as_ref()).map(|limit| limit.value.value);
    let of_value = || only_limit(target).map(|(_, limit)| amount(limit));
    time.map(|limit| Decimal::from_integer(limit.amount())).or_else(of_value)
}

/// The tightest limit at the share that is promised, or at a usual one; where the history does not support
/// it, the best share at the limit as it is.
fn proposal(
    target: &Target,
    suggestible: Suggestible,
    history: &History,
    limits: &[LimitRow],
) -> Option<Proposal> {
    let wanted = target.share.as_ref().map_or_else(|| percent_share(USUAL_SHARE), |share| share.value);
    let at = match suggestible {
        Suggestible::Limit(bound, kind) => Some((wanted, bound, kind)),
        Suggestible::Percentile(bound, kind, share) => Some((share, bound, kind)),
        Suggestible::Share(_) | Suggestible::Nothing(_) => None,
    };
    if let Some(Tightest::Limit { written, .. }) =
        at.map(|(share, bound, kind)| tightest(share, history, bound, kind))
    {
        return Some(Proposal { share: target.is_share().then_some(wanted), limit: Some(written) });
    }
    let share = limits.iter().find(|row| row.is_promised)?.share?;
    (share >= percent_share(LEAST_SHARE)).then_some(Proposal { share: Some(share), limit: None })
}
