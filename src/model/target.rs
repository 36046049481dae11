//! Targets: one measurable line of a commitment or standard.

use super::read::{Reader, Table, Words};
use super::{Condition, Share, Written};
use crate::finding::{Definition, DurationError, Expected, Invalid, Kind, codes};
use crate::source::{Node, Span, Spanned, Value};
use crate::text::{Decimal, Duration, DurationKind};

/// A target as written. Whether it can be judged is for [`Target::measure`] to say: a target
/// without a limit is legal to read, and rules report it.
#[derive(Clone, Debug)]
pub struct Target {
    /// The clock that measures it.
    pub clock: Option<Spanned<String>>,
    /// Or the column whose value it is about.
    pub value: Option<Spanned<String>>,
    /// A duration of at most.
    pub within: Option<Spanned<Written<Duration>>>,
    /// A duration of at least: notice given before an event.
    pub ahead: Option<Spanned<Written<Duration>>>,
    /// The case's own due column.
    pub by: Option<Spanned<String>>,
    /// A value or statistic of at least.
    pub at_least: Option<Spanned<Limit>>,
    /// A value or statistic of at most.
    pub at_most: Option<Spanned<Limit>>,
    /// A value that is exactly this.
    pub equals: Option<Spanned<String>>,
    /// What a missing value is.
    pub absent: Option<Spanned<Absent>>,
    /// What is computed over a period; absent: the share of cases.
    pub statistic: Option<Spanned<Statistic>>,
    /// The share of cases that must meet it; absent: every case.
    pub share: Option<Spanned<Share>>,
    /// The period over which it is judged; absent: the month, in reports.
    pub per: Option<Spanned<Period>>,
    /// The cases it is about.
    pub when: Condition,
    /// Which instant puts a case into a period.
    pub counted_by: Option<Spanned<CountedBy>>,
    /// When a day-counted limit is due.
    pub due_at: Option<Spanned<DueAt>>,
    /// Where it is written.
    pub span: Span,
}

/// What a target measures, of each case or over a period.
#[derive(Clone, Copy, Debug)]
pub enum Measure<'a> {
    /// A duration of at most so much.
    Within(&'a str, &'a Written<Duration>),
    /// Notice of at least so much.
    Ahead(&'a str, &'a Written<Duration>),
    /// Stopped by the case's own due column.
    By(&'a str, &'a str),
    /// A value of each case.
    Value(&'a str),
    /// A statistic over a clock's elapsed time.
    ClockStatistic(&'a str, Statistic),
    /// A statistic over a value.
    ValueStatistic(&'a str, Statistic),
}

/// A limit of a value or statistic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A number.
    Number(Decimal),
    /// A duration, for a statistic over a clock.
    Duration(Written<Duration>),
}

/// What a missing value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absent {
    /// A case without the value is excluded.
    Excluded,
    /// A case without the value breaches the promise.
    Breached,
}

impl Words for Absent {
    const WORDS: &'static [&'static str] = &["excluded", "breached"];
    const VALUES: &'static [Self] = &[Self::Excluded, Self::Breached];
}

impl Absent {
    /// The word of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::Breached => "breached",
        }
    }
}

/// What is computed over the cases of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Statistic {
    /// The share of cases that meet the limit.
    Share,
    /// The mean.
    Mean,
    /// A percentile by nearest rank; the median is the 50th.
    Percentile(u8),
    /// How many cases.
    Count,
    /// The sum.
    Sum,
}

/// A period of judging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// A civil day.
    Day,
    /// A week of ISO 8601.
    Week,
    /// A civil month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A civil year.
    Year,
}

impl Words for Period {
    const WORDS: &'static [&'static str] = &["day", "week", "month", "quarter", "year"];
    const VALUES: &'static [Self] = &[Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];
}

impl Period {
    /// The word of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// Which instant puts a case into a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CountedBy {
    /// Its start.
    Start,
    /// Its due instant.
    Due,
    /// Its stop; without one, its due instant.
    Stop,
}

impl Words for CountedBy {
    const WORDS: &'static [&'static str] = &["start", "due", "stop"];
    const VALUES: &'static [Self] = &[Self::Start, Self::Due, Self::Stop];
}

impl CountedBy {
    /// The word of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Due => "due",
            Self::Stop => "stop",
        }
    }
}

