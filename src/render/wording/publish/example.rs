//! The words of example cases on sheets for staff.

use crate::publish::Occasion;
use crate::render::Language;
use crate::render::wording::instants;

/// The words in one language; `ahead` for notices, whose examples are events.
#[derive(Clone, Copy, Debug)]
pub struct ExampleWords {
    /// The language.
    pub language: Language,
    /// Whether limits are counted back from an event.
    pub ahead: bool,
}

impl ExampleWords {
    fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.language {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    /// What a table of examples is about.
    pub fn caption(self, terms: &str, zone: &str) -> String {
        match self.language {
            Language::En => format!("Examples in local time of {zone}: {terms}"),
            Language::Zh => format!("示例（{zone}当地时间）：{terms}"),
        }
    }

    /// The columns that are always there: the occasion, the start, the due of the promise.
    pub fn columns(self) -> [&'static str; 3] {
        match (self.language, self.ahead) {
            (Language::En, false) => ["case", "starts", "due as promised"],
            (Language::En, true) => ["event", "takes place", "notice due as promised"],
            (Language::Zh, false) => ["个案", "开始", "按承诺到期"],
            (Language::Zh, true) => ["事件", "发生", "按承诺最迟通知"],
        }
    }

    /// The column of the standard; with its terms where there are several.
    pub fn standard(self, terms: Option<&str>) -> String {
        let name = if self.ahead {
            self.pick("notice due by the standard", "按标准最迟通知")
        } else {
            self.pick("due by the standard", "按标准到期")
        };
        match (self.language, terms) {
            (_, None) => name.to_owned(),
            (Language::En, Some(terms)) => format!("{name}: {terms}"),
            (Language::Zh, Some(terms)) => format!("{name}：{terms}"),
        }
    }

    /// The column of the escalation.
    pub fn escalation(self) -> &'static str {
        self.pick("escalated", "上报")
    }

    /// A due that there is not.
    pub fn never(self) -> &'static str {
        self.pick("never", "永不到期")
    }

    /// What an example shows.
    pub fn occasion(self, occasion: &Occasion<'_>) -> String {
        let date = |date| instants::date(self.language, date);
        match (occasion, self.ahead) {
            (Occasion::Ordinary, _) => self.pick("on an ordinary day", "平常日子").to_owned(),
            (Occasion::DaysOff, false) => self.pick("late, before days off", "休息日前临近下班").to_owned(),
            (Occasion::DaysOff, true) => self.pick("early, after days off", "休息日后刚上班").to_owned(),
            (Occasion::Weekend, _) => self.beside(self.pick("the weekend", "周末")),
            (Occasion::Close, false) => self.pick("shortly before we close", "临近下班").to_owned(),
            (Occasion::Close, true) => self.pick("shortly after we open", "刚上班").to_owned(),
            (Occasion::Holiday { dates, name }, _) => {
                let days = self.days(&date(dates.from), &date(dates.to));
                match name {
                    Some(name) => self.beside(&self.named(&days, name)),
                    None => self.beside(&days),
                }
            }
            (Occasion::MakeUp(day), _) => self.beside(&self.make_up(&date(*day))),
            (Occasion::ClockChange { date: day, forward }, _) => {
                self.beside(&self.clock_change(&date(*day), *forward))
            }
            (Occasion::Shut, _) => self.pick("while we are closed", "非营业时间").to_owned(),
            (Occasion::Night, _) => self.pick("at night", "夜间").to_owned(),
        }
    }

    /// Before what a case runs over; after it, where that is counted back.
    fn beside(self, what: &str) -> String {
        match (self.language, self.ahead) {
            (Language::En, false) => format!("before {what}"),
            (Language::En, true) => format!("after {what}"),
            (Language::Zh, false) => format!("{what}前"),
            (Language::Zh, true) => format!("{what}后"),
        }
    }

    fn days(self, first: &str, last: &str) -> String {
        match self.language {
            Language::En if first == last => format!("the day off {first}"),
            Language::En => format!("the days off {first} to {last}"),
            Language::Zh if first == last => format!("{first}休息"),
            Language::Zh => format!("{first}至{last}休息"),
        }
    }

    fn named(self, days: &str, name: &str) -> String {
        match self.language {
            Language::En => format!("{days} ({name})"),
            Language::Zh => format!("{days}（{name}）"),
        }
    }

    fn make_up(self, date: &str) -> String {
        match self.language {
            Language::En => format!("the make-up workday {date}"),
            Language::Zh => format!("{date}调休上班"),
        }
    }

    fn clock_change(self, date: &str, forward: bool) -> String {
        match (self.language, forward) {
            (Language::En, true) => format!("clocks go forward on {date}"),
            (Language::En, false) => format!("clocks go back on {date}"),
            (Language::Zh, true) => format!("{date}时钟拨快"),
            (Language::Zh, false) => format!("{date}时钟拨慢"),
        }
    }
}
