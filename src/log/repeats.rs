//! Ids of cases that came before, in a log with a row per case.
//!
//! Most exports are sorted by id, up or down. While they are, an id cannot have come before, and all that
//! is kept of it is a hash of 8 bytes. The first id out of order makes a set of all hashes, of at most 21
//! bytes an id, and half as much again while it grows. Two different ids out of a million are taken for
//! one with a chance of 3 in a hundred million. It must not know what becomes of a case.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

/// The ids of a log so far.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    hashes: Hashes,
    /// The id that came last, while they are sorted.
    last: Vec<u8>,
}

#[derive(Debug)]
enum Hashes {
    /// Of ids that came in this order; `Equal` while there are fewer than two.
    Sorted(Ordering, Vec<u64>),
    Any(HashSet<u64, BuildHasherDefault<AsItIs>>),
}

impl Default for Hashes {
    fn default() -> Self {
        Self::Sorted(Ordering::Equal, Vec::new())
    }
}

impl Repeats {
    /// Whether the same id came before; it counts as having come from now on.
    pub(super) fn is_repeated(&mut self, id: &[u8], fold: bool) -> bool {
        if fold {
            return self.look_up(String::from_utf8_lossy(id).to_lowercase().as_bytes());
        }
        self.look_up(id)
    }

    fn look_up(&mut self, id: &[u8]) -> bool {
        let hash = hash(id);
        match &mut self.hashes {
            Hashes::Sorted(order, hashes) => {
                let step = if hashes.is_empty() { None } else { Some(compare(id, &self.last)) };
                let fits = match step {
                    None => true,
                    Some(Ordering::Equal) => false,
                    Some(step) => *order == Ordering::Equal || *order == step,
                };
                if fits {
                    *order = step.unwrap_or(*order);
                    hashes.push(hash);
                    self.last.clear();
                    self.last.extend_from_slice(id);
                    return false;
                }
                let mut set: HashSet<_, _> = hashes.iter().copied().collect();
                let is_repeated = !set.insert(hash);
                self.hashes = Hashes::Any(set);
                is_repeated
            }
            Hashes::Any(set) => !set.insert(hash),
        }
    }
}

/// Shorter ids first, so that plain numbers are in the order in which they were given out.
fn compare(one: &[u8], other: &[u8]) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

fn hash(id: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(id);
    hasher.finish()
}

/// Hashes of hashes: they are themselves.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repeated(ids: &[&str]) -> Vec<bool> {
        let mut repeats = Repeats::default();
        ids.iter().map(|id| repeats.is_repeated(id.as_bytes(), false)).collect()
    }

    #[test]
    fn sorted_ids_need_no_set() {
        for ids in [["9", "10", "11"], ["C-3", "C-2", "C-1"]] {
            let mut repeats = Repeats::default();
            assert!(ids.iter().all(|id| !repeats.is_repeated(id.as_bytes(), false)));
            assert!(matches!(repeats.hashes, Hashes::Sorted(_, ref hashes) if hashes.len() == 3));
        }
        assert_eq!(repeated(&["1", "2", "2", "3"]), [false, false, true, false]);
        assert_eq!(repeated(&["1", "2", "3", "1"]), [false, false, false, true]);
        assert_eq!(repeated(&["3", "2", "4", "3"]), [false, false, false, true]);
    }

    #[test]
    fn case_counts_unless_the_log_says_otherwise() {
        let mut repeats = Repeats::default();
        assert_eq!(["a1", "A1"].map(|id| repeats.is_repeated(id.as_bytes(), false)), [false, false]);
        let mut repeats = Repeats::default();
        assert_eq!(["É1", "é1"].map(|id| repeats.is_repeated(id.as_bytes(), true)), [false, true]);
    }

    proptest! {
        #[test]
        fn the_same_as_a_set_of_all_ids(ids in proptest::collection::vec("[0-9]{1,2}|[a-c]{1,2}", 0..60), sort in 0..3) {
            let mut ids = ids;
            match sort {
                0 => ids.sort_by(|one, other| compare(one.as_bytes(), other.as_bytes())),
                1 => ids.sort_by(|one, other| compare(other.as_bytes(), one.as_bytes())),
                _ => {}
            }
            let mut set = HashSet::new();
            let expected: Vec<_> = ids.iter().map(|id| !set.insert(id)).collect();
            let ids: Vec<_> = ids.iter().map(String::as_str).collect();
            prop_assert_eq!(repeated(&ids), expected);
        }
    }
}
