//! JUnit XML, for CI servers that show test results: a suite per file, a failed case per finding.
//!
//! The document is valid under both schemas in use, that of Ant and that of Jenkins, so it has what
//! either demands and only what both allow. A case's name holds no line number: servers compare
//! names from run to run.

use super::checked::Checked;
use super::text::summary_lines;
use super::wording::formats;
use crate::finding::Finding;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes a check as JUnit XML.
pub fn check(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, "<testsuites>")?;
    for (place, (file, source)) in checked.sources.files().enumerate() {
        let path = checked.root.path(source.path());
        let findings = checked.outcome.findings.iter().filter(|finding| finding.span.file == file).collect();
        suite(checked, place, &path, findings, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(
    checked: &Checked<'_>,
    place: usize,
    path: &str,
    findings: Vec<&Finding>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = attribute(path);
    writeln!(
        out,
        "  <testsuite name=\"{name}\" package=\"promise\" id=\"{place}\" hostname=\"localhost\" \
         timestamp=\"{}T00:00:00\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"0\">",
        checked.outcome.today,
        findings.len().max(1),
        findings.len(),
    )?;
    writeln!(out, "    <properties>")?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "      <property name=\"promise\" value=\"{version}\"/>")?;
    writeln!(out, "    </properties>")?;
    if findings.is_empty() {
        let clean = attribute(formats::clean(checked.language));
        writeln!(out, "    <testcase name=\"{clean}\" classname=\"{name}\" time=\"0\"/>")?;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        let case = case_name(finding);
        let count = seen.entry(case.clone()).or_default();
        *count += 1;
        let case = if *count > 1 { format!("{case} #{count}") } else { case };
        writeln!(out, "    <testcase name=\"{}\" classname=\"{name}\" time=\"0\">", attribute(&case))?;
        failure(checked, finding, out)?;
        writeln!(out, "    </testcase>")?;
    }
    // What holds for the whole run is told once.
    let lines = if place == 0 { summary_lines(checked.outcome, checked.language) } else { Vec::new() };
    writeln!(out, "    <system-out>{}</system-out>", content(&lines.join("\n")))?;
    writeln!(out, "    <system-err/>")?;
    writeln!(out, "  </testsuite>")
}

/// What a finding is called: its rule, and the definition it stands in.
fn case_name(finding: &Finding) -> String {
    let code = finding.code;
    match &finding.definition {
        Some(id) => format!("{} {} ({id})", code.code, code.name),
        None => format!("{} {}", code.code, code.name),
    }
}

fn failure(checked: &Checked<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let words = checked.words(finding);
    let mut lines = vec![checked.place(finding.span).shown(), words.message.clone()];
    lines.extend(checked.help(&words.help));
    lines.extend(finding.related.iter().map(|related| checked.related(related)));
    writeln!(
        out,
        "      <failure type=\"{}\" message=\"{}\">{}</failure>",
        finding.level.as_str(),
        attribute(&words.message),
        content(&lines.join("\n"))
    )
}

fn content(text: &str) -> String {
    escaped(text, false)
}

fn attribute(text: &str) -> String {
    escaped(text, true)
}

/// Text of XML 1.0. What no XML can hold becomes U+FFFD; what a parser would take for layout is
/// written as a reference.
fn escaped(text: &str, in_attribute: bool) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            // `]]>` must not stand in content.
            '>' => xml.push_str("&gt;"),
            '"' if in_attribute => xml.push_str("&quot;"),
            '\t' | '\n' if !in_attribute => xml.push(character),
            '\t' | '\n' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(xml, "&#{};", u32::from(character));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            other => xml.push(other),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_any_text() {
        assert_eq!(attribute("a<b> & \"c\"\n\u{1b}[0m"), "a&lt;b&gt; &amp; &quot;c&quot;&#10;\u{fffd}[0m");
        assert_eq!(content("]]> \"尽快\"\r\n"), "]]&gt; \"尽快\"&#13;\n");
    }
}
