//! Logs: CSV files, and how their columns map to events and attributes.

use super::column::Column;
use super::read::{Reader, Words};
use super::survey::Survey;
use crate::finding::{Expected, Invalid, Kind};
use crate::source::{Node, Span, Spanned, Value};
use std::path::PathBuf;

/// A set of CSV files.
#[derive(Clone, Debug)]
pub struct Log {
    /// Its id.
    pub id: Spanned<String>,
    /// Paths or patterns, relative to `folder`; `-` is standard input.
    pub paths: Vec<Spanned<String>>,
    /// The folder of the file that the log is defined in.
    pub folder: PathBuf,
    /// A row per case, or a row per event.
    pub shape: Shape,
    /// The column that names the case; absent: the row is the case.
    pub case: Option<Column>,
    /// Our names and the columns they are in.
    pub columns: Vec<(Spanned<String>, Column)>,
    /// Where pauses are.
    pub pauses: Vec<(Spanned<String>, PauseSource)>,
    /// Time formats; none: to be found out from the rows.
    pub timestamps: PerColumn,
    /// The zone of times without an offset.
    pub timezone: Option<Spanned<String>>,
    /// Values that mean "missing"; none given: the empty one.
    pub missing: PerColumn,
    /// A label of the WHATWG encoding standard; absent: UTF-8, a byte order mark wins.
    pub encoding: Option<Spanned<String>>,
    /// The character between fields; absent: a comma.
    pub delimiter: Option<Spanned<u8>>,
    /// Whether the first row names the columns.
    pub header: Header,
    /// The column or event that dates a case for targets without a clock.
    pub dated: Option<Spanned<String>>,
    /// The commitments and standards it serves; absent: those whose start events it maps. A survey serves none.
    pub serves: Option<Vec<Spanned<String>>>,
    /// Whether values compare without case.
    pub fold_case: bool,
    /// What exact copies of a row mean.
    pub duplicates: Duplicates,
    /// What its columns ask, where its rows are the answers to a survey.
    pub survey: Option<Survey>,
    /// Where it is written.
    pub span: Span,
}

/// A row per case, or a row per event.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A row per case.
    Cases,
    /// A row per event.
    Events(Box<EventColumns>),
}

/// What a log with a row per event has beside its other columns.
#[derive(Clone, Debug)]
pub struct EventColumns {
    /// The column that names the case.
    pub case: Column,
    /// The column with the event's name.
    pub event: Column,
    /// The column with the event's time.
    pub at: Column,
    /// The column with the case's state from this row on; absent: the event's name.
    pub state: Option<Column>,
    /// The order of events at the same time.
    pub rank: Vec<Spanned<String>>,
    /// Which row gives the attributes.
    pub attributes: Attributes,
}

/// The shape as it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ShapeWord {
    Cases,
    Events,
}

impl Words for ShapeWord {
    const WORDS: &'static [&'static str] = &["cases", "events"];
    const VALUES: &'static [Self] = &[Self::Cases, Self::Events];
}

/// Whether the first row names the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Header {
    /// It does.
    First,
    /// There are no names; columns go by position.
    None,
}

impl Words for Header {
    const WORDS: &'static [&'static str] = &["first", "none"];
    const VALUES: &'static [Self] = &[Self::First, Self::None];
}

/// Which row of a case gives its attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attributes {
    /// The first.
    First,
    /// The last.
    Last,
}

impl Words for Attributes {
    const WORDS: &'static [&'static str] = &["first", "last"];
    const VALUES: &'static [Self] = &[Self::First, Self::Last];
}

/// What exact copies of a row mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duplicates {
    /// Each counts.
    Keep,
    /// One counts.
    Drop,
    /// All but the first are data errors.
    Invalid,
}

impl Words for Duplicates {
    const WORDS: &'static [&'static str] = &["keep", "drop", "invalid"];
    const VALUES: &'static [Self] = &[Self::Keep, Self::Drop, Self::Invalid];
}

/// Where the pauses of a name are.
#[derive(Clone, Debug)]
pub enum PauseSource {
    /// A column with their sum.
    Duration(Column),
    /// Columns with begin and end.
    Columns(Column, Column),
    /// The time in these states.
    While(Vec<Spanned<String>>),
    /// From one event to another.
    Events(Spanned<String>, Spanned<String>),
}

