//! Chinese: what FEA rules say.

use super::past;
use crate::finding::{ClockPart, Feasibility, NeededTime, WeekTime};
use crate::render::wording::Words;
use crate::text::clock_time;

pub(super) fn words(message: &Feasibility) -> Words {
    match message {
        Feasibility::UnreachableAtVolume { share, per, cases, enough, loosest } => Words::new(
            format!(
                "每{}约 {cases} 件，{share} 的比例连一件逾期都容不下，实际上等于要求件件按时",
                period(per)
            ),
            match (enough, loosest) {
                (Some(per), _) => format!("改用更长的统计周期 `per = \"{per}\"`，或者直接承诺全部个案"),
                (None, Some(share)) => format!("比例最高写 {share}%，或者直接承诺全部个案"),
                (None, None) => "直接承诺全部个案，或者拉长统计周期".to_owned(),
            },
        ),
        Feasibility::Past(message) => past::feasibility(message),
        Feasibility::OfferedLoad { standard, load, staff } => Words::new(
            format!("标准 `{standard}`：到达的工作量需要 {load} 人，在岗只有 {staff} 人，队伍会越排越长"),
            "人数要多于工作量（每小时到达数 × 每件处理小时数），否则就少承诺一些",
        ),
        Feasibility::WaitTooLong { standard, limit, predicted, share, staff, needed } => Words::new(
            format!(
                "标准 `{standard}`：{staff} 人在岗，{limit} 内轮到的个案只有 {predicted}，达不到 {share}"
            ),
            match needed {
                Some(needed) => format!("安排 {needed} 人，或者放宽时限、降低比例"),
                None => "放宽时限或降低比例".to_owned(),
            },
        ),
        Feasibility::UnstaffedHours { limit, calendar, staffed, from, to } => Words::new(
            format!(
                "{}计时，而 `{staffed}` 的人员从{}到{}不在岗：这时开始的个案做不到 {limit}",
                calendar.as_ref().map_or("全天候".to_owned(), |id| format!("按 `{id}` ")),
                week_time(*from),
                week_time(*to)
            ),
            "按人员的工作时间计时，或者其余时间也安排人值守，或者承诺比这段时间更长的时限",
        ),
        Feasibility::DependencyLimits { standard, limit, parts } => Words::new(
            format!("`{standard}` 的时限是 {limit}，它依赖的各环节加起来更长：{}", series(parts, "＋")),
            "让各环节的时限合起来不超过总时限，或者按各环节之和放宽总时限",
        ),
        Feasibility::DependencyShares { standard, share, product, parts } => Words::new(
            format!(
                "`{standard}` 要求 {share}，而它依赖的各环节同时达标的只有 {product}（假定互相独立）：{}",
                series(parts, "×")
            ),
            format!("提高各环节的比例，或者把要求降到 {product} 以内"),
        ),
        Feasibility::Unowned { owner, standard } => unowned(*owner, *standard),
        Feasibility::Untested => Words::new(
            "未经试点就发布",
            "先在一部分个案上试行，并写明范围和截止日期：`pilot = { where = { region = \"华东\" }, until = 2026-03-31, min_cases = 200 }`",
        ),
        Feasibility::Overstretch { limit, share, cases, needed, less, percent } => {
            match (needed, less, percent) {
                (Some(needed), Some(less), Some(percent)) => Words::new(
                    format!(
                        "过去 {cases} 件个案中，{share} 要用到{}：`{limit}` 要求再缩短{}（{percent}%）",
                        time(*needed),
                        time(*less)
                    ),
                    format!("时限至少写{}，或者在 `basis` 中写明凭什么能更快", time(*needed)),
                ),
                _ => Words::new(
                    format!("过去 {cases} 件个案中，办结的不到 {share}：`{limit}` 做不到"),
                    "降低比例，或者先把个案办结",
                ),
            }
        }
        Feasibility::NotMeasurable { part, name, clock, logs } => Words::new(
            format!("时钟 `{clock}` {} `{name}`，{}", needs(*part), in_none(logs)),
            match part {
                ClockPart::Pause => format!(
                    "在日志的 `pauses` 里写明 `{name}` 在哪些列，例如 `{name} = {{ columns = [\"hold_from\", \"hold_to\"] }}`"
                ),
                _ => format!("在日志的 `columns` 里写明对应的列，例如 `{name} = \"{name}_at\"`"),
            },
        ),
        Feasibility::NoLogServes { clock, users } => Words::new(
            format!("时钟 `{clock}` 用于 {}，却没有任何日志为其提供数据", users_of(users)),
            "在有这些事件的日志的 `serves` 里写上它",
        ),
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

fn unowned(owner: bool, standard: bool) -> Words {
    let what = match (owner, standard) {
        (true, true) => "既没有 `owner`（责任人）也没有 `standard`（服务标准）：无人负责，也没有内部标准支撑",
        (true, false) => "没有 `owner`：无人负责",
        (false, _) => "没有 `standard`：没有内部标准支撑",
    };
    let help = match (owner, standard) {
        (true, true) => {
            "写明责任人和内部执行的标准：`owner = \"after-sales@example.com\"`，`standard = \"complaint-handling\"`"
        }
        (true, false) => "写明责任人，例如 `owner = \"after-sales@example.com\"`",
        (false, _) => "写明内部执行的标准，例如 `standard = \"complaint-handling\"`",
    };
    Words::new(format!("已发布的承诺{what}"), help)
}

fn needs(part: ClockPart) -> &'static str {
    match part {
        ClockPart::Start => "开始于",
        ClockPart::Stop => "结束于",
        ClockPart::Pause => "暂停于",
    }
}

pub(super) fn in_none(logs: &[String]) -> String {
    match logs {
        [log] => format!("日志 `{log}` 里没有"),
        logs => format!("相关日志里都没有：{}", list(logs)),
    }
}

fn users_of(users: &[String]) -> String {
    match users {
        [one, two, rest @ ..] if !rest.is_empty() => format!("`{one}`、`{two}` 等 {} 项", users.len()),
        users => list(users),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join("、")
}

fn series(parts: &[(String, String)], sign: &str) -> String {
    let all: Vec<_> = parts.iter().map(|(id, amount)| format!("{amount}（`{id}`）")).collect();
    all.join(sign)
}

/// A period by its word in definitions.
pub(super) fn period(word: &str) -> &'static str {
    match word {
        "day" => "天",
        "week" => "周",
        "quarter" => "季度",
        "year" => "年",
        _ => "月",
    }
}

fn week_time(time: WeekTime) -> String {
    let days = ["一", "二", "三", "四", "五", "六", "日"];
    let day = days.get(time.weekday).copied().unwrap_or_default();
    format!("周{day} {}:{:02}", time.minute / 60, time.minute % 60)
}

fn without(remedy: bool) -> &'static str {
    if remedy { "" } else { "，而且没有 `remedy`（补救）" }
}

/// `5小时21分钟`，`12小时工作时间`，`3个工作日`。
pub(super) fn time(time: NeededTime) -> String {
    match time {
        NeededTime::Elapsed(seconds) => clock_time(seconds, ["小时", "分钟", "秒"]),
        NeededTime::Open(seconds) => format!("{}工作时间", clock_time(seconds, ["小时", "分钟", "秒"])),
        NeededTime::Days(days) => format!("{days}天"),
        NeededTime::BusinessDays(days) => format!("{days}个工作日"),
    }
}
