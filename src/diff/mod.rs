//! What a change of the definitions means for customers and for the organisation: two sets of
//! definitions in, plain data out.
//!
//! Commitments and standards are paired by id and version. What differs is judged, not only listed:
//! whether a case is due sooner or later is decided by evaluating both sides wherever they can differ
//! (`dues`), and what cannot be decided is said to be so, with its reason. This layer reads no files,
//! knows no git and no wording, and must not know how a change is shown. [`compare()`] looks at definitions
//! alone; [`backtest`] tries what it found on the cases of logs.

pub mod backtest;
mod clocks;
mod compare;
mod cover;
mod dues;
mod fields;
mod limits;
mod measures;
mod pairs;
mod remedies;
mod shown;
mod side;
mod targets;
mod verdict;

pub use compare::{Options, compare, compare_versions};
pub use dues::{Witness, Years};
pub use shown::target as target_in_one_line;
pub use side::{Place, Side};

use crate::clock::SubjectKind;
use crate::model::{Commitment, Prose, Standard, Status, Target};
use crate::source::{FileId, Span};

/// What a change is, from grave to harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is no longer promised.
    Withdrawn,
    /// Less is promised for some cases, and more for none.
    Loosened,
    /// Less is promised for some cases, and more for others.
    Mixed,
    /// Fewer cases are covered.
    Narrowed,
    /// What it means cannot be decided.
    Undecided,
    /// It stands elsewhere in its life.
    StatusChanged,
    /// More is promised for some cases, and less for none.
    Tightened,
    /// More cases are covered.
    Widened,
    /// It is newly promised.
    Added,
    /// Words or particulars changed, and nothing that is promised.
    Reworded,
    /// It stands in another file, and nothing else changed.
    Moved,
}

impl Kind {
    /// All of them, from grave to harmless.
    pub const ALL: [Self; 11] = [
        Self::Withdrawn,
        Self::Loosened,
        Self::Mixed,
        Self::Narrowed,
        Self::Undecided,
        Self::StatusChanged,
        Self::Tightened,
        Self::Widened,
        Self::Added,
        Self::Reworded,
        Self::Moved,
    ];

    /// The word of arguments and machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Loosened => "loosened",
            Self::Mixed => "mixed",
            Self::Narrowed => "narrowed",
            Self::Undecided => "undecided",
            Self::StatusChanged => "status-changed",
            Self::Tightened => "tightened",
            Self::Widened => "widened",
            Self::Added => "added",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
        }
    }

    /// Whether customers may get less than before.
    pub fn is_weakening(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Loosened | Self::Mixed | Self::Narrowed)
    }
}

/// Why it cannot be decided what a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Who is covered is said in words alone.
    ScopeInWords,
    /// An exception is in words alone.
    ExceptionInWords,
    /// The conditions name more combinations of values than can be tried.
    ManyCases,
    /// Another clock or value is measured.
    OtherMeasure,
    /// Another event starts the clock.
    OtherStart,
    /// Another event stops the clock.
    OtherStop,
    /// Other pauses are not counted.
    OtherPauses,
    /// The most that a pause may last is of another kind of time.
    PauseMax,
    /// Pauses count differently in another calendar or kind of time.
    PausesCount,
    /// Pauses and the limit change in opposite ways, by amounts that depend on the case.
    PausesAgainstLimit,
    /// Another column says when it is due.
    OtherDueColumn,
    /// Another value is asked for.
    OtherValue,
    /// Periods that do not lie in each other.
    Periods,
    /// Cases are counted in other periods.
    CountedBy,
    /// The clock or its calendar cannot be read.
    NoCalendar,
    /// The calendars declare more years, or more hours in them, than can be tried.
    ManyYears,
    /// Remedies in other money, or for something else.
    RemedyBasis,
    /// It could not be read before.
    UnreadBefore,
    /// It cannot be read now.
    UnreadAfter,
}

impl Reason {
    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ScopeInWords => "scope-in-words",
            Self::ExceptionInWords => "exception-in-words",
            Self::ManyCases => "many-cases",
            Self::OtherMeasure => "other-measure",
            Self::OtherStart => "other-start",
            Self::OtherStop => "other-stop",
            Self::OtherPauses => "other-pauses",
            Self::PauseMax => "pause-max",
            Self::PausesCount => "pauses-count",
            Self::PausesAgainstLimit => "pauses-against-limit",
            Self::OtherDueColumn => "other-due-column",
            Self::OtherValue => "other-value",
            Self::Periods => "periods",
            Self::CountedBy => "counted-by",
            Self::NoCalendar => "no-calendar",
            Self::ManyYears => "many-years",
            Self::RemedyBasis => "remedy-basis",
            Self::UnreadBefore => "unread-before",
            Self::UnreadAfter => "unread-after",
        }
    }
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which, such as `target 1: within` or `calendar service-desk: hours`.
    pub field: String,
    /// What it was; `None` where it was not there.
    pub old: Option<String>,
    /// What it is; `None` where it is gone.
    pub new: Option<String>,
    /// Where it stands on the new side; where it is gone, what it was a part of.
    pub span: Option<Span>,
}

