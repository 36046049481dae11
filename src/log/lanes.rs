//! Where certain bytes stand in 64 bytes, as the bits of a word.
//!
//! What the machine's processor can do is found out when the program runs, and does not change what is
//! found. It must not know what the bytes mean.

use fearless_simd::prelude::*;
#[cfg(target_arch = "x86_64")]
use fearless_simd::u32x16;
use fearless_simd::{Level, dispatch, u8x64};
use std::ops::ControlFlow;

pub(super) use fearless_simd::Simd;

/// Bytes that are looked at together.
pub(super) const LANE: usize = 64;
/// Fills up what is shorter than a lane: no text has this byte.
const FILLER: u8 = u8::MAX;

/// 64 bytes.
#[derive(Clone, Copy)]
pub(super) struct Lane<S: Simd>(u8x64<S>);

/// Takes a text lane by lane.
pub(super) trait Scan {
    /// Takes a lane with its offset, whatever it has behind the end of the text. A break ends the scan.
    ///
    /// Has to be inlined, else it is compiled for the least of processors.
    fn lane<S: Simd>(&mut self, offset: usize, lane: Lane<S>) -> ControlFlow<()>;
}

impl<S: Simd> Lane<S> {
    /// Where a byte stands: bit 0 is the first place.
    #[expect(clippy::inline_always, reason = "compiled for the processor of who calls it")]
    #[inline(always)]
    pub(super) fn of(self, byte: u8) -> u64 {
        self.0.simd_eq(byte).to_bitmask()
    }

    /// Writes the places of bits, counted from a base; what stands behind the last has no meaning.
    #[expect(clippy::inline_always, reason = "compiled for the processor of who calls it")]
    #[inline(always)]
    pub(super) fn write(self, mut bits: u64, base: u32, places: &mut [u32; LANE]) {
        #[cfg(target_arch = "x86_64")]
        if let Some(avx512) = self.0.simd.level().as_avx512() {
            return compress(avx512, bits, base, places);
        }
        // Eight at a time, whether or not there are so many: fewer branches are guessed wrongly.
        let (eights, _) = places.as_chunks_mut::<8>();
        for eight in eights {
            if bits == 0 {
                break;
            }
            for place in eight {
                *place = base + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
        }
    }
}

// The processor picks from the numbers 0 to 63 those whose bits are set: what else takes most of a scan.
#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    #[inline(always)]
    fn compress(avx512: Avx512, bits: u64, base: u32, places: &mut [u32; LANE]) {
        use std::arch::x86_64::{
            _mm512_add_epi32, _mm512_castsi512_si128, _mm512_cvtepu8_epi32, _mm512_extracti32x4_epi32,
            _mm512_maskz_compress_epi8,
        };
        let picked = _mm512_maskz_compress_epi8(bits, u8x64::simd_from(avx512, NUMBERS).into());
        let base = u32x16::splat(avx512, base).into();
        let quarters = [
            _mm512_castsi512_si128(picked),
            _mm512_extracti32x4_epi32::<1>(picked),
            _mm512_extracti32x4_epi32::<2>(picked),
            _mm512_extracti32x4_epi32::<3>(picked),
        ];
        // Nearly always the first is all.
        let needed = bits.count_ones().div_ceil(16).max(1) as usize;
        let (rooms, _) = places.as_chunks_mut::<16>();
        for (room, quarter) in rooms.iter_mut().zip(quarters).take(needed) {
            let wide: u32x16<_> = _mm512_add_epi32(_mm512_cvtepu8_epi32(quarter), base).simd_into(avx512);
            wide.store_slice(room);
        }
    }
);

/// From 0 on.
#[cfg(target_arch = "x86_64")]
const NUMBERS: [u8; LANE] = {
    let mut numbers = [0; LANE];
    let mut number = 1;
    while number < LANE {
        numbers[number] = numbers[number - 1] + 1;
        number += 1;
    }
    numbers
};

