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
        Consistency::CopyUnreadable { path, missing } => Words::new(
            format!("{path} {}", if *missing { "不存在" } else { "不能按文本读取" }),
            "写客户所见页面的文本文件，路径相对于本文件；或者从 `published` 里删去",
        ),
        Consistency::CopyUnmarked { path, id } => Words::new(
            format!("{path} 里没有这条承诺的副本：找不到标记 `<!-- promise: {id} -->`"),
            format!("在那里的文字前一行写上 `<!-- promise: {id} -->`，或者从 `published` 里删去该文件"),
        ),
        Consistency::CopyFactsDiffer { copy, text } => Words::new(
            match (copy.as_slice(), text.as_slice()) {
                ([], text) => format!("副本缺少承诺里的{}", quoted(text)),
                (copy, []) => format!("副本写了{}，承诺里没有", quoted(copy)),
                (copy, text) => format!("副本写的是{}，承诺里是{}", quoted(copy), quoted(text)),
            },
            COPY_HELP,
        ),
        Consistency::CopyWordsDiffer { copy, text } => Words::new(
            match (copy.as_str(), text.as_str()) {
                ("", "") => "标记后面没有承诺的文字".to_owned(),
                ("", text) => format!("副本缺少承诺里的文字“{text}”"),
                (copy, "") => format!("副本多出承诺里没有的文字“{copy}”"),
                (copy, text) => format!("副本写的是“{copy}”，承诺里是“{text}”"),
            },
            COPY_HELP,
        ),
        Consistency::PromisesDiffer { other, limit, other_limit, case } => Words::new(
            format!("同样的个案，这里是 {limit}，`{other}` 里是 {other_limit}{}", in_case(case)),
            "只留一条，或者用 `applies` 把个案分开；如果是提高标准，用 `effective` 让旧的到期",
        ),
        Consistency::PromisesRepeat { other, limit, case } => Words::new(
            format!("同样的个案，`{other}` 也承诺了 {limit}{}", in_case(case)),
            "只留一条，或者用 `applies` 把个案分开",
        ),
        Consistency::BandGap { attribute, value } => Words::new(
            format!("`{attribute}` 为 {value} 的个案落在两档之间，没有目标管它"),
            "让一档结束的地方正好是下一档开始的地方，例如 \"<=5\" 和 \">5\"",
        ),
        Consistency::BandOverlap { attribute, value } => Words::new(
            format!("`{attribute}` 为 {value} 的个案同时属于两档"),
            "让一档结束的地方正好是下一档开始的地方，例如 \"<=5\" 和 \">5\"",
        ),
        Consistency::SeverityReversed { attribute, severe, severe_limit, mild, mild_limit, case } => {
            Words::new(
                format!(
                    "`{attribute}` 为“{severe}”的个案可以用 {severe_limit}，较轻的“{mild}”反而是 {mild_limit}{}",
                    in_case(case)
                ),
                format!(
                    "“{severe}”的时限改为 {mild_limit} 或更短，或者更正 promise.toml 里 `{attribute}` 的顺序"
                ),
            )
        }
        Consistency::EndBeforeStep { end, limit, step, step_limit, case } => Words::new(
            format!("`{end}` 限 {limit}，比它之前的 `{step}`（{step_limit}）还短{}", in_case(case)),
            format!("`{step}` 的时限改为 {limit} 或更短，或者放宽 `{end}` 的时限"),
        ),
        Consistency::LimitBelowFloor { source, dated, limit, floor, case } => Words::new(
            format!("{limit} 低于{}要求的 {floor}{}", cited(source, dated.as_ref()), in_case(case)),
            format!("承诺 {floor} 或更好"),
        ),
        Consistency::ShareBelowFloor { source, dated, share, floor, case } => Words::new(
            format!(
                "{share} 的个案，低于{}要求的{}{}",
                cited(source, dated.as_ref()),
                if floor == "100%" { "全部个案".to_owned() } else { format!(" {floor}") },
                in_case(case)
            ),
            if floor == "100%" {
                "删去 `share`：底线对全部个案有效".to_owned()
            } else {
                format!("把比例提高到 {floor} 或以上")
            },
        ),
        Consistency::MixedTerms { word, term } => Words::new(
            format!("这里用“{word}”，词汇表用“{term}”"),
            format!("统一写“{term}”，免得客户以为是两回事"),
        ),
    }
}

const COPY_HELP: &str = "改成与承诺正文一致；如果副本才是对的，就改正文";

fn quoted(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join("、")
}

/// A law or contract with its date.
fn cited(source: &str, dated: Option<&String>) -> String {
    dated.map_or_else(|| source.to_owned(), |date| format!("{source}（{date}）"))
}

fn every(share: &str) -> String {
    if share == "100%" { "全部个案".to_owned() } else { format!(" {share}") }
}

fn in_case(case: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| match value.as_str() {
        "" => format!("没有 `{name}` "),
        value => format!(" `{name}` 为“{value}”"),
    };
    let all: Vec<_> = case.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("，例如{}的个案", all.join("且")) }
}
