//! Clocks: between which events time is measured, and when it stands still.

use super::Written;
use super::read::{Reader, Words};
use crate::finding::{Expected, Kind};
use crate::source::{Node, Span, Spanned, Value};
use crate::text::Duration;

/// How a duration is measured.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Its id.
    pub id: Spanned<String>,
    /// What starts it.
    pub start: EventRef,
    /// What stops it.
    pub stop: EventRef,
    /// What makes it stand still.
    pub pauses: Vec<Pause>,
    /// The calendar in whose hours it runs, where limits ask for it.
    pub calendar: Option<Spanned<String>>,
    /// What a stop means that is followed by more events.
    pub reopen: Option<Spanned<Reopen>>,
    /// Where it is written.
    pub span: Span,
}

/// An event or column that starts or stops a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRef {
    /// The events that count; one name where it is plain text.
    pub events: Vec<Spanned<String>>,
    /// Which of several occurrences.
    pub which: Which,
    /// Whether it is written as a table, and so an event even where a column has its name.
    pub is_event: bool,
}

/// Which of several occurrences of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Which {
    /// The earliest.
    #[default]
    First,
    /// The latest.
    Last,
}

impl Words for Which {
    const WORDS: &'static [&'static str] = &["first", "last"];
    const VALUES: &'static [Self] = &[Self::First, Self::Last];
}

/// A time in which the clock stands still; the log says where it is.
#[derive(Clone, Debug)]
pub struct Pause {
    /// The name under which logs map it.
    pub name: Spanned<String>,
    /// The most that is not counted per case.
    pub max: Option<Spanned<Written<Duration>>>,
    /// After how long the customer is reminded.
    pub remind: Option<Spanned<Written<Duration>>>,
}

/// What a stop means that is followed by more events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reopen {
    /// The time from a stop to the case's next event is not counted; the last stop ends it.
    Resume,
    /// The first stop ends it.
    First,
    /// The last stop ends it, all time counted.
    Last,
}

impl Words for Reopen {
    const WORDS: &'static [&'static str] = &["resume", "first", "last"];
    const VALUES: &'static [Self] = &[Self::Resume, Self::First, Self::Last];
}

impl Clock {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("clock", node)?;
        let id = table.required(reader, "id", Reader::id);
        let start = table.required(reader, "start", EventRef::read);
        let stop = table.required(reader, "stop", EventRef::read);
        let pauses = table.optional(reader, "pause", pauses);
        let calendar =
            table.optional(reader, "calendar", |reader, node| reader.reference(Kind::Calendar, node));
        reader.links.clocks.extend(id.clone().map(|id| (id, table.has("calendar"))));
        let reopen = table.optional(reader, "reopen", Reader::word);
        let span = table.span;
        table.finish(reader);
        Some(Self {
            id: id?,
            start: start?,
            stop: stop?,
            pauses: pauses.unwrap_or_default(),
            calendar,
            reopen,
            span,
        })
    }
}

impl EventRef {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        match &node.value {
            Value::String(_) => {
                Some(Self { events: vec![reader.text(node)?], which: Which::First, is_event: false })
            }
            Value::Mapping(_) => {
                let mut table = reader.table("event", node)?;
                let events = table.required(reader, "event", Reader::texts);
                let which = table.optional(reader, "which", Reader::word);
                table.finish(reader);
                Some(Self {
                    events: events?,
                    which: which.map(|w| w.value).unwrap_or_default(),
                    is_event: true,
                })
            }
            _ => reader.expected(node, Expected::Text),
        }
    }

    /// Whether it means the same as another, wherever both are written.
    pub fn is_same(&self, other: &Self) -> bool {
        fn names(end: &EventRef) -> impl Iterator<Item = &str> {
            end.events.iter().map(|event| event.value.as_str())
        }
        names(self).eq(names(other)) && self.which == other.which
    }

    /// The name to show, and the column it is in a log of cases.
    pub fn name(&self) -> &str {
        self.events.first().map_or("", |event| event.value.as_str())
    }
}

/// A name, a table, or a list of either.
fn pauses(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Pause>> {
    match &node.value {
        Value::Sequence(items) => reader.all(items, pause),
        _ => Some(vec![pause(reader, node)?]),
    }
}

fn pause(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Pause> {
    if !matches!(node.value, Value::Mapping(_)) {
        return Some(Pause { name: reader.text(node)?, max: None, remind: None });
    }
    let mut table = reader.table("pause", node)?;
    let name = table.required(reader, "name", Reader::text);
    let max = table.optional(reader, "max", Reader::duration);
    let remind = table.optional(reader, "remind", Reader::duration);
    table.finish(reader);
    Some(Pause { name: name?, max, remind })
}
