//! Judging many rows at once, target by target and column by column.
//!
//! It says what [`super::judge`] says, row for row: rows that hold anything but plain instants, and
//! targets of the rarer kinds, go to that very function, and for all others a kernel calls the same
//! small functions that decide there. What is dear is worked out once for a column of times and used by
//! every target. It must not know what the judgements are good for.

mod chosen;
mod derived;
mod kernel;
mod mask;
mod verdicts;

pub use derived::{Derived, UNDATED};
pub use mask::Mask;
pub use verdicts::{Dated, THOUSANDTH, Verdict, Verdicts};

use super::conditions::{Holds, Truth};
use super::plan::{Measurement, Plan, TargetPlan};
use super::state::{Judgement, Reason, State};
use crate::calendar::Instant;
use crate::log::{Block, Symbols};
use chosen::{Chosen, VersionKernels};
use kernel::{Asked, Kernel, View};
use std::ops::Range;

/// The most rows that are judged together: their columns stay in the nearest cache.
const ROWS: usize = 512;

/// Judges the blocks of one worker.
#[derive(Debug)]
pub struct Batches<'p> {
    plan: &'p Plan,
    as_of: Option<Instant>,
    times: bool,
    truth: Truth<'p>,
    derived: Derived<'p>,
    versions: Vec<VersionKernels<'p>>,
    conditions: Conditions<'p>,
    bits: Vec<u64>,
    chosen: Chosen,
    out: Out,
}

/// The different conditions of a plan, and the rows of the batch on which each holds.
#[derive(Debug, Default)]
struct Conditions<'p> {
    all: Vec<&'p Holds>,
    rows: Vec<Mask>,
}

/// What rows of a batch were, beside the verdicts of targets.
#[derive(Debug, Default)]
pub struct Noted {
    /// Rows that at least one target was about.
    pub judged: Mask,
    /// Rows whose case begins after as-of: then.
    pub later: Vec<(usize, Instant)>,
    /// Data errors, target by target.
    pub invalid: Vec<(usize, Reason, Judgement)>,
    /// Rows with a pause that has no end although the clock has stopped: when it began.
    pub unclosed: Vec<(usize, Instant)>,
}

/// What a batch gives.
#[derive(Debug, Default)]
struct Out {
    verdicts: Verdicts,
    noted: Noted,
}

impl<'p> Batches<'p> {
    /// For the blocks of a worker, whose symbols are of one set.
    pub fn new(plan: &'p Plan, as_of: Option<Instant>) -> Self {
        let (mut derived, mut conditions) = (Derived::default(), Conditions::default());
        let versions = plan.subjects.iter().flat_map(|subject| &subject.versions);
        let versions = versions.map(|version| VersionKernels::new(version, &mut derived, &mut conditions));
        Self {
            plan,
            as_of,
            times: false,
            truth: Truth::new(&plan.tests),
            versions: versions.collect(),
            derived,
            conditions,
            bits: Vec::new(),
            chosen: Chosen::default(),
            out: Out::default(),
        }
    }

    /// Also tells what became of the time of ended cases, if that is asked for.
    #[must_use]
    pub fn with_times(self, times: bool) -> Self {
        Self { times, ..self }
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
        let words = self.truth.words();
        self.conditions.fill(&self.bits, words, rows.len());
        let Self { derived, chosen, out, versions, .. } = self;
        let copies =
            block.copies.get(rows.clone()).map_or(Mask::default(), |rows| Mask::of(rows, |&copy| copy));
        derived.begin(block, &rows, self.as_of, copies);
        out.noted.begin();
        let conditions = &self.conditions.rows;
        let (as_of, times, bits) = (self.as_of, self.times, self.bits.as_slice());
        let view = View { plan, block, rows, as_of, times, bits, words, copies, conditions };
        for version in versions {
            if !chosen.cover(version, &view) {
                continue;
            }
            for bands in &version.groups {
                let mut left = chosen.covered;
                for (when, kernels) in bands {
                    let band = left & conditions[*when];
                    left -= band;
                    let here = |kernel: &&Kernel<'_>| {
                        !band.is_empty() && !kernel.target.measurement.is_elsewhere(&block.nowhere)
                    };
                    for kernel in kernels.iter().filter(here) {
                        if let Dated::Column(dates) = kernel.dated {
                            derived.date(dates, block, &view.rows, Mask::first(view.rows.len()));
                        }
                        let (rows, excluded) = chosen.of(version, kernel, band, &view, derived);
                        view.run(kernel, &Asked { rows, excluded }, derived, out);
                        if !out.verdicts.is_empty() {
                            result(kernel.target, &out.verdicts, derived);
                        }
                    }
                }
            }
        }
        &self.out.noted
    }
}

impl<'p> Conditions<'p> {
    /// The place of a condition.
    fn place(&mut self, condition: &'p Holds) -> usize {
        self.all.iter().position(|known| *known == condition).unwrap_or_else(|| {
            self.all.push(condition);
            self.all.len() - 1
        })
    }

    /// Finds the rows on which each holds, from the bits of the rows.
    fn fill(&mut self, bits: &[u64], words: usize, rows: usize) {
        let Self { all, rows: found } = self;
        found.clear();
        found.extend(all.iter().map(|condition| match condition.of_first_word() {
            Some(0) => Mask::first(rows),
            Some(needed) if words == 1 => Mask::of(bits, |bits| bits & needed == needed),
            _ => {
                let mut mask = Mask::default();
                let rows = bits.chunks_exact(words).enumerate();
                rows.filter(|(_, bits)| condition.of(bits)).for_each(|(row, _)| mask.insert(row));
                mask
            }
        }));
    }
}

impl Noted {
    fn begin(&mut self) {
        self.judged = Mask::default();
        self.later.clear();
        self.invalid.clear();
        self.unclosed.clear();
    }

    /// Notes what a judgement says of its row beside the state.
    pub fn note(&mut self, row: usize, judgement: &Judgement) {
        if judgement.state == State::Invalid
            && let Some(reason) = judgement.reason
            && !self.invalid.iter().any(|(known, of, _)| (*known, *of) == (row, reason))
        {
            self.invalid.push((row, reason, *judgement));
        }
        self.unclosed.extend(judgement.unclosed.map(|from| (row, from)));
    }
}
