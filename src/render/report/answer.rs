//! The answer in words, as report pages open with it.

use super::columns::group;
use super::figures::value;
use super::limits::promised;
use super::words::Words;
use super::{account, beside, figures::attained};
use crate::render::Language;
use crate::render::printable::printable;
use crate::render::wording::report::{PageWords, ShortfallWords};
use crate::report::{Answer, Cell, Report, Shortfall, SubjectReport, TargetReport, Verdict};

/// Lines of each kind that are told.
const TOLD: usize = 5;

/// How many promises were broken, kept, are open, have no cases; then how many are uncertain.
pub(super) fn headline(words: &PageWords, answer: &Answer<'_>) -> Vec<String> {
    let verdicts = [Verdict::Broken, Verdict::Kept, Verdict::Open, Verdict::NoCases];
    let mut lines = vec![words.headline(verdicts.map(|verdict| answer.count(verdict)))];
    lines.extend((answer.uncertain() > 0).then(|| words.uncertain_of(answer.uncertain())));
    lines
}

/// What to look at, gravest first.
pub(super) fn look(words: &Words, page: &PageWords, report: &Report, answer: &Answer<'_>) -> Vec<String> {
    let shortfalls =
        answer.shortfalls.iter().take(TOLD).map(|shortfall| short(words, page, report, shortfall));
    let mut lines: Vec<_> = shortfalls.collect();
    let further = answer.shortfalls.len().saturating_sub(TOLD);
    lines.extend((further > 0).then(|| page.further(further)));
    let overdue = answer.overdue.iter().take(TOLD);
    lines.extend(
        overdue.map(|(subject, target, cases)| {
            page.overdue(&target_name(page, report, subject, target), *cases)
        }),
    );
    lines.extend(answer.warnings.iter().take(TOLD).map(|standing| {
        let periods = standing.kept + standing.broken + standing.open;
        page.warning(&name(page.language, report, standing.subject), standing.broken, periods)
    }));
    let spoilt = report.data.spoilt();
    lines.extend((spoilt.cases > 0).then(|| page.spoilt(spoilt.cases, spoilt.of)));
    lines.extend(beside::owed_in_all(page.language, report));
    lines.extend(account::notes(words, &report.data, report.binned));
    lines
}

fn short(words: &Words, page: &PageWords, report: &Report, shortfall: &Shortfall<'_>) -> String {
    let Shortfall { subject, target, cell, missing } = shortfall;
    let found = match target.share {
        Some(_) => words.attained_of(&attained(cell), cell.met, cell.met + cell.late + cell.overdue),
        None => value(target, cell),
    };
    page.shortfall(&ShortfallWords {
        target: &target_name(page, report, subject, target),
        place: &place(words, &report.by, cell),
        found: &found,
        promised: &promised(words, target),
        missing: *missing,
    })
}

/// The title of a commitment or standard, else its id; with its version where the report has several.
pub(super) fn name(language: Language, report: &Report, subject: &SubjectReport) -> String {
    let title = subject.title.as_ref().map_or("", |title| title.in_language(language.as_str()));
    let name = printable(if title.is_empty() { &subject.id } else { title });
    let all = report.commitments.iter().chain(&report.standards);
    let several = all.filter(|other| other.id == subject.id).nth(1).is_some();
    if several { format!("{name} ({})", printable(&subject.version)) } else { name.into_owned() }
}

/// The commitment, and which of its targets where it has several.
fn target_name(page: &PageWords, report: &Report, subject: &SubjectReport, target: &TargetReport) -> String {
    let name = name(page.language, report, subject);
    if subject.targets.len() == 1 { name } else { page.target(&name, target.place) }
}

/// The period and the group.
fn place(words: &Words, by: &[String], cell: &Cell) -> String {
    let period = cell.period.as_deref().unwrap_or(words.total);
    if cell.by.is_empty() {
        period.to_owned()
    } else {
        format!("{period}{}{}", words.comma, group(words, by, cell))
    }
}
