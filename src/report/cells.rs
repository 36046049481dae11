//! From the counts of a target to its cells: attainment, intervals, percentiles, verdicts.

use super::build::{TargetReport, period_of};
use super::difference::Difference;
use super::distribution::Distribution;
use super::outlook::{self, Outlook};
use super::remedy::Owed;
use super::sample::{Numbers, Ratio, amount};
use super::side_by_side::each;
use super::unadjusted::Unadjusted;
use super::verdict::{Verdict, is_uncertain};
use crate::calendar::{Instant, Zone};
use crate::clock::{Reason, Version};
use crate::model::{CountedBy, Limit, Measure, Period, Statistic, Target};
use crate::stats::wilson;
use crate::tally::{Counter, Group, PeriodKey, Scale, Scratch, Times};
use crate::text::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// Cells that are made at once: the counters of all are in memory.
const AT_ONCE: usize = 4096;

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
        mut counted: Counted<impl Iterator<Item = (PeriodKey, Group, Counter)>>,
        scratch: &mut [Scratch],
    ) -> TargetReport {
        let target = self.target;
        let period = period_of(target, self.period);
        let mut totals: BTreeMap<Group, (Counter, bool)> = BTreeMap::new();
        let mut periods = Vec::with_capacity(counted.counters.size_hint().0);
        let (names, mut keys) = (Names::of(self.version), Vec::new());
        let mut last: Option<(PeriodKey, Arc<str>, bool)> = None;
        loop {
            let one = |(key, by, counter): (PeriodKey, Group, Counter)| {
                let begin = || (key, Arc::from(key.label(period)), self.is_running(period, key));
                let (_, label, running) = &*match &mut last {
                    Some(last) if last.0 == key => last,
                    last => last.insert(begin()),
                };
                let counts = Counts { period: Some(Arc::clone(label)), by, counter, running: *running };
                (key, counts)
            };
            let some: Vec<_> = counted.counters.by_ref().take(AT_ONCE).map(one).collect();
            if some.is_empty() {
                break;
            }
            let numbers = some.iter().map(|(_, counts)| counts.ended()).sum();
            let cell =
                |(_, counts): &(PeriodKey, Counts), scratch: &mut Scratch| self.cell(counts, &names, scratch);
            periods.extend(each(&some, numbers, scratch, &cell));
            if counted.totals {
                for (key, Counts { by, counter, running, .. }) in some {
                    keys.push((key, running));
                    let total = totals.entry(by).or_default();
                    total.0.merge(counter);
                    total.1 |= running;
                }
            }
        }
        if counted.totals && target.is_share() {
            outlook::tell(&mut periods, &keys, period, target.share());
        }
        if totals.is_empty() && !counted.groups {
            totals.insert(Group::default(), (Counter::default(), false));
        }
        let report = TargetReport::without_counts(place, target, self.period);
        let of_total = |(by, (counter, running))| Counts { period: None, by, counter, running };
        let totals: Vec<_> = totals.into_iter().map(of_total).collect();
        let numbers = totals.iter().map(Counts::ended).sum();
        let cell = |counts: &Counts, scratch: &mut Scratch| {
            let distribution =
                || Distribution::of(target, report.unit, (&counts.counter.sample, self.scale, &mut *scratch));
            let distribution = counted.distributions.then(distribution);
            (self.cell(counts, &names, scratch), distribution)
        };
        let (totals, distributions): (Vec<_>, Vec<_>) =
            each(&totals, numbers, scratch, &cell).into_iter().unzip();
        let distributions = distributions.into_iter().flatten().collect();
        let difference =
            if counted.groups && target.is_share() { Difference::between(&totals) } else { None };
        TargetReport { periods, totals, distributions, difference, ..report }
    }

    /// The target with its counts by period, and how they are distributed: all groups together.
    pub fn whole(
        &self,
        place: usize,
        counters: impl Iterator<Item = (PeriodKey, Group, Counter)>,
        scratch: &mut [Scratch],
    ) -> TargetReport {
        let mut periods: BTreeMap<PeriodKey, Counter> = BTreeMap::new();
        for (key, _, counter) in counters {
            periods.entry(key).or_default().merge(counter);
        }
        let counters = periods.into_iter().map(|(key, counter)| (key, Group::default(), counter));
        let counted = Counted { counters, groups: false, totals: true, distributions: true };
        Cells { groups_from: None, ..*self }.report(place, counted, scratch)
    }

    /// Whether more cases can still come into a period: those of a trial begin before it ends.
    fn is_running(&self, period: Period, key: PeriodKey) -> bool {
        let Some(end) = key.end(period) else { return false };
        let by_start = self.target.counted_by.is_none_or(|by| by.value == CountedBy::Start);
        let trial = self.version.effective.until.filter(|_| self.version.is_trial() && by_start);
        let end = trial.map_or(end, |until| until.value.min(end));
        self.zone.zip(self.as_of).is_some_and(|(zone, as_of)| as_of < zone.start_of(end))
    }

    fn cell(&self, counts: &Counts, names: &Names, scratch: &mut Scratch) -> Cell {
        let Counts { period, by, counter, running } = counts;
        let mut numbers = Numbers { sample: &counter.sample, scale: self.scale, scratch };
        let (met, decided) = (counter.met, counter.decided());
        let mut cell = Cell {
            period: period.clone(),
            by: Arc::clone(by),
            met,
            late: counter.late,
            overdue: counter.overdue,
            pending: counter.pending,
            excluded: counter.excluded,
            invalid: counter.invalid,
            reasons: names.reasons(counter),
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
            self.judge_statistic(&mut cell, statistic, value, *running);
        } else {
            let share = self.target.share();
            #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
            let attainment = (decided > 0).then(|| met as f64 / decided as f64);
            cell.attainment = attainment;
            cell.interval = wilson(met, decided);
            cell.bounds = bounds(met, decided, counter.pending);
            cell.verdict = Verdict::of_share(share, met, decided, counter.pending, *running);
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

/// What was counted of a cell.
struct Counts {
    /// The label; `None` for all periods.
    period: Option<Arc<str>>,
    by: Group,
    counter: Counter,
    /// Whether more cases can come.
    running: bool,
}

impl Counts {
    /// Ended cases; none of them has more than one number.
    fn ended(&self) -> u64 {
        self.counter.met + self.counter.late
    }
}

/// The names of all reasons of a version, so that cells share them.
struct Names {
    exceptions: Vec<Arc<str>>,
    fixed: Vec<(Reason, Arc<str>)>,
}

impl Names {
    fn of(version: &Version<'_>) -> Self {
        let name = |reason| Arc::from(version.reason(reason));
        let places = 0..u16::try_from(version.exceptions.len()).unwrap_or(u16::MAX);
        Self {
            exceptions: places.map(|place| name(Reason::Exception(place))).collect(),
            fixed: Reason::FIXED.into_iter().map(|reason| (reason, name(reason))).collect(),
        }
    }

    fn of_reason(&self, reason: Reason) -> Arc<str> {
        let name = match reason {
            Reason::Exception(place) => self.exceptions.get(usize::from(place)),
            fixed => self.fixed.iter().find(|(known, _)| *known == fixed).map(|(_, name)| name),
        };
        name.cloned().unwrap_or_default()
    }

    /// Why cases were excluded or invalid: names in order, each once.
    fn reasons(&self, counter: &Counter) -> Vec<(Arc<str>, u64)> {
        let mut reasons: Vec<(Arc<str>, u64)> = Vec::with_capacity(counter.reasons.len());
        for (reason, count) in &counter.reasons {
            let name = self.of_reason(*reason);
            match reasons.binary_search_by(|(known, _)| known.cmp(&name)) {
                Ok(known) => reasons[known].1 += count,
                Err(place) => reasons.insert(place, (name, *count)),
            }
        }
        reasons
    }
}

/// Between which attainments pending cases leave it open.
fn bounds(met: u64, decided: u64, pending: u64) -> Option<(f64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
    let share = |met: u64| met as f64 / (decided + pending) as f64;
    (pending > 0).then(|| (share(met), share(met + pending)))
}
