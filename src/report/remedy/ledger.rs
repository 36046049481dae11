//! What is owed, line by line: which case or period gets how much, and what the cap left of it.

use super::Owed;
use super::claims::Claims;
use super::terms::Terms;
use crate::calendar::Instant;
use crate::clock::{Roster, State, SubjectKind, Version};
use crate::model::{Date, Period, RemedyPer, Share};
use crate::report::build::period_of;
use crate::tally::{Group, PeriodKey};
use std::collections::{BTreeMap, HashMap};

/// What is owed under all remedies of a report.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By commitment and version in the order of the report; within one by day, then by place.
    pub lines: Vec<OwedLine>,
    /// By the number of the first target of a version: what is owed in all.
    versions: HashMap<usize, Owed>,
    /// By number of the target: nothing, where what is owed can be told of its cells.
    targets: HashMap<usize, Owed>,
    /// By number of the target, label of the period (`None` for all) and group.
    cells: HashMap<(usize, Option<String>, Group), Owed>,
}

/// What a case or a period is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedLine {
    /// Its version, by its place among the commitments of the report.
    pub commitment: usize,
    /// The 1-based place of the target: for a period the one that asks for the most, for a case the first
    /// that it breaches.
    pub target: usize,
    /// The label of the period.
    pub period: String,
    /// The day that puts it into a period of the cap; `None` for a case that no date counts.
    pub day: Option<Date>,
    /// Which case it is, or how the period fell short.
    pub owed_for: OwedFor,
    /// In the smallest unit; `None` where it is a percentage of what is missing.
    pub before_cap: Option<i128>,
    /// What the cap leaves of it. What came first is paid first.
    pub minor: Option<i128>,
}

/// What something is owed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwedFor {
    /// A case.
    Case {
        /// The log, by its place in the report.
        log: usize,
        /// The file, by its place in the log.
        file: usize,
        /// The line on which it begins.
        line: u64,
        /// Its name; empty where names were not read.
        id: Box<str>,
        /// Whether it has not ended yet.
        is_overdue: bool,
    },
    /// A period.
    Period {
        /// What its attainment is below.
        below: Share,
    },
}

/// A line before the cap.
struct Entry {
    /// The number of the target.
    number: usize,
    group: Option<Group>,
    line: OwedLine,
}

impl Ledger {
    /// From what was noted of each log; `asked` takes the place of the targets' own periods in cells.
    pub fn new(
        roster: &Roster<'_>,
        mut claims: Vec<Claims>,
        as_of: Option<Instant>,
        (asked, grouped): (Option<Period>, bool),
    ) -> Self {
        for claims in &mut claims {
            claims.settle(as_of);
        }
        let commitments = roster.subjects.iter().filter(|subject| subject.kind == SubjectKind::Commitment);
        let versions = commitments.flat_map(|subject| &subject.versions).enumerate();
        let mut ledger = Self::default();
        for (commitment, version) in versions {
            let Some(terms) = version.remedy.and_then(Terms::new) else { continue };
            let of_cases = terms.per() == RemedyPer::Case;
            ledger.versions.insert(version.first_target, terms.nothing());
            for (place, target) in version.targets.iter().enumerate() {
                let own = period_of(target, asked) == target.period();
                if of_cases || (own && !grouped && target.is_share()) {
                    ledger.targets.insert(version.first_target + place, terms.nothing());
                }
            }
            let mut entries = if of_cases {
                cases(version, terms, &claims, asked)
            } else {
                periods(version, terms, &claims)
            };
            entries.sort_by_key(Entry::order);
            for entry in &mut entries {
                entry.line.commitment = commitment;
            }
            ledger.settle(version, terms, entries);
        }
        ledger
    }

