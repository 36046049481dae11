//! A report as Markdown, for a wiki or a pull request: the answer first, then a table per target. Periods
//! beside a total are folded.

use super::columns::{Column, all_reasons, rows, verdict};
use super::made_by::Shown;
use super::terms::{about, terms};
use super::words::Words;
use super::{account, answer, beside, scorecard};
use crate::model::Prose;
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::render::printable::printable;
use crate::render::wording::report::PageWords;
use crate::report::{Answer, Cell, Report, SubjectReport, TargetReport};
use std::io::Write;

/// Writes the report as Markdown.
pub fn markdown(shown: &Shown<'_>, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    let Shown { report, scorecard, made_by } = shown;
    let page = Page { report, language, words: Words::of(language), wording: PageWords::of(language) };
    writeln!(out, "# {}\n", escaped(page.wording.title))?;
    if let Some(as_of) = report.as_of {
        writeln!(out, "{} {}\n", page.words.as_of, report.zone.rfc3339(as_of))?;
    }
    page.answer(&report.answer(), out)?;
    writeln!(out, "## {}\n", page.wording.promises)?;
    report.commitments.iter().try_for_each(|subject| page.subject(subject, out))?;
    if !report.standards.is_empty() {
        writeln!(out, "## {}\n\n{}\n", page.wording.standards, page.wording.about_standards)?;
        report.standards.iter().try_for_each(|subject| page.subject(subject, out))?;
    }
    lines(&beside::owed_in_all(language, report).into_iter().collect::<Vec<_>>(), out)?;
    if let Some(scorecard) = scorecard {
        scorecard::markdown(language, scorecard, out)?;
    }
    page.data(out)?;
    writeln!(out, "## {}\n", page.wording.made_by)?;
    let zones = page.words.zones(report.data.zones);
    write!(out, "{}", list(made_by.lines(page.words).iter().chain([&zones])))
}

struct Page<'a> {
    report: &'a Report,
    language: Language,
    words: &'static Words,
    wording: &'static PageWords,
}

impl Page<'_> {
    fn answer(&self, answer: &Answer<'_>, out: &mut dyn Write) -> std::io::Result<()> {
        let mut lines = answer::headline(self.wording, answer).into_iter();
        writeln!(out, "**{}**\n", escaped(&lines.next().unwrap_or_default()))?;
        for line in lines {
            writeln!(out, "{}\n", escaped(&line))?;
        }
        if !answer.promises.is_empty() {
            let [kept, broken, open] = self.wording.periods;
            writeln!(
                out,
                "| {} | {} | {kept} | {broken} | {open} |",
                self.wording.promise, self.words.verdict
            )?;
            writeln!(out, "|---|---|--:|--:|--:|")?;
        }
        for standing in &answer.promises {
            let verdict = self.words.verdict_of(standing.verdict);
            let uncertain = if standing.uncertain { self.words.uncertain } else { "" };
            let name = escaped(&answer::name(self.language, self.report, standing.subject));
            let (kept, broken, open) = (standing.kept, standing.broken, standing.open);
            writeln!(out, "| {name} | {verdict}{uncertain} | {kept} | {broken} | {open} |")?;
        }
        writeln!(out, "\n### {}\n", self.wording.look)?;
        let look = answer::look(self.words, self.wording, self.report, answer);
        if look.is_empty() {
            writeln!(out, "{}\n", self.wording.nothing)
        } else {
            writeln!(out, "{}", list(&look))
        }
    }

    fn subject(&self, subject: &SubjectReport, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(
            out,
            "### {}{}\n",
            self.name(subject),
            escaped(&about(self.words, subject.status, &subject.version))
        )?;
        if subject.targets.is_empty() {
            writeln!(out, "{}\n", self.words.no_target)?;
        }
        subject.targets.iter().try_for_each(|target| self.target(target, out))?;
        lines(&beside::owed(self.language, subject), out)
    }

    fn target(&self, target: &TargetReport, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out, "{}\\. {}\n", target.place, escaped(&printable(&terms(self.words, target))))?;
        if target.periods.is_empty() {
            return writeln!(out, "{}\n", self.words.no_cases);
        }
        let columns = Column::on_pages(&self.report.by, target);
        if target.periods.len() > target.totals.len() {
            let totals = if self.report.by.is_empty() { &columns[..] } else { &columns[1..] };
            self.table(target, totals, &target.totals, out)?;
            let summary = self.wording.table(target.periods.len());
            writeln!(out, "<details>\n<summary>{summary}</summary>\n")?;
            self.table(target, &columns, &target.periods, out)?;
            writeln!(out, "</details>\n")?;
        } else {
            self.table(target, &columns, &target.periods, out)?;
        }
        let mut beside = beside::target(self.language, self.report, target);
        let reasons = all_reasons(self.words, &rows(target));
        beside.extend(reasons.iter().map(|(reason, count)| format!("{reason}: {count}")));
        lines(&beside, out)
    }

    fn table(
        &self,
        target: &TargetReport,
        columns: &[Column],
        cells: &[Cell],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let heads = columns.iter().map(|column| escaped(&column.heading(self.words)));
        let heads: Vec<_> = heads.chain([self.words.verdict.to_owned()]).collect();
        let sides: String =
            columns.iter().map(|column| if column.is_text() { "---|" } else { "--:|" }).collect();
        writeln!(out, "| {} |\n|{sides}---|", heads.join(" | "))?;
        for cell in cells {
            let data = columns.iter().map(|column| escaped(&column.content(self.words, target, cell)));
            let data: Vec<_> = data.chain([verdict(self.words, cell)]).collect();
            writeln!(out, "| {} |", data.join(" | "))?;
        }
        writeln!(out)
    }

    fn data(&self, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out, "## {}\n", self.words.data)?;
        for log in account::logs(self.words, &self.report.data) {
            writeln!(out, "### {}\n", escaped(&log.name))?;
            let problems = log.problems.iter().map(|(problem, places)| format!("{problem}\n{places}"));
            let problems: Vec<_> = problems.collect();
            writeln!(out, "{}", list(log.files.iter().chain(&log.counts).chain(&problems)))?;
        }
        let notes = account::notes(self.words, &self.report.data, self.report.binned);
        if notes.is_empty() { Ok(()) } else { writeln!(out, "{}", list(&notes)) }
    }

    /// The id of a commitment, and its title.
    fn name(&self, subject: &SubjectReport) -> String {
        let title =
            subject.title.as_ref().map_or("", |title: &Prose| title.in_language(self.language.as_str()));
        let gap = if title.is_empty() { "" } else { " " };
        escaped(&format!("{}{gap}{}", printable(&subject.id), printable(title)))
    }
}

/// A list, where there is anything to list.
fn lines(lines: &[String], out: &mut dyn Write) -> std::io::Result<()> {
    if lines.is_empty() { Ok(()) } else { writeln!(out, "{}", list(lines)) }
}

fn list<'l>(lines: impl IntoIterator<Item = &'l String>) -> String {
    lines.into_iter().flat_map(|line| ["- ".to_owned(), escaped(line.trim_end()), "\n".to_owned()]).collect()
}
