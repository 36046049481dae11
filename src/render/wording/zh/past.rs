//! Chinese: what findings say of the past.

use crate::finding::{Divided, Group, Part};

pub(super) fn group(group: &Group) -> String {
    let Group { part, met, cases } = group;
    format!("{}：{cases} 件中 {met} 件达标（{}）", named(part), super::super::percent(*met, *cases))
}

fn named(part: &Part) -> String {
    match part {
        Part::Value { attribute, value } if value.is_empty() => format!("没有 `{attribute}`"),
        Part::Value { attribute, value } => format!("`{attribute}` 为“{value}”"),
        Part::Weekday(day) => weekday(*day).to_owned(),
        Part::Hour(hour) => format!("{hour}:00 至 {}:00", hour + 1),
        Part::HourOfWeek(hour) => {
            format!("{} {}:00 至 {}:00", weekday(hour / 24), hour % 24, hour % 24 + 1)
        }
        Part::Peak(name) => format!("高峰期“{name}”"),
    }
}

/// By what cases are told apart.
pub(in crate::render::wording) fn divided(divided: &Divided) -> String {
    match divided {
        Divided::Attribute(attribute) => format!("按 `{attribute}` 分"),
        Divided::Weekday => "按星期几分".to_owned(),
        Divided::Hour => "按一天中的时段分".to_owned(),
    }
}

fn weekday(day: usize) -> &'static str {
    let days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    days.get(day).copied().unwrap_or_default()
}
