//! The words of a check in numbers.

use super::{en, percent, zh};
use crate::check::scorecard::{Count, Quality};
use crate::finding::Divided;
use crate::render::Language;
use crate::report::Unit;
use crate::text::Decimal;
use crate::text::clock_time;

/// The columns of the table of rules.
pub fn rules(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => ["rule", "name", "errors", "warnings", "infos"],
        Language::Zh => ["规则", "名称", "错误", "警告", "提示"],
    }
}

/// The heading of the column of commitments.
pub fn commitment(language: Language) -> &'static str {
    match language {
        Language::En => "commitment",
        Language::Zh => "承诺",
    }
}

/// A quality of a promise.
pub fn quality(language: Language, quality: Quality) -> &'static str {
    match (language, quality) {
        (Language::En, Quality::Clear) => "clear",
        (Language::En, Quality::Feasible) => "feasible",
        (Language::En, Quality::Consistent) => "consistent",
        (Language::En, Quality::Timely) => "timely",
        (Language::En, Quality::Flexible) => "flexible",
        (Language::Zh, Quality::Clear) => "清晰",
        (Language::Zh, Quality::Feasible) => "可行",
        (Language::Zh, Quality::Consistent) => "一致",
        (Language::Zh, Quality::Timely) => "及时",
        (Language::Zh, Quality::Flexible) => "灵活",
    }
}

/// Whether a commitment has a quality: yes, or what speaks against it.
pub fn against(language: Language, count: Count) -> String {
    if count.is_empty() {
        return match language {
            Language::En => "yes",
            Language::Zh => "是",
        }
        .to_owned();
    }
    let counts = [count.errors, count.warnings, count.infos].into_iter().zip(letters(language));
    let parts = counts.filter(|(count, _)| *count > 0).map(|(count, letter)| format!("{count}{letter}"));
    parts.collect::<Vec<_>>().join(" ")
}

/// Short forms of error, warning and info.
fn letters(language: Language) -> [&'static str; 3] {
    match language {
        Language::En => ["E", "W", "I"],
        Language::Zh => ["错", "警", "提"],
    }
}

/// That the rules did not see a commitment.
pub fn unchecked(language: Language) -> &'static str {
    match language {
        Language::En => "not checked",
        Language::Zh => "未检查",
    }
}

/// What the short forms mean.
pub fn legend(language: Language) -> &'static str {
    match language {
        Language::En => "E errors, W warnings, I infos against it",
        Language::Zh => "不符之处：错 = 错误，警 = 警告，提 = 提示",
    }
}

/// The columns of the table of what was measured.
pub fn measured(language: Language) -> [&'static str; 9] {
    match language {
        Language::En => [
            "commitment",
            "target",
            "cases",
            "in time",
            "promised",
            "95% took",
            "limit",
            "excluded",
            "unequal",
        ],
        Language::Zh => ["承诺", "目标", "件数", "达成率", "承诺值", "95%用时", "时限", "排除", "不均"],
    }
}

/// A part of cases in percent; nothing of none.
pub fn part((part, cases): (u64, u64)) -> String {
    if cases == 0 { String::new() } else { percent(part, cases) }
}

/// A measured time in its unit.
pub fn took(language: Language, took: Decimal, unit: Unit) -> String {
    let units = match language {
        Language::En => ["h", "m", "s"],
        Language::Zh => ["小时", "分钟", "秒"],
    };
    match (unit, took.to_integer(), language) {
        (Unit::Seconds, Some(seconds), _) => clock_time(seconds, units),
        (Unit::Days, Some(days), Language::Zh) => format!("{days}天"),
        (Unit::Days, Some(days), Language::En) => format!("{days}d"),
        _ => took.to_string(),
    }
}

/// By what cases are told apart.
pub fn divided(language: Language, divided: &Divided) -> String {
    match language {
        Language::En => en::divided(divided),
        Language::Zh => zh::divided(divided),
    }
}

/// What stands between things in a list.
pub fn comma(language: Language) -> &'static str {
    match language {
        Language::En => ", ",
        Language::Zh => "、",
    }
}
