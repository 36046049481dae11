//! The answer that a report opens with: which promises were kept, and what to look at first.

use super::build::{Report, SubjectReport, TargetReport};
use super::cells::Cell;
use super::verdict::Verdict;
use std::cmp::Reverse;

/// Fewer cases say nothing of a group: nobody is ranked on noise.
pub const FEW: u64 = 5;

/// What a report says in short.
#[derive(Debug)]
pub struct Answer<'r> {
    /// Each commitment, in the order of the report.
    pub promises: Vec<Standing<'r>>,
    /// Standards that were missed in some period: the early warning.
    pub warnings: Vec<Standing<'r>>,
    /// Periods and groups in which a promise was broken, those that lack most cases first. Groups of fewer
    /// than [`FEW`] cases are left out.
    pub shortfalls: Vec<Shortfall<'r>>,
    /// Targets of commitments with cases that are past due and not ended, most first.
    pub overdue: Vec<(&'r SubjectReport, &'r TargetReport, u64)>,
}

/// How a commitment or standard stands over all its targets, periods and groups.
#[derive(Debug)]
pub struct Standing<'r> {
    /// The commitment or standard.
    pub subject: &'r SubjectReport,
    /// Broken if it was broken anywhere, else kept if it was kept anywhere: what is still open is neither.
    pub verdict: Verdict,
    /// Whether over all periods some target has too few cases to say what the service can do.
    pub uncertain: bool,
    /// In how many periods and groups its targets were kept.
    pub kept: usize,
    /// In how many one was broken.
    pub broken: usize,
    /// In how many it is open.
    pub open: usize,
}

/// A period and group in which a promise was broken.
#[derive(Debug)]
pub struct Shortfall<'r> {
    /// The commitment.
    pub subject: &'r SubjectReport,
    /// Its target.
    pub target: &'r TargetReport,
    /// The period and group.
    pub cell: &'r Cell,
    /// How many more cases in time would have kept it; `None` for a statistic other than the share.
    pub missing: Option<u64>,
}

impl Report {
    /// The answer of this report.
    pub fn answer(&self) -> Answer<'_> {
        let standards = self.standards.iter().map(Standing::of);
        let mut shortfalls: Vec<_> = self.commitments.iter().flat_map(shortfalls).collect();
        shortfalls.sort_by_key(|shortfall| Reverse(shortfall.missing));
        let mut overdue: Vec<_> = self.commitments.iter().flat_map(overdue).collect();
        overdue.sort_by_key(|(.., cases)| Reverse(*cases));
        Answer {
            promises: self.commitments.iter().map(Standing::of).collect(),
            warnings: standards.filter(|standing| standing.verdict == Verdict::Broken).collect(),
            shortfalls,
            overdue,
        }
    }
}

impl Answer<'_> {
    /// How many promises have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.promises.iter().filter(|standing| standing.verdict == verdict).count()
    }

    /// How many promises are uncertain.
    pub fn uncertain(&self) -> usize {
        self.promises.iter().filter(|standing| standing.uncertain).count()
    }
}

impl<'r> Standing<'r> {
    fn of(subject: &'r SubjectReport) -> Self {
        let count = |verdict| {
            let cells = subject.targets.iter().flat_map(|target| &target.periods);
            cells.filter(|cell| cell.verdict == verdict).count()
        };
        let [kept, broken, open] = [Verdict::Kept, Verdict::Broken, Verdict::Open].map(count);
        let verdict = match (broken, kept, open) {
            (1.., ..) => Verdict::Broken,
            (0, 1.., _) => Verdict::Kept,
            (0, 0, 1..) => Verdict::Open,
            (0, 0, 0) => Verdict::NoCases,
        };
        let uncertain = subject.targets.iter().flat_map(|target| &target.totals).any(|cell| cell.uncertain);
        Self { subject, verdict, uncertain, kept, broken, open }
    }
}

fn shortfalls(subject: &SubjectReport) -> impl Iterator<Item = Shortfall<'_>> {
    subject.targets.iter().flat_map(move |target| {
        let tells = |cell: &&Cell| cell.by.is_empty() || cell.met + cell.late + cell.overdue >= FEW;
        let broken = target.periods.iter().filter(|cell| cell.verdict == Verdict::Broken).filter(tells);
        broken.map(move |cell| {
            let of = cell.met + cell.late + cell.overdue + cell.pending;
            let missing = target.share.map(|share| share.least_of(of).saturating_sub(cell.met));
            Shortfall { subject, target, cell, missing }
        })
    })
}

fn overdue(subject: &SubjectReport) -> impl Iterator<Item = (&SubjectReport, &TargetReport, u64)> {
    let counted = subject
        .targets
        .iter()
        .map(move |target| (subject, target, target.periods.iter().map(|cell| cell.overdue).sum()));
    counted.filter(|(.., cases)| *cases > 0)
}
