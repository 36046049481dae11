//! Words that say of a way that it is the only one.

use super::{NEAR, Way, Ways, is_filler, is_preposition};
use crate::text::fold::is_unspaced;
use crate::text::lexicon::{Hit, ONE_WAY, WEEKDAYS};
use crate::text::vocabulary::{NEGATIONS, ONLY_CHANNEL, ONLY_WAY};
use std::ops::Range;

/// The words for "only" behind which the way may stand some words later.
const LOOSE: [&str; 3] = ["only", "solely", "exclusively"];

impl Ways<'_> {
    /// All ways that are said to be the only one.
    pub(super) fn said_only(&self) -> Vec<Way> {
        let mut found = self.behind_only();
        found.extend(self.before_only());
        found.extend(self.loose_only());
        found.extend(self.nothing_outside());
        found.extend(self.settled());
        found.extend(self.of_sentences());
        found
    }

    /// 仅限通过小程序, "only through the website".
    fn behind_only(&self) -> Vec<Way> {
        let text = &self.text;
        let mut found = Vec::new();
        for only in ONLY_CHANNEL.find(self.text) {
            if NEGATIONS.ends(text[..only.start].trim_end()) || self.is_sometimes(&only) {
                continue;
            }
            // 仅限到校: the way may begin with the last word of the list.
            let way = self.behind(only.start + 1).filter(|way| {
                let between = &text[only.end.min(way.start)..way.start];
                way.end > only.end && is_filler(between) && WEEKDAYS.find_words(between).is_empty()
            });
            found.extend(way.map(|way| {
                // "only by the form on this page", but 仅限App of 仅限App在线客服.
                let end = self.whole(way);
                let shown = if text[way.clone()].contains(is_unspaced) { way.end } else { end };
                (only.start..shown, end)
            }));
        }
        found
    }

    /// 夜间仅提供电话服务: only at some time.
    fn is_sometimes(&self, only: &Range<usize>) -> bool {
        let clause = self.structure.clause(only.start);
        self.of_kind("sometimes").any(|hit| clause.contains(&hit.range.start) && hit.range.end <= only.start)
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
        for only in self.of_kind("alone").filter(|hit| LOOSE.contains(&&text[hit.range.clone()])) {
            let (start, end) = (only.range.start, only.range.end);
            let head = text[..start].trim_end();
            let before = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let rest = text[end..].trim_start();
            let behind = ONE_WAY.kind_at(rest, 0);
            let we_take = before == "we" && behind == Some("takes");
            let is_led = matches!(ONE_WAY.kind_at(before, 0), Some("before-only" | "must-act"));
            let is_done = self
                .hits
                .iter()
                .any(|hit| matches!(hit.kind, "made" | "takes") && hit.range.end == head.len());
            // "only if they come through", "only requests filed in".
            let is_of_requests =
                matches!(behind, Some("asked")) || rest.starts_with("if ") || rest.starts_with("when ");
            if !we_take && !is_led && !is_done && !is_of_requests {
                continue;
            }
            let is_ours = head.ends_with("we can") || head.ends_with("we will");
            if is_ours && matches!(behind, Some("told" | "takes")) {
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
                None => needs_none(&text[way.clone()]) && words.len() <= 3,
            };
            if leads {
                found.push((start..way.end, self.whole(way)));
            }
        }
        found.extend(self.of_kind("by-itself").map(|hit| (hit.range.clone(), hit.range.end)));
        found
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
        let others = self.of_kind("others").filter_map(|others| self.refused_others(others));
        let hits = ONLY_WAY.find(self.text).into_iter().chain(others).filter(|only| {
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
}

/// Where "by" or "through our" begins before a way; "online" needs none.
fn preposition(text: &str, way: &Range<usize>) -> Option<usize> {
    if needs_none(&text[way.clone()]) {
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

/// Whether a way stands without a preposition.
fn needs_none(way: &str) -> bool {
    matches!(way, "online" | "in person")
}

/// Whether "only" belongs to what follows it: "by phone only on weekdays".
fn goes_on(rest: &str) -> bool {
    matches!(ONE_WAY.kind_at(rest.trim_start(), 0), Some("when" | "in-when"))
}
