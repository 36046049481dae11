//! Days that were met, by what stands before the time of day.
//!
//! Most formats of times end with `HH:MM:SS`, and before it stands one of a few hundred dates: such a
//! value is a look-up and a few sums over eight bytes at once. Which formats those are, and what a date
//! means, is for others to say: a day is learned from a value that was read.

use crate::calendar::{Instant, Zone};

/// Sets of days that are kept at hand; a power of two.
const SETS: usize = 1024;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// Bytes of `HH:MM:SS`.
const LENGTH: usize = 8;
/// The digit 0 and the colons, as they stand in a word.
const ZERO: u64 = u64::from_le_bytes(*b"00:00:00");
/// Added to a digit above 9, or to a colon that is none, this makes the highest bit of the byte.
const BEYOND: u64 = u64::from_le_bytes([0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76]);
/// Added to an hour above 23, a minute or a second above 59, in every third byte, this makes it too.
const TOO_LATE: u64 = u64::from_le_bytes([0x68, 0, 0, 0x44, 0, 0, 0x44, 0]);
const HIGHEST: u64 = 0x8080_8080_8080_8080;

/// The days that a column of times has had.
#[derive(Clone, Debug)]
pub(super) struct Days(Vec<[Day; 2]>);

/// A day on which the clocks do not change.
#[derive(Clone, Copy, Debug, Default)]
struct Day {
    date: Date,
    /// 00:00.
    start: Instant,
}

/// What stands before the time of day: its first and last eight bytes, which are all of it, and how long
/// the value is. No value is as short as the date of no day.
#[derive(Clone, Copy, Debug, Default)]
struct Date {
    first: u64,
    last: u64,
    length: usize,
}

impl Default for Days {
    fn default() -> Self {
        Self(vec![[Day::default(); 2]; SETS])
    }
}

impl Days {
    /// The instant of a value on a day that was met.
    #[expect(
        clippy::inline_always,
        reason = "a call in the middle of the loop over rows costs as much again"
    )]
    #[inline(always)]
    pub(super) fn instant(&self, value: &[u8]) -> Option<Instant> {
        let (date, time) = Date::of(value)?;
        let [one, other] = self.0.get(date.slot())?;
        if one.date.is(date) {
            return Some(one.start + of_day(time)?);
        }
        if other.date.is(date) { Some(other.start + of_day(time)?) } else { None }
    }

    /// Keeps the day of a value, if all others that end with a time of day and are like it up to there are
    /// of that day. `local` is what the value says: seconds of the wall clock since 1970-01-01 00:00.
    pub(super) fn learn(&mut self, value: &[u8], local: i64, zone: &Zone) {
        let Some((date, time)) = Date::of(value) else { return };
        let Some(second) = of_day(time) else { return };
        let first = local - second;
        // A digit before the time would be one of its hour.
        let is_all = value.len() <= 3 * LENGTH && !value[value.len() - LENGTH - 1].is_ascii_digit();
        if !is_all || first.rem_euclid(DAY) != 0 {
            return;
        }
        if let Some(start) = zone.start_of_even_day(first) {
            let [one, other] = &mut self.0[date.slot()];
            *other = std::mem::replace(one, Day { date, start });
        }
    }
}

impl Date {
    /// The date of a value, and its time of day.
    #[inline]
    fn of(value: &[u8]) -> Option<(Self, u64)> {
        let (first, last) = (value.first_chunk()?, value.last_chunk::<{ 2 * LENGTH }>()?);
        let ([last, time], _) = last.as_chunks::<LENGTH>() else { return None };
        let date =
            Self { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length: value.len() };
        Some((date, u64::from_le_bytes(*time)))
    }

    #[inline]
    fn is(self, other: Self) -> bool {
        // One comparison: it is not to be guessed which of the three differs.
        let lengths = (self.length ^ other.length) as u64;
        (self.first ^ other.first) | (self.last ^ other.last) | lengths == 0
    }

    #[inline]
    fn slot(self) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(25)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> (u64::BITS - SETS.trailing_zeros())).unwrap_or(0)
    }
}

/// The second of the day of `HH:MM:SS`.
#[inline]
fn of_day(text: u64) -> Option<i64> {
    let digits = text ^ ZERO;
    // In every third byte: the digit there by ten, and the one behind it.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    if (digits | digits.wrapping_add(BEYOND) | pairs.wrapping_add(TOO_LATE)) & HIGHEST != 0 {
        return None;
    }
    let [hour, _, _, minute, _, _, second, _] = pairs.to_le_bytes();
    Some((i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Parsed, TimeFormat};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_without_what_came_before(
            values in proptest::collection::vec(
                "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9][ Tt][0-2][0-9]:[0-6][0-9]:[0-6][0-9]\
                 |2026-0[1-4]-[0-3]?[0-9] {1,2}[0-9:;/?]{8}|2026-03-29[ T]0[0-4]:[0-5][0-9]:00\
                 |[0-9 :T-]{19}|0[0-9]/0?[0-9]/2026 0[0-9]:0[0-9]:00|2026-02-[0-9]{2} 00:00:0\u{e9}?", 1..40,
            ),
            format in prop::sample::select(&["iso", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %T", "%Y-%m-%d%n%H:%M:%S"][..]),
        ) {
            let format = TimeFormat::compile(format).unwrap();
            prop_assert!(format.ends_with_time());
            for zone in ["Asia/Shanghai", "Europe/Madrid", "America/Sao_Paulo", "Pacific/Apia"] {
                let zone = Zone::get(zone).unwrap();
                let mut days = Days::default();
                for value in values.iter().chain(&values) {
                    let parsed = format.parse(value.as_bytes());
                    let expected = match parsed {
                        Some(Parsed::Local(local)) => Some(zone.to_instant(local)),
                        _ => None,
                    };
                    if let Some(found) = days.instant(value.as_bytes()) {
                        prop_assert!(expected.is_some_and(|e| !e.gap && e.instant == found), "{}", value);
                    }
                    if let Some(Parsed::Local(local)) = parsed {
                        days.learn(value.as_bytes(), local, &zone);
                    }
                }
            }
        }
    }

    #[test]
    fn days_are_known_when_they_were_met() {
        let (shanghai, madrid) = (Zone::get("Asia/Shanghai").unwrap(), Zone::get("Europe/Madrid").unwrap());
        let mut days = Days::default();
        let local = 1_774_742_400; // 2026-03-29, when the clocks of Madrid change.
        let value = b"2026-03-29 00:00:07";
        days.learn(value, local + 7, &madrid);
        assert_eq!(days.instant(value), None);
        days.learn(value, local + 7, &shanghai);
        let instant = |text: &str| days.instant(text.as_bytes());
        assert_eq!(instant("2026-03-29 23:59:59"), Some(local + 86_399 - 8 * 3600));
        for other in ["2026-03-29 24:00:00", "2026-03-30 00:00:00", "00:00:00", "", "2026-03-29 00:00"] {
            assert_eq!(instant(other), None, "{other}");
        }
    }
}
