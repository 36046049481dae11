//! DEF and CON011 in Chinese, values apart.

use super::super::{Words, ascii, leading_number};
use super::{expected, found, invalid, kind, table};
use crate::finding::{Definition, DurationError, Expected, Found, Kind};
use crate::source::{MAX_FILE_BYTES, Syntax, SyntaxErrorKind};

pub(super) fn words(message: &Definition) -> Words {
    match message {
        Definition::Syntax(error) => syntax(error),
        Definition::UnknownField { field, table: name, suggestion, known, belongs } => Words::new(
            format!("{}没有 `{field}` 这个字段", table(name).trim_start()),
            unknown_field(field, name, *suggestion, known, *belongs),
        ),
        Definition::WrongType { expected: takes, found: stands, written } => Words::new(
            format!("这里应当是{}，写的却是{}", expected(*takes), found(*stands)),
            write_instead(*takes, *stands, written.as_deref()),
        ),
        Definition::MissingField { field, table: name } => {
            Words::new(format!("{}缺少 `{field}`", table(name).trim_start()), missing_field(field))
        }
        Definition::BadDuration { text, error } => duration(text, error),
        Definition::DuplicateId { kind: what, id } => Words::new(
            format!("{} `{id}` 定义了两次", kind(*what)),
            if *what == Kind::Commitment {
                "改掉一个名称；如果是后来的版本，给两者都写上互不重叠的 `effective`"
            } else {
                "改掉一个名称，或者删去一个"
            },
        ),
        Definition::Invalid(why) => invalid::words(why),
        Definition::OverlappingVersions { id, day } => Words::new(
            format!("`{id}` 有两个版本在 {day} 同时有效"),
            "用 `until` 结束较早的版本，`until` 是不再有效的第一天",
        ),
        Definition::MoreMistakes { hidden } => Words::new(
            format!("这个文件还有 {hidden} 处错误没有列出"),
            "先改正列出的这些；如果它不是定义文件，请移出这个文件夹",
        ),
        Definition::UnknownReference { kind: what, id, suggestion } => Words::new(
            format!("没有名为 `{id}` 的{}", kind(*what)),
            match suggestion {
                Some(meant) => format!("是不是 `{meant}`？"),
                None => format!("补上它的定义，或改为已有的{}", kind(*what)),
            },
        ),
    }
}

