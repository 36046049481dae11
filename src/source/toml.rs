//! TOML to the spanned tree: the parser's recovery gives several errors in one run.

use super::{Entry, FileId, Node, Sources, Span, Spanned, Syntax, SyntaxError, SyntaxErrorKind, Value};
use foldhash::{HashMap, HashMapExt as _};
use std::borrow::Cow;
use toml::de::{DeTable, DeValue};

/// Files up to this size are read with recovery at once. Each error takes some 200 bytes, and a file
/// of nothing but errors has one a byte: larger ones are tried piece by piece.
const STEP: usize = 256 * 1024;
/// A file with more errors than this is no definition file; the rest of it is not read.
const MAX_ERRORS: usize = 1_000;
/// So many of them are told.
const MAX_TOLD: usize = 200;

pub(super) fn parse(sources: &Sources, file: FileId) -> (Option<Node<'_>>, Vec<SyntaxError>) {
    let text = sources.file(file).text();
    let body = text.trim_start_matches('\u{feff}');
    let place = Place { file, offset: text.len() - body.len() };
    let (table, mut errors) = recover(body);
    errors.sort_by_key(|error| error.span().map(|span| span.start));
    errors.truncate(MAX_TOLD);
    let mut errors: Vec<_> = errors.iter().map(|error| error_of(body, place, error)).collect();
    // After the depth limit the parser reports every bracket that follows.
    if let Some(first) = errors.iter().position(|e| e.kind == SyntaxErrorKind::TooDeep) {
        errors.truncate(first + 1);
    }
    let node = Node { span: place.span(table.span()), value: mapping(table.into_inner(), place) };
    first_keys(&node, &mut errors);
    echoes_of_headers(body, place, &mut errors);
    (Some(node), one_a_line(sources, errors))
}

fn recover(body: &str) -> (toml::Spanned<DeTable<'_>>, Vec<toml::de::Error>) {
    if body.len() > STEP {
        if let Ok(table) = DeTable::parse(body) {
            return (table, Vec::new());
        }
        for end in (STEP..body.len()).step_by(STEP) {
            let line_end = body.as_bytes()[..end].iter().rposition(|&b| b == b'\n');
            let end = line_end.or_else(|| (0..end).rev().find(|&at| body.is_char_boundary(at)));
            let (table, errors) = DeTable::parse_recoverable(&body[..end.unwrap_or(0)]);
            if errors.len() > MAX_ERRORS {
                return (table, errors);
            }
        }
    }
    DeTable::parse_recoverable(body)
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

fn error_of(body: &str, place: Place, error: &toml::de::Error) -> SyntaxError {
    let range = error.span().unwrap_or(0..0);
    let found = body.get(range.clone()).unwrap_or_default();
    let line = line_around(body, range.start);
    let parser = || SyntaxErrorKind::Parser(Syntax::Toml, error.message().to_owned());
    let whole = |kind| (line.clone(), kind);
    let (range, kind) = if let Some((at, mark)) = full_width(body, &line) {
        (at..at + mark.len_utf8(), SyntaxErrorKind::FullWidthMark(mark))
    } else {
        match error.message() {
            "duplicate key" => {
                (range.clone(), SyntaxErrorKind::DuplicateKey { key: found.to_owned(), first: None })
            }
            m if m.starts_with("cannot recurse further") || m == "recursion limit" => {
                (range, SyntaxErrorKind::TooDeep)
            }
            m if m.starts_with("string values must be quoted") => match found.trim_end() {
                "" => (range, SyntaxErrorKind::NoValue),
                text => (range.start..range.start + text.len(), SyntaxErrorKind::Unquoted(text.to_owned())),
            },
            m if m.starts_with("key with no value") => whole(SyntaxErrorKind::NoEquals),
            m if m.starts_with("unclosed") => (range, SyntaxErrorKind::UnclosedBracket),
            m if m.starts_with("invalid") && m.contains("string, expected") && found.is_empty() => {
                let opened = body[line.clone()].rfind(['"', '\'']).map_or(line.start, |at| line.start + at);
                (opened..line.end, SyntaxErrorKind::UnclosedQuote)
            }
            _ => match found.chars().next() {
                Some(control) if control.is_control() => (range, SyntaxErrorKind::ControlCharacter(control)),
                _ => (range, parser()),
            },
        }
    };
    SyntaxError { span: place.span(range), kind }
}

/// The line that holds a byte, without the layout around it.
fn line_around(body: &str, at: usize) -> std::ops::Range<usize> {
    let (before, after) = body.split_at_checked(at).unwrap_or((body, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = before.len() + after.find('\n').unwrap_or(after.len());
    let line = &body[start..end];
    let start = start + line.len() - line.trim_start().len();
    start..(start + line.trim().len())
}

/// The first full-width mark of a line outside of quotes and comments: it explains every other error
/// of the line.
fn full_width(body: &str, line: &std::ops::Range<usize>) -> Option<(usize, char)> {
    let mut quote = None;
    for (at, character) in body[line.clone()].char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, '#') => return None,
            (None, '＝' | '：' | '“' | '”' | '‘' | '’' | '＂' | '［' | '］' | '｛' | '｝' | '，') =>
            {
                return Some((line.start + at, character));
            }
            _ => {}
        }
    }
    None
}

