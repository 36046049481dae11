//! One way only: 仅限App, "only through the website", "by post only", 不接受电话投诉 beside one other.

use super::clause::Structure;
use super::fold::is_unspaced;
use super::lexicon::{Hit, ONE_WAY};
use super::starts::Scan;
use super::vocabulary::{ALSO, CHANNELS, NEGATIONS, ONLY_CHANNEL, ONLY_WAY, OUTBOUND};
use std::ops::Range;

/// What leaves one way only, from the word for "only" to the way or the other way round. Not where a
/// second way stands beside it, and not where the organisation says how it reaches the customer.
pub(super) fn only_ways(text: Scan<'_>, structure: &Structure) -> Vec<Range<usize>> {
    let channels = CHANNELS.find(text);
    if channels.is_empty() && !text.contains("-only") {
        return Vec::new();
    }
    let ways = Ways { text, structure, hits: ONE_WAY.find(text), channels };
    ways.only()
}

/// What was found, with where the way ends.
type Way = (Range<usize>, usize);

/// How far from "only" a way may stand, in bytes.
const NEAR: usize = 100;

/// The ways that a text names, with the words around them.
struct Ways<'t> {
    text: Scan<'t>,
    structure: &'t Structure,
    hits: Vec<Hit>,
    channels: Vec<Range<usize>>,
}

