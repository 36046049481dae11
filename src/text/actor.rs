//! Whether a clause asks the customer to do something: "tell us as soon as possible", 请立即关闭阀门,
//! 业主应第一时间告知物业. What is asked of customers is no promise to them.

use super::affixes::{
    OPENERS, OTHERS_MUST, OURS, OURS_WITHIN, ZH_BELONGS, ZH_CUSTOMERS, ZH_EXPECTS, ZH_FORMAL, ZH_IF,
    ZH_LINKS, ZH_MATTERS, ZH_MAY, ZH_MUST, ZH_NO_MODAL, ZH_PURPOSE, ZH_TELLS, ZH_TERM, ZH_TO, ZH_TOLD,
};
use super::clause::Structure;
use super::customer;
use super::fold::is_unspaced;
use super::lexicon::{ACTORS, ACTS, Hit, SPANS};
use super::starts::Scan;
use std::ops::Range;

/// Whether what stands at a place is the condition of something that the customer is asked to do:
/// "if it is urgent, please ring".
pub(super) fn is_condition_of_request(text: Scan<'_>, structure: &Structure, range: &Range<usize>) -> bool {
    let head = text[structure.clause(range.start).start.min(range.start)..range.start].trim_start();
    if structure.condition_start(range.start).is_none() && !ZH_IF.start(head) {
        return false;
    }
    let tail = range.end..structure.clause(range.start).end.max(range.end);
    if text[range.clone()].contains(is_unspaced)
        && ACTORS.find_in(text, tail).first().is_some_and(|hit| hit.kind == "zh-ask")
    {
        return true;
    }
    let Some(clause) = structure.clause_after(range.start) else { return false };
    let words = text[clause.clone()].trim_start();
    let end = clause.end;
    if words.contains(is_unspaced) {
        let hits = ACTORS.find_in(text, clause);
        return hits.first().is_some_and(|hit| hit.kind == "zh-ask");
    }
    words.starts_with("please ") || requests(words) || customer::begins_with_act(words) && end > range.end
}

/// Whether what stands at a place is what the customer is asked, or allowed, to do.
pub(super) fn is_asked(text: Scan<'_>, structure: &Structure, range: &Range<usize>) -> bool {
    if text[range.clone()].contains(is_unspaced) {
        is_asked_in_chinese(text, structure, range)
    } else {
        is_asked_in_english(text, structure, range)
    }
}

fn is_asked_in_english(text: Scan<'_>, structure: &Structure, range: &Range<usize>) -> bool {
    let clause = structure.near(&text, range);
    let condition = structure.condition_start(range.start).unwrap_or(0);
    let before = clause.start.max(condition).min(range.start)..range.start;
    let head = &text[before.clone()];
    let tail = text.get(range.end..clause.end).unwrap_or_default();
    if requests_in(text, before) || customer::is_done(head.trim_end()) || must_of_others(head) {
        return true;
    }
    if let Some(behind) = customer::subject(head) {
        return customer::must(behind, tail) || customer::relative_must(behind);
    }
    // A clause without a subject goes on with that of the clause before it, or is an order.
    let before = customer::clause_before(text, structure, range.start).map(|before| &text.text[before]);
    customer::begins_with_act(head)
        && before.is_none_or(|before| {
            let is_theirs = requests(before) || customer::acts(before) || customer::begins_with_act(before);
            !is_ours(before) && is_theirs
        })
}

/// "Your landlord must": the duty of somebody else.
fn must_of_others(head: &str) -> bool {
    let head = head.trim_start();
    SPANS.at(head, 0).is_some_and(|hit| {
        let behind = head[hit.range.end..].trim_start();
        hit.kind == "other" && OTHERS_MUST.start(behind)
    })
}

/// Whether the words before a place ask for something: "please", "we ask that", "you are asked to".
pub(super) fn requests(head: &str) -> bool {
    asks(head, &ACTORS.find_words(head))
}

/// The same of a part of a text.
pub(super) fn requests_in(text: Scan<'_>, head: Range<usize>) -> bool {
    asks(&text[..head.end], &ACTORS.find_in(text, head))
}

/// Whether the last of the actors asks, and nobody of ours comes between.
fn asks(head: &str, hits: &[Hit]) -> bool {
    let last = hits.iter().rev().find(|hit| hit.kind == "request");
    last.is_some_and(|hit| {
        let behind = head[hit.range.end..].trim_start();
        !OURS.start(behind) && !OURS_WITHIN.within(behind)
    })
}

/// Whether an English clause begins with the organisation.
pub(super) fn is_ours(clause: &str) -> bool {
    let clause = clause.trim_start();
    let clause = OPENERS.without_start(clause).unwrap_or(clause);
    OURS.start(clause)
}

/// What the end of a head says of what follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Modal {
    Must,
    May,
    None,
}

fn modal(head: &str) -> (Modal, &str) {
    let mut head = head.trim_end();
    while let Some(rest) = ZH_LINKS.without_end(head) {
        head = rest.trim_end();
    }
    if ZH_NO_MODAL.end(head) {
        return (Modal::None, head);
    }
    match (ZH_MUST.without_end(head), ZH_MAY.without_end(head)) {
        (Some(rest), _) => (Modal::Must, rest),
        (None, Some(rest)) => (Modal::May, rest),
        (None, None) => (Modal::None, head),
    }
}

