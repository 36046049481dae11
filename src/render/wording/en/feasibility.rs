//! English: what FEA rules say.

use super::past;
use crate::finding::{ClockPart, Feasibility, NeededTime, WeekTime};
use crate::render::wording::Words;
use crate::text::clock_time;

pub(super) fn words(message: &Feasibility) -> Words {
    match message {
        Feasibility::UnreachableAtVolume { share, per, cases, enough, loosest } => Words::new(
            format!(
                "with about {cases} cases a {per}, {share} leaves no room for a single late one: the real target is every case"
            ),
            unreachable_help(*enough, *loosest),
        ),
        Feasibility::Past(message) => past::feasibility(message),
        Feasibility::OfferedLoad { standard, load, staff } => Words::new(
            format!(
                "standard `{standard}`: work for {load} people arrives and {staff} are there, so the queue grows without end"
            ),
            "plan more staff than the load (arrivals an hour × hours of handling), or promise less work",
        ),
        Feasibility::WaitTooLong { standard, limit, predicted, share, staff, needed } => Words::new(
            format!(
                "standard `{standard}`: with {staff} staff {predicted} of cases are taken up within {limit}, not {share}"
            ),
            match needed {
                Some(needed) => format!("plan {needed} staff, or promise a longer limit or a lower share"),
                None => "promise a longer limit or a lower share".to_owned(),
            },
        ),
        Feasibility::UnstaffedHours { limit, calendar, staffed, from, to } => Words::new(
            format!(
                "time counts {}, and from {} to {} nobody of `{staffed}` is there: cases that begin then miss {limit}",
                calendar.as_ref().map_or("round the clock".to_owned(), |id| format!("in `{id}`")),
                week_time(*from),
                week_time(*to),
            ),
            "count the limit in the hours of the staff, staff the other hours, or promise a limit that outlasts them",
        ),
        Feasibility::DependencyLimits { standard, limit, parts } => Words::new(
            format!(
                "`{standard}` allows {limit}, and what it depends on takes longer: {}",
                series(parts, " + ")
            ),
            "make the limits of the parts fit into the whole, or allow the whole as much as its parts",
        ),
        Feasibility::DependencyShares { standard, share, product, parts } => Words::new(
            format!(
                "`{standard}` asks for {share}, and what it depends on holds together in {product} of cases: {}, if independent",
                series(parts, " × ")
            ),
            format!("raise the shares of the parts, or ask for at most {product}"),
        ),
        Feasibility::Unowned { owner, standard } => unowned(*owner, *standard),
        Feasibility::Untested => Words::new(
            "published without a trial",
            "try it on a part of the cases first and write down where and until when: `pilot = { where = { region = \"east\" }, until = 2026-03-31, min_cases = 200 }`",
        ),
        Feasibility::Overstretch { limit, share, cases, needed, less, percent } => {
            match (needed, less, percent) {
                (Some(needed), Some(less), Some(percent)) => Words::new(
                    format!(
                        "{share} of {cases} past cases took up to {}: `{limit}` asks for {} ({percent}%) less",
                        time(*needed),
                        time(*less)
                    ),
                    format!(
                        "promise at least {}, or write in `basis` what will make it faster",
                        time(*needed)
                    ),
                ),
                _ => Words::new(
                    format!(
                        "of {cases} past cases fewer than {share} have ended at all: `{limit}` would be missed"
                    ),
                    "promise a lower share, or see to it first that cases are closed",
                ),
            }
        }
        Feasibility::NotMeasurable { part, name, clock, logs } => Words::new(
            format!("clock `{clock}` {} `{name}`, which {}", needs(*part), in_none(logs)),
            match part {
                ClockPart::Pause => format!(
                    "say in the log's `pauses` where `{name}` is, such as `{name} = {{ columns = [\"hold_from\", \"hold_to\"] }}`"
                ),
                _ => format!("map it in the log's `columns`, such as `{name} = \"{name}_at\"`"),
            },
        ),
        Feasibility::NoLogServes { clock, users } => Words::new(
            format!("clock `{clock}` measures {}, and no log serves it", users_of(users)),
            "name it in the `serves` of the log that has its events",
        ),
        Feasibility::AbsoluteWord { word, remedy } => Words::new(
            format!("\"{word}\" is broken by a single failure{}", without(*remedy)),
            "promise a share that the service can hold, such as 98% each month, and a `remedy` for the rest",
        ),
        Feasibility::EveryCase { remedy } => Words::new(
            format!("100% is broken by a single late case{}", without(*remedy)),
            "promise a share that the service can hold, such as 98%, and a `remedy` for the rest",
        ),
    }
}

/// `5h21m`, `12h of business hours`, `3 business days`.
pub(super) fn time(time: NeededTime) -> String {
    match time {
        NeededTime::Elapsed(seconds) => clock_time(seconds, ["h", "m", "s"]),
        NeededTime::Open(seconds) => format!("{} of business hours", clock_time(seconds, ["h", "m", "s"])),
        NeededTime::Days(1) => "1 day".to_owned(),
        NeededTime::Days(days) => format!("{days} days"),
        NeededTime::BusinessDays(1) => "1 business day".to_owned(),
        NeededTime::BusinessDays(days) => format!("{days} business days"),
    }
}

fn unreachable_help(enough: Option<&str>, loosest: Option<u64>) -> String {
    match (enough, loosest) {
        (Some(per), _) => format!("judge it over a longer time, `per = \"{per}\"`, or promise every case"),
        (None, Some(share)) => format!("promise at most {share}%, or every case"),
        (None, None) => "promise every case, or judge a longer time".to_owned(),
    }
}

fn unowned(owner: bool, standard: bool) -> Words {
    let what = match (owner, standard) {
        (true, true) => "neither `owner` nor `standard`: nobody answers for it, and no team works to it",
        (true, false) => "no `owner`: nobody answers for it",
        (false, _) => "no `standard`: no internal level backs it",
    };
    let help = match (owner, standard) {
        (true, true) => {
            "write who answers for it and the standard that the team works to: `owner = \"after-sales@example.com\"`, `standard = \"complaint-handling\"`"
        }
        (true, false) => "write who answers for it, such as `owner = \"after-sales@example.com\"`",
        (false, _) => "name the standard that the team works to, such as `standard = \"complaint-handling\"`",
    };
    Words::new(format!("published with {what}"), help)
}

fn needs(part: ClockPart) -> &'static str {
    match part {
        ClockPart::Start => "starts at",
        ClockPart::Stop => "stops at",
        ClockPart::Pause => "stands still during",
    }
}

pub(super) fn in_none(logs: &[String]) -> String {
    match logs {
        [log] => format!("log `{log}` does not have"),
        logs => format!("no log that serves it has: {}", list(logs)),
    }
}

fn users_of(users: &[String]) -> String {
    match users {
        [one, two, rest @ ..] if !rest.is_empty() => format!("`{one}`, `{two}` and {} more", rest.len()),
        users => list(users),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn series(parts: &[(String, String)], sign: &str) -> String {
    let all: Vec<_> = parts.iter().map(|(id, amount)| format!("{amount} (`{id}`)")).collect();
    all.join(sign)
}

fn week_time(time: WeekTime) -> String {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = days.get(time.weekday).copied().unwrap_or_default();
    format!("{day} {}:{:02}", time.minute / 60, time.minute % 60)
}

fn without(remedy: bool) -> &'static str {
    if remedy { "" } else { ", and there is no `remedy` for it" }
}
