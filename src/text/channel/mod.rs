//! One way only: 仅限App, "only through the website", "by post only", 不接受电话投诉 beside one other.
//!
//! A text leaves one way in three manners: it says so of a way ([`only`]), it makes that way a duty
//! ([`duty`]), or it refuses all others ([`refused`]).

mod duty;
mod only;
mod refused;
#[cfg(test)]
mod tests;

use super::clause::Structure;
use super::fold::is_unspaced;
use super::lexicon::{Hit, ONE_WAY};
use super::starts::Scan;
use super::vocabulary::{ALSO, CHANNELS, OUTBOUND};
use std::ops::Range;

/// What leaves one way only, from the word for "only" to the way or the other way round. Not where a
/// second way stands beside it, and not where the organisation says how it reaches the customer.
pub(super) fn only_ways(text: Scan<'_>, structure: &Structure) -> Vec<Range<usize>> {
    let channels = CHANNELS.find(text);
    // Most texts name no way at all.
    if channels.is_empty() && !ONE_WAY.may_have(text, &["go", "by-itself"]) {
        return Vec::new();
    }
    let mut ways = Ways { text, structure, hits: ONE_WAY.find(text), channels };
    ways.add_places();
    ways.found()
}

/// What was found, with where the way ends.
type Way = (Range<usize>, usize);

/// How far from "only" a way may stand, in bytes.
const NEAR: usize = 100;
/// How many characters name a place with what is done there.
const MOST_PLACE: usize = 9;

/// The ways that a text names, with the words around them.
struct Ways<'t> {
    text: Scan<'t>,
    structure: &'t Structure,
    hits: Vec<Hit>,
    channels: Vec<Range<usize>>,
}

impl Ways<'_> {
    fn found(&self) -> Vec<Range<usize>> {
        // What is said outright tells more than a duty, and that more than what is refused.
        let mut found = self.said_only();
        if found.is_empty() {
            found = self.duties();
        }
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

    /// Places that have no name among the ways but that customers must go to: 到校办理, 亲临中心申请.
    fn add_places(&mut self) {
        let filed = |at: usize| {
            let rest = self.text[at..].char_indices().take(MOST_PLACE);
            let mut acts = rest.map_while(|(step, c)| is_unspaced(c).then_some(at + step));
            acts.find(|&act| {
                act > at && matches!(ONE_WAY.kind_at(&self.text, act), Some("settled" | "approach"))
            })
        };
        let place = |go: &Hit| {
            let act = filed(go.range.end)?;
            let is_known = self.behind(go.range.end).is_some_and(|way| way.start < act);
            // 到期后, 到账前: a time and no place.
            let is_time = self.text[go.range.end..act].contains(['后', '前', '时', '内', '期']);
            (!is_known && !is_time).then_some(go.range.start..act)
        };
        let places: Vec<_> = self.of_kind("go").filter_map(place).collect();
        self.channels.extend(places);
        self.channels.sort_by_key(|way| way.start);
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

    /// Whether nothing but "or" and its like stands between two ways: "by telephone or in person".
    fn is_joined(&self, end: usize, start: usize) -> bool {
        let between = self.text[end..start].trim();
        let behind = match ONE_WAY.at(between, 0).filter(|hit| hit.kind == "join") {
            Some(join) => between[join.range.end..].trim(),
            None => between.trim_matches([',', '、']),
        };
        behind.is_empty() || is_preposition(behind)
    }

    fn is_near(&self, at: usize, way: &Range<usize>) -> bool {
        self.structure.sentence(at).contains(&way.start)
    }

    /// Where the last further way is named: "you can also ring us", 也可拨打电话.
    fn last_further_way(&self) -> usize {
        let text = &self.text;
        let further = ALSO.find(self.text).into_iter().rev().find(|also| {
            let clause = self.structure.near(text, also);
            let reaches =
                |hit: &Hit| matches!(hit.kind, "reach" | "told") && clause.contains(&hit.range.start);
            self.behind(clause.start).is_some_and(|way| clause.contains(&way.start))
                || self.hits.iter().any(reaches)
        });
        further.map_or(0, |also| also.start)
    }

    /// Whether a second way stands beside the first: "through the app or by phone", App或电话.
    fn has_second(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start();
        let mark = rest.strip_prefix(['、', '/']).or_else(|| rest.strip_prefix(", "));
        let joined =
            || ONE_WAY.at(rest, 0).filter(|hit| hit.kind == "join").map(|hit| &rest[hit.range.end..]);
        let Some(rest) = mark.or_else(joined) else { return false };
        let start = self.text.len() - rest.len();
        self.behind(start).is_some_and(|way| is_filler(&self.text[start..way.start]))
    }

    /// Whether a first way stands right before it: "in store or by post only".
    fn has_first(&self, start: usize) -> bool {
        let head = self.text[..start].trim_end();
        let joined = || ONE_WAY.before(head, head.len()).filter(|hit| hit.kind == "join");
        let Some(head) = head.strip_suffix('、').or_else(|| Some(&head[..joined()?.range.start])) else {
            return false;
        };
        let end = head.trim_end_matches([' ', ',']).len();
        // "via the app and via the app alone" is one.
        let is_other = |way: &Range<usize>| {
            self.behind(start).is_none_or(|next| self.text[next.clone()] != self.text[way.clone()])
        };
        self.channels.iter().any(|way| way.end == end && is_other(way))
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
    let hit = ONE_WAY.at(word, 0).filter(|hit| hit.range.end == word.len());
    hit.is_some_and(|hit| matches!(hit.kind, "in" | "in-when"))
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
