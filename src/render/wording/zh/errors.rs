//! What stops a command, in Chinese.

use super::super::errors::{self, Failure};
use crate::check::SelectionError;
use crate::clock::{PlanError, UsedBy};
use crate::log::{AmbiguousTimes, At, LogError, NoTable, NotCsv, UnknownColumn, delimiter_written};
use crate::render::Language;
use crate::render::report::tally::TallyError;
use crate::report::{RunError, Unrelated};
use crate::source::files::FilesError;
use std::fmt::Write as _;
use std::io::ErrorKind;

/// What the system said, where it says no more than this.
pub(in crate::render::wording) fn system(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "文件或文件夹不存在",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经存在",
        ErrorKind::IsADirectory => "是文件夹",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        ErrorKind::FileTooLarge => "文件过大",
        ErrorKind::UnexpectedEof => "文件不完整",
        _ => return None,
    })
}

pub(in crate::render::wording) fn files(error: &FilesError) -> String {
    match error {
        FilesError::Unreadable { path, source } => {
            format!("无法读取 {}：{}", path.display(), errors::system(Language::Zh, source))
        }
        FilesError::UnknownSyntax { path } => {
            format!("{} 不是定义文件；文件名须以 .toml、.yaml 或 .yml 结尾", path.display())
        }
    }
}

pub(in crate::render::wording) fn selection(error: &SelectionError) -> String {
    match error {
        SelectionError::Unknown { word, suggestion } => {
            format!("没有规则或规则类 `{word}`{}", did_you_mean(suggestion.as_deref()))
        }
        SelectionError::Form(word) => {
            format!("不能忽略 `{word}`：有错误的定义不受任何规则检查；请改正错误")
        }
    }
}

fn tally(error: &TallyError) -> String {
    match error {
        TallyError::Form { reason } => reason.clone(),
        TallyError::Version { .. } => "由另一版本的程序写成".to_owned(),
        TallyError::NoOrigin => "缺少 `origin` 行，`promise sql` 的每条语句都会给出这一行".to_owned(),
        TallyError::Unexpressed { cases } => {
            let each: Vec<_> = cases.iter().map(|(why, count)| format!("{count} 件因 `{why}`")).collect();
            format!("引擎无法准确判定部分个案：{}（处理办法见 docs/scale.md）", each.join("，"))
        }
        TallyError::Calendar { calendar } => format!(
            "日历表中的 `{calendar}` 与现在的定义不符；请以同样的 --years 重新载入 `promise calendar --csv --relation`"
        ),
        TallyError::Value { field, value } => format!("{field} 不能是 \"{value}\""),
    }
}

fn unrelated(why: &Unrelated) -> String {
    match why {
        Unrelated::Definitions => "它是按别的定义统计的；请用 `promise tally` 重新统计日志".to_owned(),
        Unrelated::TimeZones { theirs, ours } => {
            format!("它用的时区数据库版本是 {theirs}，这里是 {ours}；请重新统计日志")
        }
        Unrelated::AsOf { theirs, ours } => {
            format!("它的截至时间是 {theirs}，前一个的是 {ours}；请用同一个 --as-of 统计各部分")
        }
        Unrelated::Asked { option } => format!("它统计时的 {option} 与前一个不同；请以同样的选项统计各部分"),
        Unrelated::SameLog { log, file } => {
            format!("前一个已含有日志 \"{log}\" 的 {file}，其中的个案会重复计数")
        }
    }
}

pub(in crate::render::wording) fn run(error: &RunError) -> String {
    match error {
        RunError::Log(error) => log(error),
        RunError::Plan(error) => plan(error),
        RunError::Before(error) => format!("改动之前的定义无法在日志上试算：{}", plan(error)),
        RunError::UnknownSubject { id, suggestion } => {
            format!("没有服务承诺或服务标准 `{id}`{}", did_you_mean(suggestion.as_deref()))
        }
        RunError::NoLog { example } => {
            format!("没有定义日志：请加上 [[log]]，写明个案记录在哪里，例如\n\n{example}")
        }
    }
}

pub(in crate::render::wording) fn plan(error: &PlanError) -> String {
    match error {
        PlanError::UnknownColumn { used_by, column, log, suggestion, columns } => {
            let meant = suggestion.as_ref().map(|meant| format!("（是不是指 `{meant}`？）"));
            format!(
                "{}用到列 `{column}`，日志 `{log}` 中没有这一列{}；它的列有：{}",
                user(used_by),
                meant.unwrap_or_default(),
                columns.join("、")
            )
        }
        PlanError::NoUnit { used_by, log, value, limit } => format!(
            "{}以 {limit} 衡量列 `{value}`，而日志 `{log}` 没有写明其中的数字以什么计；请写明单位：{value} = \
             {{ from = \"{value}\", unit = \"s\" }}（s、m、h 或 h:mm:ss）",
            user(used_by)
        ),
        PlanError::PauseInDays { used_by, log, pause } => format!(
            "{}按天计算，而日志 `{log}` 只给出暂停 `{pause}` 的时长；请给出其开始和结束：{{ columns = [from, to] }}",
            user(used_by)
        ),
    }
}

