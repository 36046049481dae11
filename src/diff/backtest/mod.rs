//! What a change would have done to the cases of logs: the same cases under both sides' definitions.
//!
//! Each changed commitment and standard is tried by itself, under the terms that it had and the terms
//! that it has, with as-of and periods the same on both sides. A case is judged by the version in force
//! when it began, with two exceptions, without which a change could not be tried before it is made: a
//! new version is tried on the cases of the version before it, and a version that begins after as-of on
//! every case. It reads logs through [`PairedRun`] and must not know how what it finds is shown.

mod partners;
mod trial;
mod tries;

use super::{Diff, Kind, Side, SubjectChange};
use crate::calendar::{Due, Instant, Zone};
use crate::clock::{Overshoot, Reason, State};
use crate::model::{Date, Period, Share};
use crate::report::suggest::History;
use crate::report::{AsOf, LogTried, Owed, PairedRun, Query, RunError, Stdin, TargetReport};
use trial::Trials;
use tries::Tries;

/// What is asked of a backtest.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The first day of cases that are counted.
    pub from: Option<Date>,
    /// The first day that is no longer counted.
    pub until: Option<Date>,
    /// What happened later is unseen; absent: the latest time of the logs.
    pub as_of: Option<AsOf>,
    /// The period of every target, instead of its own.
    pub period: Option<Period>,
    /// How many cases of each kind of flip are kept.
    pub worst: usize,
    /// Whether [`TargetTried::needed`] is wanted, which keeps a number for each length of cases.
    pub needed: bool,
    /// Whether what asks for a column that no log has is not tried, and no error.
    pub tolerant: bool,
}

/// What a change would have done to the cases of logs.
#[derive(Debug)]
pub struct Backtest {
    /// What happened later is unseen; `None` where the logs hold no time at all.
    pub as_of: Option<Instant>,
    /// The zone in which as-of is shown.
    pub zone: Zone,
    /// The days that are counted.
    pub days: (Option<Date>, Option<Date>),
    /// How each log was read.
    pub logs: Vec<LogTried>,
    /// What was tried, by the place of its change in [`Diff::changes`].
    pub tried: Vec<(usize, SubjectTried)>,
}

/// What a change would have done to the cases of one commitment or standard.
#[derive(Debug)]
pub struct SubjectTried {
    /// Targets that belong together, as they were and as they are.
    pub targets: Vec<[Option<TargetTried>; 2]>,
    /// Cases, each counted once a target, that stand as they did.
    pub same: u64,
    /// Those that do not, by how they stood and stand.
    pub flips: Vec<Flip>,
    /// What is owed to customers on each side; `None` without a remedy in figures.
    pub owed: [Option<Owed>; 2],
    /// Cases that only one side has read, where the two read their logs in different ways: they count,
    /// and cannot be compared.
    pub unpaired: [u64; 2],
    /// On which cases it was tried.
    pub tried_on: TriedOn,
}

/// On which cases a change is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriedOn {
    /// Those that begin while it is in force.
    InForce,
    /// Those of the version before it.
    VersionBefore,
    /// All: it begins after as-of.
    Every,
}

/// A target and its cases on one side.
#[derive(Debug)]
pub struct TargetTried {
    /// By period, and in all. The period is that of the new side where both have the target.
    pub report: TargetReport,
    /// Whether its own definition counts in another period.
    pub other_period: Option<Period>,
    /// The shortest limit that would have kept the share, in the unit of the limit; where it was asked for.
    pub needed: Option<Needed>,
}

/// The shortest limit that would have kept a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    /// In the unit of the target's limit; `None` where too many cases have not ended at all.
    pub limit: Option<i64>,
    /// How many cases it is taken from: those that ended, and those that are overdue.
    pub cases: u64,
}

/// How a case stands under a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// In time, or the value was reached.
    Met,
    /// Late or overdue.
    Breached,
    /// Not ended and not yet due.
    Pending,
    /// Not counted, by an exception or for want of a due or a value.
    Excluded,
    /// A data error.
    Invalid,
    /// No target is about it.
    Uncovered,
}

impl Standing {
    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Breached => "breached",
            Self::Pending => "pending",
            Self::Excluded => "excluded",
            Self::Invalid => "invalid",
            Self::Uncovered => "uncovered",
        }
    }

    fn of(state: State) -> Self {
        match state {
            State::Met => Self::Met,
            State::Late | State::Overdue => Self::Breached,
            State::Pending | State::Open => Self::Pending,
            State::Excluded => Self::Excluded,
            State::Invalid => Self::Invalid,
        }
    }
}

