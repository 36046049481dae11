//! Findings that are known: those of a baseline that a team wrote down when it began to check, or
//! those that an earlier revision had. What is left are the new ones.
//!
//! A finding is known again by its [`Identity`], without its line, and by how many equal ones there
//! are. So a moved line is not new, and a second occurrence is.

mod file;

pub use file::BaselineError;

use super::Outcome;
use crate::finding::{Counts, Finding, Identities, Identity};
use crate::source::{Sources, Span};

/// Known findings and how many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: Counts,
    /// Those that a suppression had accepted. They are no news where they are still suppressed, and
    /// stand in no file.
    suppressed: Counts,
}

impl Baseline {
    /// The findings of a check. `path` gives the path of a file from the root.
    pub fn of(outcome: &Outcome, sources: &Sources, path: impl Fn(Span) -> String) -> Self {
        let count = |findings: &mut dyn Iterator<Item = &Finding>| {
            let mut identities = Identities::new(sources, &path);
            findings.for_each(|finding| drop(identities.next(finding)));
            identities.into_counts()
        };
        Self {
            counts: count(&mut outcome.findings.iter()),
            suppressed: count(&mut outcome.suppressed.iter().map(|suppressed| &suppressed.finding)),
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Takes the known findings out of a check: of equal ones the first, as many as are known. Gives
    /// those, and what of the baseline no longer occurs.
    pub fn sift(
        &self,
        outcome: &mut Outcome,
        sources: &Sources,
        path: impl Fn(Span) -> String,
    ) -> (Vec<Finding>, Self) {
        let count = |counts: &Counts, identity: &Identity| counts.get(identity).copied().unwrap_or_default();
        let mut identities = Identities::new(sources, &path);
        // What is left out already are the first of equal ones.
        let left_out = outcome.left_out.iter().flat_map(LeftOut::findings);
        left_out.for_each(|finding| drop(identities.next(finding)));
        let known = outcome.findings.extract_if(.., |finding| {
            let (identity, occurrence) = identities.next(finding);
            occurrence <= count(&self.counts, &identity)
        });
        let known = known.collect();
        let found = identities.into_counts();
        let mut identities = Identities::new(sources, &path);
        for suppressed in &mut outcome.suppressed {
            let (identity, occurrence) = identities.next(&suppressed.finding);
            let before = count(&self.counts, &identity) + count(&self.suppressed, &identity);
            suppressed.known |= count(&found, &identity) + occurrence <= before;
        }
        let mut stale = Self { counts: self.counts.clone(), ..Self::default() };
        for (identity, count) in &mut stale.counts {
            *count -= found.get(identity).map_or(0, |found| *found.min(count));
        }
        stale.retain(|_| true);
        (known, stale)
    }

    /// Keeps the entries for which something holds.
    pub fn retain(&mut self, keep: impl Fn(&Identity) -> bool) {
        self.counts.retain(|known, count| *count > 0 && keep(known));
    }

    /// The entries and how often each occurs, sorted.
    pub fn entries(&self) -> impl Iterator<Item = (&Identity, usize)> {
        self.counts.iter().map(|(known, count)| (known, *count))
    }
}

/// Findings that were taken out of a check because they were known before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// An earlier revision has them too.
    Revision {
        /// The revision as it was named.
        name: String,
        /// What it has too.
        findings: Vec<Finding>,
    },
    /// A baseline holds them.
    Baseline {
        /// What it holds.
        findings: Vec<Finding>,
        /// What it holds and does not occur any more.
        stale: Baseline,
    },
}

impl LeftOut {
    /// The findings.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Revision { findings, .. } | Self::Baseline { findings, .. } => findings,
        }
    }
}
