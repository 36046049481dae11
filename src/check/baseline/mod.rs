//! Findings that are known: those of a baseline that a team wrote down when it began to check, or
//! those that an earlier revision had. What is left are the new ones.
//!
//! A finding is known again without its line: by its code, the file, the definition, the field and
//! the words it is about, and by how many such findings there are. So a moved line is not new, and a
//! second occurrence is.

mod file;

pub use file::BaselineError;

use super::Outcome;
use crate::finding::{Finding, words};
use crate::source::{FileId, Sources, Span, fields::Fields};
use std::collections::{BTreeMap, HashMap};

/// What is known of a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The file, by its path from the root.
    pub path: String,
    /// The definition, if it stands in one.
    pub id: Option<String>,
    /// The field, such as `commitment.text.en`.
    pub field: String,
    /// The code.
    pub code: String,
    /// The words that it is about.
    pub text: String,
}

/// Known findings and how many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Known, usize>,
}

impl Baseline {
    /// The findings of a check. `path` gives the path of a file from the root.
    pub fn of(outcome: &Outcome, sources: &Sources, path: impl Fn(Span) -> String) -> Self {
        let mut baseline = Self::default();
        let mut reader = Reader { sources, path, fields: HashMap::new() };
        for finding in &outcome.findings {
            *baseline.counts.entry(reader.known(finding)).or_default() += 1;
        }
        baseline
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Takes the known findings out of a check: of equal ones the first, as many as are known. Says
    /// how many those were, and what of the baseline no longer occurs.
    pub fn sift(
        &self,
        outcome: &mut Outcome,
        sources: &Sources,
        path: impl Fn(Span) -> String,
    ) -> (usize, Self) {
        let mut left = self.counts.clone();
        let mut reader = Reader { sources, path, fields: HashMap::new() };
        let before = outcome.findings.len();
        outcome.findings.retain(|finding| match left.get_mut(&reader.known(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        left.retain(|_, count| *count > 0);
        (before - outcome.findings.len(), Self { counts: left })
    }

    /// Keeps the entries for which something holds.
    pub fn retain(&mut self, keep: impl Fn(&Known) -> bool) {
        self.counts.retain(|known, _| keep(known));
    }

    /// The entries and how often each occurs, sorted.
    pub fn entries(&self) -> impl Iterator<Item = (&Known, usize)> {
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
        /// How many.
        count: usize,
    },
    /// A baseline holds them.
    Baseline {
        /// How many.
        count: usize,
        /// What it holds and does not occur any more.
        stale: Baseline,
    },
}

/// Tells what is known of findings; reads the fields of each file once.
struct Reader<'a, P> {
    sources: &'a Sources,
    path: P,
    fields: HashMap<FileId, Fields>,
}

impl<P: Fn(Span) -> String> Reader<'_, P> {
    fn known(&mut self, finding: &Finding) -> Known {
        let Self { sources, path, fields } = self;
        let file = finding.span.file;
        let fields = fields.entry(file).or_insert_with(|| Fields::read(sources, file));
        let text = words(sources, finding);
        // What has no words is about the whole file, not about the field that it begins with.
        let field = if text.is_empty() { "" } else { fields.at(finding.span) };
        Known {
            path: path(finding.span),
            id: finding.definition.clone(),
            field: field.to_owned(),
            code: finding.code.code.to_owned(),
            text,
        }
    }
}
