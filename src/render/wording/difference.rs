//! The words for how groups differ, in each language.

use crate::render::Language;
use crate::report::Difference;

/// No more groups are named.
const MOST: usize = 5;

/// What the test says, and which groups stand out; `nothing` stands for a missing value.
pub fn difference(language: Language, difference: &Difference, nothing: &str) -> Vec<String> {
    let Difference { groups, statistic: (statistic, freedom), p, outstanding, .. } = difference;
    let p = if *p < 0.0001 { "p < 0.0001".to_owned() } else { format!("p = {p:.4}") };
    let said = match (language, difference.is_reliable(), difference.is_no_chance()) {
        (Language::En, false, _) => "too few cases to tell whether they differ by more than chance",
        (Language::En, true, true) => "they differ by more than chance",
        (Language::En, true, false) => "no difference beyond chance",
        (Language::Zh, false, _) => "个案太少，无法判断差异是否出于偶然",
        (Language::Zh, true, true) => "差异并非偶然",
        (Language::Zh, true, false) => "差异可能出于偶然",
    };
    let mut lines = vec![match language {
        Language::En => format!("{groups} groups: {said} (chi-squared {statistic:.1}, df {freedom}, {p})"),
        Language::Zh => format!("{groups} 个分组：{said}（卡方 {statistic:.1}，自由度 {freedom}，{p}）"),
    }];
    for group in outstanding.iter().take(MOST) {
        let names: Vec<_> =
            group.by.iter().map(|name| if name.is_empty() { nothing } else { name.as_str() }).collect();
        let (names, far) = (names.join(" / "), group.residual.abs());
        lines.push(match (language, group.residual > 0.0) {
            (Language::En, true) => format!("{names}: more breached than expected ({far:.1} sd)"),
            (Language::En, false) => format!("{names}: fewer breached than expected ({far:.1} sd)"),
            (Language::Zh, true) => format!("{names}：未按时的多于预期（{far:.1} 个标准差）"),
            (Language::Zh, false) => format!("{names}：未按时的少于预期（{far:.1} 个标准差）"),
        });
    }
    let more = outstanding.len().saturating_sub(MOST);
    lines.extend((more > 0).then(|| match language {
        Language::En => format!("and {more} more"),
        Language::Zh => format!("另有 {more} 个"),
    }));
    lines
}
