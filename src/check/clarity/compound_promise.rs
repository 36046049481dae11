//! CLR010: more promises in one text than are measured.

use crate::check::{Context, Each, Passage, Rule, each, promised};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::text::{Around, TimeFact};

static CODE: Code = Code { code: "CLR010", name: "compound-promise", level: Level::Warning };

/// One text with two or more obligations with limits of their own, but fewer targets.
pub struct CompoundPromise;

impl Rule for CompoundPromise {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("compound_promise.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            // The other languages of the same text say it again.
            findings.extend(subject.texts().find_map(|passage| compound(context, passage)));
        }))
    }
}

fn compound(context: &Context<'_>, passage: &Passage<'_>) -> Option<Finding> {
    let targets = passage.commitment.targets.len();
    // Most texts have too few before anything is compared.
    let most = passage.reading.times().len().max(passage.reading.shares().len());
    if most < 2 || most <= targets {
        return None;
    }
    let mut limits = promised::limits(passage);
    drop_repeated(&mut limits.promised, passage);
    let times = limits.promised.len();
    let shares = promised::shares(passage);
    let count = times.max(shares.promised.len());
    if count < 2 || count <= targets {
        return None;
    }
    // The one that no target has; where all are the same limit, the last.
    let range = if count == times {
        let different = limits.different.iter().map(|(time, _)| time);
        let unmeasured = limits.extra.iter().chain(different).min_by_key(|time| time.range.start);
        unmeasured.or(limits.promised.last())?.range.clone()
    } else {
        let unmeasured = shares.different.first().map(|(share, _)| share);
        unmeasured.or(shares.promised.last())?.range.clone()
    };
    let message =
        Clarity::CompoundPromise { limit: passage.words(range.clone()).to_owned(), limits: count, targets };
    let span = passage.locate(context.sources, range);
    Some(Finding::new(&CODE, span, message).in_definition(&passage.commitment.id))
}

/// Takes out what says a limit again for the same act: "within those 24 hours", or the same words
/// around the same limit.
fn drop_repeated(promised: &mut Vec<&TimeFact>, passage: &Passage<'_>) {
    let mut known: Vec<(&TimeFact, &str)> = Vec::new();
    promised.retain(|time| {
        let around = passage.reading.around(&time.range);
        let act = act(&around);
        let is_again = |(other, before): &(&TimeFact, &str)| {
            other.duration == time.duration && (refers_back(&around) || !act.is_empty() && *before == act)
        };
        let again = known.iter().any(is_again);
        known.push((time, act));
        !again
    });
}

/// What is done within the limit: the word before "within", or what stands behind 内.
fn act<'a>(around: &Around<'a>) -> &'a str {
    let behind = around.after.trim_start_matches(['以', '之', '内']);
    if behind.len() < around.after.len() {
        let end = behind.char_indices().nth(2).map_or(behind.len(), |(at, _)| at);
        return &behind[..end];
    }
    let before = around.before.trim_end();
    let before = before.strip_suffix("within").unwrap_or_default().trim_end();
    before.rsplit(' ').next().unwrap_or_default()
}

/// "within those", "within the same", 在上述, 该.
fn refers_back(around: &Around<'_>) -> bool {
    let before = around.before.trim_end();
    ["the", "those", "these", "that", "this", "same", "上述", "该", "这", "前述"].iter().any(|word| {
        before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphabetic) || !word.is_ascii())
    })
}