/// The column names of a pause with begin and end.
pub type PauseTimes<'a> = (&'a Column, &'a Column);

/// Texts that may differ by column.
#[derive(Clone, Debug, Default)]
pub struct PerColumn {
    /// For columns that have none of their own; `None` where nothing was said.
    pub default: Option<Vec<Spanned<String>>>,
    /// By our name of the column.
    pub columns: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

impl PerColumn {
    /// Whether every column has the same texts as under another one.
    pub fn is_same(&self, other: &Self) -> bool {
        let texts =
            |texts: &[Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
        let of = |one: &Self, name: &str| one.of(name).map(texts);
        let names = self.columns.iter().chain(&other.columns).map(|(name, _)| name.value.as_str());
        self.default.as_deref().map(texts) == other.default.as_deref().map(texts)
            && names.into_iter().all(|name| of(self, name) == of(other, name))
    }

    /// The texts of a column, by our name of it.
    pub fn of(&self, column: &str) -> Option<&[Spanned<String>]> {
        let own = self.columns.iter().find(|(name, _)| name.value == column).map(|(_, texts)| texts);
        own.or(self.default.as_ref()).map(Vec::as_slice)
    }

    /// All texts.
    pub fn all(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.default.iter().flatten().chain(self.columns.iter().flat_map(|(_, texts)| texts))
    }

    fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            return Some(Self { default: Some(reader.any_texts(node)?), columns: Vec::new() });
        };
        let mut read = Self::default();
        for entry in entries {
            let Some(texts) = reader.any_texts(&entry.value) else { continue };
            if entry.key.value == "default" {
                read.default = Some(texts);
            } else {
                read.columns.push((entry.key(), texts));
            }
        }
        Some(read)
    }
}

impl Log {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("log", node)?;
        let id = table.required(reader, "id", Reader::id);
        let paths = table.required(reader, "path", Reader::texts);
        let shape = table.optional(reader, "shape", Reader::word::<ShapeWord>);
        let case = table.optional(reader, "case", Column::read);
        let columns = table.optional(reader, "columns", |reader, node| named(reader, node, Column::read));
        let pauses = table.optional(reader, "pauses", |reader, node| named(reader, node, PauseSource::read));
        let timestamps = table.optional(reader, "timestamps", PerColumn::read);
        let timezone = table.optional(reader, "timezone", Reader::text);
        let missing = table.optional(reader, "missing", PerColumn::read);
        let encoding = table.optional(reader, "encoding", Reader::text);
        let delimiter = table.optional(reader, "delimiter", delimiter);
        let header = table.optional(reader, "header", Reader::word::<Header>);
        let dated = table.optional(reader, "dated", Reader::text);
        let serves = table
            .optional(reader, "serves", |reader, node| reader.references(Kind::StandardOrCommitment, node));
        let event = table.optional(reader, "event", Column::read);
        let at = table.optional(reader, "at", Column::read);
        let state = table.optional(reader, "state", Column::read);
        let rank = table.optional(reader, "rank", Reader::texts);
        let attributes = table.optional(reader, "attributes", Reader::word::<Attributes>);
        let fold_case = table.optional(reader, "fold_case", Reader::boolean);
        let duplicates = table.optional(reader, "duplicates", Reader::word::<Duplicates>);
        let survey = table.optional(reader, "survey", Survey::read);
        // One with mistakes is a survey all the same.
        let serves = if table.has("survey") { Some(Vec::new()) } else { serves };
        table.exclusive(reader, "survey", "serves");
        table.exclusive(reader, "survey", "event");
        let of_events = shape.is_some_and(|shape| shape.value == ShapeWord::Events);
        if of_events {
            for field in ["event", "at", "case"] {
                if !table.has(field) {
                    table.required(reader, field, |_, _| Some(()));
                }
            }
        } else {
            for field in ["event", "at", "state", "rank", "attributes"] {
                table.needs(reader, field, &["shape"]);
            }
            for (name, source) in pauses.iter().flatten() {
                let field = match source {
                    PauseSource::While(_) => "while",
                    PauseSource::Events(..) => "from",
                    PauseSource::Duration(_) | PauseSource::Columns(..) => continue,
                };
                reader.invalid::<()>(name.span, Invalid::PauseNeedsEvents(field));
            }
        }
        let span = table.span;
        table.finish(reader);
        let folder = reader.sources.file(span.file).path().parent().map(PathBuf::from).unwrap_or_default();
        let shape = if of_events {
            Shape::Events(Box::new(EventColumns {
                case: case.clone()?,
                event: event?,
                at: at?,
                state,
                rank: rank.unwrap_or_default(),
                attributes: attributes.map_or(Attributes::First, |attributes| attributes.value),
            }))
        } else {
            Shape::Cases
        };
        Some(Self {
            id: id?,
            paths: paths?,
            folder,
            shape,
            case,
            columns: columns.unwrap_or_default(),
            pauses: pauses.unwrap_or_default(),
            timestamps: timestamps.unwrap_or_default(),
            timezone,
            missing: missing.unwrap_or_default(),
            encoding,
            delimiter,
            header: header.map_or(Header::First, |header| header.value),
            dated,
            serves,
            fold_case: fold_case.is_some_and(|fold| fold.value),
            duplicates: duplicates.map_or(Duplicates::Keep, |duplicates| duplicates.value),
            survey,
            span,
        })
    }

    /// Whether it has a row per event.
    pub fn is_of_events(&self) -> bool {
        matches!(self.shape, Shape::Events(_))
    }

    /// The column that one of our names is in, if `columns` says so.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(ours, _)| ours.value == name).map(|(_, column)| column)
    }
}

