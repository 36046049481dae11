//! Targets and conditions in words, as definitions write them.

use super::statistic;
use super::words::Words;
use crate::model::{Condition, Item, Operator, Status, Test};
use crate::render::printable::printable;
use crate::report::{LimitReport, Measured, TargetReport};

/// A target in words: `resolution within 4h in 95% of cases per month, priority = urgent`.
pub(super) fn terms(words: &Words, target: &TargetReport) -> String {
    let name = match &target.measured {
        Measured::Clock(name) | Measured::Value(name) => name.as_str(),
        Measured::Nothing => return words.no_limit.to_owned(),
    };
    let mut text = match target.statistic {
        Some(kind) => words.statistic(&statistic(kind), name),
        None => name.to_owned(),
    };
    for (field, limit) in &target.limits {
        let limit = match limit {
            LimitReport::Text(text) => text.clone(),
            LimitReport::Number(number) => number.to_string(),
        };
        text.push(' ');
        text.push_str(&words.limit(field, &limit));
    }
    text.push_str(words.comma);
    text.push_str(&match target.share {
        Some(share) => words.share(&share.to_string(), target.period),
        None => words.per(target.period).to_owned(),
    });
    let when = condition(&target.when);
    if !when.is_empty() {
        text.push_str(words.comma);
        text.push_str(&when);
    }
    text
}

/// What a heading adds to the title of a commitment or standard: status, version.
pub(super) fn about(words: &Words, status: Option<Status>, version: &str) -> String {
    let mut about: Vec<_> = status.map(|status| words.status(status).to_owned()).into_iter().collect();
    if version != "1" {
        about.push(format!("{} {}", words.version, printable(version)));
    }
    words.about(&about)
}

/// A condition as it is written: `priority = urgent, weight_kg <= 5`.
fn condition(condition: &Condition) -> String {
    let entries = condition.entries.iter().map(|(attribute, test)| entry(attribute, test));
    entries.collect::<Vec<_>>().join(", ")
}

/// An entry of a condition as it is written.
pub(super) fn entry(attribute: &str, test: &Test) -> String {
    let items: Vec<_> = test
        .any
        .iter()
        .map(|item| match &item.value {
            Item::Value(value) if value.is_empty() => "\"\"".to_owned(),
            Item::Value(value) => value.clone(),
            Item::Range(range) => {
                let parts = range.iter().map(|comparison| {
                    let sign = match comparison.operator {
                        Operator::Less => "<",
                        Operator::AtMost => "≤",
                        Operator::Greater => ">",
                        Operator::AtLeast => "≥",
                    };
                    format!("{sign}{}", comparison.number)
                });
                parts.collect::<Vec<_>>().join(" ")
            }
        })
        .collect();
    let sign = match (test.negated, test.any.first().map(|item| &item.value)) {
        (true, _) => " ≠ ",
        (false, Some(Item::Range(_))) => " ",
        (false, _) => " = ",
    };
    format!("{attribute}{sign}{}", items.join("|"))
}
