//! Which finding it is, whatever happens to the lines above it.
//!
//! Programs that compare two runs need to know a finding again after the file was edited elsewhere.
//! A line number does not say that; what does is the code, the definition it stands in, the words
//! it is about, and which of several equal ones it is.

use super::Finding;
use crate::source::{LineColumn, Sources, Span};
use std::collections::HashMap;

/// Words longer than this, in bytes, are a table or a paragraph: then its first line tells enough,
/// and a change further down makes no other finding of it.
const LONG: usize = 200;

/// What makes a finding the same one in another run.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The code.
    pub code: &'static str,
    /// The id of the definition; where there is none, the path of the file.
    pub place: String,
    /// The words that the finding is about, with single spaces.
    pub words: String,
    /// Which of the findings with the same code, place and words it is, from 1.
    pub occurrence: usize,
}

impl Identity {
    /// A name for it: 32 hexadecimal digits that stay the same from version to version.
    pub fn fingerprint(&self) -> String {
        let occurrence = self.occurrence.to_string();
        let parts = [self.code, &self.place, &self.words, &occurrence];
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
        // FNV-1a: nobody gains by making two findings collide, so it need not resist that.
        let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
        });
        format!("{hash:032x}")
    }
}

/// The identities of findings, in their order. `path` names the file of a finding outside of all
/// definitions; it should not depend on where the command was started.
pub fn identities<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    sources: &Sources,
    path: impl Fn(Span) -> String,
) -> Vec<Identity> {
    let mut seen: HashMap<(&str, String, String), usize> = HashMap::new();
    let mut identities = Vec::new();
    for finding in findings {
        let code = finding.code.code;
        let place = finding.definition.clone().unwrap_or_else(|| path(finding.span));
        let words = words(sources, finding);
        let occurrence = seen.entry((code, place.clone(), words.clone())).or_default();
        *occurrence += 1;
        identities.push(Identity { code, place, words, occurrence: *occurrence });
    }
    identities
}

/// The words that a finding is about, with single spaces. The beginning of a file stands for the
/// whole of it where no definition is meant: then there are none.
pub fn words(sources: &Sources, finding: &Finding) -> String {
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

    fn of(text: &str, words: &[&str]) -> Vec<Identity> {
        let mut sources = Sources::default();
        let file = sources.add("a.toml".into(), text.to_owned());
        let mut from = 0;
        let mut findings = Vec::new();
        for word in words {
            let start = from + text[from..].find(word).unwrap();
            from = start + word.len();
            let span = Span::new(file, start..from);
            findings.push(
                Finding::new(&codes::SYNTAX, span, Clarity::ContactMissing).in_definition("complaints"),
            );
        }
        identities(&findings, &sources, |_| "a.toml".to_owned())
    }

    #[test]
    fn a_moved_line_changes_nothing_and_a_second_occurrence_is_another_finding() {
        let before = of("reply soon, very soon", &["soon", "soon"]);
        let after = of("# new\n\nreply  soon, and\n very soon", &["soon", "soon"]);
        assert_eq!(before, after);
        assert_eq!(before.iter().map(|identity| identity.occurrence).collect::<Vec<_>>(), [1, 2]);
        assert_ne!(before[0].fingerprint(), before[1].fingerprint());
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
        let identity =
            Identity { code: "CLR001", place: "投诉".into(), words: "尽快".into(), occurrence: 1 };
        assert_eq!(identity.fingerprint(), "f0f99fe25124c16bc8459fa8592e0816");
    }
}
