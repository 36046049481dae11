//! From counts to a report: commitments and standards with their versions and targets.

use super::cells::{Cell, Cells, Counted};
use super::counting::LogCounts;
use super::data::{DataReport, Unserved};
use super::difference::Difference;
use super::distribution::Distribution;
use super::money::Money;
use super::part::Part;
use super::remedy::{Ledger, Owed};
use super::run::{Query, Run, RunError};
use crate::calendar::{Instant, Zone};
use crate::clock::{Reason, Roster, SubjectKind, Version};
use crate::model::{Condition, Limit, Measure, Period, Prose, Remedy, Share, Statistic, Status, Target};
use crate::tally::{Scale, Scratch};
use crate::text::{Decimal, Duration};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

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
    /// The same without groups, where there are some and the query asks for distributions.
    pub whole: Option<Box<TargetReport>>,
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
        let threads = query.threads.map_or(1, NonZeroUsize::get);
        let mut scratch: Vec<_> = (0..threads).map(|_| Scratch::default()).collect();
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
                    if query.distributions && !query.by.is_empty() {
                        let counters = ordered.of_target(number);
                        counted.whole = Some(Box::new(cells.whole(place + 1, counters, &mut scratch)));
                    }
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
        if threads > 1 {
            counters.discard();
        }
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
            whole: None,
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
