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
    }
}
