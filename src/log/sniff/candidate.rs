//! The formats that a value may have, read off its digits and words.
//!
//! It looks at how long runs of digits are and what stands between them, never at what numbers they
//! are, so that all values of a shape have the same candidates. It must not know other values.

use super::order::Order;
use crate::log::format::{Parsed, TimeFormat, names, offset, spaces};

/// A format that may explain values of a shape.
#[derive(Debug)]
pub(super) struct Candidate {
    /// As it is written in a definition.
    pub(super) text: String,
    /// The order of day, month and year where it is open, and the separator; 0 without one.
    pub(super) order: Option<(Order, u8)>,
    /// Values that it explained.
    pub(super) explained: u64,
    format: TimeFormat,
    /// Years that a number without separators must lie in to be a time.
    years: Option<(i64, i64)>,
}

/// A format in the making: what the text begins with, and where the rest of the text is.
#[derive(Clone, Default)]
struct Begun {
    text: String,
    at: usize,
    order: Option<(Order, u8)>,
    /// Whether its date is written as ISO 8601 has it, so that `iso` is to be tried too.
    iso: bool,
}

/// All candidates of a value, the better ones first.
pub(super) fn all(value: &[u8]) -> Vec<Candidate> {
    if let Some(candidates) = number(value) {
        return candidates;
    }
    let mut found: Vec<Begun> = Vec::new();
    for date in dates(value) {
        found.extend(after_date(value, &date));
    }
    for time in times(value, &Begun::default()) {
        // A time in front of its date.
        found.extend(gap(value, &time).into_iter().flat_map(|time| dates_at(value, &time)));
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for begun in found.into_iter().filter(|begun| begun.at == value.len()) {
        for text in begun.iso.then(|| "iso".to_owned()).into_iter().chain([begun.text]) {
            if candidates.iter().all(|known| known.text != text) {
                candidates.extend(Candidate::new(text, begun.order, None));
            }
        }
    }
    candidates
}

impl Candidate {
    fn new(text: String, order: Option<(Order, u8)>, years: Option<(i64, i64)>) -> Option<Self> {
        let format = super::compile(&text)?;
        Some(Self { text, order, explained: 0, format, years })
    }

    pub(super) fn parse(&self, value: &[u8]) -> Option<Parsed> {
        let parsed = self.format.parse(value)?;
        let Some((from, to)) = self.years else { return Some(parsed) };
        // Years of about the right length are near enough to tell a time from a number.
        let year = match parsed {
            Parsed::Day(day) => i64::from(day.year()),
            Parsed::Local(seconds) | Parsed::Instant(seconds) => 1970 + seconds.div_euclid(31_556_952),
        };
        (from..to).contains(&year).then_some(parsed)
    }

    /// Whether the first of two numbers of two digits may be the year.
    pub(super) fn has_short_year_first(&self) -> bool {
        self.order.is_some_and(|(order, separator)| order == Order::Year && separator != 0)
    }
}

/// Digits alone: a count of seconds, or a date without separators.
fn number(value: &[u8]) -> Option<Vec<Candidate>> {
    let digits = digits(value);
    let fraction = match value.get(digits) {
        Some(b'.') => digits + 1 + self::digits(&value[digits + 1..]) == value.len(),
        Some(_) => false,
        None => true,
    };
    if digits == 0 || !fraction {
        return None;
    }
    let whole = digits == value.len();
    // Counts are of the years before 2033, which leaves the numbers that begin with 20 to dates.
    let count = (2001, 2033);
    let candidates = match digits {
        10 if whole => vec![
            Candidate::new("epoch".into(), None, Some(count)),
            Candidate::new("%Y%m%d%H".into(), None, Some((2000, 2100))),
        ],
        10 => vec![Candidate::new("epoch".into(), None, Some(count))],
        13 if whole => vec![Candidate::new("epoch_ms".into(), None, Some(count))],
        8 if whole => {
            let orders = [(Order::Year, "%Y%m%d"), (Order::Day, "%d%m%Y"), (Order::Month, "%m%d%Y")];
            let dated = |(order, text): (Order, &str)| {
                Candidate::new(text.into(), Some((order, 0)), Some((1900, 2100)))
            };
            orders.into_iter().map(dated).collect()
        }
        12 if whole => vec![Candidate::new("%Y%m%d%H%M".into(), None, Some((1900, 2100)))],
        14 if whole => vec![Candidate::new("%Y%m%d%H%M%S".into(), None, Some((1900, 2100)))],
        14 => vec![Candidate::new("%Y%m%d%H%M%S.%f".into(), None, Some((1900, 2100)))],
        17 if whole => vec![Candidate::new("%Y%m%d%H%M%S%f".into(), None, Some((1900, 2100)))],
        _ => Vec::new(),
    };
    Some(candidates.into_iter().flatten().collect())
}

/// The dates that a value may begin with.
fn dates(value: &[u8]) -> Vec<Begun> {
    dates_at(value, &Begun::default())
}

/// The dates that may come next.
fn dates_at(value: &[u8], before: &Begun) -> Vec<Begun> {
    let text = &value[before.at..];
    if let Some(length) = names::weekday(text) {
        let named = with_point(text, length);
        let mut begun = before.push("%a", named);
        if value.get(begun.at) == Some(&b',') {
            begun = begun.push(",", 1);
        }
        return gap(value, &begun).into_iter().flat_map(|begun| dates_at(value, &begun)).collect();
    }
    if let Some((_, length)) = names::month(text) {
        return month_first(value, &before.push("%b", with_point(text, length)));
    }
    match digits(text) {
        4 => year_first(value, before),
        8 => vec![before.push("%Y%m%d", 8)],
        length @ (1 | 2) => {
            let mut all = numbers(value, before, length);
            all.extend(day_and_name(value, &before.push("%d", length)));
            all
        }
        _ => Vec::new(),
    }
}

/// `2025-07-01`, `2025年7月1日`, `2025-Jul-01`.
fn year_first(value: &[u8], before: &Begun) -> Vec<Begun> {
    let year = before.push("%Y", 4);
    if let Some(after) = literal(value, &year, "年") {
        let month = short(value, &after, "%m").and_then(|begun| literal(value, &begun, "月"));
        let Some(day) = month.and_then(|begun| short(value, &begun, "%d")) else { return Vec::new() };
        return ["日", "号", "號"].iter().find_map(|end| literal(value, &day, end)).into_iter().collect();
    }
    let Some((separator, after)) = separator(value, &year) else { return Vec::new() };
    let named = names::month(&value[after.at..])
        .map(|(_, length)| after.push("%b", with_point(&value[after.at..], length)));
    let month = named.clone().or_else(|| short(value, &after, "%m"));
    let month =
        month.and_then(|month| self::separator(value, &month).filter(|(other, _)| *other == separator));
    let Some(mut date) = month.and_then(|(_, begun)| short(value, &begun, "%d")) else { return Vec::new() };
    date.iso = before.at == 0 && separator == b'-' && named.is_none() && date.at == 10;
    vec![date]
}

/// `13/07/2025` in each order, and the same with two digits for the year.
fn numbers(value: &[u8], before: &Begun, length: usize) -> Vec<Begun> {
    let first = before.push("", length);
    let Some((separator, after)) = separator(value, &first) else { return Vec::new() };
    let Some(second) = short(value, &after, "") else { return Vec::new() };
    let Some((_, third)) = self::separator(value, &second).filter(|(other, _)| *other == separator) else {
        return Vec::new();
    };
    let last = digits(&value[third.at..]);
    let order = |order, parts: [&str; 3]| {
        let between = char::from(separator).to_string();
        let mut begun = before.push(&parts.join(&between), third.at + last - before.at);
        begun.order = Some((order, separator));
        begun
    };
    match last {
        4 => vec![order(Order::Day, ["%d", "%m", "%Y"]), order(Order::Month, ["%m", "%d", "%Y"])],
        1 | 2 => {
            let mut all = Vec::new();
            if last == 2 {
                all.push(order(Order::Day, ["%d", "%m", "%y"]));
                all.push(order(Order::Month, ["%m", "%d", "%y"]));
            }
            if length == 2 {
                all.push(order(Order::Year, ["%y", "%m", "%d"]));
            }
            all
        }
        _ => Vec::new(),
    }
}

/// What follows the day where the month has a name: `1 Jul 2025`, `01-Jul-25`, `1 de julio de 2025`.
fn day_and_name(value: &[u8], day: &Begun) -> Vec<Begun> {
    let mut found = Vec::new();
    for day in joints(value, day) {
        let text = &value[day.at..];
        let Some((_, length)) = names::month(text) else { continue };
        let month = day.push("%b", with_point(text, length));
        for month in joints(value, &month) {
            found.extend(year(value, &month));
        }
    }
    found
}

/// What follows the name of the month: `Jul 1, 2025`, `Jul-01-2025`, and `Jul 1 08:05:09 2025`.
fn month_first(value: &[u8], month: &Begun) -> Vec<Begun> {
    let mut found = Vec::new();
    for day in joints(value, month).into_iter().filter_map(|month| short(value, &month, "%d")) {
        found.extend(joints(value, &day).into_iter().filter_map(|day| year(value, &day)));
        for day in gap(value, &day) {
            let timed = times(value, &day).into_iter().flat_map(|time| gap(value, &time));
            found.extend(timed.filter_map(|time| year(value, &time)));
        }
    }
    found
}

/// What may stand between the parts of a date with a name in it, nothing included.
fn joints(value: &[u8], before: &Begun) -> Vec<Begun> {
    let mut all = vec![before.clone()];
    all.extend(separator(value, before).map(|(_, begun)| begun));
    if let Some(begun) = literal(value, before, ",") {
        all.extend(gap(value, &begun));
        all.push(begun);
    }
    for begun in gap(value, before) {
        let rest = &value[begun.at..];
        let de = names::word(rest);
        if names::is_de(de) {
            let written = String::from_utf8_lossy(de).into_owned();
            all.extend(gap(value, &begun.push(&written, de.len())));
        }
        all.push(begun);
    }
    all
}

fn year(value: &[u8], before: &Begun) -> Option<Begun> {
    match digits(&value[before.at..]) {
        4 => Some(before.push("%Y", 4)),
        2 => Some(before.push("%y", 2)),
        _ => None,
    }
}

/// What may follow a date: nothing, or a time of day.
fn after_date(value: &[u8], date: &Begun) -> Vec<Begun> {
    let mut found = vec![date.clone()];
    let mut begun = gap(value, date);
    // Without any gap only what no number can run into.
    begun.push(date.clone());
    for between in ["T", "t", ", ", ",", ":", "-", "_"] {
        begun.extend(literal(value, date, between));
    }
    for time in begun.iter().flat_map(|begun| times(value, begun)) {
        found.extend(offsets(value, &time));
        found.push(time);
    }
    found
}

/// The times of day that may come next.
fn times(value: &[u8], before: &Begun) -> Vec<Begun> {
    let mut found = Vec::new();
    // Chinese has the half of the day in front.
    let half = names::half(&value[before.at..]).map(|(_, length)| before.push("%p", length));
    let front = half.into_iter().flat_map(|half| gap(value, &half).into_iter().chain([half]));
    for (halved, begun) in front.map(|begun| (true, begun)).chain([(false, before.clone())]) {
        for hour in if halved { &["%I"][..] } else { &["%I", "%H"] } {
            for time in of_day(value, &begun, hour) {
                if *hour == "%H" {
                    found.push(time.clone());
                }
                if halved {
                    found.push(time);
                    continue;
                }
                for gap in gap(value, &time).into_iter().chain([time]) {
                    let half = names::half(&value[gap.at..]);
                    found.extend(half.map(|(_, length)| gap.push("%p", length)));
                }
            }
        }
    }
    found
}

/// Hours, minutes and what follows them, with this directive for the hour.
fn of_day(value: &[u8], before: &Begun, hour: &str) -> Vec<Begun> {
    let length = digits(&value[before.at..]);
    let mut found = Vec::new();
    match length {
        1 | 2 => {
            let begun = before.push(hour, length);
            if hour == "%I" {
                found.push(begun.clone());
            }
            for between in [":", "."] {
                found.extend(minutes(value, &begun, between));
            }
            for between in ["时", "時", "点", "點"] {
                let Some(after) = literal(value, &begun, between) else { continue };
                let minute = short(value, &after, "%M").and_then(|begun| literal(value, &begun, "分"));
                let second = minute.as_ref().and_then(|begun| short(value, begun, "%S"));
                found.extend(second.and_then(|begun| literal(value, &begun, "秒")));
                found.extend(minute);
                found.push(after);
            }
        }
        3 | 4 if hour == "%H" => found.push(before.push("%H%M", length)),
        6 if hour == "%H" => {
            let begun = before.push("%H%M%S", length);
            found.extend(fraction(value, &begun));
            found.push(begun);
        }
        _ => {}
    }
    found
}

/// Minutes and seconds behind an hour, with this between them.
fn minutes(value: &[u8], hour: &Begun, between: &str) -> Vec<Begun> {
    let two = |begun: &Begun, directive| {
        let begun = literal(value, begun, between)?;
        (digits(&value[begun.at..]) == 2).then(|| begun.push(directive, 2))
    };
    let Some(minute) = two(hour, "%M") else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(second) = two(&minute, "%S") {
        found.extend(fraction(value, &second));
        found.push(second);
    }
    found.push(minute);
    found
}

fn fraction(value: &[u8], before: &Begun) -> Option<Begun> {
    let begun = [".", ","].iter().find_map(|point| literal(value, before, point))?;
    let length = digits(&value[begun.at..]);
    (length > 0).then(|| begun.push("%f", length))
}

/// The offset that may follow a time.
fn offsets(value: &[u8], time: &Begun) -> Vec<Begun> {
    let mut found = Vec::new();
    for begun in gap(value, time).into_iter().chain([time.clone()]) {
        let offset = offset(&value[begun.at..]);
        found.extend(offset.map(|(_, length)| begun.push("%z", length)));
    }
    found
}

/// A number of one or two digits.
fn short(value: &[u8], before: &Begun, directive: &str) -> Option<Begun> {
    let length = digits(&value[before.at..]);
    matches!(length, 1 | 2).then(|| before.push(directive, length))
}

/// The separator of dates that comes next.
fn separator(value: &[u8], before: &Begun) -> Option<(u8, Begun)> {
    let separator = *value.get(before.at).filter(|byte| matches!(byte, b'/' | b'-' | b'.'))?;
    Some((separator, before.push(&char::from(separator).to_string(), 1)))
}

/// Spaces, if any come next; none or one way.
fn gap(value: &[u8], before: &Begun) -> Vec<Begun> {
    let length = spaces(&value[before.at..]);
    if length == 0 { Vec::new() } else { vec![before.push(" ", length)] }
}

fn literal(value: &[u8], before: &Begun, text: &str) -> Option<Begun> {
    value[before.at..].starts_with(text.as_bytes()).then(|| before.push(text, text.len()))
}

/// The length of a name with the point behind it.
fn with_point(text: &[u8], length: usize) -> usize {
    // A point in front of a number is a separator: `05.Jul.2025`.
    let point = text.get(length) == Some(&b'.') && !text.get(length + 1).is_some_and(u8::is_ascii_digit);
    length + usize::from(point)
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

impl Begun {
    /// It with more of the format, for so many bytes of the value.
    fn push(&self, text: &str, length: usize) -> Self {
        Self { text: format!("{}{text}", self.text), at: self.at + length, order: self.order, iso: self.iso }
    }
}
