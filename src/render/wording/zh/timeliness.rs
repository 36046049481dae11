//! Chinese: what TIM rules say.

use crate::finding::Timeliness;
use crate::render::wording::Words;

pub(super) fn words(message: &Timeliness) -> Words {
    match message {
        Timeliness::NoTarget => Words::new(
            "承诺了要做什么，却没有任何目标说明何时做完、做到什么程度",
            "加一个 `[[commitment.target]]`，写明时钟和时限，例如 `clock = \"visit\"`、`within = \"48小时\"`",
        ),
        Timeliness::NoLimit { targets } => Words::new(
            if *targets == 1 {
                "这个目标没有限度".to_owned()
            } else {
                format!("{targets} 个目标都没有限度")
            },
            "写明限度：时钟用 `within = \"48小时\"`，数值用 `at_least` 或 `at_most`",
        ),
        Timeliness::HoursAndDays { clock, limit, other } => Words::new(
            format!("时钟 `{clock}` 的时限有的用小时、有的用天：{limit} 和 {other}"),
            "统一用一种单位；注意2天不等于48小时，天数到最后一天的24:00为止",
        ),
        Timeliness::MinutesForHours { limit, hours } => {
            Words::new(format!("{limit} 用小时写更好读"), format!("写作 {hours}"))
        }
    }
}
