//! Chinese: what COV rules say.

use crate::finding::{Coverage, UncoveredValues};
use crate::render::wording::{Words, percent};

pub(super) fn words(message: &Coverage) -> Words {
    match message {
        Coverage::Dimensions { missing } => Words::new(
            format!(
                "已发布的承诺没有涉及{}",
                missing.iter().map(|word| dimension(word)).collect::<Vec<_>>().join("、")
            ),
            "在这些方面也作出承诺；如果有意不作，可在 promise.toml 里把 COV001 设为 \"off\"",
        ),
        Coverage::Class { attribute, value } => Words::new(
            format!("没有任何已发布的承诺覆盖 `{attribute}` 为“{value}”的个案"),
            "放宽某条承诺的 `applies` 或目标，为这些个案另立承诺，或者删去这个值",
        ),
        Coverage::Rows { log, uncovered, cases, values } => Words::new(
            format!(
                "日志 `{log}` 的 {cases} 件个案中，有 {uncovered} 件（{}）没有任何承诺覆盖{}",
                percent(*uncovered, *cases),
                values.iter().flat_map(|values| ["；".to_owned(), of_attribute(values)]).collect::<String>()
            ),
            "放宽某条承诺的 `applies` 或目标，或者为这些个案另立承诺",
        ),
    }
}

/// The values that uncovered cases have.
fn of_attribute(values: &UncoveredValues) -> String {
    let named = values.named.iter().map(|(value, count)| match value.as_str() {
        "" => format!("缺失 {count} 件"),
        value => format!("“{value}”{count} 件"),
    });
    let named: Vec<_> = named.collect();
    let more = if values.more > 0 { format!("，另有 {} 个值", values.more) } else { String::new() };
    format!("`{}`：{}{more}", values.attribute, named.join("、"))
}

/// A dimension of SERVQUAL with its word in definitions.
pub(in crate::render::wording) fn dimension(word: &str) -> &str {
    match word {
        "reliability" => "可靠性（reliability）",
        "responsiveness" => "响应性（responsiveness）",
        "assurance" => "保证性（assurance）",
        "empathy" => "移情性（empathy）",
        "tangibles" => "有形性（tangibles）",
        other => other,
    }
}
