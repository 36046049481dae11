//! Findings: what is wrong, where, and how sure; code and typed arguments, no wording.
//!
//! A finding is data. Its words are made in `render`, one `match` per language, so that a message
//! cannot exist in one language alone.

mod identity;
mod message;

pub use identity::{Counts, Identities, Identity};
pub use message::{
    AllowedBy, Bound, Clarity, ClockPart, Consistency, Coverage, Definition, Divided, DurationError,
    Excluded, Expected, Feasibility, Flexibility, Found, Group, Invalid, Kind, Message, NeededTime, Note,
    Part, PastFeasibility, Suppression, Timeliness, UncoveredValues, Unequal, WeekTime,
};

use crate::source::{Edit, Span};

/// How grave a finding is, from mild to severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Should be changed.
    Warning,
    /// Must be changed.
    Error,
}

impl Level {
    /// The word of machine formats and settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A stable code with its name and the level that it has unless settings change it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Three letters of the family and three digits, such as `CLR001`.
    pub code: &'static str,
    /// The name, which reads after "allow", such as `vague-time`.
    pub name: &'static str,
    /// The level without settings.
    pub level: Level,
}

impl Code {
    /// The family: the letters of the code.
    pub fn family(&self) -> &'static str {
        self.code.get(..3).unwrap_or(self.code)
    }
}

/// Codes of findings that reading the definitions makes, before any rule runs.
pub mod codes {
    use super::{Code, Level};

    /// The text is not TOML or YAML.
    pub static SYNTAX: Code = error("DEF001", "syntax");
    /// A field that does not exist there.
    pub static UNKNOWN_FIELD: Code = error("DEF002", "unknown-field");
    /// A value of another type than the field takes.
    pub static WRONG_TYPE: Code = error("DEF003", "wrong-type");
    /// A field that must be there is not.
    pub static MISSING_FIELD: Code = error("DEF004", "missing-field");
    /// A duration that is none.
    pub static BAD_DURATION: Code = error("DEF005", "bad-duration");
    /// An id or a key that comes twice.
    pub static DUPLICATE: Code = error("DEF006", "duplicate");
    /// A value that the field does not take.
    pub static INVALID_VALUE: Code = error("DEF007", "invalid-value");
    /// Versions of a commitment that are in force at the same time.
    pub static OVERLAPPING_VERSIONS: Code = error("DEF008", "overlapping-versions");
    /// A file that is not UTF-8.
    pub static NOT_UTF8: Code = error("DEF009", "not-utf-8");
    /// A reference to an id that does not exist.
    pub static UNKNOWN_REFERENCE: Code = error("CON011", "unknown-reference");

    /// All of them, by code.
    pub static ALL: &[&Code] = &[
        &UNKNOWN_REFERENCE,
        &SYNTAX,
        &UNKNOWN_FIELD,
        &WRONG_TYPE,
        &MISSING_FIELD,
        &BAD_DURATION,
        &DUPLICATE,
        &INVALID_VALUE,
        &OVERLAPPING_VERSIONS,
        &NOT_UTF8,
    ];

    const fn error(code: &'static str, name: &'static str) -> Code {
        Code { code, name, level: Level::Error }
    }
}

/// Codes of what is wrong with the rows of logs. They are found by reading and judging, and told in the data
/// section of reports.
pub mod data_codes {
    use super::{Code, Level};

    /// A stop before its start, a pause that ends before it begins.
    pub static STOP_BEFORE_START: Code = warning("DAT001", "stop-before-start");
    /// A time or duration that cannot be read.
    pub static UNREADABLE_TIME: Code = warning("DAT002", "unreadable-time");
    /// A time that the clocks jumped over.
    pub static TIME_IN_DST_GAP: Code = warning("DAT003", "time-in-dst-gap");
    /// A case that comes twice.
    pub static DUPLICATE_CASE: Code = warning("DAT004", "duplicate-case");
    /// What begins or happened after as-of.
    pub static AFTER_AS_OF: Code = warning("DAT005", "after-as-of");
    /// A number that is none, a value or an event that nobody knows.
    pub static UNKNOWN_VALUE: Code = warning("DAT006", "unknown-value");
    /// No start, an event without a time.
    pub static MISSING_START: Code = warning("DAT007", "missing-start");
    /// Bytes that are none of the encoding's.
    pub static ENCODING_DOUBTFUL: Code = warning("DAT008", "encoding-doubtful");
    /// A pause that has no end, although the clock has stopped.
    pub static PAUSE_UNCLOSED: Code = warning("DAT009", "pause-unclosed");
    /// A column whose times have an offset in some rows only.
    pub static MIXED_OFFSETS: Code = warning("DAT010", "mixed-offsets");
    /// A row with too few or too many fields, or without a case.
    pub static RAGGED_ROW: Code = warning("DAT011", "ragged-row");

    /// All of them, by code.
    pub static ALL: &[&Code] = &[
        &STOP_BEFORE_START,
        &UNREADABLE_TIME,
        &TIME_IN_DST_GAP,
        &DUPLICATE_CASE,
        &AFTER_AS_OF,
        &UNKNOWN_VALUE,
        &MISSING_START,
        &ENCODING_DOUBTFUL,
        &PAUSE_UNCLOSED,
        &MIXED_OFFSETS,
        &RAGGED_ROW,
    ];

    const fn warning(code: &'static str, name: &'static str) -> Code {
        Code { code, name, level: Level::Warning }
    }
}

/// A place that helps to understand a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub note: Note,
}

/// A change that resolves a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it keeps the meaning that the author certainly had.
    pub safe: bool,
    /// The edits, not overlapping.
    pub edits: Vec<Edit>,
}

/// What reading or a rule reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which kind of finding.
    pub code: &'static Code,
    /// Its level under the settings of the folder.
    pub level: Level,
    /// The narrowest place that shows the fault.
    pub span: Span,
    /// The id of the definition it stands in, if there is one.
    pub definition: Option<String>,
    /// What is wrong, with its arguments.
    pub message: Message,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How to mend it, where that is certain enough.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with all that every finding needs, at the level of its code.
    pub fn new(code: &'static Code, span: Span, message: impl Into<Message>) -> Self {
        let message = message.into();
        Self { code, level: code.level, span, definition: None, message, related: Vec::new(), fix: None }
    }

    /// Names the definition it stands in.
    #[must_use]
    pub fn in_definition(mut self, id: &str) -> Self {
        self.definition = Some(id.to_owned());
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn related(mut self, span: Span, note: Note) -> Self {
        self.related.push(Related { span, note });
        self
    }

    /// Adds a fix of one edit, where there is one: what [`crate::source::scalar::replace`] makes.
    #[must_use]
    pub fn fix_by(mut self, safe: bool, edit: Option<Edit>) -> Self {
        self.fix = edit.map(|edit| Fix { safe, edits: vec![edit] }).or(self.fix);
        self
    }

    /// Adds a fix of one edit. The text stands in the file as it is: words of a string need
    /// [`Finding::fix_by`].
    #[must_use]
    pub fn fix(mut self, safe: bool, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { safe, edits: vec![Edit::new(span, text)] });
        self
    }
}

/// Sorts findings as every output shows them: by place, then code; exact copies go.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (a.span, a.code.code, &a.definition).cmp(&(b.span, b.code.code, &b.definition)));
    findings.dedup();
}