/// Takes all of a text, and gives back what took it, and whether it ended the scan.
pub(super) fn scan<T: Scan>(text: &[u8], scan: T) -> (T, ControlFlow<()>) {
    dispatch!(Level::new(), simd => scan_with(simd, text, scan))
}

/// What scans is moved here and back, so that all that it keeps is in registers meanwhile.
#[expect(clippy::inline_always, reason = "compiled once for each kind of processor")]
#[inline(always)]
fn scan_with<S: Simd, T: Scan>(simd: S, text: &[u8], mut scan: T) -> (T, ControlFlow<()>) {
    let (whole, rest) = text.as_chunks::<LANE>();
    let mut offset = 0;
    for bytes in whole {
        if scan.lane(offset, Lane(u8x64::simd_from(simd, *bytes))).is_break() {
            return (scan, ControlFlow::Break(()));
        }
        offset += LANE;
    }
    let mut flow = ControlFlow::Continue(());
    if !rest.is_empty() {
        let mut filled = [FILLER; LANE];
        filled[..rest.len()].copy_from_slice(rest);
        flow = scan.lane(offset, Lane(u8x64::simd_from(simd, filled)));
    }
    (scan, flow)
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

    /// The places of a byte, and those inside of quotes.
    struct Found {
        byte: u8,
        open: bool,
        places: Vec<usize>,
        inside: Vec<usize>,
    }

    impl Scan for Found {
        #[inline]
        fn lane<S: Simd>(&mut self, offset: usize, lane: Lane<S>) -> ControlFlow<()> {
            let places =
                |bits: u64| (0..LANE).filter(move |place| bits >> place & 1 == 1).map(move |p| offset + p);
            let bits = lane.of(self.byte);
            self.places.extend(places(bits));
            let mut written = [0; LANE];
            lane.write(bits, u32::try_from(offset).unwrap(), &mut written);
            let written = written[..bits.count_ones() as usize].iter().map(|&place| place as usize);
            assert_eq!(written.collect::<Vec<_>>(), places(bits).collect::<Vec<_>>());
            self.inside.extend(places(inside(lane.of(b'"'), &mut self.open)));
            ControlFlow::Continue(())
        }
    }

    /// Looks with the processor that this is, and with the least of its kind.
    fn found(text: &[u8], byte: u8) -> [Found; 2] {
        let nothing = || Found { byte, open: false, places: Vec::new(), inside: Vec::new() };
        let (best, _) = scan(text, nothing());
        let (least, _) = dispatch!(Level::baseline(), simd => scan_with(simd, text, nothing()));
        [best, least]
    }

    proptest! {
        #[test]
        fn bits_are_places(text in proptest::collection::vec(prop_oneof![3 => Just(b','), 1 => Just(b'"'), 1 => Just(0), 1 => any::<u8>()], 0..200)) {
            for byte in [b',', b'"', 200] {
                let expected: Vec<_> = text.iter().enumerate().filter(|(_, b)| **b == byte).map(|(at, _)| at).collect();
                let mut open = false;
                let mut inside: Vec<_> = (0..text.len()).filter(|&at| { open ^= text[at] == b'"'; open }).collect();
                let end = text.len().next_multiple_of(LANE);
                inside.extend((text.len()..end).filter(|_| open));
                for found in found(&text, byte) {
                    prop_assert_eq!(&found.places, &expected);
                    prop_assert_eq!(&found.inside, &inside);
                    prop_assert_eq!(found.open, open);
                }
            }
        }
    }

    #[test]
    fn a_break_ends_the_scan() {
        struct First(usize);
        impl Scan for First {
            fn lane<S: Simd>(&mut self, _: usize, _: Lane<S>) -> ControlFlow<()> {
                self.0 += 1;
                ControlFlow::Break(())
            }
        }
        let (first, flow) = scan(&[b'a'; 200], First(0));
        assert!(first.0 == 1 && flow.is_break());
    }
}
