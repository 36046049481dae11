//! One way only: 仅限App, "only through the website", "by post only".

use super::clause::Structure;
use super::fold::is_unspaced;
use super::starts::Scan;
use super::vocabulary::{ALSO, CHANNELS, NEGATIONS, ONLY_CHANNEL, ONLY_WAY, OUTBOUND};
use std::ops::Range;

/// What leaves one way only, from the word for "only" to the way or the other way round. Not where a
/// second way follows, and not where the organisation says how it reaches the customer.
pub(super) fn only_ways(text: Scan<'_>, structure: &Structure) -> Vec<Range<usize>> {
    let channels = CHANNELS.find(text);
    if channels.is_empty() && !text.contains("-only") {
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
    found.extend(loose_only(&text, &channels));
    found.extend(must_be_by(&text, &channels));
    found.extend(only_ways_of_sentences(text, structure, &channels));
    let further = if found.is_empty() { 0 } else { last_further_way(text, structure, &channels) };
    found.retain(|(range, end)| {
        !has_second(&text, *end, &channels) && !is_outbound(&text, range, structure) && further < *end
    });
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut last = 0;
    found.retain(|(range, _)| {
        let is_new = range.start >= last;
        last = last.max(range.end);
        is_new
    });
    found.into_iter().map(|(range, _)| range).collect()
}

/// The first way that begins at a place or behind it.
fn way_behind(channels: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    channels.get(channels.partition_point(|way| way.start < at))
}

/// What was found, with where the way ends.
type Way = (Range<usize>, usize);

/// How far from "only" a way may stand, in bytes.
const NEAR: usize = 100;

const PREPOSITIONS: [&str; 10] = ["through", "via", "by", "on", "in", "at", "with", "using", "from", "over"];

/// "may only be made through the portal", "you can only apply online", "online-only".
fn loose_only(text: &str, channels: &[Range<usize>]) -> Vec<Way> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices(" only ") {
        let (start, end) = (at + 1, at + word.len());
        let before = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let takes = ["take ", "accept ", "handle ", "offer ", "receive "];
        let we_take = before == "we" && takes.iter().any(|verb| text[end..].starts_with(verb));
        if !we_take && !["may", "can", "must", "are", "is", "be", "will", "could"].contains(&before) {
            continue;
        }
        let told =
            ["reply", "answer", "write", "contact", "call", "send", "tell", "notify", "confirm", "respond"];
        let is_ours = text[..at].ends_with("we can") || text[..at].ends_with("we will");
        if is_ours && told.iter().any(|verb| text[end..].starts_with(verb)) {
            continue;
        }
        let Some(way) = way_behind(channels, end) else { continue };
        if way.start - end > NEAR {
            continue;
        }
        let between = &text[end..way.start];
        if between.contains([',', '.', ';', '(']) {
            continue;
        }
        let words: Vec<_> = between.split_whitespace().collect();
        let preposition = words.iter().position(|word| PREPOSITIONS.contains(word));
        let leads = match preposition {
            Some(place) => (1..=5).contains(&place) && words.len() - place <= 4,
            None => &text[way.clone()] == "online" && words.len() <= 3,
        };
        if leads {
            found.push((start..way.end, way.end));
        }
    }
    for name in ["online-only", "app-only", "web-only", "phone-only", "post-only"] {
        found.extend(text.match_indices(name).map(|(at, _)| (at..at + name.len(), at + name.len())));
    }
    found
}

