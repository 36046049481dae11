//! Which fixes are applied together, and whether a folder is better for them.
//!
//! This module chooses edits and compares what was found; it reads and writes no files.

use super::Outcome;
use crate::finding::{Finding, Fix};
use crate::source::{Edit, FileId, Sources};
use std::collections::BTreeMap;

/// The edits of one pass, by file, and how many findings they mend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// Edits of each file that do not contradict each other.
    pub edits: BTreeMap<FileId, Vec<Edit>>,
    /// Findings whose fix is among them.
    pub fixes: usize,
}

/// The fixes of findings that can be applied in one pass: each whole or not at all; of two that
/// overlap the one that comes first.
pub fn pass<'f>(findings: impl IntoIterator<Item = &'f Finding>, with_unsafe: bool) -> Pass {
    let mut pass = Pass::default();
    let fixes = findings.into_iter().filter_map(|finding| finding.fix.as_ref());
    for fix in fixes.filter(|fix| fix.safe || with_unsafe) {
        if pass.takes(fix) {
            pass.fixes += 1;
            for edit in &fix.edits {
                pass.edits.entry(edit.span.file).or_default().push(edit.clone());
            }
        }
    }
    pass
}

impl Pass {
    fn takes(&self, fix: &Fix) -> bool {
        fix.edits.iter().all(|edit| {
            let others = self.edits.get(&edit.span.file).into_iter().flatten();
            others.into_iter().all(|other| !contradict(edit, other))
        })
    }
}

/// Whether two edits change the same bytes in different ways. Two that ask for the same do not.
fn contradict(one: &Edit, other: &Edit) -> bool {
    let (first, second) = if one.span <= other.span { (one, other) } else { (other, one) };
    one != other && (second.span.start < first.span.end || first.span == second.span)
}

/// What was found in a folder, to be compared with what is found after an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Findings by code, file and definition.
    counts: BTreeMap<(&'static str, String, Option<String>), usize>,
    /// Definitions that the rules did not see.
    unsound: usize,
}

impl Seen {
    /// What a check found.
    pub fn new(outcome: &Outcome, sources: &Sources) -> Self {
        let mut counts = BTreeMap::new();
        for finding in &outcome.findings {
            let path = sources.file(finding.span.file).path().to_string_lossy().into_owned();
            *counts.entry((finding.code.code, path, finding.definition.clone())).or_default() += 1;
        }
        Self { counts, unsound: outcome.unsound }
    }

    /// Whether `after` has fewer findings and no new ones. Where a definition has become readable,
    /// what the rules now see in it was there before: then mistakes of form alone are compared.
    pub fn is_worse_than(&self, after: &Self) -> bool {
        let reveals = after.unsound < self.unsound;
        let counts = |seen: &'_ Self| -> BTreeMap<_, _> {
            let compared = |(code, _, _): &(&str, _, _)| !reveals || code.starts_with("DEF");
            seen.counts.clone().into_iter().filter(|(key, _)| compared(key)).collect()
        };
        let (before, after) = (counts(self), counts(after));
        let total = |counts: &BTreeMap<_, usize>| counts.values().sum::<usize>();
        let is_new = |(key, count): (&_, &usize)| before.get(key).is_none_or(|known| count > known);
        total(&after) < total(&before) && !after.iter().any(is_new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Timeliness, codes};
    use crate::source::Span;

    fn finding(file: FileId, edits: &[(u32, u32, &str)]) -> Finding {
        let span = |start: u32, end: u32| Span { file, start, end };
        let edits = edits.iter().map(|(start, end, text)| Edit::new(span(*start, *end), *text)).collect();
        let mut finding = Finding::new(&codes::SYNTAX, span(0, 0), Timeliness::NoTarget);
        finding.fix = Some(Fix { safe: true, edits });
        finding
    }

    #[test]
    fn of_fixes_that_overlap_the_first_is_applied_and_each_is_whole() {
        let file = Sources::default().add("x.toml".into(), String::new());
        let fixes = |list: &[&[(u32, u32, &str)]]| {
            let findings: Vec<_> = list.iter().map(|edits| finding(file, edits)).collect();
            let pass = pass(&findings, false);
            (pass.fixes, pass.edits.values().map(Vec::len).sum::<usize>())
        };
        assert_eq!(fixes(&[&[(0, 2, "a")], &[(1, 3, "b")]]), (1, 1));
        assert_eq!(fixes(&[&[(0, 2, "a")], &[(4, 5, "b"), (1, 3, "c")]]), (1, 1));
        assert_eq!(fixes(&[&[(0, 2, "a")], &[(0, 2, "a")]]), (2, 2));
        assert_eq!(fixes(&[&[(2, 4, "a")], &[(4, 5, "b")], &[(2, 2, "c")]]), (3, 3));
        assert_eq!(fixes(&[&[(2, 2, "a")], &[(2, 2, "b")]]), (1, 1));
    }

    #[test]
    fn better_means_fewer_findings_and_no_new_ones() {
        let seen = |list: &[(&'static str, usize)], unsound| Seen {
            counts: list.iter().map(|(code, count)| ((*code, String::new(), None), *count)).collect(),
            unsound,
        };
        let before = seen(&[("CLR001", 2), ("DEF002", 1)], 1);
        assert!(before.is_worse_than(&seen(&[("CLR001", 1), ("DEF002", 1)], 1)));
        assert!(!before.is_worse_than(&before));
        assert!(!before.is_worse_than(&seen(&[("CLR002", 1)], 1)));
        assert!(!before.is_worse_than(&seen(&[("CLR001", 3)], 1)));
        // What a readable definition shows was there before.
        assert!(before.is_worse_than(&seen(&[("CLR001", 9)], 0)));
        assert!(!before.is_worse_than(&seen(&[("DEF004", 1)], 0)));
    }
}
