//! Chinese: what FLX rules say.

use crate::finding::Flexibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("例外 `{exception}` 没有给客户任何替代安排"),
            "在 `instead` 里写明客户换来什么：通知、新的时限或其他办法，例如“4小时内告知并另约时间”",
        ),
        Flexibility::SingleChannel { words } => Words::new(
            format!("“{words}”只留了一条途径"),
            "再给一条途径，例如电话或窗口，照顾用不了前一种的客户",
        ),
        Flexibility::SelfServingPause { state } => Words::new(
            format!("“{state}”由机构自己掌握，却停止计时"),
            "让时钟照走；确实要客户等待的，写成带 `instead` 的例外",
        ),
    }
}
