//! The words around rules: columns of their list, headings of their pages.

use crate::check::Needs;
use crate::render::Language;

/// The columns of the list.
pub fn columns(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => ["code", "name", "level", "needs", "fix"],
        Language::Zh => ["编号", "名称", "级别", "需要", "修正"],
    }
}

/// What a rule needs besides the definitions.
pub fn needs(language: Language, needs: Needs) -> &'static str {
    match (language, needs) {
        (_, Needs::Nothing) => "",
        (Language::En, Needs::Logs) => "logs",
        (Language::En, Needs::Git) => "git history",
        (Language::En, Needs::LogsAndGit) => "git history and logs",
        (Language::Zh, Needs::Logs) => "日志",
        (Language::Zh, Needs::Git) => "git 历史",
        (Language::Zh, Needs::LogsAndGit) => "git 历史和日志",
    }
}

/// Whether findings can come with a fix.
pub fn fix(language: Language, fix: bool) -> &'static str {
    match (language, fix) {
        (_, false) => "",
        (Language::En, true) => "has a fix",
        (Language::Zh, true) => "可自动修正",
    }
}

/// A heading of a page; one that is not of the fixed ones stays.
pub fn heading(language: Language, heading: &str) -> &str {
    match (language, heading) {
        (Language::Zh, "What it checks") => "检查什么",
        (Language::Zh, "Why") => "为什么",
        (Language::Zh, "Bad") => "反例",
        (Language::Zh, "Good") => "正例",
        (Language::Zh, "Source") => "出处",
        (_, heading) => heading,
    }
}
