//! A check as the formats for other programs show it: places with paths from the root, words in one
//! language, and a name for each finding that stays when lines move.

use super::wording::{self, Words};
use super::{Language, Root};
use crate::check::baseline::LeftOut;
use crate::check::{Outcome, Suppressed};
use crate::finding::{Finding, Identities, Related};
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

/// A finding with what other runs know it by.
pub(super) struct Named<'a> {
    pub(super) finding: &'a Finding,
    pub(super) fingerprint: String,
    pub(super) accepted: Option<Accepted<'a>>,
    /// Whether it was there before; `None` where nothing is compared with.
    pub(super) known: Option<bool>,
}

/// Why a finding is no complaint.
#[derive(Clone, Copy)]
pub(super) enum Accepted<'a> {
    /// A suppression says so.
    Suppressed(&'a Suppressed),
    /// The baseline holds it.
    Baseline,
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

    /// The findings with their names, by place.
    pub(super) fn named(&self) -> Vec<Named<'a>> {
        self.all().into_iter().filter(|named| named.accepted.is_none() && named.known != Some(true)).collect()
    }

    /// All findings, also those that were left out or suppressed, by place. They are counted together,
    /// suppressed ones last, so that neither gives the others new names.
    pub(super) fn all(&self) -> Vec<Named<'a>> {
        let outcome = self.outcome;
        let compared = !outcome.left_out.is_empty();
        let new = outcome.findings.iter().map(|finding| (finding, None, false));
        let known = outcome.left_out.iter().flat_map(|left_out| {
            let accepted = matches!(left_out, LeftOut::Baseline { .. }).then_some(Accepted::Baseline);
            left_out.findings().iter().map(move |finding| (finding, accepted, true))
        });
        let mut all: Vec<_> = new.chain(known).collect();
        all.sort_by_key(|(finding, ..)| (finding.span, finding.code.code));
        all.extend(outcome.suppressed.iter().map(|suppressed| {
            (&suppressed.finding, Some(Accepted::Suppressed(suppressed)), suppressed.known)
        }));
        let mut identities = Identities::new(self.sources, |span| self.path(span));
        let name = |(finding, accepted, known): (&'a Finding, _, _)| {
            let (identity, occurrence) = identities.next(finding);
            Named {
                finding,
                fingerprint: identity.fingerprint(occurrence),
                accepted,
                known: compared.then_some(known),
            }
        };
        let mut all: Vec<_> = all.into_iter().map(name).collect();
        all.sort_by_key(|named| (named.finding.span, named.finding.code.code));
        all
    }
}
