//! What stands beside the table of a target and behind those of a commitment, in lines: what a period can
//! still become, where the time went, whether groups differ, what is owed. Formats for people share it.

use super::words::Words;
use crate::render::printable::printable;
use crate::render::{Language, wording};
use crate::report::{Report, SubjectReport, TargetReport};

/// Below the table of a target.
pub(super) fn target(language: Language, report: &Report, target: &TargetReport) -> Vec<String> {
    // Of groups there would be a line for each; JSON has them.
    let periods = if report.by.is_empty() { target.periods.as_slice() } else { &[] };
    let outlooks = periods.iter().filter_map(|cell| Some((cell.period.as_ref()?, cell.outlook.as_ref()?)));
    let mut lines: Vec<_> =
        outlooks.map(|(period, outlook)| wording::outlook::outlook(language, period, outlook)).collect();
    // The whole of it; JSON has it by period and group.
    let times = target.totals.iter().filter_map(|cell| cell.times).reduce(|mut sum, own| {
        sum.merge(own);
        sum
    });
    let times = times.filter(|times| times.felt() > 0);
    lines.extend(times.map(|times| wording::times::times(language, &times)));
    if let Some(difference) = &target.difference {
        let nothing = Words::of(language).nothing;
        lines.extend(wording::difference::difference(language, difference, nothing));
    }
    shown(lines)
}

/// What is owed by period, where a page has no column for it and the whole does not say it. Of groups there
/// would be a line for each; JSON has them.
pub(super) fn owed_by_period(language: Language, report: &Report, target: &TargetReport) -> Option<String> {
    if !report.by.is_empty() || target.periods.len() < 2 {
        return None;
    }
    let owed: Vec<_> = target
        .periods
        .iter()
        .filter_map(|cell| Some((&**cell.period.as_ref()?, cell.owed.as_ref()?)))
        .filter(|(_, owed)| owed.times > 0)
        .collect();
    (!owed.is_empty()).then(|| printable(&wording::owed::by_period(language, &owed)).into_owned())
}

/// What is owed under a commitment.
pub(super) fn owed(language: Language, subject: &SubjectReport) -> Vec<String> {
    let Some(owed) = &subject.owed else { return Vec::new() };
    let mut lines = vec![wording::owed::remedy(language, owed, subject.paid_within.as_deref())];
    lines.extend((owed.unpriced > 0).then(|| wording::owed::unpriced(language, owed.unpriced)));
    shown(lines)
}

/// What is owed in all, where anything is.
pub(super) fn owed_in_all(language: Language, report: &Report) -> Option<String> {
    let owed = report.owed_in_all();
    (!owed.is_empty()).then(|| printable(&wording::owed::in_all(language, &owed)).into_owned())
}

fn shown(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| printable(&line).into_owned()).collect()
}
