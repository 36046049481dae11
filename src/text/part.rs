//! A number with its unit of time as prose writes them: "two and a half hours", 一小时半, "the hour",
//! "seven (7) days"; what only looks like a unit (3月5日, 4分) is none.

use super::Decimal;
use super::fold::{is_unspaced, is_word};
use super::number::{NumberRead, read_in_prose, read_number};
use super::unit::Unit;

/// A number and, where one follows, its unit.
pub(super) struct Part {
    pub(super) value: Decimal,
    /// Of 两三天 the lower number.
    pub(super) low: Option<Decimal>,
    pub(super) unit: Option<Unit>,
    pub(super) end: usize,
}

impl Part {
    pub(super) fn read(text: &str, at: usize) -> Option<Self> {
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
        let unit = Unit::find(after).filter(|unit| is_prose_unit(text, at, layout, value, unit));
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
        let goes_on = Unit::find(behind).is_some() || behind.starts_with(['个', '年', '价', '夜']);
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
    let digits = |c: char| "一二两三四五六七八九".contains(c);
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
    if rest.starts_with("个半") {
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
    let names = if is_long { matches!(last, "within" | "for") } else { names_limit.contains(&last) };
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
            let event = |c: char| is_unspaced(c) && !"月于在至自从为是。、".contains(c);
            before.ends_with(event) || before.ends_with("少于")
        }
        "日" => !behind(&["起", "止", "至", "号"]),
        "年" => value < Decimal::from_integer(1000),
        "分" => behind(&["内", "以内", "之内"]) || before.ends_with('时'),
        _ => true,
    }
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

/// Whether a character is a Chinese numeral.
pub(super) fn is_numeral(character: char) -> bool {
    matches!(
        character,
        '〇' | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '半'
            | '廿'
            | '卅'
    )
}