/// "must be submitted through the portal", "have to be made online".
fn must_be_by(text: &str, channels: &[Range<usize>]) -> Vec<Way> {
    let mut found = Vec::new();
    for must in ["must be ", "have to be ", "has to be ", "should only be ", "need to be "] {
        for (at, _) in text.match_indices(must) {
            let rest = &text[at + must.len()..];
            let done = [
                "made",
                "submitted",
                "lodged",
                "requested",
                "filed",
                "sent",
                "reported",
                "booked",
                "raised",
                "registered",
                "logged",
                "placed",
                "given",
            ];
            let Some(verb) = done.iter().find(|verb| rest.starts_with(**verb)) else { continue };
            let start = at + must.len() + verb.len();
            let Some(way) = way_behind(channels, start + 1) else { continue };
            if way.start - start > NEAR {
                continue;
            }
            let between = &text[start..way.start];
            let mut words = between.split_whitespace();
            let leads = match words.next() {
                Some(first) => PREPOSITIONS.contains(&first) && words.count() <= 3,
                None => &text[way.clone()] == "online" || &text[way.clone()] == "in person",
            };
            if leads && !between.contains([',', '.', ';']) {
                found.push((at..way.end, way.end));
            }
        }
    }
    for must in ["must use ", "have to use ", "has to use ", "need to use "] {
        for (at, _) in text.match_indices(must) {
            let Some(way) = way_behind(channels, at + must.len()) else { continue };
            let between = &text[at + must.len()..way.start];
            if between.len() <= NEAR && words(between) <= 2 && !between.contains([',', '.', ';']) {
                found.push((at..way.end, way.end));
            }
        }
    }
    found
}

/// "the app is the only way to claim", 申请须到窗口提交，不接受其他方式.
fn only_ways_of_sentences(text: Scan<'_>, structure: &Structure, channels: &[Range<usize>]) -> Vec<Way> {
    let hits = ONLY_WAY
        .find(text)
        .into_iter()
        .filter(|only| !NEGATIONS.ends(text[..only.start].trim_end()) && !structure.is_quoted(only.start));
    hits.filter_map(|only| {
        let sentence = structure.sentence(only.start);
        let first = channels.partition_point(|way| way.start < sentence.start);
        let mut ways = channels[first..].iter().take_while(|way| way.start < sentence.end);
        let way = ways.next()?;
        // 微信小程序 are two words for one way.
        let mut end = way.end;
        for next in ways {
            if next.start != end {
                return None;
            }
            end = next.end;
        }
        Some((only.start.min(way.start)..only.end.max(end), end))
    })
    .collect()
}

/// Where the last further way is named: "you can also ring us", 也可拨打电话.
fn last_further_way(text: Scan<'_>, structure: &Structure, channels: &[Range<usize>]) -> usize {
    let further = ALSO.find(text).into_iter().rev().find(|also| {
        let clause = structure.near(&text, also);
        way_behind(channels, clause.start).is_some_and(|way| clause.contains(&way.start))
            || ["拨打", "致电", "来电", " ring ", " call ", " phone ", " write "]
                .iter()
                .any(|word| text[clause.clone()].contains(word))
    });
    further.map_or(0, |also| also.start)
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
        assert_eq!(ways("报修只能登录信息门户提交。"), ["只能登录信息门户"]);
        assert_eq!(ways("申请一律在网上办事大厅提交"), ["一律在网上"]);
        assert_eq!(ways("投诉电话是唯一的受理渠道。"), ["电话是唯一的受理渠道"]);
        assert_eq!(ways("申请须本人到窗口提交，不接受其他方式。"), ["窗口提交，不接受其他方式"]);
        assert_eq!(ways("所有預約須經網上平台遞交。"), ["須經網上平台"]);
        assert_eq!(ways("Claims may only be made through the portal."), ["only be made through the portal"]);
        assert_eq!(ways("You can only apply online."), ["only apply online"]);
        assert_eq!(ways("The app is the only way to claim."), ["app is the only way"]);
        assert_eq!(
            ways("Requests must be submitted through our portal."),
            ["must be submitted through our portal"]
        );
        assert_eq!(ways("Booking is online-only."), ["online-only"]);
        assert_eq!(ways("We only take bookings by telephone."), ["only take bookings by telephone"]);
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
            "Claims may only be made through the portal. You can also ring us.",
            "We can only reply by e-mail.",
            "The app is not the only way to claim.",
            "The portal and the hotline are the only way to claim.",
            "Phone, chat or post: use whichever suits you.",
            "仅接受微信支付",
            "退款只能原路返回至付款账户",
            "您只需登录官网即可查询，也可以打电话。",
            "任选一种方式：App",
        ] {
            assert_eq!(ways(text), [""; 0], "{text}");
        }
    }
}
