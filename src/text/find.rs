//! Durations in prose: "within two working days", 两个工作日内, "2 to 4 hours", 1小时30分钟.
//!
//! Dates (3月5日), ordinals (第三天), opening hours (7×24小时, "24 hours a day"), points (4分) and
//! years of the calendar are none.

use super::fold::{Folded, is_unspaced, is_word};
use super::number::{NumberRead, read_in_prose, read_number};
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
    let mut found = find(folded.text());
    for duration in &mut found {
        duration.range = folded.original(&duration.range);
    }
    found
}

/// [`find_durations`] of a folded text, with ranges of the folded text.
pub(super) fn find(text: &str) -> Vec<FoundDuration> {
    let opening = OPENING.find(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if let Some(hours) = opening.iter().find(|hours| hours.contains(&at)) {
            at = hours.end;
        } else if let Some(duration) = may_begin(text, at, character).then(|| duration_at(text, at)).flatten()
        {
            at = duration.range.end;
            found.push(duration);
        } else {
            at = after_number(text, at).unwrap_or(at + character.len_utf8());
        }
    }
    found
}

/// Whether a number may begin here: in digits, in Chinese numerals, or with a word.
fn may_begin(text: &str, at: usize, character: char) -> bool {
    match character {
        'a'..='z' => !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()),
        // 个半小时 is one and a half.
        _ => character.is_ascii_digit() || is_numeral(character) || matches!(character, '个' | '個'),
    }
}

/// Whether a character is a Chinese numeral.
pub(super) fn is_numeral(character: char) -> bool {
    "〇零一二两兩三四五六七八九十百千半廿卅".contains(character)
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
    is_limit.then(|| FoundDuration { range: at..end, duration: counted(unit.kind, sum), from, stated })
}

/// Whether a bracket right behind a duration says its kind of day: 7天内（自然日）.
fn says_kind(after: &str) -> bool {
    let after =
        ["以内", "之内", "内", "內"].iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    let Some(bracket) = after.trim_start().strip_prefix('(') else { return false };
    let inside = bracket.split(')').next().unwrap_or_default();
    ["自然日", "工作日", "工作天", "日历日", "曆日", "calendar", "working", "business"]
        .iter()
        .any(|word| inside.contains(word))
}

/// Whether the number at a place goes on from what stands before it: 8:00, 1.5, 第3天, 上半年, `x2`.
pub(super) fn is_joined(text: &str, at: usize) -> bool {
    let head = &text[..at];
    let behind_digit =
        |mark| head.strip_suffix(mark).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let in_words = !text[at..].starts_with(|c: char| c.is_ascii_digit());
    head.ends_with(is_word)
        || head.ends_with('第')
        || in_words && head.ends_with(['上', '下'])
        || behind_digit('.')
        || behind_digit(':')
}

/// A number and, where one follows, its unit.
struct Part {
    value: Decimal,
    /// Of 两三天 the lower number.
    low: Option<Decimal>,
    unit: Option<Unit>,
    end: usize,
}

impl Part {
    fn read(text: &str, at: usize) -> Option<Self> {
        let (number, low) = number(&text[..at], &text[at..])?;
        let mut end = at + number.length;
        let mut value = number.value;
        if let Some(rest) = text[end..].strip_prefix(" and a half") {
            value = value.plus(Decimal::from_units(Decimal::ONE / 2))?;
            end = text.len() - rest.len();
        }
        end = after_repetition(text, end, value);
        let after = text[end..].trim_start_matches([' ', '\t', '\n', '\r', '-']);
        let layout = text.len() - after.len();
        let (after, layout) = after_adjective(after, layout);
        let unit = Unit::read(after).ok().filter(|unit| is_prose_unit(text, at, layout, value, unit));
        let Some(unit) = unit else { return Some(Self { value, low, unit: None, end }) };
        let end = layout + unit.length;
        let (value, end) = after_half(text, end, value)?;
        Some(Self { value, low, unit: Some(unit), end })
    }
}

/// Behind "full", "clear" and the like, which change neither number nor kind.
fn after_adjective(after: &str, layout: usize) -> (&str, usize) {
    let words = ["full ", "clear ", "further ", "additional ", "complete ", "bank ", "normal ", "more "];
    let rest = words.iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    (rest, layout + after.len() - rest.len())
}

/// "an hour and a half", 一小时半: half a unit more behind the unit.
fn after_half(text: &str, end: usize, value: Decimal) -> Option<(Decimal, usize)> {
    let half = Decimal::from_units(Decimal::ONE / 2);
    let rest = &text[end..];
    let behind = rest.strip_prefix(" and a half").or_else(|| {
        let behind = rest.strip_prefix('半')?;
        let goes_on = Unit::read(behind).is_ok() || behind.starts_with(['个', '個', '年', '价', '夜']);
        (!goes_on).then_some(behind)
    });
    match behind {
        Some(behind) => Some((value.plus(half)?, text.len() - behind.len())),
        None => Some((value, end)),
    }
}

/// Behind "seven (7)" and 七（7）: the end of the bracket that says the number again.
fn after_repetition(text: &str, end: usize, value: Decimal) -> usize {
    let again = text[end..].trim_start().strip_prefix('(').and_then(|inside| {
        let number = read_in_prose(inside).filter(|number| number.value == value)?;
        inside[number.length..].strip_prefix(')')
    });
    again.map_or(end, |rest| text.len() - rest.len())
}

