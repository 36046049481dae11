//! Chinese: what FLX rules say.

use crate::finding::Flexibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("例外 `{exception}` 没有给客户任何替代安排"),
            "在 `instead` 里写明客户换来什么：通知、新的时限或其他办法，例如“4小时内告知并另约时间”",
        ),
    }
}