impl Ways<'_> {
    fn only(&self) -> Vec<Range<usize>> {
        let mut found = self.behind_only();
        found.extend(self.before_only());
        found.extend(self.loose_only());
        found.extend(self.must_be_by());
        found.extend(self.nothing_outside());
        found.extend(self.settled());
        found.extend(self.of_sentences());
        if found.is_empty() {
            found.extend(self.left_over());
        }
        let further = if found.is_empty() { 0 } else { self.last_further_way() };
        found.retain(|(range, end)| {
            let whole = range.start..(*end).max(range.start);
            !self.has_second(*end)
                && !self.has_first(range.start)
                && !self.is_outbound(range)
                && !self.is_other_matter(&whole)
                && further < *end
        });
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut last = 0;
        found.retain(|(range, _)| {
            let is_new = range.start >= last;
            last = last.max(range.end);
            is_new
        });
        // A sentence says it once: what stands later in it is narrower.
        found.dedup_by(|(later, _), (earlier, _)| {
            let is_again = self.is_near(earlier.start, later);
            if is_again {
                *earlier = later.clone();
            }
            is_again
        });
        found.into_iter().map(|(range, _)| range).collect()
    }

    fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.kind == kind)
    }

    /// The first way that begins at a place or behind it.
    fn behind(&self, at: usize) -> Option<&Range<usize>> {
        self.channels.get(self.channels.partition_point(|way| way.start < at))
    }

    /// Where a way ends with the words that only say more of it: "the form on our website".
    fn whole(&self, way: &Range<usize>) -> usize {
        let mut end = way.end;
        while let Some(next) = self.behind(end).filter(|next| self.is_same(end, next.start)) {
            end = next.end;
        }
        end
    }

    /// Whether two words with this between them are one way: 微信小程序, "chat on our website".
    fn is_same(&self, end: usize, start: usize) -> bool {
        let between = self.text[end..start].trim();
        let joint = ONE_WAY.at(between, 0).filter(|hit| hit.kind == "joint");
        match joint {
            _ if between.is_empty() => true,
            Some(hit) => words(&between[hit.range.end..]) <= 2 && !between.contains([',', '.', '。', '，']),
            None => false,
        }
    }

    /// 仅限通过小程序, "only through the website".
    fn behind_only(&self) -> Vec<Way> {
        let text = &self.text;
        let mut found = Vec::new();
        for only in ONLY_CHANNEL.find(self.text) {
            let is_denied = NEGATIONS.ends(text[..only.start].trim_end());
            let way = self.behind(only.end);
            let way = way.filter(|way| !is_denied && is_filler(&text[only.end..way.start]));
            found.extend(way.map(|way| {
                // "only by the form on this page", but 仅限App of 仅限App在线客服.
                let end = self.whole(way);
                let shown = if text[way.clone()].contains(is_unspaced) { way.end } else { end };
                (only.start..shown, end)
            }));
        }
        for must in self.of_kind("must-in") {
            let way = self.behind(must.range.end).filter(|way| is_filler(&text[must.range.end..way.start]));
            let used = |way: &&Range<usize>| {
                let kind = ONE_WAY.kind_at(text, way.end);
                matches!(kind, Some("settled" | "approach" | "joint"))
                    && !text[must.range.end..way.start].contains(|c: char| c.is_ascii_digit())
            };
            found.extend(way.filter(used).map(|way| (must.range.start..way.end, self.whole(way))));
        }
        found
    }

    /// "by post only", "through the portal alone".
    fn before_only(&self) -> Vec<Way> {
        let mut found = Vec::new();
        for only in self.of_kind("alone") {
            let index = self.channels.partition_point(|way| way.end <= only.range.start);
            let Some(way) = index.checked_sub(1).and_then(|last| self.channels.get(last)) else { continue };
            let is_behind =
                self.text[way.end..only.range.start] == *" " || self.is_same(way.end, only.range.start);
            if !is_behind || goes_on(&self.text[only.range.end..]) {
                continue;
            }
            let start = preposition(&self.text, way);
            found.extend(start.map(|start| (start..only.range.end, only.range.end)));
        }
        found
    }

    /// "may only be made through the portal", "you can only apply online", "online-only".
    fn loose_only(&self) -> Vec<Way> {
        let text = &self.text;
        let mut found = Vec::new();
        for (at, word) in text.match_indices(" only ") {
            let (start, end) = (at + 1, at + word.len());
            let before = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let we_take = before == "we" && ONE_WAY.kind_at(text, end) == Some("takes");
            let is_led = matches!(ONE_WAY.kind_at(before, 0), Some("before-only" | "must-act"));
            let is_done = self.of_kind("made").any(|hit| hit.range.end == at);
            if !we_take && !is_led && !is_done {
                continue;
            }
            let is_ours = text[..at].ends_with("we can") || text[..at].ends_with("we will");
            if is_ours && ONE_WAY.kind_at(text, end) == Some("told") {
                continue;
            }
            let Some(way) = self.behind(end).filter(|way| way.start - end <= NEAR) else { continue };
            let between = &text[end..way.start];
            if between.contains([',', '.', ';', '(']) {
                continue;
            }
            let words: Vec<_> = between.split_whitespace().collect();
            let preposition = words.iter().rposition(|word| is_preposition(word));
            let leads = match preposition {
                Some(place) => (1..=10).contains(&place) && words.len() - place <= 4 || place == 0 && is_done,
                None => matches!(&text[way.clone()], "online" | "in person") && words.len() <= 3,
            };
            if leads {
                found.push((start..way.end, self.whole(way)));
            }
        }
        found.extend(self.of_kind("by-itself").map(|hit| (hit.range.clone(), hit.range.end)));
        found
    }

    /// "must be submitted through the portal", "have to raise a ticket in the portal".
    fn must_be_by(&self) -> Vec<Way> {
        let text = &self.text;
        let mut found = Vec::new();
        for must in self.hits.iter().filter(|hit| matches!(hit.kind, "must" | "must-act")) {
            let rest = &text[must.range.end..];
            let verb = ONE_WAY.at(rest.trim_start(), 0);
            let wanted = if must.kind == "must" { "made" } else { "act" };
            let Some(verb) = verb.filter(|verb| verb.kind == wanted) else { continue };
            let start = text.len() - rest.trim_start().len() + verb.range.end;
            let Some(way) = self.behind(start).filter(|way| way.start - start <= NEAR) else { continue };
            let between = &text[start..way.start];
            if between.contains([',', '.', ';']) || !self.is_near(must.range.start, way) {
                continue;
            }
            let mut words = between.split_whitespace();
            let leads = match words.next() {
                Some(first) if is_preposition(first) => words.count() <= 3,
                // "must raise a ticket in the portal", "must use the app".
                Some(_) if must.kind == "must-act" => {
                    let count = words.clone().count();
                    let verb = &text[must.range.end..start];
                    let uses = verb.ends_with("use") || verb.ends_with("through");
                    uses && count <= 1 || count <= 4 && words.any(is_preposition)
                }
                Some(_) => false,
                None => true,
            };
            // "register at the desk on arrival; complaints by phone or online": it is for one matter.
            if leads && self.others(must.range.start..self.whole(way)) < 2 {
                found.push((must.range.start..way.end, self.whole(way)));
            }
        }
        found
    }

    /// How many further ways are named that are neither refused nor ours.
    fn others(&self, but: Range<usize>) -> usize {
        let (refused, _) = self.refused();
        let further = self.channels.iter().enumerate().filter(|(index, way)| {
            (way.end <= but.start || way.start >= but.end)
                && !refused.contains(index)
                && !self.is_outbound(way)
        });
        further.count()
    }

    fn is_near(&self, at: usize, way: &Range<usize>) -> bool {
        self.structure.sentence(at).contains(&way.start)
    }

    /// 非App提交的一律无效, "claims not submitted through the portal are rejected".
    fn nothing_outside(&self) -> Vec<Way> {
        let mut found = Vec::new();
        for outside in self.of_kind("outside") {
            let Some(way) = self.behind(outside.range.end) else { continue };
            if !is_filler(&self.text[outside.range.end..way.start]) {
                continue;
            }
            let sentence = self.structure.sentence(outside.range.start);
            let is_void = |hit: &&Hit| {
                matches!(hit.kind, "void" | "refusal")
                    && hit.range.start >= way.end
                    && hit.range.end <= sentence.end
            };
            found.extend(self.hits.iter().find(is_void).map(|_| (outside.range.start..way.end, way.end)));
        }
        found
    }

    /// 以小程序提交为准.
    fn settled(&self) -> Vec<Way> {
        let mut found = Vec::new();
        for way in &self.channels {
            let Some(head) = self.text[..way.start].strip_suffix('以') else { continue };
            let end = self.whole(way);
            let rest = &self.text[end..];
            let filler = ONE_WAY.at(rest, 0).filter(|hit| hit.kind == "settled" || hit.kind == "approach");
            let rest = filler.as_ref().map_or(rest, |hit| &rest[hit.range.end..]);
            let settles = rest.starts_with("为准");
            let sentence = self.structure.sentence(way.start);
            let asks = || {
                let before = |hit: &Hit| (sentence.start..way.start).contains(&hit.range.start);
                self.hits.iter().any(|hit| matches!(hit.kind, "approach" | "settled") && before(hit))
            };
            if settles && (filler.is_some() || asks()) {
                found.push((head.len()..self.text.len() - rest.len() + "为准".len(), way.end));
            }
        }
        found
    }

    /// "the app is the only way to claim", 申请须到窗口提交，不接受其他方式.
    fn of_sentences(&self) -> Vec<Way> {
        let text = &self.text;
        let hits = ONLY_WAY.find(self.text).into_iter().filter(|only| {
            !NEGATIONS.ends(text[..only.start].trim_end()) && !self.structure.is_quoted(only.start)
        });
        hits.filter_map(|only| {
            let sentence = self.structure.sentence(only.start);
            let is_named = self.behind(sentence.start).is_some_and(|way| way.start < sentence.end);
            let way = if is_named {
                self.single_in(&sentence)?
            } else {
                // "Open a ticket in the portal. Claims made any other way are not considered."
                let before = text[..sentence.start].trim_end_matches(|c: char| !c.is_alphanumeric());
                self.single_in(&self.structure.sentence(before.len().checked_sub(1)?))?
            };
            let start = if sentence.contains(&way.start) { only.start.min(way.start) } else { only.start };
            Some((start..only.end.max(if start == way.start { way.end } else { only.end }), way.end))
        })
        .collect()
    }

    /// The one way of a sentence that names no other.
    fn single_in(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let way = self.behind(sentence.start).filter(|way| way.start < sentence.end)?;
        let end = self.whole(way);
        let is_single = self.behind(end).is_none_or(|next| next.start >= sentence.end);
        is_single.then_some(way.start..end)
    }

    /// 不接受电话投诉，请在官网留言: one way is refused, and one other named.
    fn left_over(&self) -> Option<Way> {
        let (refused, shown) = self.refused();
        let shown = shown?;
        let end = refused.iter().filter_map(|way| self.channels.get(*way)).map(|way| way.end).max()?;
        let mut ends: Option<usize> = None;
        for (index, way) in self.channels.iter().enumerate() {
            if refused.contains(&index) || self.is_outbound(way) {
                continue;
            }
            match ends {
                Some(end) if !self.is_same(end, way.start) => return None,
                _ => ends = Some(way.end),
            }
        }
        Some((shown, end)).filter(|_| ends.is_some())
    }

    /// The ways that are refused, by their places, with where the first of them is.
    fn refused(&self) -> (Vec<usize>, Option<Range<usize>>) {
        let mut refused: Vec<usize> = Vec::new();
        let mut shown: Option<Range<usize>> = None;
        for hit in self.hits.iter().filter(|hit| matches!(hit.kind, "refusal" | "no")) {
            if self.structure.is_quoted(hit.range.start) {
                continue;
            }
            let Some(first) = self.refused_by(hit) else { continue };
            let way = &self.channels[first];
            shown.get_or_insert(hit.range.start.min(way.start)..hit.range.end.max(way.end));
            refused.push(first);
            // "by telephone or in person".
            let mut last = first;
            while let Some(next) = self.channels.get(last + 1) {
                let between = self.text[self.channels[last].end..next.start].trim();
                let joins = ["", "or", "or by", "or in", "nor", "and", "或", "、", "和", "及", ","];
                if !joins.contains(&between) {
                    break;
                }
                last += 1;
                refused.push(last);
            }
        }
        (refused, shown)
    }

    /// The way that a refusal takes away.
    fn refused_by(&self, hit: &Hit) -> Option<usize> {
        let (text, range) = (&self.text, &hit.range);
        let next = self.channels.partition_point(|way| way.start < range.end);
        let clause = self.structure.clause(range.start);
        let is_zh = text[range.clone()].contains(is_unspaced);
        if let Some(way) = self.channels.get(next) {
            let between = &text[range.end..way.start];
            let is_close = match (hit.kind, is_zh) {
                ("no", _) => {
                    between.trim().is_empty() && {
                        let behind = text[way.end..].trim_start();
                        ONE_WAY.kind_at(behind, 0) != Some("spared")
                    }
                }
                (_, true) => between.is_empty(),
                (_, false) => words(between) <= 4 && !between.contains([',', '.', ';']),
            };
            if is_close {
                return Some(next);
            }
        }
        let last = next.checked_sub(1).filter(|_| hit.kind != "no")?;
        let way =
            self.channels.get(last).filter(|way| way.start >= clause.start && way.end <= range.start)?;
        let between = &text[way.end..range.start];
        let is_close = if is_zh { between.chars().count() <= 4 } else { words(between) <= 3 };
        is_close.then_some(last)
    }

    /// Where the last further way is named: "you can also ring us", 也可拨打电话.
    fn last_further_way(&self) -> usize {
        let text = &self.text;
        let further = ALSO.find(self.text).into_iter().rev().find(|also| {
            let clause = self.structure.near(text, also);
            self.behind(clause.start).is_some_and(|way| clause.contains(&way.start))
                || ["拨打", "致电", "来电", " ring", " call", " phone", " write", " visit"]
                    .iter()
                    .any(|word| text[clause.clone()].contains(word))
        });
        further.map_or(0, |also| also.start)
    }

    /// Whether a second way stands beside the first: "through the app or by phone", App或电话.
    fn has_second(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start();
        let joins = ["或", "、", "和", "及", "与", "以及", "or ", "and ", "/", ", "];
        let Some(rest) = joins.iter().find_map(|join| rest.strip_prefix(join)) else { return false };
        let start = self.text.len() - rest.len();
        self.channels.iter().any(|way| way.start >= start && is_filler(&self.text[start..way.start]))
    }

    /// Whether a first way stands right before it: "in store or by post only".
    fn has_first(&self, start: usize) -> bool {
        let head = self.text[..start].trim_end();
        let joins = [" or", " and", "或", "、", "和", "及"];
        let Some(head) = joins.iter().find_map(|join| head.strip_suffix(join)) else { return false };
        let end = head.trim_end_matches([' ', ',']).len();
        self.channels.iter().any(|way| way.end == end)
    }

    fn is_outbound(&self, range: &Range<usize>) -> bool {
        !OUTBOUND.find_words(&self.text[self.structure.clause(range.start)]).is_empty()
    }

    /// "Cash only at the counter", "parcels can only be collected from": no way to reach anybody.
    fn is_other_matter(&self, range: &Range<usize>) -> bool {
        let clause = self.structure.clause(range.start);
        let place = clause.start.min(range.start)..range.end;
        self.of_kind("matter").any(|hit| place.contains(&hit.range.start))
    }
}