/// When a day-counted limit is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DueAt {
    /// At 24:00 of the last day.
    Midnight,
    /// At the close of the last day.
    Close,
    /// At the time of day at which it started.
    SameTime,
}

impl Words for DueAt {
    const WORDS: &'static [&'static str] = &["midnight", "close", "same-time"];
    const VALUES: &'static [Self] = &[Self::Midnight, Self::Close, Self::SameTime];
}

impl DueAt {
    /// The word of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Midnight => "midnight",
            Self::Close => "close",
            Self::SameTime => "same-time",
        }
    }
}

impl Target {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("target", node)?;
        let target = Self {
            clock: table.optional(reader, "clock", |reader, node| reader.reference(Kind::Clock, node)),
            value: table.optional(reader, "value", Reader::text),
            within: table.optional(reader, "within", Reader::duration),
            ahead: table.optional(reader, "ahead", Reader::duration),
            by: table.optional(reader, "by", Reader::text),
            at_least: table.optional(reader, "at_least", limit),
            at_most: table.optional(reader, "at_most", limit),
            equals: table.optional(reader, "equals", Reader::scalar),
            absent: table.optional(reader, "absent", Reader::word),
            statistic: table.optional(reader, "statistic", statistic),
            share: table.optional(reader, "share", Reader::share),
            per: table.optional(reader, "per", Reader::word),
            when: table.optional(reader, "when", Condition::read).unwrap_or_default(),
            counted_by: table.optional(reader, "counted_by", Reader::word),
            due_at: table.optional(reader, "due_at", Reader::word),
            span: table.span,
        };
        target.combination(reader, &table);
        target.note_calendar(reader);
        table.finish(reader);
        Some(target)
    }

    /// Notes the limits that only a calendar can count.
    fn note_calendar(&self, reader: &mut Reader<'_>) {
        let Some(clock) = &self.clock else { return };
        let bounds = [&self.at_least, &self.at_most].into_iter().flatten();
        let bounds = bounds.filter_map(|limit| match &limit.value {
            Limit::Duration(written) => Some((limit.span, written.value)),
            Limit::Number(_) => None,
        });
        let limits = [&self.within, &self.ahead].into_iter().flatten();
        let limits = limits.map(|limit| (limit.span, limit.value.value));
        for (span, duration) in limits.chain(bounds) {
            if matches!(duration.kind(), DurationKind::Open | DurationKind::BusinessDays) {
                reader.links.limits.push((reader.within.clone(), clock.clone(), span));
            }
        }
    }

    /// Fields that exclude or need each other.
    fn combination(&self, reader: &mut Reader<'_>, table: &Table<'_>) {
        if table.has_only(&["clock", "within", "share", "per", "when"]) {
            // Most targets have no more than these, which go together.
            return;
        }
        table.exclusive(reader, "clock", "value");
        let limits = ["within", "ahead", "by", "equals"];
        for (index, first) in limits.iter().enumerate() {
            for second in &limits[index + 1..] {
                table.exclusive(reader, first, second);
            }
            table.exclusive(reader, first, "at_least");
            table.exclusive(reader, first, "at_most");
        }
        for field in ["within", "ahead", "by"] {
            table.exclusive(reader, "value", field);
            table.exclusive(reader, "statistic", field);
        }
        for field in ["ahead", "by"] {
            table.needs(reader, field, &["clock"]);
        }
        table.needs(reader, "absent", &["value"]);
        table.needs(reader, "due_at", &["within", "ahead"]);
        for field in ["at_least", "at_most", "equals"] {
            table.needs(reader, field, &["value", "clock"]);
        }
        if self.clock.is_some() && self.is_share() {
            for field in ["at_least", "at_most", "equals"] {
                if table.has(field) {
                    let span = table.key_span(field).unwrap_or(table.span);
                    reader.invalid::<()>(span, Invalid::Needs { field, needs: "statistic" });
                }
            }
        }
        if !self.is_share() {
            table.exclusive(reader, "statistic", "share");
            table.exclusive(reader, "statistic", "equals");
            table.needs(reader, "statistic", &["value", "clock"]);
        }
        // A count is a number of cases; everything else of a clock is a time, and of a value may be one:
        // of a column whose unit the log says.
        let is_count = self.statistic() == Some(Statistic::Count);
        let is_time = self.clock.is_some() && !is_count;
        let is_length = |duration: Duration| duration.kind() == DurationKind::Elapsed && !is_count;
        for limit in [&self.at_least, &self.at_most].into_iter().flatten() {
            match &limit.value {
                Limit::Duration(written) if !is_time && !is_length(written.value) => {
                    reader.invalid::<()>(limit.span, Invalid::DurationKind { text: written.text.clone() });
                }
                Limit::Number(number) if is_time && !self.is_share() => {
                    let message =
                        Definition::BadDuration { text: number.to_string(), error: DurationError::NoUnit };
                    reader.report(&codes::BAD_DURATION, limit.span, message);
                }
                _ => {}
            }
        }
    }

    /// Whether it is about the share of cases (and not another statistic).
    pub fn is_share(&self) -> bool {
        self.statistic().is_none_or(|statistic| statistic == Statistic::Share)
    }

    fn statistic(&self) -> Option<Statistic> {
        self.statistic.as_ref().map(|statistic| statistic.value)
    }

    /// What it measures; `None` where no limit says what would be good.
    pub fn measure(&self) -> Option<Measure<'_>> {
        let clock = self.clock.as_ref().map(|clock| clock.value.as_str());
        let value = self.value.as_ref().map(|value| value.value.as_str());
        let bounded = self.at_least.is_some() || self.at_most.is_some();
        match (clock, value) {
            (Some(clock), None) => match self.statistic() {
                Some(statistic) if statistic != Statistic::Share => {
                    bounded.then_some(Measure::ClockStatistic(clock, statistic))
                }
                _ => (self.within.as_ref().map(|limit| Measure::Within(clock, &limit.value)))
                    .or_else(|| self.ahead.as_ref().map(|limit| Measure::Ahead(clock, &limit.value)))
                    .or_else(|| self.by.as_ref().map(|column| Measure::By(clock, &column.value))),
            },
            (None, Some(value)) => match self.statistic() {
                Some(statistic) if statistic != Statistic::Share => {
                    bounded.then_some(Measure::ValueStatistic(value, statistic))
                }
                _ => (bounded || self.equals.is_some()).then_some(Measure::Value(value)),
            },
            _ => None,
        }
    }

    /// The share that must be reached: the written one, or every case.
    pub fn share(&self) -> Share {
        self.share.as_ref().map_or_else(Share::every, |share| share.value)
    }

    /// The period over which it is judged: the written one, or a month.
    pub fn period(&self) -> Period {
        self.per.map_or(Period::Month, |per| per.value)
    }

    /// Whether two targets measure the same thing, so that the first matching `when` decides
    /// between them.
    pub fn same_measure(&self, other: &Self) -> bool {
        fn key<'t>(target: &'t Target) -> (Option<&'t str>, Option<&'t str>, [bool; 3], Option<Statistic>) {
            let name = |field: &'t Option<Spanned<String>>| field.as_ref().map(|name| name.value.as_str());
            let kind = [target.within.is_some(), target.ahead.is_some(), target.by.is_some()];
            let statistic = target.statistic().filter(|statistic| *statistic != Statistic::Share);
            (name(&target.clock), name(&target.value), kind, statistic)
        }
        key(self) == key(other)
    }
}

