//! Columns of logs, and where in a file their text is.

use super::read::{Reader, Words};
use crate::finding::{Expected, Invalid};
use crate::source::{Node, Span, Spanned, Value};

/// A column of a log.
#[derive(Clone, Debug)]
pub struct Column {
    /// Where its text comes from.
    pub source: ColumnSource,
    /// For durations: what a plain number counts.
    pub unit: Option<Spanned<Unit>>,
    /// Where it is written.
    pub span: Span,
}

/// Two columns are the same when they give the same text; places do not matter.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        let unit = |column: &Self| column.unit.map(|unit| unit.value);
        self.source == other.source && unit(self) == unit(other)
    }
}

impl Eq for Column {}

/// Where the text of a column comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// The column of that header.
    Name(String),
    /// The column at a place, counted from 1.
    Position(usize),
    /// A part of a packed column, counted from 1.
    Part {
        /// The packed column.
        from: ColumnRef,
        /// What stands between the parts.
        split: String,
        /// Which part.
        part: usize,
    },
    /// Several columns put together.
    Join {
        /// Which.
        columns: Vec<ColumnRef>,
        /// What goes between them.
        with: String,
    },
}

impl ColumnSource {
    /// The columns of a file that it takes its text from.
    pub fn columns(&self) -> Vec<ColumnRef> {
        match self {
            Self::Name(name) => vec![ColumnRef::Name(name.clone())],
            Self::Position(place) => vec![ColumnRef::Position(*place)],
            Self::Part { from, .. } => vec![from.clone()],
            Self::Join { columns, .. } => columns.clone(),
        }
    }
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ColumnRef {
    /// By its header.
    Name(String),
    /// By its place, counted from 1.
    Position(usize),
}

/// What a duration in a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// `0:02:23`
    Clock,
}

impl Words for Unit {
    const WORDS: &'static [&'static str] = &["s", "m", "h", "h:mm:ss"];
    const VALUES: &'static [Self] = &[Self::Seconds, Self::Minutes, Self::Hours, Self::Clock];
}

impl Column {
    /// Whether it stands for a column that the log does not have, so that every case lacks it.
    pub fn is_nowhere(&self) -> bool {
        matches!(&self.source, ColumnSource::Join { columns, .. } if columns.is_empty())
    }

    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        if matches!(node.value, Value::Mapping(_)) {
            return Self::read_table(reader, node);
        }
        let source = ColumnRef::read(reader, node)?.into();
        Some(Self { source, unit: None, span: node.span })
    }

    fn read_table(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("column", node)?;
        let joined = table.optional(reader, "join", column_refs);
        let with = table.optional(reader, "with", Reader::any_text);
        let from = table.optional(reader, "from", ColumnRef::read);
        let split = table.optional(reader, "split", Reader::any_text);
        let part = table.optional(reader, "part", from_one);
        let unit = table.optional(reader, "unit", Reader::word);
        table.exclusive(reader, "join", "from");
        table.needs(reader, "with", &["join"]);
        table.needs(reader, "split", &["from"]);
        table.needs(reader, "split", &["part"]);
        table.needs(reader, "part", &["split"]);
        if !table.has("join") && !table.has("from") {
            table.required(reader, "from", |_, _| Some(()));
        }
        table.finish(reader);
        let source = match (joined, from, split, part) {
            (Some(columns), None, _, _) => {
                ColumnSource::Join { columns, with: with.map_or_else(|| " ".to_owned(), |with| with.value) }
            }
            (None, Some(from), None, None) => from.into(),
            (None, Some(from), Some(split), Some(part)) => {
                ColumnSource::Part { from, split: split.value, part }
            }
            _ => return None,
        };
        Some(Self { source, unit, span: node.span })
    }
}

impl ColumnRef {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        match &node.value {
            Value::String(_) => Some(Self::Name(reader.text(node)?.value.trim().to_owned())),
            Value::Number(_) => Some(Self::Position(from_one(reader, node)?)),
            _ => reader.expected(node, Expected::Column),
        }
    }
}

/// Its header, or its place.
impl std::fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Position(place) => write!(f, "{place}"),
        }
    }
}

impl From<ColumnRef> for ColumnSource {
    fn from(column: ColumnRef) -> Self {
        match column {
            ColumnRef::Name(name) => Self::Name(name),
            ColumnRef::Position(position) => Self::Position(position),
        }
    }
}

/// One column or a list of columns.
fn column_refs(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<ColumnRef>> {
    match &node.value {
        Value::Sequence(items) => reader.all(items, ColumnRef::read),
        _ => Some(vec![ColumnRef::read(reader, node)?]),
    }
}

/// A number counted from one.
fn from_one(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<usize> {
    let count = reader.count(node)?;
    match usize::try_from(count.value) {
        Ok(place) if place > 0 => Some(place),
        _ => reader.invalid(node.span, Invalid::NotFromOne(count.value.to_string())),
    }
}