fn syntax(error: &SyntaxErrorKind) -> Words {
    match error {
        SyntaxErrorKind::Parser(Syntax::Toml, text) => {
            Words::new(format!("TOML 语法有误（{text}）"), "检查这一行的引号、括号和逗号")
        }
        SyntaxErrorKind::Parser(Syntax::Yaml, text) => {
            Words::new(format!("YAML 语法有误（{text}）"), "检查这一行和上一行的缩进、冒号和引号")
        }
        SyntaxErrorKind::DuplicateKey { key, .. } => {
            Words::new(format!("同一个表里 `{key}` 写了两次"), "只留一个；一个字段有几个值时写成列表")
        }
        SyntaxErrorKind::FullWidthColon => {
            Words::new("YAML 里应当用半角冒号加空格，这里是全角的 `：`", "改为 `: `，半角冒号后面加一个空格")
        }
        SyntaxErrorKind::FullWidthMark(mark) => {
            Words::new(format!("引号外面有全角符号 `{mark}`"), format!("改为半角的 `{}`", ascii(*mark)))
        }
        SyntaxErrorKind::Unquoted(text) => {
            Words::new("文字没有加引号", format!("TOML 里的文字要加引号：\"{text}\""))
        }
        SyntaxErrorKind::NoValue => Words::new("字段没有值", "在 `=` 后面写上值，或者删去这一行"),
        SyntaxErrorKind::NoEquals => {
            Words::new("这一行没有 `=`", "TOML 写作 `字段 = \"值\"`；YAML 文件要以 .yaml 结尾")
        }
        SyntaxErrorKind::UnclosedQuote => Words::new(
            "引号没有配对",
            "补上后引号；多行文字在 TOML 里写在两个 `\"\"\"` 之间，在 YAML 里写在 `|` 之后",
        ),
        SyntaxErrorKind::UnclosedBracket => {
            Words::new("括号没有配对，或者缺少逗号", "每个 `[`、`{` 都要有对应的后括号，各项之间用逗号隔开")
        }
        SyntaxErrorKind::Tab => Words::new("缩进里有制表符", "YAML 只能用空格缩进"),
        SyntaxErrorKind::Indentation => {
            Words::new("这一行的缩进与上面各行都对不上", "同一个表的字段要左对齐")
        }
        SyntaxErrorKind::ColonInText => {
            Words::new("这里的冒号前面不能是字段", "字段的冒号后面要加空格；含有 `: ` 的文字要加引号")
        }
        SyntaxErrorKind::ReservedStart(mark) => {
            Words::new(format!("值以 `{mark}` 开头"), "加上引号：这个字符在 YAML 里另有用途")
        }
        SyntaxErrorKind::UnknownAnchor => {
            Words::new("引用了不存在的锚点", "在前面用 `&名称` 定义它，或者给这段文字加引号")
        }
        SyntaxErrorKind::ControlCharacter(c) => Words::new(
            format!("含有控制字符 U+{:04X}", u32::from(*c)),
            "删去它；请确认这是按 UTF-8 保存的文本文件",
        ),
        SyntaxErrorKind::TooDeep => Words::new("列表或表嵌套太深", "定义只需要很少几层"),
        SyntaxErrorKind::TooManyAliases => {
            Words::new("别名展开后内容太多", "把内容直接写出来，或者引用小一些的内容")
        }
        SyntaxErrorKind::RecursiveAlias => Words::new("别名引用了包含它自己的内容", "把内容直接写出来"),
        SyntaxErrorKind::SecondDocument => {
            Words::new("一个文件里有第二份文档", "把它放进单独的文件，或者删去 `---`")
        }
        SyntaxErrorKind::ComplexKey => Words::new("字段名是列表或表", "字段名只能是文字"),
        SyntaxErrorKind::NotUtf8 { utf16: true } => {
            Words::new("这个文件是 UTF-16 编码", "另存为 UTF-8（记事本：另存为 → 编码 → UTF-8）")
        }
        SyntaxErrorKind::NotUtf8 { utf16: false } => Words::new(
            "含有不是 UTF-8 的字节",
            "把文件存为 UTF-8；旧程序保存的中文多为 GBK，可用 `iconv -f GB18030 -t UTF-8` 转换",
        ),
        SyntaxErrorKind::TooLarge { bytes } => Words::new(
            format!("文件有 {bytes} 字节，作为定义文件太大"),
            format!("请拆分：最多读取 {MAX_FILE_BYTES} 字节；日志请放到别的文件夹"),
        ),
    }
}

fn unknown_field(
    field: &str,
    name: &str,
    suggestion: Option<&str>,
    known: &[&str],
    belongs: Option<&str>,
) -> String {
    let settings =
        ["rules", "glossary", "order", "suspension", "allow", "vocabulary", "notice_days", "most_excluded"];
    let definitions = ["commitment", "standard", "clock", "calendar", "log"];
    if field == "<<" {
        return "不支持合并键；请重复写出字段，或用 `*名称` 引用整个值".to_owned();
    }
    if name == "file" && settings.contains(&field) {
        return "设置要写在文件夹的 promise.toml 里".to_owned();
    }
    if name == "promise.toml" && definitions.contains(&field) {
        return "定义要写在文件夹的其他文件里；promise.toml 只放设置".to_owned();
    }
    match (belongs, suggestion) {
        (Some(outer), _) => {
            format!("它是 `{outer}` 的字段：TOML 里移到 `{outer}` 的第一个子表之前，YAML 里向外缩一层")
        }
        (None, Some(meant)) => format!("是不是 `{meant}`？"),
        (None, None) => format!("可以写的有 {}", known.join("、")),
    }
}

