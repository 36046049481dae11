//! A baseline as a file: JSON with one entry a line, sorted, so that a review shows which findings
//! were accepted and which are mended, and two branches merge by lines.

use super::Baseline;
use crate::finding::Identity;
use serde::{Deserialize, Serialize};

const VERSION: u32 = 1;

/// Why a text is no baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaselineError {
    /// It is no JSON, or not that of a baseline.
    Malformed(String),
    /// It is of a version that this program does not read.
    Version(u64),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    path: String,
    id: Option<String>,
    field: String,
    code: String,
    text: String,
    count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Line>,
}

#[derive(Deserialize)]
struct AnyVersion {
    version: u64,
}

impl Baseline {
    /// Reads a baseline. An entry that comes twice, as after a merge of branches, counts together.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let malformed = |error: serde_json::Error| BaselineError::Malformed(error.to_string());
        let AnyVersion { version } = serde_json::from_str(text).map_err(malformed)?;
        if version != u64::from(VERSION) {
            return Err(BaselineError::Version(version));
        }
        let document: Document = serde_json::from_str(text).map_err(malformed)?;
        let mut baseline = Self::default();
        for Line { path, id, field, code, text, count } in document.findings {
            *baseline.counts.entry(Identity { path, id, field, code, text }).or_default() += count;
        }
        baseline.counts.retain(|_, count| *count > 0);
        Ok(baseline)
    }
}

/// The text of its file.
impl std::fmt::Display for Baseline {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{{\n  \"version\": {VERSION},\n  \"findings\": [")?;
        for (place, (known, count)) in self.entries().enumerate() {
            let Identity { path, id, field, code, text } = known.clone();
            let line = Line { path, id, field, code, text, count };
            let line = serde_json::to_string(&line).map_err(|_| std::fmt::Error)?;
            write!(out, "{}\n    {line}", if place > 0 { "," } else { "" })?;
        }
        let end = if self.is_empty() { "" } else { "\n  " };
        write!(out, "{end}]\n}}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(path: &str, text: &str) -> Identity {
        let (code, field) = ("CLR001".to_owned(), "commitment.text".to_owned());
        Identity { path: path.to_owned(), id: Some("投诉".to_owned()), field, code, text: text.to_owned() }
    }

    #[test]
    fn it_is_sorted_with_a_line_an_entry_and_read_back() {
        let counts = [(known("b.toml", "尽快"), 1), (known("a.toml", "\"soon\""), 2)].into();
        let baseline = Baseline { counts, ..Baseline::default() };
        let text = baseline.to_string();
        assert_eq!(
            text,
            r#"{
  "version": 1,
  "findings": [
    {"path":"a.toml","id":"投诉","field":"commitment.text","code":"CLR001","text":"\"soon\"","count":2},
    {"path":"b.toml","id":"投诉","field":"commitment.text","code":"CLR001","text":"尽快","count":1}
  ]
}
"#
        );
        assert_eq!(Baseline::parse(&text), Ok(baseline));
        let empty = Baseline::default().to_string();
        assert_eq!(empty, "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
        assert_eq!(Baseline::parse(&empty), Ok(Baseline::default()));
    }

    #[test]
    fn entries_of_two_branches_count_together() {
        let line = r#"{"path":"a","id":null,"field":"","code":"DEF001","text":"x","count":1}"#;
        let text = format!("{{\"version\":1,\"findings\":[{line},{line}]}}");
        assert_eq!(Baseline::parse(&text).unwrap().len(), 2);
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(Baseline::parse("{\"version\":2}"), Err(BaselineError::Version(2)));
        for text in ["", "[]", "{}", "{\"version\":1}", "{\"version\":1,\"findings\":[{}]}"] {
            assert!(matches!(Baseline::parse(text), Err(BaselineError::Malformed(_))), "{text}");
        }
    }
}
