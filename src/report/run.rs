//! Opening logs, judging every case, and handing the judgements on.

use super::opened::{Reading, Readings};
use super::part::scales;
use super::reject::{Reject, Rejects};
use super::remedy::Priced;
use super::rows::RowCounts;
use super::unadjusted::Allowance;
use super::values::Listed;
use crate::calendar::{Calendars, Instant, Zone};
use crate::clock::{
    AbsentColumn, Case, Compiler, Judgement, Options, Plan, PlanError, Roster, Subject, TargetPlan, Truth,
    UNDATED, Version, end_of,
};
use crate::log::{Block, LogError, Number, OpenLog, Progress, Summary, Symbols};
use crate::model::{Date, Definitions, Period, nearest};
use crate::tally::{Budget, Percentiles, Scale};
use crate::text::Decimal;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What is asked.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for on its own")]
pub struct Query {
    /// Commitments or standards by id; none: all that are in force.
    pub commitments: Vec<String>,
    /// Attributes by which the counts are split.
    pub by: Vec<String>,
    /// The period of every target, instead of its own.
    pub period: Option<Period>,
    /// The first day of cases that are counted.
    pub from: Option<Date>,
    /// The first day that is no longer counted.
    pub until: Option<Date>,
    /// What happened later is unseen; absent: the latest time of the logs.
    pub as_of: Option<AsOf>,
    /// By which version's terms cases are judged.
    pub terms: Terms,
    /// Whether the names of cases are needed.
    pub ids: bool,
    /// Whether ids that come twice are to be found.
    pub repeats: bool,
    /// The name of a case whose rows are kept as they stand.
    pub watched: Option<String>,
    /// Threads that read and judge; none: one. The outcome is the same with any number.
    pub threads: Option<NonZeroUsize>,
    /// How percentiles are found.
    pub percentiles: Percentiles,
    /// Whether sums over all periods are left out.
    pub periods_only: bool,
    /// Whether it is wanted how the numbers behind each sum over all periods are distributed.
    pub distributions: bool,
    /// What of the definitions is left out.
    pub without: Option<Allowance>,
    /// Groups with fewer decided cases are marked, and not compared with others.
    pub min_cases: u64,
    /// Whether the cases of each file are to be known again.
    pub prints: bool,
    /// Whether it is asked what became of the time of ended cases.
    pub times: bool,
    /// Whether it is asked what is owed to customers. Cases are then judged one by one.
    pub remedies: bool,
    /// Whether it is needed what follows the stops of clocks.
    pub follows: bool,
    /// Whether what asks for a column that no log has is left out and told of, and no error.
    pub tolerant: bool,
}

impl Query {
    /// Whether the date that puts a case into a period lies in the days asked for. Cases without a
    /// date are counted only where no days are asked for.
    pub fn covers(&self, judgement: &Judgement) -> bool {
        self.covers_day(judgement.dated.map_or(UNDATED, Date::days))
    }

    /// The same for a day of a column of dates.
    pub(super) fn covers_day(&self, day: i32) -> bool {
        match (self.from, self.until) {
            (None, None) => true,
            _ if day == UNDATED => false,
            (from, until) => {
                from.is_none_or(|from| day >= from.days()) && until.is_none_or(|until| day < until.days())
            }
        }
    }
}

/// By which version's terms cases are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Terms {
    /// Those in force when the case began.
    #[default]
    InForce,
    /// Those in force at as-of, whenever the case began.
    Current,
}

/// An instant as a user gives it; without an offset it is in the zone of the first log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// An instant.
    Instant(Instant),
    /// Seconds of the wall clock since 1970-01-01 00:00.
    Local(i64),
    /// The end of a day.
    Day(Date),
}

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A log could not be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The definitions and the logs do not fit.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The definitions of before, with which others are compared, and the logs do not fit.
    #[error("the definitions as they were before cannot be tried on the logs: {0}")]
    Before(#[source] PlanError),
    /// No such commitment or standard.
    #[error(
        "there is no commitment or standard \"{id}\"{}",
        suggestion.as_ref().map(|s| format!("; did you mean \"{s}\"?")).unwrap_or_default()
    )]
    UnknownSubject {
        /// The id.
        id: String,
        /// The id that was probably meant.
        suggestion: Option<String>,
    },
    /// No log is defined.
    #[error("no log is defined: add a [[log]] that says where the cases are, for example\n\n{example}")]
    NoLog {
        /// What to write.
        example: &'static str,
    },
}

