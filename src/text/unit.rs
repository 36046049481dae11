//! Units of time in English and Chinese, with the kind of time that they count.

use super::DurationKind;
use crate::finding::DurationError;
use std::borrow::Cow;

/// A unit at the beginning of a text.
pub(super) struct Unit {
    /// The kind of time.
    pub(super) kind: DurationKind,
    /// How many of the kind's own unit it is (seconds, days, months, working days).
    pub(super) factor: i64,
    /// Bytes it takes.
    pub(super) length: usize,
    /// 个半小时: half a unit more.
    pub(super) and_a_half: bool,
    /// Whether it says which kind of day it is; units that are no days need not.
    pub(super) stated: bool,
}

/// No unit has more characters, spaces between its words included.
const MAX_UNIT: usize = 32;

/// Units in words, longest first where one begins another. Seconds for hours and less.
const ENGLISH: &[(&str, i64, bool)] = &[
    ("seconds", 1, false),
    ("second", 1, false),
    ("secs", 1, false),
    ("sec", 1, false),
    ("s", 1, false),
    ("minutes", 60, false),
    ("minute", 60, false),
    ("mins", 60, false),
    ("min", 60, false),
    ("m", 60, false),
    ("hours", 3600, false),
    ("hour", 3600, false),
    ("hrs", 3600, false),
    ("hr", 3600, false),
    ("h", 3600, false),
    ("days", 1, true),
    ("day", 1, true),
    ("d", 1, true),
    ("weeks", 7, true),
    ("week", 7, true),
    ("fortnights", 14, true),
    ("fortnight", 14, true),
    ("w", 7, true),
];
const ENGLISH_MONTHS: &[(&str, i64)] = &[("months", 1), ("month", 1), ("years", 12), ("year", 12), ("y", 12)];
const CHINESE: &[(&str, i64, bool)] = &[
    ("秒钟", 1, false),
    ("秒", 1, false),
    ("分钟", 60, false),
    ("分鐘", 60, false),
    ("分", 60, false),
    ("刻钟", 900, false),
    ("刻鐘", 900, false),
    ("小时", 3600, false),
    ("小時", 3600, false),
    ("钟头", 3600, false),
    ("鐘頭", 3600, false),
    ("天", 1, true),
    ("日", 1, true),
    ("星期", 7, true),
    ("周", 7, true),
    ("週", 7, true),
];
const CHINESE_MONTHS: &[(&str, i64)] = &[("月", 1), ("年", 12)];

impl Unit {
    pub(super) fn read(text: &str) -> Result<Self, DurationError> {
        Self::find(text).ok_or_else(|| {
            let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
            if end == 0 { DurationError::NoUnit } else { DurationError::UnknownUnit(text[..end].to_owned()) }
        })
    }

    /// The unit that a text begins with.
    pub(super) fn find(text: &str) -> Option<Self> {
        Self::chinese(text).or_else(|| Self::english(text))
    }

    fn chinese(text: &str) -> Option<Self> {
        let counted = text.strip_prefix(['个', '個']).unwrap_or(text);
        let halved = counted.strip_prefix('半');
        let rest = halved.unwrap_or(counted);
        let (rest, civil) = ["自然", "日历", "日曆", "公历", "公曆", "历", "曆"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .map_or((rest, false), |rest| (rest, true));
        let rest =
            ["法定", "银行", "銀行", "完整"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let (rest, business) = ["工作", "营业", "營業", "办公", "辦公"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .map_or((rest, false), |rest| (rest, true));
        let unit = |rest: &str, kind, factor, word: &str| Self {
            kind,
            factor,
            length: text.len() - rest.len() + word.len(),
            and_a_half: halved.is_some(),
            stated: civil || !is_civil_day(kind, factor),
        };
        if let Some(&(word, factor, day)) = CHINESE.iter().find(|(word, ..)| rest.starts_with(word)) {
            let kind = kind(day, business);
            return (!civil || day).then(|| unit(rest, kind, factor, word));
        }
        let &(word, factor) = CHINESE_MONTHS.iter().find(|(word, _)| rest.starts_with(word))?;
        (!business).then(|| unit(rest, DurationKind::Months, factor, word))
    }

    fn english(text: &str) -> Option<Self> {
        // The longest unit is shorter: text that goes on for pages is not copied for each number.
        let end = text.char_indices().nth(MAX_UNIT).map_or(text.len(), |(at, _)| at);
        let mut lower = Cow::Borrowed(&text[..end]);
        if lower.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lower.to_mut().make_ascii_lowercase();
        }
        let (rest, qualifier) = ["business", "working", "calendar", "civil"]
            .iter()
            .find_map(|word| Some((lower.strip_prefix(word)?.trim_start_matches([' ', '-']), Some(*word))))
            .unwrap_or((&*lower, None));
        let business = matches!(qualifier, Some("business" | "working"));
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let length = lower.len() - rest.len() + end;
        let word = &rest[..end];
        let unit = |kind, factor| Self {
            kind,
            factor,
            length,
            and_a_half: false,
            stated: qualifier.is_some() || !is_civil_day(kind, factor),
        };
        // `16bh`, `3bd`, `90bm`: the short forms of business units.
        if qualifier.is_none() {
            match word {
                "bh" => return Some(unit(DurationKind::Open, 3600)),
                "bm" => return Some(unit(DurationKind::Open, 60)),
                "bd" => return Some(unit(DurationKind::BusinessDays, 1)),
                _ => {}
            }
        }
        if let Some(&(_, factor, day)) = ENGLISH.iter().find(|(name, ..)| *name == word) {
            // A working week is not a fixed number of working days, and calendar hours say nothing.
            let sensible = if business { !(day && factor > 1) } else { qualifier.is_none() || day };
            return sensible.then(|| unit(kind(day, business), factor));
        }
        let &(_, factor) = ENGLISH_MONTHS.iter().find(|(name, _)| *name == word)?;
        (!business).then(|| unit(DurationKind::Months, factor))
    }
}

fn is_civil_day(kind: DurationKind, factor: i64) -> bool {
    kind == DurationKind::Days && factor == 1
}

fn kind(day: bool, business: bool) -> DurationKind {
    match (day, business) {
        (false, false) => DurationKind::Elapsed,
        (false, true) => DurationKind::Open,
        (true, false) => DurationKind::Days,
        (true, true) => DurationKind::BusinessDays,
    }
}
