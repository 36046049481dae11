//! Chinese, in simplified characters.

mod definition;
mod invalid;

use super::{Summary, Words};
use crate::check::Needs;
use crate::finding::{
    Clarity, Consistency, Expected, Flexibility, Found, Kind, Level, Message, Note, Timeliness,
};

pub(super) fn words(message: &Message) -> Words {
    match message {
        Message::Definition(definition) => definition::words(definition),
        Message::Clarity(clarity) => self::clarity(clarity),
        Message::Consistency(consistency) => self::consistency(consistency),
        Message::Timeliness(timeliness) => self::timeliness(timeliness),
        Message::Flexibility(flexibility) => self::flexibility(flexibility),
    }
}

fn clarity(message: &Clarity) -> Words {
    match message {
        Clarity::VagueTime { word } => Words::new(
            format!("“{word}”没有说明时限，做没做到无从判断"),
            "在同一分句里写明时限，例如“4小时内”，或者删去这个词",
        ),
        Clarity::ContactMissing => Words::new(
            "已发布的承诺没有写 `contact`（联系方式）",
            "写明客户找谁、什么时候有人，例如 `contact = \"400-800-1234，每天8:00—20:00\"`",
        ),
    }
}

fn consistency(message: &Consistency) -> Words {
    match message {
        Consistency::StandardLimitLooser { standard, standard_limit, promised, case } => Words::new(
            format!("标准 `{standard}` 只要求 {standard_limit}，承诺却是 {promised}{}", in_case(case)),
            format!("把标准收紧到 {promised} 或更严，或者按标准能做到的程度承诺"),
        ),
        Consistency::StandardShareLooser { standard, standard_share, promised, case } => Words::new(
            format!(
                "标准 `{standard}` 只要求 {standard_share} 的个案达标，承诺却是{}{}",
                every(promised),
                in_case(case)
            ),
            format!("把标准的比例提高到 {promised} 或以上，或者按标准能做到的程度承诺"),
        ),
    }
}

fn every(share: &str) -> String {
    if share == "100%" { "全部个案".to_owned() } else { format!(" {share}") }
}

fn in_case(case: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| match value.as_str() {
        "" => format!("没有 `{name}`"),
        value => format!("`{name}` 为“{value}”"),
    };
    let all: Vec<_> = case.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("，例如{}的个案", all.join("且")) }
}

fn timeliness(message: &Timeliness) -> Words {
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

fn flexibility(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("例外 `{exception}` 没有给客户任何替代安排"),
            "在 `instead` 里写明客户换来什么：通知、新的时限或其他办法，例如“4小时内告知并另约时间”",
        ),
    }
}

pub(super) fn note(note: Note) -> &'static str {
    match note {
        Note::FirstHere => "第一次写在这里",
        Note::OtherVersion => "另一个版本",
        Note::PromisedHere => "承诺写在这里",
        Note::ConflictsWith => "与这里冲突",
        Note::ClockHere => "这个时钟",
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
        name => format!(" `{name}` "),
    }
}

fn needs(needs: Needs) -> &'static str {
    match needs {
        Needs::Nothing => "",
        Needs::Logs => "日志（--logs）",
        Needs::Git => "git 历史（--since）",
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
    let mut lines = vec![format!(
        "{what}{by_family}；共 {} 个文件，{} 条承诺；检查日期 {}",
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
