//! Markdown, for comments on pull requests: the summary, and a table with a row for each finding.

use super::Language;
use super::checked::Checked;
use super::text::summary_lines;
use super::wording::{self, formats};
use crate::finding::Finding;
use std::io::{self, Write};

/// Writes a check as Markdown.
pub fn check(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## promise check\n")?;
    for line in summary_lines(checked.outcome, checked.language) {
        writeln!(out, "{}\n", escaped(&line))?;
    }
    let findings = &checked.outcome.findings;
    if !findings.is_empty() {
        write!(out, "{}", head(checked.language))?;
    }
    findings.iter().try_for_each(|finding| write!(out, "{}", row(checked, finding)))
}

/// The head of the table.
pub(super) fn head(language: Language) -> String {
    let columns = formats::columns(language);
    format!("| {} |\n|{}\n", columns.join(" | "), " --- |".repeat(columns.len()))
}

/// The row of a finding.
pub(super) fn row(checked: &Checked<'_>, finding: &Finding) -> String {
    let words = checked.words(finding);
    let mut lines = vec![words.message.clone()];
    lines.extend(checked.help(&words.help));
    lines.extend(finding.related.iter().map(|related| checked.related(related)));
    let lines: Vec<_> = lines.iter().map(|line| escaped(line)).collect();
    format!(
        "| {} | {} {} | {} | {} |\n",
        wording::level(checked.language, finding.level),
        finding.code.code,
        finding.code.name,
        escaped(&checked.place(finding.span).shown()),
        lines.join("<br>"),
    )
}

/// Text as Markdown that shows just this text, in one cell of a table. Parts between backticks, which
/// messages put around what is to be typed, become code; a backtick without a second one is itself.
pub(super) fn escaped(text: &str) -> String {
    let mut markdown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else { break };
        push_escaped(&mut markdown, before);
        // A code span of Markdown cannot hold a pipe in a table, nor a line break.
        markdown.push_str("<code>");
        push_escaped(&mut markdown, code);
        markdown.push_str("</code>");
        rest = after;
    }
    push_escaped(&mut markdown, rest);
    markdown
}

fn push_escaped(markdown: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => markdown.push_str("&amp;"),
            '<' => markdown.push_str("&lt;"),
            '>' => markdown.push_str("&gt;"),
            '\n' => markdown.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => {
                markdown.push('\\');
                markdown.push(character);
            }
            other if other.is_control() => markdown.push(' '),
            other => markdown.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markdown_shows_just_the_text() {
        assert_eq!(escaped("a|b <i> [x](y) *z*"), "a\\|b &lt;i&gt; \\[x\\](y) \\*z\\*");
        assert_eq!(escaped("write `a | b`\nand `"), "write <code>a \\| b</code><br>and \\`");
    }
}
