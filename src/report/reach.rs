//! How far a log reaches: the latest times of its blocks, of which as-of is made where nobody says it.

use crate::calendar::Instant;
use crate::clock::{Plan, begin_of, end_of};
use crate::log::{Block, Time};

/// The latest time of a block in the columns that tell how far the log reaches.
pub(super) fn reach(plan: &Plan, block: &Block) -> Option<Instant> {
    plan.reach.iter().filter_map(|&column| latest(block, column, |time| end_of(&plan.zone, time))).max()
}

/// The latest begin or end of a pause in a block.
pub(super) fn latest_pause(plan: &Plan, block: &Block) -> Option<Instant> {
    let latest = plan.pauses.iter().flat_map(|&(from, to)| {
        [
            latest(block, from, |time| begin_of(&plan.zone, time)),
            latest(block, to, |time| end_of(&plan.zone, time)),
        ]
    });
    latest.flatten().max()
}

/// The latest of what is taken from the times of a column.
fn latest(block: &Block, column: usize, taken: impl Fn(Time) -> Option<Instant>) -> Option<Instant> {
    // Before any time: what is compared is a mere number.
    const NONE: Instant = Instant::MIN;
    let times = block.times.get(column)?.iter().map(|time| taken(*time).unwrap_or(NONE));
    Some(times.fold(NONE, Instant::max)).filter(|latest| *latest > NONE)
}