fn user(used_by: &UsedBy) -> String {
    match used_by {
        UsedBy::Subject(subject) => format!("`{subject}` "),
        UsedBy::Target { number, subject } => format!("`{subject}` 的目标 {number} "),
        UsedBy::Groups => "--by ".to_owned(),
        UsedBy::Classes => "--mix ".to_owned(),
    }
}

pub(in crate::render::wording) fn log(error: &LogError) -> String {
    match error {
        LogError::NoFile { log, pattern, folder } => format!(
            "日志 `{log}`：{folder} 中没有与 `{pattern}` 匹配的文件；请改正日志定义中的 `path`（相对于定义所在的文件）"
        ),
        LogError::Folder { at: place, pattern } => {
            format!("{} 是文件夹；请写明其中哪些文件，例如 `path: {pattern}/*.csv`", at(place))
        }
        LogError::Unreadable { at: place, source } => {
            format!("{} 无法读取：{}", at(place), errors::system(Language::Zh, source))
        }
        LogError::Damaged { at: place, program, truncated: true } => {
            format!("{} 的 {program} 数据在中途结束；请从完整的来源重新复制", at(place))
        }
        LogError::Damaged { at: place, program, truncated: false } => {
            format!(
                "{} 已损坏：无法解压其 {program} 数据；`{program} -t` 可以检验，请重新生成或重新复制",
                at(place)
            )
        }
        LogError::ReadTwice { at: place } => {
            format!("{} 已经读过，不能再读；请存成文件，并在 `path` 中写明", at(place))
        }
        LogError::NotCsv { at: place, kind } => format!("{} {}", at(place), not_csv(*kind)),
        LogError::NoTable(no_table) => self::no_table(no_table),
        LogError::Encoding { log, label } => {
            format!("日志 `{log}`：不认识 `encoding: {label}`；请写编码的名称，例如 utf-8、gb18030、utf-16le")
        }
        LogError::TimeFormat { log, format, part } => {
            format!("日志 `{log}`：时间格式 `{format}` 无法使用：看不懂 `{part}`")
        }
        LogError::AmbiguousTimes(times) => ambiguous_times(times),
        LogError::UnknownTimes(times) => format!(
            "日志 `{}`：`{}` 的 {} 个值中有 {} 个的时间格式无法自动识别：{}；请写明其格式，例如 `timestamps: \"%Y-%m-%d %H:%M:%S\"`，或在 `columns` 中改写为另一列",
            times.log,
            times.column,
            times.values,
            times.unexplained,
            samples(&times.samples)
        ),
        LogError::UnknownColumn(column) => unknown_column(column),
        LogError::UnknownPosition { at: place, position, width } => {
            format!("{} 有 {width} 列，没有第 {position} 列；列从 1 数起", at(place))
        }
        LogError::NoNames { at: place, column } => format!(
            "{} 没有表头（`header: none`），因此没有列 `{column}`；请写列的序号，从 1 数起",
            at(place)
        ),
        LogError::RepeatedColumn { at: place, column, positions } => {
            let shown: Vec<_> = positions.iter().map(ToString::to_string).collect();
            format!(
                "{} 有 {} 个名为 `{column}` 的列，分别是第 {} 列；请不写列名，改写所指那一列的序号",
                at(place),
                positions.len(),
                shown.join("、")
            )
        }
        LogError::RowTooLarge { at: place, line } => format!(
            "{}:{line} 开始的一行超过 16 MiB 或 65,536 个字段；多半是那里的引号（\"）没有闭合",
            at(place)
        ),
        LogError::Interrupted => "读取日志被中断".to_owned(),
        LogError::UnclosedQuote { at: place, line } => format!(
            "{}:{line} 开始的一行有引号（\"）没有闭合；请补上，引号若是内容的一部分请写两个",
            at(place)
        ),
    }
}

fn ambiguous_times(times: &AmbiguousTimes) -> String {
    let AmbiguousTimes { log, column, contradictory, formats, samples } = times;
    let formats: Vec<_> = formats.iter().map(|format| format!("`timestamps: \"{format}\"`")).collect();
    let (samples, formats) = (self::samples(samples), formats.join(" 或 "));
    if *contradictory {
        format!(
            "日志 `{log}`：`{column}` 的时间中日和月的顺序不一：{samples}；请在日志中写明以哪一种为准：{formats}（其余的行将计为无法读取）"
        )
    } else {
        format!(
            "日志 `{log}`：从 `{column}` 的值看不出哪个是日、哪个是月：{samples}；请在日志中写明 {formats}"
        )
    }
}

