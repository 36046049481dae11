//! The commonest layout of a time at fixed places, with the months that were met.
//!
//! `YYYY-MM-DD HH:MM:SS` has its digits in the same bytes of every value: a time of day is four sums over
//! eight bytes at once, and a month is looked up among those that came before. It must not know zones.

use super::civil::{self, DAY};

/// Months that are kept at hand; a power of two.
const KEPT: usize = 32;
/// The digit 0 and the colons of `HH:MM:SS`, as its bytes stand in a word.
const ZERO_TIME: u64 = u64::from_le_bytes(*b"00:00:00");
/// Added to a digit above 9, or to a colon that is none, this makes the highest bit of the byte.
const BEYOND: u64 = u64::from_le_bytes([0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76]);
const HIGHEST: u64 = 0x8080_8080_8080_8080;

/// The months that were met.
#[derive(Clone, Debug)]
pub(in crate::log) struct Months([Month; KEPT]);

/// A month, by its text `YYYY-MM-` as a word.
#[derive(Clone, Copy, Debug, Default)]
struct Month {
    text: u64,
    /// The day before its first, by its distance from 1970-01-01.
    before: i32,
    /// Days of it; none where no month was met.
    length: i32,
}

impl Default for Months {
    fn default() -> Self {
        Self([Month::default(); KEPT])
    }
}

impl Months {
    /// Seconds of the wall clock since 1970-01-01 00:00 of a value in that layout, with one of these
    /// bytes between date and time.
    #[inline]
    pub(super) fn parse(&mut self, value: &[u8], between: &[u8]) -> Option<i64> {
        let value: &[u8; 19] = value.try_into().ok()?;
        let (Some(month), [.., tens, ones, separator], Some(time)) =
            (value.first_chunk(), &value[..11], value.last_chunk())
        else {
            return None;
        };
        let Month { before, length, .. } = self.month(u64::from_le_bytes(*month));
        let day = two(*tens, *ones)?;
        let valid = between.contains(separator) && (1..=length).contains(&day);
        let second = of_day(u64::from_le_bytes(*time))?;
        valid.then(|| i64::from(before + day) * DAY + second)
    }

    #[inline]
    fn month(&mut self, text: u64) -> Month {
        let place = text.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - KEPT.trailing_zeros());
        let kept = &mut self.0[usize::try_from(place).unwrap_or(0)];
        if kept.text != text {
            *kept = Month::new(text).unwrap_or_default();
        }
        *kept
    }
}

impl Month {
    /// `None` if there is no such month.
    fn new(text: u64) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-'] = text.to_le_bytes() else { return None };
        let (year, month) = (two(y1, y2)? * 100 + two(y3, y4)?, two(m1, m2)?);
        let first = civil::day(year, month, 1)?;
        Some(Self { text, before: first - 1, length: civil::days_in_month(year, month) })
    }
}

/// The second of the day of `HH:MM:SS`.
#[inline]
fn of_day(text: u64) -> Option<i64> {
    let digits = text ^ ZERO_TIME;
    if (digits | digits.wrapping_add(BEYOND)) & HIGHEST != 0 {
        return None;
    }
    // In every third byte: the digit there by ten, and the one behind it.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let [hour, _, _, minute, _, _, second, _] = pairs.to_le_bytes();
    let (hour, minute, second) = (i64::from(hour), i64::from(minute), i64::from(second));
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i32> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i32::from(tens - b'0') * 10 + i32::from(ones - b'0'))
}

#[cfg(test)]
mod tests {
    use super::super::Parsed;
    use super::super::iso;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_without_what_came_before(
            values in proptest::collection::vec(
                "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9][ Tt][0-2][0-9]:[0-6][0-9]:[0-6][0-9]\
                 |2024-0[0-4]-[0-3][0-9] [0-9:;/?]{8}|[0-9 :T-]{19}|2024-02-[0-9]{2} 00:00:0\u{e9}?", 1..40,
            ),
        ) {
            let mut months = Months::default();
            for value in &values {
                let expected = match iso::parse(value.as_bytes()) {
                    Some(Parsed::Local(local)) if value.len() == 19 => Some(local),
                    _ => None,
                };
                prop_assert_eq!(months.parse(value.as_bytes(), b" Tt"), expected, "{}", value);
            }
        }
    }
}
