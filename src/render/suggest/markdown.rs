//! For a wiki or a pull request: of each target both tables, and the definition to paste.

use super::lines::{self, Row, Shown, Table};
use super::words::Words;
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::render::report::{MadeBy, about_in_words, made_by_in_words, terms_in_words};
use crate::report::suggest::{SubjectSuggestions, Suggestions, TargetSuggestions};
use std::io::{self, Write};

/// Writes suggestions as Markdown.
pub fn markdown(
    suggestions: &Suggestions,
    made_by: &MadeBy,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { suggestions, language, words: Words(language) };
    writeln!(out, "## promise suggest\n")?;
    if let Some(as_of) = suggestions.as_of {
        writeln!(out, "{} {}\n", page.words.as_of(), suggestions.zone.rfc3339(as_of))?;
    }
    paragraph(page.words.method(), out)?;
    for subject in &suggestions.commitments {
        page.subject("commitment", subject, out)?;
    }
    if !suggestions.standards.is_empty() {
        paragraph(page.words.standards(), out)?;
        for subject in &suggestions.standards {
            page.subject("standard", subject, out)?;
        }
    }
    suggestions.unused.iter().try_for_each(|limit| paragraph(&page.words.unused(*limit), out))?;
    let made_by = made_by_in_words(language, &suggestions.data, made_by);
    made_by.iter().try_for_each(|line| writeln!(out, "- {}", escaped(line.trim())))
}

struct Page<'a> {
    suggestions: &'a Suggestions,
    language: Language,
    words: Words,
}

impl Page<'_> {
    fn subject(
        &self,
        kind: &'static str,
        subject: &SubjectSuggestions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let title = subject.title.as_ref().map_or("", |title| title.in_language(self.language.as_str()));
        let about = about_in_words(self.language, subject.status, &subject.version);
        let heading = format!("{} {title}{about}", subject.id);
        writeln!(out, "### {}\n", escaped(&heading))?;
        if subject.targets.is_empty() {
            paragraph(self.words.no_target(), out)?;
        }
        subject.targets.iter().try_for_each(|target| self.target((kind, subject), target, out))
    }

    fn target(
        &self,
        subject: (&'static str, &SubjectSuggestions),
        target: &TargetSuggestions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let terms = terms_in_words(self.language, &target.terms);
        writeln!(out, "**{}. {}**\n", target.terms.place, escaped(&terms))?;
        if let Some(why) = lines::why_not(self.words, target.suggestible) {
            paragraph(why, out)?;
        }
        if target.classes.is_empty() {
            paragraph(self.words.no_cases(), out)?;
        }
        for one in &target.classes {
            class(&lines::class(self.words, self.suggestions, subject, target, one), out)?;
        }
        Ok(())
    }
}

fn class(class: &Shown, out: &mut dyn Write) -> io::Result<()> {
    if !class.name.is_empty() {
        writeln!(out, "*{}*\n", escaped(&class.name))?;
    }
    paragraph(&class.cases, out)?;
    class.tables.iter().try_for_each(|one| table(one, out))?;
    class.notes.iter().try_for_each(|note| paragraph(note, out))?;
    let Some((proposed, definition)) = &class.definition else { return Ok(()) };
    paragraph(proposed, out)?;
    // A fence is longer than any run of backticks within.
    let longest = definition.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    writeln!(out, "{fence}toml\n{definition}{fence}\n")
}

fn paragraph(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", escaped(text))
}

fn table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.headings.len();
    writeln!(out, "| {} |\n| ---{} |", table.headings.join(" | "), " | ---:".repeat(columns - 1))?;
    for row in &table.rows {
        let cells: Vec<_> = match row {
            Row::Cells(cells) => cells.iter().map(|cell| escaped(cell)).collect(),
            Row::Without(name, why) => {
                let rest = std::iter::repeat_n(String::new(), columns.saturating_sub(2));
                [escaped(name), escaped(why)].into_iter().chain(rest).collect()
            }
        };
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out)
}
