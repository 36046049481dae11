//! Chinese: what TIM rules say.

use super::feasibility::time;
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
        Timeliness::SilentStretch { limit, start } => Words::new(
            format!("从 `{start}` 起 {limit}，而头一天里没有任何承诺"),
            "对同样的个案、同样的起点再发布一条一天以内的承诺，例如4小时内首次答复",
        ),
        Timeliness::NoDelayNotice => Words::new(
            "没有说明将要逾期时客户会得到什么消息",
            "写在例外的 `instead` 或补救的文字里，例如“如需延期，我们会致电告知原因和新的时间”",
        ),
        Timeliness::SlowerThanExpected { limit, expected, benchmark } => Words::new(
            if *benchmark {
                format!("{limit} 慢于同行的 {expected}")
            } else {
                format!("{limit} 慢于客户期望的 {expected}")
            },
            format!("承诺 {expected} 或更快；依据写错的，更正 `basis`"),
        ),
        Timeliness::RemedyWithoutTerm => {
            Words::new("补救没有写明何时兑现", "写明期限，例如 `paid_within = \"7个自然日\"`")
        }
        Timeliness::ReviewPast { day } => Words::new(
            format!("应在 {day} 前复审，已经过期"),
            "复审这条承诺，并写上下一次的日期，不超过12个月",
        ),
        Timeliness::ReviewFar { day, latest } => {
            Words::new(format!("复审日期 {day} 在12个月之后"), format!("日期不晚于 {latest}"))
        }
        Timeliness::ReviewMissing => Words::new(
            "已发布的承诺没有写 `review_by`（复审日期）",
            "写明何时复审，不超过12个月，例如 `review_by = 2027-06-30`",
        ),
        Timeliness::PublishedEarly { from } => Words::new(
            format!("状态是已发布，却要到 {from} 才生效"),
            "在此之前写成 `status = \"draft\"`，或者更正日期",
        ),
        Timeliness::PublishedLate { until } => Words::new(
            format!("状态是已发布，却从 {until} 起不再有效"),
            "写成 `status = \"retired\"`，或者写出下一个版本，或者更正日期",
        ),
        Timeliness::PilotOver { until } => {
            Words::new(format!("试点已于 {until} 结束，状态仍是试点"), "发布或停用它，或者延长试点")
        }
        Timeliness::ShortNotice { commitment, field, from, days, earliest } => Words::new(
            format!("`{commitment}` 自 {from} 起承诺降低（{field}），提前通知不足 {days} 天"),
            format!("写成新版本，从 {earliest} 或之后开始"),
        ),
        Timeliness::YearsUnstated { calendar, needed } => Words::new(
            format!("日历 `{calendar}` 没有写明哪些年份的节假日是完整的"),
            format!("把 {needed} 年的节假日写进 `closed`，再写 `years = \"{needed}\"`"),
        ),
        Timeliness::YearsMissing { calendar, years, missing } => Words::new(
            format!("日历 `{calendar}` 只有 {years} 年的节假日，缺少 {missing} 年"),
            format!("把 {missing} 年的节假日写进 `closed`，再扩大 `years`"),
        ),
        Timeliness::Timid { limit, took, cases } => Words::new(
            format!("过去 {cases} 件中，95% 用时不超过{}，不到 {limit} 的一半", time(*took)),
            format!("时限可以缩短，例如 95% 的个案{}，过去的数据支持", time(*took)),
        ),
        Timeliness::NoEscalation { attribute, value } => Words::new(
            format!("`{attribute}` 为“{value}”的个案，快要逾期时没有人接到通知"),
            "写明多久之后通知谁，例如 `escalation = { after = \"2小时\", to = \"值班经理\" }`",
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