/// 须在, 应当于: what stands behind it must be.
pub(super) fn ends_with_must(head: &str) -> bool {
    modal(head).0 == Modal::Must
}

fn is_asked_in_chinese(text: Scan<'_>, structure: &Structure, range: &Range<usize>) -> bool {
    let clause = structure.near(&text, range);
    let head = clause.start.min(range.start)..range.start;
    let hits = ACTORS.find_in(text, head.clone());
    // 为便于我们及时联系: what something else is for.
    if ZH_PURPOSE.start(text[head.clone()].trim_start_matches([',', '，', '。', ' '])) {
        return true;
    }
    // 请立即关闭阀门; 请拨打热线我们会尽快处理 is not asked.
    if let Some(ask) = hits.iter().rposition(|hit| hit.kind == "zh-ask") {
        return !hits[ask..].iter().any(|hit| hit.kind == "zh-us");
    }
    let tail = range.end..clause.end.max(range.end);
    let acts = ACTS.find_in(text, tail.clone());
    let first = acts.iter().find(|hit| matches!(hit.kind, "zh-customer" | "zh-act" | "zh-self"));
    let is_own = first.is_some_and(|hit| hit.kind == "zh-customer") || tells_us(&text[tail]);
    let (modal, _) = modal(&text[head]);
    match (subject(text, &hits), modal) {
        (Some(Subject::You), Modal::Must) => true,
        (Some(Subject::You), Modal::May) => {
            is_own || first.is_none() && !expects(&text[range.end..clause.end.max(range.end)])
        }
        (Some(Subject::You), Modal::None) | (None, Modal::May) => is_own,
        (Some(Subject::Us), _) => false,
        (None, Modal::Must) => {
            let mut before = structure.clauses_before(range.start);
            let named = before.find_map(|clause| subject(text, &ACTORS.find_in(text, clause)));
            is_own && named != Some(Subject::Us)
                || named == Some(Subject::You) && first.is_none_or(|hit| hit.kind != "zh-act")
        }
        // 请不要骑行并及时上报.
        (None, Modal::None) => {
            let before = structure.clauses_before(range.start).next();
            let asked = before.is_some_and(|clause| {
                let hits = ACTORS.find_in(text, clause);
                hits.iter().any(|hit| hit.kind == "zh-ask") && !hits.iter().any(|hit| hit.kind == "zh-us")
            });
            asked && is_own
        }
    }
}

/// Whether something comes to the customer: 可立即收到.
pub(super) fn expects(tail: &str) -> bool {
    ZH_EXPECTS.within(tail)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    You,
    Us,
}

/// Who a clause is about: the last that it names and that is not what something belongs to or is
/// done for.
fn subject(text: Scan<'_>, hits: &[Hit]) -> Option<Subject> {
    let is_subject = |hit: &&Hit| {
        let (before, after) = (&text[..hit.range.start], &text[hit.range.end..]);
        !ZH_TO.end(before) && !ZH_BELONGS.start(after)
    };
    hits.iter().rev().filter(is_subject).find_map(|hit| match hit.kind {
        "zh-you" => Some(Subject::You),
        "zh-us" => Some(Subject::Us),
        _ => None,
    })
}

/// Whether somebody tells the organisation something: 书面通知我们, 告知护士, not 告知您.
pub(super) fn tells_us(tail: &str) -> bool {
    ZH_TELLS
        .behind(tail)
        .any(|behind| !behind.trim_matches(['。', '，', ',', '；']).is_empty() && !ZH_TOLD.start(behind))
}

