//! Chinese: what findings say of the past.

use super::feasibility::{in_none, period};
use crate::finding::{Bound, Divided, Group, Part, PastFeasibility};
use crate::render::wording::{Words, percent, tenths};

/// What FEA rules say of the past.
pub(super) fn feasibility(message: &PastFeasibility) -> Words {
    match message {
        PastFeasibility::UnreachableInHistory { share, per, cases, periods, loosest } => Words::new(
            format!(
                "日志里每{}约 {cases} 件（{periods} 个周期的中位数），{share} 的比例连一件逾期都容不下，实际上等于要求件件按时",
                period(per)
            ),
            match loosest {
                Some(loosest) => {
                    format!(
                        "改用更长的统计周期，例如 `per = \"year\"`，或者比例最高写 {loosest}%，或者直接承诺全部个案"
                    )
                }
                None => "拉长统计周期，或者直接承诺全部个案".to_owned(),
            },
        ),
        PastFeasibility::HistoryBelow { share, met, cases, low, high, is_certain } => Words::new(
            format!(
                "过去 {cases} 件中 {met} 件达标（{}），承诺却是 {share}：{}（95% 区间 {} 至 {}）",
                percent(*met, *cases),
                if *is_certain { "不是偶然能解释的" } else { "个案太少，不能排除偶然" },
                tenths(*low),
                tenths(*high)
            ),
            match low {
                0 => "改善之前，放宽时限".to_owned(),
                low => format!("改善之前，比例最高写 {}（过去的数据支持的程度），或者放宽时限", tenths(*low)),
            },
        ),
        PastFeasibility::PilotTooSmall { cases, wanted } => Words::new(
            format!("日志里属于试点的只有 {cases} 件，而要 {wanted} 件才够"),
            "延长试点：推后 `until` 或放宽 `where`；或者等够数了再发布",
        ),
        PastFeasibility::LiabilityOver { bound, mean, most, per, periods } => {
            liability(*bound, (mean, most), per, *periods)
        }
        PastFeasibility::PeakCollapse { share, met, cases, worst, others } => Words::new(
            format!(
                "全部个案的达成率是 {}，承诺 {share}，但这一段守不住：{}{}",
                percent(*met, *cases),
                group(worst),
                if *others == 0 { String::new() } else { format!("，类似的还有 {others} 段") }
            ),
            "为这段时间多安排人手，或者为它另定时限，或者写成带 `instead` 的例外",
        ),
        PastFeasibility::NoColumn { name, logs, suggestion } => Words::new(
            format!("要用到列 `{name}`，{}：无从统计", in_none(logs)),
            match suggestion {
                Some(meant) => format!("写成 `{meant}`，或在日志的 `columns` 中对应：`{name} = \"{meant}\"`"),
                None => {
                    format!("在日志的 `columns` 中对应，例如 `{name} = \"{name}_of_case\"`，或者改正名称")
                }
            },
        ),
        PastFeasibility::MissingInRows { name, missing, rows, log } => Words::new(
            match log {
                Some(log) => format!(
                    "日志 `{log}` 的 {rows} 行中有 {missing} 行（{}）缺 `{name}`：不知道算不算在承诺之内",
                    percent(*missing, *rows)
                ),
                None => format!(
                    "{rows} 件中有 {missing} 件（{}）没有 `{name}`，无从统计",
                    percent(*missing, *rows)
                ),
            },
            match log {
                Some(_) => format!("让每一行都有这个值，或者在条件里写明缺失算什么：`{name} = \"\"`"),
                None => "每件个案都收集这个值，或者写 `absent = \"breached\"`".to_owned(),
            },
        ),
    }
}

/// What remedies come to, held against what bounds them.
fn liability(bound: Bound, (mean, most): (&str, &str), per: &str, periods: Option<u64>) -> Words {
    let unit = period(per);
    let owed = match (bound, periods) {
        (Bound::Cap, None) => format!("本{unit}尚未结束，封顶之前应付补偿已达 {mean}"),
        (Bound::Budget, None) => format!("本{unit}尚未结束，应付补偿已达 {mean}"),
        (Bound::Cap, Some(periods)) => {
            format!("照过去的个案，封顶之前每{unit}应付补偿 {mean}（{periods} 个周期的平均）")
        }
        (Bound::Budget, Some(periods)) => {
            format!("照过去的个案，每{unit}应付补偿 {mean}（{periods} 个周期的平均）")
        }
    };
    match bound {
        Bound::Cap => Words::new(
            format!("{owed}，而封顶是 {most}：客户拿到的会少于承诺的"),
            "提高封顶，或者承诺更守得住的内容：放宽时限、降低比例或减少金额",
        ),
        Bound::Budget => Words::new(
            format!("{owed}，而预算是 {most}"),
            format!(
                "提高预算，或者承诺更守得住的内容，或者为补偿封顶：`cap = {{ amount = …, per = \"{per}\" }}`"
            ),
        ),
    }
}

pub(super) fn group(group: &Group) -> String {
    let Group { part, met, cases } = group;
    format!("{}：{cases} 件中 {met} 件达标（{}）", named(part), percent(*met, *cases))
}

fn named(part: &Part) -> String {
    match part {
        Part::Value { attribute, value } if value.is_empty() => format!("没有 `{attribute}`"),
        Part::Value { attribute, value } => format!("`{attribute}` 为“{value}”"),
        Part::Weekday(day) => weekday(*day).to_owned(),
        Part::Hour(hour) => format!("{hour}:00 至 {}:00", hour + 1),
        Part::HourOfWeek(hour) => {
            format!("{} {}:00 至 {}:00", weekday(hour / 24), hour % 24, hour % 24 + 1)
        }
        Part::Peak(name) => format!("高峰期“{name}”"),
    }
}

/// By what cases are told apart.
pub(in crate::render::wording) fn divided(divided: &Divided) -> String {
    match divided {
        Divided::Attribute(attribute) => format!("按 `{attribute}` 分"),
        Divided::Weekday => "按星期几分".to_owned(),
        Divided::Hour => "按一天中的时段分".to_owned(),
    }
}

fn weekday(day: usize) -> &'static str {
    let days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    days.get(day).copied().unwrap_or_default()
}
