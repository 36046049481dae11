//! Sets of the rows of a batch, a bit each: what conditions choose and states are, for many rows at once.

use super::ROWS;
use fearless_simd::{Level, dispatch};
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Sub, SubAssign};

/// Some rows of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mask([u64; WORDS]);

const WORDS: usize = ROWS / BITS;
const BITS: usize = 64;

impl Mask {
    /// The first rows, so many.
    pub(super) fn first(rows: usize) -> Self {
        Self(std::array::from_fn(|word| match rows.saturating_sub(word * BITS) {
            left if left >= BITS => u64::MAX,
            left => (1 << left) - 1,
        }))
    }

    /// The rows whose value satisfies something.
    #[inline]
    pub(super) fn of<T>(values: &[T], holds: impl Fn(&T) -> bool) -> Self {
        dispatch!(Level::new(), _simd => Self::of_wide(values, &holds))
    }

    #[expect(clippy::inline_always, reason = "compiled for the processor of who calls it")]
    #[inline(always)]
    fn of_wide<T>(values: &[T], holds: &impl Fn(&T) -> bool) -> Self {
        let mut mask = Self::default();
        for (word, values) in mask.0.iter_mut().zip(values.chunks(BITS)) {
            // Bytes first: the compiler compares several values at once.
            let mut bytes = [0; BITS];
            for (byte, value) in bytes.iter_mut().zip(values) {
                *byte = u8::from(holds(value));
            }
            *word = packed(&bytes);
        }
        mask
    }

    /// The rows whose values of two columns satisfy something.
    #[inline]
    pub(super) fn of_pairs<A, B>(ones: &[A], others: &[B], holds: impl Fn(&A, &B) -> bool) -> Self {
        dispatch!(Level::new(), _simd => Self::of_pairs_wide(ones, others, &holds))
    }

    #[expect(clippy::inline_always, reason = "compiled for the processor of who calls it")]
    #[inline(always)]
    fn of_pairs_wide<A, B>(ones: &[A], others: &[B], holds: &impl Fn(&A, &B) -> bool) -> Self {
        let mut mask = Self::default();
        let chunks = ones.chunks(BITS).zip(others.chunks(BITS));
        for (word, (ones, others)) in mask.0.iter_mut().zip(chunks) {
            let mut bytes = [0; BITS];
            for (byte, (one, other)) in bytes.iter_mut().zip(ones.iter().zip(others)) {
                *byte = u8::from(holds(one, other));
            }
            *word = packed(&bytes);
        }
        mask
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a row is among them.
    #[inline]
    pub fn contains(&self, row: usize) -> bool {
        self.0.get(row / BITS).is_some_and(|word| word >> (row % BITS) & 1 == 1)
    }

    /// Adds a row of the batch.
    pub(super) fn insert(&mut self, row: usize) {
        self.0[row / BITS] |= 1 << (row % BITS);
    }

    /// Hands out the rows in their order.
    #[inline]
    pub fn each(self, mut take: impl FnMut(usize)) {
        for (word, mut left) in self.0.into_iter().enumerate() {
            while left != 0 {
                take(word * BITS + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }

    /// Hands out the rows in their order, and of each whether it is in another set too.
    #[inline]
    pub fn each_in(self, other: &Self, mut take: impl FnMut(usize, bool)) {
        for (word, (mut left, others)) in self.0.into_iter().zip(other.0).enumerate() {
            while left != 0 {
                let bit = left.trailing_zeros();
                take(word * BITS + bit as usize, others >> bit & 1 == 1);
                left &= left - 1;
            }
        }
    }
}

/// A bit for each byte, which is zero or one.
#[inline]
fn packed(bytes: &[u8; BITS]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    // The product brings the lowest bits of eight bytes side by side into the highest byte.
    let byte = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |word, eight| word << 8 | byte(eight))
}

impl BitAnd for Mask {
    type Output = Self;

    fn bitand(mut self, other: Self) -> Self {
        self &= other;
        self
    }
}

impl BitAndAssign for Mask {
    fn bitand_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(one, other)| *one &= other);
    }
}

impl BitOr for Mask {
    type Output = Self;

    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}

impl BitOrAssign for Mask {
    fn bitor_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(one, other)| *one |= other);
    }
}

/// The rows that are not in another set.
impl Sub for Mask {
    type Output = Self;

    fn sub(mut self, other: Self) -> Self {
        self -= other;
        self
    }
}

impl SubAssign for Mask {
    fn sub_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(one, other)| *one &= !other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(mask: Mask) -> Vec<usize> {
        let mut rows = Vec::new();
        mask.each(|row| rows.push(row));
        rows
    }

    proptest! {
        #[test]
        fn sets_of_rows(ones in prop::collection::vec(0..9_u8, 0..=ROWS), seed in any::<u8>()) {
            let others: Vec<_> = (0..ones.len()).map(|place| place * usize::from(seed) % 9).collect();
            let expected = |holds: &dyn Fn(usize, usize) -> bool| -> Vec<usize> {
                (0..ones.len()).filter(|&row| holds(ones[row].into(), others[row])).collect()
            };
            let (few, many) = (Mask::of(&ones, |&one| one < 2), Mask::of(&others, |&other| other > 1));
            prop_assert_eq!(rows(few), expected(&|one, _| one < 2));
            prop_assert_eq!(few.len(), expected(&|one, _| one < 2).len());
            prop_assert_eq!(rows(few & many), expected(&|one, other| one < 2 && other > 1));
            let mut both = Vec::new();
            few.each_in(&many, |row, is_in| both.extend(is_in.then_some(row)));
            prop_assert_eq!(both, rows(few & many));
            prop_assert_eq!(rows(few | many), expected(&|one, other| one < 2 || other > 1));
            prop_assert_eq!(rows(few - many), expected(&|one, other| one < 2 && other <= 1));
            let pairs = Mask::of_pairs(&ones, &others, |&one, &other| usize::from(one) < other);
            prop_assert_eq!(rows(pairs), expected(&|one, other| one < other));
            prop_assert_eq!(rows(Mask::first(ones.len())), expected(&|_, _| true));
            let mut grown = Mask::default();
            rows(pairs).into_iter().rev().for_each(|row| grown.insert(row));
            prop_assert_eq!(grown, pairs);
            prop_assert_eq!(pairs.is_empty(), rows(pairs).is_empty());
            prop_assert!((0..ROWS + 70).all(|row| pairs.contains(row) == rows(pairs).contains(&row)));
        }
    }
}
