//! The words that formats for other programs put around findings.

use super::{en, zh};
use crate::check::Needs;
use crate::render::Language;

/// The columns of a table of findings.
pub fn columns(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => ["level", "rule", "place", "finding"],
        Language::Zh => ["级别", "规则", "位置", "问题"],
    }
}

/// A text behind the word for what it is.
pub fn labelled(language: Language, label: &str, text: &str) -> String {
    match language {
        Language::En => format!("{label}: {text}"),
        Language::Zh => format!("{label}：{text}"),
    }
}

/// What a fix does.
pub fn fix(language: Language, safe: bool) -> &'static str {
    match (language, safe) {
        (Language::En, true) => "replace it; the meaning stays",
        (Language::En, false) => "replace it; look whether this is what was meant",
        (Language::Zh, true) => "替换，含义不变",
        (Language::Zh, false) => "替换；请确认这就是原意",
    }
}

/// Why a finding that a baseline holds is no complaint.
pub fn in_baseline(language: Language) -> &'static str {
    match language {
        Language::En => "The baseline holds it.",
        Language::Zh => "基线中已有此问题。",
    }
}

/// That a rule did not run.
pub fn skipped(language: Language, needs: Needs) -> String {
    match language {
        Language::En => format!("skipped for want of {}", en::needs(needs)),
        Language::Zh => format!("因缺少{}而跳过", zh::needs(needs)),
    }
}

/// What paths are counted from.
pub fn root(language: Language) -> &'static str {
    match language {
        Language::En => "The root of the checkout.",
        Language::Zh => "代码库的根目录。",
    }
}

/// That nothing was found in a file.
pub fn clean(language: Language) -> &'static str {
    match language {
        Language::En => "no findings",
        Language::Zh => "没有发现问题",
    }
}

/// The heading above findings that annotations leave no room for.
pub fn rest(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::En, 1) => "1 finding that annotations do not show".to_owned(),
        (Language::En, count) => format!("{count} findings that annotations do not show"),
        (Language::Zh, count) => format!("另有 {count} 个问题未显示为注释"),
    }
}

/// That a list ends before all findings.
pub fn more(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("… and {count} more, which the log of the step has"),
        Language::Zh => format!("……以及另外 {count} 个，见该步骤的日志"),
    }
}
