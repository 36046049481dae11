//! Shares in prose: 98 %, 98％, 百分之九十八, 九成五, "98 out of 100", "ninety-eight percent".

use super::Decimal;
use super::clause::Structure;
use super::fold::is_word;
use super::lasting;
use super::lexicon::{BOUNDS, PRICES, RATES};
use super::number::{read_in_prose, read_number};
use super::part::{is_joined, is_numeral};
use super::starts::{NUMBERS, Scan};
use std::ops::Range;

/// A share that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareFact {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// How many of a hundred.
    pub percent: Decimal,
    /// What it is a share of.
    pub of: ShareOf,
}

/// What a share is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShareOf {
    /// Cases, time or whatever is counted, by the words around it.
    Cases,
    /// No words say what.
    Unclear,
    /// A price or a payment.
    Price,
    /// Nothing that is promised: a circumstance ("below 95 %").
    Condition,
    /// It is quoted.
    Unsaid,
}

/// The shares of a folded text, from left to right.
pub(super) fn find(text: Scan<'_>, structure: &Structure) -> Vec<ShareFact> {
    let mut found = Vec::new();
    let mut next = 0;
    for (at, character) in text.characters(NUMBERS) {
        if at < next {
            continue;
        }
        let share = if may_begin(&text, at, character) { share_at(&text, at) } else { None };
        let Some((end, percent)) = share else {
            next = at + after_digits(&text, at);
            continue;
        };
        let of = share_of(&text, structure, at..end);
        found.push(ShareFact { range: at..end, percent, of });
        next = end;
    }
    found
}

fn may_begin(text: &str, at: usize, character: char) -> bool {
    if character.is_ascii_lowercase() {
        return !text[..at].ends_with(is_word);
    }
    // Of 95-98% the upper end counts; a hyphen behind letters makes a name.
    let head = text[..at].trim_end_matches('-');
    let goes_on = head.len() == at || head.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    (character.is_ascii_digit() || is_numeral(character)) && goes_on && !is_joined(text, at)
}

