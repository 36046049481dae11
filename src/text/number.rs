//! Numbers in prose: ASCII and full-width digits, decimals, Chinese numerals.

use super::Decimal;

/// A number at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberRead {
    /// Its value.
    pub value: Decimal,
    /// Bytes it takes.
    pub length: usize,
}

/// Reads the number that `text` begins with, if it begins with one.
pub fn read_number(text: &str) -> Option<NumberRead> {
    read_digits(text).or_else(|| read_chinese(text))
}

/// Reads the number that a folded text begins with as prose writes it: also with separators of
/// thousands (1,000), with 万 behind it, and in English words.
pub(super) fn read_in_prose(text: &str) -> Option<NumberRead> {
    let number = read_grouped(text).or_else(|| read_number(text)).or_else(|| read_number_words(text))?;
    let rest = &text[number.length..];
    if let Some(myriad) = rest.chars().next().filter(|c| matches!(c, '万' | '萬')) {
        let length = number.length + myriad.len_utf8();
        return Some(NumberRead { value: number.value.times(10_000)?, length });
    }
    Some(number)
}

/// 1,500 and 1,500.50: groups of three digits behind commas.
fn read_grouped(text: &str) -> Option<NumberRead> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if !(1..=3).contains(&first) {
        return None;
    }
    let mut length = first;
    while text[length..].strip_prefix(',').is_some_and(|rest| digits(rest) == 3) {
        length += 4;
    }
    if length == first {
        return None;
    }
    if let Some(fraction) = text[length..].strip_prefix('.').map(digits).filter(|count| *count > 0) {
        length += 1 + fraction;
    }
    Some(NumberRead { value: Decimal::parse(&text[..length].replace(',', ""))?, length })
}

/// Reads the number in English words, below a thousand, that a text in small letters begins with.
pub(super) fn read_number_words(text: &str) -> Option<NumberRead> {
    let number = read_below_hundred(text)?;
    let Some(rest) = text[number.length..].strip_prefix(" hundred") else { return Some(number) };
    let hundreds = number.value.times(100)?;
    let length = text.len() - rest.len();
    let more = rest.strip_prefix(" and ").and_then(|rest| Some((rest, read_below_hundred(rest)?)));
    match more {
        Some((rest, more)) => Some(NumberRead {
            value: hundreds.plus(more.value)?,
            length: text.len() - rest.len() + more.length,
        }),
        None => Some(NumberRead { value: hundreds, length }),
    }
}

/// Reads the number in English words, up to ninety-nine, that a text in small letters begins with.
fn read_below_hundred(text: &str) -> Option<NumberRead> {
    let word = |text: &str| text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let length = word(text);
    let place = |list: &[&str]| list.iter().position(|name| *name == &text[..length]);
    let whole = |number: usize, length| {
        Some(NumberRead { value: Decimal::from_integer(i64::try_from(number).ok()?), length })
    };
    if let Some(small) = place(SMALL) {
        return whole(small, length);
    }
    let tens = (place(TENS)? + 2) * 10;
    let Some(rest) = text[length..].strip_prefix(['-', ' ']) else { return whole(tens, length) };
    let next = word(rest);
    match SMALL.iter().position(|name| *name == &rest[..next]) {
        Some(ones @ 1..=9) => whole(tens + ones, length + 1 + next),
        _ => whole(tens, length),
    }
}

/// What numbers of prose begin with: digits and the point that parts them, Chinese numerals, the
/// first letters of words, of halves and quarters, and articles that count one.
pub(super) const BEGINNINGS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "〇", "零", "一", "二", "两", "兩", "三", "四",
    "五", "六", "七", "八", "九", "十", "百", "千", "半", "廿", "卅", "个", "個", "zer", "one", "two", "twe",
    "thr", "thi", "fou", "for", "fiv", "fif", "six", "sev", "eig", "nin", "ten", "ele", "hal", "qua", "a ",
    "an ", "the",
];

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A full-width digit or point as its ASCII form.
fn narrow(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(u32::from(character) - 0xFF10 + 0x30).unwrap_or(character),
        '．' => '.',
        other => other,
    }
}

fn read_digits(text: &str) -> Option<NumberRead> {
    let digits = |text: &str| text.find(|c| !narrow(c).is_ascii_digit()).unwrap_or(text.len());
    let mut length = digits(text);
    // A point that no digit follows ends the sentence.
    if let Some(fraction) = text[length..].strip_prefix(['.', '．']) {
        let end = text.len() - fraction.len() + digits(fraction);
        length = if length > 0 && digits(fraction) > 0 { end } else { length };
    }
    let written = &text[..length];
    let value = if written.is_ascii() {
        Decimal::parse(written)
    } else {
        Decimal::parse(&written.chars().map(narrow).collect::<String>())
    };
    Some(NumberRead { value: value?, length })
}