const LOG_EXAMPLE: &str = "    [[log]]\n    id = \"tickets\"\n    path = \"../tickets.csv\"\n    \
    columns = { received = \"created_at\", resolved = \"solved_at\" }\n    \
    timestamps = \"%Y-%m-%d %H:%M:%S\"\n    timezone = \"Asia/Shanghai\"";

/// A judged case, as a visitor sees it.
pub struct Judged<'a> {
    /// The log, by its place in [`Run::logs`].
    pub log: usize,
    /// The block.
    pub block: &'a Block,
    /// The row.
    pub row: usize,
    /// Different values of attributes.
    pub symbols: &'a [Symbols],
    /// The columns of the groups.
    pub by: &'a [Option<usize>],
    /// The target.
    pub target: &'a TargetPlan,
    /// What it says.
    pub judgement: Judgement,
}

impl Judged<'_> {
    /// The file, by its place in the log, and the line on which the case begins.
    pub fn place(&self) -> (usize, u64) {
        (self.block.file, self.block.lines.get(self.row).copied().unwrap_or(0))
    }

    /// What a remedy of the case is a percentage of, where it has that.
    pub fn remedy_of(&self) -> Option<Decimal> {
        let number = self.target.remedy_of.and_then(|column| self.block.numbers.get(column));
        match number.and_then(|column| column.get(self.row)) {
            Some(Number::Value(value)) => Some(*value),
            _ => None,
        }
    }
}

/// Gives standard input where a log is `-`; only the command line may touch it.
pub type Stdin<'a> = &'a mut dyn FnMut() -> Box<dyn std::io::Read + Send>;

/// A log of a run.
pub struct LogRun<'d> {
    /// Its definition.
    pub log: &'d crate::model::Log,
    /// Its zone.
    pub zone: Zone,
    /// Whether the zone was declared for it.
    pub zone_declared: bool,
    pub(super) open: OpenLog<'d>,
    /// What is done with each of its rows.
    pub plan: Plan,
    /// The values of its attributes that settings list.
    pub listed: Vec<Listed>,
    /// What its reader counted; there when it was read.
    pub summary: Summary,
    /// What became of its cases; there when they were judged.
    pub rows: RowCounts,
    /// By file: the prints of its cases, where the query asks for them.
    pub prints: Vec<u64>,
}

/// A run over all logs that serve what is asked.
pub struct Run<'d> {
    /// What is judged.
    pub roster: Roster<'d>,
    /// The logs.
    pub logs: Vec<LogRun<'d>>,
    /// By number of the target: the zone in which its dates are taken; `None` where no log serves it,
    /// which a log of events tells only when it was read.
    pub zones: Vec<Option<Zone>>,
    /// What was left out for want of a column, with the log that lacks it; of a tolerant query.
    pub(super) absent: Vec<(String, AbsentColumn)>,
    /// What is unseen because it is later, if that is known from the start.
    pub as_of: Option<Instant>,
    /// The latest start or stop of the logs; there when they were read, unless as-of was given.
    pub latest: Option<Instant>,
    /// The latest begin or end of a pause; there when they were read.
    pub(super) latest_pause: Option<Instant>,
    /// The bins of targets by their number.
    pub scales: Vec<Scale>,
    /// How many numbers may be kept for percentiles.
    pub budget: Budget,
    /// Whether it is told what became of the time of ended cases.
    pub times: bool,
    /// What has to be noted for what is owed, where that is asked for and there is a remedy in figures.
    pub priced: Option<Priced>,
    pub(super) rejects: Option<Box<Rejects<'d>>>,
    pub(super) threads: NonZeroUsize,
    pub(super) definitions: &'d Definitions,
}

impl<'d> Run<'d> {
    /// Opens the logs and plans what to do with each.
    pub fn open(definitions: &'d Definitions, query: &Query, stdin: Stdin<'_>) -> Result<Self, RunError> {
        for id in &query.commitments {
            known(definitions, id)?;
        }
        let mut roster = Roster::new(definitions, &query.commitments);
        if query.without == Some(Allowance::Exceptions) {
            roster.leave_out_exceptions();
        }
        let readings = Readings::open(definitions, &roster, stdin)?;
        Self::over(readings, definitions, roster, query)
    }

