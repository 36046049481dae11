//! English: what findings say of the past.

use super::feasibility::in_none;
use crate::finding::{Bound, Divided, Group, Part, PastFeasibility};
use crate::render::wording::{Words, percent, tenths};

/// What FEA rules say of the past.
pub(super) fn feasibility(message: &PastFeasibility) -> Words {
    match message {
        PastFeasibility::UnreachableInHistory { share, per, cases, periods, loosest } => Words::new(
            format!(
                "the logs have about {cases} cases a {per} (the median of {periods}): {share} leaves no room for a single late one, and the real target is every case"
            ),
            match loosest {
                Some(loosest) => {
                    format!(
                        "judge it over a longer time, such as `per = \"year\"`, or promise at most {loosest}%, or every case"
                    )
                }
                None => "judge it over a longer time, or promise every case".to_owned(),
            },
        ),
        PastFeasibility::HistoryBelow { share, met, cases, low, high, is_certain } => Words::new(
            format!(
                "{met} of {cases} past cases were in time ({}), and {share} is promised: {} (95% interval {} to {})",
                percent(*met, *cases),
                if *is_certain { "more than chance explains" } else { "too few to rule out chance" },
                tenths(*low),
                tenths(*high)
            ),
            match low {
                0 => "promise a longer limit until the service is better".to_owned(),
                low => format!(
                    "promise at most {}, which the past supports, or a longer limit, until the service is better",
                    tenths(*low)
                ),
            },
        ),
        PastFeasibility::PilotTooSmall { cases, wanted } => Words::new(
            format!("the logs have {cases} cases of the pilot, and it takes {wanted} to know enough"),
            "extend the pilot: a later `until` or a wider `where`; or promise again when it has them",
        ),
        PastFeasibility::LiabilityOver { bound, mean, most, per, periods } => {
            liability(*bound, (mean, most), per, *periods)
        }
        PastFeasibility::PeakCollapse { share, met, cases, worst, others } => Words::new(
            format!(
                "{} of all cases were in time and {share} is promised, but not in {}{}",
                percent(*met, *cases),
                group(worst),
                match others {
                    0 => String::new(),
                    1 => ", and one more like it".to_owned(),
                    others => format!(", and {others} more like it"),
                }
            ),
            "plan more staff for that time, promise another limit in it, or say so with an exception and its `instead`",
        ),
        PastFeasibility::NoColumn { name, logs, suggestion } => Words::new(
            format!("column `{name}` is asked for, which {}: nobody can measure this", in_none(logs)),
            match suggestion {
                Some(meant) => {
                    format!("write `{meant}`, or map it in the log's `columns`: `{name} = \"{meant}\"`")
                }
                None => format!(
                    "map it in the log's `columns`, such as `{name} = \"{name}_of_case\"`, or correct the name"
                ),
            },
        ),
        PastFeasibility::MissingInRows { name, missing, rows, log } => Words::new(
            match log {
                Some(log) => format!(
                    "`{name}` is missing in {missing} of {rows} rows of log `{log}` ({}): nobody knows whether they are meant",
                    percent(*missing, *rows)
                ),
                None => format!(
                    "{missing} of {rows} cases ({}) have no `{name}`, and are not measured",
                    percent(*missing, *rows)
                ),
            },
            match log {
                Some(_) => format!(
                    "see to it that each row has it, or say what a missing one means: `{name} = \"\"` in a condition"
                ),
                None => "ask for it in each case, or write `absent = \"breached\"`".to_owned(),
            },
        ),
    }
}

/// What remedies come to, held against what bounds them.
fn liability(bound: Bound, (mean, most): (&str, &str), per: &str, periods: Option<u64>) -> Words {
    let owed = match (bound, periods) {
        (Bound::Cap, None) => format!("this {per} would already be owed {mean}"),
        (Bound::Budget, None) => format!("this {per} is already owed {mean}"),
        (Bound::Cap, Some(periods)) => {
            format!("past cases would be owed {mean} a {per} (the mean of {periods})")
        }
        (Bound::Budget, Some(periods)) => {
            format!("past cases are owed {mean} a {per} (the mean of {periods})")
        }
    };
    match bound {
        Bound::Cap => Words::new(
            format!("{owed}, and the cap is {most}: customers get less than they are told"),
            "raise the cap, or promise what is broken less often: a longer limit, a lower share or a smaller amount",
        ),
        Bound::Budget => Words::new(
            format!("{owed}, and the budget is {most}"),
            format!(
                "raise the budget, promise what is broken less often, or bound what is owed: `cap = {{ amount = …, per = \"{per}\" }}`"
            ),
        ),
    }
}

/// `` `channel` = "phone": 83 of 100 in time (83%) ``.
pub(super) fn group(group: &Group) -> String {
    let Group { part, met, cases } = group;
    format!("{}: {met} of {cases} in time ({})", named(part), percent(*met, *cases))
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
