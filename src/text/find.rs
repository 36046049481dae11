//! Durations in prose: "within two working days", 两个工作日内, "2 to 4 hours", 1小时30分钟.
//!
//! Dates (3月5日), ordinals (第三天), opening hours (7×24小时, "24 hours a day"), points (4分) and
//! years of the calendar are none.

use super::fold::Folded;
use super::part::{Part, is_joined, is_numeral};
use super::rhythm::{is_always_open, is_frequency};
use super::starts::{NUMBERS, Scan, Starts};
use super::unit::Unit;
use super::vocabulary::OPENING;
use super::{Decimal, Duration, DurationKind};
use crate::finding::DurationError;
use std::ops::Range;

/// A duration that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDuration {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// How long; of a range its upper end. Half a day, for example, is found but cannot be counted.
    pub duration: Result<Duration, DurationError>,
    /// The lower end of a range.
    pub from: Option<Duration>,
    /// Whether it says which kind of day is meant; only plain days do not.
    pub stated: bool,
}

/// The durations of a text, from left to right.
pub fn find_durations(text: &str) -> Vec<FoundDuration> {
    let folded = Folded::new(text);
    let starts = Starts::of(folded.text());
    let mut found = find(Scan::new(folded.text(), &starts));
    for duration in &mut found {
        duration.range = folded.original(&duration.range);
    }
    found
}

/// [`find_durations`] of a folded text, with ranges of the folded text.
pub(super) fn find(text: Scan<'_>) -> Vec<FoundDuration> {
    let opening = OPENING.find(text);
    let mut found = Vec::new();
    let mut next = 0;
    for (at, character) in text.characters(NUMBERS) {
        if at < next {
            continue;
        }
        if let Some(hours) = opening.iter().find(|hours| hours.contains(&at)) {
            next = hours.end;
        } else if let Some(duration) =
            may_begin(&text, at, character).then(|| duration_at(&text, at)).flatten()
        {
            next = duration.range.end;
            found.push(duration);
        } else {
            next = after_number(&text, at).unwrap_or(at);
        }
    }
    found
}

/// Whether a number may begin here: in digits, in Chinese numerals, or with a word.
fn may_begin(text: &str, at: usize, character: char) -> bool {
    match character {
        'a'..='z' => !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()),
        // 个半小时 is one and a half.
        _ => character.is_ascii_digit() || is_numeral(character) || character == '个',
    }
}

/// The end of a number that is no duration, so that its tail is not taken for one.
fn after_number(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    (digits.len() < text.len() - at).then(|| text.len() - digits.len())
}

fn duration_at(text: &str, at: usize) -> Option<FoundDuration> {
    if is_joined(text, at) {
        return None;
    }
    let first = Part::read(text, at)?;
    let from = |number: Decimal, unit: Option<&Unit>| {
        unit.and_then(|unit| counted(unit.kind, units(number, unit)?).ok())
    };
    let (part, from) = if let Some(last) = range_end(text, at, &first) {
        let from = from(first.value, first.unit.as_ref().or(last.unit.as_ref()));
        (last, from)
    } else {
        let from = first.low.and_then(|low| from(low, first.unit.as_ref()));
        (first, from)
    };
    let unit = part.unit.as_ref()?;
    let mut end = part.end;
    let mut sum = units(part.value, unit)?;
    // 1 hour 30 minutes, 1小时30分.
    let mut smallest = unit.factor;
    while let Some(next) =
        following(text, end).filter(|next| next.unit.as_ref().is_some_and(|u| u.kind == unit.kind))
    {
        let Some(factor) = next.unit.as_ref().map(|u| u.factor).filter(|factor| *factor < smallest) else {
            break;
        };
        sum = next.unit.as_ref().and_then(|unit| sum.plus(units(next.value, unit)?))?;
        smallest = factor;
        end = next.end;
    }
    let is_limit = !is_frequency(&text[..at], &text[end..]) && !is_always_open(&text[at..end], &text[end..]);
    let stated = unit.stated || says_kind(&text[end..]);
    if unit.kind == DurationKind::Days && is_date(&text[..at], &text[end..]) {
        return None;
    }
    is_limit.then(|| FoundDuration { range: at..end, duration: counted(unit.kind, sum), from, stated })
}

/// 服务前一日18:00前: a day with an hour of it is a date.
fn is_date(before: &str, after: &str) -> bool {
    let hour = after.trim_start_matches([' ', '的']);
    let hour = ["上午", "下午", "晚上", "晚", "中午"]
        .iter()
        .find_map(|word| hour.strip_prefix(word))
        .unwrap_or(hour);
    let digits = hour.bytes().take_while(u8::is_ascii_digit).count();
    let is_hour = (1..=2).contains(&digits) && hour[digits..].starts_with([':', '时', '点']);
    before.ends_with('前') && is_hour
}

/// Whether a bracket right behind a duration says its kind of day: 7天内（自然日）.
fn says_kind(after: &str) -> bool {
    let after = ["以内", "之内", "内"].iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    let Some(bracket) = after.trim_start().strip_prefix('(') else { return false };
    let inside = bracket.split(')').next().unwrap_or_default();
    ["自然日", "工作日", "工作天", "日历日", "历日", "calendar", "working", "business"]
        .iter()
        .any(|word| inside.contains(word))
}

