//! Duties to come in one way: "must be submitted through the portal", 须到窗口办理.

use super::{NEAR, Way, Ways, is_preposition};
use crate::text::lexicon::{ACTORS, Hit, ONE_WAY};

/// How many characters may stand between a duty and its way in Chinese: 须本人携带原件到窗口.
const MOST_BETWEEN: usize = 12;

impl Ways<'_> {
    /// All ways that are a duty.
    pub(super) fn duties(&self) -> Vec<Way> {
        let mut found = self.must_be_by();
        found.extend(self.of_kind("must-zh").filter_map(|must| self.must_go(must)));
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
                    let uses = ["use", "through", " to", " at"].iter().any(|end| verb.ends_with(end));
                    uses && count <= 1 || count <= 4 && words.any(is_preposition)
                }
                Some(_) => false,
                None => true,
            };
            // "register at the desk on arrival; complaints by phone or online": it is for one matter.
            if leads && self.others(&(must.range.start..self.whole(way))) < 2 {
                found.push((must.range.start..way.end, self.whole(way)));
            }
        }
        found
    }

    /// 须在App内提交, 须本人到窗口办理, 所有咨询都要在群里提出: a duty of customers, with what they file behind
    /// the way, where no other way is named.
    fn must_go(&self, must: &Hit) -> Option<Way> {
        let text = &self.text;
        let clause = self.structure.clause(must.range.start);
        let way = self.behind(must.range.end).filter(|way| way.start < clause.end)?;
        let between = &text[must.range.end..way.start];
        let is_close = between.chars().count() <= MOST_BETWEEN
            && !between.contains(|c: char| c.is_ascii_digit() || "，、。,".contains(c));
        let end = self.whole(way);
        let is_filed = matches!(ONE_WAY.kind_at(text, end), Some("settled" | "approach" | "joint"));
        let is_matter = || self.of_kind("matter").any(|hit| clause.contains(&hit.range.start));
        let is_ours = || {
            let actors = ACTORS.find_in(self.text, clause.start.min(must.range.start)..must.range.start);
            actors.iter().any(|hit| hit.kind == "zh-us")
        };
        let range = must.range.start..way.end;
        let is_alone = || self.others(&(range.start..end)) == 0;
        (is_close && is_filed && !is_matter() && !is_ours() && is_alone()).then(|| (range.clone(), end))
    }
}
