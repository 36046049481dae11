//! Conditions and opening hours in plain words.

use crate::model::{Calendar, Condition, Item, Test, Week, Weekday, Window};
use crate::render::Language;
use crate::render::wording::publish::PublishWords;
use crate::text::words_of_name;

/// A condition, entry by entry: `type: complaint`, `weight kg: over 5`.
pub(super) fn condition(words: PublishWords, condition: &Condition) -> Vec<String> {
    let entry = |(attribute, test): &(crate::source::Spanned<String>, Test)| {
        words.labelled(&words_of_name(attribute), &test_in_words(words, test))
    };
    condition.entries.iter().map(entry).collect()
}

fn test_in_words(words: PublishWords, test: &Test) -> String {
    let item = |item: &crate::source::Spanned<Item>| match &item.value {
        Item::Value(value) if value.is_empty() => words.missing().to_owned(),
        Item::Value(value) => words_of_name(value),
        Item::Range(range) => {
            let parts = range.iter().map(|part| words.compared(part.operator, &part.number.to_string()));
            parts.collect::<Vec<_>>().join(words.comma())
        }
    };
    let values = words.any_of(&test.any.iter().map(item).collect::<Vec<_>>());
    if test.negated { words.none_of(&values) } else { values }
}

/// The opening hours of an ordinary week: `Mon–Fri 09:00–12:00, 13:00–18:00; Sat 09:00–12:00`.
pub(super) fn hours(words: PublishWords, calendar: &Calendar) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let Week { days } = &calendar.hours;
    for (day, windows) in days.iter().enumerate().filter(|(_, windows)| !windows.is_empty()) {
        match parts.last_mut() {
            Some((first, last)) if *last + 1 == day && days[*first] == *windows => *last = day,
            _ => parts.push((day, day)),
        }
    }
    let part = |&(first, last): &(usize, usize)| {
        let name = |day: usize| weekday(words.0, day);
        let named = if first == last { name(first).to_owned() } else { words.days(name(first), name(last)) };
        words.hours_on(&named, &days[first].iter().copied().map(window).collect::<Vec<_>>())
    };
    parts.iter().map(part).collect::<Vec<_>>().join(if words.0 == Language::En { "; " } else { "；" })
}

fn weekday(language: Language, day: usize) -> &'static str {
    let name = Weekday::NAMES.get(day).and_then(|name| Weekday::parse(name));
    name.map_or("", |day| language.weekday(day))
}

fn window(window: Window) -> String {
    let time = |seconds: i32| {
        // A window past midnight ends on the next day.
        let seconds = if seconds > 86_400 { seconds - 86_400 } else { seconds };
        format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
    };
    format!("{}–{}", time(window.from), time(window.to))
}

/// Whether it has days off besides those of its week.
pub(super) fn has_days_off(calendar: &Calendar) -> bool {
    !calendar.closed.is_empty() || calendar.holidays.is_some()
}