    /// Applies the cap to the entries of a version in their order, and adds them up.
    fn settle(&mut self, version: &Version<'_>, terms: Terms<'_>, entries: Vec<Entry>) {
        let mut sums: BTreeMap<PeriodKey, i128> = BTreeMap::new();
        for Entry { number, group, mut line } in entries {
            line.minor = line.before_cap.map(|minor| {
                let sum = sums.entry(terms.cap_period(line.day)).or_default();
                let before = terms.capped(*sum);
                *sum += minor;
                terms.capped(*sum) - before
            });
            let add = |owed: &mut Owed| owed.add(line.minor);
            self.versions.get_mut(&version.first_target).into_iter().for_each(add);
            if let Some(nothing) = self.targets.get(&number) {
                let group = group.unwrap_or_default();
                for period in [Some(line.period.clone()), None] {
                    let cell = self.cells.entry((number, period, group.clone()));
                    cell.or_insert_with(|| nothing.clone()).add(line.minor);
                }
            }
            self.lines.push(line);
        }
    }

    /// The lines of a version of a commitment, by its place among all of them.
    pub(crate) fn of_commitment(&self, place: usize) -> impl Iterator<Item = &OwedLine> {
        self.lines.iter().filter(move |line| line.commitment == place)
    }

    /// What is owed under a version, by the number of its first target. `None` without a remedy in figures.
    pub(crate) fn of_version(&self, first_target: usize) -> Option<Owed> {
        self.versions.get(&first_target).cloned()
    }

    /// What is owed under a target in a period (`None`: in all) and group; `None` where that cannot be told
    /// apart.
    pub(crate) fn of_cell(&self, target: usize, period: Option<&str>, by: &Group) -> Option<Owed> {
        let nothing = self.targets.get(&target)?;
        let cell = (target, period.map(str::to_owned), Group::clone(by));
        Some(self.cells.get(&cell).unwrap_or(nothing).clone())
    }
}

impl Entry {
    /// By day, then by place.
    fn order(&self) -> (Option<Date>, [usize; 2], u64, usize) {
        let (place, line) = match self.line.owed_for {
            OwedFor::Case { log, file, line, .. } => ([log, file], line),
            OwedFor::Period { .. } => ([0; 2], 0),
        };
        (self.line.day, place, line, self.number)
    }
}

/// The breached cases of a version.
fn cases(version: &Version<'_>, terms: Terms<'_>, claims: &[Claims], asked: Option<Period>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (log, claims) in claims.iter().enumerate() {
        for case in claims.cases.iter().filter(|case| case.version == version.first_target) {
            let Some(first) = case.said.iter().min_by_key(|said| said.target) else { continue };
            let place = first.target - version.first_target;
            let Some(target) = version.targets.get(place) else { continue };
            let period = period_of(target, asked);
            let key = first.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(period, day));
            let owed_for = OwedFor::Case {
                log,
                file: case.file,
                line: case.line,
                id: case.id.clone(),
                is_overdue: first.state == State::Overdue,
            };
            let day = case.said.iter().filter_map(|said| said.dated).min();
            entries.push(Entry {
                number: first.target,
                group: Some(Group::clone(&case.by)),
                line: line(place + 1, (key.label(period), day), owed_for, terms.of_case(case.of)),
            });
        }
    }
    entries
}

/// The periods of a version that fell short.
fn periods(version: &Version<'_>, terms: Terms<'_>, claims: &[Claims]) -> Vec<Entry> {
    let attained = Claims::periods(claims);
    let own = attained.into_iter().filter_map(|((number, key), attained)| {
        let target = version.targets.get(number.checked_sub(version.first_target)?)?;
        Some(((target.period(), key, number), attained))
    });
    let own: BTreeMap<_, _> = own.collect();
    let owed = terms.of_periods(&own).into_iter().map(|owed| Entry {
        number: owed.target,
        group: None,
        line: line(
            owed.target - version.first_target + 1,
            (owed.key.label(owed.period), owed.last_day()),
            OwedFor::Period { below: owed.below },
            owed.minor,
        ),
    });
    owed.collect()
}

/// A line before the cap; whose it is is told later.
fn line(
    target: usize,
    (period, day): (String, Option<Date>),
    owed_for: OwedFor,
    before_cap: Option<i128>,
) -> OwedLine {
    OwedLine { commitment: 0, target, period, day, owed_for, before_cap, minor: before_cap }
}