fn missing_field(field: &str) -> String {
    match field {
        "id" => "加上 `id = \"简短的名称\"`，供别处引用".to_owned(),
        "timezone" => "加上 `timezone = \"Asia/Shanghai\"` 或其他 IANA 时区名".to_owned(),
        "start" => "加上 `start`，写明什么事件开始计时".to_owned(),
        "stop" => "加上 `stop`，写明什么事件停止计时".to_owned(),
        "path" => "加上 `path = \"logs/tickets-*.csv\"`，路径相对于本文件".to_owned(),
        field => format!("加上 `{field}`"),
    }
}

fn write_instead(takes: Expected, stands: Found, written: Option<&str>) -> String {
    let written = written.unwrap_or_default();
    match (takes, stands) {
        (Expected::Tables, Found::Table) => {
            "表头要用双层方括号 `[[...]]`；YAML 里每个表各占一项，以 `- ` 开头".to_owned()
        }
        (_, Found::Nothing) => "写上值，或者删去这个字段".to_owned(),
        (
            Expected::Text | Expected::Prose | Expected::Texts,
            Found::Number | Found::Boolean | Found::Date,
        ) => {
            format!("加上引号：\"{written}\"")
        }
        (Expected::Number | Expected::Integer | Expected::Boolean, Found::Text) => "去掉引号".to_owned(),
        (Expected::Table | Expected::Tables, _) => "在它下面写带名称的字段".to_owned(),
        (Expected::Prose, _) => "写文字，或 `{ en = \"...\", zh = \"...\" }`".to_owned(),
        (Expected::Date, _) => "写作 2026-03-31".to_owned(),
        (Expected::Duration, _) => "写作 \"24小时\"、\"3个工作日\" 或 \"7天\"".to_owned(),
        (Expected::Share, _) => "写作 \"98%\" 或 0.98".to_owned(),
        (Expected::Condition, _) => {
            "写作 \"urgent\"、[\"phone\", \"web\"]、\">5 <=10\" 或 { not = [\"test\"] }".to_owned()
        }
        (Expected::Column, _) => {
            "写列名，或写成表，例如 { from = \"Ticket\", split = \"/\", part = 2 }".to_owned()
        }
        (Expected::Windows, _) => "写作 [\"09:00-12:00\", \"13:00-18:00\"]".to_owned(),
        (Expected::DateRange, _) => "写作 2026-10-01 或 \"2026-10-01..2026-10-08\"".to_owned(),
        (Expected::Years, _) => "写作 2026 或 \"2025..2027\"".to_owned(),
        (Expected::Limit, _) => "写数字，例如 4.5；或时长，例如 \"2小时\"".to_owned(),
        (Expected::Boolean, _) => "写 true 或 false".to_owned(),
        (Expected::Integer, _) => "写整数，例如 200".to_owned(),
        (Expected::Number, _) => "写数字，例如 20".to_owned(),
        (Expected::Text | Expected::Texts | Expected::Scalar, _) => "写一段加引号的文字".to_owned(),
    }
}

fn duration(text: &str, error: &DurationError) -> Words {
    let number = leading_number(text);
    let examples = "写作 \"24小时\"、\"16个工作小时\"、\"7天\" 或 \"3个工作日\"";
    match error {
        DurationError::NoNumber => Words::new(format!("`{text}` 不是时长：缺少数字"), examples),
        DurationError::NoUnit => Words::new(
            format!("`{text}` 没有单位"),
            format!("写作 \"{number}小时\"、\"{number}个工作小时\"、\"{number}天\" 或 \"{number}个工作日\""),
        ),
        DurationError::UnknownUnit(unit) => Words::new(
            format!("`{unit}` 不是时间单位"),
            "单位有秒、分钟、小时、天、周、个月、年，以及工作分钟、工作小时、工作日",
        ),
        DurationError::NotPositive => Words::new(format!("`{text}` 不大于零"), examples),
        DurationError::NotWhole => Words::new(
            format!("`{text}` 不是整数个单位"),
            "天、周、月只能是整数；不足一天的用小时，例如 \"36小时\"",
        ),
        DurationError::Mixed => Words::new(
            format!("`{text}` 混用了不同口径的时间"),
            "小时连续计算，工作小时只算工作时间，天按日历计算：请只用一种",
        ),
        DurationError::TooLong => Words::new(format!("`{text}` 超出了公元 9999 年"), examples),
    }
}
