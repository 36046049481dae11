//! What text and Markdown show alike: the table of a target, and the lines below it.

use crate::log::Place;
use crate::render::Language;
use crate::render::printable::printable;
use crate::render::report::attained_in_words;
use crate::render::wording::{appraisal as words, difference};
use crate::report::Attained;
use crate::report::appraisal::{
    Appraisal, Chance, Example, GroupAppraisal, Name, Signal, SignalKind, TargetAppraisal, Untold,
};
use std::collections::BTreeMap;

/// The columns of the table.
pub(super) const COLUMNS: usize = 8;
/// The columns that a narrow terminal can do without, the least needed first.
pub(super) const LEAST_NEEDED: [usize; 2] = [3, 6];

/// A target in lines.
pub(super) struct Shown {
    pub(super) headings: [String; COLUMNS],
    /// A row for each group.
    pub(super) rows: Vec<[String; COLUMNS]>,
    /// What the figures mean.
    pub(super) notes: Vec<String>,
    /// What invites a look, each with what belongs to it.
    pub(super) looks: Vec<(String, Vec<String>)>,
    /// What was tested without anything to see, and what could not be.
    pub(super) rest: Vec<String>,
}

/// The lines of a target.
pub(super) fn target(language: Language, appraisal: &Appraisal, target: &TargetAppraisal) -> Shown {
    let by = printable(&appraisal.asked.by).into_owned();
    let headings = std::iter::once(by).chain(words::columns(language).map(str::to_owned));
    let mut headings = headings;
    let unlike = unlike(target);
    let each = target.groups.iter().flat_map(|group| looks(language, appraisal, group, unlike.is_some()));
    let looks = unlike.map(|(differing, of)| (words::unlike(language, differing, of), Vec::new()));
    let looks = looks.into_iter().chain(each).collect();
    Shown {
        headings: std::array::from_fn(|_| headings.next().unwrap_or_default()),
        rows: target.groups.iter().map(|group| row(language, group)).collect(),
        notes: notes(language, appraisal, target),
        looks,
        rest: rest(language, target),
    }
}

/// The name of a group.
fn name(language: Language, name: &Name) -> String {
    match name {
        Name::One(name) if name.is_empty() => words::nothing(language).to_owned(),
        Name::One(name) => printable(name).into_owned(),
        Name::Others(groups) => words::others(language, *groups),
    }
}

fn row(language: Language, group: &GroupAppraisal) -> [String; COLUMNS] {
    let (low, high) = group.interval;
    let decided = group.decided();
    [
        name(language, &group.name),
        decided.to_string(),
        attained_in_words(Attained { met: group.met, decided }),
        format!("{:.1}–{:.1}%", low * 100.0, high * 100.0),
        group.breached.to_string(),
        format!("{:.1}", group.expected),
        // Nothing is neither more nor less.
        format!("{:+.1}", group.beyond()).replace("-0.0", "0.0").replace("+0.0", "0.0"),
        // Cut as attainment is, but not for what rounding took away.
        format!("{:.2}%", (group.adjusted * 10_000.0 + 1e-6).floor() / 100.0),
    ]
}

fn notes(language: Language, appraisal: &Appraisal, target: &TargetAppraisal) -> Vec<String> {
    let mix: Vec<_> = target.mix.iter().map(|name| printable(name).into_owned()).collect();
    let mut notes = vec![words::mix(language, &mix)];
    let alone =
        target.groups.iter().filter(|group| group.compared < group.decided() && target.groups.len() > 1);
    notes.extend(alone.map(|group| {
        let cases = group.decided() - group.compared;
        words::alone(language, &name(language, &group.name), cases, group.decided())
    }));
    if let Some(test) = &target.difference {
        // Which group lies how far is told below, its cases considered.
        let told = difference::difference(language, test, words::nothing(language));
        notes.extend(told.first().map(|test| words::before_mix(language, test)));
    }
    let withheld = target.withheld;
    notes.extend((withheld > 0).then(|| words::withheld(language, withheld, appraisal.asked.min_cases)));
    notes
}

/// How many groups differ, of how many, where it is more than half of four and more: then it is their work
/// that is not alike, and to name each would say nothing.
fn unlike(target: &TargetAppraisal) -> Option<(usize, usize)> {
    let named = target.groups.iter().filter(|group| matches!(group.name, Name::One(_)));
    let (mut differing, mut of) = (0, 0);
    for group in named {
        of += 1;
        differing += usize::from(group.chance.is_some_and(Chance::is_none));
    }
    (of >= 4 && differing * 2 > of).then_some((differing, of))
}

/// What invites a look at a group; whether its result differs is told already where `unlike`.
fn looks(
    language: Language,
    appraisal: &Appraisal,
    group: &GroupAppraisal,
    unlike: bool,
) -> Vec<(String, Vec<String>)> {
    let name = name(language, &group.name);
    let mut looks = Vec::new();
    if let Some(Chance { p, corrected }) = group.chance.filter(|chance| chance.is_none() && !unlike) {
        let counts = (group.breached, group.expected);
        looks.push((words::differs(language, &name, counts, (p, corrected)), Vec::new()));
    }
    for signal in group.signals.iter().filter(|signal| signal.stands_out()) {
        let Signal { kind, found, of, expected, p, corrected, ref examples } = *signal;
        let seen = words::seen(language, (kind, &name), (found, of, expected), (p, corrected));
        let places: Vec<_> = examples.iter().map(|example| place(appraisal, example)).collect();
        let below = [words::innocent(language, kind).to_owned(), words::examples(language, &places)];
        looks.push((seen, below.to_vec()));
    }
    looks
}

/// The file and line of a case, and its name.
fn place(appraisal: &Appraisal, example: &Example) -> String {
    let Example { log, file, line, case } = example;
    let summary = appraisal.data.logs.get(*log).map(|log| &log.summary);
    let at = Place { file: *file, line: *line, found: String::new() };
    let at = summary.map_or_else(String::new, |summary| summary.show(&at));
    printable(format!("{at} {case}").trim_end()).into_owned()
}

fn rest(language: Language, target: &TargetAppraisal) -> Vec<String> {
    let named = target.groups.iter().filter(|group| matches!(group.name, Name::One(_))).count();
    let tested = || target.groups.iter().flat_map(|group| &group.signals);
    let tests = tested().count();
    let is_quiet = tests > 0 && !tested().any(Signal::stands_out);
    let mut rest: Vec<_> = is_quiet.then(|| words::no_signal(language, tests)).into_iter().collect();
    let mut untold: BTreeMap<(SignalKind, Untold), usize> = BTreeMap::new();
    for key in target.groups.iter().flat_map(|group| &group.untold) {
        *untold.entry(*key).or_default() += 1;
    }
    let untold = untold
        .into_iter()
        .map(|((kind, why), groups)| words::untold(language, kind, why, (groups < named).then_some(groups)));
    let untold: Vec<_> = untold.collect();
    rest.extend((!untold.is_empty()).then(|| words::not_told(language, &untold)));
    rest
}
