//! Commitments: what customers are told.

use super::read::{Reader, Words};
use super::{Condition, Date, Period, Prose, Remedy, Share, Target, Written};
use crate::finding::{Invalid, Kind};
use crate::source::{Node, Span, Spanned, Value};
use crate::text::{Decimal, Duration};

/// What customers are told, with its machine-readable targets.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Its id, the same for all its versions.
    pub id: Spanned<String>,
    /// Its name for people.
    pub title: Option<Prose>,
    /// What customers read.
    pub text: Option<Prose>,
    /// Where it stands in its life.
    pub status: Option<Spanned<Status>>,
    /// Who answers for it.
    pub owner: Option<Spanned<String>>,
    /// Its dimension of service quality.
    pub dimension: Option<Spanned<Dimension>>,
    /// The cases it is about.
    pub applies: Condition,
    /// Who is covered, in words.
    pub scope: Option<Prose>,
    /// The standard that backs it.
    pub standard: Option<Spanned<String>>,
    /// When it is in force.
    pub effective: Effective,
    /// By when it is looked at again.
    pub review_by: Option<Spanned<Date>>,
    /// How to reach somebody about it.
    pub contact: Option<Prose>,
    /// How customers can say what they think of it.
    pub feedback: Option<Prose>,
    /// Copies that must say the same, relative to the definition's file.
    pub published: Vec<Spanned<String>>,
    /// The evidence behind it.
    pub basis: Option<Basis>,
    /// The trial before it was published.
    pub pilot: Option<Pilot>,
    /// Who is called when a case runs late.
    pub escalation: Option<Escalation>,
    /// How many cases there are, where no log says it.
    pub volume: Option<Volume>,
    /// Its measurable lines.
    pub targets: Vec<Target>,
    /// The cases it excludes.
    pub exceptions: Vec<Exception>,
    /// What the customer gets when it is broken.
    pub remedy: Option<Remedy>,
    /// Where it is written.
    pub span: Span,
}

/// Fields of a commitment that none of its parts has.
pub(super) const FIELDS: &[&str] = &[
    "title",
    "status",
    "owner",
    "dimension",
    "applies",
    "scope",
    "standard",
    "effective",
    "review_by",
    "contact",
    "feedback",
    "published",
    "basis",
    "pilot",
    "escalation",
    "volume",
];

/// Where a commitment stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being written.
    Draft,
    /// Tried on a part of the cases.
    Pilot,
    /// Told to customers.
    Published,
    /// Set aside for a while.
    Suspended,
    /// No longer promised.
    Retired,
}

impl Words for Status {
    const WORDS: &'static [&'static str] = &["draft", "pilot", "published", "suspended", "retired"];
    const VALUES: &'static [Self] =
        &[Self::Draft, Self::Pilot, Self::Published, Self::Suspended, Self::Retired];
}

impl Status {
    /// The word of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Pilot => "pilot",
            Self::Published => "published",
            Self::Suspended => "suspended",
            Self::Retired => "retired",
        }
    }
}

/// The five dimensions of SERVQUAL (Parasuraman, Zeithaml and Berry, 1988).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Doing what was promised.
    Reliability,
    /// Doing it in good time.
    Responsiveness,
    /// Knowing one's work.
    Assurance,
    /// Seeing the customer's side.
    Empathy,
    /// What can be seen and touched.
    Tangibles,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Reliability, Self::Responsiveness, Self::Assurance, Self::Empathy, Self::Tangibles];

    /// The word of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reliability => "reliability",
            Self::Responsiveness => "responsiveness",
            Self::Assurance => "assurance",
            Self::Empathy => "empathy",
            Self::Tangibles => "tangibles",
        }
    }
}

impl Words for Dimension {
    const WORDS: &'static [&'static str] =
        &["reliability", "responsiveness", "assurance", "empathy", "tangibles"];
    const VALUES: &'static [Self] =
        &[Self::Reliability, Self::Responsiveness, Self::Assurance, Self::Empathy, Self::Tangibles];
}

/// When something is in force: from the first day on, until the day before `until`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effective {
    /// First day.
    pub from: Option<Spanned<Date>>,
    /// First day on which it is no longer in force.
    pub until: Option<Spanned<Date>>,
}

