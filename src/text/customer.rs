//! Whether a time is the customer's own: "claim within 30 days", 您须在30日内提出申请.

use super::actor::{self, requests};
use super::affixes::{
    ADVERBIAL, BEFORE_TIME, BILLS, DONE_TO, IS_TO, IS_WELCOME, MAY_DO, MUST_BE, MUST_DO, NO_ORDER_ENDS,
    NO_VERBS, NOTICES, OPENERS, ORDERED, ORDERS, OURS_WITHIN, PAYABLE, RELATIVE, RELATIVE_MUST, RETURNS,
    STAFF, UP_TO, WELCOME, WELCOME_THINGS, ZH_FREELY, ZH_MAY, ZH_TO,
};
use super::clause::Structure;
use super::fold::is_unspaced;
use super::lexicon::{ACTS, Hit, NOTICE};
use super::starts::Scan;
use std::ops::Range;

/// Whether a time is the customer's, by the head and the tail of the clause around it.
pub(super) fn owns(
    text: Scan<'_>,
    structure: &Structure,
    time: &Range<usize>,
    head: &str,
    tail: &str,
) -> bool {
    let (before, behind) = (time.start - head.len()..time.start, time.end..time.end + tail.len());
    // A time is the customer's in the language of the words around it.
    if head.contains(is_unspaced) || tail.contains(is_unspaced) {
        is_chinese(text, before, behind) || actor::owns_chinese(text, structure, time)
    } else {
        let asked = actor::requests_in(text, before);
        gives_notice(head, tail, asked) || is_english(head, asked, text, structure, time)
    }
}

/// "give us 24 hours' notice", "a 30-day notice is required", "with 30 days' notice": notice is the
/// customer's unless somebody gives it to the customer.
fn gives_notice(head: &str, tail: &str, asked: bool) -> bool {
    let tail = tail.trim_start_matches(['\'', ' ', '-']);
    if !NOTICES.start(tail) && !head.contains("notice of ") {
        return false;
    }
    if asked {
        return true;
    }
    let mut hits = NOTICE.find_words(head);
    hits.extend(NOTICE.find_words(tail));
    let has = |kind: &str| hits.iter().any(|hit| hit.kind == kind);
    has("asks") || !actor::is_ours(head) && !has("to-you") && has("theirs")
}

/// "you may claim within", "claim within", "faults reported within", "claims must reach us within".
fn is_english(head: &str, asked: bool, text: Scan<'_>, structure: &Structure, time: &Range<usize>) -> bool {
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let marker = BEFORE_TIME.without_end(head.trim_end()).filter(|rest| rest.ends_with(' '));
    if asked || marker.map(str::trim_end).is_some_and(is_done) {
        return true;
    }
    if is_due(head) || is_welcome(head) || must_act(head) {
        return true;
    }
    if subject(head).is_some_and(relative_must) {
        return true;
    }
    // "We mend it and keep you informed": a clause without a subject goes on with that of ours.
    let before = clause_before(text, structure, time.start);
    if subject(head).is_none() && before.as_ref().is_some_and(|clause| actor::is_ours(&text[clause.clone()]))
    {
        return false;
    }
    let order = opened(head);
    let is_order = before.is_none()
        && (ACTS.kind_at(order, 0) == Some("imperative") || order.starts_with("be ") || is_order(order));
    let goes_on = || {
        begins_with_act(head)
            && before.is_some_and(|clause| requests(&text[clause.clone()]) || acts(&text[clause]))
    };
    acts(head) || is_order || goes_on()
}

/// The clause before a place in its sentence that has a subject or is an order: no condition, and not
/// only "in an emergency" or "for your safety".
pub(super) fn clause_before(text: Scan<'_>, structure: &Structure, at: usize) -> Option<Range<usize>> {
    let before = structure.clauses_before(at).next()?;
    let words = text[before.clone()].trim_start();
    let is_adverbial = ADVERBIAL.start(words) && words.split_whitespace().count() <= 6;
    (!is_adverbial && !structure.begins_conditional(&text, &before)).then_some(before)
}

