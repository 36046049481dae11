//! What findings say, as data: one enum per family, each variant with its arguments.

mod clarity;
mod consistency;
mod coverage;
mod feasibility;
mod flexibility;
mod past;
mod suppression;
mod timeliness;

pub use clarity::Clarity;
pub use consistency::Consistency;
pub use coverage::{Coverage, UncoveredValues};
pub use feasibility::{ClockPart, Feasibility, NeededTime, WeekTime};
pub use flexibility::{Excluded, Flexibility};
pub use past::{Bound, Divided, Group, Part, PastFeasibility, Unequal};
pub use suppression::{AllowedBy, Suppression};
pub use timeliness::Timeliness;

use crate::source::SyntaxErrorKind;

/// What a finding says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Mistakes in the form of definitions.
    Definition(Definition),
    /// CLR rules.
    Clarity(Clarity),
    /// CON rules.
    Consistency(Consistency),
    /// TIM rules.
    Timeliness(Timeliness),
    /// FLX rules.
    Flexibility(Flexibility),
    /// FEA rules.
    Feasibility(Feasibility),
    /// SUP rules.
    Suppression(Suppression),
    /// COV rules.
    Coverage(Coverage),
}

macro_rules! family {
    ($($family:ident),*) => { $(
        impl From<$family> for Message {
            fn from(message: $family) -> Self { Self::$family(message) }
        }
    )* };
}
family!(Definition, Clarity, Feasibility, Consistency, Timeliness, Flexibility, Suppression, Coverage);

impl From<PastFeasibility> for Message {
    fn from(message: PastFeasibility) -> Self {
        Self::Feasibility(Feasibility::Past(message))
    }
}

/// The kinds of definitions that references name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A commitment.
    Commitment,
    /// A standard.
    Standard,
    /// A standard or a commitment.
    StandardOrCommitment,
    /// A clock.
    Clock,
    /// A calendar.
    Calendar,
    /// A log.
    Log,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// Text.
    Text,
    /// Text, or a table of texts by language.
    Prose,
    /// Text or a list of texts.
    Texts,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A civil date.
    Date,
    /// A duration.
    Duration,
    /// A share of cases.
    Share,
    /// A value, a list of values, a comparison or `{ not = … }`.
    Condition,
    /// A single value: text, number, date, true or false.
    Scalar,
    /// A column: its name, its position, or a table that cuts it out or joins it.
    Column,
    /// A list of time windows.
    Windows,
    /// A date or a range of dates.
    DateRange,
    /// A range of years.
    Years,
    /// A number, a percentage or a duration.
    Limit,
}

/// What was found instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing at all (YAML's null).
    Nothing,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A date.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}

/// Mistakes in the form of definitions (DEF001–DEF009, CON011).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// The file cannot be read as what it claims to be.
    Syntax(SyntaxErrorKind),
    /// A field that the table does not have.
    UnknownField {
        /// The field.
        field: String,
        /// The table, by its name in definitions.
        table: &'static str,
        /// The field that was probably meant.
        suggestion: Option<&'static str>,
        /// The fields that the table has, where no single one is near.
        known: Vec<&'static str>,
        /// The definition around the table that has such a field.
        belongs: Option<&'static str>,
    },
    /// A value of another type.
    WrongType {
        /// What the field takes.
        expected: Expected,
        /// What stands there.
        found: Found,
        /// As written, where it is a single value.
        written: Option<String>,
    },
    /// A field that must be there.
    MissingField {
        /// The field.
        field: &'static str,
        /// The table.
        table: &'static str,
    },
    /// A text that is no duration.
    BadDuration {
        /// The text.
        text: String,
        /// Why not.
        error: DurationError,
    },
    /// An id that comes twice.
    DuplicateId {
        /// Of which kind.
        kind: Kind,
        /// The id.
        id: String,
    },
    /// A value that the field does not take.
    Invalid(Invalid),
    /// Two versions in force at the same time.
    OverlappingVersions {
        /// The commitment.
        id: String,
        /// The first day on which both are in force.
        day: String,
    },
    /// More mistakes in the same file, which are not shown.
    MoreMistakes {
        /// How many.
        hidden: usize,
    },
    /// An id that does not exist.
    UnknownReference {
        /// What is looked for.
        kind: Kind,
        /// The id.
        id: String,
        /// The id that was probably meant.
        suggestion: Option<String>,
    },
}

/// Why a text is not a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// No number where one is needed.
    NoNumber,
    /// A number without a unit.
    NoUnit,
    /// A unit that is not known.
    UnknownUnit(String),
    /// Zero or less.
    NotPositive,
    /// A part of a day, of a month or of a second.
    NotWhole,
    /// Units of different kinds in one duration, such as hours and working days.
    Mixed,
    /// Longer than the calendar of years reaches.
    TooLong,
}

