//! The Code Quality report of GitLab: what Code Climate calls issues, as one list.

use super::checked::{Checked, Named, Place};
use crate::finding::{Code, Level};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue {
    r#type: &'static str,
    check_name: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location,
    other_locations: Vec<Location>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes a check as a Code Quality report.
pub fn check(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let issues: Vec<_> = checked.named().iter().map(|named| issue(checked, named)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(checked: &Checked<'_>, named: &Named<'_>) -> Issue {
    let finding = named.finding;
    let words = checked.words(finding);
    let mut body: Vec<_> = checked.help(&words.help).into_iter().collect();
    body.extend(finding.related.iter().map(|related| checked.related(related)));
    Issue {
        r#type: "issue",
        check_name: format!("{} {}", finding.code.code, finding.code.name),
        description: one_line(&words.message),
        content: (!body.is_empty()).then(|| Content { body: body.join("\n\n") }),
        categories: [category(finding.code)],
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        },
        fingerprint: named.fingerprint.clone(),
        location: location(checked.place(finding.span)),
        other_locations: finding
            .related
            .iter()
            .map(|related| location(checked.place(related.span)))
            .collect(),
    }
}

fn location(place: Place) -> Location {
    Location { path: place.path, lines: Lines { begin: place.start.line, end: place.end.line } }
}

/// The report has descriptions of one line.
fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// The nearest of the report's own categories, which are about source code.
fn category(code: &Code) -> &'static str {
    match code.family() {
        "CLR" => "Clarity",
        "SUP" => "Style",
        _ => "Bug Risk",
    }
}