/// Chinese numerals up to 9,999: digits in a row (二四), places (三十, 一百二十), 两, 半, and a point (九点五).
fn read_chinese(text: &str) -> Option<NumberRead> {
    if text.starts_with('半') {
        return Some(NumberRead { value: Decimal::parse("0.5")?, length: '半'.len_utf8() });
    }
    let (whole, length) = chinese_whole(text)?;
    let fraction = text[length..].strip_prefix('点').map(chinese_digits).unwrap_or_default();
    if fraction.is_empty() {
        return Some(NumberRead { value: Decimal::from_integer(whole), length });
    }
    let digits: String = fraction.iter().map(ToString::to_string).collect();
    let value = Decimal::parse(&format!("{whole}.{digits}"))?;
    let point_and_digits = '点'.len_utf8() * (1 + fraction.len());
    Some(NumberRead { value, length: length + point_and_digits })
}

fn chinese_digits(text: &str) -> Vec<i64> {
    text.chars().map_while(chinese_digit).collect()
}

fn chinese_digit(character: char) -> Option<i64> {
    Some(match character {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn chinese_whole(text: &str) -> Option<(i64, usize)> {
    let (mut total, mut digit, mut length) = (0_i64, None, 0);
    for character in text.chars() {
        let place = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '廿' | '卅' => {
                total += if character == '廿' { 20 } else { 30 };
                length += character.len_utf8();
                continue;
            }
            _ => {
                let Some(next) = chinese_digit(character) else { break };
                // Digits in a row are read as written: 二四 is 24.
                digit = Some(digit.map_or(next, |before: i64| before.saturating_mul(10) + next));
                if digit > Some(9_999) {
                    return None;
                }
                length += character.len_utf8();
                continue;
            }
        };
        total += digit.take().unwrap_or(1) * place;
        length += character.len_utf8();
    }
    (length > 0).then_some((total + digit.unwrap_or(0), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_beginning() {
        for word in SMALL.iter().chain(TENS) {
            assert!(BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)), "{word}");
        }
    }

    #[test]
    fn numbers_at_the_start_of_a_text() {
        let read = |text: &str| read_number(text).map(|n| (n.value.to_string(), n.length));
        assert_eq!(read("24 hours"), Some(("24".into(), 2)));
        assert_eq!(read("1.5h"), Some(("1.5".into(), 3)));
        assert_eq!(read("3."), Some(("3".into(), 1)));
        assert_eq!(read("２４小时"), Some(("24".into(), 6)));
        assert_eq!(read("二十四小时"), Some(("24".into(), 9)));
        assert_eq!(read("十五分钟"), Some(("15".into(), 6)));
        assert_eq!(read("一百二十分钟"), Some(("120".into(), 12)));
        assert_eq!(read("一百零五天"), Some(("105".into(), 12)));
        assert_eq!(read("廿四小時"), Some(("24".into(), 6)));
        assert_eq!(read("两天"), Some(("2".into(), 3)));
        assert_eq!(read("半小时"), Some(("0.5".into(), 3)));
        assert_eq!(read("九点五成"), Some(("9.5".into(), 9)));
        assert_eq!(read("hours"), None);
        let words = |text: &str| read_number_words(text).map(|n| (n.value.to_string(), n.length));
        assert_eq!(words("forty-eight hours"), Some(("48".into(), 11)));
        assert_eq!(words("twelve"), Some(("12".into(), 6)));
        assert_eq!(words("tension"), None);
        assert_eq!(words("one hundred and twenty days"), Some(("120".into(), 22)));
        let prose = |text: &str| read_in_prose(text).map(|n| (n.value.to_string(), n.length));
        assert_eq!(prose("1,500 yuan"), Some(("1500".into(), 5)));
        assert_eq!(prose("12,500.50 yuan"), Some(("12500.5".into(), 9)));
        assert_eq!(prose("1,50"), Some(("1".into(), 1)));
        assert_eq!(prose("1万元"), Some(("10000".into(), 4)));
        assert_eq!(prose("三万元"), Some(("30000".into(), 6)));
        assert_eq!(prose("9.98"), Some(("9.98".into(), 4)));
        assert_eq!(read(""), None);
    }
}
