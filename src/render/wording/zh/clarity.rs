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
