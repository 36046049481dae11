//! Words for what is promised: limits, numbers, shares.

use super::ChangeWords;
use crate::model::{Period, Statistic};
use crate::render::Language;
use crate::text::Duration;

impl ChangeWords {
    pub(in crate::render::change) fn duration(self, duration: Duration) -> String {
        let (amount, [one, several, chinese]) = match duration {
            Duration::Elapsed(seconds) => time(seconds, ["second", "minute", "hour"], ["秒", "分钟", "小时"]),
            Duration::Open(seconds) => time(
                seconds,
                ["business second", "business minute", "business hour"],
                ["秒工作时间", "分钟工作时间", "个工作小时"],
            ),
            Duration::Days(days) => (days, ["day", "days", "天"].map(str::to_owned)),
            Duration::Months(months) => (months, ["month", "months", "个月"].map(str::to_owned)),
            Duration::BusinessDays(days) => {
                (days, ["business day", "business days", "个工作日"].map(str::to_owned))
            }
        };
        match self.0 {
            Language::En if amount == 1 => format!("1 {one}"),
            Language::En => format!("{amount} {several}"),
            Language::Zh => format!("{amount}{chinese}"),
        }
    }

    pub(in crate::render::change) fn within(self, duration: &str) -> String {
        match self.0 {
            Language::En => format!("within {duration}"),
            Language::Zh => format!("{duration}内"),
        }
    }

    pub(in crate::render::change) fn ahead(self, duration: &str) -> String {
        match self.0 {
            Language::En => format!("at least {duration} ahead"),
            Language::Zh => format!("至少提前{duration}"),
        }
    }

    pub(in crate::render::change) fn by(self, column: &str) -> String {
        match self.0 {
            Language::En => format!("by {column}"),
            Language::Zh => format!("不晚于 {column}"),
        }
    }

    /// The due that each case has of its own, in place of its column.
    pub(in crate::render::change) fn by_own_due(self) -> &'static str {
        self.pick("by the time that we agreed with you", "不晚于与您约定的时间")
    }

    /// A value that the text of the promise names.
    pub(in crate::render::change) fn as_said(self) -> &'static str {
        self.pick("as said above", "如上所述")
    }

    /// What a bound is of, in place of the column.
    pub(in crate::render::change) fn statistic(self, statistic: Statistic) -> String {
        match (self.0, statistic) {
            (Language::En, Statistic::Share) => "a value of".to_owned(),
            (Language::En, Statistic::Mean) => "an average of".to_owned(),
            (Language::En, Statistic::Percentile(50)) => "a median of".to_owned(),
            (Language::En, Statistic::Percentile(percent)) => format!("in {percent}% of cases"),
            (Language::En, Statistic::Count) => "a number of".to_owned(),
            (Language::En, Statistic::Sum) => "a total of".to_owned(),
            (Language::Zh, Statistic::Share) => "数值".to_owned(),
            (Language::Zh, Statistic::Mean) => "平均".to_owned(),
            (Language::Zh, Statistic::Percentile(50)) => "中位数".to_owned(),
            (Language::Zh, Statistic::Percentile(percent)) => format!("{percent}%的个案"),
            (Language::Zh, Statistic::Count) => "次数".to_owned(),
            (Language::Zh, Statistic::Sum) => "合计".to_owned(),
        }
    }

    /// Terms over a period as a whole.
    pub(in crate::render::change) fn each_period(self, terms: &str, per: Period) -> String {
        match self.0 {
            Language::En => format!("{terms}, each {}", per.as_str()),
            Language::Zh => format!("{terms}（{}）", Self::by_period(per)),
        }
    }

    fn by_period(per: Period) -> &'static str {
        match per {
            Period::Day => "按日",
            Period::Week => "按周",
            Period::Month => "按月",
            Period::Quarter => "按季",
            Period::Year => "按年",
        }
    }

    /// A value and what it is of.
    pub(in crate::render::change) fn named(self, name: &str, value: &str) -> String {
        match self.0 {
            Language::En => format!("{name}: {value}"),
            Language::Zh => format!("{name}：{value}"),
        }
    }

    /// Other terms than limits, cover and remedy, of which customers know no names.
    pub(in crate::render::change) fn other_terms(self, of_exceptions: bool) -> &'static str {
        if of_exceptions {
            self.pick("When the promise does not apply has changed.", "不适用的情形有变。")
        } else {
            self.pick(
                "How the promise is counted, or its terms in words, changed.",
                "统计方式或文字条款有变。",
            )
        }
    }

    pub(in crate::render::change) fn bound(
        self,
        name: &str,
        least: Option<&str>,
        most: Option<&str>,
        equals: Option<&str>,
    ) -> String {
        let part = |english: &str, chinese: &str, bound: Option<&str>| {
            let word = match self.0 {
                Language::En => english,
                Language::Zh => chinese,
            };
            bound.map(|bound| format!("{word} {bound}"))
        };
        let parts = [
            part("at least", "不低于", least),
            part("at most", "不高于", most),
            part("equal to", "等于", equals),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        format!("{name} {}", parts.join(self.separator()))
    }

    pub(in crate::render::change) fn share(self, share: &str, per: Period) -> String {
        match self.0 {
            Language::En => format!("in {share} of cases each {}", per.as_str()),
            Language::Zh => format!("达成率不低于{share}（{}）", Self::by_period(per)),
        }
    }

    pub(in crate::render::change) fn always(self) -> &'static str {
        self.pick("in every case", "每一个案")
    }
}

/// Seconds in the greatest unit that they are whole in.
fn time(seconds: i64, english: [&str; 3], chinese: [&str; 3]) -> (i64, [String; 3]) {
    let (unit, length) = match seconds {
        _ if seconds % 3600 == 0 => (2, 3600),
        _ if seconds % 60 == 0 => (1, 60),
        _ => (0, 1),
    };
    (seconds / length, [english[unit].to_owned(), format!("{}s", english[unit]), chinese[unit].to_owned()])
}
