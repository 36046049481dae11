//! DEF007 in Chinese.

use super::super::Words;
use crate::finding::Invalid;

#[expect(clippy::too_many_lines, reason = "a table of words, checked by the compiler")]
pub(super) fn words(why: &Invalid) -> Words {
    match why {
        Invalid::NotOneOf { value, allowed, suggestion } => {
            let help = match suggestion {
                Some(meant) => format!("是不是 \"{meant}\"？可以写的有 {}", allowed.join("、")),
                None => format!("可以写的有 {}", allowed.join("、")),
            };
            Words::new(format!("这个字段不能写 \"{value}\""), help)
        }
        Invalid::Empty => Words::new("内容是空的", "写上内容，或者删去这个字段"),
        Invalid::Padded(text) => {
            Words::new(format!("\"{text}\" 首尾有空格"), format!("写作 \"{}\"", text.trim()))
        }
        Invalid::Date(text) => Words::new(format!("`{text}` 不是日期"), "按年月日写作 2026-03-31"),
        Invalid::RangeReversed(range) => {
            Words::new(format!("`{range}` 还没开始就结束了"), "先写较早的一端；`until` 是结束后的第一天")
        }
        Invalid::Years(text) => Words::new(format!("`{text}` 不是年份范围"), "写作 2026 或 \"2025..2027\""),
        Invalid::Share(text) => Words::new(format!("`{text}` 不是比例"), "写作 \"98%\" 或 0.98"),
        Invalid::ShareOutOfRange(text) => {
            Words::new(format!("`{text}` 不在 0 到 100% 之间"), "写作 \"98%\" 或 0.98；只写 98 就成了 9800%")
        }
        Invalid::Number(text) => Words::new(format!("`{text}` 不是数字"), "写数字，例如 20 或 4.5"),
        Invalid::NotPositive(text) => Words::new(format!("{text} 不大于 0"), "写大于 0 的数"),
        Invalid::Limit(text) => Words::new(
            format!("`{text}` 既不是数字也不是时长"),
            "数值不加引号，例如 4.5；时长要带单位，例如 \"2小时\"",
        ),
        Invalid::Statistic(text) => Words::new(
            format!("没有 \"{text}\" 这种统计量"),
            "可以写的有 share、mean、median、count、sum，以及百分位数 p1 到 p100",
        ),
        Invalid::Language(tag) => {
            Words::new(format!("`{tag}` 不是语言代码"), "写语言代码，例如 en、zh 或 zh-Hant")
        }
        Invalid::Comparison(text) => {
            Words::new(format!("`{text}` 不是与数字的比较"), "写作 \"<=5\"、\">5\" 或 \">5 <=10\"")
        }
        Invalid::DurationKind { text } => Words::new(
            format!("这里不量时间，却写了时长 {text}"),
            "改为数字或 30s 这样的时长，或者用 `clock` 代替 `value`",
        ),
        Invalid::UnreadableFile { path, reason } => {
            Words::new(format!("无法读取 {path}：{reason}"), "路径是相对于写它的文件的")
        }
        Invalid::Weekdays(text) => Words::new(
            format!("`{text}` 不是星期几"),
            "写 mon、tue、wed、thu、fri、sat、sun，或范围如 mon-fri、周一至周五",
        ),
        Invalid::WeekdayTwice(day) => {
            Words::new(format!("{day} 的时段写了两次"), "每个星期几只写一次，各时段放进一个列表")
        }
        Invalid::Window(text) => {
            Words::new(format!("`{text}` 不是开放时段"), "写作 \"09:00-18:00\"，一天可以到 24:00 为止")
        }
        Invalid::WindowsOverlap(text) => {
            Words::new(format!("{text} 与前一个时段重叠"), "把两个时段合并，或者错开")
        }
        Invalid::NoHours => {
            Words::new("这个日历从不开放", "加上 `hours`，例如 `mon-fri = [\"09:00-18:00\"]`")
        }
        Invalid::TimeZone { name, suggestion } => Words::new(
            format!("没有时区 \"{name}\""),
            match suggestion {
                Some(meant) => format!("是不是 \"{meant}\"？"),
                None => "写 IANA 时区名，例如 \"Asia/Shanghai\"".to_owned(),
            },
        ),
        Invalid::NeedsCalendar { limit, clock } => Words::new(
            format!("时钟 `{clock}` 没有日历，无法计算 {limit}"),
            format!("给时钟 `{clock}` 写上 `calendar`，或者改用连续计算的小时或自然日"),
        ),
        Invalid::Delimiter(text) => {
            Words::new(format!("\"{text}\" 不能作分隔符"), "写一个字符，例如 \",\" 或 \";\"，或者写 \"tab\"")
        }
        Invalid::Encoding(text) => {
            Words::new(format!("没有编码 \"{text}\""), "写 utf-8、gb18030 或 WHATWG 列出的其他名称")
        }
        Invalid::TimeFormat { format, part } => Words::new(
            format!("\"{format}\" 里的 `{part}` 无法识别"),
            "写格式，例如 \"%Y-%m-%d %H:%M:%S\"，或者 iso、epoch、epoch_ms",
        ),
        Invalid::Conflict { first, second } => {
            Words::new(format!("`{first}` 和 `{second}` 不能同时写"), "只留一个")
        }
        Invalid::Needs { field, needs } => Words::new(
            format!("没有 `{needs}`，`{field}` 就没有意义"),
            format!("加上 `{needs}`，或者删去 `{field}`"),
        ),
        Invalid::PauseNeedsEvents(field) => Words::new(
            format!("`{field}` 要看个案的多行记录，而此日志一个个案只有一行"),
            "如果一行是一个事件，写 `shape = \"events\"`；否则用 `columns` 或 `duration` 写明暂停在哪些列",
        ),
        Invalid::Scale(text) => Words::new(
            format!("`{text}` 不是评分范围"),
            "写最低分和最高分，例如 \"1..7\"，两端都不超过一百万",
        ),
        Invalid::NoDimension => Words::new(
            "这项调查没有问任何一个维度",
            "至少写一个，例如 `reliability = { expectation = \"e1\", perception = \"p1\" }`",
        ),
        Invalid::NotFromOne(text) => Words::new(format!("没有第 {text} 个"), "列和部分从 1 数起"),
        Invalid::SecondSettings => {
            Words::new("有第二个 promise.toml", "整个文件夹只留一个；子文件夹不能有自己的设置")
        }
        Invalid::UnknownRule { code, suggestion } => Words::new(
            format!("没有规则或规则族 `{code}`"),
            match suggestion {
                Some(meant) => format!("是不是 `{meant}`？"),
                None => {
                    "写规则代码，例如 CLR001，或规则族：CLR、FEA、CON、TIM、FLX、COV、DAT、SUP".to_owned()
                }
            },
        ),
        Invalid::FixedRule(code) => {
            Words::new(format!("`{code}` 的级别不能更改"), "写错的定义不会参加任何规则的检查：请改正它")
        }
        Invalid::NotInVocabulary { word, list } => Words::new(
            format!("`{list}` 的词表里没有可以去掉的“{word}”"),
            "写检查结果里引用的那个词，或者包含它而另有含义的更长的说法",
        ),
    }
}
