//! Short texts as numbers: compared, hashed and kept without a look at memory.
//!
//! It must not know what a text means.

use std::cmp::Ordering;

/// A text of at most [`Word::LONGEST`] bytes: these, and behind them how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(u128);

/// A word but for its last byte, which is most that ids share with those before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem {
    /// Bytes of the word.
    length: usize,
    /// The bits of all but the last, and those of them that are set.
    own: u128,
    bytes: u128,
}

/// Bytes that are loaded at once.
const LOADED: usize = 16;
/// Where the length stands in the number.
const LENGTH_AT: usize = Word::LONGEST * 8;
/// By length: the bytes that belong to a text.
const OWN: [u128; LOADED] = {
    let mut own = [0; LOADED];
    let mut length = 1;
    while length < LOADED {
        own[length] = own[length - 1] << 8 | 0xFF;
        length += 1;
    }
    own
};

impl Word {
    pub(super) const LONGEST: usize = LOADED - 1;
    const MOST: u32 = u128::BITS / u8::BITS - 1;

    /// The first `length` bytes of a text; `None` if they are too many.
    #[inline]
    pub(super) fn of(text: &[u8], length: usize) -> Option<Self> {
        Self::near(text, length).or_else(|| {
            let mut loaded = [0; LOADED];
            loaded[..Self::LONGEST].get_mut(..length)?.copy_from_slice(&text[..length]);
            Self::near(&loaded, length)
        })
    }

    /// The same without another way for texts near the end of memory, of which it is `None` too.
    #[inline]
    pub(super) fn near(text: &[u8], length: usize) -> Option<Self> {
        let (own, loaded) = (OWN.get(length)?, text.first_chunk()?);
        Some(Self(u128::from_le_bytes(*loaded) & own | (length as u128) << LENGTH_AT))
    }

    /// The text.
    pub(super) fn bytes(self) -> Vec<u8> {
        let [bytes @ .., length] = self.0.to_le_bytes();
        bytes[..usize::from(length)].to_vec()
    }

    /// A number for each text, in the order of the texts: of texts of one length those that end alike but
    /// for a few of the last bytes are near each other.
    #[inline]
    pub(super) fn key(self) -> u128 {
        // The length, and then the bytes as the digits of a number, the last one at the end.
        let length = self.0 >> LENGTH_AT;
        let digits = (self.0 << u8::BITS).swap_bytes();
        digits >> (u8::BITS * (Self::MOST - self.length())) | length << LENGTH_AT
    }

    /// The text of a number that [`Word::key`] gave.
    pub(super) fn of_key(key: u128) -> Self {
        let length = Self(key).length();
        let digits = (key & OWN[Self::LONGEST]) << (u8::BITS * (Self::MOST - length));
        Self(digits.swap_bytes() >> u8::BITS | key & !OWN[Self::LONGEST])
    }

    /// The last byte.
    pub(super) fn last(self) -> Option<u8> {
        let bytes = self.0.to_le_bytes();
        self.length().checked_sub(1).map(|last| bytes[last as usize])
    }

    #[inline]
    fn length(self) -> u32 {
        u32::from(self.0.to_le_bytes()[Self::LONGEST])
    }

    /// A number that is about as good as drawn by lot.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        let [low, high] = halves(self.0);
        mix(mix(low, high), SEED)
    }

    /// A smaller number that is good enough to tell a few dozen words apart.
    #[inline]
    pub(super) fn slot(self, bits: u32) -> usize {
        let [low, high] = halves(self.0);
        let mixed = (low ^ high.rotate_left(25)).wrapping_mul(SEED) >> (u64::BITS - bits);
        usize::try_from(mixed).unwrap_or(0)
    }
}

impl Stem {
    /// That of a word.
    pub(super) fn of(word: Word) -> Self {
        let length = word.length() as usize;
        let own = OWN[length.saturating_sub(1)];
        Self { length, own, bytes: word.0 & own }
    }

    /// The last byte of the first `length` bytes of a text, if they are like the word but there. `None`
    /// too where the text ends too soon to be loaded at once.
    #[inline]
    pub(super) fn last_of(&self, text: &[u8], length: usize) -> Option<u8> {
        let loaded = text.first_chunk::<LOADED>()?;
        let differ = (u128::from_le_bytes(*loaded) ^ self.bytes) & self.own;
        let is_like = differ == 0 && length == self.length && length > 0;
        is_like.then(|| loaded[(length - 1) % LOADED])
    }
}

/// A longer text is greater, then the bytes decide: plain numbers are in the order in which they were
/// given out.
impl Ord for Word {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
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
                assert_eq!(word.unwrap().bytes(), text.as_bytes());
                assert_eq!(word, Word::of(text.as_bytes(), text.len()));
                word.unwrap()
            };
            let expected = one.len().cmp(&other.len()).then_with(|| one.cmp(&other));
            prop_assert_eq!(word(&one).cmp(&word(&other)), expected);
            prop_assert_eq!(Word::of_key(word(&one).key()), word(&one));
        }
    }
}
