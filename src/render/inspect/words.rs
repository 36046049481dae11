//! The words of an inspection, in each language.

use crate::log::Sureness;
use crate::log::inspect::{InspectedColumn, LineEnds, Looks};
use crate::render::Language;

/// The words that stand alone; the sentences are functions below.
pub(super) struct Words {
    language: Language,
    pub(super) encoding: &'static str,
    pub(super) delimiter: &'static str,
    pub(super) line_ends: &'static str,
    pub(super) header: &'static str,
    pub(super) rows: &'static str,
    /// Column, filled, different values, what they look like, values.
    pub(super) headings: [&'static str; 5],
    pub(super) case: &'static str,
    pub(super) start: &'static str,
    pub(super) stop: &'static str,
    pub(super) event: &'static str,
    pub(super) at: &'static str,
    pub(super) first_of_case: &'static str,
    pub(super) row_is_case: &'static str,
    pub(super) not_found: &'static str,
    pub(super) paste: &'static str,
    pub(super) zone: &'static str,
    pub(super) doubtful: &'static str,
    pub(super) no_clock: &'static str,
    pub(super) comma: &'static str,
}

static ENGLISH: Words = Words {
    language: Language::En,
    encoding: "encoding",
    delimiter: "delimiter",
    line_ends: "line ends",
    header: "header",
    rows: "rows",
    headings: ["column", "filled", "different", "looks like", "values"],
    case: "case",
    start: "start",
    stop: "stop",
    event: "event",
    at: "time",
    first_of_case: "the first event of the case",
    row_is_case: "each row (no column names it)",
    not_found: "not found",
    paste: "To paste into a file of the folder `commitments`:",
    zone: "where times without an offset were written; that of the calendars or UTC if left out",
    doubtful: "a guess",
    no_clock: "No columns were found that say when a case starts and stops: name them in a [[clock]].",
    comma: ", ",
};

static CHINESE: Words = Words {
    language: Language::Zh,
    encoding: "编码",
    delimiter: "分隔符",
    line_ends: "换行",
    header: "表头",
    rows: "行数",
    headings: ["列", "有值", "不同值", "看起来是", "取值"],
    case: "个案",
    start: "开始",
    stop: "结束",
    event: "事件",
    at: "时间",
    first_of_case: "个案的第一个事件",
    row_is_case: "每行一个（没有列为其命名）",
    not_found: "没有找到",
    paste: "可粘贴到文件夹 `commitments` 的文件中：",
    zone: "没有时差标记的时间所在的时区；缺省为日历的时区或 UTC",
    doubtful: "推测",
    no_clock: "没有找到说明个案何时开始、何时结束的列：请在 [[clock]] 中写明。",
    comma: "，",
};

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    pub(super) fn sureness(&self, sureness: Sureness) -> &'static str {
        match (self.language, sureness) {
            (Language::En, Sureness::Certain) => "certain",
            (Language::En, Sureness::Ascii) => "nothing but ASCII in what was looked at",
            (Language::En, Sureness::Likely) => "likely: all that was looked at is text in it",
            (Language::En, Sureness::Doubtful) => "a guess: look at the values",
            (Language::Zh, Sureness::Certain) => "确定",
            (Language::Zh, Sureness::Ascii) => "所看的部分全是 ASCII",
            (Language::Zh, Sureness::Likely) => "很可能：所看的部分都能如此解读",
            (Language::Zh, Sureness::Doubtful) => "推测，请核对取值",
        }
    }

    pub(super) fn malformed(&self, count: u64) -> String {
        match self.language {
            Language::En => format!("; {count} characters are none of it"),
            Language::Zh => format!("；有 {count} 个字符不符合"),
        }
    }

    pub(super) fn ends(&self, ends: LineEnds) -> &'static str {
        match (self.language, ends) {
            (_, LineEnds::Lf) => "LF",
            (_, LineEnds::CrLf) => "CRLF",
            (_, LineEnds::Cr) => "CR",
            (Language::En, LineEnds::Mixed) => "mixed",
            (Language::Zh, LineEnds::Mixed) => "混用",
        }
    }

    pub(super) fn header_of(&self, has_header: bool) -> &'static str {
        match (self.language, has_header) {
            (Language::En, true) => "the first row",
            (Language::En, false) => "none: columns by position",
            (Language::Zh, true) => "第一行",
            (Language::Zh, false) => "没有；列按位置称呼",
        }
    }

    /// How many rows there are, and of them blank ones, too short ones and too long ones.
    pub(super) fn rows_of(&self, rows: u64, [blank, short, long]: [u64; 3], whole: bool) -> String {
        match (self.language, whole) {
            (Language::En, true) => {
                format!("{rows}, of them {blank} blank, {short} too short, {long} too long")
            }
            (Language::En, false) => {
                format!("the first {rows} alone, of them {blank} blank, {short} too short, {long} too long")
            }
            (Language::Zh, true) => format!("{rows}，其中空行 {blank}，列数过少 {short}，列数过多 {long}"),
            (Language::Zh, false) => {
                format!("只看前 {rows} 行，其中空行 {blank}，列数过少 {short}，列数过多 {long}")
            }
        }
    }

    pub(super) fn unnamed(&self, position: usize) -> String {
        match self.language {
            Language::En => format!("(column {position})"),
            Language::Zh => format!("（第 {position} 列）"),
        }
    }

    pub(super) fn distinct(&self, column: &InspectedColumn) -> String {
        match (self.language, column.more) {
            (_, false) => column.distinct.to_string(),
            (Language::En, true) => format!("over {}", column.distinct),
            (Language::Zh, true) => format!("超过 {}", column.distinct),
        }
    }

    pub(super) fn looks(&self, looks: &Looks) -> &'static str {
        match (self.language, looks) {
            (Language::En, looks) => super::looks(looks),
            (Language::Zh, Looks::Empty) => "空",
            (Language::Zh, Looks::Time(_)) => "时间",
            (Language::Zh, Looks::Duration) => "时长",
            (Language::Zh, Looks::Number) => "数字",
            (Language::Zh, Looks::Attribute) => "属性",
            (Language::Zh, Looks::Name) => "名称",
            (Language::Zh, Looks::Text) => "文字",
        }
    }

    /// Values that no format explains.
    pub(super) fn unexplained(&self, share: &str, samples: &[(String, u64)]) -> String {
        match self.language {
            Language::En => {
                let shown = samples.iter().map(|(value, line)| format!("line {line} \"{value}\""));
                format!("{share} in none ({})", shown.collect::<Vec<_>>().join(", "))
            }
            Language::Zh => {
                let shown = samples.iter().map(|(value, line)| format!("行 {line} “{value}”"));
                format!("{share} 无法识别（{}）", shown.collect::<Vec<_>>().join("，"))
            }
        }
    }

    /// Day and month that cannot be told apart.
    pub(super) fn open(&self, formats: &[String]) -> String {
        match self.language {
            Language::En => format!("the rows do not tell which it is: {}", formats.join(" or ")),
            Language::Zh => format!("从各行看不出是哪一种：{}", formats.join(" 或 ")),
        }
    }

    /// What was looked at to how far.
    pub(super) fn limits(&self, sampled: usize) -> String {
        let bound = InspectedColumn::DISTINCT;
        match self.language {
            Language::En => format!(
                "Different values are counted up to {bound} a column. Encoding and delimiter are taken from\nthe first 64 KiB, case, start, stop and events from the first {sampled} rows."
            ),
            Language::Zh => format!(
                "每列的不同值最多数到 {bound}。编码和分隔符取自前 64 KiB，个案、开始、结束和事件取自前 {sampled} 行。"
            ),
        }
    }
}
