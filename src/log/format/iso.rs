//! ISO 8601 as logs write it: a date, a time of day or none, an offset or none.
//!
//! Its digits stand at fixed places, so it is read without interpreting a format.

use super::civil::{self, DAY};
use super::{Parsed, scan};
use crate::model::Date;

/// `YYYY-MM-DD`, then `T` or a space and `HH:MM[:SS[.fraction]]`, then `Z` or `±HH[[:]MM]`.
pub(super) fn parse(value: &[u8]) -> Option<Parsed> {
    let (date, rest) = value.split_at_checked(10)?;
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else { return None };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    let day = civil::day(year, two(m1, m2)?, two(d1, d2)?)?;
    let Some((separator, rest)) = rest.split_first() else { return Some(Parsed::Day(Date::from_days(day))) };
    if !matches!(separator, b'T' | b't' | b' ') {
        return None;
    }
    let (of_day, rest) = time(rest)?;
    let local = i64::from(day) * DAY + i64::from(of_day);
    if rest.is_empty() {
        return Some(Parsed::Local(local));
    }
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let (offset, length) = scan::offset(rest)?;
    (length == rest.len()).then_some(Parsed::Instant(local - i64::from(offset)))
}

/// `YYYY-MM-DD HH:MM:SS` and nothing else.
pub(super) fn parse_common(value: &[u8]) -> Option<Parsed> {
    let fixed = value.len() == 19 && value[10] == b' ' && value[16] == b':';
    if fixed { parse(value) } else { None }
}

/// Seconds of the day, and what follows them.
fn time(text: &[u8]) -> Option<(i32, &[u8])> {
    let (&[h1, h2, b':', m1, m2], rest) = text.split_at_checked(5)? else { return None };
    let (hour, minute) = (two(h1, h2)?, two(m1, m2)?);
    let (second, rest) = match rest {
        &[b':', s1, s2, ref rest @ ..] => (two(s1, s2)?, fraction(rest)?),
        rest => (0, rest),
    };
    (hour < 24 && minute < 60 && second < 60).then_some((hour * 3600 + minute * 60 + second, rest))
}

/// What follows a fraction of a second, which is cut off.
fn fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.' | b',', rest @ ..] = text else { return Some(text) };
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    (digits > 0).then(|| &rest[digits..])
}

fn two(tens: u8, ones: u8) -> Option<i32> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i32::from(tens - b'0') * 10 + i32::from(ones - b'0'))
}
