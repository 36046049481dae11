//! Whether a time is the customer's own: "claim within 30 days", 您须在30日内提出申请.

use super::lexicon::{ACTS, Hit};
use super::starts::Scan;
use std::ops::Range;

/// Whether a time is the customer's, by the head and the tail of the clause around it.
pub(super) fn owns(text: Scan<'_>, time: &Range<usize>, head: &str, tail: &str) -> bool {
    let (before, behind) = (time.start - head.len()..time.start, time.end..time.end + tail.len());
    is_english(head) || !(head.is_ascii() && tail.is_ascii()) && is_chinese(text, before, behind)
}

/// "you may claim within", "claim within", "faults reported within", "claims must reach us within".
fn is_english(head: &str) -> bool {
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let marker = ["within", "in", "for", "no later than"]
        .iter()
        .find_map(|word| head.trim_end().strip_suffix(word).filter(|rest| rest.ends_with(' ')));
    marker.map(str::trim_end).is_some_and(is_done) || acts(head)
}

/// "faults reported", "must be sent to us"; not "your call is returned".
fn is_done(head: &str) -> bool {
    let Some(hit) = ACTS.before(head, head.len()).filter(|hit| hit.kind == "done") else { return false };
    let rest = head[..hit.range.start].trim_end();
    let must = ["must", "should", "have to", "need to", "has to", "needs to", "are to", "is to"];
    let is_due = |rest: &str| must.iter().any(|word| rest.ends_with(word));
    match ACTS.kind_before(rest, rest.len()) {
        Some("passive") => rest.strip_suffix(" be").is_some_and(is_due),
        Some("modal") => is_due(rest),
        _ => true,
    }
}

/// Whether an English clause is about what the customer does: "you may ask", "claim".
fn acts(clause: &str) -> bool {
    let clause = clause.trim_start();
    if clause.starts_with("please ") {
        return true;
    }
    let openings = ["if ", "when ", "once ", "then ", "and ", "so ", "or "];
    let clause = openings.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
    let subject = ACTS.at(clause, 0).filter(|hit| hit.kind == "subject");
    let mut verb = subject.as_ref().map_or(clause, |hit| &clause[hit.range.end..]).trim_start();
    verb = ["who ", "that "].iter().find_map(|word| verb.strip_prefix(word)).unwrap_or(verb);
    let mut allowed = false;
    while let Some(hit) = ACTS.at(verb, 0).filter(|hit| hit.kind == "modal") {
        allowed = true;
        verb = verb[hit.range.end..].trim_start();
    }
    match ACTS.kind_at(verb, 0) {
        Some("customer") => subject.is_some() || is_addressed(verb),
        Some("expects") => false,
        _ => subject.is_some() && allowed,
    }
}

/// A clause that begins with a verb speaks to the customer, unless the verb is a noun of what is
/// promised: "Test results within 24 hours", "Reply within 24 hours".
fn is_addressed(clause: &str) -> bool {
    let mut words = clause.split_whitespace();
    let verb = words.next().unwrap_or_default();
    match words.next().unwrap_or_default() {
        "it" | "the" | "us" | "your" | "to" | "a" | "an" | "any" | "at" | "by" | "online" | "them" => true,
        "within" | "for" | "in" | "no" => {
            matches!(
                verb,
                "apply" | "appeal" | "ask" | "cancel" | "claim" | "complain" | "object" | "register"
            )
        }
        _ => false,
    }
}

/// 您须在30日内申请, 30日内书面提出.
fn is_chinese(text: Scan<'_>, head: Range<usize>, tail: Range<usize>) -> bool {
    let is = |kind: &'static str| move |hit: &Hit| hit.kind == kind;
    let before = ACTS.find_in(text, head);
    let acts = ACTS.find_in(text, tail);
    let allowed = before.iter().any(is("zh-modal"));
    let own = acts.first().is_some_and(|hit| hit.kind == "zh-customer");
    let for_them = acts.iter().any(is("zh-act")) || before.iter().any(is("zh-self"));
    allowed && !acts.iter().any(is("zh-self")) || own && !for_them
}
