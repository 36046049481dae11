//! Chinese: what CON rules say.

use super::past;
use crate::finding::{Consistency, Unequal};
use crate::render::wording::Words;

#[expect(clippy::too_many_lines, reason = "a table of words, checked by the compiler")]
pub(super) fn words(message: &Consistency) -> Words {
    match message {
        Consistency::UnequalDelivery(differs) => unequal(differs),
        Consistency::PastRewritten { from, field, old, new } => Words::new(
            format!("改写了自 {from} 起已生效的条款：{field}{}", rewritten(old.as_deref(), new.as_deref())),
            "用 `until` 结束这一版本，另写下一版本及其 `effective`，使每个个案仍按当时的条款评判",
        ),
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
        Consistency::StalePage { found, expected } => Words::new(
            match (found.as_str(), expected.as_str()) {
                ("", expected) => format!("页面与来源不一致：缺少“{expected}”"),
                (found, "") => format!("页面与来源不一致：多出“{found}”"),
                (found, expected) => format!("页面与来源不一致：写的是“{found}”，应为“{expected}”"),
            },
            "用 `promise publish` 重新生成页面；要补充的内容请写在别的页面上",
        ),
        Consistency::PageUnmade => Words::new(
            "这个标记没有说明页面是怎样生成的，无法与来源核对",
            "用 `promise publish` 重新生成页面，标记由它写入",
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
        Consistency::TextLimitDiffers { said, target } => Words::new(
            format!("文字写的是“{said}”，目标是 {target}"),
            format!("把文字改成 {target}，或者修改目标；数字和口径都要一致"),
        ),
        Consistency::LimitWithoutTarget { said } => Words::new(
            format!("文字承诺了“{said}”，却没有哪个目标是这个时限"),
            "为它加一个目标，或者从文字里删去",
        ),
        Consistency::NotInText { target } => {
            Words::new(format!("文字里没有写 {target}"), "在文字里写明：统计的是什么，客户就要读到什么")
        }
        Consistency::TextShareDiffers { said, target } => Words::new(
            format!("文字写的是 {said}，目标是{}", every(target)),
            if target == "100%" {
                format!("在目标里写明 `share = \"{said}\"`，或者从文字里删去")
            } else {
                format!("把文字改成 {target}，或者修改目标的 `share`")
            },
        ),
        Consistency::TranslationsDiffer { said, language, other } => Words::new(
            format!("{}里有“{said}”，{}里没有", tongue(language), tongue(other)),
            "两种语言要写得一样：客户可以依据任何一种",
        ),
        Consistency::TranslationHedges { word, other } => {
            Words::new(format!("“{word}”把{}里的承诺收了回去", tongue(other)), "两种语言要承诺得一样明确")
        }
        Consistency::RoundTheClockDiffers { words, limit } => Words::new(
            format!("文字写的是“{words}”，而 {limit} 只在工作时间内计时"),
            "时限改用不分昼夜的小时，或者写明什么时间有人",
        ),
        Consistency::WorkingHoursDiffer { words, limit } => Words::new(
            format!("文字写的是“{words}”，而 {limit} 不分昼夜计时"),
            "给时钟配上这些时间的日历，时限改用工作小时",
        ),
        Consistency::StatedHoursDiffer { hours, calendar } => {
            Words::new(format!("“{hours}”与日历 `{calendar}` 的时间不一致"), "让文字和日历写同样的时间")
        }
        Consistency::RemedyAmountDiffers { said, field } => Words::new(
            format!("补救的文字写的是 {said}，字段是 {field}"),
            format!("把文字改成 {field}，或者修改字段"),
        ),
        Consistency::RemedyTermDiffers { said, field } => Words::new(
            format!("补救的文字写的是“{said}”，字段是 {field}"),
            format!("把文字改成 {field}，或者修改字段；数字和口径都要一致"),
        ),
        Consistency::TiersLeaveGap { below, share } => Words::new(
            format!("低于 {share} 就算违约，而各档从低于 {below} 才开始"),
            format!("加一档 `below = \"{share}\"`"),
        ),
    }
}

const COPY_HELP: &str = "改成与承诺正文一致；如果副本才是对的，就改正文";

fn unequal(differs: &Unequal) -> Words {
    let Unequal { divided, worst, best, chance } = differs;
    let groups = [worst, best].into_iter().flatten().map(past::group).collect::<Vec<_>>();
    Words::new(
        format!(
            "{}，达成率差别不是偶然能解释的（p ≤ {chance}）：{}",
            past::divided(divided),
            groups.join("；")
        ),
        "让所有客户得到同样的服务，或者用带 `when` 的目标按各自的水平承诺",
    )
}

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

/// A language by its tag.
fn tongue(tag: &str) -> String {
    match tag {
        "en" => "英文".to_owned(),
        "zh" => "中文".to_owned(),
        tag => format!(" `{tag}` "),
    }
}

fn rewritten(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("，由 `{old}` 改为 `{new}`"),
        (Some(old), None) => format!("，删去 `{old}`"),
        (None, Some(new)) => format!("，新增 `{new}`"),
        (None, None) => String::new(),
    }
}