/// Finds where a key that comes twice stood first: the nearest key of that name before it.
fn first_keys(root: &Node<'_>, errors: &mut [SyntaxError]) {
    let mut keys: HashMap<&str, Vec<Span>> = HashMap::new();
    let is_duplicate = |error: &SyntaxError| matches!(error.kind, SyntaxErrorKind::DuplicateKey { .. });
    if errors.iter().any(is_duplicate) {
        collect_keys(root, &mut keys);
    }
    for spans in keys.values_mut() {
        spans.sort_unstable();
    }
    for error in errors {
        if let SyntaxErrorKind::DuplicateKey { key, first } = &mut error.kind {
            let spans = keys.get(key.as_str()).map(Vec::as_slice).unwrap_or_default();
            let before = spans.partition_point(|span| span.start < error.span.start);
            *first = before.checked_sub(1).and_then(|last| spans.get(last)).copied();
        }
    }
}

/// Behind a broken header the parser takes the next `[[list]]` for a single table, and the one after
/// for its duplicate.
fn echoes_of_headers(body: &str, place: Place, errors: &mut Vec<SyntaxError>) {
    let broken = errors.iter().filter(|error| error.kind == SyntaxErrorKind::UnclosedBracket);
    let Some(first) = broken.map(|error| error.span.start).min() else { return };
    errors.retain(|error| {
        let line = line_around(body, (error.span.start as usize).saturating_sub(place.offset));
        let is_list =
            matches!(error.kind, SyntaxErrorKind::DuplicateKey { .. }) && body[line].starts_with("[[");
        !(is_list && error.span.start > first)
    });
}

fn collect_keys<'n>(node: &'n Node<'_>, keys: &mut HashMap<&'n str, Vec<Span>>) {
    match &node.value {
        Value::Mapping(entries) => {
            for entry in entries {
                keys.entry(entry.key.value.as_ref()).or_default().push(entry.key.span);
                collect_keys(&entry.value, keys);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

/// One mistake often makes the parser stumble several times on its line: what only echoes another
/// error goes.
fn one_a_line(sources: &Sources, mut errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    errors.sort_by_key(|error| error.span);
    let line = |error: &SyntaxError| sources.start(error.span).line;
    // A mark of the wrong width explains its whole line; the parser's own words explain least.
    let rank = |error: &SyntaxError| match error.kind {
        SyntaxErrorKind::FullWidthMark(_) | SyntaxErrorKind::ControlCharacter(_) => 0,
        SyntaxErrorKind::Parser(..) => 2,
        _ => 1,
    };
    let mut kept: Vec<SyntaxError> = Vec::new();
    for same in errors.chunk_by(|a, b| line(a) == line(b)) {
        let best = same.iter().map(rank).min().unwrap_or(0);
        let mut best = same.iter().filter(|error| rank(error) == best);
        kept.extend(best.next().cloned());
        kept.extend(best.filter(|error| rank(error) == 1).cloned());
    }
    kept
}

fn mapping(table: DeTable<'_>, place: Place) -> Value<'_> {
    let entries = table.into_iter().map(|(key, value)| {
        let span = place.span(key.span());
        Entry { key: Spanned::new(key.into_inner(), span), value: node(value, place) }
    });
    let mut entries: Vec<_> = entries.collect();
    // The parser's map is sorted by key; a reader expects the order of the file.
    entries.sort_by_key(|entry| entry.key.span);
    Value::Mapping(entries)
}

fn node(value: toml::Spanned<DeValue<'_>>, place: Place) -> Node<'_> {
    Node { span: place.span(value.span()), value: convert(value.into_inner(), place) }
}

fn convert(value: DeValue<'_>, place: Place) -> Value<'_> {
    match value {
        DeValue::String(text) => Value::String(text),
        DeValue::Integer(number) => Value::Number(integer(number.as_str(), number.radix()).into()),
        DeValue::Float(number) => Value::Number(Cow::Owned(number.as_str().to_owned())),
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(date) => Value::Date(Cow::Owned(date.to_string())),
        DeValue::Array(items) => Value::Sequence(items.into_iter().map(|item| node(item, place)).collect()),
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
