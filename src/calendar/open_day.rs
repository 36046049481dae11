//! Dates as calendars have them, one by one, for those who want to see them.

use super::hours::{OpeningHours, Shut};
use super::zone::DAY;
use crate::model::{Date, DateRange, Window};

/// A date of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDay<'c> {
    /// The date.
    pub date: Date,
    /// Its windows, those that run into the next day included.
    pub windows: &'c [Window],
    /// Seconds that these are open.
    pub open: i64,
    /// Why it is shut, if it is.
    pub shut: Option<Shut<'c>>,
    /// Whether it is worked although its weekday is shut in other weeks.
    pub make_up: bool,
}

impl OpeningHours {
    /// Every date of a range.
    pub fn each_day(&self, range: DateRange) -> impl Iterator<Item = OpenDay<'_>> {
        range.days().map(|date| {
            let windows = self.windows_on(date);
            let instant =
                |time: i32| self.zone().to_instant(i64::from(date.days()) * DAY + i64::from(time)).instant;
            OpenDay {
                date,
                windows,
                open: windows.iter().map(|window| instant(window.to) - instant(window.from)).sum(),
                shut: self.why_shut(date),
                make_up: self.is_make_up_day(date),
            }
        })
    }
}