/// Values that a field does not take (DEF007).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// A word that is not of the field's list.
    NotOneOf {
        /// The word.
        value: String,
        /// The list.
        allowed: &'static [&'static str],
        /// The word that was probably meant.
        suggestion: Option<&'static str>,
    },
    /// Text or a table that must not be empty.
    Empty,
    /// An id with spaces around it.
    Padded(String),
    /// Not a civil date.
    Date(String),
    /// A range that ends before it begins.
    RangeReversed(String),
    /// Not a range of years.
    Years(String),
    /// Not a share.
    Share(String),
    /// A share over 100 % or of nothing.
    ShareOutOfRange(String),
    /// Not a number.
    Number(String),
    /// A number that must be positive.
    NotPositive(String),
    /// Neither a number nor a duration.
    Limit(String),
    /// Not a weekday or a range of weekdays.
    Weekdays(String),
    /// A weekday whose hours are given twice.
    WeekdayTwice(String),
    /// Not a time window.
    Window(String),
    /// Windows of one day that overlap.
    WindowsOverlap(String),
    /// A calendar that is never open.
    NoHours,
    /// A time zone that the database does not have.
    TimeZone {
        /// The name.
        name: String,
        /// The name that was probably meant.
        suggestion: Option<String>,
    },
    /// A comparison that is none.
    Comparison(String),
    /// A language tag that is none.
    Language(String),
    /// A delimiter that is not one character.
    Delimiter(String),
    /// A text encoding that is not known.
    Encoding(String),
    /// A time format that cannot be read.
    TimeFormat {
        /// The format.
        format: String,
        /// The part that is not understood.
        part: String,
    },
    /// Two fields of which only one may stand.
    Conflict {
        /// One.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A field that means nothing without another.
    Needs {
        /// The field that stands there.
        field: &'static str,
        /// The field that is missing.
        needs: &'static str,
    },
    /// A pause between rows of a case, in a log with a row per case.
    PauseNeedsEvents(&'static str),
    /// A limit that needs opening hours, on a clock without a calendar.
    NeedsCalendar {
        /// The limit as written.
        limit: String,
        /// The clock.
        clock: String,
    },
    /// Not a scale of answers.
    Scale(String),
    /// A survey that asks about nothing.
    NoDimension,
    /// A position or part, which are counted from one.
    NotFromOne(String),
    /// A second settings file.
    SecondSettings,
    /// A percentile that is none.
    Statistic(String),
    /// A rule or family that is not known, in settings.
    UnknownRule {
        /// As written.
        code: String,
        /// The code that was probably meant.
        suggestion: Option<String>,
    },
    /// A code in settings whose level cannot be changed: mistakes in the form of definitions.
    FixedRule(String),
    /// A file that cannot be read.
    UnreadableFile {
        /// Its path, as written.
        path: String,
        /// What the system or the reader said.
        reason: String,
    },
    /// A duration that the place does not take, such as days for a pause of hours.
    DurationKind {
        /// The duration as written.
        text: String,
    },
    /// A word to take from a list that does not have it.
    NotInVocabulary {
        /// The word.
        word: String,
        /// The list, as settings name it.
        list: &'static str,
    },
}

/// What a related place shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The first of two.
    FirstHere,
    /// The other version.
    OtherVersion,
    /// The promise's own target.
    PromisedHere,
    /// The value that conflicts.
    ConflictsWith,
    /// The clock that is meant.
    ClockHere,
    /// The commitment's text, of which there is a copy.
    TextHere,
    /// Where the file is named as a copy.
    CopyNamedHere,
    /// The neighbouring band of values.
    OtherBand,
    /// The milder class.
    MilderHere,
    /// The earlier step of the same case.
    StepHere,
    /// The standard with the floor.
    FloorHere,
    /// How many cases there are.
    VolumeHere,
    /// The target that needs it.
    TargetHere,
    /// How much work arrives.
    ArrivalsHere,
    /// The hours of the staff.
    StaffedHere,
    /// The limit or share of what is depended on.
    DependencyHere,
    /// The log that serves it.
    LogHere,
    /// What customers expect.
    ExpectedHere,
    /// What others do.
    BenchmarkHere,
    /// How long before a weakening must be known.
    NoticeHere,
    /// Where it stands in its life.
    StatusHere,
    /// The first limit that is counted in the calendar.
    CountedHere,
    /// The order of severity.
    OrderHere,
    /// The event at which a clock stops.
    StopsHere,
    /// The glossary's word.
    GlossaryHere,
    /// The field that the words should agree with.
    FieldHere,
    /// The text in the other language.
    OtherLanguage,
    /// The calendar that is meant.
    CalendarHere,
    /// The declared peak.
    PeakHere,
    /// The setting that says how much is too much.
    SettingHere,
    /// How much a remedy is.
    OwedHere,
}
