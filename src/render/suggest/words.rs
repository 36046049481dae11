//! The words of suggestions, in each language.

use crate::model::Share;
use crate::render::Language;
use crate::report::suggest::{Amount, Counts, WhyNothing, WhyShareOnly};
use crate::text::{Duration, Tongue, clock_time};

/// The words of a language.
#[derive(Clone, Copy)]
pub(super) struct Words(pub(super) Language);

impl Words {
    /// English or Chinese.
    fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    /// In which definitions are written.
    pub(super) fn tongue(self) -> Tongue {
        match self.0 {
            Language::En => Tongue::English,
            Language::Zh => Tongue::Simplified,
        }
    }

    pub(super) fn as_of(self) -> &'static str {
        self.pick("Suggestions as of", "承诺建议，截至")
    }

    pub(super) fn method(self) -> &'static str {
        self.pick(
            "The history supports a limit at a share if the lower end of the 95% Wilson interval of the cases that would have met it is at least that share. A star marks what is promised now.",
            "历史数据“可支持”指：该限值下本可达成的个案所占比例，其95%威尔逊区间的下限不低于该达成率。星号为现行承诺。",
        )
    }

    pub(super) fn standards(self) -> &'static str {
        self.pick("Standards behind them", "承诺背后的服务标准")
    }

    pub(super) fn no_cases(self) -> &'static str {
        self.pick("no cases", "无个案")
    }

    pub(super) fn no_target(self) -> &'static str {
        self.pick("no target: nothing to suggest", "没有目标，无法建议")
    }

    pub(super) fn cases(self, counts: Counts) -> String {
        let Counts { met, late, overdue, pending, excluded, invalid } = counts;
        match self.0 {
            Language::En => format!(
                "now {met} met, {late} late, {overdue} overdue; not counted: {pending} pending, {excluded} excluded, {invalid} invalid"
            ),
            Language::Zh => format!(
                "现为按时 {met}，超时 {late}，逾期未结 {overdue}；不计：未到期 {pending}，除外 {excluded}，无效 {invalid}"
            ),
        }
    }

    /// A value of a log.
    pub(super) fn value(self, value: &str) -> String {
        if value.is_empty() { self.pick("(none)", "（无）").to_owned() } else { value.to_owned() }
    }

    /// Share, limit, limit to write, cases, lower end, people.
    pub(super) fn share_columns(self) -> [&'static str; 6] {
        match self.0 {
            Language::En => ["share", "tightest limit", "to write", "would be met", "supported", "staff"],
            Language::Zh => ["达成率", "最紧限值", "可写作", "本可达成", "可支持", "人数"],
        }
    }

    /// Limit, cases, lower end, share to write.
    pub(super) fn limit_columns(self) -> [&'static str; 4] {
        match self.0 {
            Language::En => ["limit", "would be met", "best share", "to write"],
            Language::Zh => ["限值", "本可达成", "最高达成率", "可写作"],
        }
    }

    pub(super) fn of(self, met: u64, decided: u64) -> String {
        match self.0 {
            Language::En => format!("{met} of {decided}"),
            Language::Zh => format!("{met}/{decided}"),
        }
    }

    /// A limit to the unit. Of open time the terms of the target say that it is.
    pub(super) fn exact(self, amount: Amount) -> String {
        let units = match self.0 {
            Language::En => ["h", "m", "s"],
            Language::Zh => ["小时", "分", "秒"],
        };
        match amount {
            Amount::Time(Duration::Elapsed(seconds) | Duration::Open(seconds)) => clock_time(seconds, units),
            other => other.in_definition(self.tongue()),
        }
    }

    pub(super) fn as_it_is(self) -> &'static str {
        self.pick("as it is", "维持不变")
    }

    pub(super) fn too_few(self, needs: u64, has: u64) -> String {
        match self.0 {
            Language::En => format!("too few cases: it takes {needs}, all met, and there are {has}"),
            Language::Zh => format!("个案太少：需要 {needs} 件且全部达成，现有 {has} 件"),
        }
    }

    pub(super) fn every(self) -> &'static str {
        self.pick("no number of cases supports every case", "再多的个案也不足以支持100%")
    }

    pub(super) fn unreached(self) -> &'static str {
        self.pick(
            "no limit is loose enough: too many cases have no notice or no value",
            "限值再宽也不够：未提前告知或没有数值的个案过多",
        )
    }

    pub(super) fn share_only(self, why: WhyShareOnly) -> &'static str {
        match why {
            WhyShareOnly::OwnDue => self.pick(
                "each case has a due of its own: only the share can be suggested",
                "每个个案各有到期时间：只能建议达成率",
            ),
            WhyShareOnly::Equals => self.pick(
                "a value is the wanted one or not: only the share can be suggested",
                "数值只有符合与不符合之分：只能建议达成率",
            ),
            WhyShareOnly::TwoLimits => self.pick(
                "there are two limits, of which either could give way: only the share can be suggested",
                "有上下两个限值，无法确定改动哪一个：只能建议达成率",
            ),
        }
    }

    pub(super) fn nothing(self, why: WhyNothing) -> &'static str {
        match why {
            WhyNothing::NoLimit => self.pick("no limit: nothing to suggest", "没有限值，无法建议"),
            WhyNothing::Mean => self.pick(
                "nothing to suggest for a mean: a single case can move it as far as it likes; promise a share of cases, or a percentile such as p90",
                "无法为平均值提出建议：个别个案就能使它大幅变动；请承诺达成率，或 p90 之类的百分位数",
            ),
            WhyNothing::Sum => self.pick(
                "nothing to suggest for a sum: it follows the number of cases; promise a share of cases, or a percentile such as p90",
                "无法为总和提出建议：它随个案数量变动；请承诺达成率，或 p90 之类的百分位数",
            ),
            WhyNothing::Count => self.pick(
                "nothing to suggest for a count: how many cases there will be is a plan, not a result",
                "无法为次数提出建议：次数取决于计划，而不是服务结果",
            ),
            WhyNothing::Extreme => self.pick(
                "nothing to suggest for the greatest or least of all cases: the next one may go beyond it; promise a percentile such as p95",
                "无法为最大或最小值提出建议：下一个个案就可能超出；请承诺 p95 之类的百分位数",
            ),
            WhyNothing::Months => self.pick(
                "nothing to suggest for a percentile in months, which are not of one length; promise it in days",
                "无法为以月计的百分位数提出建议：各月长短不一；请按天承诺",
            ),
        }
    }

    pub(super) fn percentile(self) -> &'static str {
        self.pick(
            "a percentile is supported as the limit for that share of the cases that ended",
            "百分位数的建议，即已结个案中达到该比例的限值",
        )
    }

    pub(super) fn staff_note(self) -> &'static str {
        self.pick(
            "staff: Erlang C (as in FEA004) with the arrivals and handling of the standard's capacity, the tightest limit as the longest wait",
            "人数：爱尔兰C公式（同 FEA004），按服务标准的到达量和处理时长，以最紧限值为最长等待时间",
        )
    }

    pub(super) fn nothing_to_paste(self) -> &'static str {
        self.pick(
            "no definition to paste: the history supports nothing worth writing",
            "没有可粘贴的定义：历史数据不足以支持任何承诺",
        )
    }

    /// Above the definition.
    pub(super) fn paste(self, share: Option<Share>, limit: Option<&str>) -> String {
        let share = share.map(|share| share.to_string());
        match (self.0, share, limit) {
            (Language::En, Some(share), Some(limit)) => format!("to paste: {limit}, {share} of cases"),
            (Language::En, Some(share), None) => format!("to paste: the limit as it is, {share} of cases"),
            (Language::En, None, limit) => format!("to paste: {}", limit.unwrap_or_default()),
            (Language::Zh, Some(share), Some(limit)) => format!("可粘贴：{limit}，达成率 {share}"),
            (Language::Zh, Some(share), None) => format!("可粘贴：限值不变，达成率 {share}"),
            (Language::Zh, None, limit) => format!("可粘贴：{}", limit.unwrap_or_default()),
        }
    }

    /// What the text must say instead.
    pub(super) fn adapt(self, changes: &[(String, String)]) -> String {
        let each = changes.iter().map(|(was, is)| match self.0 {
            Language::En => format!("{was} becomes {is}"),
            Language::Zh => format!("{was} 改为 {is}"),
        });
        let all: Vec<_> = each.collect();
        match self.0 {
            Language::En => format!("the text must say the same: {}", all.join(", ")),
            Language::Zh => format!("文字须一致：{}", all.join("，")),
        }
    }

    /// Where the target of a class must stand.
    pub(super) fn before_others(self) -> &'static str {
        self.pick(
            "put it above the target that it is a class of: the first `when` that holds decides",
            "请放在所属目标之前：以最先符合的 when 为准",
        )
    }

    pub(super) fn unused(self, limit: Amount) -> String {
        let limit = limit.in_definition(self.tongue());
        match self.0 {
            Language::En => format!("--limits {limit}: no target has a limit of this kind"),
            Language::Zh => format!("--limits {limit}：没有目标的限值属于这一类"),
        }
    }

    pub(super) fn left_out(self, column: &str) -> String {
        match self.0 {
            Language::En => format!("(left out for want of width: {column})"),
            Language::Zh => format!("（宽度不足，略去：{column}）"),
        }
    }
}
