//! Durations as people write them, with their kind: elapsed time, open time, civil days, months,
//! working days. The kind is written, never guessed.

use super::{Decimal, read_number};
use crate::finding::DurationError;

/// A duration: how much, and of which kind of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duration {
    /// Physical time, in seconds.
    Elapsed(i64),
    /// Open time of a calendar, in seconds.
    Open(i64),
    /// Civil days (a week is seven).
    Days(i64),
    /// Civil months (a year is twelve).
    Months(i64),
    /// Days with opening hours.
    BusinessDays(i64),
}

/// The kind of a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DurationKind {
    /// Round the clock.
    Elapsed,
    /// Open time of a calendar.
    Open,
    /// Civil days.
    Days,
    /// Civil months.
    Months,
    /// Working days.
    BusinessDays,
}

/// Nothing promised lasts longer: the years up to 9999.
const MAX_DAYS: i64 = 2_900_000;
const DAY: i64 = 86_400;

impl Duration {
    /// Its kind.
    pub fn kind(self) -> DurationKind {
        match self {
            Self::Elapsed(_) => DurationKind::Elapsed,
            Self::Open(_) => DurationKind::Open,
            Self::Days(_) => DurationKind::Days,
            Self::Months(_) => DurationKind::Months,
            Self::BusinessDays(_) => DurationKind::BusinessDays,
        }
    }

    /// How much, in the unit of its kind (seconds, days, months, working days).
    pub fn amount(self) -> i64 {
        match self {
            Self::Elapsed(n) | Self::Open(n) | Self::Days(n) | Self::Months(n) | Self::BusinessDays(n) => n,
        }
    }

    /// Reads a whole text: `24h`, `1h30m`, `16 business hours`, `16bh`, `7 days`, `3个工作日`, `半小时`.
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(DurationError::NoNumber);
        }
        let mut total: Option<(DurationKind, Decimal)> = None;
        while !rest.is_empty() {
            if rest.starts_with(['-', '−', '－']) {
                return Err(DurationError::NotPositive);
            }
            let number = read_number(rest).ok_or(DurationError::NoNumber)?;
            let after = rest[number.length..].trim_start();
            let unit = Unit::read(after)?;
            rest = after[unit.length..].trim_start();
            let mut amount = number.value.times(unit.factor).ok_or(DurationError::TooLong)?;
            if unit.and_a_half {
                let half = Decimal::from_units(Decimal::ONE / 2).times(unit.factor);
                amount = half.and_then(|half| amount.plus(half)).ok_or(DurationError::TooLong)?;
            }
            total = Some(match total {
                None => (unit.kind, amount),
                Some((kind, sum)) if kind == unit.kind => {
                    (kind, sum.plus(amount).ok_or(DurationError::TooLong)?)
                }
                Some(_) => return Err(DurationError::Mixed),
            });
        }
        let (kind, total) = total.ok_or(DurationError::NoNumber)?;
        if total <= Decimal::ZERO {
            return Err(DurationError::NotPositive);
        }
        Self::of(kind, total.to_integer().ok_or(DurationError::NotWhole)?)
    }

    fn of(kind: DurationKind, amount: i64) -> Result<Self, DurationError> {
        let (duration, most) = match kind {
            DurationKind::Elapsed => (Self::Elapsed(amount), MAX_DAYS * DAY),
            DurationKind::Open => (Self::Open(amount), MAX_DAYS * DAY),
            DurationKind::Days => (Self::Days(amount), MAX_DAYS),
            DurationKind::Months => (Self::Months(amount), MAX_DAYS / 31),
            DurationKind::BusinessDays => (Self::BusinessDays(amount), MAX_DAYS),
        };
        if amount > most { Err(DurationError::TooLong) } else { Ok(duration) }
    }
}

