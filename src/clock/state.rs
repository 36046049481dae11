//! The states of a case under a target, and the reasons for them.

use crate::calendar::{Due, Instant};
use crate::model::Date;
use crate::text::Decimal;

/// The state of a case under a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In time, or the value was reached.
    Met,
    /// Ended after it was due, or the value was not reached.
    Late,
    /// Not ended and past due.
    Overdue,
    /// Not ended and not yet due.
    Pending,
    /// Not counted, by a named exception or for want of a due or a value.
    Excluded,
    /// A data error.
    Invalid,
    /// Not ended; overdue or pending as soon as as-of is known.
    Open,
}

impl State {
    /// The word of reports and machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Late => "late",
            Self::Overdue => "overdue",
            Self::Pending => "pending",
            Self::Excluded => "excluded",
            Self::Invalid => "invalid",
            Self::Open => "open",
        }
    }
}

/// Why a case is excluded or invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// An exception, by its place in the version.
    Exception(u16),
    /// No version was in force when the clock started.
    NoVersion,
    /// The case has no due of its own.
    NoDue,
    /// The case has no value.
    NoValue,
    /// The clock's start is missing.
    MissingStart,
    /// The clock's start cannot be read.
    UnreadableStart,
    /// The clock's stop cannot be read.
    UnreadableStop,
    /// The case's own due cannot be read.
    UnreadableDue,
    /// The value is no number.
    UnreadableValue,
    /// A pause cannot be read.
    UnreadablePause,
    /// A pause ends before it begins.
    PauseEndsFirst,
    /// The stop lies before the start.
    StopBeforeStart,
    /// The row is an exact copy, and the log says that copies are data errors.
    Copy,
    /// The calendar has no opening hours left to be due in.
    NeverDue,
}

impl Reason {
    /// All but exceptions.
    pub const FIXED: [Self; 13] = [
        Self::NoVersion,
        Self::NoDue,
        Self::NoValue,
        Self::MissingStart,
        Self::UnreadableStart,
        Self::UnreadableStop,
        Self::UnreadableDue,
        Self::UnreadableValue,
        Self::UnreadablePause,
        Self::PauseEndsFirst,
        Self::StopBeforeStart,
        Self::Copy,
        Self::NeverDue,
    ];

    /// Whether a value that cannot be read is the reason.
    pub fn is_unreadable(self) -> bool {
        matches!(
            self,
            Self::UnreadableStart
                | Self::UnreadableStop
                | Self::UnreadableDue
                | Self::UnreadableValue
                | Self::UnreadablePause
        )
    }

    /// All that have no name of their own.
    pub const NAMED: [Self; 13] = [
        Self::NoVersion,
        Self::NoDue,
        Self::NoValue,
        Self::MissingStart,
        Self::UnreadableStart,
        Self::UnreadableStop,
        Self::UnreadableDue,
        Self::UnreadableValue,
        Self::UnreadablePause,
        Self::StopBeforeStart,
        Self::PauseEndsFirst,
        Self::Copy,
        Self::NeverDue,
    ];

    /// The words of reports and machine formats; an exception has a name of its own.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exception(_) => "exception",
            Self::NoVersion => "no version",
            Self::NoDue => "no due",
            Self::NoValue => "no value",
            Self::MissingStart => "missing start",
            Self::UnreadableStart => "unreadable start",
            Self::UnreadableStop => "unreadable stop",
            Self::UnreadableDue => "unreadable due",
            Self::UnreadableValue => "unreadable value",
            Self::UnreadablePause => "unreadable pause",
            Self::PauseEndsFirst => "pause ends before it begins",
            Self::StopBeforeStart => "stop before start",
            Self::Copy => "copy of a row",
            Self::NeverDue => "never due",
        }
    }
}

/// How long a case took, in the unit of its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Elapsed {
    /// Seconds of the clock's own time.
    Seconds(i64),
    /// Days, or working days.
    Days(i64),
}

impl Elapsed {
    /// The number, in its unit.
    pub fn amount(self) -> i64 {
        match self {
            Self::Seconds(amount) | Self::Days(amount) => amount,
        }
    }
}

/// What a target says of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The state.
    pub state: State,
    /// Why, if it is excluded or invalid.
    pub reason: Option<Reason>,
    /// When the clock started.
    pub start: Option<Instant>,
    /// When it is due.
    pub due: Option<Due>,
    /// When the clock stopped.
    pub stop: Option<Instant>,
    /// The date on which it stopped.
    pub stopped_on: Option<Date>,
    /// How long it took, pauses left out.
    pub elapsed: Option<Elapsed>,
    /// How long an overdue case has taken until as-of, pauses left out.
    pub so_far: Option<Elapsed>,
    /// How long it stood still, in the unit of `elapsed`.
    pub paused: i64,
    /// Seconds that it stood still, of the clock's own time; under limits in business days of open time.
    pub stood: i64,
    /// When a pause began that has no end although the clock has stopped.
    pub unclosed: Option<Instant>,
    /// The value, for value targets.
    pub value: Option<Decimal>,
    /// The date that puts it into a period.
    pub dated: Option<Date>,
}

impl Judgement {
    pub(super) fn new(state: State) -> Self {
        Self {
            state,
            reason: None,
            start: None,
            due: None,
            stop: None,
            stopped_on: None,
            elapsed: None,
            so_far: None,
            paused: 0,
            stood: 0,
            unclosed: None,
            value: None,
            dated: None,
        }
    }

    /// An open case as it stands at an instant: at its due it is still pending.
    #[must_use]
    pub fn settled(mut self, as_of: Instant) -> Self {
        if self.state == State::Open {
            self.state = Self::settle(self.due.map(|due| due.instant), as_of);
        }
        self
    }

    /// The state of an open case with this due; without one it cannot be late.
    pub fn settle(due: Option<Instant>, as_of: Instant) -> State {
        if due.is_some_and(|due| due < as_of) { State::Overdue } else { State::Pending }
    }
}
