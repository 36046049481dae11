//! The words of the text report, in each language.

use super::case_table::Column;
use crate::clock::{Reason, State};
use crate::log::Summary;
use crate::model::{Period, Status};
use crate::render::Language;
use crate::report::Verdict;

/// The words that stand alone; the sentences are functions below.
pub(super) struct Words {
    pub(super) language: Language,
    pub(super) as_of: &'static str,
    pub(super) cases_as_of: &'static str,
    pub(super) standards: &'static str,
    pub(super) version: &'static str,
    pub(super) no_target: &'static str,
    pub(super) no_limit: &'static str,
    pub(super) no_cases: &'static str,
    pub(super) comma: &'static str,
    pub(super) period: &'static str,
    pub(super) total: &'static str,
    pub(super) nothing: &'static str,
    /// Met, late, overdue, pending, excluded, invalid.
    pub(super) counts: [&'static str; 6],
    pub(super) attained: &'static str,
    pub(super) without_exceptions: &'static str,
    pub(super) without_pauses: &'static str,
    pub(super) interval: &'static str,
    pub(super) bounds: &'static str,
    pub(super) value: &'static str,
    pub(super) verdict: &'static str,
    pub(super) uncertain: &'static str,
    pub(super) few: &'static str,
    pub(super) data: &'static str,
    pub(super) binned: &'static str,
    /// From Monday on.
    pub(super) weekdays: [&'static str; 7],
}

static ENGLISH: Words = Words {
    language: Language::En,
    as_of: "Promises as of",
    cases_as_of: "Cases as of",
    standards: "Standards behind them (a standard missed while its promise is kept is the early warning)",
    version: "version",
    no_target: "no target: nothing to judge",
    no_limit: "no limit: nothing to judge",
    no_cases: "no cases",
    comma: ", ",
    period: "period",
    total: "total",
    nothing: "(none)",
    counts: ["met", "late", "overdue", "pending", "excluded", "invalid"],
    attained: "attained",
    without_exceptions: "unexcused",
    without_pauses: "unpaused",
    interval: "95% interval",
    bounds: "can become",
    value: "value",
    verdict: "verdict",
    uncertain: ", uncertain",
    few: ", few cases",
    data: "Data",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    binned: "percentiles are from bins: at most 0.8% off",
};

static CHINESE: Words = Words {
    language: Language::Zh,
    as_of: "服务承诺履行情况，截至",
    cases_as_of: "个案清单，截至",
    standards: "承诺背后的服务标准（承诺兑现而标准未达，即为预警）",
    version: "版本",
    no_target: "没有目标，无法评判",
    no_limit: "没有限值，无法评判",
    no_cases: "无个案",
    comma: "，",
    period: "周期",
    total: "合计",
    nothing: "（无）",
    counts: ["按时", "超时", "逾期未结", "未到期", "除外", "无效"],
    attained: "达成率",
    without_exceptions: "不除外",
    without_pauses: "不扣暂停",
    interval: "95% 区间",
    bounds: "可能达到",
    value: "数值",
    verdict: "结论",
    uncertain: "，不确定",
    few: "，个案过少",
    data: "数据",
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    binned: "百分位数取自分段计数，误差不超过0.8%",
};

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    /// What a heading adds to the title: status, version.
    pub(super) fn about(&self, about: &[String]) -> String {
        match self.language {
            _ if about.is_empty() => String::new(),
            Language::En => format!(" ({})", about.join(", ")),
            Language::Zh => format!("（{}）", about.join("，")),
        }
    }

    pub(super) fn status(&self, status: Status) -> &'static str {
        match (self.language, status) {
            (Language::En, status) => status.as_str(),
            (Language::Zh, Status::Draft) => "草案",
            (Language::Zh, Status::Pilot) => "试行",
            (Language::Zh, Status::Published) => "已发布",
            (Language::Zh, Status::Suspended) => "暂停",
            (Language::Zh, Status::Retired) => "已废止",
        }
    }

    /// An attainment, and how many of the cases that count are met.
    pub(super) fn attained_of(&self, attained: &str, met: u64, of: u64) -> String {
        let gap = if self.language == Language::En { " " } else { "" };
        format!("{attained}{gap}{}", self.met_of(met, of))
    }

    /// The same without the attainment: how many of the cases that count are met.
    pub(super) fn met_of(&self, met: u64, of: u64) -> String {
        match self.language {
            Language::En => format!("({met} of {of})"),
            Language::Zh => format!("（{of} 件中 {met} 件）"),
        }
    }

    /// A state and the reason for it.
    pub(super) fn because(&self, state: &str, reason: &str) -> String {
        match self.language {
            Language::En => format!("{state}: {reason}"),
            Language::Zh => format!("{state}：{reason}"),
        }
    }

    pub(super) fn and_pending(&self, pending: u64) -> String {
        match self.language {
            Language::En => format!(" +{pending} pending"),
            Language::Zh => format!(" 另 {pending} 件未到期"),
        }
    }