fn limit(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Limit>> {
    match &node.value {
        Value::Number(_) => reader.number(node).map(|number| number.map(Limit::Number)),
        Value::String(text) => {
            // Text that only lacks a unit is a duration with a mistake; the message then says so.
            match Decimal::parse(text.trim_end_matches(['%', '％'])) {
                Some(_) => reader.invalid(node.span, Invalid::Limit(text.to_string())),
                None => reader.duration(node).map(|duration| duration.map(Limit::Duration)),
            }
        }
        _ => reader.expected(node, Expected::Limit),
    }
}

fn statistic(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Statistic>> {
    let text = reader.text(node)?;
    let percentile = |text: &str| {
        let percent: u8 = text.strip_prefix(['p', 'P'])?.parse().ok()?;
        (1..=100).contains(&percent).then_some(Statistic::Percentile(percent))
    };
    let statistic = match text.as_str() {
        "share" => Statistic::Share,
        "mean" => Statistic::Mean,
        "median" => Statistic::Percentile(50),
        "count" => Statistic::Count,
        "sum" => Statistic::Sum,
        other => match percentile(other) {
            Some(statistic) => statistic,
            None => return reader.invalid(text.span, Invalid::Statistic(text.value.clone())),
        },
    };
    Some(text.map(|_| statistic))
}
