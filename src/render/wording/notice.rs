//! What commands say that are about files, not about promises.

use crate::model::Share;
use crate::render::Language;
use crate::render::report::bytes as size;

/// Something to say about files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice<'a> {
    /// Files were brought into the one layout.
    Formatted {
        /// So many were changed.
        changed: usize,
        /// So many had it already.
        kept: usize,
    },
    /// Files that `--check` or `--diff` found not to have it.
    WouldFormat {
        /// So many would be changed.
        changed: usize,
        /// So many have it already.
        kept: usize,
    },
    /// A file whose layout would change its meaning.
    NotFormatted {
        /// The file.
        path: &'a str,
    },
    /// `--as` without exactly one file.
    OneFile,
    /// Standard input without its syntax, or among files.
    StandardInput,
    /// A value that the other syntax does not have.
    NoSuchValue {
        /// Path, line and column.
        place: &'a str,
    },
    /// A starter is not written where definitions are.
    FolderInUse {
        /// The folder.
        folder: &'a str,
    },
    /// A starter overwrites nothing.
    FileExists {
        /// The file.
        path: &'a str,
    },
    /// A file was written.
    Created {
        /// The file.
        path: &'a str,
    },
    /// More cases than `--max-invalid` allows cannot be judged.
    TooManyInvalid {
        /// So many are invalid, or stand in rows that are no cases.
        cases: u64,
        /// Of so many.
        of: u64,
        /// The share that is allowed.
        most: Share,
    },
    /// How far the reading of logs is.
    Reading {
        /// Bytes that were read.
        bytes: u64,
        /// Bytes of all files, where that is known.
        total: Option<u64>,
        /// Rows a second.
        rows_per_second: u64,
        /// Seconds that it will still take.
        left: Option<u64>,
    },
    /// What to do with a starter.
    NextSteps {
        /// The file with the commitment.
        commitment: &'a str,
        /// What commands need to find the folder: nothing, or a blank and its path.
        argument: &'a str,
    },
}

/// Seconds as `m:ss`.
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The words of a notice.
pub fn notice(language: Language, notice: Notice<'_>) -> String {
    match language {
        Language::En => english(notice),
        Language::Zh => chinese(notice),
    }
}

fn english(notice: Notice<'_>) -> String {
    let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    match notice {
        Notice::Formatted { changed, kept } => format!("{} formatted, {kept} left unchanged", files(changed)),
        Notice::WouldFormat { changed: 0, kept } => format!("{} formatted already", files(kept)),
        Notice::WouldFormat { changed, kept } => {
            format!("{} would be formatted, {kept} formatted already", files(changed))
        }
        Notice::NotFormatted { path } => {
            format!("{path}: left as it is, since another layout would change its meaning")
        }
        Notice::OneFile => "`--as` converts one file: name it".to_owned(),
        Notice::StandardInput => "`-` is standard input alone, and `--stdin-filename` says what it is: \
             `promise fmt - --stdin-filename a.toml`"
            .to_owned(),
        Notice::NoSuchValue { place } => {
            format!("{place}: this value cannot be written in the other syntax (TOML has no empty value)")
        }
        Notice::FolderInUse { folder } => format!("{folder} has definitions already; nothing was written"),
        Notice::FileExists { path } => format!("{path} exists already; nothing was written"),
        Notice::Created { path } => format!("created {path}"),
        Notice::TooManyInvalid { cases, of, most } => {
            format!("{cases} of {of} cases cannot be judged, which is more than {most} (--max-invalid)")
        }
        Notice::Reading { bytes, total, rows_per_second, left } => {
            let of = total.map_or_else(String::new, |total| format!(" of {}", size(total)));
            let left = left.map_or_else(String::new, |left| format!(", {} left", clock(left)));
            format!("reading logs: {}{of}, {rows_per_second} rows a second{left}", size(bytes))
        }
        Notice::NextSteps { commitment, argument } => format!(
            "Next:\n  promise check{argument}     the starter has no findings; keep it so\n  \
             promise report{argument}    its log is invented; name yours in the log file\n  \
             edit {commitment}: the promise in your own words\n  \
             promise rule     what is checked, and why"
        ),
    }
}

fn chinese(notice: Notice<'_>) -> String {
    match notice {
        Notice::Formatted { changed, kept } => format!("已整理{changed}个文件，{kept}个无需改动"),
        Notice::WouldFormat { changed: 0, kept } => format!("{kept}个文件均已整理"),
        Notice::WouldFormat { changed, kept } => format!("{changed}个文件需要整理，{kept}个已整理"),
        Notice::NotFormatted { path } => format!("{path}：保持原样，因为改动版式会改变其含义"),
        Notice::OneFile => "`--as`一次转换一个文件：请写明文件".to_owned(),
        Notice::StandardInput => "`-`是标准输入，不能与文件合用，并须用`--stdin-filename`说明它是哪种文件：\
             `promise fmt - --stdin-filename a.toml`"
            .to_owned(),
        Notice::NoSuchValue { place } => format!("{place}：另一种语法写不出这个值（TOML没有空值）"),
        Notice::FolderInUse { folder } => format!("{folder}里已有定义，未写入任何文件"),
        Notice::FileExists { path } => format!("{path}已存在，未写入任何文件"),
        Notice::Created { path } => format!("已创建{path}"),
        Notice::TooManyInvalid { cases, of, most } => {
            format!("{of} 个个案中有 {cases} 个无法评判，超过 {most}（--max-invalid）")
        }
        Notice::Reading { bytes, total, rows_per_second, left } => {
            let of = total.map_or_else(String::new, |total| format!("（共{}）", size(total)));
            let left = left.map_or_else(String::new, |left| format!("，还需{}", clock(left)));
            format!("正在读取日志：{}{of}，每秒{rows_per_second}行{left}", size(bytes))
        }
        Notice::NextSteps { commitment, argument } => format!(
            "接下来：\n  promise check{argument}     初始内容没有问题，请保持\n  \
             promise report{argument}    其中的日志是虚构的，请在日志定义中换成您的\n  \
             编辑{commitment}：换成您自己的承诺\n  \
             promise rule     检查哪些规则，为什么"
        ),
    }
}
