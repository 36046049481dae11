//! Civil dates. The only module that uses the date library.

use chrono::{Datelike as _, Months, NaiveDate};

/// A day of the Gregorian calendar, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Dates from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl DateRange {
    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// All its days.
    pub fn days(self) -> impl Iterator<Item = Date> {
        (self.from.0..=self.to.0).map(Date)
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weekday(u8);

impl Weekday {
    /// Names as calendars write them, Monday first.
    pub const NAMES: [&'static str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// By name: `mon`, `Monday`, `周一`.
    pub fn parse(name: &str) -> Option<Self> {
        let lower = name.trim().to_lowercase();
        let chinese = ["一", "二", "三", "四", "五", "六", "日"];
        (0..7_u8).map(Self).find(|day| {
            let index = day.index();
            let full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][index];
            lower == Self::NAMES[index]
                || lower == full
                || lower.strip_prefix(['周', '週']).or(lower.strip_prefix("星期")) == Some(chinese[index])
        })
    }

    /// 1 for Monday to 7 for Sunday, as ISO 8601 has it.
    pub fn iso(self) -> u8 {
        self.0 + 1
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl Date {
    /// The last day that can be written: 9999-12-31.
    pub const LAST: Self = Self(2_932_896);

    /// The day so many days after 1970-01-01.
    pub fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// A day by year, month and day of the month, if there is such a day (years 1 to 9999).
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_chrono)
    }

    /// A day as the date library has it.
    pub fn from_chrono(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }

    fn chrono(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    /// Reads `2026-03-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        Self::from_ymd(i32::try_from(year).ok()?, month, day)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.chrono().year()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.chrono().month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.chrono().day()
    }

    /// The year and week of ISO 8601.
    pub fn iso_week(self) -> (i32, u32) {
        let week = self.chrono().iso_week();
        (week.year(), week.week())
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday(u8::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0))
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The same day so many months later, or the last of that month. `None` past the year 9999.
    pub fn plus_months(self, months: i64) -> Option<Self> {
        let date = self.chrono().checked_add_months(Months::new(u32::try_from(months).ok()?))?;
        (date.year() <= 9999).then(|| Self::from_chrono(date))
    }

    /// The same day so many months earlier, or the last of that month. `None` before the year 1.
    pub fn minus_months(self, months: i64) -> Option<Self> {
        let date = self.chrono().checked_sub_months(Months::new(u32::try_from(months).ok()?))?;
        (date.year() >= 1).then(|| Self::from_chrono(date))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let date = self.chrono();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_shown() {
        assert_eq!(Date::parse("1970-01-01"), Some(Date(0)));
        assert_eq!(Date::parse("9999-12-31"), Some(Date::LAST));
        assert_eq!(Date::parse("2026-02-28").unwrap().plus_days(1).to_string(), "2026-03-01");
        for wrong in
            ["2026-02-29", "2026-2-1", "26-02-01", "2026-13-01", "2026-01-01T00:00", "", "0000-01-01"]
        {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_end_on_the_last_day() {
        let end = Date::parse("2026-01-31").unwrap().plus_months(1).unwrap();
        assert_eq!(end.to_string(), "2026-02-28");
    }

    #[test]
    fn weekdays() {
        assert_eq!(Date::parse("2026-11-26").unwrap().weekday(), Weekday::parse("Thursday").unwrap());
        assert_eq!(Weekday::parse("周日").unwrap().index(), 6);
        assert_eq!(Weekday::parse("星期一").unwrap().index(), 0);
        assert_eq!(Weekday::parse("someday"), None);
    }
}
