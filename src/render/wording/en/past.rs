//! English: what findings say of the past.

use crate::finding::{Divided, Group, Part};

/// `of cases with `channel` = "phone" 83 of 100 were in time (83%)`.
pub(super) fn group(group: &Group) -> String {
    let Group { part, met, cases } = group;
    format!("{}: {met} of {cases} in time ({})", named(part), super::super::percent(*met, *cases))
}

fn named(part: &Part) -> String {
    match part {
        Part::Value { attribute, value } if value.is_empty() => format!("no `{attribute}`"),
        Part::Value { attribute, value } => format!("`{attribute}` = \"{value}\""),
        Part::Weekday(day) => weekday(*day).to_owned(),
        Part::Hour(hour) => format!("{hour}:00 to {}:00", hour + 1),
        Part::HourOfWeek(hour) => {
            format!("{} {}:00 to {}:00", weekday(hour / 24), hour % 24, hour % 24 + 1)
        }
        Part::Peak(name) => format!("peak `{name}`"),
    }
}

/// By what cases are told apart.
pub(in crate::render::wording) fn divided(divided: &Divided) -> String {
    match divided {
        Divided::Attribute(attribute) => format!("by `{attribute}`"),
        Divided::Weekday => "by day of the week".to_owned(),
        Divided::Hour => "by hour of the day".to_owned(),
    }
}

fn weekday(day: usize) -> &'static str {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    days.get(day).copied().unwrap_or_default()
}
