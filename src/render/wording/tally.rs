//! Words for two files of counts that are held against each other.

use super::super::Language;

/// Nothing differs.
pub fn same(language: Language) -> &'static str {
    match language {
        Language::En => "the counts are the same",
        Language::Zh => "计数相同",
    }
}

/// A number that differs; a target is its kind, id, version and place.
pub fn differs(
    language: Language,
    (kind, id, version, place): (&str, &str, &str, usize),
    key: &[String],
    field: &str,
    found: [i128; 2],
) -> String {
    let [one, other] = found;
    let key = key.join(", ");
    match language {
        Language::En => {
            format!("{kind} \"{id}\", version {version}, target {place}, {key}: {field} is {one} and {other}")
        }
        Language::Zh => {
            let kind = if kind == "standard" { "服务标准" } else { "服务承诺" };
            format!("{kind} `{id}` 版本 {version} 的目标 {place}，{key}：{field} 分别为 {one} 和 {other}")
        }
    }
}

/// Differences that are not shown.
pub fn more(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("and {count} more"),
        Language::Zh => format!("另有 {count} 处"),
    }
}
