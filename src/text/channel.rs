//! One way only: 仅限App, "only through the website", "by post only".

use super::clause::Structure;
use super::fold::is_unspaced;
use super::starts::Scan;
use super::vocabulary::{CHANNELS, NEGATIONS, ONLY_CHANNEL, OUTBOUND};
use std::ops::Range;

/// What leaves one way only, from the word for "only" to the way or the other way round. Not where a
/// second way follows, and not where the organisation says how it reaches the customer.
pub(super) fn only_ways(text: Scan<'_>, structure: &Structure) -> Vec<Range<usize>> {
    let channels = CHANNELS.find(text);
    if channels.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for only in ONLY_CHANNEL.find(text) {
        let is_denied = NEGATIONS.ends(text[..only.start].trim_end());
        let way = channels.iter().find(|way| way.start >= only.end);
        let way = way.filter(|way| !is_denied && is_filler(&text[only.end..way.start]));
        found.extend(way.map(|way| (only.start..way.end, way.end)));
    }
    for way in &channels {
        let Some(rest) = text[way.end..].strip_prefix(" only") else { continue };
        let start = preposition(&text, way).filter(|_| !goes_on(rest));
        found.extend(start.map(|start| (start..text.len() - rest.len(), text.len() - rest.len())));
    }
    found.retain(|(range, end)| !has_second(&text, *end, &channels) && !is_outbound(&text, range, structure));
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().map(|(range, _)| range).collect()
}

/// Whether nothing but "the", "our official" or 本公司 stands between "only" and the way.
fn is_filler(between: &str) -> bool {
    let between = between.trim();
    if between.contains([',', '.', ';', '。', '、', '(']) {
        return false;
    }
    if between.contains(is_unspaced) { between.chars().count() <= 6 } else { words(between) <= 3 }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Where "by" or "through our" begins before a way; "online" needs none.
fn preposition(text: &str, way: &Range<usize>) -> Option<usize> {
    if &text[way.clone()] == "online" {
        return Some(way.start);
    }
    let mut start = way.start;
    for word in text[..way.start].split_whitespace().rev().take(4) {
        start -= text[..start].len() - text[..start].trim_end().len() + word.len();
        if matches!(word, "by" | "via" | "through" | "in" | "on" | "at" | "from" | "using" | "with") {
            return Some(start);
        }
    }
    None
}

/// Whether "only" belongs to what follows it: "by phone only on weekdays".
fn goes_on(rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or_default();
    matches!(next, "on" | "from" | "between" | "during" | "if" | "when" | "for" | "after" | "until" | "in")
}

/// Whether a second way stands beside the first: "through the app or by phone", App或电话.
fn has_second(text: &str, end: usize, channels: &[Range<usize>]) -> bool {
    let rest = text[end..].trim_start();
    let joins = ["或", "、", "和", "及", "与", "與", "以及", "or ", "and ", "/", ", "];
    let Some(rest) = joins.iter().find_map(|join| rest.strip_prefix(join)) else { return false };
    let start = text.len() - rest.len();
    channels.iter().any(|way| way.start >= start && is_filler(&text[start..way.start]))
}

fn is_outbound(text: &str, range: &Range<usize>, structure: &Structure) -> bool {
    !OUTBOUND.find_words(&text[structure.clause(range.start)]).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::text::Reading;

    fn ways(text: &str) -> Vec<&str> {
        Reading::new(text).single_channels().into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn one_way_only() {
        assert_eq!(ways("退款申请仅限通过小程序提交"), ["仅限通过小程序"]);
        assert_eq!(ways("仅App可申请"), ["仅App"]);
        assert_eq!(ways("投诉只能到营业厅办理。"), ["只能到营业厅"]);
        assert_eq!(ways("reported only through the online form."), ["only through the online form"]);
        assert_eq!(ways("claimed by post only and paid"), ["by post only"]);
        assert_eq!(ways("Claims are made online only."), ["online only"]);
    }

    #[test]
    fn more_than_one_way_or_no_way_at_all() {
        for text in [
            "客户仅需提供身份证",
            "仅限App或电话申请",
            "不仅通过电话，也可到窗口",
            "仅限工作日受理",
            "仅限线上订单",
            "我们仅通过短信通知您",
            "only through the app or by phone",
            "not only by phone",
            "open by phone only on weekdays",
            "We write to you by e-mail only.",
            "only within our office hours",
            "The only phone line",
        ] {
            assert_eq!(ways(text), [""; 0], "{text}");
        }
    }
}
