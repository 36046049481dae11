//! YAML 1.2 (core schema) to the spanned tree, from the parser's events.
//!
//! Aliases are expanded in place within a bound; merge keys are an ordinary key `<<`. Everything
//! that is particular to the YAML parser stays in this file.

use super::{Entry, FileId, Node, Sources, Span, Spanned, Syntax, SyntaxError, SyntaxErrorKind, Value};
use foldhash::{HashMap, HashMapExt as _};
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError};
use std::borrow::Cow;

/// Aliases may add this many nodes to a file: enough for any folder of promises, too few for a bomb.
const MAX_ALIAS_NODES: usize = 20_000;
/// Anchors may keep this many nodes: each is a copy, and nested ones keep theirs again.
const MAX_ANCHOR_NODES: usize = 10 * MAX_ALIAS_NODES;

pub(super) fn parse(sources: &Sources, file: FileId) -> (Option<Node<'_>>, Vec<SyntaxError>) {
    let text = sources.file(file).text();
    let body = text.trim_start_matches('\u{feff}');
    let mut builder = Builder {
        body,
        file,
        offset: text.len() - body.len(),
        anchors: HashMap::new(),
        anchor_nodes: 0,
        alias_nodes: 0,
        errors: Vec::new(),
    };
    let node = builder.document();
    (node, builder.errors)
}

struct Builder<'a> {
    body: &'a str,
    file: FileId,
    offset: usize,
    /// By the parser's number; `None` where the node is too large to be repeated.
    anchors: HashMap<usize, Option<(Node<'a>, usize)>>,
    anchor_nodes: usize,
    alias_nodes: usize,
    errors: Vec<SyntaxError>,
}

/// A list or mapping under construction.
enum Open<'a> {
    Sequence {
        items: Vec<Node<'a>>,
        start: usize,
        anchor: usize,
        size: usize,
    },
    Mapping {
        entries: Vec<Entry<'a>>,
        /// The places in `entries` of the keys so far.
        keys: Keys<'a>,
        /// The key whose value comes next.
        key: Option<Spanned<Cow<'a, str>>>,
        start: usize,
        anchor: usize,
        size: usize,
    },
}

/// Which keys a mapping has. Most have a dozen at most, and a look at each is quicker than a table.
#[derive(Default)]
struct Keys<'a> {
    places: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Keys<'a> {
    const FEW: usize = 24;

    /// Where a key already stands. All entries must have been looked for before they were added.
    fn find(&mut self, entries: &[Entry<'a>], key: &str) -> Option<Span> {
        if entries.len() <= Self::FEW {
            return entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.key.span);
        }
        for (place, entry) in entries.iter().enumerate().skip(self.places.len()) {
            self.places.insert(entry.key.value.clone(), place);
        }
        self.places.get(key).and_then(|place| entries.get(*place)).map(|entry| entry.key.span)
    }
}

