//! Dates and instants of arguments.

use crate::log::{Parsed, TimeFormat};
use crate::model::Date;
use crate::render::wording::errors::Failure;
use crate::report::AsOf;
use crate::sql::Years;
use crate::text::{Duration, DurationKind};

/// A date as `2026-03-31`.
pub(super) fn date(text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| Failure::NoDate { text: text.to_owned() })
}

/// The date that the machine's clock shows, in its time zone.
pub(super) fn today() -> Date {
    Date::from_chrono(chrono::Local::now().date_naive())
}

/// `2026-03-31` (the end of that day), `2026-03-31T18:00:00`, `2026-03-31 18:00` or with an offset.
pub(super) fn as_of(text: &str) -> Result<AsOf, Failure> {
    match TimeFormat::ISO.parse(text.as_bytes()) {
        Some(Parsed::Day(day)) => Ok(AsOf::Day(day)),
        Some(Parsed::Local(local)) => Ok(AsOf::Local(local)),
        Some(Parsed::Instant(instant)) => Ok(AsOf::Instant(instant)),
        None => Err(Failure::NoTime { text: text.to_owned() }),
    }
}

/// Years as `2023..2027`.
pub(super) fn years(text: &str) -> Result<Years, Failure> {
    let year = |text: &str| text.parse().ok().filter(|year| (1900..=2400).contains(year));
    let years = text.split_once("..").and_then(|(first, last)| Some((year(first)?, year(last)?)));
    let years = years.filter(|(first, last)| first <= last);
    let years = years.map(|(first, last)| Years { first, last });
    years.ok_or_else(|| Failure::NoYears { text: text.to_owned() })
}

/// A duration as definitions write it, from which a time on the wall clock follows: no business hours or
/// days, of which every calendar has its own.
pub(super) fn within(text: &str) -> Result<Duration, Failure> {
    let duration = Duration::parse(text).map_err(|_| Failure::NoDuration { text: text.to_owned() })?;
    match duration.kind() {
        DurationKind::Open | DurationKind::BusinessDays => {
            Err(Failure::BusinessDuration { text: text.to_owned() })
        }
        _ => Ok(duration),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_of_takes_a_day_a_local_time_and_an_instant() {
        assert_eq!(as_of("2026-03-31"), Ok(AsOf::Day(Date::parse("2026-03-31").unwrap())));
        assert_eq!(as_of("1970-01-02 00:00"), Ok(AsOf::Local(86_400)));
        assert_eq!(as_of("1970-01-01T08:00:00+08:00"), Ok(AsOf::Instant(0)));
        assert!(as_of("yesterday").unwrap_err().to_string().contains("2026-03-31"));
    }

    #[test]
    fn a_work_list_reaches_as_far_as_the_wall_clock_says() {
        assert_eq!(within("4h"), Ok(Duration::Elapsed(14_400)));
        assert_eq!(within("2 days"), Ok(Duration::Days(2)));
        assert!(within("4bh").unwrap_err().to_string().contains("4h or 2 days"));
        assert!(within("4").unwrap_err().to_string().contains("4h or 2 days"));
    }
}
