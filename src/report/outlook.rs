//! What a period that is not over can still become: misses that are still allowed, and a forecast.
//!
//! How many cases a running period will have is the median of the three periods before it; how many of
//! those to come are met is what was met in these three, with the 95 % Wilson interval of that.
//! Everything that is known is counted exactly. It must not know how cases are judged.

use super::cells::Cell;
use super::verdict::Verdict;
use crate::model::{Period, Share};
use crate::stats::wilson;
use crate::tally::PeriodKey;
use std::ops::Range;
use std::sync::Arc;

/// What a period that is not over can still become.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Cases that are expected to count at its end, those known so far included.
    pub expected: u64,
    /// The most of the cases still to be decided that may be breached with the share reached all the same,
    /// if all others are met; `None` where it is not reached even if all are met.
    pub misses_allowed: Option<u64>,
    /// What it comes to if the rest goes as the periods before; `None` where it is over but for pending
    /// cases, and where there are no such periods.
    pub forecast: Option<Forecast>,
}

/// What a running period comes to if the rest goes as the three periods before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The first and the last of the three.
    pub like: [Arc<str>; 2],
    /// The attainment.
    pub attainment: f64,
    /// Between which attainments it is with 95 % confidence, as far as the three tell.
    pub interval: (f64, f64),
}

/// How many periods before a running one are looked at.
const BEFORE: i32 = 3;

/// What the periods before a running one had.
struct Past {
    like: [Arc<str>; 2],
    met: u64,
    decided: u64,
    /// How many cases the middle one of them had.
    median: u64,
}

/// Tells the outlook of all periods of a target that are not over; of each cell the period, and whether
/// more cases can come. The cells are in the order of periods and groups.
pub(super) fn tell(cells: &mut [Cell], keys: &[(PeriodKey, bool)], period: Period, share: Share) {
    for place in 0..cells.len() {
        let (key, is_running) = keys[place];
        if !is_running && cells[place].verdict != Verdict::Open {
            continue;
        }
        let past = if is_running { Past::of(cells, keys, place, key, period) } else { None };
        let outlook = outlook(&cells[place], past, share);
        cells[place].outlook = Some(outlook);
    }
}

impl Past {
    /// `None` where one of the periods has no case at all, or the group none that is decided.
    fn of(
        cells: &[Cell],
        keys: &[(PeriodKey, bool)],
        place: usize,
        key: PeriodKey,
        period: Period,
    ) -> Option<Self> {
        let (mut met, mut decided, mut counts, mut labels) = (0, 0, Vec::new(), Vec::new());
        for before in (1..=BEFORE).rev() {
            let of_period = &cells[range(keys, key.before(period, before)?)];
            labels.push(Arc::clone(of_period.first()?.period.as_ref()?));
            let own = of_period.binary_search_by(|cell| cell.by.cmp(&cells[place].by));
            let own = own.ok().map(|place| &of_period[place]);
            met += own.map_or(0, |cell| cell.met);
            decided += own.map_or(0, Cell::decided);
            counts.push(own.map_or(0, |cell| cell.decided() + cell.pending));
        }
        counts.sort_unstable();
        let like = [labels.first()?.clone(), labels.last()?.clone()];
        (decided > 0).then(|| Self { like, met, decided, median: counts[counts.len() / 2] })
    }
}

/// The cells of a period.
fn range(keys: &[(PeriodKey, bool)], key: PeriodKey) -> Range<usize> {
    keys.partition_point(|(known, _)| *known < key)..keys.partition_point(|(known, _)| *known <= key)
}

fn outlook(cell: &Cell, past: Option<Past>, share: Share) -> Outlook {
    let known = cell.decided() + cell.pending;
    let expected = past.as_ref().map_or(known, |past| past.median.max(known));
    let missed = cell.decided() - cell.met;
    let misses_allowed = (expected - share.least_of(expected).min(expected)).checked_sub(missed);
    let forecast = past.and_then(|past| {
        let met_at = |share: f64| {
            #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
            let [met, rest, all] = [cell.met, expected - cell.decided(), expected].map(|count| count as f64);
            (met + share * rest) / all
        };
        let (low, high) = wilson(past.met, past.decided)?;
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
        let attainment = met_at(past.met as f64 / past.decided as f64);
        (expected > 0).then(|| Forecast {
            like: past.like,
            attainment,
            interval: (met_at(low), met_at(high)),
        })
    });
    Outlook { expected, misses_allowed, forecast }
}
