//! Durations as people write them, with their kind: elapsed time, open time, civil days, months,
//! working days. The kind is written, never guessed.

use super::unit::Unit;
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

    /// So much of a kind of time, in the unit of the kind.
    pub fn of(kind: DurationKind, amount: i64) -> Result<Self, DurationError> {
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
