//! Durations that limit no act of the organisation: how long something lasts, minutes counted together
//! over a period, facts of the past, the time that somebody else takes, when doors open and close.

use super::clause::Structure;
use super::fold::is_unspaced;
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
        let clause = structure.near(&text, range);
        let hits = SPANS.find_in(text, clause.clone());
        let sentence = Structure::near_in(&text, structure.sentence(range.start), range);
        Self { text, range, clause, sentence, hits }
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

    /// 停电时间不超过8小时: how long something is out of service.
    pub(super) fn stands_still(&self) -> bool {
        self.has("down")
    }

    /// 一个月内累计不超过…: a window in which something is counted.
    pub(super) fn is_window(&self) -> bool {
        let tail = self.text.get(self.range.end..self.clause.end).unwrap_or_default();
        tail.starts_with('内')
            && self.hits.iter().any(|hit| matches!(hit.kind, "sum") && hit.range.start >= self.range.end)
    }

    /// 停卡最长3个月, "each freeze lasts up to three months": a bound on what customers use.
    pub(super) fn is_length(&self) -> bool {
        let before = |hit: &Hit| hit.kind == "length" && hit.range.end <= self.range.start;
        let is_each = || {
            let head = self.head().trim_end();
            ["每次不超过", "每次最长", "单次不超过", "单次最长", "每场不超过"]
                .iter()
                .any(|word| head.ends_with(word))
        };
        self.hits.iter().any(before) || is_each()
    }

    /// "45-minute slots": how long they are.
    pub(super) fn is_of_slot(&self) -> bool {
        let behind = self.hits.iter().find(|hit| hit.range.start >= self.range.end);
        behind.is_some_and(|hit| {
            hit.kind == "length"
                && self.text[hit.range.clone()].is_ascii()
                && self.text[self.range.end..hit.range.start].trim_matches([' ', '-']).is_empty()
        })
    }

    /// 去年平均6小时上门, 2025年平均上门时间为5小时, "last year it took 2 hours".
    pub(super) fn is_past(&self) -> bool {
        let sentence = self.text.get(self.sentence.start..self.range.start).unwrap_or_default();
        let hits = SPANS.find_in(self.text, self.sentence.start..self.range.start);
        // Few sentences name a time of the past; only those are read on.
        let has_past = hits.iter().any(|hit| hit.kind == "past") || names_year(sentence);
        let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        let is_told = || {
            hits.iter().any(|hit| hit.kind == "average")
                || says(&[
                    " took ",
                    " was ",
                    " were ",
                    " averaged ",
                    " needed ",
                    " waited ",
                    "ed within",
                    "ed in ",
                ])
                || hits.iter().any(|hit| hit.kind == "past" && hit.range.start == self.sentence.start)
                    && sentence.contains(is_unspaced)
                    && !sentence.contains('起')
                || has_past_verb(sentence)
        };
        let is_promised = || says(&[" will ", " shall ", "承诺", "我们将", "我们会", "将会", "目标"]);
        has_past && is_told() && !is_promised()
    }

    /// "your bank takes up to 5 working days", 厂家发货需3个工作日.
    pub(super) fn is_others(&self) -> bool {
        let tail = self.text.get(self.range.end..self.clause.end).unwrap_or_default();
        if ["由银行", "由发卡行", "由厂家", "由第三方"].iter().any(|word| tail.contains(word)) {
            return true;
        }
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
            && ![" we ", "后", "我们", "'s ", "的"].iter().any(|word| behind.contains(word))
    }

    /// "refunds take 5 working days", 审核周期5个工作日, "full reply: 20 working days": what is done, and
    /// how long it takes, without a word such as "within".
    pub(super) fn is_taken(&self) -> bool {
        let head = self.head().trim().trim_matches(|c: char| !c.is_alphanumeric() && c != ':').trim();
        let tail = self.text.get(self.range.end..self.clause.end).unwrap_or_default().trim_start();
        let takes = [" take", " takes", " need", " needs", ":", " time is", " time:"];
        if let Some(what) = takes.iter().find_map(|word| head.strip_suffix(word)) {
            let what = what.trim().trim_end_matches(" times").trim_end_matches(" time");
            let last = what.rsplit(' ').next().unwrap_or_default();
            let nouns = [
                "refund",
                "repair",
                "reply",
                "replies",
                "decision",
                "delivery",
                "deliveries",
                "response",
                "acknowledgement",
                "answer",
                "processing",
                "installation",
                "connection",
                "replacement",
                "resolution",
                "restoration",
                "dispatch",
                "we",
            ];
            let singular = last.strip_suffix('s').filter(|_| !nouns.contains(&last)).unwrap_or(last);
            if what.is_ascii() {
                return nouns.contains(&singular) && !(last == "we" && tail.starts_with("notice"));
            }
        }
        let head = head.trim_end_matches(['为', '是', ':', '约', '共']);
        let marks = ["时间", "时限", "周期", "时效", "时长", "期限", "需", "需要", "仅需", "只需"];
        let Some(what) =
            marks.iter().filter_map(|mark| head.strip_suffix(mark)).min_by_key(|what| what.len())
        else {
            return false;
        };
        let waits = ["等候", "等待", "排队"].iter().any(|word| what.ends_with(word));
        waits || ACTS.before(what, what.len()).is_some_and(|hit| hit.kind == "zh-act")
    }

    /// 检测机构5个工作日出报告，不计入本时限; "our team meets internally within": a step inside, by its clause
    /// or by what the sentence says of it behind.
    pub(super) fn is_uncounted(&self) -> bool {
        let behind = self.range.end..self.sentence.end.max(self.range.end);
        self.has("uncounted") || SPANS.find_in(self.text, behind).iter().any(|hit| hit.kind == "uncounted")
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
        let Some(rest) = tail.strip_prefix('内') else { return false };
        ACTS.at(rest, 0).is_some_and(|hit| hit.kind == "zh-warranty")
            || rest.starts_with("有效")
            || rest.strip_prefix("免费").is_some_and(|rest| {
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

/// "we answered", not "letters are answered".
pub(super) fn has_past_verb(sentence: &str) -> bool {
    let mut before = "";
    sentence.split_whitespace().any(|word| {
        let is_done = word.ends_with("ed")
            && !["is", "are", "be", "been", "being", "get", "gets", "when", "if"].contains(&before);
        before = word;
        is_done
    })
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

#[cfg(test)]
mod tests {
    use crate::text::{Reading, Role};

    #[track_caller]
    fn assert_no_limits(text: &str) {
        let roles: Vec<_> = Reading::new(text).times().iter().map(|time| time.role).collect();
        let is_limit = |role: &Role| matches!(role, Role::Limit | Role::Ahead);
        assert!(!roles.is_empty() && !roles.iter().any(is_limit), "{text} {roles:?}");
    }

    #[test]
    fn durations_that_limit_no_act() {
        for text in [
            // Sums.
            "每月不可用时间合计不超过44分钟。",
            "全年累计中断不超过8小时46分钟。",
            "at most 43 minutes of downtime a month",
            // Lengths.
            "会员停卡最长3个月。",
            "灶具使用年限不超过8年。",
            "Each freeze lasts up to three months.",
            "The chapel is booked in 45-minute slots.",
            "优惠券自领取之日起30个自然日内有效。",
            "临时停车30分钟内免费，",
            // The past and the law.
            "去年平均6小时上门。",
            "2025年平均上门时间为5小时。",
            "Last year our engineers answered within 2 hours on average.",
            "法定时限为20个工作日。",
            // Others.
            "款项由发卡行在5个工作日内入账。",
            "Your bank posts it within 5 working days.",
            // Doors, deadlines and advice.
            "Check-in opens 24 hours before departure.",
            "起飞前45分钟停止办理值机。",
            "手术前8小时禁食。",
            "A skin test is needed 48 hours before colouring.",
            "Appointments are booked up to four weeks ahead.",
            "任一自然月内停机不超过44分钟。",
        ] {
            assert_no_limits(text);
        }
    }

    #[test]
    fn durations_that_do() {
        for (text, role) in [
            ("计划停电时间不超过8小时。", Role::Limit),
            ("全年平均修复时间不超过4小时。", Role::Limit),
            ("审核周期5个工作日。", Role::Limit),
            ("退款需5个工作日。", Role::Limit),
            ("修复时限：24小时。", Role::Limit),
            ("办理时限压缩至5个工作日。", Role::Limit),
            ("Refunds take 5 working days.", Role::Limit),
            ("Full reply: 20 working days.", Role::Limit),
            ("保修期内24小时内免费上门。", Role::Limit),
            ("停水前24小时张贴告示。", Role::Ahead),
            ("You get at least 7 days' notice of planned work.", Role::Ahead),
            ("Notice of planned work is given 24 hours ahead.", Role::Ahead),
            ("In 2027 we will answer within 3 working days.", Role::Limit),
        ] {
            let roles: Vec<_> = Reading::new(text).times().iter().map(|time| time.role).collect();
            assert_eq!(roles, [role], "{text}");
        }
    }
}
