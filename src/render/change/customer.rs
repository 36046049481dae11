//! What a change means for customers, in plain words and in both languages: the old numbers and the new.
//!
//! Only what customers were told, or are: standards and drafts are the organisation's own affair.

use super::Changes;
use super::words::ChangeWords;
use crate::diff::{Effect, Kind, Reason, Subject, SubjectChange};
use crate::model::{Limit, Measure, Period, Prose, Share, Statistic, Status, Target};
use crate::render::Language;
use crate::render::markdown::escaped;
use crate::text::{Duration, words_of_name};
use std::io::{self, Write};

/// Writes the change for customers, as plain text or as Markdown.
pub fn customer(changes: &Changes<'_, '_>, as_markdown: bool, out: &mut dyn Write) -> io::Result<()> {
    let shown = |text: &str| if as_markdown { escaped(text) } else { text.to_owned() };
    if as_markdown {
        writeln!(out, "{}\n", super::MARKER)?;
    }
    let mut any = false;
    for change in &changes.diff.changes {
        let both = [Language::En, Language::Zh].map(|language| {
            let changes = Changes { language, ..*changes };
            (title(&changes, change), lines(&changes, change))
        });
        if both.iter().all(|(_, lines)| lines.is_empty()) {
            continue;
        }
        if any {
            writeln!(out)?;
        }
        any = true;
        let mut titles: Vec<_> = both.iter().map(|(title, _)| shown(title)).collect();
        titles.dedup();
        let titles = titles.join(" / ");
        writeln!(out, "{}", if as_markdown { format!("### {titles}\n") } else { titles })?;
        for line in both.iter().flat_map(|(_, lines)| lines) {
            writeln!(out, "{}{}", if as_markdown { "- " } else { "  " }, shown(line))?;
        }
    }
    if any {
        return Ok(());
    }
    for language in [Language::En, Language::Zh] {
        writeln!(out, "{}", ChangeWords(language).nothing_for_customers())?;
    }
    Ok(())
}

fn title(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> String {
    let title = changes.title(change);
    if title.is_empty() { change.subject().map_or("", Subject::id).to_owned() } else { title.to_owned() }
}

/// Whether customers are told of it.
fn is_told(subject: Option<Subject<'_>>) -> bool {
    let status = subject.and_then(Subject::status);
    matches!(status, Some(Status::Published | Status::Pilot | Status::Suspended))
}

/// What a change means for customers, in the language of `changes`.
pub(super) fn lines(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> Vec<String> {
    let words = changes.words();
    let is_unread =
        |effect: &Effect<'_>| matches!(effect.reason, Some(Reason::UnreadBefore | Reason::UnreadAfter));
    // Whether it is new, or gone, is not known.
    if change.effects.iter().any(is_unread) {
        return Vec::new();
    }
    let text = |subject: Option<Subject<'_>>| {
        let prose = subject.and_then(|subject| subject.text().or(subject.title()));
        prose.map_or_else(
            || subject.map_or("", Subject::id).to_owned(),
            |prose| one_line(prose, changes.language),
        )
    };
    match (is_told(change.old), is_told(change.new)) {
        (false, false) => return Vec::new(),
        (false, true) => return vec![words.added(&text(change.new))],
        (true, false) => return vec![words.withdrawn(&text(change.old))],
        (true, true) => {}
    }
    let mut lines = Vec::new();
    let is_next = change.is_next_version;
    for effect in &change.effects {
        lines.extend(of_effect(changes, effect, Names::Shown));
    }
    if is_next && let [Some(old), Some(new)] = [change.old, change.new] {
        let dates = |subject: Subject<'_>| {
            let effective = subject.effective();
            let date = |date: Option<crate::source::Spanned<crate::model::Date>>| {
                date.map(|date| date.value.to_string())
            };
            words.in_force(date(effective.from).as_deref(), date(effective.until).as_deref())
        };
        lines.push(words.dates(&dates(old), &dates(new)));
    }
    let (was, is) = (text(change.old), text(change.new));
    if was != is {
        lines.push(words.text_now(&is, &was));
    }
    lines
}

