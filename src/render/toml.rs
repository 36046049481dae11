//! Definitions to paste, in TOML.

use std::fmt::Write as _;

/// A field, its value, and a comment behind it.
pub(super) type Line = (&'static str, String, Option<String>);

/// A table of a list of tables.
pub(super) fn table(name: &str, lines: &[Line]) -> String {
    let width = lines.iter().map(|(field, ..)| field.len()).max().unwrap_or(0);
    let mut text = format!("[[{name}]]\n");
    for (field, value, comment) in lines {
        let _ = write!(text, "{field:width$} = {value}");
        if let Some(comment) = comment {
            let _ = write!(text, "  # {comment}");
        }
        text.push('\n');
    }
    text
}

/// A text as TOML has it. JSON escapes the same characters, save for one.
pub(super) fn quoted(text: impl AsRef<str>) -> String {
    let text = serde_json::Value::from(text.as_ref()).to_string();
    text.replace('\u{7f}', "\\u007f")
}

/// A key as TOML has it.
pub(super) fn key(text: &str) -> String {
    let bare = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if bare && !text.is_empty() { text.to_owned() } else { quoted(text) }
}