/// "sessions must be booked 24 hours ahead", "invoices are payable within", "the rest is due".
fn is_due(head: &str) -> bool {
    if !["be ", "due", "payable"].iter().any(|word| head.contains(word)) {
        return false;
    }
    let head = format!(" {}", head.trim());
    let is_done = |verb: &str| ACTS.before(verb, verb.len()).is_some_and(|hit| hit.kind == "done");
    let begins_done = |verb: &str| ACTS.kind_at(verb, 0) == Some("done") || verb.starts_with("with us");
    MUST_BE.behind(&head).next().is_some_and(|verb| is_done(verb.trim_end()) || begins_done(verb))
        || BILLS.within(&head) && PAYABLE.within(&head) && !head.contains(" we ")
}

/// "returns are accepted within", "we accept claims within", "goods can go back within".
fn is_welcome(head: &str) -> bool {
    let head = head.trim();
    let head = UP_TO.without_end(head).unwrap_or(head).trim_end();
    let taken = WELCOME_THINGS.without_end(head).is_some_and(|rest| WELCOME.end(rest.trim_end()));
    taken || RETURNS.end(head) || IS_WELCOME.end(head)
}

/// "groups of ten need to book", "anyone who … must report": nobody of ours must do what customers do.
fn must_act(head: &str) -> bool {
    let head = format!(" {head}");
    MUST_DO.behind(&head).any(|verb| ACTS.kind_at(verb, 0) == Some("customer"))
        && !STAFF.within(&head)
        && !OURS_WITHIN.within(&head)
}

/// Behind "if", "when", "then" and the like.
fn opened(clause: &str) -> &str {
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    OPENERS.without_start(clause).unwrap_or(clause)
}

/// What stands behind the customer as the subject of an English clause.
pub(super) fn subject(clause: &str) -> Option<&str> {
    let clause = opened(clause);
    ACTS.at(clause, 0).filter(|hit| hit.kind == "subject").map(|hit| clause[hit.range.end..].trim_start())
}

/// Whether an English clause begins with an act of customers: "tell us", "ring 999".
pub(super) fn begins_with_act(clause: &str) -> bool {
    let clause = opened(clause);
    match ACTS.kind_at(clause, 0) {
        Some("imperative") => true,
        _ if clause.starts_with("be ") || is_order(clause) => true,
        Some("customer") => {
            is_addressed(clause) || clause.split_whitespace().nth(1).is_none_or(|word| word != "is")
        }
        _ => false,
    }
}

/// "empty the cupboards", "check them": an order, by the word behind the verb.
fn is_order(clause: &str) -> bool {
    let mut words = clause.split_whitespace();
    let verb = words.next().unwrap_or_default();
    let behind = words.next().unwrap_or_default();
    let is_verb = verb.len() > 2
        && verb.chars().all(|c| c.is_ascii_lowercase())
        && !NO_VERBS.has(verb)
        && !NO_ORDER_ENDS.end(verb);
    is_verb && ORDERED.has(behind)
}

/// Whether customers, as the subject, are told or allowed to do what follows: "you must promptly",
/// "you report it", "you can immediately cancel"; not "you can immediately see" or "you will soon".
pub(super) fn must(behind: &str, tail: &str) -> bool {
    let mut verb = behind;
    let mut firm = false;
    let mut allowed = false;
    while let Some(hit) = ACTS.at(verb, 0).filter(|hit| hit.kind == "modal") {
        firm |= !MAY_DO.start(verb);
        allowed = true;
        verb = verb[hit.range.end..].trim_start();
    }
    if verb.starts_with("be ") || verb.starts_with("receive ") || verb.starts_with("expect ") {
        return false;
    }
    let next = if verb.is_empty() { tail.trim_start() } else { verb };
    firm || matches!(ACTS.kind_at(next, 0), Some("customer" | "imperative")) && (allowed || !verb.is_empty())
}

