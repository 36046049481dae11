//! English: what FLX rules say.

use super::feasibility::time;
use crate::finding::{Excluded, Flexibility};
use crate::render::wording::{Words, percent};

pub(super) fn words(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("exception `{exception}` leaves the customer with nothing"),
            "write in `instead` what they get: a notice, a new limit or another way, such as \"We tell you within 4 hours and agree a new date.\"",
        ),
        Flexibility::ExclusionHeavy { excluded, cases, most, by, count } => Words::new(
            format!(
                "{excluded} of {cases} cases ({}) are excluded, more than {most}; {count} of them {}",
                percent(*excluded, *cases),
                match by {
                    Excluded::Exception(name) => format!("by exception `{name}`"),
                    Excluded::NoDue(column) | Excluded::NoValue(column) => {
                        format!("since they have no `{column}`")
                    }
                }
            ),
            match by {
                Excluded::Exception(_) => {
                    "narrow its `when`, or let these cases count with a limit of their own, by a target with `when`"
                }
                Excluded::NoDue(_) => {
                    "see to it that each case has its due, or promise these cases a limit with `within`"
                }
                Excluded::NoValue(_) => "ask for the value in each case, or write `absent = \"breached\"`",
            },
        ),
        Flexibility::OneSize { limit, attribute, quickest, slowest } => Words::new(
            format!(
                "{limit} for all, though 90% of the cases with `{attribute}` = \"{}\" take up to {} and of those with \"{}\" {}",
                quickest.0,
                time(quickest.1),
                slowest.0,
                time(slowest.1)
            ),
            format!(
                "give each class a limit of its own: a target with `when = {{ {attribute} = \"{}\" }}` before the one for the rest",
                quickest.0
            ),
        ),
        Flexibility::SingleChannel { words } => Words::new(
            format!("\"{words}\" leaves one way only"),
            "offer a second way, such as a telephone number or a counter, for those who cannot use the first",
        ),
        Flexibility::SelfServingPause { state } => Words::new(
            format!("the clock stands still in \"{state}\", which is in the organisation's own hands"),
            "let the clock run, and make the case an exception with `instead` if the customer must wait",
        ),
        Flexibility::NoExceptionPath { share } => Words::new(
            format!(
                "{} is promised in time, with no exception, no remedy and no way to suspend it",
                if share == "100%" { "every case".to_owned() } else { format!("{share} of cases") }
            ),
            "say what happens when it fails: an `exception` with `instead`, a `remedy`, or `[suspension]` in promise.toml",
        ),
        Flexibility::UnauditableException { exception } => Words::new(
            format!("no column of a log can prove that exception `{exception}` held"),
            "name the cases by a column, such as `when = { hold_reason = \"weather\" }`",
        ),
        Flexibility::UnboundedWait { pause } => Words::new(
            format!("pause `{pause}` may last for ever and nobody reminds the customer"),
            format!(
                "write a bound and a reminder: `{{ name = \"{pause}\", max = \"7 days\", remind = \"72h\" }}`"
            ),
        ),
        Flexibility::NoIncidentMode => Words::new(
            "no `[suspension]`: nobody may set the promises aside in an emergency, so somebody will without saying so",
            "write in promise.toml who may, for how long, and when customers hear of it: `[suspension]` with `who`, `max` and `notice`",
        ),
        Flexibility::NoChangeControl => Words::new(
            "nobody will look at this promise again: it has neither `review_by` nor `owner` nor `feedback`",
            "write who answers for it and by when it is looked at again: `owner = \"after-sales@example.com\"`, `review_by = 2027-06-30`",
        ),
        Flexibility::ClaimNeedsEvidence { evidence } => Words::new(
            format!("the remedy comes only to those who ask for it and show evidence: {evidence}"),
            "make it `claim = \"automatic\"`, or ask for nothing that your own records show",
        ),
        Flexibility::ClaimNeedsApproval { approval } => Words::new(
            format!("the remedy comes only to those who ask for it, and {approval} must approve it"),
            "make it `claim = \"automatic\"`, or let those who meet the customer approve it",
        ),
    }
}
