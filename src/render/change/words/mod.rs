//! The words of a comparison, in each language.

mod terms;

use crate::diff::{Kind, Reason, Years};
use crate::model::Status;
use crate::render::Language;

/// The words in one language.
#[derive(Clone, Copy)]
pub(super) struct ChangeWords(pub(super) Language);

impl ChangeWords {
    pub(super) fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    pub(super) fn kind(self, kind: Kind) -> &'static str {
        match (self.0, kind) {
            (Language::En, Kind::StatusChanged) => "status changed",
            (Language::En, kind) => kind.as_str(),
            (Language::Zh, Kind::Withdrawn) => "撤销",
            (Language::Zh, Kind::Loosened) => "放松",
            (Language::Zh, Kind::Mixed) => "有松有紧",
            (Language::Zh, Kind::Narrowed) => "范围缩小",
            (Language::Zh, Kind::Undecided) => "无法判定",
            (Language::Zh, Kind::StatusChanged) => "状态变更",
            (Language::Zh, Kind::Tightened) => "收紧",
            (Language::Zh, Kind::Widened) => "范围扩大",
            (Language::Zh, Kind::Added) => "新增",
            (Language::Zh, Kind::Reworded) => "措辞修改",
            (Language::Zh, Kind::Moved) => "移到别的文件",
        }
    }

    pub(super) fn reason(self, reason: Reason) -> &'static str {
        match reason {
            Reason::ScopeInWords => {
                self.pick("who is covered is said in words alone", "适用范围只有文字说明")
            }
            Reason::ExceptionInWords => self.pick(
                "an exception in words alone: no case can be shown to meet it",
                "除外情形只有文字说明，无法判定个案是否属于",
            ),
            Reason::ManyCases => self.pick(
                "the conditions name too many combinations of values to try",
                "条件中的取值组合太多，无法逐一比较",
            ),
            Reason::OtherMeasure => self.pick("something else is measured", "衡量的对象不同"),
            Reason::OtherStart => self.pick("another event starts the clock", "计时的起点事件不同"),
            Reason::OtherStop => self.pick("another event stops the clock", "计时的终点事件不同"),
            Reason::OtherPauses => self.pick("other pauses are not counted", "不计时的暂停不同"),
            Reason::PauseMax => self
                .pick("the most a pause may last is of another kind of time", "暂停上限的时间单位种类不同"),
            Reason::PausesCount => self.pick(
                "pauses count differently in another calendar or kind of time",
                "在不同的日历或时间种类下，暂停的计法不同",
            ),
            Reason::PausesAgainstLimit => {
                self.pick("pauses and the limit change in opposite ways", "暂停与时限的变化方向相反")
            }
            Reason::OtherDueColumn => self.pick("another column says when it is due", "到期时间取自另一列"),
            Reason::OtherValue => {
                self.pick("another value or kind of bound is asked for", "要求的值或限值种类不同")
            }
            Reason::Periods => self.pick("the periods do not lie in each other", "两种周期互不包含"),
            Reason::CountedBy => self.pick("cases are counted in other periods", "个案计入的周期不同"),
            Reason::NoCalendar => {
                self.pick("the clock or its calendar cannot be read", "无法读取计时或其日历")
            }
            Reason::ManyYears => self.pick(
                "the calendars declare too many years or hours to try",
                "日历声明的年份或时段太多，无法逐一比较",
            ),
            Reason::RemedyBasis => self
                .pick("the remedy is in other money, or owed for something else", "补偿的币种或计算基础不同"),
            Reason::UnreadBefore => self.pick("it could not be read before", "之前的定义无法读取"),
            Reason::UnreadAfter => self.pick("it cannot be read now", "现在的定义无法读取"),
        }
    }

    pub(super) fn status(self, status: Status) -> &'static str {
        match (self.0, status) {
            (Language::En, status) => status.as_str(),
            (Language::Zh, Status::Draft) => "草案",
            (Language::Zh, Status::Pilot) => "试行",
            (Language::Zh, Status::Published) => "已发布",
            (Language::Zh, Status::Suspended) => "暂停",
            (Language::Zh, Status::Retired) => "已废止",
        }
    }

    /// A field; the words of definitions stay as they are.
    pub(super) fn field(self, field: &str) -> String {
        if self.0 == Language::En {
            return field.to_owned();
        }
        let parts =
            [("target ", "目标 "), ("clock ", "计时 "), ("calendar ", "日历 "), ("exception ", "除外情形 ")];
        let known = parts.iter().find_map(|(english, chinese)| {
            field.strip_prefix(english).map(|rest| format!("{chinese}{rest}"))
        });
        match field {
            "commitment" => "承诺".to_owned(),
            "standard" => "服务标准".to_owned(),
            _ => known.unwrap_or_else(|| field.to_owned()),
        }
    }

    pub(super) fn compared(self, old: &str, new: &str) -> String {
        match self.0 {
            Language::En => format!("{old} -> {new}"),
            Language::Zh => format!("{old} → {new}"),
        }
    }

    pub(super) fn working_tree(self) -> &'static str {
        self.pick("the working tree", "工作区")
    }

    pub(super) fn separator(self) -> &'static str {
        self.pick(", ", "，")
    }

    /// How many changes of each kind there are.
    pub(super) fn summary(self, kinds: &[(Kind, usize)], unchanged: usize) -> String {
        let parts: Vec<_> = kinds
            .iter()
            .map(|(kind, count)| match self.0 {
                Language::En => format!("{count} {}", self.kind(*kind)),
                Language::Zh => format!("{} {count} 项", self.kind(*kind)),
            })
            .collect();
        let changed = if parts.is_empty() {
            self.pick("no changes", "没有变更").to_owned()
        } else {
            parts.join(self.separator())
        };
        match self.0 {
            Language::En => format!("{changed}; {unchanged} unchanged"),
            Language::Zh => format!("{changed}；{unchanged} 项未变"),
        }
    }

    pub(super) fn about(self, parts: &[String]) -> String {
        match self.0 {
            _ if parts.is_empty() => String::new(),
            Language::En => format!(" ({})", parts.join(", ")),
            Language::Zh => format!("（{}）", parts.join("，")),
        }
    }

    pub(super) fn standard(self) -> &'static str {
        self.pick("standard", "服务标准")
    }

    pub(super) fn version(self, version: &str) -> String {
        match self.0 {
            Language::En => format!("version {version}"),
            Language::Zh => format!("版本 {version}"),
        }
    }

    pub(super) fn next_version(self, version: &str, before: &str) -> String {
        match self.0 {
            Language::En => format!("new version {version}, compared with {before}"),
            Language::Zh => format!("新版本 {version}，与 {before} 比较"),
        }
    }

    pub(super) fn backs(self, commitments: &str) -> String {
        match self.0 {
            Language::En => format!("behind {commitments}"),
            Language::Zh => format!("支撑 {commitments}"),
        }
    }

    pub(super) fn target(self, target: &str) -> String {
        match self.0 {
            Language::En => format!("target: {target}"),
            Language::Zh => format!("目标：{target}"),
        }
    }

    /// A kind of change and what it is about.
    pub(super) fn labelled(self, kind: Kind, field: &str) -> String {
        match self.0 {
            Language::En => format!("{}: {field}", self.kind(kind)),
            Language::Zh => format!("{}：{field}", self.kind(kind)),
        }
    }

    /// Terms, and the case in which they hold.
    pub(super) fn with_case(self, terms: &str, case: &str) -> String {
        match self.0 {
            _ if case.is_empty() => terms.to_owned(),
            Language::En => format!("{terms} ({case})"),
            Language::Zh => format!("{terms}（{case}）"),
        }
    }

    /// A term of a remedy.
    fn part(self, field: &str) -> &str {
        match (self.0, field) {
            (Language::En, "paid_within") => "paid within",
            (Language::En, "claim.evidence") => "to be shown",
            (Language::En, "claim.approval") => "to be approved by",
            (Language::En, "claim.within") => "to be claimed within",
            (Language::Zh, "amount") => "金额",
            (Language::Zh, "tiers") => "分档金额",
            (Language::Zh, "cap") => "上限",
            (Language::Zh, "paid_within") => "支付期限",
            (Language::Zh, "claim") => "领取方式",
            (Language::Zh, "claim.evidence") => "须出示",
            (Language::Zh, "claim.approval") => "须经批准",
            (Language::Zh, "claim.within") => "申领期限",
            (Language::Zh, "currency") => "币种",
            (_, field) => field,
        }
    }

    pub(super) fn for_case(self, case: &str) -> String {
        match self.0 {
            Language::En => format!("for {case}"),
            Language::Zh => format!("个案：{case}"),
        }
    }

    pub(super) fn missing(self) -> &'static str {
        self.pick("(missing)", "（缺）")
    }

    pub(super) fn files(self, old: &str, new: &str) -> String {
        match self.0 {
            Language::En => format!("from {old} to {new}"),
            Language::Zh => format!("从 {old} 移到 {new}"),
        }
    }

    /// A case, when it was due and when it is.
    pub(super) fn witness(self, ahead: bool, start: &str, due: &str, was: &str) -> String {
        match (self.0, ahead) {
            (Language::En, false) => format!("started {start}: due {due}, was {was}"),
            (Language::En, true) => format!("event {start}: notice due {due}, was {was}"),
            (Language::Zh, false) => format!("{start} 开始：到期 {due}，原为 {was}"),
            (Language::Zh, true) => format!("{start} 的事件：最迟 {due} 通知，原为 {was}"),
        }
    }

    /// One case of several.
    pub(super) fn example(self, witness: &str) -> String {
        match self.0 {
            Language::En => format!("e.g. {witness}"),
            Language::Zh => format!("例如 {witness}"),
        }
    }

    pub(super) fn never(self) -> &'static str {
        self.pick("never", "永不到期")
    }

    /// The years in which cases were looked at.
    pub(super) fn years(self, years: Years) -> String {
        let Years { first, last, declared } = years;
        let range = if first == last { first.to_string() } else { format!("{first}..{last}") };
        match (self.0, declared) {
            (Language::En, true) => format!("looked at every case of {range}"),
            (Language::En, false) => {
                format!("looked at every case of {range}; no calendar declares its `years`")
            }
            (Language::Zh, true) => format!("已比较 {range} 年的所有个案"),
            (Language::Zh, false) => format!("已比较 {range} 年的所有个案；没有日历声明 `years`"),
        }
    }

    pub(super) fn unread(self, is_old: bool, files: &str) -> String {
        match (self.0, is_old) {
            (Language::En, true) => {
                format!("not all of {files} could be read before; what stands there was not compared")
            }
            (Language::En, false) => {
                format!(
                    "not all of {files} can be read now; what stands there was not compared (`promise check` says why)"
                )
            }
            (Language::Zh, true) => format!("之前的 {files} 未能全部读取，其中的定义没有比较"),
            (Language::Zh, false) => {
                format!("现在的 {files} 未能全部读取，其中的定义没有比较（原因见 `promise check`）")
            }
        }
    }

    pub(super) fn columns(self) -> [&'static str; 3] {
        match self.0 {
            Language::En => ["change", "promise", "what"],
            Language::Zh => ["变更", "承诺", "内容"],
        }
    }

    pub(super) fn left_out(self, count: usize) -> String {
        match self.0 {
            Language::En => format!("{count} more are left out here; `promise diff` shows them all."),
            Language::Zh => format!("还有 {count} 项未在此列出；`promise diff` 显示全部。"),
        }
    }

    // For customers.

    /// Terms that change.
    pub(super) fn terms(self, kind: Kind, now: &str, before: &str) -> String {
        match (self.0, kind) {
            (Language::En, Kind::Tightened) => format!("We promise you more: {now} (before: {before})."),
            (Language::En, Kind::Loosened) => format!("We promise you less: {now} (before: {before})."),
            (Language::En, _) => format!("We promise you something else: {now} (before: {before})."),
            (Language::Zh, Kind::Tightened) => format!("我们的承诺更高：{now}（此前：{before}）。"),
            (Language::Zh, Kind::Loosened) => format!("我们的承诺降低：{now}（此前：{before}）。"),
            (Language::Zh, _) => format!("我们的承诺改为：{now}（此前：{before}）。"),
        }
    }

    pub(super) fn new_terms(self, now: &str) -> String {
        match self.0 {
            Language::En => format!("We also promise: {now}."),
            Language::Zh => format!("我们还承诺：{now}。"),
        }
    }

    pub(super) fn old_terms(self, before: &str) -> String {
        match self.0 {
            Language::En => format!("We no longer promise: {before}."),
            Language::Zh => format!("我们不再承诺：{before}。"),
        }
    }

    /// The same limit in other hours.
    pub(super) fn other_hours(self, kind: Kind, terms: &str) -> String {
        match (self.0, kind) {
            (Language::En, Kind::Tightened) => {
                format!("Our working hours change, so some cases are due sooner; as before: {terms}.")
            }
            (Language::En, Kind::Loosened) => {
                format!("Our working hours change, so some cases are due later; as before: {terms}.")
            }
            (Language::En, _) => {
                format!(
                    "How we count time changes, so some cases are due at another time; as before: {terms}."
                )
            }
            (Language::Zh, Kind::Tightened) => {
                format!("我们的工作时间有变，部分个案将更早到期；承诺仍为：{terms}。")
            }
            (Language::Zh, Kind::Loosened) => {
                format!("我们的工作时间有变，部分个案将更晚到期；承诺仍为：{terms}。")
            }
            (Language::Zh, _) => format!("计时方式有变，部分个案的到期时间不同；承诺仍为：{terms}。"),
        }
    }

    pub(super) fn cover(self, kind: Kind, case: &str) -> String {
        match (self.0, kind) {
            (Language::En, Kind::Narrowed) => format!("No longer covered: {case}."),
            (Language::En, _) => format!("Newly covered: {case}."),
            (Language::Zh, Kind::Narrowed) => format!("不再适用：{case}。"),
            (Language::Zh, _) => format!("新增适用：{case}。"),
        }
    }

    pub(super) fn dates(self, old: &str, new: &str) -> String {
        match self.0 {
            Language::En => format!("It is in force {new} (before: {old})."),
            Language::Zh => format!("有效期：{new}（此前：{old}）。"),
        }
    }

    pub(super) fn in_force(self, from: Option<&str>, until: Option<&str>) -> String {
        match (self.0, from, until) {
            (Language::En, None, None) => "without an end".to_owned(),
            (Language::En, Some(from), None) => format!("from {from}"),
            (Language::En, None, Some(until)) => format!("until {until}"),
            (Language::En, Some(from), Some(until)) => format!("from {from} until {until}"),
            (Language::Zh, None, None) => "不限".to_owned(),
            (Language::Zh, Some(from), None) => format!("自 {from} 起"),
            (Language::Zh, None, Some(until)) => format!("至 {until}"),
            (Language::Zh, Some(from), Some(until)) => format!("自 {from} 至 {until}"),
        }
    }

    pub(super) fn field_now(self, field: &str, now: &str, before: &str) -> String {
        match self.0 {
            Language::En => format!("{field} is now: {now} (before: {before})."),
            Language::Zh => format!("{field} 现为：{now}（此前：{before}）。"),
        }
    }

    pub(super) fn remedy(self, kind: Kind, field: &str, now: &str, before: &str) -> String {
        let what = match (self.0, kind) {
            (Language::En, Kind::Tightened) => "You get more if we fail",
            (Language::En, Kind::Loosened) => "You get less if we fail",
            (Language::En, _) => "What you get if we fail changes",
            (Language::Zh, Kind::Tightened) => "未兑现时您得到的更多",
            (Language::Zh, Kind::Loosened) => "未兑现时您得到的更少",
            (Language::Zh, _) => "未兑现时您得到的有变",
        };
        match self.0 {
            _ if field.is_empty() => self.field_now(what, now, before),
            Language::En => format!("{what}: {} {now} (before: {before}).", self.part(field)),
            Language::Zh => format!("{what}：{} {now}（此前：{before}）。", self.part(field)),
        }
    }

    pub(super) fn added(self, text: &str) -> String {
        match self.0 {
            Language::En => format!("New: {text}"),
            Language::Zh => format!("新承诺：{text}"),
        }
    }

    pub(super) fn withdrawn(self, text: &str) -> String {
        match self.0 {
            Language::En => format!("No longer promised: {text}"),
            Language::Zh => format!("不再承诺：{text}"),
        }
    }

    pub(super) fn status_now(self, now: &str, before: &str) -> String {
        match self.0 {
            Language::En => format!("Its status is now: {now} (before: {before})."),
            Language::Zh => format!("状态现为：{now}（此前：{before}）。"),
        }
    }

    pub(super) fn text_now(self, now: &str, before: &str) -> String {
        match self.0 {
            Language::En => format!("We now say: {now} (before: {before})"),
            Language::Zh => format!("现在的表述：{now}（此前：{before}）"),
        }
    }

    pub(super) fn nothing_for_customers(self) -> &'static str {
        self.pick("Nothing changes for customers.", "对客户没有变化。")
    }

    pub(super) fn nothing(self) -> &'static str {
        self.pick("nothing", "无")
    }
}
