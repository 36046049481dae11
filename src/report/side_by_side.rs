//! Work on many items with several threads, for what is left to do when all rows were read.

use crate::tally::Scratch;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many numbers are looked through sooner than a thread begins.
const WORTH_A_THREAD: u64 = 1 << 16;
/// The most items that a thread takes at once.
const RUN: usize = 64;

/// Makes something of each item, in their order; each thread has a scratch of its own. `numbers` says how
/// many there are to look through in all.
pub(super) fn each<X: Sync, Y: Send>(
    items: &[X],
    numbers: u64,
    scratch: &mut [Scratch],
    make: &(impl Fn(&X, &mut Scratch) -> Y + Sync),
) -> Vec<Y> {
    let Some((own, others)) = scratch.split_first_mut() else { return Vec::new() };
    if others.is_empty() || items.len() < 2 || numbers < WORTH_A_THREAD {
        return items.iter().map(|item| make(item, own)).collect();
    }
    let run = (items.len() / (16 * (others.len() + 1))).clamp(1, RUN);
    let next = AtomicUsize::new(0);
    let work = |scratch: &mut Scratch| {
        let mut parts: Vec<(usize, Vec<Y>)> = Vec::new();
        loop {
            let from = next.fetch_add(run, Ordering::Relaxed);
            let Some(rest) = items.get(from..).filter(|rest| !rest.is_empty()) else { return parts };
            let some = &rest[..run.min(rest.len())];
            parts.push((from, some.iter().map(|item| make(item, scratch)).collect()));
        }
    };
    let mut parts = std::thread::scope(|scope| {
        let work = &work;
        let handles: Vec<_> = others.iter_mut().map(|scratch| scope.spawn(move || work(scratch))).collect();
        let mut parts = work(own);
        for handle in handles {
            match handle.join() {
                Ok(others) => parts.extend(others),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    parts.sort_unstable_by_key(|(from, _)| *from);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        for (count, threads) in [(0, 2), (1, 2), (2, 3), (1000, 1), (1000, 2), (100_003, 4)] {
            let items: Vec<usize> = (0..count).collect();
            let mut scratch: Vec<_> = (0..threads).map(|_| Scratch::default()).collect();
            let made = each(&items, WORTH_A_THREAD, &mut scratch, &|item, _| item * 3);
            assert!(made.into_iter().eq((0..count).map(|item| item * 3)), "{count} with {threads}");
        }
    }
}
