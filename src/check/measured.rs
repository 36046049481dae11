//! What the logs measure of the qualities of a promise: the half of the scorecard that no text can tell.

use super::Context;
use super::consistency::unequal;
use super::past::lived;
use crate::finding::Divided;
use crate::model::Share;
use crate::report::Unit;
use crate::text::Decimal;

/// What was measured of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The id of the commitment.
    pub id: String,
    /// The name of the version.
    pub version: String,
    /// The 1-based place of the target.
    pub target: usize,
    /// Feasible: cases in time, of those that count.
    pub attained: (u64, u64),
    /// The share that is promised; `None` for another statistic.
    pub share: Option<Share>,
    /// Timely: how long 95 % of the cases took at most; `None` without cases, where one that is overdue is of
    /// that rank, and of notice, of which more is better.
    pub took: Option<Decimal>,
    /// What that counts.
    pub unit: Unit,
    /// The limit as written, where it is a duration.
    pub limit: Option<String>,
    /// Flexible: cases that are excluded, of all but data errors.
    pub excluded: (u64, u64),
    /// Consistent: by what the attainment differs more than chance allows.
    pub unequal: Vec<Divided>,
}

/// What was measured of each target of published commitments and pilots; `None` without logs.
pub fn measured(context: &Context<'_>) -> Option<Vec<Measured>> {
    context.history?;
    let measured = lived(context).map(|lived| {
        let (all, target) = (&lived.past.all, lived.target);
        let counter = &all.counter;
        let place = lived.commitment.targets.iter().position(|known| known.span == target.span);
        Measured {
            id: lived.commitment.id.value.clone(),
            version: lived.commitment.version(),
            target: place.map_or(1, |place| place + 1),
            attained: (counter.met, counter.decided()),
            share: target.is_share().then(|| target.share()),
            took: if target.ahead.is_some() { None } else { lived.past.percentile(all, 95) },
            unit: lived.past.unit,
            limit: target.within.as_ref().or(target.ahead.as_ref()).map(|limit| limit.value.text.clone()),
            excluded: (counter.excluded, counter.decided() + counter.pending + counter.excluded),
            unequal: unequal(&lived).into_iter().map(|unequal| unequal.divided).collect(),
        }
    });
    Some(measured.collect())
}
