//! What is to be done with each row of one log, compiled once.

use super::by_start::ByStart;
use super::columns::AbsentColumn;
use super::conditions::{Holds, Place, Tests};
use crate::calendar::{Instant, OpeningHours, Zone};
use crate::log::Needs;
use crate::model::{CountedBy, Date, DueAt, Period};
use crate::text::{Decimal, Duration};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a run judges.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for on its own")]
pub struct Options {
    /// Attributes by which the counts are split.
    pub by: Vec<String>,
    /// The period of every target, instead of its own.
    pub period: Option<Period>,
    /// Whether the names of cases are needed.
    pub ids: bool,
    /// The name of a case whose rows are kept as they stand.
    pub watched: Option<String>,
    /// What happened later is unseen; absent: the latest time of the log must be found.
    pub as_of: Option<Instant>,
    /// Whether it is needed what percentages of remedies are of.
    pub remedies: bool,
    /// Whether it is needed what follows the stops of clocks.
    pub follows: bool,
    /// Whether clocks never stand still for a pause.
    pub without_pauses: bool,
    /// Whether what asks for a column that no log has is left out and told of, and no error.
    pub tolerant: bool,
}

/// What is to be done with each row of one log.
#[derive(Debug)]
pub struct Plan {
    /// The columns to read.
    pub needs: Needs,
    /// The zone of the log.
    pub zone: Zone,
    /// The tests of all conditions.
    pub tests: Tests,
    /// What the names of conditions stand for.
    pub names: BTreeMap<String, Place>,
    /// The subjects that the log serves.
    pub subjects: Vec<SubjectPlan>,
    /// Attribute columns of the groups, in the order of [`Options::by`]; `None` where this log has none.
    pub by: Vec<Option<usize>>,
    /// Groups by the start of a case, with their places in [`Options::by`].
    pub by_start: Vec<(usize, ByStart)>,
    /// Time columns that tell how far the log reaches.
    pub reach: Vec<usize>,
    /// Time columns of the begin and the end of pauses.
    pub pauses: Vec<(usize, usize)>,
    /// What was left out for want of a column.
    pub absent: Vec<AbsentColumn>,
}

impl Measurement {
    /// The pauses of its clock.
    pub(super) fn pauses(&self) -> &[PausePlan] {
        match self {
            Self::Within { pauses, .. } | Self::Duration { pauses, .. } => pauses,
            Self::Ahead { .. } | Self::By { .. } | Self::Number { .. } | Self::Equals { .. } => &[],
        }
    }

    /// Whether it begins with an event that no row of the log has, in a log that is not said to serve
    /// the subject: then it is another log's. `nowhere` says of each time column whether no row has it.
    pub fn is_elsewhere(&self, nowhere: &[bool]) -> bool {
        let is_nowhere = |column: usize| nowhere.get(column).copied().unwrap_or(false);
        match self {
            Self::Within { ends, .. } | Self::By { ends, .. } | Self::Duration { ends, .. } => {
                !ends.declared && is_nowhere(ends.start)
            }
            Self::Ahead { ends, .. } => !ends.declared && is_nowhere(ends.start) && is_nowhere(ends.stop),
            Self::Number { .. } | Self::Equals { .. } => false,
        }
    }
}

impl Plan {
    /// All targets that the log serves.
    pub fn targets(&self) -> impl Iterator<Item = &TargetPlan> {
        let versions = self.subjects.iter().flat_map(|subject| &subject.versions);
        let bands = versions.flat_map(|version| &version.groups).flat_map(|group| &group.bands);
        bands.flat_map(|(_, targets)| targets)
    }
}

/// A subject on one log.
#[derive(Debug)]
pub struct SubjectPlan {
    /// Its versions, in the order of the roster.
    pub versions: Vec<VersionPlan>,
}