    pub(super) fn verdict_of(&self, verdict: Verdict) -> &'static str {
        match (self.language, verdict) {
            (Language::En, verdict) => verdict.as_str(),
            (Language::Zh, Verdict::Kept) => "兑现",
            (Language::Zh, Verdict::Broken) => "未兑现",
            (Language::Zh, Verdict::Open) => "未定",
            (Language::Zh, Verdict::NoCases) => "无个案",
        }
    }

    pub(super) fn per(&self, period: Period) -> &'static str {
        match (self.language, period) {
            (Language::En, Period::Day) => "per day",
            (Language::En, Period::Week) => "per week",
            (Language::En, Period::Month) => "per month",
            (Language::En, Period::Quarter) => "per quarter",
            (Language::En, Period::Year) => "per year",
            (Language::Zh, Period::Day) => "按日",
            (Language::Zh, Period::Week) => "按周",
            (Language::Zh, Period::Month) => "按月",
            (Language::Zh, Period::Quarter) => "按季",
            (Language::Zh, Period::Year) => "按年",
        }
    }

    pub(super) fn share(&self, share: &str, period: Period) -> String {
        let per = self.per(period);
        match self.language {
            Language::En => format!("{share} of cases {per}"),
            Language::Zh => format!("达成率不低于 {share}（{per}）"),
        }
    }

    pub(super) fn statistic(&self, statistic: &str, name: &str) -> String {
        match self.language {
            Language::En => format!("{statistic} of {name}"),
            Language::Zh => format!("{name} 的 {statistic}"),
        }
    }

    pub(super) fn limit(&self, field: &str, limit: &str) -> String {
        match (self.language, field) {
            (Language::En, "within") => format!("within {limit}"),
            (Language::En, "ahead") => format!("at least {limit} ahead"),
            (Language::En, "by") => format!("by {limit}"),
            (Language::En, "at_least") => format!("at least {limit}"),
            (Language::En, "at_most") => format!("at most {limit}"),
            (Language::En, _) => format!("equals {limit}"),
            (Language::Zh, "within") => format!("在 {limit} 内"),
            (Language::Zh, "ahead") => format!("至少提前 {limit}"),
            (Language::Zh, "by") => format!("不晚于 {limit}"),
            (Language::Zh, "at_least") => format!("不低于 {limit}"),
            (Language::Zh, "at_most") => format!("不高于 {limit}"),
            (Language::Zh, _) => format!("等于 {limit}"),
        }
    }

    pub(super) fn left_out(&self, columns: &str) -> String {
        match self.language {
            Language::En => format!("(left out for want of width: {columns})"),
            Language::Zh => format!("（宽度不足，略去：{columns}）"),
        }
    }

    pub(super) fn log(&self, id: &str, zone: &str, declared: bool) -> String {
        match (self.language, declared) {
            (Language::En, true) => format!("log {id}, times in {zone}"),
            (Language::En, false) => format!("log {id}, times in {zone} (not declared for this log)"),
            (Language::Zh, true) => format!("日志 {id}，时区 {zone}"),
            (Language::Zh, false) => format!("日志 {id}，时区 {zone}（该日志未声明）"),
        }
    }

    /// Rows and what they were.
    pub(super) fn rows(&self, summary: &Summary) -> String {
        let (rows, blank, ragged) = (summary.rows, summary.blank.count, summary.ragged.count());
        let dropped = summary.dropped.count;
        let (count, kind) = match (&summary.events, self.language) {
            (Some(rows), Language::En) => (rows.events, "events"),
            (Some(rows), Language::Zh) => (rows.events, "事件"),
            (None, Language::En) => (summary.cases, "cases"),
            (None, Language::Zh) => (summary.cases, "个案"),
        };
        let mut text = match self.language {
            Language::En => format!(
                "{rows} rows = {count} {kind} + {blank} blank + {ragged} ragged + {dropped} copies dropped"
            ),
            Language::Zh => {
                format!(
                    "{rows} 行 = {count} {kind} + {blank} 空行 + {ragged} 列数不符 + {dropped} 去除的重复行"
                )
            }
        };
        let others = summary.events.as_ref().map(|rows| {
            [
                (rows.nameless.count, "without a case", "无个案编号"),
                (rows.undated.count, "without a time", "无时间"),
                (rows.unseen.count, "after as-of", "晚于截止时间"),
            ]
        });
        for (count, english, chinese) in others.into_iter().flatten().filter(|(count, ..)| *count > 0) {
            let kind = match self.language {
                Language::En => english,
                Language::Zh => chinese,
            };
            text.push_str(" + ");
            text.push_str(&count.to_string());
            text.push(' ');
            text.push_str(kind);
        }
        text
    }

    /// Cases and what they were: judged, later than as-of, uncovered.
    pub(super) fn cases(&self, cases: u64, [judged, later, uncovered]: [u64; 3]) -> String {
        match self.language {
            Language::En => format!(
                "{cases} cases = {judged} judged + {later} after as-of + {uncovered} that none of these covers"
            ),
            Language::Zh => {
                format!(
                    "{cases} 个案 = {judged} 已评判 + {later} 晚于截止时间 + {uncovered} 不属于以上任何承诺"
                )
            }
        }
    }

    pub(super) fn unserved(&self, id: &str, target: usize, needs: &str) -> String {
        match (self.language, needs.is_empty()) {
            (Language::En, true) => format!("not judged: target {target} of {id} has no limit"),
            (Language::En, false) => format!("not judged: target {target} of {id}: no log has {needs}"),
            (Language::Zh, true) => format!("未评判：{id} 的目标 {target} 没有限值"),
            (Language::Zh, false) => format!("未评判：{id} 的目标 {target}：没有日志包含 {needs}"),
        }
    }

    /// A file of a log, its size and its rows.
    pub(super) fn file(&self, path: &str, bytes: u64, rows: u64) -> String {
        match self.language {
            Language::En => format!("{path} ({bytes} bytes, {rows} rows)"),
            Language::Zh => format!("{path}（{bytes} 字节，{rows} 行）"),
        }
    }

    /// The print of the definitions.
    pub(super) fn definitions(&self, print: &str) -> String {
        match self.language {
            Language::En => format!("definitions {print}"),
            Language::Zh => format!("定义指纹 {print}"),
        }
    }

    /// The commit at which the definitions are.
    pub(super) fn commit(&self, commit: &str) -> String {
        match self.language {
            Language::En => format!("commit {commit}"),
            Language::Zh => format!("提交 {commit}"),
        }
    }

    pub(super) fn zones(&self, version: &str) -> String {
        match self.language {
            Language::En => format!("time zone database {version}"),
            Language::Zh => format!("时区数据库 {version}"),
        }
    }

    /// A reason in words; that of an exception is its name.
    pub(super) fn reason_of(&self, reason: Reason, name: &str) -> String {
        match reason {
            Reason::Exception(_) => name.to_owned(),
            other => self.reason(other).to_owned(),
        }
    }

    pub(super) fn reason(&self, reason: Reason) -> &'static str {
        match (self.language, reason) {
            (Language::En, reason) => reason.as_str(),
            (Language::Zh, Reason::Exception(_)) => "除外情形",
            (Language::Zh, Reason::NoVersion) => "无生效版本",
            (Language::Zh, Reason::NoDue) => "无到期时间",
            (Language::Zh, Reason::NoValue) => "无数值",
            (Language::Zh, Reason::MissingStart) => "缺少开始时间",
            (Language::Zh, Reason::UnreadableStart) => "开始时间无法读取",
            (Language::Zh, Reason::UnreadableStop) => "结束时间无法读取",
            (Language::Zh, Reason::UnreadableDue) => "到期时间无法读取",
            (Language::Zh, Reason::UnreadableValue) => "数值无法读取",
            (Language::Zh, Reason::UnreadablePause) => "暂停时间无法读取",
            (Language::Zh, Reason::StopBeforeStart) => "结束早于开始",
            (Language::Zh, Reason::PauseEndsFirst) => "暂停的结束早于开始",
            (Language::Zh, Reason::Copy) => "重复行",
            (Language::Zh, Reason::NeverDue) => "永不到期",
        }
    }

    /// A reason by its name in machine formats; any other name is that of an exception.
    pub(super) fn reason_named<'n>(&self, name: &'n str) -> &'n str {
        Reason::NAMED
            .iter()
            .find(|reason| reason.as_str() == name)
            .map_or(name, |reason| self.reason(*reason))
    }

    pub(super) fn state(&self, state: State) -> &'static str {
        let place = match state {
            State::Met => 0,
            State::Late => 1,
            State::Overdue => 2,
            State::Pending | State::Open => 3,
            State::Excluded => 4,
            State::Invalid => 5,
        };
        self.counts[place]
    }

    /// A heading of the ledger.
    pub(super) fn case_column(&self, column: Column) -> &'static str {
        let (english, chinese) = match column {
            Column::Case => ("case", "个案"),
            Column::Promise => ("promise", "承诺"),
            Column::Start => ("start", "开始"),
            Column::Due => ("due", "到期"),
            Column::Stop => ("stop", "结束"),
            Column::Took => ("took", "用时"),
            Column::State => ("state", "状态"),
            Column::Remark => ("remark", "说明"),
        };
        match self.language {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    /// How many lines the ledger has.
    pub(super) fn entries(&self, lines: u64) -> String {
        match self.language {
            Language::En if lines == 1 => "1 line".to_owned(),
            Language::En => format!("{lines} lines"),
            Language::Zh => format!("共 {lines} 条"),
        }
    }

    pub(super) fn due_in(&self, left: &str) -> String {
        match self.language {
            Language::En => format!("due in {left}"),
            Language::Zh => format!("还剩 {left}"),
        }
    }

    /// How far past the limit, in the clock's own time.
    pub(super) fn over(&self, by: &str) -> String {
        match self.language {
            Language::En => format!("{by} over"),
            Language::Zh => format!("超出 {by}"),
        }
    }

    /// How far past the due, by the clock on the wall.
    pub(super) fn past_due(&self, past: &str) -> String {
        match self.language {
            Language::En => format!("{past} past due"),
            Language::Zh => format!("过期 {past}"),
        }
    }
}
