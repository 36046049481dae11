//! From counts to a report: attainment, intervals, percentiles and verdicts.

use super::counting::LogCounts;
use super::data::{DataReport, Unserved};
use super::difference::Difference;
use super::distribution::Distribution;
use super::money::Money;
use super::outlook::{self, Outlook};
use super::part::Part;
use super::remedy::{Ledger, Owed};
use super::run::{Query, Run, RunError};
use super::sample::{Numbers, Ratio, amount};
use super::unadjusted::Unadjusted;
use super::verdict::{Verdict, is_uncertain};
use crate::calendar::{Instant, Zone};
use crate::clock::{Reason, Roster, SubjectKind, Version};
use crate::model::{Condition, Limit, Measure, Period, Prose, Remedy, Share, Statistic, Status, Target};
use crate::stats::wilson;
use crate::tally::{Counter, Group, PeriodKey, Scale, Scratch, Times};
use crate::text::{Decimal, Duration};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether promises were kept.
#[derive(Debug)]
pub struct Report {
    /// What happened later is unseen; `None` where the logs hold no time at all.
    pub as_of: Option<Instant>,
    /// The zone in which as-of is shown: that of the first log.
    pub zone: Zone,
    /// The attributes by which the counts are split.
    pub by: Vec<String>,
    /// Groups with fewer decided cases are marked, and not compared with others.
    pub min_cases: u64,
    /// Whether percentiles come from bins: they are then at most 0.8 % off.
    pub binned: bool,
    /// Commitments, each version apart.
    pub commitments: Vec<SubjectReport>,
    /// Standards, each version apart.
    pub standards: Vec<SubjectReport>,
    /// What is owed to customers, line by line; `None` where it was not asked for, or nothing can be owed.
    pub ledger: Option<Ledger>,
    /// What was read, and what became of every row.
    pub data: DataReport,
}

/// A version of a commitment or standard.
#[derive(Debug)]
pub struct SubjectReport {
    /// Its id.
    pub id: String,
    /// The version.
    pub version: String,
    /// Its name for people.
    pub title: Option<Prose>,
    /// Where a commitment stands in its life.
    pub status: Option<Status>,
    /// What is owed under its remedy, where it has one in figures and that is asked for.
    pub owed: Option<Owed>,
    /// By when that is paid, as it is written.
    pub paid_within: Option<String>,
    /// Its targets.
    pub targets: Vec<TargetReport>,
}

/// A target with its counts.
#[derive(Debug)]
pub struct TargetReport {
    /// Its 1-based place in the version.
    pub place: usize,
    /// What it measures: a clock or a value, by name.
    pub measured: Measured,
    /// The statistic, where it is not the share of cases.
    pub statistic: Option<Statistic>,
    /// Its limits by the name of their field.
    pub limits: Vec<(&'static str, LimitReport)>,
    /// The cases it is about.
    pub when: Condition,
    /// The share that must be reached; `None` for another statistic.
    pub share: Option<Share>,
    /// The period of judging.
    pub period: Period,
    /// What percentiles count.
    pub unit: Unit,
    /// By period and group.
    pub periods: Vec<Cell>,
    /// Over all periods, by group.
    pub totals: Vec<Cell>,
    /// How the numbers behind each total are distributed, where the query asks for it; `None` for a total
    /// without numbers.
    pub distributions: Vec<Option<Distribution>>,
    /// How groups differ; `None` without groups, totals or a share, and where nothing can differ.
    pub difference: Option<Difference>,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measured {
    /// A clock.
    Clock(String),
    /// A column of values.
    Value(String),
    /// Nothing: the target has no limit.
    Nothing,
}

/// A limit as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitReport {
    /// A duration, a column or a value.
    Text(String),
    /// A number.
    Number(Decimal),
}

/// What percentiles count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds of the clock's own time.
    Seconds,
    /// Days, or working days.
    Days,
    /// The value itself.
    Value,
}

impl Unit {
    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Days => "days",
            Self::Value => "value",
        }
    }
}

