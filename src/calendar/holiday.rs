//! Holidays by name, once or every year. Civil dates only.

use crate::model::{Date, DateRange};
use crate::source::ics::{IcsEvent, IcsYearly, YearMonthDay};

/// Named days on which a calendar is shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name; empty if the file gives none.
    pub name: String,
    /// Its days, the first time.
    pub dates: DateRange,
    /// How it comes again.
    pub yearly: Option<Yearly>,
}

/// How a holiday comes again on the same date of later years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// Every so many years, from 1.
    pub interval: i32,
    /// The last year in which it comes.
    pub last: i32,
}

impl Holiday {
    /// A holiday of an iCalendar file; `None` for dates that do not exist.
    pub(super) fn of_event(event: &IcsEvent) -> Option<Self> {
        let day = |(year, month, day): YearMonthDay| Date::from_ymd(year, month, day);
        let dates = DateRange { from: day(event.from)?, to: day(event.to)? };
        let yearly = event.yearly.map(|rule| Yearly::of_rule(dates.from, rule));
        Some(Self { name: event.summary.clone(), dates, yearly })
    }

    /// Its days that lie in a range, each time apart.
    pub fn within(&self, range: DateRange) -> impl Iterator<Item = DateRange> {
        let first = self.dates.from.year();
        let Yearly { interval, last } = self.yearly.unwrap_or(Yearly { interval: 1, last: first });
        let length = self.dates.to.days() - self.dates.from.days();
        // It may begin in an earlier year than the one whose days it covers.
        let from = (range.from.year() - 1 - length / 365).max(first);
        let from = first + (from - first + interval - 1) / interval * interval;
        let years = (from..=last.min(range.to.year())).step_by(usize::try_from(interval).unwrap_or(1).max(1));
        years.filter_map(move |year| {
            // The 29th of February comes in leap years only.
            let from = Date::from_ymd(year, self.dates.from.month(), self.dates.from.day())?;
            let dates = DateRange { from, to: from.plus_days(length) };
            (dates.from <= range.to && dates.to >= range.from).then_some(dates)
        })
    }
}

impl Yearly {
    fn of_rule(from: Date, rule: IcsYearly) -> Self {
        let interval = i32::try_from(rule.interval).unwrap_or(i32::MAX).clamp(1, 9999);
        let until = rule.until.and_then(|(year, month, day)| Date::from_ymd(year, month, day));
        let count = rule.count.map_or(usize::MAX, |count| count as usize);
        let years = (from.year()..=9999).step_by(usize::try_from(interval).unwrap_or(1));
        let times = years.filter_map(|year| Date::from_ymd(year, from.month(), from.day()));
        let last = times.take(count).take_while(|day| until.is_none_or(|until| *day <= until)).last();
        Self { interval, last: last.map_or(from.year() - 1, Date::year) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn times(from: &str, to: &str, rule: Option<IcsYearly>, range: (&str, &str)) -> Vec<String> {
        let dates = DateRange { from: date(from), to: date(to) };
        let yearly = rule.map(|rule| Yearly::of_rule(dates.from, rule));
        let holiday = Holiday { name: String::new(), dates, yearly };
        let range = DateRange { from: date(range.0), to: date(range.1) };
        holiday.within(range).map(|dates| format!("{}..{}", dates.from, dates.to)).collect()
    }

    const EVERY_YEAR: IcsYearly = IcsYearly { interval: 1, count: None, until: None };

    #[test]
    fn once() {
        let golden = |range| times("2025-10-01", "2025-10-08", None, range);
        assert_eq!(golden(("2025-10-08", "2030-01-01")), ["2025-10-01..2025-10-08"]);
        assert!(golden(("2026-01-01", "2030-01-01")).is_empty());
    }

    #[test]
    fn every_year() {
        let new_year = |rule, range| times("2024-12-31", "2025-01-02", Some(rule), range);
        let two = ["2024-12-31..2025-01-02", "2025-12-31..2026-01-02"];
        assert_eq!(new_year(EVERY_YEAR, ("2025-01-02", "2025-12-31")), two);
        assert_eq!(
            new_year(IcsYearly { count: Some(1), ..EVERY_YEAR }, ("2000-01-01", "9999-01-01")).len(),
            1
        );
        let until = IcsYearly { until: Some((2026, 12, 31)), ..EVERY_YEAR };
        assert_eq!(new_year(until, ("2000-01-01", "9999-01-01")).len(), 3);
        let odd = IcsYearly { interval: 2, ..EVERY_YEAR };
        assert_eq!(
            new_year(odd, ("2026-12-31", "2029-01-01")),
            ["2026-12-31..2027-01-02", "2028-12-31..2029-01-02"]
        );
        let leap = times("2024-02-29", "2024-02-29", Some(EVERY_YEAR), ("2023-01-01", "2032-12-31"));
        assert_eq!(leap.len(), 3);
    }
}
