//! The words of sheets for staff.

use crate::model::ClaimHow;
use crate::render::Language;

/// The words in one language.
#[derive(Clone, Copy, Debug)]
pub struct StaffWords(pub Language);

/// The parts of a commitment on a sheet that the page for customers has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffFact {
    /// Targets of the promise, beside those of the standard.
    Terms,
    /// What starts and stops the clock, and how its time counts.
    Clock,
    /// When it stands still.
    Pauses,
    /// Cases that are left out, and what the customer gets instead.
    Exceptions,
    /// Who is called.
    Escalation,
    /// What customers are told of the remedy.
    Remedy,
    /// What to do about it.
    Claim,
    /// How customers reach us.
    Contact,
    /// What it stands on.
    DependsOn,
    /// When it is looked at again.
    Review,
    /// Who may set promises aside.
    Suspension,
}

impl StaffWords {
    pub(super) fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    /// The title of the document.
    pub fn title(self) -> &'static str {
        self.pick("Our service promises: sheets for staff", "服务承诺：员工须知")
    }

    /// What the document is.
    pub fn about(self, today: &str) -> String {
        match self.0 {
            Language::En => format!(
                "What each team has promised, to which standard it works, and when cases are due. The examples are no \
                 real cases: they are chosen by the calendar from {today} on, and have no pauses."
            ),
            Language::Zh => format!(
                "各团队承诺了什么、按什么标准工作、个案何时到期。示例并非真实个案，自{today}起按日历选取，不含暂停。"
            ),
        }
    }

    /// The foot of the document.
    pub fn foot(self) -> &'static str {
        self.pick(
            "For staff only. Made from the same definitions that the page for customers is made from and that cases are \
             judged by.",
            "仅供内部使用。与客户页面及个案评判同出一源。",
        )
    }

    /// The heading of commitments that nobody answers for.
    pub fn no_owner(self) -> &'static str {
        self.pick("Without an owner", "未指定负责人")
    }

    /// That there is no sheet.
    pub fn no_teams(self) -> &'static str {
        self.pick(
            "No promise is published, suspended or on pilot at present.",
            "目前没有已公布、暂停或试行的服务承诺。",
        )
    }

    /// The name of a part.
    pub fn fact(self, fact: StaffFact) -> &'static str {
        match fact {
            StaffFact::Terms => self.pick("Promise and standard", "承诺与标准"),
            StaffFact::Clock => self.pick("The clock", "如何计时"),
            StaffFact::Pauses => self.pick("Pauses", "暂停计时"),
            StaffFact::Exceptions => self.pick("Exceptions", "除外情形"),
            StaffFact::Escalation => self.pick("Escalation", "升级上报"),
            StaffFact::Remedy => self.pick("If we fail, customers are told", "未兑现时，对客户的说法"),
            StaffFact::Claim => self.pick("How they get it", "补偿如何办理"),
            StaffFact::Contact => self.pick("Customers reach us", "客户联系方式"),
            StaffFact::DependsOn => self.pick("The standard depends on", "标准依赖于"),
            StaffFact::Review => self.pick("Next review", "下次评审"),
            StaffFact::Suspension => self.pick("Setting promises aside", "暂停承诺"),
        }
    }

    /// That a promise is tried out.
    pub fn pilot(
        self,
        cases: &str,
        from: Option<&str>,
        last: Option<&str>,
        min_cases: Option<u64>,
    ) -> String {
        let parts: Vec<String> = match self.0 {
            Language::En => [
                (!cases.is_empty()).then(|| format!("on {cases}")),
                from.map(|from| format!("from {from}")),
                last.map(|last| format!("up to and including {last}")),
                min_cases.map(|least| format!("with at least {least} cases")),
            ],
            Language::Zh => [
                (!cases.is_empty()).then(|| format!("范围：{cases}")),
                from.map(|from| format!("自{from}起")),
                last.map(|last| format!("至{last}（含当日）")),
                min_cases.map(|least| format!("至少{least}件个案")),
            ],
        }
        .into_iter()
        .flatten()
        .collect();
        let name = self.pick("Pilot, not told to all customers", "试行，未向全部客户公布");
        match (self.0, parts.is_empty()) {
            (Language::En, true) => format!("{name}."),
            (Language::En, false) => format!("{name}: {}.", parts.join(", ")),
            (Language::Zh, true) => format!("{name}。"),
            (Language::Zh, false) => format!("{name}：{}。", parts.join("，")),
        }
    }

    /// Terms of the promise, beside those of the standard that are about the same.
    pub fn terms(self, promised: &str, standard: &[String]) -> String {
        match (self.0, standard) {
            (Language::En, []) => format!("Promised: {promised}."),
            (Language::En, standard) => {
                format!("Promised: {promised}. We work to: {}.", standard.join("; "))
            }
            (Language::Zh, []) => format!("承诺：{promised}。"),
            (Language::Zh, standard) => format!("承诺：{promised}。我们的标准：{}。", standard.join("；")),
        }
    }

    /// Terms of the standard alone.
    pub fn standard_alone(self, terms: &str) -> String {
        match self.0 {
            Language::En => format!("We also work to: {terms}."),
            Language::Zh => format!("我们的标准还有：{terms}。"),
        }
    }

    /// The standard by its name, and whose it is where that is not the promise's owner.
    pub fn standard(self, name: &str, owner: Option<&str>, text: Option<&str>) -> String {
        let owner = owner.map_or(String::new(), |owner| match self.0 {
            Language::En => format!(", of {owner}"),
            Language::Zh => format!("（负责：{owner}）"),
        });
        match (self.0, text) {
            (Language::En, None) => format!("The standard is “{name}”{owner}."),
            (Language::En, Some(text)) => format!("The standard is “{name}”{owner}: {text}"),
            (Language::Zh, None) => format!("所依标准：“{name}”{owner}。"),
            (Language::Zh, Some(text)) => format!("所依标准：“{name}”{owner}。{text}"),
        }
    }

    /// That the standard holds at another time.
    pub fn standard_not_in_force(self) -> &'static str {
        self.pick("The standard is not in force at present.", "该标准目前未生效。")
    }

    /// That no standard is behind a promise.
    pub fn no_standard(self) -> &'static str {
        self.pick(
            "No standard is behind it: we work to what is promised.",
            "没有更严的内部标准，按承诺本身工作。",
        )
    }

    /// What an exception leaves out, how it is known, and what to do for the customer.
    pub fn exception(self, text: &str, case: &str, instead: &str) -> String {
        match self.0 {
            Language::En => {
                let case = if case.is_empty() { String::new() } else { format!(" Such a case has {case}.") };
                let instead =
                    if instead.is_empty() { String::new() } else { format!(" For the customer: {instead}") };
                format!("{text}{case}{instead}")
            }
            Language::Zh => {
                let case = if case.is_empty() { String::new() } else { format!("识别方式：{case}。") };
                let instead =
                    if instead.is_empty() { String::new() } else { format!("为客户：{instead}") };
                format!("{text}{case}{instead}")
            }
        }
    }

    /// An exception that no text tells.
    pub fn exception_without_text(self) -> &'static str {
        self.pick("The promise does not hold for some cases.", "部分个案不适用此项承诺。")
    }

    /// That the standard knows no exceptions, where the promise does.
    pub fn standard_without_exceptions(self) -> &'static str {
        self.pick(
            "The standard knows no exceptions: such cases count there.",
            "标准没有除外情形：此类个案在标准中照计。",
        )
    }

    /// Who is called, and when.
    pub fn escalation(self, after: &str, to: &str) -> String {
        match self.0 {
            Language::En => format!("When a case has lasted {after}, call: {to}."),
            Language::Zh => format!("个案历时达到{after}，即上报：{to}。"),
        }
    }

    /// What staff do about a remedy.
    pub fn claim(self, how: ClaimHow, within: Option<&str>) -> String {
        match (self.0, how, within) {
            (Language::En, ClaimHow::Automatic, _) => "Give it without being asked.".to_owned(),
            (Language::En, ClaimHow::OnRequest, None) => "Give it when the customer asks.".to_owned(),
            (Language::En, ClaimHow::OnRequest, Some(within)) => {
                format!("Give it when the customer asks within {within}.")
            }
            (Language::Zh, ClaimHow::Automatic, _) => "主动补偿，无需客户申请。".to_owned(),
            (Language::Zh, ClaimHow::OnRequest, None) => "客户申请后补偿。".to_owned(),
            (Language::Zh, ClaimHow::OnRequest, Some(within)) => {
                format!("客户在{within}内申请的，予以补偿。")
            }
        }
    }

    /// What the customer must show.
    pub fn evidence(self, what: &str) -> String {
        match self.0 {
            Language::En => format!("The customer shows: {what}."),
            Language::Zh => format!("客户须出示：{what}。"),
        }
    }

    /// Who must approve it.
    pub fn approval(self, who: &str) -> String {
        match self.0 {
            Language::En => format!("Approved by: {who}."),
            Language::Zh => format!("审批：{who}。"),
        }
    }

    /// By when it is paid.
    pub fn paid_within(self, duration: &str) -> String {
        match self.0 {
            Language::En => format!("Paid within {duration}."),
            Language::Zh => format!("{duration}内支付。"),
        }
    }

    /// Something that a standard stands on, and whose it is.
    pub fn dependency(self, name: &str, owner: Option<&str>) -> String {
        match (self.0, owner) {
            (_, None) => format!("“{name}”"),
            (Language::En, Some(owner)) => format!("“{name}” of {owner}"),
            (Language::Zh, Some(owner)) => format!("“{name}”（负责：{owner}）"),
        }
    }

    /// By when a promise is looked at again.
    pub fn review_by(self, date: &str) -> String {
        match self.0 {
            Language::En => format!("By {date}."),
            Language::Zh => format!("不晚于{date}。"),
        }
    }

    /// That each case has a due of its own.
    pub fn own_due(self, terms: &str, column: &str) -> String {
        match self.0 {
            Language::En => {
                format!("No example: {terms}. Each case has a due of its own, its “{column}”.")
            }
            Language::Zh => format!("无示例：{terms}。每件个案各有到期时间，即其“{column}”。"),
        }
    }

    /// That nothing is due.
    pub fn no_due(self, terms: &str, of_each_case: bool) -> String {
        match (self.0, of_each_case) {
            (Language::En, true) => {
                format!("No example: {terms}. It is about a value of each case, which has no due.")
            }
            (Language::En, false) => {
                format!("No example: {terms}. It is about all cases of a period together; none has a due.")
            }
            (Language::Zh, true) => format!("无示例：{terms}。所看的是每件个案的数值，没有到期时间。"),
            (Language::Zh, false) => {
                format!("无示例：{terms}。所看的是一个周期内的全部个案，单件没有到期时间。")
            }
        }
    }

    /// That no case of a limit could be shown.
    pub fn no_example(self, terms: &str) -> String {
        match self.0 {
            Language::En => format!("No example: {terms}. No case can start while it is in force."),
            Language::Zh => format!("无示例：{terms}。有效期内没有可以开始的个案。"),
        }
    }

    /// Who may set promises aside.
    pub fn suspended_by(self, who: &str) -> String {
        match self.0 {
            Language::En => format!("Decided by: {who}."),
            Language::Zh => format!("由{who}决定。"),
        }
    }

    /// For how long.
    pub fn suspended_for(self, most: &str) -> String {
        match self.0 {
            Language::En => format!("For at most {most}."),
            Language::Zh => format!("最长{most}。"),
        }
    }

    /// How soon customers hear of it.
    pub fn suspension_notice(self, notice: &str) -> String {
        match self.0 {
            Language::En => format!("Notice to customers: {notice}."),
            Language::Zh => format!("通知客户的期限：{notice}。"),
        }
    }

    /// What they are told.
    pub fn suspension_text(self, text: &str) -> String {
        match self.0 {
            Language::En => format!("Customers are told: {text}"),
            Language::Zh => format!("告知客户：{text}"),
        }
    }
}
