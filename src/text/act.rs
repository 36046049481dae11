//! Whether a Chinese clause names something that is done within its time. 30日内 alone may be a window
//! in which customers decide, goods may fail or a code holds; only an act makes it a promise.

use super::actor;
use super::affixes::{ZH_NO_CASE, ZH_NOT_DONE, ZH_RESULTS, ZH_UNSURE};
use super::clause::Structure;
use super::fold::is_unspaced;
use super::lexicon::{ACTS, MODALS};
use super::starts::Scan;
use std::ops::Range;

/// 15日内出现质量问题, 七日内故障者可换: what the clause says happens, and is not done.
pub(super) fn happens(text: Scan<'_>, structure: &Structure, time: &Range<usize>) -> bool {
    let tail = time.end..structure.near(&text, time).end.max(time.end);
    let words = &text[tail.clone()];
    if !words.contains(is_unspaced) {
        return false;
    }
    let acts = ACTS.find_in(text, tail.clone());
    let not_done = ZH_NOT_DONE.start(behind_within(words));
    if not_done || acts.first().is_some_and(|hit| hit.kind == "zh-event") {
        return true;
    }
    let act = acts.iter().find(|hit| matches!(hit.kind, "zh-act" | "zh-self"));
    let before_act = &text[tail.start..act.map_or(tail.end, |hit| hit.range.start)];
    before_act.match_indices('者').any(|(at, _)| at > 0 && !ZH_NO_CASE.end(&before_act[..at]))
}

/// Whether the clause, or where it is nothing but the time one beside it, names an act, a duty or a
/// wait. English clauses say it by their verb, and are not asked.
pub(super) fn is_named(
    text: Scan<'_>,
    structure: &Structure,
    time: &Range<usize>,
    head: &str,
    tail: &str,
) -> bool {
    if ![head, tail, &text[time.clone()]].iter().any(|part| part.contains(is_unspaced)) {
        return true;
    }
    let mut acts = ACTS.find_in(text, structure.near(&text, time));
    if behind_within(tail).is_empty() {
        let beside = structure.clause_after(time.start).into_iter();
        for clause in beside.chain(structure.clauses_before(time.start).next()) {
            acts.extend(ACTS.find_in(text, clause));
        }
    }
    acts.iter().any(|hit| matches!(hit.kind, "zh-act" | "zh-self" | "zh-receive" | "zh-wait"))
        || is_brought_about(behind_within(tail))
        || !MODALS.find_words(head).is_empty()
        || actor::ends_with_must(head)
}

/// 救出, 转到责任部门: a verb with its result, that nobody is only allowed.
fn is_brought_about(behind: &str) -> bool {
    let verb = behind.chars().next().map_or(0, char::len_utf8);
    !ZH_UNSURE.within(behind) && ZH_RESULTS.within(&behind[verb..])
}

/// Behind 内, 以内 or 之内.
fn behind_within(tail: &str) -> &str {
    tail.trim_start_matches(['以', '之', '内'])
}