/// A table whose keys are the user's own.
fn named<T>(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    read: fn(&mut Reader<'_>, &Node<'_>) -> Option<T>,
) -> Option<Vec<(Spanned<String>, T)>> {
    let entries = reader.entries(node)?;
    let read: Vec<_> = entries.iter().map(|entry| Some((entry.key(), read(reader, &entry.value)?))).collect();
    read.into_iter().collect()
}

impl PauseSource {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Mapping(_)) {
            return Some(Self::Duration(Column::read(reader, node)?));
        }
        let mut table = reader.table("pause source", node)?;
        let duration = table.optional(reader, "duration", Column::read);
        let unit = table.optional(reader, "unit", Reader::word);
        let columns = table.optional(reader, "columns", two_columns);
        let states = table.optional(reader, "while", Reader::texts);
        let from = table.optional(reader, "from", Reader::text);
        let to = table.optional(reader, "to", Reader::text);
        let kinds = ["duration", "columns", "while", "from"];
        for (index, first) in kinds.iter().enumerate() {
            for second in &kinds[index + 1..] {
                table.exclusive(reader, first, second);
            }
        }
        table.needs(reader, "unit", &["duration"]);
        table.needs(reader, "from", &["to"]);
        table.needs(reader, "to", &["from"]);
        if kinds.iter().all(|kind| !table.has(kind)) {
            table.required(reader, "duration", |_, _| Some(()));
        }
        table.finish(reader);
        match (duration, columns, states, from, to) {
            (Some(column), None, None, None, None) => {
                Some(Self::Duration(Column { unit: unit.or(column.unit), ..column }))
            }
            (None, Some((begin, end)), None, None, None) => Some(Self::Columns(begin, end)),
            (None, None, Some(states), None, None) => Some(Self::While(states)),
            (None, None, None, Some(from), Some(to)) => Some(Self::Events(from, to)),
            _ => None,
        }
    }
}

fn two_columns(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<(Column, Column)> {
    let items = reader.sequence(node, Expected::Column)?;
    let columns = reader.all(items, Column::read)?;
    match <[Column; 2]>::try_from(columns) {
        Ok([begin, end]) => Some((begin, end)),
        Err(_) => reader.expected(node, Expected::Column),
    }
}

/// One ASCII character, or `tab`.
fn delimiter(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<u8>> {
    let text = reader.any_text(node)?;
    match text.as_bytes() {
        b"tab" | b"\\t" => Some(text.map(|_| b'\t')),
        &[byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Some(text.map(|_| byte)),
        _ => reader.invalid(node.span, Invalid::Delimiter(text.value.clone())),
    }
}
