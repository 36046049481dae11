//! Chinese: what FLX rules say.

use super::feasibility::time;
use crate::finding::{Excluded, Flexibility};
use crate::render::wording::{Words, percent};

pub(super) fn words(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("例外 `{exception}` 没有给客户任何替代安排"),
            "在 `instead` 里写明客户换来什么：通知、新的时限或其他办法，例如“4小时内告知并另约时间”",
        ),
        Flexibility::ExclusionHeavy { excluded, cases, most, by, count } => Words::new(
            format!(
                "{cases} 件中有 {excluded} 件（{}）被排除在外，超过 {most}；其中 {count} 件{}",
                percent(*excluded, *cases),
                match by {
                    Excluded::Exception(name) => format!("是因为例外 `{name}`"),
                    Excluded::NoDue(column) | Excluded::NoValue(column) => format!("是因为没有 `{column}`"),
                }
            ),
            match by {
                Excluded::Exception(_) => {
                    "收窄它的 `when`，或者用带 `when` 的目标给这些个案另定时限，照样计入"
                }
                Excluded::NoDue(_) => "让每件个案都有期限，或者用 `within` 给这些个案定一个时限",
                Excluded::NoValue(_) => "每件个案都收集这个值，或者写 `absent = \"breached\"`",
            },
        ),
        Flexibility::OneSize { limit, attribute, quickest, slowest } => Words::new(
            format!(
                "一律 {limit}，而 `{attribute}` 为“{}”的个案九成用时不超过{}，为“{}”的要{}",
                quickest.0,
                time(quickest.1),
                slowest.0,
                time(slowest.1)
            ),
            format!(
                "给每一类各定时限：在其余个案的目标之前，写一个带 `when = {{ {attribute} = \"{}\" }}` 的目标",
                quickest.0
            ),
        ),
        Flexibility::SingleChannel { words } => Words::new(
            format!("“{words}”只留了一条途径"),
            "再给一条途径，例如电话或窗口，照顾用不了前一种的客户",
        ),
        Flexibility::SelfServingPause { state } => Words::new(
            format!("“{state}”由机构自己掌握，却停止计时"),
            "让时钟照走；确实要客户等待的，写成带 `instead` 的例外",
        ),
        Flexibility::NoExceptionPath { share } => Words::new(
            format!(
                "承诺{}按时做到，却没有例外、没有补救，也没有暂停的办法",
                if share == "100%" { "全部个案".to_owned() } else { format!(" {share} 的个案") }
            ),
            "写明做不到时怎么办：带 `instead` 的例外、`remedy`，或 promise.toml 里的 `[suspension]`",
        ),
        Flexibility::UnauditableException { exception } => Words::new(
            format!("例外 `{exception}` 是否属实，日志里没有任何一列可以证明"),
            "用日志的列写明是哪些个案，例如 `when = { hold_reason = \"天气\" }`",
        ),
        Flexibility::UnboundedWait { pause } => Words::new(
            format!("暂停 `{pause}` 可以无限期延续，也没有人提醒客户"),
            format!("写明上限和提醒：`{{ name = \"{pause}\", max = \"7天\", remind = \"72小时\" }}`"),
        ),
        Flexibility::NoIncidentMode => Words::new(
            "没有 `[suspension]`：紧急情况下谁也无权暂停承诺，结果往往是不声不响地停了",
            "在 promise.toml 里写明谁可以暂停、最长多久、何时告知客户：`[suspension]` 的 `who`、`max`、`notice`",
        ),
        Flexibility::NoChangeControl => Words::new(
            "这条承诺没有人会再看一眼：`review_by`、`owner`、`feedback` 一个都没有",
            "写明谁负责、何时复核：`owner = \"after-sales@example.com\"`，`review_by = 2027-06-30`",
        ),
        Flexibility::ClaimNeedsEvidence { evidence } => Words::new(
            format!("客户主动申请并出示证明（{evidence}）才能得到补救"),
            "改为 `claim = \"automatic\"`，或者不要求客户证明自己系统里查得到的事",
        ),
        Flexibility::ClaimNeedsApproval { approval } => Words::new(
            format!("客户主动申请，并经{approval}批准，才能得到补救"),
            "改为 `claim = \"automatic\"`，或者授权一线人员当场批准",
        ),
    }
}