/// Values with their places.
fn samples(samples: &[(String, String)]) -> String {
    let shown: Vec<_> = samples.iter().map(|(value, place)| format!("`{value}`（{place}）")).collect();
    shown.join("、")
}

fn at(place: &At) -> String {
    let file = if place.file == "-" { "标准输入" } else { &place.file };
    if place.log.is_empty() { file.to_owned() } else { format!("日志 `{}`：{file}", place.log) }
}

fn not_csv(kind: NotCsv) -> String {
    match kind {
        NotCsv::Empty => "是空文件，连表头也没有；请删除，或改正 `path`".to_owned(),
        NotCsv::Workbook => {
            "不论文件名如何，实际是工作簿（.xlsx、.xls）；请打开后另存为“CSV UTF-8”".to_owned()
        }
        NotCsv::WebPage => {
            "不论文件名如何，实际是网页（HTML 或 XML）；请用电子表格软件打开后另存为“CSV UTF-8”".to_owned()
        }
        NotCsv::Json => {
            "不论文件名如何，实际是 JSON；请写成 CSV：一行表头，每个个案或事件一行，例如用 `jq -r` 和 `@csv`"
                .to_owned()
        }
        NotCsv::Packed(program) => {
            format!("是用 {program} 打包的文件，不能读取；请解包后写解包后的文件名，或改用 gzip 或 zstd 压缩")
        }
        NotCsv::PackedTwice => "压缩了两次；请先解压一次".to_owned(),
        NotCsv::Pdf => "不论文件名如何，实际是 PDF；请把表格导出为“CSV UTF-8”".to_owned(),
        NotCsv::LfsPointer => "是 Git LFS 的指针，不是文件本身；请运行 `git lfs pull` 后重试".to_owned(),
        NotCsv::Utf16(label) => format!("像是 UTF-16 编码；请在日志中写明 `encoding: {label}`"),
        NotCsv::Binary => "是二进制文件，不是文本；请把表格另存为“CSV UTF-8”".to_owned(),
    }
}

fn no_table(no_table: &NoTable) -> String {
    let NoTable { at: place, row, delimiter, encoding } = no_table;
    let what_to_do = match (encoding, delimiter) {
        (Some(encoding), _) => format!(
            "如果是另一种编码，请在日志中写明 `encoding: {encoding}`（或实际的编码）；如果不是表格，请把表格另存为“CSV UTF-8”"
        ),
        (None, Some(delimiter)) => {
            format!("整行只有一列：请在日志中写明 `delimiter: \"{}\"`", delimiter_written(*delimiter))
        }
        (None, None) => "请把表格另存为“CSV UTF-8”，第一行写各列的名称，或者改正 `path`".to_owned(),
    };
    format!("{} 的开头不是各列的名称，而是 `{row}`；{what_to_do}", at(place))
}

fn unknown_column(unknown: &UnknownColumn) -> String {
    /// Names that are listed; a wide table has hundreds.
    const LISTED: usize = 40;
    let mut text = format!("{} 没有列 `{}`", at(&unknown.at), unknown.column);
    text.push_str(&did_you_mean(unknown.suggestion.as_deref()));
    if let Some(delimiter) = unknown.delimiter {
        let _ = write!(
            text,
            "；整个表头只有一列：请在日志中写明 `delimiter: \"{}\"`",
            delimiter_written(delimiter)
        );
    }
    if let Some(encoding) = unknown.encoding {
        let _ = write!(text, "；表头是另一种编码：请在日志中写明 `encoding: {encoding}`（或实际的编码）");
    }
    let names: Vec<_> = unknown.columns.iter().filter(|name| !name.is_empty()).map(String::as_str).collect();
    let more = if names.len() > LISTED { "、…" } else { "" };
    let _ = write!(text, "（它的列有：{}{more}）", names[..names.len().min(LISTED)].join("、"));
    text
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|meant| format!("；是不是指 `{meant}`？")).unwrap_or_default()
}

