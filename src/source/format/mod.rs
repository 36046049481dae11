//! One layout for definition files: spaces, indentation, blank lines and line ends.
//!
//! Only what stands between tokens is changed, and the indentation of text that runs over several
//! lines: every word, quote, comment and the order of things stay as they are. The result is read
//! again before it is given out. docs/commands.md describes the style.

mod lines;
#[cfg(test)]
pub(super) mod tests;
mod toml;
mod yaml;
mod yaml_tokens;

use super::{FileId, Node, Sources, Syntax, SyntaxError, Value, edit, parse};

/// Why a file is not formatted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// It has syntax errors.
    #[error("the file has syntax errors")]
    Syntax(Vec<SyntaxError>),
    /// It holds a form of its syntax whose layout could not be changed without changing its meaning.
    #[error("the layout of the file cannot be changed without changing its meaning")]
    Meaning,
}

/// The text of a file in the one layout.
pub fn format(sources: &Sources, file: FileId, syntax: Syntax) -> Result<String, FormatError> {
    let (before, errors) = parse(sources, file, syntax);
    if !errors.is_empty() {
        return Err(FormatError::Syntax(errors));
    }
    let text = sources.file(file).text();
    let body = text.trim_start_matches('\u{feff}');
    let mut layout = lines::Layout::new(body, file, text.len() - body.len());
    match syntax {
        Syntax::Toml => toml::lay_out(body, &mut layout),
        Syntax::Yaml => yaml::lay_out(body, &mut layout).ok_or(FormatError::Meaning)?,
    }
    let result = edit::apply(text, &layout.edits).map_err(|_| FormatError::Meaning)?;
    let mut check = Sources::default();
    let again = check.add(sources.file(file).path().to_path_buf(), result.clone());
    let (after, errors) = parse(&check, again, syntax);
    let same = match (&before, &after) {
        (Some(before), Some(after)) => same_values(before, after),
        (before, after) => before.is_none() && after.is_none(),
    };
    if errors.is_empty() && same { Ok(result) } else { Err(FormatError::Meaning) }
}

/// Whether two trees say the same, wherever it is written.
pub fn same_values(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_values(one, other))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            let same = |(one, other): (&super::Entry, &super::Entry)| {
                one.key.value == other.key.value && same_values(&one.value, &other.value)
            };
            one.len() == other.len() && one.iter().zip(other).all(same)
        }
        (one, other) => one == other,
    }
}