/// The second number of a range and its unit: "2-4 hours", 24至48小时, "between 2 and 4 hours".
fn range_end(text: &str, at: usize, first: &Part) -> Option<Part> {
    let rest = text[first.end..].trim_start();
    let between = text[..at].trim_end().ends_with("between");
    let marks = ["-", "~", "–", "—", "至", "到", "或", "to ", "or ", "and "];
    let mark = marks.into_iter().find(|mark| rest.starts_with(mark) && (*mark != "and " || between))?;
    let start = text.len() - rest.len() + mark.len();
    let start = text.len() - text[start..].trim_start().len();
    Part::read(text, start).filter(|part| part.unit.is_some())
}

/// A further part of a duration: "and 30 minutes", 零5分.
fn following(text: &str, end: usize) -> Option<Part> {
    let rest = text[end..].trim_start();
    let rest = ["and ", "零", "又"].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    Part::read(text, text.len() - rest.len())
}

fn units(value: Decimal, unit: &Unit) -> Option<Decimal> {
    let half = Decimal::from_units(if unit.and_a_half { Decimal::ONE / 2 } else { 0 });
    value.plus(half)?.times(unit.factor)
}

fn counted(kind: DurationKind, units: Decimal) -> Result<Duration, DurationError> {
    match units.to_integer() {
        Some(whole) if whole > 0 => Duration::of(kind, whole),
        Some(_) => Err(DurationError::NotPositive),
        None => Err(DurationError::NotWhole),
    }
}

#[cfg(test)]
mod tests {
    use super::Duration::{BusinessDays, Days, Elapsed, Months, Open};
    use super::*;

    fn found(text: &str) -> Vec<(&str, Duration)> {
        let found = find_durations(text).into_iter();
        found.map(|found| (&text[found.range], found.duration.unwrap())).collect()
    }

    #[test]
    fn durations_as_charters_write_them() {
        for (text, written, duration) in [
            ("We answer within 4 hours, always.", "4 hours", Elapsed(14_400)),
            ("We answer within two working days.", "two working days", BusinessDays(2)),
            ("a 24-hour response", "24-hour", Elapsed(86_400)),
            ("reply within an hour", "an hour", Elapsed(3600)),
            ("in half an hour", "half an hour", Elapsed(1800)),
            ("one and a half hours", "one and a half hours", Elapsed(5400)),
            ("within twenty-four hours", "twenty-four hours", Elapsed(86_400)),
            ("1 hour and 30 minutes", "1 hour and 30 minutes", Elapsed(5400)),
            ("16 business hours", "16 business hours", Open(57_600)),
            ("自受理起２４小时内办结", "２４小时", Elapsed(86_400)),
            ("两个工作日内答复", "两个工作日", BusinessDays(2)),
            ("一个半小时到达", "一个半小时", Elapsed(5400)),
            ("1小时30分到场", "1小时30分", Elapsed(5400)),
            ("十五分钟内", "十五分钟", Elapsed(900)),
            ("7日内退款", "7日", Days(7)),
            ("三个月质保", "三个月", Months(3)),
            ("立即（6小时内）", "6小时", Elapsed(21_600)),
            ("个半小时内到场", "个半小时", Elapsed(5400)),
            ("一小时半内到场", "一小时半", Elapsed(5400)),
            ("in an hour and a half", "an hour and a half", Elapsed(5400)),
            ("廿四小時內", "廿四小時", Elapsed(86_400)),
            ("within a fortnight", "a fortnight", Days(14)),
            ("within the hour", "the hour", Elapsed(3600)),
            ("in three quarters of an hour", "three quarters of an hour", Elapsed(2700)),
            ("within ten (10) working days", "ten (10) working days", BusinessDays(10)),
            ("within 2 full working days", "2 full working days", BusinessDays(2)),
            ("5個辦公日內", "5個辦公日", BusinessDays(5)),
            ("不少于7日前公告", "7日", Days(7)),
            ("计划停水3日前公告", "3日", Days(3)),
            ("办结时限：5个工作日", "5个工作日", BusinessDays(5)),
            ("網上3天內辦結", "3天", Days(3)),
        ] {
            assert_eq!(found(text), [(written, duration)], "{text}");
        }
    }

    #[test]
    fn of_a_range_the_upper_end_counts() {
        for (text, from, to) in [
            ("2-4 hours", Elapsed(7200), Elapsed(14_400)),
            ("between 2 and 4 hours", Elapsed(7200), Elapsed(14_400)),
            ("3 to 5 working days", BusinessDays(3), BusinessDays(5)),
            ("24至48小时", Elapsed(86_400), Elapsed(172_800)),
            ("30分钟到2小时", Elapsed(1800), Elapsed(7200)),
            ("两三天", Days(2), Days(3)),
        ] {
            let found = find_durations(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].from, found[0].duration.clone()), (Some(from), Ok(to)), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration() {
        for text in [
            "7×24小时在线",
            "open 24 hours a day, 7 days a week",
            "24/7 support",
            "24小时热线",
            "24小时服务热线",
            "our 24-hour phone line",
            "每天8小时",
            "自3月5日起",
            "每月15日前",
            "2026年",
            "第三天",
            "上半年",
            "评分4分以上",
            "十分满意",
            "5 m of cable",
            "8:00-20:00",
            "98%",
            "周一至周五",
        ] {
            assert_eq!(find_durations(text), [], "{text}");
        }
    }

    #[test]
    fn half_a_day_is_found_but_not_counted() {
        assert_eq!(find_durations("半天内")[0].duration, Err(DurationError::NotWhole));
    }
}