pub(in crate::render::wording) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::NoDefinitions { paths } if paths.is_empty() => {
            "没有找到定义：从当前文件夹向上直到 git 仓库的根目录，都没有文件夹“commitments”；请新建，或指定路径"
                .to_owned()
        }
        Failure::NoDefinitions { paths } => format!("{} 中没有定义", errors::list(paths, "、")),
        Failure::NoCurrentFolder => "无法确定当前文件夹".to_owned(),
        Failure::NotRead { path } => format!("无法读取 {}", path.display()),
        Failure::NotWritten { path } => format!("无法写入 {}", path.display()),
        Failure::NoFolder { path, folder } => {
            format!("无法写入 {}：没有文件夹 {}", path.display(), folder.display())
        }
        Failure::IsFolder { path } => format!("无法写入 {}：它是文件夹", path.display()),
        Failure::NoSummary { path } => format!("无法把步骤摘要写入 {}", path.display()),
        Failure::SameOutput { path } => {
            format!("有两份输出都写到 {}，其中一份会覆盖另一份", path.display())
        }
        Failure::TwoFormats { format, output } => {
            format!("--format {format} 和 --output {output}=- 都写到标准输出；请去掉一个")
        }
        Failure::StandardInputTwice => {
            "标准输入只能读一次：请用 --as-of 写明截至什么时间评判".to_owned()
        }
        Failure::NoSuchCase { case, similar, cases, logs } => {
            let meant = similar.as_ref().map_or_else(String::new, |similar| format!("；是不是指 `{similar}`？"));
            format!("{} 的 {cases} 个个案中没有 `{case}`{meant}", logs.join("、"))
        }
        Failure::NoRule { word, suggestion: Some(meant) } => {
            format!("没有规则 `{word}`；是不是指 `{meant}`？")
        }
        Failure::NoRule { word, suggestion: None } => {
            format!("没有规则 `{word}`；`promise rule` 列出所有规则")
        }
        Failure::LaterRule { word } => {
            format!("本版本还没有规则 `{word}`；`promise rule` 列出已有的规则")
        }
        Failure::NoDate { text } => format!("“{text}”不是日期；请写成 2026-03-31"),
        Failure::NoTime { text } => format!(
            "“{text}”不是日期或时间；请写成 2026-03-31（当天结束时）、2026-03-31T18:00:00 或 \
             2026-03-31T18:00:00+08:00"
        ),
        Failure::NoColumn { text } => format!("“{text}”不是日志的列；请写列名，例如 team"),
        Failure::MixOfGroups { column } => {
            format!("--mix {column} 就是 --by 的分组，每一类只会有一组；请改用其他列")
        }
        Failure::NoCalendar { id, suggestion } => {
            format!("没有日历 `{id}`{}", did_you_mean(suggestion.as_deref()))
        }
        Failure::NoDays { from, until } => format!("从 {from} 到 {until}（当天不显示）之间没有一天"),
        Failure::NoYears { text } => format!("“{text}”不是 1900 至 2400 之间的年份范围；请写成 2023..2027"),
        Failure::NoThreads { text } => format!("“{text}”不是线程数；请写 1、2 或更多"),
        Failure::NoDuration { text } => format!("“{text}”不是时长；请连同单位写，例如 4h 或 2天"),
        Failure::NoCsv => "--bom 用于 CSV，而这里不写 CSV；请加 --format csv，或去掉 --bom".to_owned(),
        Failure::NoScorecard => {
            "CSV 里没有五性评价的位置；请写 --format text、markdown、html 或 json，或去掉 --scorecard".to_owned()
        }
        Failure::NoShare { text } => format!("“{text}”不是 0 到 100% 的比例；请写成 1% 或 0.01"),
        Failure::NoCommitment { id, suggestion } => {
            format!("没有服务承诺 `{id}`{}", did_you_mean(suggestion.as_deref()))
        }
        Failure::NoShareOfCases { text } => format!("“{text}”不是个案的比例；请写成 98% 或 0.98"),
        Failure::NoLimit { text } => {
            format!("“{text}”不是限值；请写 4h、2个工作日，数值则写 4.5 之类的数字")
        }
        Failure::BusinessDuration { text } => {
            format!("“{text}”取决于日历，而各目标的日历可能不同；请写 4h 或 2天")
        }
        Failure::NoOutput => "请写格式和文件，例如 `sarif=promise.sarif`".to_owned(),
        Failure::NoFormat { format, formats } => {
            format!("没有格式 `{format}`；可用的有 {}", formats.join("、"))
        }
        Failure::NoTally { path, why } => {
            format!("{} 不是 `promise tally` 写的文件：{}；请用它重新统计日志", path.display(), tally(why))
        }
        Failure::Untold { path, why } => format!("无法用 {} 生成报告：{}", path.display(), tally(why)),
        Failure::Unrelated { path, why } => format!("无法用 {} 生成报告：{}", path.display(), unrelated(why)),
        Failure::NoOwner { owner, known } => {
            let known = if known.is_empty() {
                "目前没有写明负责人的承诺".to_owned()
            } else {
                format!("现有的负责人：{}", known.join("、"))
            };
            format!("没有已发布、暂停或试行的承诺由 `{owner}` 负责；{known}")
        }
        Failure::NotPublished { id } => {
            format!("`{id}` 不在页面上：页面只写已发布和暂停、且未到期的承诺")
        }
        Failure::NoPage { path } => {
            format!("{} 不是 `promise publish` 生成的页面：没有说明如何生成的标记", path.display())
        }
        Failure::NoFile { format } => format!("`{format}=` 后面没有文件；`-` 表示标准输出"),
    }
}
