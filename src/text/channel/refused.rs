//! Ways that are refused, and the one that is left over: 不接受电话投诉，请在官网留言.

use super::{Way, Ways, words};
use crate::text::fold::is_unspaced;
use crate::text::lexicon::{Hit, ONE_WAY};
use std::ops::Range;

/// What a text refuses.
#[derive(Default)]
struct Refused {
    ways: Vec<Range<usize>>,
    /// The first refusal, with its way.
    shown: Option<Range<usize>>,
}

impl Ways<'_> {
    /// 不接受电话投诉，请在官网留言: one way is refused, and one other named.
    pub(super) fn left_over(&self) -> Option<Way> {
        let refused = self.refused();
        let shown = refused.shown?;
        let end = refused.ways.iter().map(|way| way.end).max()?;
        let mut left: Option<&Range<usize>> = None;
        for way in self.channels.iter().filter(|way| !refused.ways.contains(way) && !self.is_outbound(way)) {
            let is_again = |known: &Range<usize>| {
                self.is_same(known.end, way.start) || self.text[known.clone()] == self.text[way.clone()]
            };
            if left.is_some_and(|known| !is_again(known)) {
                return None;
            }
            left = Some(way);
        }
        left.map(|_| (shown, end))
    }

    /// How many further ways are named that are neither refused nor ours.
    pub(super) fn others(&self, but: &Range<usize>) -> usize {
        let refused = self.refused().ways;
        let further = self.channels.iter().filter(|way| {
            (way.end <= but.start || way.start >= but.end) && !refused.contains(way) && !self.is_outbound(way)
        });
        further.count()
    }

    /// 其他渠道不受理, "we take claims in no other way": all other ways are refused at once.
    pub(super) fn refused_others(&self, others: &Hit) -> Option<Range<usize>> {
        let clause = self.structure.clause(others.range.start);
        let refusal = self.refusals().into_iter().find(|hit| clause.contains(&hit.range.start))?;
        Some(others.range.start.min(refusal.range.start)..others.range.end.max(refusal.range.end))
    }

    fn refused(&self) -> Refused {
        let mut candidates = self.channels.clone();
        candidates.extend(self.of_kind("refused-way").map(|hit| hit.range.clone()));
        candidates.sort_by_key(|way| way.start);
        let mut refused = Refused::default();
        // "Please do not phone."
        for hit in self.of_kind("refused-act") {
            refused.shown.get_or_insert(hit.range.clone());
            refused.ways.push(hit.range.clone());
        }
        for hit in self.refusals() {
            let Some(first) = self.refused_by(&hit, &candidates) else { continue };
            let way = &candidates[first];
            refused.shown.get_or_insert(hit.range.start.min(way.start)..hit.range.end.max(way.end));
            refused.ways.push(way.clone());
            // "by telephone or in person".
            for pair in candidates[first..].windows(2) {
                if !self.is_joined(pair[0].end, pair[1].start) {
                    break;
                }
                refused.ways.push(pair[1].clone());
            }
        }
        refused
    }

    /// The words that refuse something, in order: "no", 不接受, "do not answer", "are ignored".
    fn refusals(&self) -> Vec<Hit> {
        let mut found = Vec::new();
        for (index, hit) in self.hits.iter().enumerate() {
            let range = match hit.kind {
                "refusal" | "no" | "void" => hit.range.clone(),
                "not" => {
                    let verb = self.hits.get(index + 1).filter(|next| {
                        matches!(next.kind, "takes" | "taken")
                            && self.text[hit.range.end..next.range.start].trim().is_empty()
                    });
                    let Some(verb) = verb else { continue };
                    hit.range.start..verb.range.end
                }
                _ => continue,
            };
            if !self.structure.is_quoted(range.start) {
                let kind = if hit.kind == "not" { "refusal" } else { hit.kind };
                found.push(Hit { range, kind });
            }
        }
        found
    }

    /// The place of the way that a refusal takes away.
    fn refused_by(&self, hit: &Hit, candidates: &[Range<usize>]) -> Option<usize> {
        let (text, range) = (&self.text, &hit.range);
        let next = candidates.partition_point(|way| way.start < range.end);
        let clause = self.structure.clause(range.start);
        let is_zh = text[range.clone()].contains(is_unspaced);
        if let Some(way) = candidates.get(next).filter(|_| hit.kind != "void") {
            let between = &text[range.end..way.start];
            let is_spared = || ONE_WAY.kind_at(text[way.end..].trim_start(), 0) == Some("spared");
            let is_close = match (hit.kind, is_zh) {
                ("no", _) => between.trim().is_empty() && !is_spared(),
                (_, true) => between.is_empty(),
                (_, false) => words(between) <= 4 && !between.contains([',', '.', ';']),
            };
            if is_close {
                return Some(next);
            }
        }
        let last = next.checked_sub(1).filter(|_| hit.kind != "no")?;
        let way = candidates.get(last).filter(|way| way.start >= clause.start && way.end <= range.start)?;
        let between = &text[way.end..range.start];
        let is_close = if is_zh { between.chars().count() <= 4 } else { words(between) <= 3 };
        let is_outside = || self.of_kind("outside").any(|hit| clause.contains(&hit.range.start));
        (is_close && !is_outside()).then_some(last)
    }
}
