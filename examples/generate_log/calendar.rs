//! Dates, and opening hours that are spelled out here once more, so that a mistake in the library's
//! calendars cannot hide behind the same mistake in the logs.

use crate::random::SplitMix64;

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Days from 1970-01-01 to a civil date (Howard Hinnant's algorithm; years after 0 only).
pub(crate) const fn date(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year / 400;
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The civil date of a day, the other way round.
pub(crate) const fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day / 146_097;
    let day_of_era = day % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = (shifted + 2) % 12 + 1;
    let year = era * 400 + year_of_era + if month <= 2 { 1 } else { 0 };
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// 0 is Monday, 6 is Sunday.
pub(crate) const fn weekday(day: i64) -> i64 {
    (day + 3) % 7
}

/// `2026-03-01 09:30:00`. Every time here is local time of a place that has no summer time.
pub(crate) fn stamp(time: i64) -> String {
    format!("{}:{:02}", minute(time), time % MINUTE)
}

/// `2026-03-01 09:30`.
pub(crate) fn minute(time: i64) -> String {
    let (year, month, day) = civil(time.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02} {}", time_of_day(time))
}

/// `09:30`.
pub(crate) fn time_of_day(time: i64) -> String {
    format!("{:02}:{:02}", time.rem_euclid(DAY) / HOUR, time.rem_euclid(HOUR) / MINUTE)
}

/// The days on which we waited for the customer: those after the first one, the last included.
pub(crate) type Wait = Option<(i64, i64)>;

/// When somebody works.
pub(crate) struct Hours {
    /// From and to, in seconds of the day.
    pub(crate) windows: &'static [(i64, i64)],
    /// How many days of the week, from Monday on.
    pub(crate) week: i64,
    /// First and last day of each holiday.
    pub(crate) holidays: &'static [(i64, i64)],
    /// Days that are worked in exchange.
    pub(crate) make_up_days: &'static [i64],
}

impl Hours {
    pub(crate) fn is_holiday(&self, day: i64) -> bool {
        self.holidays.iter().any(|&(first, last)| first <= day && day <= last)
    }

    pub(crate) fn is_workday(&self, day: i64) -> bool {
        self.make_up_days.contains(&day) || (weekday(day) < self.week && !self.is_holiday(day))
    }

    /// Where `time` is after that many more open seconds.
    pub(crate) fn walk(&self, time: i64, mut seconds: i64) -> i64 {
        let mut day = time / DAY;
        loop {
            let windows = if self.is_workday(day) { self.windows } else { &[] };
            for &(open, close) in windows {
                let (from, close) = (time.max(day * DAY + open), day * DAY + close);
                if from < close && seconds <= close - from {
                    return from + seconds;
                }
                seconds -= (close - from).max(0);
            }
            day += 1;
        }
    }

    /// The `count`th working day after `start`, days of waiting not counted, and in any case
    /// one after the wait.
    pub(crate) fn working_day(&self, start: i64, count: i64, wait: Wait) -> i64 {
        let mut day = start;
        let mut counted = 0;
        loop {
            let over = wait.is_none_or(|(_, last)| day > last);
            if counted >= count && over && self.is_workday(day) {
                return day;
            }
            day += 1;
            let waiting = wait.is_some_and(|(first, last)| first < day && day <= last);
            if self.is_workday(day) && !waiting {
                counted += 1;
            }
        }
    }

    /// A time of a working day at which they work.
    pub(crate) fn time_on(&self, day: i64, random: &mut SplitMix64) -> i64 {
        let open: i64 = self.windows.iter().map(|&(open, close)| close - open).sum();
        self.walk(day * DAY, random.below(open))
    }
}

/// Public holidays of China in 2026 (国办发明电〔2025〕7号).
pub(crate) const CHINA: [(i64, i64); 7] = [
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
];

/// Saturdays and Sundays that are worked in exchange.
pub(crate) const CHINA_MAKE_UP: [i64; 6] = [
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
];
