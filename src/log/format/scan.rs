//! Matching a value against the items of a format.
//!
//! It runs for every time of every row: no allocation, no date library. It must not know what a
//! format's text looked like.

use super::civil::{self, DAY};
use super::{Parsed, names};
use crate::model::Date;

/// One step of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A number.
    Number {
        field: Field,
        /// Fewest digits.
        min: usize,
        /// Most digits.
        max: usize,
        /// Digits of the same run that belong to the numbers after it.
        after: usize,
        /// First of a run that may be an integer: the digits of the whole run, else 0.
        whole: usize,
        /// Whether spaces may stand before it.
        padded: bool,
    },
    /// Digits after the second, cut off.
    Fraction,
    /// The name of a month.
    Month {
        /// Whether a point may follow that is not the format's own: `sept.`
        point: bool,
    },
    /// The name of a day of the week: read over, the date says it.
    Weekday {
        /// Whether a point may follow that is not the format's own: `lun.`
        point: bool,
    },
    /// AM or PM.
    Half,
    /// `Z`, `UTC`, `+08:00`, `+0800`, `+08`, `GMT+0800`.
    Offset,
    /// Seconds since 1970-01-01T00:00:00Z.
    Epoch,
    /// Spaces, any number from one.
    Spaces,
    /// Text as it stands.
    Literal(Vec<u8>),
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Year,
    ShortYear,
    Month,
    Day,
    Ordinal,
    Hour,
    Hour12,
    Minute,
    Second,
}

/// What was read so far.
#[derive(Default)]
struct Read {
    year: i32,
    month: i32,
    day: i32,
    ordinal: Option<i32>,
    hour: i32,
    hour12: bool,
    minute: i32,
    second: i32,
    second_half: Option<bool>,
    offset: Option<i32>,
    epoch: Option<i64>,
}

/// Reads a value; all of it must match.
pub(super) fn parse(items: &[Item], timed: bool, value: &[u8]) -> Option<Parsed> {
    let mut read = Read::default();
    let mut rest = value;
    for item in items {
        let length = read.item(item, rest)?;
        rest = rest.get(length..)?;
    }
    if rest.is_empty() { read.finish(timed) } else { None }
}

/// Whether the last items are the hour, minute and second of a day of 24 hours, and no item before them says
/// anything about the time.
pub(super) fn end_with_time(items: &[Item]) -> bool {
    let number = |item: &Item, wanted| matches!(item, Item::Number { field, .. } if *field == wanted);
    let colon = |item: &Item| matches!(item, Item::Literal(text) if text == b":");
    let [date @ .., hour, one, minute, other, second] = items else { return false };
    number(hour, Field::Hour)
        && colon(one)
        && number(minute, Field::Minute)
        && colon(other)
        && number(second, Field::Second)
        && !date.iter().any(|item| matches!(item, Item::Half | Item::Offset | Item::Epoch | Item::Fraction))
}

impl Read {
    /// How much of the text an item takes, if it matches.
    fn item(&mut self, item: &Item, text: &[u8]) -> Option<usize> {
        match item {
            Item::Number { field, min, max, after, whole, padded } => {
                let spaces = if *padded { spaces(text) } else { 0 };
                let text = &text[spaces..];
                let run = digits(text, max + after);
                if run < *whole && run > 1 && text[0] == b'0' {
                    return None;
                }
                let taken = run.saturating_sub(*after).min(*max);
                if taken < *min {
                    return None;
                }
                self.number(*field, &text[..taken]);
                Some(spaces + taken)
            }
            Item::Literal(literal) => text.starts_with(literal).then_some(literal.len()),
            Item::Spaces => Some(spaces(text)).filter(|&length| length > 0),
            Item::Fraction => Some(digits(text, usize::MAX)).filter(|&length| length > 0),
            Item::Month { point } => {
                let (month, length) = names::month(text)?;
                self.month = month;
                Some(with_point(text, length, *point))
            }
            Item::Weekday { point } => Some(with_point(text, names::weekday(text)?, *point)),
            Item::Half => {
                let (second, length) = names::half(text)?;
                self.second_half = Some(second);
                Some(length)
            }
            Item::Offset => {
                let (offset, length) = offset(text)?;
                self.offset = Some(offset);
                Some(length)
            }
            Item::Epoch => {
                let length = usize::from(text.first() == Some(&b'-'));
                let length = length + digits(&text[length..], usize::MAX);
                self.epoch = Some(epoch(&text[..length], 0)?);
                Some(length)
            }
        }
    }

    fn number(&mut self, field: Field, digits: &[u8]) {
        let number = digits.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0'));
        match field {
            Field::Year => self.year = number,
            // As POSIX has it: 69 to 99 are of the last century.
            Field::ShortYear => self.year = number + if number < 69 { 2000 } else { 1900 },
            Field::Month => self.month = number,
            Field::Day => self.day = number,
            Field::Ordinal => self.ordinal = Some(number),
            Field::Hour => self.hour = number,
            Field::Hour12 => (self.hour, self.hour12) = (number, true),
            Field::Minute => self.minute = number,
            Field::Second => self.second = number,
        }
    }

