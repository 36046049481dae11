//! English: what COV rules say.

use crate::finding::{Coverage, UncoveredValues};
use crate::render::wording::{Words, percent};

pub(super) fn words(message: &Coverage) -> Words {
    match message {
        Coverage::Dimensions { missing } => Words::new(
            format!("no published commitment is about {}", missing.join(", ")),
            "promise something on these sides of the service too, or set COV001 to \"off\" in promise.toml if that is meant",
        ),
        Coverage::Class { attribute, value } => Words::new(
            format!("no published commitment covers cases with `{attribute}` = \"{value}\""),
            "widen the `applies` or the targets of a commitment, add one for these cases, or drop the value",
        ),
        Coverage::Rows { log, uncovered, cases, values } => Words::new(
            format!(
                "no commitment covers {uncovered} of the {cases} cases of log `{log}` ({}){}",
                percent(*uncovered, *cases),
                values.iter().flat_map(|values| ["; ".to_owned(), of_attribute(values)]).collect::<String>()
            ),
            "widen the `applies` or the targets of a commitment, or add one for these cases",
        ),
    }
}

/// `` `channel`: 120 "wechat", 3 without ``.
fn of_attribute(values: &UncoveredValues) -> String {
    let named = values.named.iter().map(|(value, count)| match value.as_str() {
        "" => format!("{count} without"),
        value => format!("{count} \"{value}\""),
    });
    let named: Vec<_> = named.collect();
    let more = if values.more > 0 { format!(" and {} more", values.more) } else { String::new() };
    format!("`{}`: {}{more}", values.attribute, named.join(", "))
}
