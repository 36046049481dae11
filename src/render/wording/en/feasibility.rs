//! English: what FEA rules say.

use crate::finding::Feasibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Feasibility) -> Words {
    match message {
        Feasibility::AbsoluteWord { word, remedy } => Words::new(
            format!("\"{word}\" is broken by a single failure{}", without(*remedy)),
            "promise a share that the service can hold, such as 98% each month, and a `remedy` for the rest",
        ),
        Feasibility::EveryCase { remedy } => Words::new(
            format!("100% is broken by a single late case{}", without(*remedy)),
            "promise a share that the service can hold, such as 98%, and a `remedy` for the rest",
        ),
    }
}

fn without(remedy: bool) -> &'static str {
    if remedy { "" } else { ", and there is no `remedy` for it" }
}
