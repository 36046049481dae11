//! English: what TIM rules say.

use super::feasibility::time;
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
        Timeliness::SilentStretch { limit, start } => Words::new(
            format!("{limit} from `{start}`, and nothing is promised within the first day"),
            "publish a second promise on the same cases and start with a limit of at most a day, such as a first answer within 4 hours",
        ),
        Timeliness::NoDelayNotice => Words::new(
            "nothing says what the customer hears when it will be late",
            "say it in an exception's `instead` or in the remedy's text, such as \"If we need longer, we call you to tell you why and when\"",
        ),
        Timeliness::SlowerThanExpected { limit, expected, benchmark } => Words::new(
            if *benchmark {
                format!("{limit} is slower than the {expected} of others")
            } else {
                format!("{limit} is slower than the {expected} that customers expect")
            },
            format!("promise {expected} or less, or correct `basis` if the evidence says otherwise"),
        ),
        Timeliness::RemedyWithoutTerm => Words::new(
            "the remedy does not say by when it is paid",
            "write the term, such as `paid_within = \"7 days\"`",
        ),
        Timeliness::ReviewPast { day } => Words::new(
            format!("the review was due by {day}"),
            "review the commitment and set the next date, at most 12 months ahead",
        ),
        Timeliness::ReviewFar { day, latest } => Words::new(
            format!("the review by {day} is more than 12 months ahead"),
            format!("set a date up to {latest}"),
        ),
        Timeliness::ReviewMissing => Words::new(
            "a published commitment without `review_by`",
            "write by when it is looked at again, at most 12 months ahead, such as `review_by = 2027-06-30`",
        ),
        Timeliness::PublishedEarly { from } => Words::new(
            format!("published, and in force only from {from}"),
            "make it `status = \"draft\"` until then, or correct the date",
        ),
        Timeliness::PublishedLate { until } => Words::new(
            format!("published, and no longer in force since {until}"),
            "make it `status = \"retired\"`, write the next version, or correct the date",
        ),
        Timeliness::PilotOver { until } => {
            Words::new(format!("a pilot that ended on {until}"), "publish or retire it, or extend the pilot")
        }
        Timeliness::ShortNotice { commitment, field, from, days, earliest } => Words::new(
            format!(
                "`{commitment}` promises less from {from} on ({field}), which is less than {days} days' notice"
            ),
            format!("let it begin on {earliest} or later, as a new version"),
        ),
        Timeliness::YearsUnstated { calendar, needed } => Words::new(
            format!("calendar `{calendar}` does not say for which years its holidays are complete"),
            format!("list the holidays of {needed} in `closed` and write `years = \"{needed}\"`"),
        ),
        Timeliness::YearsMissing { calendar, years, missing } => Words::new(
            format!("calendar `{calendar}` has the holidays of {years}, not those of {missing}"),
            format!("add the holidays of {missing} to `closed`, then extend `years`"),
        ),
        Timeliness::Timid { limit, took, cases } => Words::new(
            format!("95% of {cases} past cases took at most {}, less than half of {limit}", time(*took)),
            format!(
                "promise a shorter limit, such as {} in 95% of cases, which the past supports",
                time(*took)
            ),
        ),
        Timeliness::NoEscalation { attribute, value } => Words::new(
            format!("cases with `{attribute}` = \"{value}\" and nobody is called when one runs late"),
            "write who is called and when, such as `escalation = { after = \"2h\", to = \"duty manager\" }`",
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