fn after_digits(text: &str, at: usize) -> usize {
    text[at..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count()
}

/// The end and the percentage of the share that begins at a place.
fn share_at(text: &str, at: usize) -> Option<(usize, Decimal)> {
    let rest = &text[at..];
    if rest.starts_with("百分百") {
        return Some((at + "百分百".len(), Decimal::from_integer(100)));
    }
    let number = read_in_prose(rest)?;
    let behind = &rest[number.length..];
    if behind.starts_with("分之")
        && let Some((length, percent)) = fraction(rest)
    {
        return Some((at + length, percent));
    }
    let after = behind.trim_start();
    let layout = rest.len() - after.len();
    if after.starts_with("quarters of ") && number.value == Decimal::from_integer(3) {
        return Some((at + layout + "quarters".len(), Decimal::from_integer(75)));
    }
    for sign in ["%", "per cent", "percent", "per-cent", "个百分点"] {
        let ends = |rest: &str| sign == "%" || !rest.starts_with(is_word);
        if after.strip_prefix(sign).is_some_and(ends) {
            return Some((at + layout + sign.len(), number.value));
        }
    }
    tenths(rest, number.length, number.value)
        .or_else(|| ratio(after, number.value).map(|(length, percent)| (layout + length, percent)))
        .map(|(length, percent)| (at + length, percent))
}

/// 百分之九十八, 十分之九.
fn fraction(rest: &str) -> Option<(usize, Decimal)> {
    let whole = read_number(rest)?;
    let part = rest[whole.length..].strip_prefix("分之")?;
    // 百分之百 ends with a hundred that no digit precedes.
    let part = read_number(part)?;
    let percent = match whole.value.to_integer()? {
        100 => part.value,
        whole @ 2..=10 if 100 % whole == 0 && part.value < Decimal::from_integer(whole) => {
            part.value.times(100 / whole)?
        }
        _ => return None,
    };
    Some((whole.length + "分之".len() + part.length, percent))
}

/// 九成, 九成五, 九成半, 9成.
fn tenths(rest: &str, length: usize, value: Decimal) -> Option<(usize, Decimal)> {
    let is_tenth = value > Decimal::ZERO && value < Decimal::from_integer(10) && value.to_integer().is_some();
    let after = rest[length..].strip_prefix('成').filter(|_| is_tenth)?;
    // 三成功, 一成本: part of another word.
    if after.starts_with(['功', '本', '为', '立', '果', '交', '品', '员', '长', '年', '分', '绩'])
    {
        return None;
    }
    let half = after.starts_with('半').then(|| ("半".len(), 5));
    let digit = || {
        let number = read_number(after).filter(|number| number.length == "五".len())?;
        Some((number.length, number.value.to_integer().filter(|digit| (1..=9).contains(digit))?))
    };
    let (more, ones) = half.or_else(digit).unwrap_or_default();
    let percent = value.times(10)?.plus(Decimal::from_integer(ones))?;
    Some((length + "成".len() + more, percent))
}

/// "out of 100", "in 10", "of every 100": what follows the part of a ratio.
fn ratio(after: &str, part: Decimal) -> Option<(usize, Decimal)> {
    // "nine calls out of ten".
    let noun = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
    let is_noun = noun > 2 && !after.starts_with("out ") && after[noun..].starts_with(" out of ");
    if is_noun {
        return ratio(&after[noun + 1..], part).map(|(length, percent)| (noun + 1 + length, percent));
    }
    let rest = ["out of every ", "out of ", "of every ", "in every ", "in "]
        .iter()
        .find_map(|word| after.strip_prefix(word))?;
    let whole = read_in_prose(rest)?;
    let behind = rest[whole.length..].trim_start();
    let noun = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let factor = match whole.value.to_integer()? {
        10 => 10,
        100 => 1,
        // 4 out of 5 points is a score, 4 out of 5 calls a share.
        5 | 20 if noun.is_empty() || matches!(noun, "star" | "stars" | "point" | "points" | "on" | "in") => {
            return None;
        }
        5 => 20,
        20 => 5,
        _ => return None,
    };
    // "2 in 10 minutes" is no ratio.
    let is_time = ["minute", "hour", "day", "week", "month", "business", "working", "second", "%", "km"]
        .iter()
        .any(|unit| behind.starts_with(unit));
    let percent = part.times(factor).filter(|percent| *percent <= Decimal::from_integer(100) && !is_time)?;
    Some((after.len() - rest.len() + whole.length, percent))
}

fn share_of(text: &str, structure: &Structure, range: Range<usize>) -> ShareOf {
    if structure.is_quoted(range.start) {
        return ShareOf::Unsaid;
    }
    let before = text[..range.start].trim_end();
    let bound = BOUNDS.kind_before(before, before.len());
    if bound == Some("upper-excluding") || structure.is_conditional(range.start) {
        return ShareOf::Condition;
    }
    let clause = structure.clause(range.start);
    if bound.is_none() && is_past(text, structure, &range) {
        return ShareOf::Condition;
    }
    if is_of_price(text, &clause, &range) {
        ShareOf::Price
    } else if bound.is_some() || is_of_cases(text, &clause, &range) {
        ShareOf::Cases
    } else {
        ShareOf::Unclear
    }
}

/// "in our survey 87% were satisfied", 去年达成率为97%: how it was.
fn is_past(text: &str, structure: &Structure, range: &Range<usize>) -> bool {
    let sentence = Structure::near_in(text, structure.sentence(range.start), range);
    let words = &text[sentence.clone()];
    let before = text.get(sentence.start..range.start).unwrap_or_default().trim_start();
    let has = |marks: &[&str]| marks.iter().any(|mark| words.contains(mark));
    let is_told = || {
        (has(&[" was ", " were ", " had ", " said "]) || lasting::has_past_verb(words)) && !has(&[" will "])
    };
    let english = ["survey", "last year", "last month", "last quarter", "to date", "in 20"];
    let chinese = ["去年", "上年", "上月", "上季度", "截至", "实际"];
    let was = || lasting::names_year(before) || chinese.iter().any(|mark| before.contains(mark));
    let is_promised = || has(&["目标", "承诺", "将", "会", "起", "确保"]);
    // 去年95%的投诉, 去年达成率95%.
    let is_of_result = before.contains(['率', '成', '绩', '度']) || text[range.end..].starts_with('的');
    has(&english) && is_told() || is_of_result && was() && !is_promised()
}

/// "in 98% of", "98% of", 达成率98%, 98%的来电.
fn is_of_cases(text: &str, clause: &Range<usize>, range: &Range<usize>) -> bool {
    let behind = text.get(range.end..clause.end).unwrap_or_default().trim_start();
    let mut head = text.get(clause.start..range.start).unwrap_or_default().trim_end();
    while let Some(link) = RATES.before(head, head.len()).filter(|hit| hit.kind == "link") {
        head = head[..link.range.start].trim_end();
    }
    behind.starts_with("of ")
        || behind.starts_with('的')
        || RATES.kind_before(head, head.len()) == Some("rate")
}

/// "10% of the fee", "15% off", 运费的20%, 退还10%.
fn is_of_price(text: &str, clause: &Range<usize>, range: &Range<usize>) -> bool {
    let behind = text.get(range.end..clause.end).unwrap_or_default().trim_start();
    let of_english = behind.strip_prefix("of ").is_some_and(|rest| {
        let words: Vec<_> = rest.splitn(5, ' ').take(4).collect();
        PRICES.find_words(&words.join(" ")).iter().any(|hit| hit.kind == "price")
    });
    let head = text.get(clause.start..range.start).unwrap_or_default().trim_end();
    let of_chinese = head.strip_suffix('的').is_some_and(|head| {
        PRICES.before(head, head.len()).is_some_and(|hit| hit.kind == "price")
            || head.ends_with(['费', '款', '价'])
    });
    let taken = head.strip_suffix(['了', '为']).unwrap_or(head);
    let off =
        PRICES.kind_before(taken, taken.len()) == Some("off") || PRICES.kind_at(behind, 0) == Some("off");
    of_english || of_chinese || off
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    fn found(text: &str) -> Vec<(String, String, ShareOf)> {
        let shares = Reading::new(text);
        shares
            .shares()
            .iter()
            .map(|share| (text[share.range.clone()].to_owned(), share.percent.to_string(), share.of))
            .collect()
    }

    #[test]
    fn shares_as_charters_write_them() {
        for (text, written, percent) in [
            ("in 98% of cases", "98%", "98"),
            ("达成率不低于９８％", "９８％", "98"),
            ("Eighty-five per cent of complaints", "Eighty-five per cent", "85"),
            ("ninety-eight percent", "ninety-eight percent", "98"),
            ("at least 8 out of 10 calls", "8 out of 10", "80"),
            ("nine in ten letters", "nine in ten", "90"),
            ("98 out of 100", "98 out of 100", "98"),
            ("19 out of 20 letters", "19 out of 20", "95"),
            ("99.9 % of the month", "99.9 %", "99.9"),
            ("不低于百分之九十八", "百分之九十八", "98"),
            ("百分之九十九点五", "百分之九十九点五", "99.5"),
            ("百分之百", "百分之百", "100"),
            ("不低於九成五", "九成五", "95"),
            ("不低於九成半", "九成半", "95"),
            ("不低于九成，", "九成", "90"),
            ("十分之九的来电", "十分之九", "90"),
            ("四分之三的来电", "四分之三", "75"),
            ("three quarters of all calls", "three quarters", "75"),
            ("达成率：98%", "98%", "98"),
            ("in 95-98% of cases", "98%", "98"),
        ] {
            let [(found, value, of)] = &found(text)[..] else { panic!("{text}") };
            assert_eq!((found.as_str(), value.as_str()), (written, percent), "{text}");
            assert!(matches!(of, ShareOf::Cases | ShareOf::Unclear), "{text}");
        }
        assert_eq!(found("in 98% of cases")[0].2, ShareOf::Cases);
        assert_eq!(found("每月达成率98%")[0].2, ShareOf::Cases);
        assert_eq!(found("98%的来电")[0].2, ShareOf::Cases);
        assert_eq!(found("95%不超过10分钟")[0].2, ShareOf::Unclear);
    }

    #[test]
    fn what_is_no_share_of_cases() {
        for text in [
            "三成功",
            "1 in 10 minutes",
            "DN100",
            "第九成",
            "十分满意",
            "one in a series",
            "4 out of 5 stars",
            "rated at least 4 out of 5",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for (text, of) in [
            ("We credit 10% of the month's bill.", ShareOf::Price),
            ("take 15% off that night's room rate", ShareOf::Price),
            ("退还运费的20%", ShareOf::Price),
            ("房租減收10%", ShareOf::Price),
            ("a month below 99.9%", ShareOf::Condition),
            ("若达成率低于95%，", ShareOf::Condition),
            ("不写“百分之百满意”，只写做得到的", ShareOf::Unsaid),
        ] {
            assert_eq!(found(text).first().map(|share| share.2), Some(of), "{text}");
        }
    }
}