/// The counts of a target in a period and group, and what they mean.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The period's label; `None` in totals.
    pub period: Option<Arc<str>>,
    /// The values of the groups.
    pub by: Group,
    /// In time.
    pub met: u64,
    /// Ended late.
    pub late: u64,
    /// Not ended, past due.
    pub overdue: u64,
    /// Not ended, not yet due.
    pub pending: u64,
    /// Not counted.
    pub excluded: u64,
    /// Data errors.
    pub invalid: u64,
    /// Why excluded or invalid: names in order, each once, with how many cases.
    pub reasons: Vec<(Arc<str>, u64)>,
    /// Met by met, late and overdue; `None` without cases and for another statistic.
    pub attainment: Option<f64>,
    /// The 95 % Wilson interval of the attainment.
    pub interval: Option<(f64, f64)>,
    /// The attainment if every pending case breaches, and if every one is met; `None` without pending
    /// cases.
    pub bounds: Option<(f64, f64)>,
    /// What it can still become, where more cases can come or some are pending; not of totals, nor where these are
    /// left out.
    pub outlook: Option<Outlook>,
    /// The value of another statistic.
    pub value: Option<f64>,
    /// Whether the promise was kept.
    pub verdict: Verdict,
    /// Whether the interval holds the promised share.
    pub uncertain: bool,
    /// Whether it is of a group with too few decided cases to be compared with others.
    pub few: bool,
    /// The 50th, 90th and 99th percentile by nearest rank.
    pub percentiles: Option<[Decimal; 3]>,
    /// What became of the time of ended cases, where that is known and the target promises a time from start to
    /// stop.
    pub times: Option<Times>,
    /// What it would be without what the promise takes out, where that is asked for.
    pub unadjusted: Option<Unadjusted>,
    /// What is owed for it, where that is asked for and can be told apart.
    pub owed: Option<Owed>,
}

impl Report {
    /// Reads the logs of a run and reports on them.
    pub fn collect(mut run: Run<'_>, query: &Query) -> Result<Self, RunError> {
        let counted = run.count(query)?;
        Ok(Self::of(run, counted, query))
    }

    /// Reports on what was counted of each log of a run.
    pub fn of(mut run: Run<'_>, counted: Vec<LogCounts>, query: &Query) -> Self {
        let part = Part::of(&mut run, counted);
        Self::of_part(part, &run.roster, &run.scales, query)
    }

    /// Reports on what was counted of logs; `scales` are the bins of the roster's targets by number.
    pub fn of_part(part: Part, roster: &Roster<'_>, scales: &[Scale], query: &Query) -> Self {
        let Part { as_of, zone, zones, logs, counters, timed, claims, binned } = part;
        let shown = (query.period, !query.by.is_empty());
        let ledger = claims.map(|claims| Ledger::new(roster, claims, as_of, shown));
        let ordered = counters.ordered();
        let mut scratch = Scratch::default();
        let mut report = Self {
            as_of,
            zone,
            by: query.by.clone(),
            min_cases: query.min_cases,
            binned,
            commitments: Vec::new(),
            standards: Vec::new(),
            ledger: None,
            data: DataReport::new(logs),
        };
        for subject in &roster.subjects {
            for version in &subject.versions {
                let mut targets = Vec::new();
                for (place, target) in version.targets.iter().enumerate() {
                    let number = version.first_target + place;
                    let zone = zones.get(number).and_then(Option::as_ref);
                    let counters = ordered.of_target(number);
                    let groups_from = (!query.by.is_empty()).then_some(query.min_cases);
                    let (period, scale) = (query.period, &scales[number]);
                    let cells = Cells { target, version, zone, as_of, period, timed, groups_from, scale };
                    let counted = Counted {
                        counters,
                        groups: !query.by.is_empty(),
                        totals: !query.periods_only,
                        distributions: query.distributions,
                    };
                    let mut counted = cells.report(place + 1, counted, &mut scratch);
                    if let Some(ledger) = &ledger {
                        for cell in counted.periods.iter_mut().chain(&mut counted.totals) {
                            cell.owed = ledger.of_cell(number, cell.period.as_deref(), &cell.by);
                        }
                    }
                    targets.push(counted);
                    if zone.is_none() {
                        let unserved = Unserved::new(subject.id, &version.name, place + 1, target);
                        report.data.unserved.push(unserved);
                    }
                }
                let reported = SubjectReport {
                    id: subject.id.to_owned(),
                    version: version.name.clone(),
                    title: version.title.cloned(),
                    status: version.status,
                    owed: ledger.as_ref().and_then(|ledger| ledger.of_version(version.first_target)),
                    paid_within: version.remedy.and_then(Remedy::paid_within).map(str::to_owned),
                    targets,
                };
                match subject.kind {
                    SubjectKind::Commitment => report.commitments.push(reported),
                    SubjectKind::Standard => report.standards.push(reported),
                }
            }
        }
        report.ledger = ledger;
        report
    }