/// A version on one log.
#[derive(Debug)]
pub struct VersionPlan {
    /// First day.
    pub from: Option<Date>,
    /// First day after it.
    pub until: Option<Date>,
    /// First day of the next version, where there is a gap before it.
    pub gap_until: Option<Date>,
    /// Which cases are its own.
    pub applies: Holds,
    /// Its exceptions in written order; `None` for one in words alone, which no case can be shown to meet.
    pub exceptions: Vec<Option<Holds>>,
    /// Its targets, one group a measure.
    pub groups: Vec<Group>,
    /// Whether it is the one that cases without a date fall to.
    pub last: bool,
}

/// Targets of the same measure: the first band whose condition holds decides, all its targets apply.
#[derive(Debug)]
pub struct Group {
    /// Condition and targets.
    pub bands: Vec<(Holds, Vec<TargetPlan>)>,
}

/// A target on one log.
#[derive(Debug)]
pub struct TargetPlan {
    /// Its number in the roster.
    pub number: usize,
    /// What it measures.
    pub measurement: Measurement,
    /// Which instant puts a case into a period.
    pub counted_by: CountedBy,
    /// The period of judging.
    pub period: Period,
    /// The zone in which dates are taken.
    pub zone: Zone,
    /// Number column of what a remedy is a percentage of, where that is needed.
    pub remedy_of: Option<usize>,
    /// Interval column from its stops to what follows them, where that is needed and the log tells.
    pub follows: Option<usize>,
}

/// What a target measures, with the columns it is in.
#[derive(Debug)]
pub enum Measurement {
    /// Start to stop, at most so long.
    Within {
        /// Start and stop.
        ends: Ends,
        /// At most.
        limit: LimitPlan,
        /// When it stands still.
        pauses: Vec<PausePlan>,
    },
    /// Notice to event, at least so long.
    Ahead {
        /// Notice and event.
        ends: Ends,
        /// At least.
        limit: LimitPlan,
    },
    /// Start to stop, by the case's own due.
    By {
        /// Start and stop.
        ends: Ends,
        /// Time column of the due.
        due: usize,
    },
    /// How long it took, for a statistic over the period.
    Duration {
        /// Start and stop.
        ends: Ends,
        /// The kind of time that counts.
        limit: LimitPlan,
        /// When it stands still.
        pauses: Vec<PausePlan>,
    },
    /// A number between bounds, or (without any) for a statistic over the period.
    Number {
        /// Number column.
        column: usize,
        /// At least.
        at_least: Option<Decimal>,
        /// At most.
        at_most: Option<Decimal>,
        /// Whether a case without the value breaches.
        absent_breaches: bool,
        /// Time column that dates the case.
        dated: Option<usize>,
    },
    /// A text that must be this.
    Equals {
        /// Attribute column.
        column: usize,
        /// Holds for the wanted value.
        wanted: Holds,
        /// Whether a case without the value breaches.
        absent_breaches: bool,
        /// Time column that dates the case.
        dated: Option<usize>,
    },
}

/// Time columns of a clock.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// Where it starts.
    pub start: usize,
    /// Where it stops.
    pub stop: usize,
    /// Whether the log is said to serve the subject. Else a start that no row has means that it does not.
    pub declared: bool,
}

/// A limit and what it is counted with.
#[derive(Clone, Debug)]
pub struct LimitPlan {
    /// The limit.
    pub limit: Duration,
    /// When a day-counted limit is due.
    pub due_at: Option<DueAt>,
    /// The clock's opening hours.
    pub hours: Option<Arc<OpeningHours>>,
}

/// Where a pause is, and how much of it counts.
#[derive(Clone, Debug)]
pub struct PausePlan {
    /// Its name; `None` for the time between a stop and what follows it.
    pub name: Option<String>,
    /// Where it is.
    pub source: PauseColumns,
    /// The most that is not counted per case.
    pub max: Option<Duration>,
}

/// The columns of a pause.
#[derive(Clone, Copy, Debug)]
pub enum PauseColumns {
    /// Duration column of the sum.
    Sum(usize),
    /// Time columns of begin and end.
    Times(usize, usize),
    /// Column of times between events.
    Intervals(usize),
}
