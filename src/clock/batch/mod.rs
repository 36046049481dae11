//! Judging many rows at once, target by target and column by column.
//!
//! It says what [`super::judge`] says, row for row: rows that hold anything but plain instants, and
//! targets of the rarer kinds, go to that very function, and for all others a kernel calls the same
//! small functions that decide there. What is dear is worked out once for a column of times and used by
//! every target. It must not know what the judgements are good for.

mod derived;
mod kernel;
mod verdicts;

pub use derived::{Derived, UNDATED};
pub use verdicts::{Dated, NONE, Verdict, Verdicts};

use super::conditions::{Holds, Truth};
use super::judge::exception;
use super::plan::{Group, Plan, TargetPlan, VersionPlan};
use super::state::{Judgement, Reason, State};
use crate::calendar::Instant;
use crate::log::{Block, Symbols};
use derived::date;
use kernel::{Kernel, View};
use std::ops::Range;

/// The most rows that are judged together: their columns stay in the nearest cache.
const ROWS: usize = 512;

/// Judges the blocks of one worker.
#[derive(Debug)]
pub struct Batches<'p> {
    plan: &'p Plan,
    as_of: Option<Instant>,
    truth: Truth<'p>,
    derived: Derived<'p>,
    /// By number of the target.
    kernels: Vec<Option<Kernel>>,
    bits: Vec<u64>,
    chosen: Chosen,
    out: Out,
}

/// What rows of a batch were, beside the verdicts of targets.
#[derive(Debug, Default)]
pub struct Noted {
    /// By row: whether at least one target was about it.
    pub judged: Vec<bool>,
    /// Rows whose case begins after as-of: then.
    pub later: Vec<(u16, Instant)>,
    /// Data errors, target by target.
    pub invalid: Vec<(u16, Reason, Judgement)>,
    /// Rows with a pause that has no end although the clock has stopped: when it began.
    pub unclosed: Vec<(u16, Instant)>,
}

/// What a batch gives.
#[derive(Debug, Default)]
struct Out {
    verdicts: Verdicts,
    noted: Noted,
}

/// The rows of a batch that conditions choose, in order.
#[derive(Debug, Default)]
struct Chosen {
    /// Those that a version is about.
    covered: Vec<u16>,
    /// Of them, those that no band has taken yet.
    left: Vec<u16>,
    /// Those that a band takes.
    band: Vec<u16>,
    /// Of them, those for which the version is the one in force.
    in_force: Vec<u16>,
    /// By row of the batch: why a version excludes it.
    reasons: Vec<Option<Reason>>,
    /// The same for one target, where a version is not always in force.
    own: Vec<Option<Reason>>,
}

impl<'p> Batches<'p> {
    /// For the blocks of a worker, whose symbols are of one set.
    pub fn new(plan: &'p Plan, as_of: Option<Instant>) -> Self {
        let mut derived = Derived::default();
        let mut kernels: Vec<Option<Kernel>> = Vec::new();
        for target in plan.targets() {
            kernels.resize_with(kernels.len().max(target.number + 1), || None);
            kernels[target.number] = Some(Kernel::new(target, &mut derived));
        }
        Self {
            plan,
            as_of,
            truth: Truth::new(&plan.tests),
            derived,
            kernels,
            bits: Vec::new(),
            chosen: Chosen::default(),
            out: Out::default(),
        }
    }

    /// The rows of a block in the parts that are judged together.
    pub fn parts(block: &Block) -> impl Iterator<Item = Range<usize>> + use<> {
        let rows = block.len();
        (0..rows).step_by(ROWS).map(move |first| first..rows.min(first + ROWS))
    }

    /// Works out which tests the values of a block pass; before its first part.
    pub fn learn(&mut self, symbols: &[Symbols]) {
        self.truth.learn(symbols);
    }

