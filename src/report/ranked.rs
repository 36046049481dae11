//! Lists of cases in another order than that of the logs, kept no longer than they are shown.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The cases with the greatest keys; of equal ones those that came first. It never keeps more than are
/// asked for.
#[derive(Debug)]
pub struct Greatest<K, T> {
    most: usize,
    offered: u64,
    /// The least of those kept is on top.
    kept: BinaryHeap<Reverse<Entry<K, T>>>,
}

#[derive(Debug)]
struct Entry<K, T> {
    key: K,
    /// Which of all it was; the earlier of two with equal keys is the greater.
    place: Reverse<u64>,
    case: T,
}

impl<K: Ord, T> Greatest<K, T> {
    /// For at most so many.
    pub fn new(most: usize) -> Self {
        Self { most, offered: 0, kept: BinaryHeap::new() }
    }

    /// Takes a case, made only if it is kept.
    pub fn offer(&mut self, key: K, case: impl FnOnce() -> T) {
        let place = Reverse(self.offered);
        self.offered += 1;
        if self.kept.len() >= self.most {
            match self.kept.peek() {
                Some(Reverse(least)) if key > least.key => {}
                _ => return,
            }
            self.kept.pop();
        }
        self.kept.push(Reverse(Entry { key, place, case: case() }));
    }

    /// All that were kept, the greatest first.
    pub fn into_cases(self) -> impl Iterator<Item = T> {
        // Sorted by what is turned around: the greatest come first.
        self.kept.into_sorted_vec().into_iter().map(|Reverse(entry)| entry.case)
    }
}

impl<K: Ord, T> Ord for Entry<K, T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then(self.place.cmp(&other.place))
    }
}

impl<K: Ord, T> PartialOrd for Entry<K, T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord, T> PartialEq for Entry<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<K: Ord, T> Eq for Entry<K, T> {}

#[cfg(test)]
mod tests {
    use super::Greatest;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    proptest! {
        #[test]
        fn the_same_as_sorting_all(keys in proptest::collection::vec(0_u8..6, 0..40), most in 0_usize..12) {
            let mut greatest = Greatest::new(most);
            for (place, &key) in keys.iter().enumerate() {
                greatest.offer(key, || (key, place));
            }
            prop_assert!(greatest.kept.len() <= most);
            let mut all: Vec<_> = keys.iter().copied().zip(0_usize..).collect();
            all.sort_by_key(|&(key, place)| (Reverse(key), place));
            all.truncate(most);
            prop_assert_eq!(greatest.into_cases().collect::<Vec<_>>(), all);
        }
    }
}
