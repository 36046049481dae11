//! Chinese: what CON rules say.

use crate::finding::Consistency;
use crate::render::wording::Words;

pub(super) fn words(message: &Consistency) -> Words {
    match message {
        Consistency::StandardLimitLooser { standard, commitment, standard_limit, promised, case } => {
            Words::new(
                format!(
                    "标准 `{standard}` 只要求 {standard_limit}，承诺 `{commitment}` 却是 {promised}{}",
                    in_case(case)
                ),
                format!("把标准收紧到 {promised} 或更严，或者按标准能做到的程度承诺"),
            )
        }
        Consistency::StandardShareLooser { standard, commitment, standard_share, promised, case } => {
            Words::new(
                format!(
                    "标准 `{standard}` 只要求 {standard_share} 的个案达标，承诺 `{commitment}` 却是{}{}",
                    every(promised),
                    in_case(case)
                ),
                format!("把标准的比例提高到 {promised} 或以上，或者按标准能做到的程度承诺"),
            )
        }
    }
}

fn every(share: &str) -> String {
    if share == "100%" { "全部个案".to_owned() } else { format!(" {share}") }
}

fn in_case(case: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| match value.as_str() {
        "" => format!("没有 `{name}`"),
        value => format!("`{name}` 为“{value}”"),
    };
    let all: Vec<_> = case.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("，例如{}的个案", all.join("且")) }
}