    /// Judges one of the [`Batches::parts`] of a block. `result` gets each target that is about any row,
    /// with what it says and the columns of dates.
    pub fn judge(
        &mut self,
        block: &Block,
        rows: Range<usize>,
        result: &mut impl FnMut(&'p TargetPlan, &Verdicts, &Derived<'p>),
    ) -> &Noted {
        let plan = self.plan;
        let end = |time| super::case::end_of(&plan.zone, time);
        self.truth.bits(block, rows.clone(), self.as_of, end, &mut self.bits);
        self.derived.fill(block, &rows);
        let Self { derived, chosen, out, kernels, .. } = self;
        out.noted.begin(rows.len());
        let words = self.truth.words();
        let copies = block.copies.get(rows.clone()).filter(|copies| copies.contains(&true));
        let view = View { plan, block, rows, as_of: self.as_of, bits: &self.bits, words, copies, derived };
        for version in plan.subjects.iter().flat_map(|subject| &subject.versions) {
            if version.groups.is_empty() || !chosen.cover(version, &view) {
                continue;
            }
            for group in &version.groups {
                chosen.left.clone_from(&chosen.covered);
                for (when, targets) in &group.bands {
                    chosen.take(when, group, &view);
                    for target in targets {
                        let Some(kernel) = kernels.get(target.number).and_then(Option::as_ref) else {
                            continue;
                        };
                        if target.measurement.is_elsewhere(&block.nowhere) {
                            continue;
                        }
                        let (rows, reasons) = chosen.of(version, target, kernel, &view);
                        view.run(kernel, target, rows, reasons, out);
                        if !out.verdicts.all.is_empty() {
                            for verdict in &out.verdicts.all {
                                out.noted.judged[usize::from(verdict.row)] = true;
                            }
                            result(target, &out.verdicts, derived);
                        }
                    }
                }
            }
        }
        &self.out.noted
    }
}

impl Chosen {
    /// Chooses the rows that a version is about, and works out its exceptions for them. Whether there
    /// are any.
    fn cover(&mut self, version: &VersionPlan, view: &View<'_, '_>) -> bool {
        let rows = u16::try_from(view.rows.len()).unwrap_or(u16::MAX);
        choose(0..rows, &version.applies, true, view, &mut self.covered);
        self.reasons.clear();
        self.reasons.resize(view.rows.len(), None);
        // The first that holds gives the reason, so the last is looked at first.
        for (place, when) in version.exceptions.iter().enumerate().rev() {
            let (Some(when), reason) = (when, exception(place)) else { continue };
            for &row in &self.covered {
                if when.of(view.bits_of(row)) {
                    self.reasons[usize::from(row)] = Some(reason);
                }
            }
        }
        !self.covered.is_empty()
    }

    /// Takes the rows of a band from those that are left.
    fn take(&mut self, when: &Holds, group: &Group, view: &View<'_, '_>) {
        let left = std::mem::take(&mut self.left);
        choose(left.iter().copied(), when, true, view, &mut self.band);
        if group.bands.len() > 1 {
            choose(left.iter().copied(), when, false, view, &mut self.left);
        }
    }

    /// The rows that a target says something of, and why a row of the batch is excluded.
    fn of(
        &mut self,
        version: &VersionPlan,
        target: &TargetPlan,
        kernel: &Kernel,
        view: &View<'_, '_>,
    ) -> (&[u16], &[Option<Reason>]) {
        if version.is_always_in_force() {
            return (&self.band, &self.reasons);
        }
        self.in_force.clear();
        self.own.clone_from(&self.reasons);
        for &row in &self.band {
            let day = match kernel.dated {
                Dated::Column(place) => date(view.derived.days(place)[usize::from(row)]),
                Dated::Never => None,
                Dated::Each => target.measurement.begins(&view.case(row), &target.zone),
            };
            let Some(in_force) = version.in_force(day) else { continue };
            self.in_force.push(row);
            if !in_force {
                self.own[usize::from(row)] = Some(Reason::NoVersion);
            }
        }
        (&self.in_force, &self.own)
    }
}

/// Chooses the rows of which a condition is or is not true. Written without a branch on it: which rows
/// satisfy a condition is not to be guessed.
fn choose(
    rows: impl ExactSizeIterator<Item = u16>,
    when: &Holds,
    wanted: bool,
    view: &View<'_, '_>,
    chosen: &mut Vec<u16>,
) {
    chosen.clear();
    if when.always() {
        if wanted {
            chosen.extend(rows);
        }
        return;
    }
    chosen.resize(rows.len(), 0);
    let mut count = 0;
    for row in rows {
        chosen[count] = row;
        count += usize::from(when.of(view.bits_of(row)) == wanted);
    }
    chosen.truncate(count);
}

impl Noted {
    fn begin(&mut self, rows: usize) {
        self.judged.clear();
        self.judged.resize(rows, false);
        self.later.clear();
        self.invalid.clear();
        self.unclosed.clear();
    }

    /// Notes what a judgement says of its row beside the state.
    pub fn note(&mut self, row: u16, judgement: &Judgement) {
        if judgement.state == State::Invalid
            && let Some(reason) = judgement.reason
            && !self.invalid.iter().any(|(known, of, _)| (*known, *of) == (row, reason))
        {
            self.invalid.push((row, reason, *judgement));
        }
        self.unclosed.extend(judgement.unclosed.map(|from| (row, from)));
    }
}