    /// Plans what to do with each log that was opened for a roster.
    pub(super) fn over(
        Readings(opened): Readings<'d>,
        definitions: &'d Definitions,
        mut roster: Roster<'d>,
        query: &Query,
    ) -> Result<Self, RunError> {
        // What is wrong with calendars was reported when the definitions were loaded.
        let (calendars, _) = Calendars::compile(definitions, &|path| crate::source::files::read_text(path));
        let Some(first) = opened.first() else { return Err(RunError::no_log()) };
        let as_of = query.as_of.map(|as_of| as_of.instant(&first.zone));
        if query.terms == Terms::Current
            && let Some(as_of) = as_of
        {
            roster.keep_current(first.zone.date_of(as_of));
        }
        let columns: Vec<_> = opened.iter().map(Reading::columns).collect();
        let priced = if query.remedies { Priced::new(&roster) } else { None };
        let options = Options {
            by: query.by.clone(),
            period: query.period,
            ids: query.ids,
            watched: query.watched.clone(),
            as_of,
            remedies: priced.is_some(),
            follows: query.follows,
            without_pauses: query.without == Some(Allowance::Pauses),
            tolerant: query.tolerant,
        };
        let compiler = Compiler { definitions, calendars: &calendars, logs: &columns, options: &options };
        let mut zones = vec![None; roster.targets];
        let (mut logs, mut absent) = (Vec::new(), Vec::new());
        for (place, Reading { log, zone, zone_declared, open }) in opened.into_iter().enumerate() {
            let mut plan = compiler.plan(&roster, place, zone.clone())?;
            plan.needs.repeats = query.repeats;
            absent.extend(plan.absent.drain(..).map(|column| (log.id.value.clone(), column)));
            for target in plan.targets() {
                zones[target.number].get_or_insert_with(|| target.zone.clone());
            }
            // A log that serves nothing of what is asked is not read.
            if plan.targets().next().is_some() {
                let listed = Listed::of(&plan, &definitions.settings.order, log.fold_case);
                let (summary, rows) = (Summary::default(), RowCounts::default());
                let prints = Vec::new();
                logs.push(LogRun { log, zone, zone_declared, open, plan, listed, summary, rows, prints });
            } else {
                open.check_tables(&|name| is_asked(definitions, name))?;
            }
        }
        let scales = scales(&roster);
        let budget = Budget::new(query.percentiles);
        let threads = query.threads.unwrap_or(NonZeroUsize::MIN);
        Ok(Self {
            roster,
            logs,
            zones,
            absent,
            as_of,
            latest: None,
            latest_pause: None,
            scales,
            budget,
            times: query.times,
            priced,
            rejects: None,
            threads,
            definitions,
        })
    }