    /// What is owed in all, by currency in order.
    pub fn owed_in_all(&self) -> Vec<Money> {
        let mut sums: BTreeMap<Option<&str>, i128> = BTreeMap::new();
        for owed in self.commitments.iter().filter_map(|commitment| commitment.owed.as_ref()) {
            *sums.entry(owed.money.currency.as_deref()).or_default() += owed.money.minor;
        }
        let money =
            |(currency, minor): (Option<&str>, _)| Money { currency: currency.map(str::to_owned), minor };
        sums.into_iter().map(money).collect()
    }

    /// All targets that were reported, commitments first.
    pub fn targets(&self) -> impl Iterator<Item = (&SubjectReport, &TargetReport)> {
        let subjects = self.commitments.iter().chain(&self.standards);
        subjects.flat_map(|subject| subject.targets.iter().map(move |target| (subject, target)))
    }
}

/// What it takes to make the cells of one target.
pub struct Cells<'a, 'd> {
    /// The target.
    pub target: &'d Target,
    /// Its version, which names the exceptions.
    pub version: &'a Version<'d>,
    /// The zone in which its dates are taken, where a log serves it.
    pub zone: Option<&'a Zone>,
    /// What happened later is unseen.
    pub as_of: Option<Instant>,
    /// The period of judging, instead of the target's own.
    pub period: Option<Period>,
    /// Whether it is known what became of the time of ended cases.
    pub timed: bool,
    /// Of groups: how many decided cases they must have not to be marked.
    pub groups_from: Option<u64>,
    /// The bins of its numbers.
    pub scale: &'a Scale,
}

/// What was counted for a target. Every open case is settled.
pub struct Counted<C> {
    /// By period and group, in order: period, group, counter.
    pub counters: C,
    /// Whether there are groups. Without them there is a total also of no cases.
    pub groups: bool,
    /// Whether totals over all periods are wanted.
    pub totals: bool,
    /// Whether it is wanted how the numbers behind totals are distributed.
    pub distributions: bool,
}

impl Cells<'_, '_> {
    /// The target with its counts by period and group.
    pub fn report(
        &self,
        place: usize,
        counted: Counted<impl Iterator<Item = (PeriodKey, Group, Counter)>>,
        scratch: &mut Scratch,
    ) -> TargetReport {
        let target = self.target;
        let period = period_of(target, self.period);
        let mut totals: BTreeMap<Group, (Counter, bool)> = BTreeMap::new();
        let mut periods = Vec::with_capacity(counted.counters.size_hint().0);
        let (mut names, mut keys) = (Names::default(), Vec::new());
        let mut last: Option<(PeriodKey, Arc<str>, bool)> = None;
        for (key, by, counter) in counted.counters {
            let begin = || (key, Arc::from(key.label(period)), self.is_running(period, key));
            let (_, label, running) = &*match &mut last {
                Some(last) if last.0 == key => last,
                last => last.insert(begin()),
            };
            periods.push(self.cell(
                Some(Arc::clone(label)),
                Arc::clone(&by),
                &counter,
                *running,
                (&mut names, scratch),
            ));
            if counted.totals {
                keys.push((key, *running));
                let total = totals.entry(by).or_default();
                total.0.merge(counter);
                total.1 |= *running;
            }
        }
        if counted.totals && target.is_share() {
            outlook::tell(&mut periods, &keys, period, target.share());
        }
        if totals.is_empty() && !counted.groups {
            totals.insert(Group::default(), (Counter::default(), false));
        }
        let report = TargetReport::without_counts(place, target, self.period);
        let distribution = |(counter, _): &(Counter, bool)| {
            Distribution::of(target, report.unit, (&counter.sample, self.scale, &mut *scratch))
        };
        let distributions =
            if counted.distributions { totals.values().map(distribution).collect() } else { Vec::new() };
        let totals: Vec<_> = totals
            .into_iter()
            .map(|(by, (counter, running))| self.cell(None, by, &counter, running, (&mut names, scratch)))
            .collect();
        let difference =
            if counted.groups && target.is_share() { Difference::between(&totals) } else { None };
        TargetReport { periods, totals, distributions, difference, ..report }
    }

