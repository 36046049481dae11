//! Whether groups differ by more than chance, and which of them stand out.
//!
//! Groups with too few decided cases are left out of it and marked: nobody is ranked on noise.

use super::cells::Cell;
use crate::stats::chi_squared;
use crate::tally::Group;

/// How the groups of a target differ in what is met, over all periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Groups with enough cases.
    pub groups: usize,
    /// The statistic of the chi-squared test on met and breached cases, and its degrees of freedom.
    pub statistic: (f64, u32),
    /// How likely such differences are by chance where all groups are alike.
    pub p: f64,
    /// The smallest count that the test expects of a cell; below five its p is rough.
    pub least_expected: f64,
    /// Where the differences are no chance: the groups that stand out, the farthest first.
    pub outstanding: Vec<Outstanding>,
}

/// A group that differs from all together.
#[derive(Clone, Debug, PartialEq)]
pub struct Outstanding {
    /// The names of the group.
    pub by: Group,
    /// By how many standard deviations it has more breached cases than expected; below zero fewer.
    pub residual: f64,
}

/// Differences that are less likely are no chance.
pub const LEVEL: f64 = 0.01;
/// The test is to be relied upon where it expects no fewer in any cell.
const LEAST_EXPECTED: f64 = 5.0;
/// A group stands out from so many standard deviations on: two-sided 99 %.
const FAR: f64 = 2.575_829_303_548_901;

impl Difference {
    /// Between cells of groups with at least so many decided cases; `None` where these leave nothing to compare.
    pub(super) fn between(cells: &[Cell]) -> Option<Self> {
        let enough = cells.iter().filter(|cell| !cell.few && cell.decided() > 0);
        Self::of(&enough.map(|cell| (&cell.by, cell.met, cell.late + cell.overdue)).collect::<Vec<_>>())
    }

    /// Between groups with their met and breached cases; `None` where these leave nothing to compare.
    pub(super) fn of(enough: &[(&Group, u64, u64)]) -> Option<Self> {
        let counts: Vec<_> = enough.iter().map(|&(_, met, breached)| (met, breached)).collect();
        let test = chi_squared(&counts)?;
        let mut difference = Self {
            groups: enough.len(),
            statistic: (test.statistic, test.freedom),
            p: test.p,
            least_expected: test.least_expected,
            outstanding: Vec::new(),
        };
        if difference.is_no_chance() {
            let far = enough.iter().zip(&test.residuals).filter(|(_, residual)| residual.abs() >= FAR);
            let found = far.map(|((by, ..), &residual)| Outstanding { by: Group::clone(by), residual });
            difference.outstanding = found.collect();
            difference.outstanding.sort_by(|one, other| other.residual.abs().total_cmp(&one.residual.abs()));
        }
        Some(difference)
    }

    /// Whether there are enough cases for the test to be relied upon.
    pub fn is_reliable(&self) -> bool {
        self.least_expected >= LEAST_EXPECTED
    }

    /// Whether the groups differ by more than chance.
    pub fn is_no_chance(&self) -> bool {
        self.is_reliable() && self.p < LEVEL
    }
}
