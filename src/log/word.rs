//! Short texts as numbers: compared, hashed and kept without a look at memory.
//!
//! It must not know what a text means.

/// A text of at most [`Word::LONGEST`] bytes. A longer text is greater, then its bytes decide, so that
/// plain numbers are in the order in which they were given out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(u128);

/// Bytes that are loaded at once.
const LOADED: usize = 16;

impl Word {
    pub(super) const LONGEST: usize = LOADED - 1;

    /// The first `length` bytes of a text; `None` if they are too many.
    #[inline]
    pub(super) fn of(text: &[u8], length: usize) -> Option<Self> {
        if length > Self::LONGEST {
            return None;
        }
        let loaded = match text.first_chunk::<LOADED>() {
            Some(loaded) => *loaded,
            None => {
                let mut loaded = [0; LOADED];
                loaded[..length].copy_from_slice(&text[..length]);
                loaded
            }
        };
        let beyond = u32::try_from((LOADED - length) * 8).unwrap_or(u32::MAX);
        let bytes = u128::from_be_bytes(loaded).checked_shr(beyond).unwrap_or(0);
        Some(Self(bytes | (length as u128) << (Self::LONGEST * 8)))
    }

    /// A number that is about as good as drawn by lot.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        let [low, high] = halves(self.0);
        mix(mix(low, high ^ SEED), SEED)
    }
}

/// An odd number without a pattern: the golden ratio's digits.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The same for a text of any length; other texts than those of words have other hashes.
pub(super) fn hash(text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    words.fold(text.len() as u64 ^ SEED, |hash, word| mix(hash.rotate_left(32), word ^ SEED) ^ hash)
}

/// The halves of the product of both, put over each other.
#[inline]
fn mix(one: u64, other: u64) -> u64 {
    let [low, high] =
        halves(u128::from(one ^ 0x2D35_8DCC_AA6C_78A5) * u128::from(other ^ 0x8BB8_4B93_962E_ACC9));
    low ^ high
}

#[expect(clippy::cast_possible_truncation, reason = "these are the halves")]
fn halves(number: u128) -> [u64; 2] {
    [number as u64, (number >> 64) as u64]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn hashes_of_ids_are_all_different() {
        let mut hashes = HashSet::new();
        for number in 0..200_000 {
            for id in [format!("{number}"), format!("C-{number:09}"), format!("ticket/2026/{number:012}")] {
                let word = Word::of(id.as_bytes(), id.len());
                assert!(hashes.insert(word.map_or_else(|| hash(id.as_bytes()), Word::hash)), "{id}");
            }
        }
    }

    proptest! {
        #[test]
        fn words_are_in_the_order_of_their_texts(one in "[a-c\0]{0,15}", other in "[a-c\0]{0,15}", behind in "[a-c]{0,20}") {
            let word = |text: &str| {
                let onward = format!("{text}{behind}");
                let word = Word::of(onward.as_bytes(), text.len());
                assert_eq!(word, Word::of(text.as_bytes(), text.len()));
                word.unwrap()
            };
            let expected = one.len().cmp(&other.len()).then_with(|| one.cmp(&other));
            prop_assert_eq!(word(&one).cmp(&word(&other)), expected);
        }
    }
}
