//! English.

mod definition;
mod invalid;

use super::{Summary, Words};
use crate::check::Needs;
use crate::finding::{
    Clarity, Consistency, Expected, Flexibility, Found, Kind, Level, Message, Note, Timeliness,
};

pub(super) fn words(message: &Message) -> Words {
    match message {
        Message::Definition(definition) => definition::words(definition),
        Message::Clarity(clarity) => self::clarity(clarity),
        Message::Consistency(consistency) => self::consistency(consistency),
        Message::Timeliness(timeliness) => self::timeliness(timeliness),
        Message::Flexibility(flexibility) => self::flexibility(flexibility),
    }
}

fn clarity(message: &Clarity) -> Words {
    match message {
        Clarity::VagueTime { word } => Words::new(
            format!("\"{word}\" says no time that could be kept or missed"),
            "name the limit in the same clause, such as \"within 4 hours\", or drop the word",
        ),
        Clarity::ContactMissing => Words::new(
            "a published commitment without `contact`",
            "write whom customers can turn to and when, such as `contact = \"400-800-1234, every day 8:00-20:00\"`",
        ),
    }
}

fn consistency(message: &Consistency) -> Words {
    match message {
        Consistency::StandardLimitLooser { standard, standard_limit, promised, case } => Words::new(
            format!(
                "standard `{standard}` allows {standard_limit} where the commitment promises {promised}{}",
                in_case(case)
            ),
            format!("make the standard's limit {promised} or stricter, or promise what the standard holds"),
        ),
        Consistency::StandardShareLooser { standard, standard_share, promised, case } => Words::new(
            format!(
                "standard `{standard}` asks for {standard_share} of cases where the commitment promises {}{}",
                every(promised),
                in_case(case)
            ),
            format!("make the standard's share {promised} or more, or promise what the standard holds"),
        ),
    }
}

fn every(share: &str) -> &str {
    if share == "100%" { "every case" } else { share }
}

fn in_case(case: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| match value.as_str() {
        "" => format!("no `{name}`"),
        value => format!("`{name}` = \"{value}\""),
    };
    let all: Vec<_> = case.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!(", as for a case with {}", all.join(" and ")) }
}

fn timeliness(message: &Timeliness) -> Words {
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
    }
}

fn flexibility(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("exception `{exception}` leaves the customer with nothing"),
            "write in `instead` what they get: a notice, a new limit or another way, such as \"We tell you within 4 hours and agree a new date.\"",
        ),
    }
}

pub(super) fn note(note: Note) -> &'static str {
    match note {
        Note::FirstHere => "first written here",
        Note::OtherVersion => "the other version",
        Note::PromisedHere => "promised here",
        Note::ConflictsWith => "conflicts with this",
        Note::ClockHere => "the clock",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Commitment => "commitment",
        Kind::Standard => "standard",
        Kind::StandardOrCommitment => "standard or commitment",
        Kind::Clock => "clock",
        Kind::Calendar => "calendar",
        Kind::Log => "log",
    }
}

fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Table => "a table",
        Expected::Tables => "a list of tables",
        Expected::Text => "text",
        Expected::Prose => "text, or a table of texts by language",
        Expected::Texts => "text or a list of texts",
        Expected::Number => "a number",
        Expected::Integer => "a whole number that is not negative",
        Expected::Boolean => "true or false",
        Expected::Date => "a date",
        Expected::Duration => "a duration",
        Expected::Share => "a share of cases",
        Expected::Condition => "a value, a list of values, a comparison or `{ not = [...] }`",
        Expected::Scalar => "a single value",
        Expected::Column => "a column",
        Expected::Windows => "a list of opening hours",
        Expected::DateRange => "a date or a range of dates",
        Expected::Years => "a year or a range of years",
        Expected::Limit => "a number or a duration",
    }
}

fn found(found: Found) -> &'static str {
    match found {
        Found::Nothing => "nothing",
        Found::Boolean => "true or false",
        Found::Number => "a number",
        Found::Text => "text",
        Found::Date => "a date",
        Found::List => "a list",
        Found::Table => "a table",
    }
}

/// A table by the name that it has in definitions.
fn table(name: &str) -> String {
    match name {
        "file" => "a file of definitions".to_owned(),
        "promise.toml" => "promise.toml".to_owned(),
        "pause source" => "a pause of a log".to_owned(),
        "condition" => "a condition".to_owned(),
        name => format!("`{name}`"),
    }
}

fn needs(needs: Needs) -> &'static str {
    match needs {
        Needs::Nothing => "nothing",
        Needs::Logs => "logs (--logs)",
        Needs::Git => "git history (--since)",
    }
}

pub(super) fn summary(summary: &Summary) -> Vec<String> {
    let level = |(level, count): &(Level, usize)| match level {
        Level::Error => count_of(*count, "error"),
        Level::Warning => count_of(*count, "warning"),
        Level::Info => format!("{count} info"),
    };
    let levels: Vec<_> = summary.levels.iter().map(level).collect();
    let families: Vec<_> =
        summary.families.iter().map(|(family, count)| format!("{family} {count}")).collect();
    let what = if levels.is_empty() { "no findings".to_owned() } else { levels.join(", ") };
    let by_family = if families.is_empty() { String::new() } else { format!(" ({})", families.join(", ")) };
    let mut lines = vec![format!(
        "{what}{by_family} in {} with {}, checked as of {}",
        count_of(summary.files, "file"),
        count_of(summary.commitments, "commitment"),
        summary.today
    )];
    if summary.unsound > 0 {
        let definitions = count_of(summary.unsound, "definition");
        lines.push(format!("{definitions} with mistakes not seen by the rules"));
    }
    for (need, codes) in &summary.skipped {
        let rules = count_of(codes.len(), "rule");
        lines.push(format!("{rules} skipped for want of {}: {}", needs(*need), codes.join(" ")));
    }
    lines
}

fn count_of(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