/// Cases that stand otherwise than before, in one way.
#[derive(Debug)]
pub struct Flip {
    /// How they stood.
    pub old: Standing,
    /// How they stand.
    pub new: Standing,
    /// How many there are.
    pub count: u64,
    /// Those that are latest where they are breached, measured by the limit; else the first.
    pub worst: Vec<FlippedCase>,
}

/// A case that stands otherwise than before.
#[derive(Clone, Debug)]
pub struct FlippedCase {
    /// The id of the log.
    pub log: String,
    /// The file as users see it.
    pub file: String,
    /// The line on which it begins.
    pub line: u64,
    /// Its name.
    pub case: String,
    /// When its clock started, and stopped.
    pub ran: (Option<Instant>, Option<Instant>),
    /// What each side says; `None` where it says nothing.
    pub sides: [Option<Stood>; 2],
    /// How far it is past its limit, on the side on which it is breached.
    pub over: Option<Overshoot>,
    /// The zone of the target.
    pub zone: Zone,
}

/// What one side says of a case.
#[derive(Clone, Debug)]
pub struct Stood {
    /// The place of the target, from 1.
    pub target: usize,
    /// The state.
    pub state: State,
    /// Why it is excluded or invalid, and the name of that.
    pub reason: Option<(Reason, String)>,
    /// When it is due.
    pub due: Option<Due>,
}

/// Whether a change can do something to a case.
fn is_tried(change: &SubjectChange<'_>) -> bool {
    change.kinds.iter().any(|kind| !matches!(kind, Kind::Reworded | Kind::Moved))
}

/// Tries every change of a comparison on the cases of the logs of both sides; where nothing changed that
/// could do something to a case, no log is opened. As-of is what was asked
/// for, which [`reach`] tells where it was not.
pub fn backtest(
    sides: [&Side<'_>; 2],
    diff: &Diff<'_>,
    question: &Question,
    stdin: Stdin<'_>,
) -> Result<Backtest, RunError> {
    let days = (question.from, question.until);
    if !diff.changes.iter().any(is_tried) {
        let zone = sides[1].zone().clone();
        return Ok(Backtest { as_of: None, zone, days, logs: Vec::new(), tried: Vec::new() });
    }
    let trials = Trials::new(sides, diff, day_of(sides, question.as_of));
    let query = Query {
        from: question.from,
        until: question.until,
        as_of: question.as_of,
        period: question.period,
        tolerant: question.tolerant,
        ..Query::default()
    };
    let mut run = PairedRun::open(trials.judged(sides), &query, stdin)?;
    let mut tries = Tries::new(sides, &trials, &run, question, query);
    run.each(&mut |case| tries.add(case))?;
    let (as_of, zone, logs) = (run.as_of, run.zone.clone(), run.logs());
    Ok(Backtest { as_of, zone, days, logs, tried: tries.finish(&run) })
}

/// The latest time of the logs of both sides, from a reading of its own: what as-of is by default.
pub fn reach(
    sides: [&Side<'_>; 2],
    diff: &Diff<'_>,
    question: &Question,
    stdin: Stdin<'_>,
) -> Result<Option<Instant>, RunError> {
    if !diff.changes.iter().any(is_tried) {
        return Ok(None);
    }
    let trials = Trials::new(sides, diff, None);
    let query = Query { tolerant: question.tolerant, ..Query::default() };
    PairedRun::open(trials.judged(sides), &query, stdin)?.latest()
}

/// The day of as-of, for telling which versions have begun.
fn day_of(sides: [&Side<'_>; 2], as_of: Option<AsOf>) -> Option<Date> {
    Some(match as_of? {
        AsOf::Day(day) => day,
        AsOf::Local(local) => Date::from_days(i32::try_from(local.div_euclid(86_400)).ok()?),
        AsOf::Instant(instant) => sides[1].zone().date_of(instant),
    })
}

impl Needed {
    /// From what limits would have done to the cases. `None` without cases.
    fn new(share: Share, history: &History) -> Option<Self> {
        let cases = history.cases();
        let tightest = history.tightest(|met, cases| share.is_reached(met, cases));
        let limit = tightest.and_then(|tightest| tightest.limit.to_integer());
        (cases > 0).then_some(Self { limit, cases })
    }
}
