//! What one would write: a limit loosened to a round one, a share cut to a round one.

use super::history::Bound;
use crate::model::Share;
use crate::text::{Decimal, Duration, DurationKind, Tongue};

/// What the limits of a target are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitKind {
    /// A kind of time, in the unit of that kind.
    Time(DurationKind),
    /// Plain numbers.
    Number,
}

/// A limit of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So much time.
    Time(Duration),
    /// A plain number.
    Number(Decimal),
}

/// The significant digits of a number that one would write.
const DIGITS: u32 = 3;

impl LimitKind {
    /// The limit of a number in the unit of its kind; `None` where no limit is so long.
    pub(super) fn amount(self, limit: Decimal) -> Option<Amount> {
        match self {
            Self::Number => Some(Amount::Number(limit)),
            Self::Time(kind) => Duration::of(kind, limit.to_integer()?).ok().map(Amount::Time),
        }
    }

    /// A number of a log as a limit of this kind: time is counted in whole units.
    pub(super) fn limit_of(self, value: Decimal, bound: Bound) -> Decimal {
        match self {
            Self::Number => value,
            Self::Time(_) => loosened(value, Decimal::ONE, bound),
        }
    }
}

impl Amount {
    /// Its number, in the unit of its kind.
    pub fn to_decimal(self) -> Decimal {
        match self {
            Self::Time(duration) => Decimal::from_integer(duration.amount()),
            Self::Number(number) => number,
        }
    }

    /// As definitions say it.
    pub fn in_definition(self, tongue: Tongue) -> String {
        match self {
            Self::Time(duration) => duration.in_definition(tongue),
            Self::Number(number) => number.to_string(),
        }
    }

    /// The next looser one that one would write: up to a minute every fifth second, up to ten minutes each
    /// minute, up to an hour every fifth, up to eight hours the quarters, and then whole hours; of days and
    /// months each; of numbers those of three digits.
    pub(super) fn written(self, bound: Bound) -> Self {
        match self {
            Self::Time(duration) => {
                let step = step(duration);
                let loose = loosened(self.to_decimal(), Decimal::ONE * i128::from(step), bound);
                let amount = loose.to_integer().filter(|amount| *amount > 0);
                let written = amount.and_then(|amount| Duration::of(duration.kind(), amount).ok());
                Self::Time(written.unwrap_or(duration))
            }
            Self::Number(number) => {
                let digits = number.units().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
                let step = 10_i128.pow(digits.saturating_sub(DIGITS));
                // A whole number is round enough.
                let is_whole = number.to_integer().is_some();
                if is_whole { self } else { Self::Number(loosened(number, step, bound)) }
            }
        }
    }
}

/// The amounts that one would write are multiples of this.
fn step(duration: Duration) -> i64 {
    match (duration.kind(), duration.amount()) {
        (DurationKind::Elapsed | DurationKind::Open, ..=60) => 5,
        (DurationKind::Elapsed | DurationKind::Open, ..=600) => 60,
        (DurationKind::Elapsed | DurationKind::Open, ..=3600) => 300,
        (DurationKind::Elapsed | DurationKind::Open, ..=28_800) => 900,
        (DurationKind::Elapsed | DurationKind::Open, _) => 3600,
        (DurationKind::Days | DurationKind::BusinessDays | DurationKind::Months, _) => 1,
    }
}

/// The next looser multiple of a step, both in units of the last place.
fn loosened(number: Decimal, step: i128, bound: Bound) -> Decimal {
    let units = number.units();
    let below = units.div_euclid(step) * step;
    Decimal::from_units(if bound == Bound::AtMost && below < units { below + step } else { below })
}

/// A share cut to one that one would write: below 99 % whole percents, from there on tenths of one.
/// `None` where nothing is left of it.
pub(super) fn written_share(share: f64) -> Option<Share> {
    let per_mille = (1..=999_u32).rev().filter(|per_mille| *per_mille >= 990 || per_mille % 10 == 0);
    let mut shares = per_mille
        .map(|per_mille| Share::of(Decimal::from_units(i128::from(per_mille) * (Decimal::ONE / 1000))));
    shares.find(|known| share >= known.to_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_loosened_to_round_ones() {
        let written = |text: &str, bound| {
            Amount::Time(Duration::parse(text).unwrap()).written(bound).in_definition(Tongue::English)
        };
        for (exact, loose) in [
            ("13s", "15s"),
            ("60s", "1m"),
            ("61s", "2m"),
            ("3541s", "1h"),
            ("61m", "1h15m"),
            ("11m", "15m"),
            ("3h50m", "4h"),
            ("8h1s", "9h"),
            ("100h1m", "101h"),
            ("3 business days", "3 business days"),
        ] {
            assert_eq!(written(exact, Bound::AtMost), loose, "{exact}");
        }
        assert_eq!(written("3h50m", Bound::AtLeast), "3h45m");
        assert_eq!(written("3s", Bound::AtLeast), "3s");
        assert_eq!(written("48 business minutes", Bound::AtMost), "50 business minutes");
    }

    #[test]
    fn numbers_keep_three_digits() {
        let written = |text: &str, bound| {
            Amount::Number(Decimal::parse(text).unwrap()).written(bound).in_definition(Tongue::English)
        };
        assert_eq!(written("3.14159", Bound::AtMost), "3.15");
        assert_eq!(written("3.14159", Bound::AtLeast), "3.14");
        assert_eq!(written("1234.5", Bound::AtMost), "1240");
        assert_eq!(written("-0.12345", Bound::AtMost), "-0.123");
        assert_eq!(written("-0.12345", Bound::AtLeast), "-0.124");
        assert_eq!(written("12345", Bound::AtMost), "12345");
        assert_eq!(written("0", Bound::AtMost), "0");
    }

    #[test]
    fn shares_are_cut() {
        let written = |share: f64| written_share(share).map(|share| share.to_string());
        assert_eq!(written(0.9571).as_deref(), Some("95%"));
        assert_eq!(written(0.99).as_deref(), Some("99%"));
        assert_eq!(written(0.9987).as_deref(), Some("99.8%"));
        assert_eq!(written(0.9999).as_deref(), Some("99.9%"));
        assert_eq!(written(0.0099), None);
    }
}
