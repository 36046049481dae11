//! A definition file in the other syntax, with its comments.
//!
//! The tree is written anew, so layout and quotes are those of the other syntax. Comments go with
//! what they stand above, beside or below. The result is read again and compared before it is given
//! out. docs/commands.md says what becomes of what the other syntax does not have.

mod comments;
mod item;
mod lines;
#[cfg(test)]
mod tests;
mod to_toml;
mod to_yaml;

use super::{FileId, Node, Sources, Span, Syntax, SyntaxError, Value, parse};
use item::Items;

/// Columns up to which a list or table stays on one line.
const WIDTH: usize = 100;

/// Why a file is not converted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConvertError {
    /// It has syntax errors.
    #[error("the file has syntax errors")]
    Syntax(Vec<SyntaxError>),
    /// A value that the other syntax cannot write.
    #[error("a value that the other syntax does not have")]
    NoSuchValue(Span),
}

/// The text of a file in the syntax `to`. `is_date` says of the path of a field whether text in it
/// that reads as a date is one: YAML does not tell.
pub fn convert(
    sources: &Sources,
    file: FileId,
    (from, to): (Syntax, Syntax),
    is_date: &dyn Fn(&[&str]) -> bool,
) -> Result<String, ConvertError> {
    let (tree, errors) = parse(sources, file, from);
    if !errors.is_empty() {
        return Err(ConvertError::Syntax(errors));
    }
    let whole = Span::new(file, 0..sources.file(file).text().len());
    let empty = Node { span: whole, value: Value::Mapping(Vec::new()) };
    // A file of nothing but comments is a table without entries.
    let tree = tree.filter(|tree| tree.value != Value::Null).unwrap_or(empty);
    if !matches!(tree.value, Value::Mapping(_)) {
        return Err(ConvertError::NoSuchValue(tree.span));
    }
    let mut items = Items::new(sources, &tree, from);
    comments::assign(&mut items, &comments::groups(sources, file, from));
    let text = match to {
        Syntax::Toml => to_toml::write(&items, is_date).map_err(ConvertError::NoSuchValue)?,
        Syntax::Yaml => to_yaml::write(&items),
    };
    let body = text.trim_end_matches('\n');
    let text = if body.is_empty() { String::new() } else { format!("{body}\n") };
    let mut check = Sources::default();
    let again = check.add(sources.file(file).path().to_path_buf(), text.clone());
    let (after, errors) = parse(&check, again, to);
    let empty = Node { span: whole, value: Value::Mapping(Vec::new()) };
    let after = after.filter(|after| after.value != Value::Null).unwrap_or(empty);
    match different(&tree, &after) {
        None if errors.is_empty() => Ok(text),
        place => Err(ConvertError::NoSuchValue(place.unwrap_or(tree.span))),
    }
}

/// Where in the first tree the other one does not say the same: in any order of keys, a date like its
/// text, and numbers by their value.
fn different(one: &Node<'_>, other: &Node<'_>) -> Option<Span> {
    let same = match (&one.value, &other.value) {
        (Value::Sequence(items), Value::Sequence(others)) if items.len() == others.len() => {
            return items.iter().zip(others).find_map(|(one, other)| different(one, other));
        }
        (Value::Mapping(entries), Value::Mapping(others)) if entries.len() == others.len() => {
            return entries.iter().find_map(|entry| {
                match others.iter().find(|other| other.key.value == entry.key.value) {
                    Some(other) => different(&entry.value, &other.value),
                    None => Some(entry.key.span),
                }
            });
        }
        (Value::Number(one), Value::Number(other)) => item::number(one) == item::number(other),
        (Value::Date(one) | Value::String(one), Value::Date(other) | Value::String(other)) => one == other,
        (one, other) => one == other,
    };
    (!same).then_some(one.span)
}