fn is_preposition(word: &str) -> bool {
    ONE_WAY.at(word, 0).is_some_and(|hit| hit.kind == "in" && hit.range.end == word.len())
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
        if is_preposition(word) {
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
        for (text, way) in [
            ("Cancel only by the form on this page.", "only by the form on this page"),
            ("Everything goes through our website.", "Everything goes through our website"),
            (
                "You have to raise a ticket in the customer portal.",
                "have to raise a ticket in the customer portal",
            ),
            (
                "We take no requests by phone: appeals can be lodged only in person at the town hall.",
                "only in person at the town hall",
            ),
            ("Tickets are opened through the portal alone.", "through the portal alone"),
            ("Claims not submitted through the portal are rejected.", "not submitted through the portal"),
            (
                "We do not accept complaints by telephone or in person; use the online form.",
                "do not accept complaints by telephone",
            ),
            ("Write to us by email; we have no telephone line.", "no telephone line"),
            ("Customers who wish to complain must do so by letter.", "must do so by letter"),
            ("投诉以小程序提交为准。", "以小程序提交为准"),
            ("所有申请以小程序为准。", "以小程序为准"),
            ("本服务不接受电话投诉，请在官网留言。", "不接受电话"),
            ("咨询请走在线客服，本店无电话客服。", "无电话"),
            ("退租申请非App提交的一律无效。", "非App"),
            ("退费申请须在App内提交。", "须在App"),
            ("報修統一走企業微信，僅限官方LINE線上客服", "僅限官方LINE"),
        ] {
            assert_eq!(ways(text), [way], "{text}");
        }
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
            "Cash only at the counter.",
            "By telephone for emergencies only.",
            "Returns are accepted in store or by post only.",
            "Parcels can only be collected from the branch named in the notice.",
            "Claims may only be made through the portal; those without internet access can ring us.",
            "You must register at the desk; complaints can be made by phone or online.",
            "No form is needed; ring us or drop in at the desk.",
            "The only forms we ask for are at the desk and on the website.",
            "不接受匿名投诉，电话、信函均可。",
            "您须在官网公布后30日内申请。",
            "到账时间以银行系统为准。",
            "线上价格以页面为准，退订电话、网上均可。",
            "除节假日外，电话和窗口均受理。",
        ] {
            assert_eq!(ways(text), [""; 0], "{text}");
        }
    }
}
