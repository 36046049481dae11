//! Single values: trimmed, missing, numbers, durations.
//!
//! It must not know columns or rows.

use super::Span;
use crate::model::Unit;
use crate::text::Decimal;

/// The longest duration that is read: about as long as the calendar of years.
const LONGEST: i128 = 400_000_000_000;

/// Without the spaces around it, those of Chinese input methods and of web pages included.
pub(super) fn trim(text: &[u8]) -> &[u8] {
    let trimmed = text.trim_ascii();
    let ascii = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
    if ascii(trimmed.first()) && ascii(trimmed.last()) {
        return trimmed;
    }
    // Fields are cut out of text at ASCII characters, so this is text.
    std::str::from_utf8(trimmed).map_or(trimmed, |text| text.trim().as_bytes())
}

/// The values of a column that mean "missing". The empty one always does.
#[derive(Clone, Debug, Default)]
pub(super) struct Missing {
    pub(super) markers: Vec<String>,
    pub(super) fold: bool,
}

impl Missing {
    /// Whether a trimmed value is one of them.
    #[inline]
    pub(super) fn is(&self, text: &[u8]) -> bool {
        text.is_empty() || self.markers.iter().any(|marker| self.same(marker, text))
    }

    /// Whether two values of the column are the same.
    pub(super) fn same(&self, marker: &str, text: &[u8]) -> bool {
        marker.as_bytes() == text
            || (self.fold
                && std::str::from_utf8(text).is_ok_and(|text| text.to_lowercase() == marker.to_lowercase()))
    }
}

/// Reads a number.
pub(super) fn number(text: &[u8]) -> Option<Decimal> {
    Decimal::parse_bytes(text)
}

/// Reads a duration; a part of a second is cut off.
pub(super) fn duration(text: &[u8], unit: Unit) -> Span {
    let seconds = match unit {
        Unit::Seconds => scaled(text, 1),
        Unit::Minutes => scaled(text, 60),
        Unit::Hours => scaled(text, 3600),
        Unit::Clock => clock(text),
    };
    seconds
        .filter(|seconds| (0..=LONGEST).contains(seconds))
        .and_then(|seconds| i64::try_from(seconds).ok())
        .map_or(Span::Unreadable, Span::Seconds)
}

fn scaled(text: &[u8], factor: i64) -> Option<i128> {
    let units = Decimal::parse_bytes(text)?.times(factor)?.units();
    Some(units.div_euclid(Decimal::ONE))
}

/// `h:mm:ss`, hours as many as there are.
fn clock(text: &[u8]) -> Option<i128> {
    let mut parts = text.splitn(3, |&byte| byte == b':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let point = seconds.iter().position(|&byte| byte == b'.').unwrap_or(seconds.len());
    let (seconds, fraction) = seconds.split_at(point);
    let fraction_is_one =
        fraction.is_empty() || (fraction.len() > 1 && fraction[1..].iter().all(u8::is_ascii_digit));
    let (hours, minutes, seconds) = (whole(hours, 9)?, whole(minutes, 2)?, whole(seconds, 2)?);
    (fraction_is_one && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

fn whole(digits: &[u8], most: usize) -> Option<i128> {
    let valid = (1..=most).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    valid.then(|| digits.iter().fold(0, |number, digit| number * 10 + i128::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_go() {
        assert_eq!(trim(b" \ta b\r "), b"a b");
        assert_eq!(trim("\u{3000}投诉\u{a0}".as_bytes()), "投诉".as_bytes());
        assert_eq!(trim(b"   "), b"");
        assert_eq!(trim("é".as_bytes()), "é".as_bytes());
    }

    #[test]
    fn durations_in_every_unit() {
        let seconds = |text: &str, unit| duration(text.as_bytes(), unit);
        for (text, unit, expected) in [
            ("90", Unit::Seconds, 90),
            ("90.9", Unit::Seconds, 90),
            ("1.5", Unit::Minutes, 90),
            ("0.01", Unit::Minutes, 0),
            ("1.5", Unit::Hours, 5400),
            ("0", Unit::Hours, 0),
            ("0:02:23", Unit::Clock, 143),
            ("00:02:23.9", Unit::Clock, 143),
            ("100:00:00", Unit::Clock, 360_000),
            ("-0", Unit::Seconds, 0),
        ] {
            assert_eq!(seconds(text, unit), Span::Seconds(expected), "{text}");
        }
        for (text, unit) in [
            ("-1", Unit::Seconds),
            ("-0.1", Unit::Seconds),
            ("1m", Unit::Seconds),
            ("1e30", Unit::Hours),
            ("2:23", Unit::Clock),
            ("0:60:00", Unit::Clock),
            ("0:00:00.", Unit::Clock),
            ("-1:00:00", Unit::Clock),
            ("1:2:3:4", Unit::Clock),
            ("::", Unit::Clock),
        ] {
            assert_eq!(seconds(text, unit), Span::Unreadable, "{text}");
        }
    }

    #[test]
    fn markers() {
        let missing = Missing { markers: vec!["NA".into(), "无".into()], fold: false };
        assert!(missing.is(b"NA") && missing.is(b"") && missing.is("无".as_bytes()) && !missing.is(b"na"));
        assert!(Missing { fold: true, ..missing }.is(b"na"));
    }
}
