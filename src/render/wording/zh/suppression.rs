//! Chinese: what SUP rules say.

use crate::finding::{AllowedBy, Suppression};
use crate::render::wording::Words;

pub(super) fn words(message: &Suppression) -> Words {
    match message {
        Suppression::WithoutReason(by) => Words::new(
            "没有写明理由，豁免不起作用",
            match by {
                AllowedBy::Comment => "在冒号后面写明理由：`# promise: allow(CLR002): 法务正在审核措辞`",
                AllowedBy::Settings => "加上 `reason = \"法务正在审核措辞\"`",
            },
        ),
        Suppression::Unused { codes, partly, by } => Words::new(
            format!("{} 在这里没有发现问题，没有可豁免的", list(codes)),
            match (by, partly) {
                (_, true) => format!("从括号里删去 {}", list(codes)),
                (AllowedBy::Comment, false) => "删去这条注释".to_owned(),
                (AllowedBy::Settings, false) => "删去这一段 `[[allow]]`".to_owned(),
            },
        ),
        Suppression::CoversNothing => Words::new(
            "这条注释所指的那一行没有值、列表项或表",
            "写在所指那一行的末尾，或者紧挨着的上一行，中间不空行；要豁免整个文件夹，用 promise.toml 里的 `[[allow]]`",
        ),
        Suppression::NotSuppressible { code } => Words::new(
            format!("`{code}` 不能豁免"),
            if code.starts_with("SUP") {
                "可以在 promise.toml 的 `[rules]` 里调整它的级别"
            } else {
                "有形式错误的定义不会按任何规则检查：请改正错误"
            },
        ),
        Suppression::Expired { until } => Words::new(
            format!("豁免期到 {until} 为止，已经过期"),
            "改正当初豁免的问题；如果还需要时间，写上新的日期和理由",
        ),
        Suppression::UnknownCode { code, suggestion } => Words::new(
            format!("没有 `{code}` 这条规则"),
            match suggestion {
                Some(meant) => format!("是不是 `{meant}`？"),
                None => "写规则的编号，例如 CLR002；`promise rule` 列出全部规则".to_owned(),
            },
        ),
        Suppression::NoCode => Words::new(
            "没有写明是哪条规则，豁免不起作用",
            "在括号里写规则的编号：`# promise: allow(CLR002): 法务正在审核措辞`",
        ),
    }
}

fn list(codes: &[String]) -> String {
    codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join("、")
}
