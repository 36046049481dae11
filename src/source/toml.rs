//! TOML to the spanned tree: the parser's recovery gives several errors in one run.

use super::{Entry, FileId, Node, Sources, Span, Spanned, Syntax, SyntaxError, SyntaxErrorKind, Value};
use toml::de::{DeTable, DeValue};

/// The parser's own words for errors that get a wording of ours.
const DUPLICATE_KEY: &str = "duplicate key";
const TOO_DEEP: &str = "cannot recurse further";

pub(super) fn parse(sources: &Sources, file: FileId) -> (Option<Node>, Vec<SyntaxError>) {
    let text = sources.file(file).text();
    let body = text.trim_start_matches('\u{feff}');
    let place = Place { file, offset: text.len() - body.len() };
    let (table, errors) = DeTable::parse_recoverable(body);
    let mut errors: Vec<_> = errors.iter().map(|error| syntax_error(body, place, error)).collect();
    // After the depth limit the parser reports every bracket that follows.
    if let Some(first) = errors.iter().position(|e| e.kind == SyntaxErrorKind::TooDeep) {
        errors.truncate(first + 1);
    }
    let node = Node { span: place.span(table.span()), value: mapping(table.get_ref(), place) };
    (Some(node), errors)
}

#[derive(Clone, Copy)]
struct Place {
    file: FileId,
    offset: usize,
}

impl Place {
    fn span(self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }
}

fn syntax_error(body: &str, place: Place, error: &toml::de::Error) -> SyntaxError {
    let range = error.span().unwrap_or(0..0);
    let kind = if error.message() == DUPLICATE_KEY {
        let key = body.get(range.clone()).unwrap_or_default().to_owned();
        SyntaxErrorKind::DuplicateKey { key, first: None }
    } else if error.message().starts_with(TOO_DEEP) {
        SyntaxErrorKind::TooDeep
    } else {
        SyntaxErrorKind::Parser(Syntax::Toml, error.message().to_owned())
    };
    SyntaxError { span: place.span(range), kind }
}

fn mapping(table: &DeTable<'_>, place: Place) -> Value {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned::new(key.get_ref().to_string(), place.span(key.span())),
            value: Node { span: place.span(value.span()), value: convert(value.get_ref(), place) },
        })
        .collect();
    // The parser's map is sorted by key; a reader expects the order of the file.
    entries.sort_by_key(|entry| entry.key.span);
    Value::Mapping(entries)
}

fn convert(value: &DeValue<'_>, place: Place) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => Value::Number(integer(number.as_str(), number.radix())),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::Sequence(
            items
                .iter()
                .map(|item| Node { span: place.span(item.span()), value: convert(item.get_ref(), place) })
                .collect(),
        ),
        DeValue::Table(table) => mapping(table, place),
    }
}

/// An integer in decimal notation; one too large for 64 bits stays as written and is refused later.
fn integer(digits: &str, radix: u32) -> String {
    match i64::from_str_radix(digits, radix) {
        Ok(number) if radix != 10 => number.to_string(),
        _ => digits.to_owned(),
    }
}