    /// Hands every row that is not judged, or is a data error, to `rejects` while the logs are read.
    pub fn rejecting(&mut self, rejects: impl FnMut(&Reject<'_>) + Send + 'd) {
        self.rejects = Some(Box::new(rejects));
        for log in &mut self.logs {
            (log.plan.needs.left_out, log.plan.needs.ids) = (true, true);
        }
    }

    /// Tells from now on how far the reading of the logs is, which are read once.
    pub fn tell(&mut self, progress: &Arc<Progress>) {
        self.logs.iter_mut().for_each(|log| log.open.tell(Arc::clone(progress)));
    }

    /// Reads every log once, block by block.
    pub(super) fn blocks(
        &mut self,
        visit: &mut (impl FnMut(usize, &Plan, &Block, &[Symbols]) + Send),
    ) -> Result<(), RunError> {
        for (place, run) in self.logs.iter_mut().enumerate() {
            let plan = &run.plan;
            run.summary = run.open.read(&plan.needs, &mut |block, symbols| {
                visit(place, plan, block, symbols);
                ControlFlow::Continue(())
            })?;
        }
        self.finish();
        Ok(())
    }

    /// What is known only after all logs were read.
    pub(super) fn finish(&mut self) {
        if self.as_of.is_none() {
            self.latest = self.reached();
        }
        for (number, zone) in self.zones.iter_mut().enumerate() {
            if !self.logs.iter().any(|run| run.serves(number)) {
                *zone = None;
            }
        }
    }

    /// How far the logs that were read reach.
    fn reached(&self) -> Option<Instant> {
        let events = self.logs.iter().filter_map(|run| run.summary.events.as_ref());
        events.filter_map(|rows| rows.latest).chain(self.latest).max()
    }

    /// Judges all cases by `read`, which reads every log once and learns how far they reach. As-of is known
    /// only then where it is not given; what it leaves open of a case is settled later, but for pauses
    /// that are after it and should not have been seen. Where there are some, all is read once more.
    pub(super) fn as_of_what_is_read<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        if self.as_of.is_some() || self.logs.iter().all(|log| log.plan.pauses.is_empty()) {
            return read(self);
        }
        self.logs.iter_mut().try_for_each(|log| log.open.keep())?;
        if self.rejects.is_some() {
            // What was told of a row cannot be taken back.
            self.find_latest()?;
        } else {
            let judged = read(self)?;
            let reached = self.reached();
            if self.latest_pause <= reached || reached.is_none() {
                return Ok(judged);
            }
            self.latest = reached;
        }
        self.as_of = self.latest;
        for log in &mut self.logs {
            log.plan.needs.as_of = self.as_of;
            log.open.begin_again();
        }
        self.budget.begin_again();
        read(self)
    }

    /// The target of a number, with its subject and version.
    pub fn target(&self, number: usize) -> Option<(&Subject<'d>, &Version<'d>, usize)> {
        self.roster
            .each()
            .find(|(known, ..)| *known == number)
            .map(|(_, subject, version, _)| (subject, version, number - version.first_target + 1))
    }
}

impl LogRun<'_> {
    /// Whether it serves a target, as far as its rows tell.
    fn serves(&self, number: usize) -> bool {
        let target = self.plan.targets().find(|target| target.number == number);
        target.is_some_and(|target| !target.measurement.is_elsewhere(self.summary.nowhere()))
    }
}

impl RunError {
    /// No log is defined.
    pub(super) fn no_log() -> Self {
        Self::NoLog { example: LOG_EXAMPLE }
    }
}

impl AsOf {
    /// The instant, where one without an offset is of a zone.
    pub fn instant(self, zone: &Zone) -> Instant {
        match self {
            Self::Instant(instant) => instant,
            Self::Local(local) => zone.to_instant(local).instant,
            Self::Day(day) => zone.start_of(day.plus_days(1)),
        }
    }
}

/// Whether there is a commitment or standard of an id; else what was probably meant.
pub fn known(definitions: &Definitions, id: &str) -> Result<(), RunError> {
    let mut ids: Vec<_> = definitions.commitments.iter().map(|c| c.id.value.as_str()).collect();
    ids.extend(definitions.standards.iter().map(|standard| standard.id.value.as_str()));
    if ids.contains(&id) {
        return Ok(());
    }
    let suggestion = nearest(id, ids).map(str::to_owned);
    Err(RunError::UnknownSubject { id: id.to_owned(), suggestion })
}

/// Whether a clock or a target of any promise asks for a column of this name.
fn is_asked(definitions: &Definitions, name: &str) -> bool {
    let promised = definitions.commitments.iter().flat_map(|commitment| &commitment.targets);
    let targets = promised.chain(definitions.standards.iter().flat_map(|standard| &standard.targets));
    let ends = definitions.clocks.iter().flat_map(|clock| [&clock.start, &clock.stop]);
    let events = ends.flat_map(|end| &end.events);
    let mut asked = targets.filter_map(|target| target.value.as_ref()).chain(events);
    asked.any(|known| known.value == name)
}

/// A row as judging sees it; `bits` holds those of its tests.
pub(super) fn case<'a>(
    plan: &'a Plan,
    truth: &Truth<'_>,
    block: &'a Block,
    row: usize,
    as_of: Option<Instant>,
    bits: &'a mut Vec<u64>,
) -> Case<'a> {
    truth.bits(block, row..row + 1, as_of, |time| end_of(&plan.zone, time), bits);
    Case { block, row, bits, zone: &plan.zone, nowhere: &block.nowhere, as_of }
}