/// The evidence behind a commitment.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The survey.
    pub survey: Option<Spanned<String>>,
    /// What customers expect.
    pub expectation: Option<Spanned<Expectation>>,
    /// What others do.
    pub benchmark: Option<Spanned<Expectation>>,
    /// Where it is written.
    pub span: Span,
}

/// What customers expect or others do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// A duration.
    Duration(Written<Duration>),
    /// A value.
    Number(Decimal),
    /// A share of cases.
    Share(Share),
}

/// As it is written.
impl std::fmt::Display for Expectation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Duration(written) => f.write_str(&written.text),
            Self::Number(number) => number.fmt(f),
            Self::Share(share) => share.fmt(f),
        }
    }
}

/// The trial before a commitment was published.
#[derive(Clone, Debug)]
pub struct Pilot {
    /// The cases of the trial.
    pub scope: Condition,
    /// First day.
    pub from: Option<Spanned<Date>>,
    /// The day on which it ends.
    pub until: Option<Spanned<Date>>,
    /// The cases it takes to know enough.
    pub min_cases: Option<Spanned<u64>>,
    /// Where it is written.
    pub span: Span,
}

/// Who is called when a case runs late.
#[derive(Clone, Debug)]
pub struct Escalation {
    /// After how long.
    pub after: Spanned<Written<Duration>>,
    /// Who.
    pub to: Spanned<String>,
    /// Where it is written.
    pub span: Span,
}

/// How many cases there are.
#[derive(Clone, Debug)]
pub struct Volume {
    /// Cases.
    pub cases: Spanned<u64>,
    /// In which period.
    pub per: Spanned<Period>,
}

/// Cases that a commitment excludes.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its id.
    pub id: Option<Spanned<String>>,
    /// The cases.
    pub when: Condition,
    /// What customers read.
    pub text: Option<Prose>,
    /// What they get instead.
    pub instead: Option<Prose>,
    /// Where it is written.
    pub span: Span,
}

impl Exception {
    /// The name under which excluded cases are counted: the id, else the text, else its place.
    pub fn name(&self, place: usize) -> String {
        let text = || self.text.as_ref().map(|text| text.in_language("en").to_owned());
        let id = self.id.as_ref().map(|id| id.value.clone());
        id.or_else(text).unwrap_or_else(|| format!("exception {place}"))
    }
}

impl Commitment {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("commitment", node)?;
        let id = table.required(reader, "id", Reader::id);
        let title = table.optional(reader, "title", Reader::prose);
        let text = table.optional(reader, "text", Reader::prose);
        let status = table.optional(reader, "status", Reader::word);
        let owner = table.optional(reader, "owner", Reader::text);
        let dimension = table.optional(reader, "dimension", Reader::word);
        let applies = table.optional(reader, "applies", Condition::read).unwrap_or_default();
        let scope = table.optional(reader, "scope", Reader::prose);
        let standard =
            table.optional(reader, "standard", |reader, node| reader.reference(Kind::Standard, node));
        let effective = table.optional(reader, "effective", Effective::read);
        if let (Some(id), true) = (&id, effective.is_some() || !table.has("effective")) {
            reader.links.versions.push((id.clone(), effective.unwrap_or_default()));
        }
        let review_by = table.optional(reader, "review_by", Reader::date);
        let contact = table.optional(reader, "contact", Reader::prose);
        let feedback = table.optional(reader, "feedback", Reader::prose);
        let published = table.optional(reader, "published", Reader::texts).unwrap_or_default();
        let basis = table.optional(reader, "basis", basis);
        let pilot = table.optional(reader, "pilot", pilot);
        let escalation = table.optional(reader, "escalation", escalation);
        let volume = table.optional(reader, "volume", volume);
        let targets = table.tables(reader, "target", Target::read);
        let exceptions = table.tables(reader, "exception", Exception::read);
        let remedy = table.optional(reader, "remedy", Remedy::read);
        let span = table.span;
        table.finish(reader);
        Some(Self {
            id: id?,
            title,
            text,
            status,
            owner,
            dimension,
            applies,
            scope,
            standard,
            effective: effective.unwrap_or_default(),
            review_by,
            contact,
            feedback,
            published,
            basis,
            pilot,
            escalation,
            volume,
            targets,
            exceptions,
            remedy,
            span,
        })
    }

    /// Where it stands in its life; draft where nothing is said.
    pub fn status(&self) -> Status {
        self.status.as_ref().map_or(Status::Draft, |status| status.value)
    }

    /// The name of this version: the day it begins, or `1`.
    pub fn version(&self) -> String {
        self.effective.version()
    }
}

