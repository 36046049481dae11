//! The words for what is owed to customers, in each language.

use crate::model::RemedyPer;
use crate::render::Language;
use crate::report::{Money, Owed};

/// Money, and how many cases or periods it is owed for.
pub fn owed(language: Language, owed: &Owed) -> String {
    let (money, times) = (&owed.money, owed.times);
    let one = times == 1;
    match (language, owed.per) {
        (Language::En, RemedyPer::Case) => {
            format!("{money} for {times} {}", if one { "case" } else { "cases" })
        }
        (Language::En, RemedyPer::Period) => {
            format!("{money} for {times} {}", if one { "period" } else { "periods" })
        }
        (Language::Zh, RemedyPer::Case) => format!("{money}（{times} 件）"),
        (Language::Zh, RemedyPer::Period) => format!("{money}（{times} 个周期）"),
    }
}

/// What is owed under a commitment, and by when it is paid.
pub fn remedy(language: Language, what: &Owed, paid_within: Option<&str>) -> String {
    let owed = owed(language, what);
    match (language, paid_within) {
        (Language::En, None) => format!("remedy owed: {owed}"),
        (Language::En, Some(within)) => format!("remedy owed: {owed}, to be paid within {within}"),
        (Language::Zh, None) => format!("应付补偿：{owed}"),
        (Language::Zh, Some(within)) => format!("应付补偿：{owed}，支付期限 {within}"),
    }
}

/// What is owed by period.
pub fn by_period(language: Language, periods: &[(&str, &Owed)]) -> String {
    let periods: Vec<_> = periods.iter().map(|(period, owed)| format!("{period} {}", owed.money)).collect();
    match language {
        Language::En => format!("owed by period: {}", periods.join(", ")),
        Language::Zh => format!("各周期应付补偿：{}", periods.join("，")),
    }
}

/// The heading of a column of what is owed.
pub fn column(language: Language, currency: Option<&str>) -> String {
    match (language, currency) {
        (Language::En, None) => "owed".to_owned(),
        (Language::En, Some(currency)) => format!("owed ({currency})"),
        (Language::Zh, None) => "应付补偿".to_owned(),
        (Language::Zh, Some(currency)) => format!("应付补偿（{currency}）"),
    }
}

/// What is owed under all commitments, by currency.
pub fn in_all(language: Language, sums: &[Money]) -> String {
    let sums: Vec<_> = sums.iter().map(ToString::to_string).collect();
    match language {
        Language::En => format!("Remedies owed in all: {}", sums.join(", ")),
        Language::Zh => format!("应付补偿合计：{}", sums.join("，")),
    }
}

/// Cases or periods whose remedy has no amount.
pub fn unpriced(language: Language, count: u64) -> String {
    match language {
        Language::En => {
            format!("{count} of what is owed cannot be priced: the value it is a percentage of is missing")
        }
        Language::Zh => format!("其中 {count} 笔无法计算：缺少百分比的基数"),
    }
}
