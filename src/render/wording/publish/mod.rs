//! The words of the page for customers and of the sheets for staff.

mod checked;
mod clock;
mod example;
mod staff;

pub use example::ExampleWords;
pub use staff::{StaffFact, StaffWords};

use crate::model::{ClaimHow, Operator, Period, RemedyPer};
use crate::render::Language;
use crate::report::Verdict;

/// The words in one language.
#[derive(Clone, Copy, Debug)]
pub struct PublishWords(pub Language);

/// The parts of a promise on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Limits and shares.
    Promised,
    /// Who is covered.
    Covered,
    /// How time is counted.
    Counted,
    /// What customers are asked for.
    Needed,
    /// Pauses and exceptions.
    Delays,
    /// What customers get.
    Remedy,
    /// How they get it.
    Claim,
    /// Whom to ask.
    Contact,
    /// Versions.
    Changes,
}

impl PublishWords {
    fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    /// The title of the page.
    pub fn title(self) -> &'static str {
        self.pick("Our service promises", "我们的服务承诺")
    }

    /// The link over all that stands before the content.
    pub fn skip(self) -> &'static str {
        self.pick("Skip to the promises", "跳到服务承诺")
    }

    /// The heading of the list of promises.
    pub fn contents(self) -> &'static str {
        self.pick("On this page", "本页内容")
    }

    /// What the page is.
    pub fn about(self) -> &'static str {
        self.pick(
            "What you can expect of us, what it depends on, and what you get if we fail. The results are those of the \
             last period that is over, kept and broken alike.",
            "您可以期待什么、取决于什么、未兑现时您得到什么。所列结果为最近一个已结束周期的结果，兑现与未兑现一并公布。",
        )
    }

    /// The heading of promises where services cannot be told apart.
    pub fn all_promises(self) -> &'static str {
        self.pick("Promises", "服务承诺")
    }

    /// The heading of promises about several services.
    pub fn several_services(self) -> &'static str {
        self.pick("For several services", "适用于多项服务")
    }

    /// That no promise is shown.
    pub fn no_promises(self) -> &'static str {
        self.pick("No promise is published at present.", "目前没有已公布的服务承诺。")
    }

    /// The foot of the page.
    pub fn foot(self) -> &'static str {
        self.pick(
            "This page is made from the same promises that we measure ourselves by.",
            "本页内容与我们用于考核自身的服务承诺同出一源。",
        )
    }

    /// The name of a part.
    pub fn fact(self, fact: Fact) -> &'static str {
        match fact {
            Fact::Promised => self.pick("What we promise", "承诺内容"),
            Fact::Covered => self.pick("Who is covered", "适用范围"),
            Fact::Counted => self.pick("How time is counted", "如何计时"),
            Fact::Needed => self.pick("What we need from you", "需要您配合"),
            Fact::Delays => self.pick("What can delay it", "可能延误的情形"),
            Fact::Remedy => self.pick("If we fail", "未兑现时"),
            Fact::Claim => self.pick("How you get it", "如何领取"),
            Fact::Contact => self.pick("Questions and complaints", "咨询与投诉"),
            Fact::Changes => self.pick("What changed", "变更情况"),
        }
    }

    /// A name before what it is of.
    pub fn labelled(self, name: &str, text: &str) -> String {
        match self.0 {
            Language::En => format!("{name}: {text}"),
            Language::Zh => format!("{name}：{text}"),
        }
    }

    /// Between the parts of a line.
    pub fn comma(self) -> &'static str {
        self.pick(", ", "，")
    }

    /// Between sentences.
    pub fn gap(self) -> &'static str {
        self.pick(" ", "")
    }

    /// Values of which one is enough.
    pub fn any_of(self, values: &[String]) -> String {
        match (self.0, values.split_last()) {
            (Language::En, Some((last, rest))) if !rest.is_empty() => {
                format!("{} or {last}", rest.join(", "))
            }
            _ => values.join("、"),
        }
    }

    /// Values of which none may be.
    pub fn none_of(self, values: &str) -> String {
        match self.0 {
            Language::En => format!("not {values}"),
            Language::Zh => format!("{values}除外"),
        }
    }

    /// A missing value.
    pub fn missing(self) -> &'static str {
        self.pick("not stated", "未注明")
    }

    /// A comparison with a number.
    pub fn compared(self, operator: Operator, number: &str) -> String {
        let word = match operator {
            Operator::Less => self.pick("under", "低于"),
            Operator::AtMost => self.pick("at most", "不超过"),
            Operator::Greater => self.pick("over", "超过"),
            Operator::AtLeast => self.pick("at least", "不低于"),
        };
        match self.0 {
            Language::En => format!("{word} {number}"),
            Language::Zh => format!("{word}{number}"),
        }
    }

    /// Terms, and the cases in which they hold.
    pub fn for_cases(self, terms: &str, cases: &str) -> String {
        match self.0 {
            Language::En => format!("{terms} ({cases})"),
            Language::Zh => format!("{terms}（{cases}）"),
        }
    }

    /// The cases that no other target is about.
    pub fn all_others(self) -> &'static str {
        self.pick("all others", "其他个案")
    }

    /// Nobody is left out.
    pub fn everybody(self) -> &'static str {
        self.pick("Everybody.", "所有客户。")
    }

    /// That a promise is set aside.
    pub fn suspended(self) -> &'static str {
        self.pick("Suspended: at present this promise does not apply.", "暂停：目前此项承诺不适用。")
    }

    /// That a promise is not in force yet.
    pub fn from(self, date: &str) -> String {
        match self.0 {
            Language::En => format!("In force from {date}."),
            Language::Zh => format!("自{date}起生效。"),
        }
    }

    /// Since when a promise is in force.
    pub fn since(self, date: &str) -> String {
        match self.0 {
            Language::En => format!("In force since {date}."),
            Language::Zh => format!("自{date}起施行。"),
        }
    }

    /// The last day of a promise that nothing follows.
    pub fn until(self, last: &str) -> String {
        match self.0 {
            Language::En => format!("In force up to and including {last}."),
            Language::Zh => format!("有效期至{last}（含当日）。"),
        }
    }

    /// What changed on a day that is past, or will change.
    pub fn changed(self, date: &str, is_past: bool, what: &str) -> String {
        match (self.0, is_past) {
            (Language::En, true) => format!("Since {date}: {what}"),
            (Language::En, false) => format!("From {date}: {what}"),
            (Language::Zh, true) => format!("自{date}起：{what}"),
            (Language::Zh, false) => format!("将自{date}起：{what}"),
        }
    }

    /// Words that changed, and nothing else.
    pub fn reworded(self) -> &'static str {
        self.pick("Only the wording changed.", "仅措辞有变。")
    }

    /// That hours are counted day and night.
    pub fn round_the_clock(self) -> &'static str {
        self.pick("Hours count day and night, every day.", "按实际经过的时间计算，昼夜不停，节假日照计。")
    }

    /// How civil days are counted.
    pub fn civil_days(self) -> &'static str {
        self.pick(
            "Days are calendar days; the day on which it begins is not counted.",
            "天数按自然日计算，起始当日不计。",
        )
    }

    /// How working days are counted.
    pub fn working_days(self, hours: &str) -> String {
        match self.0 {
            Language::En => format!(
                "Business days are the days on which we are open ({hours}); the day on which it begins is not counted."
            ),
            Language::Zh => format!("工作日为我们的营业日（{hours}），起始当日不计。"),
        }
    }

    /// How working hours are counted.
    pub fn working_hours(self, hours: &str) -> String {
        match self.0 {
            Language::En => format!("Business hours are the hours in which we are open: {hours}."),
            Language::Zh => format!("工作时间为我们的营业时间：{hours}。"),
        }
    }

    /// That there are days off.
    pub fn days_off(self) -> &'static str {
        self.pick("We are closed on public holidays.", "法定节假日休息。")
    }

    /// Opening hours of days of the week.
    pub fn hours_on(self, days: &str, windows: &[String]) -> String {
        match self.0 {
            Language::En => format!("{days} {}", windows.join(", ")),
            Language::Zh => format!("{days} {}", windows.join("、")),
        }
    }

    /// From a day of the week to another.
    pub fn days(self, first: &str, last: &str) -> String {
        match self.0 {
            Language::En => format!("{first}–{last}"),
            Language::Zh => format!("{first}至{last}"),
        }
    }

    /// A pause in which we wait for the customer.
    pub fn wait_for_you(self, most: Option<&str>, remind: Option<&str>) -> String {
        let what = self.pick(
            "An answer when we ask for one: the time in which we wait for you does not count",
            "请答复我们的询问：等待您答复的时间不计入",
        );
        self.pause(what, most, remind)
    }

    /// A pause for another reason.
    pub fn wait(self, name: &str, most: Option<&str>, remind: Option<&str>) -> String {
        let what = match self.0 {
            Language::En => format!("The time does not count while your case is “{name}”"),
            Language::Zh => format!("个案处于“{name}”状态的时间不计入"),
        };
        self.pause(&what, most, remind)
    }

    fn pause(self, what: &str, most: Option<&str>, remind: Option<&str>) -> String {
        let most = most.map(|most| match self.0 {
            Language::En => format!(", for at most {most}"),
            Language::Zh => format!("，最多{most}"),
        });
        let remind = remind.map(|remind| match self.0 {
            Language::En => format!("; we remind you after {remind}"),
            Language::Zh => format!("；{remind}后我们会提醒您"),
        });
        let stop = self.pick(".", "。");
        format!("{what}{}{}{stop}", most.unwrap_or_default(), remind.unwrap_or_default())
    }

    /// An exception, and what the customer gets instead.
    pub fn exception(self, text: &str, instead: &str) -> String {
        if instead.is_empty() { text.to_owned() } else { format!("{text}{}{instead}", self.gap()) }
    }

    /// An exception that no text tells.
    pub fn excluded(self, case: &str) -> String {
        match self.0 {
            Language::En => format!("The promise does not apply to: {case}."),
            Language::Zh => format!("此项承诺不适用于：{case}。"),
        }
    }

    /// What is owed, where no text tells it.
    pub fn owed(self, amount: &str, per: RemedyPer) -> String {
        match (self.0, per) {
            (Language::En, RemedyPer::Case) => format!("You get {amount} for each case in which we fail."),
            (Language::En, RemedyPer::Period) => {
                format!("You get {amount} for each period in which we fail.")
            }
            (Language::Zh, RemedyPer::Case) => format!("每一未兑现的个案，您可得{amount}。"),
            (Language::Zh, RemedyPer::Period) => format!("每一未兑现的周期，您可得{amount}。"),
        }
    }

    /// What is owed below a share.
    pub fn tier(self, below: &str, amount: &str) -> String {
        match self.0 {
            Language::En => format!("You get {amount} where we reach less than {below} of cases."),
            Language::Zh => format!("达成率低于{below}时，您可得{amount}。"),
        }
    }

    /// A percentage of what the case is about.
    pub fn percentage(self, share: &str) -> String {
        match self.0 {
            Language::En => format!("{share} of what you paid"),
            Language::Zh => format!("您所付金额的{share}"),
        }
    }

    /// The most that is paid.
    pub fn cap(self, amount: &str, per: Period) -> String {
        match self.0 {
            Language::En => format!("At most {amount} is paid in all each {}.", per.as_str()),
            Language::Zh => {
                let per = match per {
                    Period::Day => "每日",
                    Period::Week => "每周",
                    Period::Month => "每月",
                    Period::Quarter => "每季度",
                    Period::Year => "每年",
                };
                format!("{per}补偿总额不超过{amount}。")
            }
        }
    }

    /// By when it is paid.
    pub fn paid_within(self, duration: &str) -> String {
        match self.0 {
            Language::En => format!("You have it within {duration}."),
            Language::Zh => format!("{duration}内支付。"),
        }
    }

    /// How a remedy is had.
    pub fn claim(self, how: ClaimHow) -> &'static str {
        match how {
            ClaimHow::Automatic => self.pick("By itself: you need not ask for it.", "自动获得，无需申请。"),
            ClaimHow::OnRequest => self.pick("Ask us for it.", "须向我们提出申请。"),
        }
    }

    /// How long it can be asked for.
    pub fn claim_within(self, duration: &str) -> String {
        match self.0 {
            Language::En => format!("Ask within {duration}."),
            Language::Zh => format!("请在{duration}内申请。"),
        }
    }

    /// What must be shown for it.
    pub fn evidence(self, what: &str) -> String {
        match self.0 {
            Language::En => format!("If we fail, what you show us for what we owe you: {what}."),
            Language::Zh => format!("未兑现时，领取补偿须出示：{what}。"),
        }
    }

    /// Of when the results are.
    pub fn results_as_of(self, as_of: &str) -> String {
        match self.0 {
            Language::En => format!("Results as of {as_of}."),
            Language::Zh => format!("结果截至{as_of}。"),
        }
    }

    /// What the table of results is about.
    pub fn results(self, title: &str) -> String {
        match self.0 {
            Language::En => format!("Results: {title}"),
            Language::Zh => format!("结果：{title}"),
        }
    }

    /// That there are no results.
    pub fn no_results(self) -> &'static str {
        self.pick("There are no results yet.", "暂无结果。")
    }

    /// Terms of another version.
    pub fn by_version(self, terms: &str, version: &str) -> String {
        match self.0 {
            Language::En => format!("{terms} (terms since {version})"),
            Language::Zh => format!("{terms}（{version}起的条款）"),
        }
    }

    /// The columns of results: what was promised, period, verdict, what was reached, cases as promised,
    /// not so, still open, not counted.
    pub fn columns(self) -> [&'static str; 8] {
        match self.0 {
            Language::En => [
                "promised",
                "period",
                "verdict",
                "reached",
                "as promised",
                "not as promised",
                "still open",
                "not counted",
            ],
            Language::Zh => ["承诺", "周期", "结论", "结果", "达到", "未达到", "未结", "不计入"],
        }
    }

    /// A verdict.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Kept => self.pick("kept", "兑现"),
            Verdict::Broken => self.pick("broken", "未兑现"),
            Verdict::Open => self.pick("not decided yet", "未定"),
            Verdict::NoCases => self.pick("no cases", "无个案"),
        }
    }

    /// Cases without a date.
    pub fn all_cases(self) -> &'static str {
        self.pick("all cases", "全部个案")
    }
}