    /// Whether more cases can still come into a period.
    fn is_running(&self, period: Period, key: PeriodKey) -> bool {
        match (key.end(period), self.zone, self.as_of) {
            (Some(end), Some(zone), Some(as_of)) => as_of < zone.start_of(end),
            _ => false,
        }
    }

    fn cell(
        &self,
        period: Option<Arc<str>>,
        by: Group,
        counter: &Counter,
        running: bool,
        (names, scratch): (&mut Names, &mut Scratch),
    ) -> Cell {
        let mut numbers = Numbers { sample: &counter.sample, scale: self.scale, scratch };
        let (met, decided) = (counter.met, counter.decided());
        let mut cell = Cell {
            period,
            by,
            met,
            late: counter.late,
            overdue: counter.overdue,
            pending: counter.pending,
            excluded: counter.excluded,
            invalid: counter.invalid,
            reasons: self.reasons(counter, names),
            attainment: None,
            interval: None,
            bounds: None,
            outlook: None,
            value: None,
            verdict: Verdict::NoCases,
            uncertain: false,
            few: self.groups_from.is_some_and(|least| decided < least),
            percentiles: numbers.percentiles(),
            times: self.times_of(counter),
            unadjusted: None,
            owed: None,
        };
        if let Some(statistic) = self.target.statistic.map(|s| s.value).filter(|s| *s != Statistic::Share) {
            let value = numbers.statistic(statistic, met);
            self.judge_statistic(&mut cell, statistic, value, running);
        } else {
            let share = self.target.share();
            #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
            let attainment = (decided > 0).then(|| met as f64 / decided as f64);
            cell.attainment = attainment;
            cell.interval = wilson(met, decided);
            cell.bounds = bounds(met, decided, counter.pending);
            cell.verdict = Verdict::of_share(share, met, decided, counter.pending, running);
            cell.uncertain = is_uncertain(share, cell.interval);
        }
        cell
    }

    fn times_of(&self, counter: &Counter) -> Option<Times> {
        let is_clock = matches!(
            self.target.measure(),
            Some(Measure::Within(..) | Measure::By(..) | Measure::ClockStatistic(..))
        );
        (self.timed && is_clock).then_some(counter.times)
    }

    fn reasons(&self, counter: &Counter, names: &mut Names) -> Vec<(Arc<str>, u64)> {
        let mut reasons: Vec<(Arc<str>, u64)> = Vec::with_capacity(counter.reasons.len());
        for (reason, count) in &counter.reasons {
            let name = names.of(*reason, self.version);
            match reasons.binary_search_by(|(known, _)| known.cmp(&name)) {
                Ok(known) => reasons[known].1 += count,
                Err(place) => reasons.insert(place, (name, *count)),
            }
        }
        reasons
    }

    fn judge_statistic(&self, cell: &mut Cell, statistic: Statistic, value: Option<Ratio>, running: bool) {
        let bound =
            |limit: &Option<crate::source::Spanned<Limit>>| limit.as_ref().map(|limit| amount(&limit.value));
        let (low, high) = (bound(&self.target.at_least), bound(&self.target.at_most));
        let reached = value.map(|value| {
            low.is_none_or(|low| value.at_least(low)) && high.is_none_or(|high| value.at_most(high))
        });
        let changeable = running || cell.pending > 0;
        let for_good = statistic == Statistic::Count && high.is_none();
        cell.value = value.map(Ratio::to_f64);
        cell.verdict = Verdict::of_statistic(reached, changeable, for_good);
    }
}

impl Cell {
    /// Cases that count: met, late and overdue.
    pub fn decided(&self) -> u64 {
        self.met + self.late + self.overdue
    }
}

