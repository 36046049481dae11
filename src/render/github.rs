//! Workflow commands of GitHub Actions: a line that the runner turns into an annotation.
//!
//! A step shows only the first ten annotations of a level, so the gravest come first; what is left
//! over goes to the summary of the step ([`rest`]).

use super::checked::Checked;
use super::markdown;
use super::text::summary_lines;
use super::wording::formats;
use crate::finding::{Finding, Level};
use std::io::{self, Write};

/// Annotations of one level that a step shows.
const SHOWN: usize = 10;
/// Bytes of a step's summary that are filled at most; the runner drops one of more than a mebibyte.
const ROOM: usize = 1_000_000;

/// Writes a check as workflow commands, and its summary as lines of the log.
pub fn check(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in by_severity(checked) {
        writeln!(out, "{}", command(checked, finding))?;
    }
    for line in summary_lines(checked.outcome, checked.language) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The findings for which a step shows no annotation, as Markdown for its summary; nothing if there
/// are none.
pub fn rest(checked: &Checked<'_>) -> String {
    let mut counts = [0; 3];
    let rest: Vec<_> = by_severity(checked)
        .into_iter()
        .filter(|finding| {
            let count = &mut counts[finding.level as usize];
            *count += 1;
            *count > SHOWN
        })
        .collect();
    if rest.is_empty() {
        return String::new();
    }
    let mut text = format!("## promise check\n\n{}\n\n", formats::rest(checked.language, rest.len()));
    text.push_str(&markdown::head(checked.language));
    for (place, finding) in rest.iter().enumerate() {
        let row = markdown::row(checked, finding);
        if text.len() + row.len() > ROOM {
            text.push('\n');
            text.push_str(&formats::more(checked.language, rest.len() - place));
            text.push('\n');
            break;
        }
        text.push_str(&row);
    }
    text.push('\n');
    text
}

fn by_severity<'a>(checked: &Checked<'a>) -> Vec<&'a Finding> {
    let mut findings: Vec<_> = checked.outcome.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    findings
}

fn command(checked: &Checked<'_>, finding: &Finding) -> String {
    let place = checked.place(finding.span);
    let words = checked.words(finding);
    let mut properties = vec![
        ("file", place.path.clone()),
        ("line", place.start.line.to_string()),
        ("endLine", place.end.line.to_string()),
    ];
    if place.start.line == place.end.line {
        // Columns are for places within one line.
        properties.push(("col", place.start.column.to_string()));
        properties.push(("endColumn", place.end.column.to_string()));
    }
    properties.push(("title", format!("{} {}", finding.code.code, finding.code.name)));
    let properties: Vec<_> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut lines = vec![words.message.clone()];
    lines.extend(checked.help(&words.help));
    lines.extend(finding.related.iter().map(|related| checked.related(related)));
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    format!("::{level} {}::{}", properties.join(","), data(&lines.join("\n")))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runner_reads_as_syntax_is_escaped() {
        assert_eq!(data("98%: a,\r\nb"), "98%25: a,%0D%0Ab");
        assert_eq!(property("a:b,c\n"), "a%3Ab%2Cc%0A");
    }
}
