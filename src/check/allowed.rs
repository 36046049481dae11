//! How long limits are, and which of two leaves more time, where that is certain.
//!
//! Limits of one kind compare by their amounts. Of different kinds, such as hours and working days,
//! one is longer only if it is so whatever the start and the calendar. Rules that cannot tell say
//! nothing.

use crate::model::{Calendar, DueAt, Target};
use crate::text::Duration;
use std::cmp::Ordering;

/// How one limit stands to another; `None` where it depends on the start or the calendar.
pub(super) fn compare(
    one: Duration,
    one_due: Option<DueAt>,
    other: Duration,
    other_due: Option<DueAt>,
) -> Option<Ordering> {
    same_kind(one, other).or_else(|| Allowed::of(one, one_due).compare(&Allowed::of(other, other_due)))
}

/// How two limits of the same kind stand to each other.
pub(super) fn same_kind(one: Duration, other: Duration) -> Option<Ordering> {
    (one.kind() == other.kind()).then(|| one.amount().cmp(&other.amount()))
}

/// The physical time, in seconds, that a limit leaves, over all starts on days of 24 hours.
pub(super) struct Allowed {
    pub(super) shortest: i64,
    /// `None` where closed hours can make it any length.
    pub(super) longest: Option<i64>,
}

const DAY: i64 = 86_400;

impl Allowed {
    pub(super) fn of(duration: Duration, due: Option<DueAt>) -> Self {
        match duration {
            Duration::Elapsed(seconds) => Self { shortest: seconds, longest: Some(seconds) },
            Duration::Open(seconds) => Self { shortest: seconds, longest: None },
            Duration::Days(days) => Self::days(days, days, due.unwrap_or(DueAt::Midnight)),
            Duration::Months(months) => Self::days(28 * months, 31 * months, due.unwrap_or(DueAt::Midnight)),
            Duration::BusinessDays(days) => {
                Self { longest: None, ..Self::days(days, days, due.unwrap_or(DueAt::Close)) }
            }
        }
    }

    /// The starting date is not counted, so the rest of it comes on top: at least its last second, at
    /// most all of it.
    fn days(fewest: i64, most: i64, due: DueAt) -> Self {
        match due {
            DueAt::SameTime => Self { shortest: fewest * DAY, longest: Some(most * DAY) },
            DueAt::Midnight => Self { shortest: fewest * DAY + 1, longest: Some((most + 1) * DAY) },
            DueAt::Close => Self { shortest: (fewest - 1) * DAY + 1, longest: Some((most + 1) * DAY) },
        }
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        if other.longest.is_some_and(|longest| self.shortest > longest) {
            Some(Ordering::Greater)
        } else if self.longest.is_some_and(|longest| longest <= other.shortest) {
            Some(Ordering::Less)
        } else {
            None
        }
    }
}

/// Whether a limit is longer than a day: 24 hours, a civil day, a working day, or the opening hours of
/// the longest day of its clock's calendar. `None` where that calendar has no ordinary week.
pub(super) fn is_over_a_day(limit: Duration, calendar: Option<&Calendar>) -> Option<bool> {
    match limit {
        Duration::Elapsed(seconds) => Some(seconds > DAY),
        Duration::Open(seconds) => Some(seconds > longest_day(calendar?)?),
        Duration::Days(days) | Duration::BusinessDays(days) => Some(days > 1),
        Duration::Months(_) => Some(true),
    }
}

fn longest_day(calendar: &Calendar) -> Option<i64> {
    let open =
        |day: &Vec<crate::model::Window>| day.iter().map(|window| i64::from(window.to - window.from)).sum();
    calendar.hours.days.iter().map(open).max().filter(|longest: &i64| *longest > 0)
}

impl Target {
    /// When its limit in days is due.
    pub(super) fn due(&self) -> Option<DueAt> {
        self.due_at.as_ref().map(|due| due.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(one: &str, other: &str) -> Option<Ordering> {
        compare(Duration::parse(one).unwrap(), None, Duration::parse(other).unwrap(), None)
    }

    #[test]
    fn kinds_are_compared_only_where_it_is_certain() {
        assert_eq!(order("20h", "24h"), Some(Ordering::Less));
        assert_eq!(order("3 business days", "2 business days"), Some(Ordering::Greater));
        // A day ends at midnight: on every start it leaves more than 24 hours, and up to 48.
        assert_eq!(order("1 day", "24h"), Some(Ordering::Greater));
        assert_eq!(order("24h", "1 day"), Some(Ordering::Less));
        assert_eq!(order("1 day", "36h"), None);
        assert_eq!(order("2 months", "30 days"), Some(Ordering::Greater));
        // Open time takes at least as long as it counts, and with a night between any time longer.
        assert_eq!(order("16 business hours", "8h"), Some(Ordering::Greater));
        assert_eq!(order("8h", "16 business hours"), Some(Ordering::Less));
        assert_eq!(order("4 business hours", "8h"), None);
        assert_eq!(order("1 business day", "8 business hours"), None);
    }

    #[test]
    fn a_day_by_the_kind_of_the_limit() {
        let over = |text: &str| is_over_a_day(Duration::parse(text).unwrap(), None);
        assert_eq!(
            [over("24h"), over("25h"), over("1 day"), over("2 days")],
            [false, true, false, true].map(Some)
        );
        assert_eq!([over("1 business day"), over("3bd"), over("1 month")], [false, true, true].map(Some));
        assert_eq!(over("9 business hours"), None);
    }
}