/// The number that a text begins with, in digits or words; of 两三 both.
fn number(before: &str, rest: &str) -> Option<(NumberRead, Option<Decimal>)> {
    let digits = |c: char| "一二两兩三四五六七八九".contains(c);
    let mut characters = rest.chars();
    if let (Some(low), Some(high)) =
        (characters.next().filter(|c| digits(*c)), characters.next().filter(|c| digits(*c)))
        && !characters.next().is_some_and(|c| digits(c) || matches!(c, '十' | '百' | '千'))
    {
        let (low_read, high_read) =
            (read_number(low.encode_utf8(&mut [0; 4]))?, read_number(high.encode_utf8(&mut [0; 4]))?);
        let step = high_read.value.units() - low_read.value.units();
        if step == Decimal::ONE || (low, high) == ('三', '五') {
            let length = low.len_utf8() + high.len_utf8();
            return Some((NumberRead { value: high_read.value, length }, Some(low_read.value)));
        }
    }
    let number = part_of_one(rest).or_else(|| read_in_prose(rest)).or_else(|| article(before, rest))?;
    Some((number, None))
}

/// "half an hour", "three quarters of an hour".
fn part_of_one(rest: &str) -> Option<NumberRead> {
    let part = |quarters: i128| Decimal::from_units(Decimal::ONE / 4 * quarters);
    let words = [
        ("half an ", 2),
        ("half a ", 2),
        ("half-", 2),
        ("half hour", 2),
        ("the half hour", 2),
        ("a quarter of an ", 1),
        ("quarter of an ", 1),
        ("three quarters of an ", 3),
        ("three-quarters of an ", 3),
    ];
    let (words, quarters) = words.into_iter().find(|(words, _)| rest.starts_with(words))?;
    let words = words.strip_suffix("hour").unwrap_or(words);
    Some(NumberRead { value: part(quarters), length: words.len() })
}

/// "within an hour": an article that counts one, and only where a limit is named.
fn article(before: &str, rest: &str) -> Option<NumberRead> {
    if rest.starts_with("个半") || rest.starts_with("個半") {
        let counted =
            before.ends_with(|c: char| c.is_ascii_digit() || is_numeral(c) || matches!(c, '每' | '整'));
        return (!counted).then_some(NumberRead { value: Decimal::from_integer(1), length: 0 });
    }
    // "within the hour".
    if rest.starts_with("the ") && before.trim_end().ends_with("within") {
        return Some(NumberRead { value: Decimal::from_integer(1), length: "the ".len() });
    }
    let names_limit = ["within", "in", "under", "than", "after", "least", "most", "of", "takes", "take"];
    // "in a month" and "of a year" name periods.
    let is_long = ["month", "calendar month", "year", "calendar year"]
        .iter()
        .any(|word| rest.split_once(' ').is_some_and(|(_, behind)| behind.starts_with(word)));
    let article = ["an ", "a "].into_iter().find(|article| rest.starts_with(article))?;
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let names = if is_long { last == "within" } else { names_limit.contains(&last) };
    names.then(|| NumberRead { value: Decimal::from_integer(1), length: article.len() })
}

/// Whether what looks like a unit is one in running text: not a date, points, metres or millions.
fn is_prose_unit(text: &str, at: usize, layout: usize, value: Decimal, unit: &Unit) -> bool {
    let written = &text[layout..layout + unit.length];
    let before = text[..at].trim_end();
    let after = text[layout + unit.length..].trim_start();
    let behind = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    match written {
        "s" | "m" | "d" | "w" | "y" | "月" => false,
        // 3月5日 and 15日前 are dates.
        "日" if before.ends_with('月') => false,
        // 停水3日前 is three days before; 每月15日前 and 于15日前 are dates.
        "日" if behind(&["前", "之前"]) => {
            let event = |c: char| is_unspaced(c) && !"月于於在至自从從为為是。、".contains(c);
            before.ends_with(event) || before.ends_with("少于") || before.ends_with("少於")
        }
        "日" => !behind(&["起", "止", "至", "号"]),
        "年" => value < Decimal::from_integer(1000),
        "分" => behind(&["内", "以内", "之内", "內", "以內"]) || before.ends_with(['时', '時']),
        _ => true,
    }
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

/// Whether "24-hour" or 24小时 is what a line or desk is called that is always open.
fn is_always_open(written: &str, after: &str) -> bool {
    let is_day = [
        "24-hour",
        "24 hour",
        "24hr",
        "24-hr",
        "twenty-four hour",
        "twenty-four-hour",
        "24小时",
        "24小時",
        "二十四小时",
    ];
    if !is_day.contains(&written) {
        return false;
    }
    let words: Vec<_> = after.trim_start().splitn(5, |c: char| !c.is_alphanumeric()).take(4).collect();
    let channel =
        ["line", "hotline", "helpline", "phone", "telephone", "desk", "reception", "number", "portal"];
    let near: String =
        after.chars().take_while(|c| !matches!(c, ',' | '。' | ';' | '内' | '內')).take(8).collect();
    let chinese =
        ["热线", "熱線", "电话", "電話", "客服", "专线", "專線", "值班", "值守", "自助", "在线", "线上"];
    words.iter().any(|word| channel.contains(word)) && !written.ends_with('s')
        || chinese.iter().any(|word| near.contains(word))
}

/// Whether a duration says how often or how long something is done: "24 hours a day", 每天8小时.
fn is_frequency(before: &str, after: &str) -> bool {
    let each = ["每天", "每日", "全天", "每周", "每週", "每月", "每年", "全年", "一天", "一周", "一年"];
    let mut words = after.split_whitespace();
    let per = matches!(words.next(), Some("a" | "an" | "per" | "each" | "every"));
    let span = words.next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphabetic());
    // "answered within 15 seconds each month" is a limit.
    if before.trim_end().ends_with("within") {
        return false;
    }
    each.iter().any(|word| before.trim_end().ends_with(word))
        || per && matches!(span, "day" | "week" | "month" | "quarter" | "year")
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