/// The names of reasons that were met, so that cells share them.
#[derive(Default)]
struct Names(Vec<(Reason, Arc<str>)>);

impl Names {
    fn of(&mut self, reason: Reason, version: &Version<'_>) -> Arc<str> {
        let known = self.0.iter().position(|(known, _)| *known == reason).unwrap_or_else(|| {
            self.0.push((reason, version.reason(reason).into()));
            self.0.len() - 1
        });
        Arc::clone(&self.0[known].1)
    }
}

/// Between which attainments pending cases leave it open.
fn bounds(met: u64, decided: u64, pending: u64) -> Option<(f64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
    let share = |met: u64| met as f64 / (decided + pending) as f64;
    (pending > 0).then(|| (share(met), share(met + pending)))
}

impl TargetReport {
    /// A target as it is defined; `period` takes the place of its own.
    pub(super) fn without_counts(place: usize, target: &Target, period: Option<Period>) -> Self {
        let statistic = target.statistic.map(|s| s.value).filter(|s| *s != Statistic::Share);
        Self {
            place,
            measured: measured(target),
            statistic,
            limits: limits(target),
            when: target.when.clone(),
            share: statistic.is_none().then(|| target.share()),
            period: period_of(target, period),
            unit: unit(target),
            periods: Vec::new(),
            totals: Vec::new(),
            distributions: Vec::new(),
            difference: None,
        }
    }
}

/// The period by which a target is judged.
pub fn period_of(target: &Target, asked: Option<Period>) -> Period {
    asked.unwrap_or_else(|| target.period())
}

impl Version<'_> {
    /// The name of a reason: that of the exception, or of the kind of fault.
    pub fn reason(&self, reason: Reason) -> String {
        match reason {
            Reason::Exception(place) => {
                let place = usize::from(place);
                self.exceptions.get(place).map_or_else(String::new, |exception| exception.name(place + 1))
            }
            other => other.as_str().to_owned(),
        }
    }
}

fn measured(target: &Target) -> Measured {
    match target.measure() {
        Some(
            Measure::Within(clock, _)
            | Measure::Ahead(clock, _)
            | Measure::By(clock, _)
            | Measure::ClockStatistic(clock, _),
        ) => Measured::Clock(clock.to_owned()),
        Some(Measure::Value(value) | Measure::ValueStatistic(value, _)) => Measured::Value(value.to_owned()),
        None => Measured::Nothing,
    }
}

fn limits(target: &Target) -> Vec<(&'static str, LimitReport)> {
    let written = |duration: &crate::model::Written<Duration>| LimitReport::Text(duration.text.clone());
    let bound = |limit: &Limit| match limit {
        Limit::Number(number) => LimitReport::Number(*number),
        Limit::Duration(duration) => written(duration),
    };
    let fields = [
        ("within", target.within.as_ref().map(|limit| written(&limit.value))),
        ("ahead", target.ahead.as_ref().map(|limit| written(&limit.value))),
        ("by", target.by.as_ref().map(|column| LimitReport::Text(column.value.clone()))),
        ("at_least", target.at_least.as_ref().map(|limit| bound(&limit.value))),
        ("at_most", target.at_most.as_ref().map(|limit| bound(&limit.value))),
        ("equals", target.equals.as_ref().map(|value| LimitReport::Text(value.value.clone()))),
    ];
    fields.into_iter().filter_map(|(name, limit)| Some((name, limit?))).collect()
}

pub(super) fn unit(target: &Target) -> Unit {
    let statistic = target.at_most.as_ref().or(target.at_least.as_ref()).map(|limit| &limit.value);
    let duration = match (&target.within, &target.ahead, statistic) {
        (Some(limit), ..) | (None, Some(limit), _) => Some(limit.value.value),
        (None, None, Some(Limit::Duration(limit))) => Some(limit.value),
        _ => None,
    };
    match (target.measure(), duration) {
        (Some(Measure::Value(_) | Measure::ValueStatistic(..)), None) => Unit::Value,
        (_, Some(Duration::Days(_) | Duration::Months(_) | Duration::BusinessDays(_))) => Unit::Days,
        _ => Unit::Seconds,
    }
}