/// One thing that a change does.
#[derive(Clone, Debug)]
pub struct Effect<'d> {
    /// What it is.
    pub kind: Kind,
    /// The fields behind it.
    pub fields: Vec<FieldChange>,
    /// A case for which it is so, as far as conditions look at it.
    pub case: Vec<(String, String)>,
    /// Due instants of a case: of a mixed change one that is due sooner and one that is due later.
    pub witnesses: Vec<Witness>,
    /// Why it is undecided.
    pub reason: Option<Reason>,
    /// The years that were looked at, if it was decided by instants.
    pub years: Option<Years>,
    /// The targets that decide, before and now, where it is about them.
    pub targets: (Option<&'d Target>, Option<&'d Target>),
}

impl<'d> Effect<'d> {
    fn new(kind: Kind, fields: Vec<FieldChange>) -> Self {
        let (case, witnesses) = (Vec::new(), Vec::new());
        Self { kind, fields, case, witnesses, reason: None, years: None, targets: (None, None) }
    }

    fn undecided(reason: Reason, fields: Vec<FieldChange>) -> Self {
        Self { reason: Some(reason), ..Self::new(Kind::Undecided, fields) }
    }

    /// Whether its fields say which target it is about.
    pub fn names_target(&self) -> bool {
        self.fields.iter().any(|change| change.field.starts_with("target "))
    }

    fn about(mut self, old: Option<&'d Target>, new: Option<&'d Target>) -> Self {
        self.targets = (old, new);
        self
    }
}

/// One side of a commitment or standard.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'d> {
    /// A commitment.
    Commitment(&'d Commitment),
    /// A standard.
    Standard(&'d Standard),
}

impl<'d> Subject<'d> {
    /// Which of both.
    pub fn kind(self) -> SubjectKind {
        match self {
            Self::Commitment(_) => SubjectKind::Commitment,
            Self::Standard(_) => SubjectKind::Standard,
        }
    }

    /// Its id.
    pub fn id(self) -> &'d str {
        match self {
            Self::Commitment(commitment) => &commitment.id.value,
            Self::Standard(standard) => &standard.id.value,
        }
    }

    /// The name of its version.
    pub fn version(self) -> String {
        self.effective().version()
    }

    /// Its name for people.
    pub fn title(self) -> Option<&'d Prose> {
        match self {
            Self::Commitment(commitment) => commitment.title.as_ref(),
            Self::Standard(standard) => standard.title.as_ref(),
        }
    }

    /// What it says.
    pub fn text(self) -> Option<&'d Prose> {
        match self {
            Self::Commitment(commitment) => commitment.text.as_ref(),
            Self::Standard(standard) => standard.text.as_ref(),
        }
    }

    /// Where a commitment stands in its life.
    pub fn status(self) -> Option<Status> {
        match self {
            Self::Commitment(commitment) => Some(commitment.status()),
            Self::Standard(_) => None,
        }
    }

    /// Its targets.
    pub fn targets(self) -> &'d [Target] {
        match self {
            Self::Commitment(commitment) => &commitment.targets,
            Self::Standard(standard) => &standard.targets,
        }
    }

    /// When it is in force.
    pub fn effective(self) -> &'d crate::model::Effective {
        match self {
            Self::Commitment(commitment) => &commitment.effective,
            Self::Standard(standard) => &standard.effective,
        }
    }

    /// Where it is written.
    pub fn span(self) -> Span {
        match self {
            Self::Commitment(commitment) => commitment.span,
            Self::Standard(standard) => standard.span,
        }
    }

    /// Where its id is written.
    pub fn place(self) -> Span {
        match self {
            Self::Commitment(commitment) => commitment.id.span,
            Self::Standard(standard) => standard.id.span,
        }
    }
}

/// A commitment or standard that changed.
#[derive(Clone, Debug)]
pub struct SubjectChange<'d> {
    /// What it was.
    pub old: Option<Subject<'d>>,
    /// What it is.
    pub new: Option<Subject<'d>>,
    /// Whether it is a new version, compared with the one in force before it.
    pub is_next_version: bool,
    /// What the change is, as a whole, from grave to harmless.
    pub kinds: Vec<Kind>,
    /// What it does, thing by thing.
    pub effects: Vec<Effect<'d>>,
    /// The files that it stood and stands in, where they differ.
    pub files: Option<(String, String)>,
    /// The commitments that a standard is behind.
    pub backs: Vec<&'d str>,
}

impl<'d> SubjectChange<'d> {
    /// What it is now, else what it was.
    pub fn subject(&self) -> Option<Subject<'d>> {
        self.new.or(self.old)
    }
}

/// All that changed.
#[derive(Clone, Debug)]
pub struct Diff<'d> {
    /// Commitments in the order of the new side with what is gone behind them, then standards.
    pub changes: Vec<SubjectChange<'d>>,
    /// Commitments and standards that mean the same on both sides, versions apart.
    pub unchanged: usize,
    /// Files in which something could not be read, before and now.
    pub unread: [Vec<FileId>; 2],
}

impl Diff<'_> {
    /// Whether some change is of a kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.changes.iter().any(|change| change.kinds.contains(&kind))
    }
}
