//! English.

mod clarity;
mod consistency;
mod coverage;
mod definition;
mod feasibility;
mod flexibility;
mod invalid;
mod past;
mod suppression;
mod timeliness;

use super::{Summary, Words};
use crate::check::Needs;
use crate::finding::{Expected, Found, Kind, Level, Message, Note};
pub(super) use past::divided;

pub(super) fn words(message: &Message) -> Words {
    match message {
        Message::Definition(definition) => definition::words(definition),
        Message::Clarity(message) => clarity::words(message),
        Message::Consistency(message) => consistency::words(message),
        Message::Timeliness(message) => timeliness::words(message),
        Message::Flexibility(message) => flexibility::words(message),
        Message::Feasibility(message) => feasibility::words(message),
        Message::Suppression(message) => suppression::words(message),
        Message::Coverage(message) => coverage::words(message),
    }
}

pub(super) fn note(note: Note) -> &'static str {
    match note {
        Note::FirstHere => "first written here",
        Note::OtherVersion => "the other version",
        Note::PromisedHere => "promised here",
        Note::ConflictsWith => "conflicts with this",
        Note::ClockHere => "the clock",
        Note::TextHere => "the commitment's text",
        Note::CopyNamedHere => "named as a copy here",
        Note::OtherBand => "the neighbouring band",
        Note::MilderHere => "the milder class",
        Note::StepHere => "the earlier step",
        Note::FloorHere => "the floor",
        Note::VolumeHere => "so many cases come",
        Note::TargetHere => "the target",
        Note::ArrivalsHere => "so much work arrives",
        Note::StaffedHere => "the hours of the staff",
        Note::DependencyHere => "it depends on this",
        Note::LogHere => "the log",
        Note::ExpectedHere => "what customers expect",
        Note::BenchmarkHere => "what others do",
        Note::NoticeHere => "how long before it must be known",
        Note::StatusHere => "the status",
        Note::CountedHere => "counted in this calendar",
        Note::OrderHere => "the severest class",
        Note::StopsHere => "the clock stops here",
        Note::GlossaryHere => "the glossary",
        Note::FieldHere => "the field",
        Note::OtherLanguage => "the other language",
        Note::CalendarHere => "the calendar",
        Note::PeakHere => "the peak",
        Note::SettingHere => "the setting",
        Note::OwedHere => "so much is owed each time",
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
        "word list" => "a list of words".to_owned(),
        name => format!("`{name}`"),
    }
}

pub(super) fn needs(needs: Needs) -> &'static str {
    match needs {
        Needs::Nothing => "nothing",
        Needs::Logs => "logs (--logs)",
        Needs::Git => "git history (--since)",
        Needs::LogsAndGit => "git history and logs (--since, --logs)",
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
    let suppressed =
        if summary.suppressed > 0 { format!(", {} suppressed", summary.suppressed) } else { String::new() };
    let mut lines = vec![format!(
        "{what}{by_family}{suppressed} in {} with {}, checked as of {}",
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
