//! Durations that limit no act of the organisation: how long something lasts, minutes counted together
//! over a period, facts of the past, the time that somebody else takes, when doors open and close.

use super::clause::Structure;
use super::lexicon::{ACTS, Hit, PERIODS, SPANS};
use super::starts::Scan;
use std::ops::Range;

/// The clause around a duration, with the words that stand in it.
pub(super) struct Span<'t> {
    text: Scan<'t>,
    range: &'t Range<usize>,
    clause: Range<usize>,
    sentence: Range<usize>,
    hits: Vec<Hit>,
}

impl<'t> Span<'t> {
    pub(super) fn new(text: Scan<'t>, structure: &Structure, range: &'t Range<usize>) -> Self {
        let clause = structure.clause(range.start);
        let hits = SPANS.find_in(text, clause.clone());
        Self { text, range, clause, sentence: structure.sentence(range.start), hits }
    }

    fn has(&self, kind: &str) -> bool {
        self.hits.iter().any(|hit| hit.kind == kind)
    }

    fn head(&self) -> &'t str {
        self.text.text.get(self.clause.start..self.range.start).unwrap_or_default()
    }

    /// 每月不可用时间合计不超过44分钟, "at most 43 minutes of downtime a month".
    pub(super) fn is_sum(&self) -> bool {
        let is_period = || {
            !PERIODS.find_in(self.text, self.clause.clone()).is_empty()
                || ["a quarter", "in a 3", "-day month", "一个月内", "一年内", "月内", "年内"]
                    .iter()
                    .any(|word| self.text[self.clause.clone()].contains(word))
        };
        let acts = || ACTS.find_in(self.text, self.clause.clone()).iter().any(|hit| hit.kind == "zh-act");
        let within = || self.head().trim_end().ends_with("within");
        self.has("down") && (self.has("sum") || is_period()) && !self.has("average") && !acts() && !within()
    }

    /// 一个月内累计不超过…: a window in which something is counted.
    pub(super) fn is_window(&self) -> bool {
        let tail = self.text.get(self.range.end..self.clause.end).unwrap_or_default();
        (tail.starts_with('内') || tail.starts_with('內'))
            && self.hits.iter().any(|hit| matches!(hit.kind, "sum") && hit.range.start >= self.range.end)
    }

    /// 停卡最长3个月, "each freeze lasts up to three months": a bound on what customers use.
    pub(super) fn is_length(&self) -> bool {
        let before = |hit: &Hit| hit.kind == "length" && hit.range.end <= self.range.start;
        let is_each = || {
            let head = self.head().trim_end();
            ["每次不超过", "每次最长", "单次不超过", "每次不超過", "单次最长", "每场不超过"]
                .iter()
                .any(|word| head.ends_with(word))
        };
        self.hits.iter().any(before) || is_each()
    }

    /// 去年平均6小时上门, 2025年平均上门时间为5小时, "last year it took 2 hours".
    pub(super) fn is_past(&self) -> bool {
        let sentence = self.text.get(self.sentence.start..self.range.start).unwrap_or_default();
        let hits = SPANS.find_in(self.text, self.sentence.start..self.range.start);
        let is_promised = [" will ", " shall ", "承诺", "承諾", "我们将", "我们会", "將會", "将会", "目标"]
            .iter()
            .any(|word| sentence.contains(word));
        let has_past = hits.iter().any(|hit| hit.kind == "past") || names_year(sentence);
        let is_told = hits.iter().any(|hit| hit.kind == "average")
            || [" took ", " was ", " were ", " averaged ", " needed ", " waited ", "ed within", "ed in "]
                .iter()
                .any(|word| sentence.contains(word))
            || hits.iter().any(|hit| hit.kind == "past" && hit.range.start == self.sentence.start)
                && sentence.contains(['时', '時', '了']);
        has_past && is_told && !is_promised
    }

    /// "your bank takes up to 5 working days", 厂家发货需3个工作日.
    pub(super) fn is_others(&self) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.kind == "other" && hit.range.end <= self.range.start && self.leads(hit))
    }

    fn leads(&self, hit: &Hit) -> bool {
        let before = self.text.get(self.clause.start..hit.range.start).unwrap_or_default();
        let behind = &self.text[hit.range.end..self.range.start];
        let before = before.trim_matches(|c: char| !c.is_alphanumeric());
        // "after the carrier has it, we", 收到厂家配件后 are beginnings.
        ["", "then", "and", "由", "款项由", "退款由", "but"].contains(&before)
            && ![" we ", "后", "後", "我们", "'s ", "的"].iter().any(|word| behind.contains(word))
    }

    /// 法定时限20个工作日, "by law we have 30 days": not what is promised.
    pub(super) fn is_legal(&self) -> bool {
        let before = self.hits.iter().rev().filter(|hit| hit.range.end <= self.range.start);
        let last = before.filter(|hit| matches!(hit.kind, "legal" | "promised")).map(|hit| hit.kind).next();
        last == Some("legal")
    }

    /// 30分钟内免费停车, 30天内有效: how long something is free or holds.
    pub(super) fn is_validity(&self) -> bool {
        let tail = self.text.get(self.range.end..self.clause.end).unwrap_or_default();
        let tail = tail.trim_start_matches(['以', '之']);
        let Some(rest) = tail.strip_prefix(['内', '內']) else { return false };
        rest.starts_with("有效")
            || rest.strip_prefix("免费").or(rest.strip_prefix("免費")).is_some_and(|rest| {
                let free = ["停", "泊", "使用", "取消", "退", "改", "存", "寄存", "试用"];
                rest.trim().is_empty() || free.iter().any(|word| rest.starts_with(word))
            })
    }

    /// "check-in opens 24 hours before departure": doors and deadlines.
    pub(super) fn is_opening(&self) -> bool {
        let close = |hit: &Hit| hit.kind == "opening" && hit.range.end <= self.range.start;
        let chinese = |hit: &Hit| hit.kind == "opening" && !self.text[hit.range.clone()].is_ascii();
        self.hits.iter().any(|hit| close(hit) || chinese(hit))
    }
}

/// 2025年, "in 2025": a year of the calendar.
pub(super) fn names_year(text: &str) -> bool {
    let year = |at: usize| {
        let digits: String = text[at..].chars().take_while(char::is_ascii_digit).collect();
        let head = &text[..at];
        digits.len() == 4
            && digits.starts_with("20")
            && (text[at + 4..].starts_with('年') || head.ends_with("in ") || head.ends_with("during "))
    };
    text.match_indices("20").any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit()) && year(at))
        || text.contains("二零二")
        || text.contains("二〇二")
}
