//! Chinese: what CON rules say.

use crate::finding::Consistency;
use crate::render::wording::Words;

pub(super) fn words(message: &Consistency) -> Words {
    match message {
        Consistency::StandardLimitLooser { standard, standard_limit, promised, case } => Words::new(
            format!("标准 `{standard}` 只要求 {standard_limit}，承诺却是 {promised}{}", in_case(case)),
            format!("把标准收紧到 {promised} 或更严，或者按标准能做到的程度承诺"),
        ),
        Consistency::StandardShareLooser { standard, standard_share, promised, case } => Words::new(
            format!(
                "标准 `{standard}` 只要求 {standard_share} 的个案达标，承诺却是{}{}",
                every(promised),
                in_case(case)
            ),
            format!("把标准的比例提高到 {promised} 或以上，或者按标准能做到的程度承诺"),
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

/// A language by its tag.
fn tongue(tag: &str) -> String {
    match tag {
        "en" => "英文".to_owned(),
        "zh" => "中文".to_owned(),
        tag => format!(" `{tag}` "),
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
