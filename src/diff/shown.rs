//! Values as they are shown beside each other: what the author wrote where that is one value, else
//! the same in one line. No words of a language, so that every output can take it.

use crate::model::{
    Amount, Condition, Date, DateRange, Item, Limit, Operator, Prose, Target, Weekday, Window,
};

/// A condition in one line: `priority = urgent, weight_kg <= 5`.
pub(super) fn condition(condition: &Condition) -> String {
    let entries = condition.entries.iter().map(|(attribute, test)| {
        let items: Vec<_> = test.any.iter().map(|item| self::item(&item.value)).collect();
        let (sign, items) = (if test.negated { "!=" } else { "=" }, items.join(" | "));
        let only_range = matches!(test.any.as_slice(), [item] if matches!(item.value, Item::Range(_)));
        if only_range && !test.negated {
            format!("{} {items}", attribute.value)
        } else {
            format!("{} {sign} {items}", attribute.value)
        }
    });
    entries.collect::<Vec<_>>().join(", ")
}

fn item(item: &Item) -> String {
    match item {
        Item::Value(value) if value.is_empty() => "\"\"".to_owned(),
        Item::Value(value) => value.clone(),
        Item::Range(comparisons) => {
            let one = |comparison: &crate::model::Comparison| {
                let sign = match comparison.operator {
                    Operator::Less => "<",
                    Operator::AtMost => "<=",
                    Operator::Greater => ">",
                    Operator::AtLeast => ">=",
                };
                format!("{sign} {}", comparison.number)
            };
            comparisons.iter().map(one).collect::<Vec<_>>().join(" ")
        }
    }
}

/// All texts in one line, each with its language.
pub(super) fn prose(prose: &Prose) -> String {
    let texts = prose.entries.iter().map(|(tag, text)| {
        let text = text.value.split_whitespace().collect::<Vec<_>>().join(" ");
        tag.as_ref().map_or_else(|| text.clone(), |tag| format!("{}: {text}", tag.value))
    });
    texts.collect::<Vec<_>>().join(" / ")
}

pub(super) fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Number(number) => number.to_string(),
        Limit::Duration(written) => written.text.clone(),
    }
}

pub(super) fn amount(amount: Amount) -> String {
    match amount {
        Amount::Fixed(number) => number.to_string(),
        Amount::Percent(share) => share.to_string(),
    }
}

/// A target in one line: `resolution within 24h, 98%, month, priority = urgent`.
pub fn target(target: &Target) -> String {
    let measured = target.clock.as_ref().or(target.value.as_ref()).map(|name| name.value.clone());
    let mut limits: Vec<String> = Vec::new();
    for (field, written) in [("within", &target.within), ("ahead", &target.ahead)] {
        limits.extend(written.as_ref().map(|written| format!("{field} {}", written.value.text)));
    }
    limits.extend(target.by.as_ref().map(|column| format!("by {}", column.value)));
    for (field, bound) in [("at_least", &target.at_least), ("at_most", &target.at_most)] {
        limits.extend(bound.as_ref().map(|bound| format!("{field} {}", limit(&bound.value))));
    }
    limits.extend(target.equals.as_ref().map(|value| format!("equals {}", value.value)));
    let head = measured.into_iter().chain(limits).collect::<Vec<_>>().join(" ");
    let mut parts = vec![head];
    parts.extend(target.share.as_ref().map(|share| share.value.to_string()));
    parts.extend(target.per.as_ref().map(|per| per.value.as_str().to_owned()));
    parts.push(condition(&target.when));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Weekly hours, days that are alike together: `mon-fri 09:00-12:00 13:00-18:00; sat 09:00-12:00`.
pub(super) fn week(days: &[Vec<Window>; 7]) -> String {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (day, windows) in days.iter().enumerate() {
        match groups.last_mut() {
            Some((first, last)) if *last + 1 == day && days.get(*first) == Some(windows) => *last = day,
            _ => groups.push((day, day)),
        }
    }
    let group = |&(first, last): &(usize, usize)| {
        let windows = days.get(first).filter(|windows| !windows.is_empty())?;
        let (first, last) = (Weekday::NAMES[first % 7], Weekday::NAMES[last % 7]);
        let name = if first == last { first.to_owned() } else { format!("{first}-{last}") };
        Some(format!("{name} {}", self::windows(windows)))
    };
    groups.iter().filter_map(group).collect::<Vec<_>>().join("; ")
}

pub(super) fn windows(windows: &[Window]) -> String {
    if windows.is_empty() {
        return "-".to_owned();
    }
    let time = |second: i32| {
        let second = if second > 86_400 { second - 86_400 } else { second };
        let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
        if seconds == 0 {
            format!("{hours:02}:{minutes:02}")
        } else {
            format!("{hours:02}:{minutes:02}:{seconds:02}")
        }
    };
    let one = |window: &Window| format!("{}-{}", time(window.from), time(window.to));
    windows.iter().map(one).collect::<Vec<_>>().join(" ")
}

pub(super) fn range(range: DateRange) -> String {
    if range.from == range.to { range.from.to_string() } else { format!("{}..{}", range.from, range.to) }
}

/// Days as few ranges, in order.
pub(super) fn days(mut days: Vec<Date>) -> String {
    days.sort_unstable();
    days.dedup();
    let mut ranges: Vec<DateRange> = Vec::new();
    for day in days {
        match ranges.last_mut() {
            Some(last) if last.to.plus_days(1) == day => last.to = day,
            _ => ranges.push(DateRange { from: day, to: day }),
        }
    }
    ranges.into_iter().map(range).collect::<Vec<_>>().join(", ")
}
