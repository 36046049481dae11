//! Which finding it is, whatever happens to the lines above it.
//!
//! Who compares two runs needs to know a finding again after the file was edited elsewhere: a
//! baseline, a revision, and the programs that read SARIF and GitLab's report. A line number does not
//! say that; what does is the file, the definition, the field, the code, the words that the finding
//! is about, and which of several equal ones it is.

use super::Finding;
use crate::source::{FileId, LineColumn, Sources, Span, fields::Fields, fingerprint};
use std::collections::{BTreeMap, HashMap};

/// Words longer than this, in bytes, are a table or a paragraph: then its first line tells enough,
/// and a change further down makes no other finding of it.
const LONG: usize = 200;

/// What equal findings have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The file, by its path from the root.
    pub path: String,
    /// The definition, if it stands in one.
    pub id: Option<String>,
    /// The field, such as `commitment.text.en`.
    pub field: String,
    /// The code.
    pub code: String,
    /// The words that it is about, with single spaces.
    pub text: String,
}

impl Identity {
    /// A name for one of the equal findings, counted from 1: 32 hexadecimal digits that stay the same
    /// from version to version.
    pub fn fingerprint(&self, occurrence: usize) -> String {
        let occurrence = occurrence.to_string();
        let id = self.id.as_deref().unwrap_or_default();
        let parts = [&self.path, id, &self.field, &self.code, &self.text, &occurrence];
        fingerprint(parts.iter().flat_map(|part| part.bytes().chain([0])))
    }
}

/// How many findings there are of each identity.
pub type Counts = BTreeMap<Identity, usize>;

/// Identifies findings one after the other and counts equal ones; reads the fields of each file once.
pub struct Identities<'a, P> {
    sources: &'a Sources,
    path: P,
    fields: HashMap<FileId, Fields>,
    counts: Counts,
}

impl<'a, P: Fn(Span) -> String> Identities<'a, P> {
    /// `path` gives the path of a file from the root: the same wherever the command was started.
    pub fn new(sources: &'a Sources, path: P) -> Self {
        Self { sources, path, fields: HashMap::new(), counts: Counts::new() }
    }

    /// The next finding: what it is, and which of the equal ones, from 1.
    pub fn next(&mut self, finding: &Finding) -> (Identity, usize) {
        let identity = self.identity(finding);
        let count = self.counts.entry(identity.clone()).or_default();
        *count += 1;
        (identity, *count)
    }

    /// What there was.
    pub fn into_counts(self) -> Counts {
        self.counts
    }

    fn identity(&mut self, finding: &Finding) -> Identity {
        let Self { sources, path, fields, .. } = self;
        let file = finding.span.file;
        let text = words(sources, finding);
        let fields = fields.entry(file).or_insert_with(|| Fields::read(sources, file));
        // What has no words is about the whole file, not about the field that it begins with.
        let field = if text.is_empty() { "" } else { fields.at(finding.span) };
        Identity {
            path: path(finding.span),
            id: finding.definition.clone(),
            field: field.to_owned(),
            code: finding.code.code.to_owned(),
            text,
        }
    }
}

/// The words that a finding is about, with single spaces. The beginning of a file stands for the
/// whole of it where no definition is meant: then there are none.
fn words(sources: &Sources, finding: &Finding) -> String {
    let span = finding.span;
    if finding.definition.is_none() && sources.start(span) == (LineColumn { line: 1, column: 1 }) {
        return String::new();
    }
    let all = sources.text(span);
    let text = if all.len() > LONG { sources.text(sources.first_line(span)) } else { all };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Clarity, codes};

    fn of(text: &str, words: &[&str]) -> Vec<(Identity, usize)> {
        let mut sources = Sources::default();
        let file = sources.add("a.toml".into(), text.to_owned());
        let mut from = 0;
        let mut identities = Identities::new(&sources, |_| "a.toml".to_owned());
        let mut found = Vec::new();
        for word in words {
            let start = from + text[from..].find(word).unwrap();
            from = start + word.len();
            let span = Span::new(file, start..from);
            let finding =
                Finding::new(&codes::SYNTAX, span, Clarity::ContactMissing).in_definition("complaints");
            found.push(identities.next(&finding));
        }
        found
    }

    #[test]
    fn a_moved_line_changes_nothing_and_a_second_occurrence_is_another_finding() {
        let before = of("a = \"reply soon, very soon\"", &["soon", "soon"]);
        let after = of("# new\n\na = \"\"\"reply  soon, and\n very soon\"\"\"", &["soon", "soon"]);
        assert_eq!(before, after);
        assert_eq!(before[0].0, before[1].0);
        assert_eq!([before[0].1, before[1].1], [1, 2]);
        assert_eq!(before[0].0.field, "a");
        assert_ne!(before[0].0.fingerprint(1), before[0].0.fingerprint(2));
    }

    #[test]
    fn words_may_be_folded_over_lines() {
        assert_eq!(
            of("as soon as possible", &["as soon as possible"]),
            of("as soon\n  as possible", &["as soon\n  as possible"])
        );
    }

    #[test]
    fn a_fingerprint_stays_the_same_from_version_to_version() {
        let of = |text: &str| text.to_owned();
        let identity = Identity {
            path: of("commitments/a.toml"),
            id: Some(of("投诉")),
            field: of("commitment.text.zh"),
            code: of("CLR001"),
            text: of("尽快"),
        };
        assert_eq!(identity.fingerprint(1), "14ab62b738915dbf6f769aef37717b0c");
    }
}
