//! Single figures of a report in a few words, for other pages that show them.

use super::words::Words;
use super::{MadeBy, account, figures, terms};
use crate::clock::{Elapsed, Overshoot, Reason, State};
use crate::model::Status;
use crate::render::Language;
use crate::report::{Cell, DataReport, TargetReport, Verdict};

/// A target in words: `resolution within 4h, 95% of cases per month, priority = urgent`.
pub(in crate::render) fn terms_in_words(language: Language, target: &TargetReport) -> String {
    terms::terms(Words::of(language), target)
}

/// What a heading adds to a title: `(published, version 2026-01-01)`.
pub(in crate::render) fn about_in_words(language: Language, status: Option<Status>, version: &str) -> String {
    terms::about(Words::of(language), status, version)
}

/// The files that were read, the time zones and what else a page was made by, a line each.
pub(in crate::render) fn made_by_in_words(
    language: Language,
    data: &DataReport,
    made_by: &MadeBy,
) -> Vec<String> {
    let words = Words::of(language);
    let files = account::logs(words, data).into_iter().flat_map(|log| log.files);
    files.chain([words.zones(data.zones)]).chain(made_by.lines(words)).collect()
}

/// The figures of a period and what they mean: `95.00% (19 of 20) kept`.
pub(in crate::render) fn cell_in_words(language: Language, target: &TargetReport, cell: &Cell) -> String {
    let words = Words::of(language);
    let verdict = words.verdict_of(cell.verdict);
    let figures = figures_in_words(words, target, cell);
    if figures.is_empty() { verdict.to_owned() } else { format!("{figures} {verdict}") }
}

/// The figures of a period without their verdict: `95.00% (19 of 20)`.
pub(in crate::render) fn figures_of_cell(language: Language, target: &TargetReport, cell: &Cell) -> String {
    figures_in_words(Words::of(language), target, cell)
}

/// The figures of a period: `95.00% (19 of 20) +3 pending`; nothing for a share of no cases.
pub(super) fn figures_in_words(words: &Words, target: &TargetReport, cell: &Cell) -> String {
    let decided = cell.met + cell.late + cell.overdue;
    let pending = if cell.pending > 0 { words.and_pending(cell.pending) } else { String::new() };
    let figure = match target.statistic {
        Some(_) => figures::value(target, cell),
        None if decided + cell.pending == 0 => return String::new(),
        None => words.attained_of(&figures::attained(cell), cell.met, decided),
    };
    format!("{figure}{pending}")
}

/// A state, and why it is so.
pub(in crate::render) fn state_in_words(
    language: Language,
    state: State,
    reason: Option<(Reason, &str)>,
) -> String {
    let words = Words::of(language);
    match reason {
        Some((reason, name)) => words.because(words.state(state), &words.reason_of(reason, name)),
        None => words.state(state).to_owned(),
    }
}

/// Columns that a narrow terminal has no room for.
pub(in crate::render) fn left_out_in_words(language: Language, columns: &[&str]) -> String {
    let words = Words::of(language);
    words.left_out(&columns.join(words.comma))
}

/// The word of a status.
pub(in crate::render) fn status_in_words(language: Language, status: Status) -> &'static str {
    Words::of(language).status(status)
}

pub(in crate::render) fn verdict_in_words(language: Language, verdict: Verdict) -> &'static str {
    Words::of(language).verdict_of(verdict)
}

/// How far a case is past its limit.
pub(in crate::render) fn over_in_words(language: Language, over: Overshoot) -> String {
    let words = Words::of(language);
    match over.by {
        Elapsed::Days(days) if days > 0 => words.over(&format!("{days}d")),
        Elapsed::Seconds(by) if by > 0 => words.over(&figures::seconds(by)),
        // Late on the day of the due, or in hours that the clock does not count.
        _ => words.past_due(&figures::seconds(over.past_due)),
    }
}