struct Unit {
    kind: DurationKind,
    factor: i64,
    length: usize,
    /// 个半小时: half a unit more.
    and_a_half: bool,
}

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
    fn read(text: &str) -> Result<Self, DurationError> {
        if text.is_empty() {
            return Err(DurationError::NoUnit);
        }
        Self::chinese(text).or_else(|| Self::english(text)).ok_or_else(|| {
            let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
            if end == 0 { DurationError::NoUnit } else { DurationError::UnknownUnit(text[..end].to_owned()) }
        })
    }

    fn chinese(text: &str) -> Option<Self> {
        let counted = text.strip_prefix(['个', '個']).unwrap_or(text);
        let halved = counted.strip_prefix('半');
        let rest = halved.unwrap_or(counted);
        let (rest, civil) = ["自然", "日历", "日曆"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .map_or((rest, false), |rest| (rest, true));
        let (rest, business) = ["工作", "营业", "營業"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .map_or((rest, false), |rest| (rest, true));
        let unit = |rest: &str, kind, factor, word: &str| Self {
            kind,
            factor,
            length: text.len() - rest.len() + word.len(),
            and_a_half: halved.is_some(),
        };
        if let Some(&(word, factor, day)) = CHINESE.iter().find(|(word, ..)| rest.starts_with(word)) {
            let kind = kind(day, business);
            return (!civil || day).then(|| unit(rest, kind, factor, word));
        }
        let &(word, factor) = CHINESE_MONTHS.iter().find(|(word, _)| rest.starts_with(word))?;
        (!business).then(|| unit(rest, DurationKind::Months, factor, word))
    }

    fn english(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let (rest, qualifier) = ["business", "working", "calendar", "civil"]
            .iter()
            .find_map(|word| Some((lower.strip_prefix(word)?.trim_start_matches([' ', '-']), Some(*word))))
            .unwrap_or((lower.as_str(), None));
        let business = matches!(qualifier, Some("business" | "working"));
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let length = lower.len() - rest.len() + end;
        let word = &rest[..end];
        let unit = |kind, factor| Self { kind, factor, length, and_a_half: false };
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

fn kind(day: bool, business: bool) -> DurationKind {
    match (day, business) {
        (false, false) => DurationKind::Elapsed,
        (false, true) => DurationKind::Open,
        (true, false) => DurationKind::Days,
        (true, true) => DurationKind::BusinessDays,
    }
}

#[cfg(test)]
mod tests {
    use super::Duration::{BusinessDays, Days, Elapsed, Months, Open};
    use super::*;

    #[test]
    fn every_form_of_the_design() {
        for (text, expected) in [
            ("45s", Elapsed(45)),
            ("90m", Elapsed(5400)),
            ("24h", Elapsed(86_400)),
            ("1h30m", Elapsed(5400)),
            ("1.5h", Elapsed(5400)),
            ("24小时", Elapsed(86_400)),
            ("24 小時", Elapsed(86_400)),
            ("半小时", Elapsed(1800)),
            ("半个小时", Elapsed(1800)),
            ("一个半小时", Elapsed(5400)),
            ("1个半小时", Elapsed(5400)),
            ("两小时30分钟", Elapsed(9000)),
            ("一刻钟", Elapsed(900)),
            ("16 business hours", Open(57_600)),
            ("16bh", Open(57_600)),
            ("90 business minutes", Open(5400)),
            ("16个工作小时", Open(57_600)),
            ("2 working hours", Open(7200)),
            ("7 days", Days(7)),
            ("7d", Days(7)),
            ("7天", Days(7)),
            ("7个自然日", Days(7)),
            ("7 calendar days", Days(7)),
            ("2 weeks", Days(14)),
            ("两周", Days(14)),
            ("1 month", Months(1)),
            ("3个月", Months(3)),
            ("1年", Months(12)),
            ("3 business days", BusinessDays(3)),
            ("3bd", BusinessDays(3)),
            ("3个工作日", BusinessDays(3)),
            ("3工作天", BusinessDays(3)),
            ("３个工作日", BusinessDays(3)),
        ] {
            assert_eq!(Duration::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration() {
        for (text, expected) in [
            ("", DurationError::NoNumber),
            ("hours", DurationError::NoNumber),
            ("24", DurationError::NoUnit),
            ("24 parsecs", DurationError::UnknownUnit("parsecs".into())),
            ("0h", DurationError::NotPositive),
            ("-2h", DurationError::NotPositive),
            ("1.5 days", DurationError::NotWhole),
            ("0.1s", DurationError::NotWhole),
            ("1 day 12h", DurationError::Mixed),
            ("9999999 years", DurationError::TooLong),
            ("99999999999999h", DurationError::TooLong),
        ] {
            assert_eq!(Duration::parse(text), Err(expected), "{text}");
        }
    }
}
