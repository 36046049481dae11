//! Words for the dates of calendars.

use super::super::Language;
use crate::calendar::{Holiday, OpenDay, Shut};
use crate::model::Weekday;

/// A day of the week.
pub fn weekday(language: Language, day: Weekday) -> &'static str {
    const ENGLISH: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const CHINESE: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    match language {
        Language::En => ENGLISH[day.index()],
        Language::Zh => CHINESE[day.index()],
    }
}

/// What is to be said of a date beside its hours.
pub fn note(language: Language, day: &OpenDay<'_>, holiday: Option<&Holiday>) -> String {
    let holiday = holiday.map_or("", |holiday| holiday.name.as_str());
    let word = match (day.shut, language) {
        (Some(Shut::Date), Language::En) => "closed",
        (Some(Shut::Date), Language::Zh) => "关闭",
        (None, Language::En) if day.make_up => "make-up day",
        (None, Language::Zh) if day.make_up => "补班",
        (Some(Shut::Weekday | Shut::Holiday(_)) | None, _) => "",
    };
    let both = [word, holiday].into_iter().filter(|part| !part.is_empty());
    both.collect::<Vec<_>>().join(", ")
}

/// All of a range.
pub fn total(language: Language, days: i64, hours: &str) -> String {
    match language {
        Language::En => format!("{days} working day{}, {hours} hours open", if days == 1 { "" } else { "s" }),
        Language::Zh => format!("工作日 {days} 天，开放 {hours} 小时"),
    }
}
