//! What was read and what became of it, in lines. Formats for people put them down in their way.

use super::words::Words;
use crate::log::{Place, Summary};
use crate::model::nearest;
use crate::render::Language;
use crate::render::printable::printable;
use crate::report::{DataReport, LogReport, Problem, ProblemKind};

/// A log in words.
pub(super) struct LogAccount {
    /// Its id and zone.
    pub(super) name: String,
    /// Its files, with sizes and rows.
    pub(super) files: Vec<String>,
    /// What became of rows and cases.
    pub(super) counts: Vec<String>,
    /// Findings, each with where it was met first.
    pub(super) problems: Vec<(String, String)>,
}

/// Every log.
pub(super) fn logs(words: &Words, data: &DataReport) -> Vec<LogAccount> {
    data.logs.iter().map(|log| account(words, log)).collect()
}

/// What else must be known of the figures: targets that no log serves, and how percentiles were found.
pub(super) fn notes(words: &Words, data: &DataReport, binned: bool) -> Vec<String> {
    let unserved = data.unserved.iter().map(|unserved| {
        let needs = unserved.needs.as_deref().unwrap_or_default();
        printable(&words.unserved(&unserved.id, unserved.target, needs)).into_owned()
    });
    unserved.chain(binned.then(|| words.binned.to_owned())).collect()
}

fn account(words: &Words, log: &LogReport) -> LogAccount {
    let summary = &log.summary;
    let files = summary.files.iter().map(|file| words.file(&printable(&file.path), file.bytes, file.rows));
    let mut counts =
        vec![words.rows(summary), words.cases(summary.cases, [log.judged, log.later.count, log.uncovered])];
    counts.extend((log.invalid > 0).then(|| words.invalid(log.invalid)));
    LogAccount {
        name: printable(&words.log(&log.id, &log.timezone, log.timezone_declared)).into_owned(),
        files: files.collect(),
        counts,
        problems: log.problems().iter().map(|problem| told(words.language, summary, problem)).collect(),
    }
}

/// A finding, and where it was met first.
pub(in crate::render) fn told(
    language: Language,
    summary: &Summary,
    problem: &Problem<'_>,
) -> (String, String) {
    let words = Words::of(language);
    let mut shown: Vec<_> = problem.first.iter().map(|at| place(words, summary, at, problem.kind)).collect();
    if !shown.is_empty() && problem.count > shown.len() as u64 {
        shown.push("…".to_owned());
    }
    (printable(&words.problem(problem)).into_owned(), shown.join(", "))
}

/// The file and line of a row, what was found there, and what was probably meant.
fn place(words: &Words, summary: &Summary, place: &Place, kind: ProblemKind<'_>) -> String {
    let at = summary.show(place);
    let at = printable(&at);
    if place.found.is_empty() {
        return at.into_owned();
    }
    let found = printable(&place.found);
    let meant = match kind {
        ProblemKind::UnknownValue { values, .. } => nearest(&found, values.iter().map(String::as_str)),
        _ => None,
    };
    format!("{at} \"{found}\"{}", words.meant(meant))
}
