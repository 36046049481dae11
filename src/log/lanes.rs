//! Where certain bytes stand in 64 bytes, as the bits of a word.
//!
//! It must not know what the bytes mean.

use wide::u8x16;

/// Bytes that are looked at together.
pub(super) const LANE: usize = 64;

/// 64 bytes.
#[derive(Clone, Copy)]
pub(super) struct Lane([u8x16; 4]);

impl Lane {
    #[inline]
    pub(super) fn new(bytes: &[u8; LANE]) -> Self {
        let (quarters, _) = bytes.as_chunks::<16>();
        let quarter = |place: usize| u8x16::new(quarters[place]);
        Self([quarter(0), quarter(1), quarter(2), quarter(3)])
    }

    /// Where a byte stands: bit 0 is the first place.
    #[inline]
    pub(super) fn of(self, byte: u8) -> u64 {
        let byte = u8x16::splat(byte);
        let quarter = |quarter: usize| u64::from(self.0[quarter].simd_eq(byte).to_bitmask());
        quarter(0) | quarter(1) << 16 | quarter(2) << 32 | quarter(3) << 48
    }
}

/// The lanes of a text, each with its offset; the last one is filled up with bytes that no text has.
#[inline]
pub(super) fn lanes(text: &[u8]) -> impl Iterator<Item = (usize, Lane)> {
    let (whole, rest) = text.as_chunks::<LANE>();
    let last = (!rest.is_empty()).then(|| {
        let mut padded = [u8::MAX; LANE];
        padded[..rest.len()].copy_from_slice(rest);
        (whole.len() * LANE, Lane::new(&padded))
    });
    whole.iter().enumerate().map(|(place, bytes)| (place * LANE, Lane::new(bytes))).chain(last)
}

/// From each opening quote up to the closing one, the opening one included and the closing one not;
/// `open` says whether the lane begins inside of quotes, and then whether the next one does.
#[inline]
pub(super) fn inside(quotes: u64, open: &mut bool) -> u64 {
    let before = if *open { u64::MAX } else { 0 };
    if quotes == 0 {
        return before;
    }
    let mut parity = quotes;
    for step in [1, 2, 4, 8, 16, 32] {
        parity ^= parity << step;
    }
    *open ^= quotes.count_ones() % 2 == 1;
    parity ^ before
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_are_places(text in proptest::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(0), any::<u8>()], 0..200)) {
            for byte in [b',', b'"', 200] {
                let mut found = Vec::new();
                for (offset, lane) in lanes(&text) {
                    let bits = lane.of(byte);
                    found.extend((0..LANE).filter(|place| bits >> place & 1 == 1).map(|place| offset + place));
                }
                let expected: Vec<_> = text.iter().enumerate().filter(|(_, b)| **b == byte).map(|(at, _)| at).collect();
                prop_assert_eq!(found, expected);
            }
            let (mut open, mut expected) = (false, false);
            for (offset, lane) in lanes(&text) {
                let bits = inside(lane.of(b'"'), &mut open);
                for (place, &byte) in text[offset..].iter().take(LANE).enumerate() {
                    expected ^= byte == b'"';
                    prop_assert_eq!(bits >> place & 1 == 1, expected);
                }
            }
            prop_assert_eq!(open, expected);
        }
    }
}
