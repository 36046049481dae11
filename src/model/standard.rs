//! Standards: the internal level that backs commitments.

use super::commitment::{Effective, Exception};
use super::read::Reader;
use super::{Condition, Date, Prose, Target, Written};
use crate::finding::Kind;
use crate::source::{Node, Span, Spanned};
use crate::stats::Queue;
use crate::text::{Decimal, Duration};

/// The internal level that backs commitments: stricter than, or equal to, what is promised.
#[derive(Clone, Debug)]
pub struct Standard {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name for people.
    pub title: Option<Prose>,
    /// What it says.
    pub text: Option<Prose>,
    /// Who answers for it.
    pub owner: Option<Spanned<String>>,
    /// The cases it is about.
    pub applies: Condition,
    /// The same in words.
    pub scope: Option<Prose>,
    /// When it is in force.
    pub effective: Effective,
    /// Its measurable lines.
    pub targets: Vec<Target>,
    /// The cases it excludes.
    pub exceptions: Vec<Exception>,
    /// The staff behind it.
    pub capacity: Option<Capacity>,
    /// Standards or commitments in series behind it.
    pub depends_on: Vec<Spanned<String>>,
    /// The law or contract that makes it a floor.
    pub floor: Option<Floor>,
    /// Where it is written.
    pub span: Span,
}

/// The staff behind a standard.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// People at work at the same time.
    pub staff: Spanned<Decimal>,
    /// Work per case.
    pub handling: Spanned<Written<Duration>>,
    /// Cases an hour.
    pub arrivals_per_hour: Spanned<Decimal>,
    /// When they work.
    pub calendar: Option<Spanned<String>>,
    /// Where it is written.
    pub span: Span,
}

/// The law or contract below which no commitment may go.
#[derive(Clone, Debug)]
pub struct Floor {
    /// What it is.
    pub source: Spanned<String>,
    /// Of when.
    pub dated: Option<Spanned<Date>>,
    /// Where it is written.
    pub span: Span,
}

impl Standard {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("standard", node)?;
        let id = table.required(reader, "id", Reader::id);
        let title = table.optional(reader, "title", Reader::prose);
        let text = table.optional(reader, "text", Reader::prose);
        let owner = table.optional(reader, "owner", Reader::text);
        let applies = table.optional(reader, "applies", Condition::read).unwrap_or_default();
        let scope = table.optional(reader, "scope", Reader::prose);
        let effective = table.optional(reader, "effective", Effective::read).unwrap_or_default();
        let targets = table.tables(reader, "target", Target::read);
        let exceptions = table.tables(reader, "exception", Exception::read);
        let capacity = table.optional(reader, "capacity", capacity);
        let depends_on = table.optional(reader, "depends_on", |reader, node| {
            reader.references(Kind::StandardOrCommitment, node)
        });
        let floor = table.optional(reader, "floor", floor);
        let span = table.span;
        table.finish(reader);
        Some(Self {
            id: id?,
            title,
            text,
            owner,
            applies,
            scope,
            effective,
            targets,
            exceptions,
            capacity,
            depends_on: depends_on.unwrap_or_default(),
            floor,
            span,
        })
    }
}

impl Capacity {
    /// Seconds of work a case. Of work in days nobody knows how many hours they have.
    pub fn handling_seconds(&self) -> Option<i64> {
        match self.handling.value.value {
            Duration::Elapsed(seconds) | Duration::Open(seconds) => Some(seconds),
            _ => None,
        }
    }

    /// The queue of the cases of a target, whose limit is taken for the longest wait, in seconds. Cases of
    /// a class may overtake others, and limits in days depend on the calendar: of both nothing is
    /// predicted.
    pub fn queue_of(&self, target: &Target) -> Option<Queue> {
        let within = target.within.as_ref().filter(|_| target.when.entries.is_empty())?;
        if !matches!(within.value.value, Duration::Elapsed(_) | Duration::Open(_)) {
            return None;
        }
        let handling = Decimal::from_integer(self.handling_seconds()?).to_f64();
        Some(Queue { load: self.arrivals_per_hour.to_f64() * handling / 3600.0, handling })
    }
}

fn capacity(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Capacity> {
    let mut table = reader.table("capacity", node)?;
    let staff = table.required(reader, "staff", Reader::positive);
    let handling = table.required(reader, "handling", Reader::duration);
    let arrivals_per_hour = table.required(reader, "arrivals_per_hour", Reader::positive);
    let calendar = table.optional(reader, "calendar", |reader, node| reader.reference(Kind::Calendar, node));
    let span = table.span;
    table.finish(reader);
    Some(Capacity {
        staff: staff?,
        handling: handling?,
        arrivals_per_hour: arrivals_per_hour?,
        calendar,
        span,
    })
}

fn floor(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Floor> {
    let mut table = reader.table("floor", node)?;
    let source = table.required(reader, "source", Reader::text);
    let dated = table.optional(reader, "dated", Reader::date);
    let span = table.span;
    table.finish(reader);
    Some(Floor { source: source?, dated, span })
}
