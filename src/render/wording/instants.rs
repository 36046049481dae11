//! Instants as people read them off a wall clock, with their weekday.

use crate::calendar::{Due, Instant, Zone};
use crate::model::Date;
use crate::render::Language;

/// `Fri 2026-03-06 16:30`, with seconds only where there are any.
pub fn instant(language: Language, zone: &Zone, instant: Instant) -> String {
    let second = zone.to_local(instant).rem_euclid(86_400);
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    let seconds = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
    format!("{} {hours:02}:{minutes:02}{seconds}", date(language, zone.date_of(instant)))
}

/// A due instant: `Fri 2026-03-06 16:30`, or the end of a day.
pub fn due(language: Language, zone: &Zone, due: Due) -> String {
    if !due.end_of_day {
        return instant(language, zone, due.instant);
    }
    let date = date(language, due.date(zone));
    match language {
        Language::En => format!("the end of {date}"),
        Language::Zh => format!("{date} 结束时"),
    }
}

/// `Fri 2026-03-06`.
pub fn date(language: Language, date: Date) -> String {
    format!("{} {date}", language.weekday(date.weekday()))
}
