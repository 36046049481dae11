//! Chinese: what FEA rules say.

use crate::finding::Feasibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Feasibility) -> Words {
    match message {
        Feasibility::AbsoluteWord { word, remedy } => Words::new(
            format!("“{word}”只要失手一次就违约{}", without(*remedy)),
            "写做得到的比例，例如每月98%，做不到的用 `remedy` 补救",
        ),
        Feasibility::EveryCase { remedy } => Words::new(
            format!("100% 只要有一件逾期就违约{}", without(*remedy)),
            "写做得到的比例，例如 98%，做不到的用 `remedy` 补救",
        ),
    }
}

fn without(remedy: bool) -> &'static str {
    if remedy { "" } else { "，而且没有 `remedy`（补救）" }
}
