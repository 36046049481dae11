//! What the command says of pages that it wrote or held against their source.

use super::PublishWords;
use crate::render::Language;

impl PublishWords {
    /// That a page is as its source would have it.
    pub fn matches(self, path: &str) -> String {
        match self.0 {
            Language::En => format!("{path} matches its source"),
            Language::Zh => format!("{path} 与来源一致"),
        }
    }

    /// That it is not.
    pub fn differs(self, path: &str, line: usize) -> String {
        match self.0 {
            Language::En => format!(
                "{path} no longer matches its source, from line {line} on: make it again with `promise publish`, or \
                 mend it with `promise check --fix`"
            ),
            Language::Zh => format!(
                "{path} 自第 {line} 行起与来源不一致：请用 `promise publish` 重新生成，或用 `promise check --fix` 修正"
            ),
        }
    }

    /// That results of a page were not compared.
    pub fn other_as_of(self, path: &str, page: Option<&str>, asked: &str) -> String {
        match (self.0, page) {
            (Language::En, Some(page)) => {
                format!(
                    "{path}: its results are as of {page}, and were not compared with those as of {asked}"
                )
            }
            (Language::En, None) => format!("{path} has no results to compare with those as of {asked}"),
            (Language::Zh, Some(page)) => format!("{path}：所载结果截至 {page}，未与截至 {asked} 的结果比较"),
            (Language::Zh, None) => format!("{path} 没有可与截至 {asked} 的结果比较的内容"),
        }
    }

    /// That a page was written.
    pub fn written(self, path: &str) -> String {
        match self.0 {
            Language::En => format!("{path} written"),
            Language::Zh => format!("已写入 {path}"),
        }
    }
}
