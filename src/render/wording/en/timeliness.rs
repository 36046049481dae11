//! English: what TIM rules say.

use crate::finding::Timeliness;
use crate::render::wording::Words;

pub(super) fn words(message: &Timeliness) -> Words {
    match message {
        Timeliness::NoTarget => Words::new(
            "this promises an action and no target says by when or how well",
            "add a `[[commitment.target]]` with a clock and a limit, such as `clock = \"visit\"`, `within = \"48h\"`",
        ),
        Timeliness::NoLimit { targets } => Words::new(
            if *targets == 1 {
                "the target has no limit".to_owned()
            } else {
                format!("none of the {targets} targets has a limit")
            },
            "write the limit: `within = \"48h\"` for a clock, `at_least` or `at_most` for a value",
        ),
        Timeliness::HoursAndDays { clock, limit, other } => Words::new(
            format!("clock `{clock}` has limits in hours and in days: {limit} and {other}"),
            "count both in the same unit; mind that 2 days are not 48 hours: they end at midnight",
        ),
        Timeliness::MinutesForHours { limit, hours } => {
            Words::new(format!("{limit} are easier to read in hours"), format!("write {hours}"))
        }
    }
}
