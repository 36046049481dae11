//! How many numbers are kept for exact percentiles, over all logs and workers of a run.

use std::sync::atomic::{AtomicU64, Ordering};

/// How percentiles are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Percentiles {
    /// Exactly, unless there are more numbers than [`Percentiles::MOST`]: then by bins.
    #[default]
    WithinBudget,
    /// Exactly, whatever memory that takes.
    Exact,
    /// By bins, in a bounded memory.
    Bins,
}

impl Percentiles {
    /// The most numbers of a run that are kept unless it is asked for exact percentiles: 512 MiB.
    pub const MOST: u64 = 1 << 27;
}

/// Counts the numbers of a run. Which percentiles a report has depends on how many there are in all, and
/// not on who met them when.
#[derive(Debug)]
pub struct Budget {
    most: u64,
    gathered: u64,
    met: AtomicU64,
}

/// Numbers that a worker gathers before it puts them into bins: 16 MiB.
const GATHERED: u64 = 1 << 22;

impl Budget {
    /// For a run that finds percentiles in this way.
    pub fn new(percentiles: Percentiles) -> Self {
        let most = match percentiles {
            Percentiles::WithinBudget => Percentiles::MOST,
            Percentiles::Exact => u64::MAX,
            Percentiles::Bins => 0,
        };
        Self::of(most, GATHERED)
    }

    /// For at most so many numbers; beyond, a worker puts them into bins when it has gathered so many.
    pub fn of(most: u64, gathered: u64) -> Self {
        Self { most, gathered, met: AtomicU64::new(0) }
    }

    /// Forgets what was spent: all numbers come once more.
    pub fn begin_again(&mut self) {
        *self.met.get_mut() = 0;
    }

    /// Spends some on numbers that a worker has met. Whether it must put the numbers that it holds
    /// into bins.
    pub(super) fn spend(&self, numbers: u64, held: u64) -> bool {
        let met = self.met.fetch_add(numbers, Ordering::Relaxed).saturating_add(numbers);
        met > self.most && held >= self.gathered
    }

    /// Whether percentiles come from bins: more numbers were met than may be kept, or none may be.
    pub fn is_spent(&self) -> bool {
        self.most == 0 || self.met.load(Ordering::Relaxed) > self.most
    }
}
