//! Random numbers that are the same on every machine.

/// Sebastiano Vigna's `SplitMix64`.
pub(crate) struct SplitMix64(pub(crate) u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end - 1`.
    pub(crate) fn below(&mut self, end: i64) -> i64 {
        i64::from((self.next() >> 32) as u32) % end
    }

    /// A number from `first` to `last`.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below(last - first + 1)
    }

    /// True in `share` of 1,000 draws.
    pub(crate) fn chance(&mut self, share: i64) -> bool {
        self.below(1000) < share
    }

    /// One of the values, each with a weight.
    pub(crate) fn pick<T: Copy>(&mut self, first: T, rest: &[(i64, T)]) -> T {
        let mut left = self.below(1000);
        for &(weight, value) in rest {
            if left < weight {
                return value;
            }
            left -= weight;
        }
        first
    }

    /// One of the texts, each as likely.
    pub(crate) fn text(&mut self, texts: &[&'static str]) -> &'static str {
        let place = usize::try_from(self.below(60)).unwrap_or(0) % texts.len();
        texts[place]
    }

    /// The time that a case takes under a `limit`: too long in `late` of 1,000 draws, and otherwise
    /// anything from a third of the limit to nearly all of it.
    pub(crate) fn taken(&mut self, limit: i64, late: i64) -> i64 {
        if self.chance(late) {
            self.between(limit * 21 / 20, limit * 8 / 5)
        } else {
            self.between(limit / 3, limit * 19 / 20)
        }
    }
}