/// "patients who feel unwell should".
pub(super) fn relative_must(behind: &str) -> bool {
    let clause = format!("{behind} ");
    RELATIVE.start(behind) && RELATIVE_MUST.behind(&clause).any(|verb| !verb.starts_with("be "))
}

/// "faults reported", "must be sent to us"; not "your call is returned".
pub(super) fn is_done(head: &str) -> bool {
    let head = head.strip_suffix(" free of charge").or(head.strip_suffix(" without charge")).unwrap_or(head);
    let Some(hit) = ACTS.before(head, head.len()).filter(|hit| hit.kind == "done") else { return false };
    let rest = head[..hit.range.start].trim_end();
    let is_due = |rest: &str| IS_TO.end(rest);
    match ACTS.kind_before(rest, rest.len()) {
        Some("passive") => rest.strip_suffix(" be").is_some_and(is_due),
        Some("modal") => is_due(rest),
        _ => true,
    }
}

/// Whether an English clause is about what the customer does: "you may ask", "claim".
pub(super) fn acts(clause: &str) -> bool {
    let clause = clause.trim_start();
    if clause.starts_with("please ") {
        return true;
    }
    let clause = OPENERS.without_start(clause).unwrap_or(clause);
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
        _ if is_done_to(verb) => false,
        _ => subject.is_some() && allowed,
    }
}

/// "be told", "be seen": what is done for customers.
fn is_done_to(verb: &str) -> bool {
    let Some(behind) = verb.strip_prefix("be ") else { return false };
    let word = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.ends_with("ed") || DONE_TO.has(word)
}

/// A clause that begins with a verb speaks to the customer, unless the verb is a noun of what is
/// promised: "Test results within 24 hours", "Reply within 24 hours".
fn is_addressed(clause: &str) -> bool {
    let mut words = clause.split_whitespace();
    let verb = words.next().unwrap_or_default();
    match words.next().unwrap_or_default() {
        "it" | "back" | "the" | "us" | "your" | "to" | "a" | "an" | "any" | "at" | "by" | "online"
        | "them" => true,
        "within" | "for" | "in" | "no" => ORDERS.has(verb),
        _ => false,
    }
}

/// 您须在30日内申请, 30日内书面提出, 签收后7天内可以退.
fn is_chinese(text: Scan<'_>, head: Range<usize>, tail: Range<usize>) -> bool {
    let is = |kind: &'static str| move |hit: &Hit| hit.kind == kind;
    let before = ACTS.find_in(text, head.clone());
    let acts = ACTS.find_in(text, tail.clone());
    let allowed = before.iter().any(is("zh-modal"));
    let first = acts.iter().find(|hit| hit.kind != "zh-matter" && !is_object(&text, hit));
    let own = first.is_some_and(|hit| matches!(hit.kind, "zh-customer" | "zh-files"));
    let files = first.is_some_and(is("zh-files"));
    let for_them = acts.iter().any(is("zh-act")) && !files
        || before.iter().any(|hit| matches!(hit.kind, "zh-self" | "zh-paid"));
    let is_expected = allowed && actor::expects(&text[tail.clone()]);
    let by_us = acts.iter().any(|hit| hit.kind == "zh-self" && !is_object(&text, hit));
    allowed && !by_us && !is_expected || own && !for_them || gives_back(&before, &text[tail])
}

/// 下单后72小时内可以退, 报名后7天内可以退费: customers may go back on it, unless they have asked already and
/// wait for their money.
fn gives_back(before: &[Hit], tail: &str) -> bool {
    let tail = tail.trim_start_matches(['以', '之', '内', '前']);
    let Some(mut rest) = ZH_MAY.without_start(tail) else { return false };
    while let Some(behind) = ZH_FREELY.without_start(rest) {
        rest = behind;
    }
    rest.starts_with(['退', '换', '改']) && !before.iter().any(|hit| hit.kind == "zh-asked")
}

/// 通知本公司, 与客服联系: told the organisation, and not done by it.
fn is_object(text: &str, hit: &Hit) -> bool {
    let before = &text[..hit.range.start];
    hit.kind == "zh-self" && ZH_TO.end(before)
}
