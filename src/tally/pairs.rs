//! Pairs of small numbers, numbered in the order in which they are met: a dense table while it is small,
//! a hash map when it gets large.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The numbers of pairs.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// All pairs, by number.
    all: Vec<(u32, u32)>,
    /// By first number, for `width` second ones each: the number of the pair, or [`UNMET`].
    dense: Vec<u32>,
    width: usize,
    /// All pairs, once the table would be too large.
    sparse: HashMap<u64, u32, Mixed>,
}

/// In place of the number of a pair that was not met.
const UNMET: u32 = u32::MAX;
/// The most entries of a dense table: 4 MiB.
const LARGEST: usize = 1 << 20;

impl Pairs {
    /// All pairs, by number.
    pub(super) fn all(&self) -> &[(u32, u32)] {
        &self.all
    }

    /// The number of a pair.
    #[inline]
    pub(super) fn number(&mut self, first: u32, second: u32) -> u32 {
        if (second as usize) < self.width
            && let Some(&number) = self.dense.get(first as usize * self.width + second as usize)
            && number != UNMET
        {
            return number;
        }
        self.look_up(first, second)
    }

    #[cold]
    fn look_up(&mut self, first: u32, second: u32) -> u32 {
        let key = u64::from(first) << 32 | u64::from(second);
        if let Some(&known) = self.sparse.get(&key) {
            return known;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(UNMET - 1);
        self.all.push((first, second));
        if self.sparse.is_empty() {
            self.lay_out();
        } else {
            self.sparse.insert(key, number);
        }
        number
    }

    /// Enters the last pair into the dense table, or all pairs into the map if the table gets too large.
    fn lay_out(&mut self) {
        let Some(&(first, second)) = self.all.last() else { return };
        let rows = (self.dense.len() / self.width.max(1)).max((first as usize + 1).next_power_of_two());
        let width = self.width.max((second as usize + 1).next_power_of_two());
        if rows.saturating_mul(width) > LARGEST {
            let entry = |(number, &(first, second)): (u32, &(u32, u32))| {
                (u64::from(first) << 32 | u64::from(second), number)
            };
            self.sparse = (0..).zip(&self.all).map(entry).collect();
            (self.dense, self.width) = (Vec::new(), 0);
            return;
        }
        let mut new = self.all.len() - 1;
        if rows * width > self.dense.len() {
            (self.dense, self.width) = (vec![UNMET; rows * width], width);
            new = 0;
        }
        for (number, &(first, second)) in (new..).zip(&self.all[new..]) {
            let place = first as usize * self.width + second as usize;
            self.dense[place] = u32::try_from(number).unwrap_or(UNMET);
        }
    }
}

type Mixed = BuildHasherDefault<Mixer>;

/// Mixes the bits of whole numbers. Keys here are small numbers that we gave out ourselves, in order;
/// nobody can choose them so that they fall together.
#[derive(Debug, Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pair_has_a_number_of_its_own(
            pairs in prop::collection::vec(prop_oneof![
                (0..20_u32, 0..20_u32),
                (0..3000_u32, 0..3000_u32),
                (0..2_u32, any::<u32>()),
            ], 0..200),
        ) {
            let (mut numbers, mut expected) = (Pairs::default(), Vec::new());
            for &(first, second) in &pairs {
                let number = numbers.number(first, second) as usize;
                if number == expected.len() {
                    expected.push((first, second));
                }
                prop_assert_eq!(expected.get(number), Some(&(first, second)));
            }
            prop_assert_eq!(numbers.all(), &expected[..]);
            for (number, &(first, second)) in (0..).zip(&expected) {
                prop_assert_eq!(numbers.number(first, second), number);
            }
        }
    }
}
