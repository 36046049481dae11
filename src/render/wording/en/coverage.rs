//! English: what COV rules say.

use crate::finding::Coverage;
use crate::render::wording::Words;

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
    }
}
