//! Why there is no statement, in Chinese.

use super::errors;
use crate::sql::{Inexpressible, Of, SqlError, Why};

pub(in crate::render::wording) fn error(error: &SqlError) -> String {
    match error {
        SqlError::Run(error) => errors::run(error),
        SqlError::Inexpressible(inexpressible) => field(inexpressible),
        SqlError::ManyLogs { logs } => {
            format!(
                "所问的承诺有 {} 个日志，一条语句只读一个；请用 --log 指定：{}",
                logs.len(),
                logs.join("、")
            )
        }
        SqlError::NothingServed => "没有日志服务于所问的承诺".to_owned(),
        SqlError::UnknownLog { id, logs } => format!("没有日志 `{id}`；有：{}", logs.join("、")),
        SqlError::AsOfOutside { first, last } => {
            format!("--years {first}..{last} 未包含 --as-of 的时间及其后一周")
        }
        SqlError::NoFiles { dialect, path } => {
            format!("{dialect} 只读取表，而 `{path}` 是文件；请先载入一张表，再写表名")
        }
    }
}

fn field(inexpressible: &Inexpressible) -> String {
    let Inexpressible { of, field, why } = inexpressible;
    let of = match of {
        Of::Log(log) => format!("日志 `{log}`"),
        Of::Target { number, subject } => format!("`{subject}` 的目标 {number}"),
    };
    format!("{of}：`{field}` 无法用 SQL 表达：{}", self::why(why))
}

fn why(why: &Why) -> String {
    match why {
        Why::Format(format) => {
            format!("时间只按 iso、%Y-%m-%d %H:%M:%S、epoch 或 epoch_ms 读取，`{format}` 不在其中")
        }
        Why::NoFormat(column) => format!("引擎不会推断时间格式；请写明列 `{column}` 的格式"),
        Why::Position(place) => format!("第 {place} 列的名称未知；请用 --columns 写出所有列名"),
        Why::Copies => "要认出相同的行须知道所有列；请用 --columns 写出列名".to_owned(),
        Why::NeverDue(calendar) => format!("日历 `{calendar}` 的营业时间不够用"),
        Why::NoServes => "没有它，事件日志服务于其事件所启动的一切；请列出承诺".to_owned(),
        Why::FirstSpelling => "不分大小写时，分组以最先出现的写法为名；请去掉 --by".to_owned(),
        Why::SameEvent(event) => format!("从 `{event}` 开始的暂停以同一事件结束"),
        Why::ManyRanks => "事件多于 900 种".to_owned(),
        Why::NoCalendar => "时钟没有日历".to_owned(),
    }
}
