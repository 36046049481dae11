//! Chinese, in simplified characters.

mod clarity;
mod consistency;
mod coverage;
mod definition;
pub(super) mod errors;
mod feasibility;
mod flexibility;
mod invalid;
mod past;
pub(super) mod sql;
mod suppression;
mod timeliness;

use super::{Summary, Words};
use crate::check::Needs;
use crate::finding::{Expected, Found, Kind, Level, Message, Note};
pub(super) use coverage::dimension;
pub(super) use past::divided;

pub(super) fn words(message: &Message) -> Words {
    match message {
        Message::Definition(definition) => definition::words(definition),
        Message::Clarity(message) => clarity::words(message),
        Message::Consistency(message) => consistency::words(message),
        Message::Timeliness(message) => timeliness::words(message),
        Message::Flexibility(message) => flexibility::words(message),
        Message::Feasibility(message) => feasibility::words(message),
        Message::Suppression(message) => suppression::words(message),
        Message::Coverage(message) => coverage::words(message),
    }
}

pub(super) fn note(note: Note) -> &'static str {
    match note {
        Note::FirstHere => "第一次写在这里",
        Note::OtherVersion => "另一个版本",
        Note::PromisedHere => "承诺写在这里",
        Note::ConflictsWith => "与这里冲突",
        Note::ClockHere => "这个时钟",
        Note::TextHere => "承诺的正文",
        Note::CopyNamedHere => "在这里列为副本",
        Note::OtherBand => "相邻的一档",
        Note::MilderHere => "较轻的一级",
        Note::StepHere => "较早的一步",
        Note::FloorHere => "底线",
        Note::VolumeHere => "个案数量写在这里",
        Note::TargetHere => "对应的目标",
        Note::ArrivalsHere => "到达的工作量写在这里",
        Note::StaffedHere => "人员的工作时间",
        Note::DependencyHere => "依赖这里",
        Note::LogHere => "这个日志",
        Note::ExpectedHere => "客户的期望",
        Note::BenchmarkHere => "同行的水平",
        Note::NoticeHere => "须提前多久通知",
        Note::StatusHere => "状态写在这里",
        Note::CountedHere => "这个时限按该日历计算",
        Note::OrderHere => "最严重的一级",
        Note::StopsHere => "时钟在这里停止",
        Note::GlossaryHere => "词汇表",
        Note::FieldHere => "对应的字段",
        Note::OtherLanguage => "另一种语言",
        Note::CalendarHere => "这个日历",
        Note::PeakHere => "这个高峰期",
        Note::SettingHere => "这项设置",
        Note::OwedHere => "每次应付这么多",
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "错误",
        Level::Warning => "警告",
        Level::Info => "提示",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Commitment => "承诺",
        Kind::Standard => "标准",
        Kind::StandardOrCommitment => "标准或承诺",
        Kind::Clock => "时钟",
        Kind::Calendar => "日历",
        Kind::Log => "日志",
    }
}

fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Table => "一个表",
        Expected::Tables => "一组表",
        Expected::Text => "文字",
        Expected::Prose => "文字，或按语言分列的文字",
        Expected::Texts => "文字或一组文字",
        Expected::Number => "数字",
        Expected::Integer => "不小于零的整数",
        Expected::Boolean => "true 或 false",
        Expected::Date => "日期",
        Expected::Duration => "时长",
        Expected::Share => "个案的比例",
        Expected::Condition => "一个值、一组值、一个比较式或 `{ not = [...] }`",
        Expected::Scalar => "单个值",
        Expected::Column => "一列",
        Expected::Windows => "一组开放时段",
        Expected::DateRange => "日期或日期范围",
        Expected::Years => "年份或年份范围",
        Expected::Limit => "数字或时长",
    }
}

fn found(found: Found) -> &'static str {
    match found {
        Found::Nothing => "空值",
        Found::Boolean => "true 或 false",
        Found::Number => "数字",
        Found::Text => "文字",
        Found::Date => "日期",
        Found::List => "列表",
        Found::Table => "表",
    }
}

/// A table by the name that it has in definitions.
fn table(name: &str) -> String {
    match name {
        "file" => "定义文件".to_owned(),
        "promise.toml" => "promise.toml ".to_owned(),
        "pause source" => "日志的暂停".to_owned(),
        "condition" => "条件".to_owned(),
        "word list" => "词表".to_owned(),
        name => format!(" `{name}` "),
    }
}

pub(super) fn needs(needs: Needs) -> &'static str {
    match needs {
        Needs::Nothing => "",
        Needs::Logs => "日志（--logs）",
        Needs::Git => " git 历史（--since）",
        Needs::LogsAndGit => " git 历史和日志（--since、--logs）",
    }
}

pub(super) fn summary(summary: &Summary) -> Vec<String> {
    let levels: Vec<_> =
        summary.levels.iter().map(|(of, count)| format!("{count} 个{}", level(*of))).collect();
    let families: Vec<_> =
        summary.families.iter().map(|(family, count)| format!("{family} {count}")).collect();
    let what = if levels.is_empty() { "没有发现问题".to_owned() } else { levels.join("，") };
    let by_family =
        if families.is_empty() { String::new() } else { format!("（{}）", families.join("，")) };
    let suppressed =
        if summary.suppressed > 0 { format!("，豁免 {} 个", summary.suppressed) } else { String::new() };
    let mut lines = vec![format!(
        "{what}{by_family}{suppressed}；共 {} 个文件，{} 条承诺；检查日期 {}",
        summary.files, summary.commitments, summary.today
    )];
    if summary.unsound > 0 {
        lines.push(format!("{} 个定义本身有错，未按规则检查", summary.unsound));
    }
    for (need, codes) in &summary.skipped {
        lines.push(format!("{} 条规则因缺少{}而跳过：{}", codes.len(), needs(*need), codes.join(" ")));
    }
    lines
}