/// Whether a Chinese time is the customer's by who must act: 会员须提前30天书面告知, 退会须提前30天.
pub(super) fn owns_chinese(text: Scan<'_>, structure: &Structure, time: &Range<usize>) -> bool {
    let clause = structure.near(&text, time);
    let head = clause.start.min(time.start)..time.start;
    let tail = time.end..clause.end.max(time.end);
    let asks_or_allows = |part: &str| ZH_MUST.within(part) || ZH_MAY.within(part) || part.contains('请');
    // Most clauses neither ask nor allow anything.
    if !asks_or_allows(&text[head.clone()]) && !text[head.clone()].contains(['期', '限']) {
        return false;
    }
    let told = tells_customers(&text[tail.clone()]);
    let acts = ACTS.find_in(text, tail.clone());
    let actors = ACTORS.find_in(text, head.clone());
    let is_ours = |actors: &[Hit]| actors.iter().any(|hit| hit.kind == "zh-us");
    let done = acts.iter().find(|hit| hit.kind == "zh-act");
    let is_formal = done.is_none_or(|hit| ZH_FORMAL.has(&text[hit.range.clone()]));
    let matters = ACTS.find_in(text, head.clone()).into_iter().any(|hit| {
        let behind = &text[hit.range.end..head.end];
        let is_matter = hit.kind == "zh-matter"
            || hit.kind == "zh-customer" && is_formal && ZH_MATTERS.has(&text[hit.range.clone()]);
        let term = hit.kind == "zh-customer" && ZH_TERM.start(behind);
        is_matter && asks_or_allows(behind) || term && is_formal
    });
    if matters && !is_ours(&actors) {
        return !told;
    }
    // 仲裁方须在10个工作日内回应, 项目须在6个月内启动.
    let must_others = actors.iter().any(|hit| {
        let behind = text[hit.range.end..head.end].trim_start_matches(['也', '均', '都', '还']);
        hit.kind == "zh-other" && ZH_MUST.start(behind)
    });
    if must_others && !told && !is_ours(&ACTORS.find_in(text, tail.clone())) {
        return true;
    }
    // 车主须在收到短信后24小时内移车.
    let must_behind = actors.iter().any(|hit| {
        let behind = text[hit.range.end..head.end].trim_start_matches(['也', '均', '都', '还']);
        let must = ZH_MUST.start(behind);
        let may = ZH_MAY.start(behind);
        hit.kind == "zh-you" && (must || may && !expects(&text[tail.clone()]))
    });
    let is_theirs = acts.iter().find(|hit| matches!(hit.kind, "zh-customer" | "zh-act" | "zh-self"));
    if must_behind
        && !told
        && is_theirs.is_none_or(|hit| hit.kind == "zh-customer" || tells_us(&text[tail.clone()]))
    {
        return true;
    }
    let (modal, _) = modal(&text[head.clone()]);
    if modal == Modal::None {
        return false;
    }
    let named = subject(text, &actors).or_else(|| {
        structure.clauses_before(time.start).find_map(|clause| subject(text, &ACTORS.find_in(text, clause)))
    });
    let first = acts.iter().find(|hit| matches!(hit.kind, "zh-customer" | "zh-act"));
    let is_own = first.is_none_or(|hit| hit.kind == "zh-customer") || tells_us(&text[tail]);
    named == Some(Subject::You) && is_own && !told
}

fn tells_customers(tail: &str) -> bool {
    ZH_TELLS.behind(tail).any(|behind| ZH_CUSTOMERS.start(behind.trim_start_matches('到')))
}

#[cfg(test)]
mod tests {
    use crate::text::{CLASS_WORDS, Reading, VAGUE_TIME};

    /// Vague words, and whether they are asked of the customer.
    fn asked(text: &str) -> Vec<bool> {
        let reading = Reading::new(text);
        reading.mentions(&VAGUE_TIME).iter().map(|mention| reading.is_asked(&mention.range)).collect()
    }

    #[test]
    fn what_the_customer_is_asked_to_do() {
        for text in [
            "Please tell us as soon as possible.",
            "If you are unhappy with it, tell us as soon as possible.",
            "It helps us if you report a change of address promptly.",
            "Parents are asked to tell the nursery straight away.",
            "Those who smell gas should open the windows immediately.",
            "Items must be inspected immediately on arrival.",
            "In an emergency, leave the building at once and ring 999 immediately.",
            "Check them when they come back and let us know about damage right away.",
            "You have a duty to report damage as soon as possible.",
            "Your landlord must repair it as soon as possible.",
            "发现漏气请立即关闭阀门。",
            "用户如闻到异味，应立即开窗通风。",
            "发现隐患的业主应第一时间告知物业。",
            "建议您收到货后尽快验收。",
            "如身体不适，务必马上告知教练。",
            "请不要骑行并及时上报。",
            "为便于我们及时与您联系，请留下电话。",
            "住戶如需更改預約，請盡早聯絡我們。",
            "家长如有疑问可随时与班主任沟通。",
        ] {
            assert_eq!(asked(text), [true], "{text}");
        }
    }

    #[test]
    fn what_is_promised_is_not_asked() {
        for text in [
            "Please leave a number and we ring back shortly.",
            "Tell us your number and we will ring you immediately.",
            "We come, repair the leak and tidy up promptly.",
            "If we find a leak, we close the valve and tell you as soon as possible.",
            "You should receive a receipt shortly.",
            "You will be told immediately if the line fails.",
            "Complaints must be answered promptly.",
            "We ask our couriers to deliver promptly.",
            "请拨打热线我们会尽快处理。",
            "住户报修后，维修人员应立即到场。",
            "客户的投诉应立即登记。",
            "用户反映的问题，应及时解决。",
            "对客户的投诉须及时调查。",
            "客户可立即获得编号。",
            "如遇停水，将及时通知业主。",
        ] {
            assert_eq!(asked(text), [false], "{text}");
        }
    }

    #[test]
    fn conditions_of_requests() {
        let found = |text: &str| {
            let reading = Reading::new(text);
            let mentions = reading.mentions(&CLASS_WORDS).into_iter();
            mentions.map(|mention| reading.is_condition_of_request(&mention.range)).collect::<Vec<_>>()
        };
        assert_eq!(found("If it is urgent, please ring rather than write."), [true]);
        assert_eq!(found("If it is urgent, we come within 2 hours."), [false]);
        assert_eq!(found("遇緊急事故請致電999。"), [true]);
        assert_eq!(found("紧急来信当日答复。"), [false]);
    }
}
