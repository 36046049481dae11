//! Periods of judging: which one a date falls into, its label and its end.

use crate::model::{Date, Period};

/// A period, numbered so that later ones are greater; cases without a date have one of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodKey(i32);

impl PeriodKey {
    /// The period of cases that no date puts into another.
    pub const ALL: Self = Self(i32::MIN);

    /// The period that a date falls into.
    pub fn of(period: Period, date: Date) -> Self {
        let month = || date.year() * 12 + i32::try_from(date.month()).unwrap_or(1) - 1;
        Self(match period {
            Period::Day => date.days(),
            Period::Week => date.days() - i32::try_from(date.weekday().index()).unwrap_or(0),
            Period::Month => month(),
            Period::Quarter => month().div_euclid(3),
            Period::Year => date.year(),
        })
    }

    /// Its number, for keys of tables.
    pub fn number(self) -> i32 {
        self.0
    }

    /// From its number.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// `2026-03-01`, `2026-W10`, `2026-03`, `2026-Q1`, `2026`, or `all`.
    pub fn label(self, period: Period) -> String {
        if self == Self::ALL {
            return "all".to_owned();
        }
        match period {
            Period::Day => Date::from_days(self.0).to_string(),
            Period::Week => {
                let (year, week) = Date::from_days(self.0).iso_week();
                format!("{year:04}-W{week:02}")
            }
            Period::Month => format!("{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1),
            Period::Quarter => format!("{:04}-Q{}", self.0.div_euclid(4), self.0.rem_euclid(4) + 1),
            Period::Year => format!("{:04}", self.0),
        }
    }

    /// Reads a label.
    pub fn parse(period: Period, label: &str) -> Option<Self> {
        if label == "all" {
            return Some(Self::ALL);
        }
        let (year, rest) = label.split_once('-').unwrap_or((label, ""));
        let number = |text: &str, most: i32| text.parse().ok().filter(|number| (1..=most).contains(number));
        let year = number(year, 9999)?;
        let key = match period {
            Period::Day => Self::of(period, Date::parse(label)?),
            Period::Week => {
                // The fourth of January is always in the first week.
                let first = Self::of(period, Date::from_ymd(year, 1, 4)?);
                Self(first.0 + 7 * (number(rest.strip_prefix('W')?, 53)? - 1))
            }
            Period::Month => Self(year * 12 + number(rest, 12)? - 1),
            Period::Quarter => Self(year * 4 + number(rest.strip_prefix('Q')?, 4)? - 1),
            Period::Year => Self(year),
        };
        (key.label(period) == label).then_some(key)
    }

    /// The period so many before it; `None` for the period without dates.
    pub fn before(self, period: Period, count: i32) -> Option<Self> {
        let step = if period == Period::Week { 7 } else { 1 };
        if self == Self::ALL { None } else { self.0.checked_sub(count.checked_mul(step)?).map(Self) }
    }

    /// The first day after it; `None` for the period without dates, and past the year 9999.
    pub fn end(self, period: Period) -> Option<Date> {
        if self == Self::ALL {
            return None;
        }
        let first_of = |month: i32| {
            Date::from_ymd(month.div_euclid(12), u32::try_from(month.rem_euclid(12) + 1).ok()?, 1)
        };
        match period {
            Period::Day => Some(Date::from_days(self.0 + 1)),
            Period::Week => Some(Date::from_days(self.0 + 7)),
            Period::Month => first_of(self.0 + 1),
            Period::Quarter => first_of((self.0 + 1) * 3),
            Period::Year => first_of((self.0 + 1) * 12),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_ends() {
        let date = Date::parse("2026-03-04").unwrap();
        for (period, label, end) in [
            (Period::Day, "2026-03-04", "2026-03-05"),
            (Period::Week, "2026-W10", "2026-03-09"),
            (Period::Month, "2026-03", "2026-04-01"),
            (Period::Quarter, "2026-Q1", "2026-04-01"),
            (Period::Year, "2026", "2027-01-01"),
        ] {
            let key = PeriodKey::of(period, date);
            assert_eq!(key.label(period), label);
            assert_eq!(PeriodKey::parse(period, label), Some(key));
            assert_eq!(key.end(period).unwrap().to_string(), end);
        }
        let back = |period: Period| PeriodKey::of(period, date).before(period, 3).unwrap().label(period);
        let periods = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];
        assert_eq!(periods.map(back), ["2026-03-01", "2026-W07", "2025-12", "2025-Q2", "2023"]);
        assert_eq!(PeriodKey::ALL.before(Period::Day, 1), None);
        let eve = PeriodKey::of(Period::Week, Date::parse("2027-01-01").unwrap());
        assert_eq!(eve.label(Period::Week), "2026-W53");
        let december = PeriodKey::of(Period::Month, Date::parse("2026-12-31").unwrap());
        assert_eq!(december.end(Period::Month).unwrap().to_string(), "2027-01-01");
        assert_eq!(PeriodKey::parse(Period::Week, "2026-W53"), Some(eve));
        assert_eq!(PeriodKey::ALL.label(Period::Month), "all");
        assert_eq!(PeriodKey::parse(Period::Month, "all"), Some(PeriodKey::ALL));
        for wrong in ["2025-W53", "2026-13", "2026-3", "2026-Q5", "2026-00", "26", "", "2026-02-30", "-1"] {
            for period in [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year] {
                assert_eq!(PeriodKey::parse(period, wrong), None, "{wrong}");
            }
        }
    }
}