impl Effective {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("effective", node)?;
        let from = table.optional(reader, "from", Reader::date);
        let until = table.optional(reader, "until", Reader::date);
        table.finish(reader);
        if let (Some(from), Some(until)) = (&from, &until)
            && until.value <= from.value
        {
            let range = format!("{}..{}", from.value, until.value);
            return reader.invalid(until.span, Invalid::RangeReversed(range));
        }
        Some(Self { from, until })
    }

    /// The name of the version that begins here.
    pub fn version(&self) -> String {
        self.from.as_ref().map_or_else(|| "1".to_owned(), |from| from.value.to_string())
    }

    /// Whether it is in force on a day.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from.value <= day) && self.until.is_none_or(|until| day < until.value)
    }

    /// A day on which two are in force together: the first, or any where there is no first.
    pub fn common_day(&self, other: &Self) -> Option<Date> {
        let from = self.from.into_iter().chain(other.from).map(|from| from.value).max();
        let until = self.until.into_iter().chain(other.until).map(|until| until.value).min();
        let day = from.or(until.map(|until| until.plus_days(-1))).unwrap_or(Date::LAST);
        (self.contains(day) && other.contains(day)).then_some(day)
    }
}

impl Pilot {
    /// The days of the trial, which ends with its last day; a side without a day is as `otherwise` has it.
    pub fn days(&self, otherwise: Effective) -> Effective {
        let until = self.until.map(|until| Spanned::new(until.value.plus_days(1), until.span));
        Effective { from: self.from.or(otherwise.from), until: until.or(otherwise.until) }
    }
}

impl Exception {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("exception", node)?;
        let exception = Self {
            id: table.optional(reader, "id", Reader::id),
            when: table.optional(reader, "when", Condition::read).unwrap_or_default(),
            text: table.optional(reader, "text", Reader::prose),
            instead: table.optional(reader, "instead", Reader::prose),
            span: table.span,
        };
        table.finish(reader);
        Some(exception)
    }
}

fn basis(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Basis> {
    let mut table = reader.table("basis", node)?;
    let basis = Basis {
        survey: table.optional(reader, "survey", Reader::text),
        expectation: table.optional(reader, "expectation", expectation),
        benchmark: table.optional(reader, "benchmark", expectation),
        span: table.span,
    };
    table.finish(reader);
    Some(basis)
}

fn expectation(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Expectation>> {
    match &node.value {
        Value::Number(_) => reader.number(node).map(|number| number.map(Expectation::Number)),
        Value::String(text) if text.trim_end().ends_with(['%', '％']) => {
            reader.share(node).map(|share| share.map(Expectation::Share))
        }
        _ => reader.duration(node).map(|duration| duration.map(Expectation::Duration)),
    }
}

fn pilot(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Pilot> {
    let mut table = reader.table("pilot", node)?;
    let pilot = Pilot {
        scope: table.optional(reader, "where", Condition::read).unwrap_or_default(),
        from: table.optional(reader, "from", Reader::date),
        until: table.optional(reader, "until", Reader::date),
        min_cases: table.optional(reader, "min_cases", Reader::count),
        span: table.span,
    };
    table.finish(reader);
    Some(pilot)
}

fn escalation(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Escalation> {
    let mut table = reader.table("escalation", node)?;
    let after = table.required(reader, "after", Reader::duration);
    let to = table.required(reader, "to", Reader::text);
    let span = table.span;
    table.finish(reader);
    Some(Escalation { after: after?, to: to?, span })
}

fn volume(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Volume> {
    let mut table = reader.table("volume", node)?;
    let cases = table.required(reader, "cases", Reader::count);
    let per = table.required(reader, "per", Reader::word);
    table.finish(reader);
    Some(Volume { cases: cases?, per: per? })
}
