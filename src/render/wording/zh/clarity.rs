//! Chinese: what CLR rules say.

use crate::finding::Clarity;
use crate::render::wording::Words;

pub(super) fn words(message: &Clarity) -> Words {
    match message {
        Clarity::VagueTime { word } => Words::new(
            format!("“{word}”没有说明时限，做没做到无从判断"),
            "在同一分句里写明时限，例如“4小时内”，或者删去这个词",
        ),
        Clarity::ContactMissing => Words::new(
            "已发布的承诺没有写 `contact`（联系方式）",
            "写明客户找谁、什么时候有人，例如 `contact = \"400-800-1234，每天8:00—20:00\"`",
        ),
        Clarity::VagueEffort { word } => Words::new(
            format!("“{word}”只说会努力，没说结果是什么"),
            "写明做到什么、多久做到、多少做到，例如“24小时内解决，达成率不低于98%”",
        ),
        Clarity::ClockEndsUnstated { limit } => Words::new(
            format!("“{limit}”从什么时候算起、到什么时候为止，都没有写"),
            "在文字里写明起点和终点，例如“付款成功后48小时内交承运商”，并给目标写上有 `start`、`stop` 的 `clock`",
        ),
        Clarity::FuzzyOutcome { word, stops } => Words::new(
            format!("“{word}”没有说明客户最后得到什么"),
            format!("写明计时停在哪里（{}），例如“出具书面处理决定”", list(stops)),
        ),
        Clarity::OpenException { word } => Words::new(
            format!("“{word}”开了一个没有界定的口子"),
            "删去这个词，或者用 `[[commitment.exception]]` 写明是哪些情形、客户换来什么",
        ),
        Clarity::UndefinedTerm { word } => Words::new(
            format!("哪些算“{word}”，没有说明"),
            format!(
                "界定这个词：写进 promise.toml 的 `[glossary]` 或 `[order]`，写成属性值，例如 \
                 `when = {{ class = \"{word}\" }}`，或者在它后面用括号说明"
            ),
        ),
        Clarity::LongChineseSentence { characters, most } => Words::new(
            format!("这句话有{characters}个字"),
            format!("拆成两句：一句说一件事，每句不超过{most}字"),
        ),
        Clarity::LongEnglishSentence { words, most } => Words::new(
            format!("这句话有 {words} 个英文词"),
            format!("拆成两句：一句说一件事，每句不超过 {most} 个词"),
        ),
        Clarity::DoubleNegative { words } => {
            Words::new(format!("“{words}”是双重否定"), "从正面说要做什么，例如“我们会……”")
        }
        Clarity::ScopeUnstated => Words::new(
            "没有说明对谁、对什么有效",
            "用 `applies = { type = \"投诉\" }` 写明适用的个案，或者用 `scope` 以文字说明",
        ),
        Clarity::ShareWithoutPeriod { share } => Words::new(
            format!("写了 {share}，没有写按什么周期统计"),
            "加上 `per = \"month\"`（或 day、week、quarter、year），文字里也写明",
        ),
        Clarity::StatisticWithoutPeriod { statistic } => Words::new(
            format!("写了统计量 {statistic}，没有写按什么周期统计"),
            "加上 `per = \"month\"`（或 day、week、quarter、year），文字里也写明",
        ),
        Clarity::NumberWithoutUnit { number, meant } => Words::new(
            format!("“{number}”后面没有单位"),
            match meant {
                Some(meant) => format!("写成“{meant}”"),
                None => "写明单位，例如“24小时”“99%”".to_owned(),
            },
        ),
        Clarity::ShareOverAll { share } => {
            Words::new(format!("{share} 超过了全部个案"), "比例最多写 100%；如果是倍数，写明是什么的倍数")
        }
        Clarity::DayKindUnstated { duration, meant } => Words::new(
            format!("“{duration}”没有说明周末和节假日算不算"),
            match meant {
                Some(meant) => format!("写成“{meant}”"),
                None => "写明“自然日”或“工作日”".to_owned(),
            },
        ),
        Clarity::BoundaryTwice { first, second, includes } => Words::new(
            if *includes {
                format!("“{first}”和“{second}”两档都包含这个界限")
            } else {
                format!("“{first}”和“{second}”两档都不包含这个界限")
            },
            "让一档包含界限、另一档不包含，例如“20公斤及以下”和“超过20公斤”",
        ),
        Clarity::CompoundPromise { limit, limits, targets } => Words::new(
            format!("文字里有 {limits} 个时限，目标只有 {targets} 个"),
            format!("为“{limit}”加一个目标，或者另立一条承诺"),
        ),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join("、")
}