impl Open<'_> {
    fn start(&self) -> usize {
        match self {
            Self::Sequence { start, .. } | Self::Mapping { start, .. } => *start,
        }
    }
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Option<Node<'a>> {
        let mut root: Option<Node<'_>> = None;
        let mut open: Vec<Open<'_>> = Vec::new();
        let mut documents = 0;
        let mut options = Options::default();
        options.set_emit_comments(false);
        for event in Parser::new_from_str_with_options(self.body, options) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let starts = open.iter().rev().map(Open::start);
                    let bracket = starts.into_iter().find(|at| self.body[*at..].starts_with(['[', '{']));
                    self.syntax_error(&error, bracket);
                    return root.or_else(|| self.close_all(open));
                }
            };
            let range = span.byte_range().unwrap_or(0..0);
            let (done, anchor, size) = match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        self.error(range, SyntaxErrorKind::SecondDocument);
                        return root;
                    }
                    continue;
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                    (self.scalar(text, style == ScalarStyle::Plain && !is_text, range), anchor, 1)
                }
                Event::Alias(id) => match self.expand(id, range) {
                    Some((node, size)) => (node, 0, size),
                    None => return self.close_all(open),
                },
                Event::SequenceStart(_, anchor, _) => {
                    open.push(Open::Sequence { items: Vec::new(), start: range.start, anchor, size: 1 });
                    continue;
                }
                Event::MappingStart(_, anchor, _) => {
                    open.push(Open::Mapping {
                        entries: Vec::new(),
                        keys: Keys::default(),
                        key: None,
                        start: range.start,
                        anchor,
                        size: 1,
                    });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some(collection) => self.close(collection, range.end),
                    None => continue,
                },
                _ => continue,
            };
            if anchor > 0 {
                self.remember(anchor, &done, size);
            }
            match open.last_mut() {
                None => root = Some(done),
                Some(collection) => self.insert(collection, done, size),
            }
        }
        root
    }

    fn remember(&mut self, anchor: usize, node: &Node<'a>, size: usize) {
        self.anchor_nodes += size;
        let kept = (self.anchor_nodes <= MAX_ANCHOR_NODES).then(|| (node.clone(), size));
        self.anchors.insert(anchor, kept);
    }

    /// The node that an alias stands for, written where the alias is; `None` after an error.
    fn expand(&mut self, anchor: usize, range: std::ops::Range<usize>) -> Option<(Node<'a>, usize)> {
        // An anchor that is known to the parser alone is still open: the alias stands inside it.
        let kind = match self.anchors.get(&anchor) {
            None => SyntaxErrorKind::RecursiveAlias,
            Some(Some((node, size))) if self.alias_nodes + size <= MAX_ALIAS_NODES => {
                self.alias_nodes += size;
                return Some((Node { span: self.span(range), value: node.value.clone() }, *size));
            }
            Some(_) => SyntaxErrorKind::TooManyAliases,
        };
        self.error(range, kind);
        None
    }

    /// What was read before a syntax error, so that its mistakes are reported in the same run.
    fn close_all(&mut self, mut open: Vec<Open<'a>>) -> Option<Node<'a>> {
        loop {
            let innermost = open.pop()?;
            let (node, _, size) = self.close(innermost, self.body.len());
            match open.last_mut() {
                None => return Some(node),
                Some(outer) => self.insert(outer, node, size),
            }
        }
    }

    fn close(&self, collection: Open<'a>, end: usize) -> (Node<'a>, usize, usize) {
        let (value, start, anchor, size) = match collection {
            Open::Sequence { items, start, anchor, size } => (Value::Sequence(items), start, anchor, size),
            Open::Mapping { entries, start, anchor, size, .. } => {
                (Value::Mapping(entries), start, anchor, size)
            }
        };
        // A block collection ends where the next token begins: cut the layout between.
        let written = self.body.get(start..end).unwrap_or_default();
        let end = start + written.trim_end().len();
        (Node { span: self.span(start..end), value }, anchor, size)
    }

    fn insert(&mut self, collection: &mut Open<'a>, node: Node<'a>, node_size: usize) {
        match collection {
            Open::Sequence { items, size, .. } => {
                *size += node_size;
                items.push(node);
            }
            Open::Mapping { entries, keys, key, size, .. } => {
                *size += node_size;
                let Some(key) = key.take() else {
                    *key = Some(self.key(node));
                    return;
                };
                if let Some(first) = keys.find(entries, &key.value) {
                    let kind =
                        SyntaxErrorKind::DuplicateKey { key: key.value.into_owned(), first: Some(first) };
                    self.errors.push(SyntaxError { span: key.span, kind });
                } else {
                    entries.push(Entry { key, value: node });
                }
            }
        }
    }

    fn key(&mut self, node: Node<'a>) -> Spanned<Cow<'a, str>> {
        // The written form, so that a date or `yes` as a key stays what the reader sees.
        let text = match node.value {
            Value::String(text) | Value::Number(text) | Value::Date(text) => text,
            Value::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
            Value::Null => Cow::default(),
            Value::Sequence(_) | Value::Mapping(_) => {
                self.errors.push(SyntaxError { span: node.span, kind: SyntaxErrorKind::ComplexKey });
                Cow::default()
            }
        };
        Spanned::new(text, node.span)
    }

    fn scalar(&self, text: Cow<'a, str>, is_plain: bool, range: std::ops::Range<usize>) -> Node<'a> {
        let value = if is_plain { plain(text) } else { Value::String(text) };
        // A block scalar's span runs on into the indentation of the next line.
        let written = self.body.get(range.clone()).unwrap_or_default();
        let end = range.start + written.trim_end().len();
        Node { span: self.span(range.start..end), value }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    fn error(&mut self, range: std::ops::Range<usize>, kind: SyntaxErrorKind) {
        let span = self.span(range);
        self.errors.push(SyntaxError { span, kind });
    }

    /// An error, inside the bracket that was opened last.
    fn syntax_error(&mut self, error: &ScanError, bracket: Option<usize>) {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.body.len());
        if let Some(colon) = self.full_width_colon(at) {
            return self.error(colon, SyntaxErrorKind::FullWidthColon);
        }
        let next = self.body[at..].chars().next();
        let kind = kind(error, next);
        let line = self.body[..at].rfind('\n').map_or(0, |at| at + 1);
        // The parser stops behind the tab that it means.
        let tab = self.body[line..at].rfind('\t').filter(|_| kind == SyntaxErrorKind::Tab);
        // What helps is where a bracket was opened, not where the parser missed its end.
        let range = match (tab, bracket) {
            (Some(tab), _) => line + tab..line + tab + 1,
            (None, Some(open)) if kind == SyntaxErrorKind::UnclosedBracket => open..open + 1,
            _ => at..at + next.map_or(0, char::len_utf8),
        };
        self.error(range, kind);
    }

    /// A full-width colon in the place of a key's `: ` on the line of an error or on the one before.
    fn full_width_colon(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let line_start = |end: usize| self.body[..end].rfind('\n').map_or(0, |at| at + 1);
        let this = line_start(at);
        let before = line_start(this.saturating_sub(1));
        [this, before].into_iter().find_map(|start| {
            let line = self.body[start..].lines().next()?;
            let colon = line.find('：')?;
            let key = line[..colon].trim_start_matches([' ', '-']);
            let in_key_place = !key.contains([':', '"', '\'', '#', ' ']);
            in_key_place.then_some(start + colon..start + colon + '：'.len_utf8())
        })
    }
}

/// The parser's errors that get a wording of ours; the others keep the parser's own.
fn kind(error: &ScanError, next: Option<char>) -> SyntaxErrorKind {
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => SyntaxErrorKind::TooDeep,
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            SyntaxErrorKind::Tab
        }
        ErrorKind::UnexpectedCharacter { .. } => match next {
            Some(control) if control.is_control() => SyntaxErrorKind::ControlCharacter(control),
            Some(character) => SyntaxErrorKind::ReservedStart(character),
            None => SyntaxErrorKind::Parser(Syntax::Yaml, error.info()),
        },
        ErrorKind::MappingValueNotAllowed => SyntaxErrorKind::ColonInText,
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => SyntaxErrorKind::Indentation,
        ErrorKind::UnclosedQuotedScalar => SyntaxErrorKind::UnclosedQuote,
        // Inside a bracket, the field of the next line has a colon in the wrong place.
        ErrorKind::InvalidColonPlacement
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => SyntaxErrorKind::UnclosedBracket,
        ErrorKind::UnknownAnchor => SyntaxErrorKind::UnknownAnchor,
        _ => SyntaxErrorKind::Parser(Syntax::Yaml, error.info()),
    }
}

/// The value of a plain scalar under YAML 1.2's core schema.
pub(super) fn plain(text: Cow<'_, str>) -> Value<'_> {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match number(&text) {
            None => Value::String(text),
            Some(Cow::Borrowed(_)) => Value::Number(text),
            Some(Cow::Owned(decimal)) => Value::Number(Cow::Owned(decimal)),
        },
    }
}

/// A number in decimal notation: what is written, or what it is in another radix.
fn number(text: &str) -> Option<Cow<'_, str>> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return None;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return i64::from_str_radix(digits, radix).ok().map(|number| number.to_string().into());
        }
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_ok = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        !e.is_empty() && all_digits(e)
    });
    let some_digit = !whole.is_empty() || !fraction.is_empty();
    (some_digit && all_digits(whole) && all_digits(fraction) && exponent_ok).then_some(Cow::Borrowed(text))
}
