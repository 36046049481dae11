//! A check as the formats for other programs show it: places with paths from the root, words in one
//! language, and a name for each finding that stays when lines move.

use super::wording::{self, Words};
use super::{Language, Root};
use crate::check::{Outcome, Suppressed};
use crate::finding::{Finding, Related, identities};
use crate::source::{LineColumn, Sources, Span};

/// What the formats are made from.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What was found.
    pub outcome: &'a Outcome,
    /// Where it stands.
    pub sources: &'a Sources,
    /// The language of messages.
    pub language: Language,
    /// Where paths begin.
    pub root: &'a Root,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The path from the root.
    pub(super) path: String,
    /// Its first character.
    pub(super) start: LineColumn,
    /// The place after its last visible character.
    pub(super) end: LineColumn,
}

impl Place {
    /// `path:line:column`.
    pub(super) fn shown(&self) -> String {
        format!("{}:{}:{}", self.path, self.start.line, self.start.column)
    }
}

/// A finding as it is shown.
pub(super) struct Shown<'a> {
    pub(super) finding: &'a Finding,
    pub(super) suppressed: Option<&'a Suppressed>,
    pub(super) fingerprint: String,
}

impl<'a> Checked<'a> {
    pub(super) fn path(&self, span: Span) -> String {
        self.root.path(self.sources.file(span.file).path())
    }

    pub(super) fn place(&self, span: Span) -> Place {
        // A table ends with the line break behind it, which would count as another line.
        let visible = self.sources.text(span).trim_end().len();
        let range = span.range();
        let end = if visible == 0 { range.end } else { range.start + visible };
        let end = Span::new(span.file, range.start..end);
        Place { path: self.path(span), start: self.sources.start(span), end: self.sources.end(end) }
    }

    pub(super) fn words(&self, finding: &Finding) -> Words {
        wording::words(self.language, &finding.message)
    }

    /// What to do about a finding, introduced by its word; nothing where there is nothing to say.
    pub(super) fn help(&self, help: &str) -> Option<String> {
        let label = wording::help(self.language);
        (!help.is_empty()).then(|| wording::formats::labelled(self.language, label, help))
    }

    /// What a related place is, and where.
    pub(super) fn related(&self, related: &Related) -> String {
        let note = wording::note(self.language, related.note);
        wording::formats::labelled(self.language, note, &self.place(related.span).shown())
    }

    /// The findings that nobody has accepted, by place.
    pub(super) fn findings(&self) -> Vec<Shown<'a>> {
        self.shown().into_iter().filter(|shown| shown.suppressed.is_none()).collect()
    }

    /// All findings, also those that somebody has accepted, by place. They are counted together, so
    /// that accepting one does not give the others new names.
    pub(super) fn shown(&self) -> Vec<Shown<'a>> {
        let outcome = self.outcome;
        let accepted = outcome.suppressed.iter().map(|suppressed| (&suppressed.finding, Some(suppressed)));
        let mut all: Vec<_> =
            outcome.findings.iter().map(|finding| (finding, None)).chain(accepted).collect();
        all.sort_by_key(|(finding, _)| (finding.span, finding.code.code));
        let identities =
            identities(all.iter().map(|(finding, _)| *finding), self.sources, |span| self.path(span));
        let shown = all.into_iter().zip(identities).map(|((finding, suppressed), identity)| Shown {
            finding,
            suppressed,
            fingerprint: identity.fingerprint(),
        });
        shown.collect()
    }
}
