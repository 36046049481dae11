//! For a wiki or a pull request: of each target a table with a row a group, then what invites a look.

use super::lines::{self, COLUMNS};
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::render::printable::printable;
use crate::render::report::{MadeBy, about_in_words, made_by_in_words, terms_in_words};
use crate::render::wording::appraisal as words;
use crate::report::appraisal::{Appraisal, SubjectAppraisal, TargetAppraisal};
use std::io::{self, Write};

/// Writes an appraisal as Markdown.
pub fn markdown(
    appraisal: &Appraisal,
    made_by: &MadeBy,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let as_of = appraisal.as_of.map(|as_of| appraisal.zone.rfc3339(as_of).to_string());
    let heading = words::heading(language, &printable(&appraisal.asked.by), as_of.as_deref());
    writeln!(out, "## promise appraise\n")?;
    paragraph(&heading, out)?;
    paragraph(words::purpose(language), out)?;
    let page = Page { appraisal, language };
    appraisal.commitments.iter().try_for_each(|subject| page.subject(subject, out))?;
    if !appraisal.standards.is_empty() {
        paragraph(words::standards(language), out)?;
        appraisal.standards.iter().try_for_each(|subject| page.subject(subject, out))?;
    }
    let made_by = made_by_in_words(language, &appraisal.data, made_by);
    made_by.iter().try_for_each(|line| writeln!(out, "- {}", escaped(line.trim())))
}

struct Page<'a> {
    appraisal: &'a Appraisal,
    language: Language,
}

impl Page<'_> {
    fn subject(&self, subject: &SubjectAppraisal, out: &mut dyn Write) -> io::Result<()> {
        let title = subject.title.as_ref().map_or("", |title| title.in_language(self.language.as_str()));
        let about = about_in_words(self.language, subject.status, &subject.version);
        writeln!(out, "### {}\n", escaped(&printable(&format!("{} {title}{about}", subject.id))))?;
        subject.targets.iter().try_for_each(|target| self.target(target, out))?;
        let mut statistics = subject.statistics.iter();
        statistics.try_for_each(|place| paragraph(&words::statistic(self.language, *place), out))
    }

    fn target(&self, target: &TargetAppraisal, out: &mut dyn Write) -> io::Result<()> {
        let terms = terms_in_words(self.language, &target.terms);
        writeln!(out, "**{}. {}**\n", target.terms.place, escaped(&printable(&terms)))?;
        let shown = lines::target(self.language, self.appraisal, target);
        if shown.rows.is_empty() {
            paragraph(words::no_groups(self.language), out)?;
        } else {
            let row = |cells: &[String; COLUMNS]| cells.each_ref().map(|cell| escaped(cell)).join(" | ");
            writeln!(out, "| {} |\n| ---{} |", row(&shown.headings), " | ---:".repeat(COLUMNS - 1))?;
            shown.rows.iter().try_for_each(|cells| writeln!(out, "| {} |", row(cells)))?;
            writeln!(out)?;
        }
        list(&shown.notes, out)?;
        for (look, below) in &shown.looks {
            writeln!(out, "**{}**\n", escaped(look))?;
            list(below, out)?;
        }
        list(&shown.rest, out)
    }
}

fn paragraph(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", escaped(text))
}

fn list(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    lines.iter().try_for_each(|line| writeln!(out, "- {}", escaped(line.trim())))?;
    writeln!(out)
}
