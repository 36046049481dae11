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
/// overlap the one that comes first. Mistakes of form go before all others, in a pass of their own,
/// since they hide what else there is.
pub fn pass<'f>(findings: impl IntoIterator<Item = &'f Finding>, with_unsafe: bool) -> Pass {
    let fix = |finding: &'f Finding| {
        let fix = finding.fix.as_ref().filter(|fix| fix.safe || with_unsafe)?;
        Some((is_of_form(finding.code.code), fix))
    };
    let fixes: Vec<_> = findings.into_iter().filter_map(fix).collect();
    let form_first = fixes.iter().any(|(is_of_form, _)| *is_of_form);
    let mut pass = Pass::default();
    for (_, fix) in fixes.into_iter().filter(|(is_of_form, _)| *is_of_form == form_first) {
        if pass.takes(fix) {
            pass.fixes += 1;
            for edit in &fix.edits {
                pass.edits.entry(edit.span.file).or_default().push(edit.clone());
            }
        }
    }
    pass
}

/// Whether a code is that of a mistake in the form of definitions, which hides what it stands in.
fn is_of_form(code: &str) -> bool {
    code.starts_with("DEF")
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

/// What was found in a folder, to be compared with what is found after an edit: how many findings of
/// each code, file and definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<(&'static str, String, Option<String>), usize>);

impl Seen {
    /// What a check found.
    pub fn new(outcome: &Outcome, sources: &Sources) -> Self {
        let mut counts = BTreeMap::new();
        for finding in &outcome.findings {
            let path = sources.file(finding.span.file).path().to_string_lossy().into_owned();
            *counts.entry((finding.code.code, path, finding.definition.clone())).or_default() += 1;
        }
        Self(counts)
    }

    /// Whether `after` has fewer findings and no new ones. Where mistakes of form have become fewer,
    /// what they hid was there before: then they alone are compared.
    pub fn is_worse_than(&self, after: &Self) -> bool {
        let (form_before, form_after) = (self.of_form(), after.of_form());
        if form_after.total() < form_before.total() {
            return form_before.has_all_of(&form_after);
        }
        after.total() < self.total() && self.has_all_of(after)
    }

    fn of_form(&self) -> Self {
        let of_form = self.0.iter().filter(|((code, ..), _)| is_of_form(code));
        Self(of_form.map(|(key, count)| (key.clone(), *count)).collect())
    }

    fn total(&self) -> usize {
        self.0.values().sum()
    }

    fn has_all_of(&self, after: &Self) -> bool {
        after.0.iter().all(|(key, count)| self.0.get(key).is_some_and(|known| count <= known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, Level, Timeliness, codes};
    use crate::source::Span;

    static CODE: Code = Code { code: "CLR001", name: "vague-time", level: Level::Error };

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
    fn mistakes_of_form_go_first() {
        let file = Sources::default().add("x.toml".into(), String::new());
        let mut other = finding(file, &[(5, 6, "a")]);
        other.code = &CODE;
        let form = finding(file, &[(8, 9, "b")]);
        let edits =
            |findings: &[Finding]| pass(findings, false).edits.into_values().flatten().collect::<Vec<_>>();
        assert_eq!(edits(&[other.clone(), form.clone()]), form.fix.unwrap().edits);
        assert_eq!(edits(&[other.clone()]), other.fix.unwrap().edits);
    }

    #[test]
    fn better_means_fewer_findings_and_no_new_ones() {
        let seen = |list: &[(&'static str, usize)]| {
            Seen(list.iter().map(|(code, count)| ((*code, String::new(), None), *count)).collect())
        };
        let before = seen(&[("CLR001", 2), ("DEF002", 1)]);
        assert!(before.is_worse_than(&seen(&[("CLR001", 1), ("DEF002", 1)])));
        assert!(!before.is_worse_than(&before));
        assert!(!before.is_worse_than(&seen(&[("CLR002", 1), ("DEF002", 1)])));
        assert!(!before.is_worse_than(&seen(&[("CLR001", 3), ("DEF002", 1)])));
        // What a readable definition shows was there before.
        assert!(before.is_worse_than(&seen(&[("CLR001", 9)])));
        assert!(!before.is_worse_than(&seen(&[("DEF004", 1)])));
    }
}