    fn finish(&self, timed: bool) -> Option<Parsed> {
        if let Some(epoch) = self.epoch {
            return Some(Parsed::Instant(epoch));
        }
        let day = match self.ordinal {
            Some(ordinal) => civil::ordinal_day(self.year, ordinal)?,
            None => civil::day(self.year, self.month, self.day)?,
        };
        if !timed {
            return Some(Parsed::Day(Date::from_days(day)));
        }
        let hour = self.hour_of_day()?;
        if hour > 23 || self.minute > 59 || self.second > 59 {
            return None;
        }
        let of_day = hour * 3600 + self.minute * 60 + self.second;
        let local = i64::from(day) * DAY + i64::from(of_day);
        Some(self.offset.map_or(Parsed::Local(local), |offset| Parsed::Instant(local - i64::from(offset))))
    }

    /// The hour of 24. An hour of 24 beside a half of the day must be of that half; one that could
    /// be an hour of twelve is taken for one.
    fn hour_of_day(&self) -> Option<i32> {
        let Some(second_half) = self.second_half else { return Some(self.hour) };
        match self.hour {
            1..=12 => Some(self.hour % 12 + if second_half { 12 } else { 0 }),
            0 if !self.hour12 && !second_half => Some(0),
            13..=23 if !self.hour12 && second_half => Some(self.hour),
            _ => None,
        }
    }
}

/// The length of a name and of the point behind it.
fn with_point(text: &[u8], length: usize, point: bool) -> usize {
    length + usize::from(point && text.get(length) == Some(&b'.'))
}

/// How many digits the text begins with, counted up to a bound.
fn digits(text: &[u8], most: usize) -> usize {
    text.iter().take(most).take_while(|b| b.is_ascii_digit()).count()
}

/// How long the spaces are that the text begins with: those of ASCII, and the ones that spreadsheets
/// and Chinese input methods leave.
pub(in crate::log) fn spaces(text: &[u8]) -> usize {
    let mut length = 0;
    loop {
        length += match &text[length..] {
            [b' ' | b'\t' | b'\n' | b'\r', ..] => 1,
            // U+00A0 no-break, U+202F narrow no-break, U+3000 ideographic.
            [0xC2, 0xA0, ..] => 2,
            [0xE2, 0x80, 0xAF, ..] | [0xE3, 0x80, 0x80, ..] => 3,
            _ => return length,
        };
    }
}

/// The offset from UTC in seconds that the text begins with, and how long it is.
pub(in crate::log) fn offset(text: &[u8]) -> Option<(i32, usize)> {
    if let Some(word) = text.get(..3).filter(|word| names::is_utc(word)) {
        let behind =
            Some(&text[word.len()..]).filter(|rest| rest.starts_with(b"+") || rest.starts_with(b"-"));
        return Some(behind.and_then(offset).map_or((0, 3), |(seconds, length)| (seconds, 3 + length)));
    }
    let (sign, rest) = match text.split_first()? {
        (b'Z' | b'z', _) => return Some((0, 1)),
        (b'+', rest) => (1, rest),
        (b'-', rest) => (-1, rest),
        _ => return None,
    };
    let two = |at: usize| {
        let pair = rest.get(at..at + 2).filter(|pair| pair.iter().all(u8::is_ascii_digit))?;
        Some(i32::from(pair[0] - b'0') * 10 + i32::from(pair[1] - b'0'))
    };
    let hours = two(0)?;
    let colon = usize::from(rest.get(2) == Some(&b':'));
    let (minutes, length) = match two(2 + colon) {
        Some(minutes) => (minutes, 5 + colon),
        None => (0, 3),
    };
    (hours < 24 && minutes < 60).then_some((sign * (hours * 3600 + minutes * 60), length))
}

/// A count from 1970-01-01T00:00:00Z whose last `places` digits, and any after a point, are parts of
/// a second. The second that has begun counts, also before 1970.
pub(super) fn epoch(value: &[u8], places: usize) -> Option<i64> {
    const YEARS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
    let (negative, digits) = match value.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, value),
    };
    let point = digits.iter().position(|&b| b == b'.').unwrap_or(digits.len());
    let (whole, fraction) = digits.split_at(point);
    let fraction = fraction.strip_prefix(b".").unwrap_or(fraction);
    let numeric = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let empty = whole.is_empty() || (fraction.is_empty() && point < digits.len());
    if empty || !numeric(whole) || !numeric(fraction) {
        return None;
    }
    let (seconds, parts) = whole.split_at(whole.len().saturating_sub(places));
    let seconds = seconds
        .iter()
        .try_fold(0_i64, |number, digit| number.checked_mul(10)?.checked_add(i64::from(digit - b'0')))?;
    let begun = negative && parts.iter().chain(fraction).any(|&digit| digit != b'0');
    let seconds = if negative { -seconds - i64::from(begun) } else { seconds };
    YEARS.contains(&seconds).then_some(seconds)
}