/// What a version of a commitment means for customers against the one before it, without names that only
/// the organisation knows.
pub(in crate::render) fn of_version(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in change.effects.iter().flat_map(|effect| of_effect(changes, effect, Names::Hidden)) {
        // Several fields are one thing where their names are hidden.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Whether columns, events and other names of definitions are shown, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Names {
    /// As they are written.
    Shown,
    /// As words: `slot_end` is "slot end".
    InWords,
    /// Not at all.
    Hidden,
}

fn one_line(prose: &Prose, language: Language) -> String {
    prose.in_language(language.as_str()).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_effect(changes: &Changes<'_, '_>, effect: &Effect<'_>, names: Names) -> Vec<String> {
    let words = changes.words();
    let case = match names {
        Names::Shown => changes.case(effect),
        Names::InWords | Names::Hidden => case_in_words(words, effect),
    };
    let with_case = |terms: String| words.with_case(&terms, &case);
    let nothing = || words.nothing().to_owned();
    let terms = |target| terms(words, target, names);
    match effect.targets {
        _ if effect.kind == Kind::Reworded => Vec::new(),
        (Some(old), Some(new)) => {
            let (was, is) = (terms(old), terms(new));
            let now = with_case(is.clone());
            let line = if was == is {
                words.other_hours(effect.kind, &now)
            } else {
                words.terms(effect.kind, &now, &was)
            };
            std::iter::once(line)
                .chain(effect.witnesses.iter().map(|witness| changes.witness(witness)))
                .collect()
        }
        (Some(old), None) => vec![words.old_terms(&with_case(terms(old)))],
        (None, Some(new)) => vec![words.new_terms(&with_case(terms(new)))],
        (None, None) => {
            let values = |field: &crate::diff::FieldChange| {
                [&field.new, &field.old].map(|value| value.clone().unwrap_or_else(nothing))
            };
            match effect.kind {
                Kind::StatusChanged => effect
                    .fields
                    .iter()
                    .map(|field| {
                        let [now, before] = values(field);
                        let shown = |word: &str| status(words, word);
                        words.status_now(&shown(&now), &shown(&before))
                    })
                    .collect(),
                Kind::Narrowed | Kind::Widened if !case.is_empty() => vec![words.cover(effect.kind, &case)],
                kind => effect
                    .fields
                    .iter()
                    .map(|field| {
                        let [now, before] = values(field);
                        let part =
                            field.field.strip_prefix("remedy: ").or((field.field == "remedy").then_some(""));
                        // Who approves, and of which column a percentage is, is not for customers.
                        let is_internal = part.is_none_or(|part| matches!(part, "claim.approval" | "of"));
                        match part {
                            _ if is_internal && names == Names::Hidden => {
                                words.other_terms(field.field.starts_with("exception")).to_owned()
                            }
                            Some(part) => words.remedy(kind, part, &now, &before),
                            None => words.field_now(&words.field(&field.field), &now, &before),
                        }
                    })
                    .collect(),
            }
        }
    }
}

fn status(words: ChangeWords, word: &str) -> String {
    let all = [Status::Draft, Status::Pilot, Status::Published, Status::Suspended, Status::Retired];
    let known = all.into_iter().find(|status| status.as_str() == word);
    known.map_or_else(|| word.to_owned(), |status| words.status(status).to_owned())
}

/// A case, as far as conditions look at it, in plain words: `priority: urgent`.
fn case_in_words(words: ChangeWords, effect: &Effect<'_>) -> String {
    let entry = |(name, found): &(String, String)| {
        let found = if found.is_empty() { words.missing() } else { found };
        words.named(&words_of_name(name), found)
    };
    effect.case.iter().map(entry).collect::<Vec<_>>().join(words.separator())
}

/// What a target promises customers, without the names of columns.
pub(in crate::render) fn promised(language: Language, target: &Target) -> String {
    terms(ChangeWords(language), target, Names::Hidden)
}

/// What a target promises or asks for, with the names of columns as words.
pub(in crate::render) fn asked(language: Language, target: &Target) -> String {
    terms(ChangeWords(language), target, Names::InWords)
}

/// A duration as customers are told.
pub(in crate::render) fn duration(language: Language, duration: Duration) -> String {
    ChangeWords(language).duration(duration)
}

/// What a target promises, in plain words.
fn terms(words: ChangeWords, target: &Target, names: Names) -> String {
    let per = target.per.map_or(Period::Month, |per| per.value);
    let bound = |limit: &Option<crate::source::Spanned<Limit>>| {
        limit.as_ref().map(|limit| match &limit.value {
            Limit::Number(number) => number.to_string(),
            Limit::Duration(written) => words.duration(written.value),
        })
    };
    let limit = match target.measure() {
        Some(Measure::Within(_, within)) => words.within(&words.duration(within.value)),
        Some(Measure::Ahead(_, ahead)) => words.ahead(&words.duration(ahead.value)),
        Some(Measure::By(..)) if names == Names::Hidden => words.by_own_due().to_owned(),
        Some(Measure::By(_, column)) if names == Names::InWords => words.by(&words_of_name(column)),
        Some(Measure::By(_, column)) => words.by(column),
        Some(Measure::Value(name) | Measure::ValueStatistic(name, _) | Measure::ClockStatistic(name, _)) => {
            let (least, most) = (bound(&target.at_least), bound(&target.at_most));
            let equals = target.equals.as_ref().map(|value| value.value.as_str());
            let statistic = target.statistic.map(|statistic| statistic.value);
            let of = match (statistic, names) {
                (statistic, Names::InWords | Names::Hidden) => {
                    words.statistic(statistic.unwrap_or(Statistic::Share))
                }
                (Some(statistic), Names::Shown) => {
                    format!("{} {name}", crate::render::report::statistic(statistic))
                }
                (None, Names::Shown) => name.to_owned(),
            };
            let bound = |of: &str| words.bound(of, least.as_deref(), most.as_deref(), equals);
            match (names, equals) {
                // What a value must be is a word of the log; the promise's own text says it.
                (Names::Hidden, Some(_)) => words.as_said().to_owned(),
                (Names::InWords, Some(_)) => bound(&words_of_name(name)),
                (Names::InWords, None) => words.named(&words_of_name(name), &bound(&of)),
                (Names::Shown, _) | (Names::Hidden, None) => bound(&of),
            }
        }
        None => String::new(),
    };
    if !target.is_share() {
        return match names {
            Names::Shown => limit,
            Names::InWords | Names::Hidden => words.each_period(&limit, per),
        };
    }
    let share = if target.share() == Share::every() {
        words.always().to_owned()
    } else {
        words.share(&target.share().to_string(), per)
    };
    format!("{limit}{}{share}", words.separator())
}
