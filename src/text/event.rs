//! Where clocks begin and end in words: "from receiving", 自受理起, 付款后, "until".

use super::clause::Structure;
use super::find::FoundDuration;
use super::lexicon::EVENTS;
use super::starts::Scan;
use std::ops::Range;

/// An event that a text names as the beginning or the end of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFact {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether a clock begins there; otherwise it ends.
    pub begins: bool,
}

/// The events of a folded text, from left to right.
pub(super) fn find(text: Scan<'_>, structure: &Structure, durations: &[FoundDuration]) -> Vec<EventFact> {
    let listed = EVENTS.find(text).into_iter();
    let mut found: Vec<_> =
        listed.map(|hit| EventFact { range: hit.range, begins: hit.kind == "begin" }).collect();
    found.extend(since(text.text, structure));
    found.extend(durations.iter().filter_map(|duration| beside(&text, structure, &duration.range)));
    found.sort_by_key(|event| (event.range.start, event.range.end));
    found.dedup_by(|second, first| first.range.end > second.range.start);
    found
}

/// 自受理起, 从下单之日起.
fn since<'t>(text: &'t str, structure: &'t Structure) -> impl Iterator<Item = EventFact> + 't {
    text.char_indices().filter(|(_, c)| matches!(c, '自' | '从')).filter_map(move |(at, _)| {
        let clause = structure.clause(at);
        let end = at + text.get(at..clause.end)?.find('起')? + '起'.len_utf8();
        Some(EventFact { range: at..end, begins: true })
    })
}

/// 接到报修后4小时内, "within 4 hours of your call", "within 4 hours after the report".
fn beside(text: &str, structure: &Structure, range: &Range<usize>) -> Option<EventFact> {
    let clause = structure.clause(range.start);
    let head = text.get(clause.start..range.start)?;
    if let Some(after) = head.rfind('后') {
        return Some(EventFact {
            range: clause.start..clause.start + after + '后'.len_utf8(), begins: true
        });
    }
    let tail = text.get(range.end..clause.end)?;
    let rest = tail.trim_start();
    let start = range.end + tail.len() - rest.len();
    let begins = ["of ", "after ", "from "].iter().any(|word| rest.starts_with(word));
    begins.then_some(EventFact { range: start..clause.end, begins: true })
}

#[cfg(test)]
mod tests {
    use crate::text::Reading;

    #[test]
    fn beginnings_and_ends() {
        let read = |text: &'static str| -> Vec<(&str, bool)> {
            let events = Reading::new(text).events().into_iter();
            events.map(|event| (&text[event.range], event.begins)).collect()
        };
        assert_eq!(read("自受理之日起3个工作日内办结"), [("自受理之日起", true)]);
        assert_eq!(read("接到报修后4小时内到场"), [("接到报修后", true)]);
        assert_eq!(read("We answer within 4 hours of your call."), [("of your call", true)]);
        assert_eq!(read("24小时内上门勘察，免费设计。"), []);
        assert_eq!(read("Shop time is 2-3 business days."), []);
    }
}
