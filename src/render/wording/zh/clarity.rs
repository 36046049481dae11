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
    }
}
