//! The texts that customers read, each read once for all rules; one that stands in many places once.

use crate::model::{Commitment, Prose};
use crate::source::{Edit, Sources, Span, Spanned, locate, scalar};
use crate::text::Reading;
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use std::ops::Range;
use std::sync::Arc;

/// A text that says the same fault so often needs no further finding.
pub(super) const MAX_FINDINGS: usize = 20;

/// A text that customers read, in one language.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The commitment it belongs to.
    pub commitment: &'a Commitment,
    /// Which of its texts.
    pub part: Part,
    /// The language tag, where the author gave one.
    pub language: Option<&'a str>,
    /// The text with its place.
    pub text: &'a Spanned<String>,
    /// What was read in it.
    pub reading: Arc<Reading>,
}

/// Which text of a commitment; titles are no promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What is promised.
    Text,
    /// The words of an exception, by its place.
    Exception(usize),
    /// What is given instead, by the place of the exception.
    Instead(usize),
    /// The words of the remedy.
    Remedy,
}

impl Passage<'_> {
    /// The place in the file of a part of the text.
    pub fn locate(&self, sources: &Sources, range: Range<usize>) -> Span {
        locate(sources, self.text.span, self.text, range)
    }

    /// The edit that puts other words in the place of a part of the text, if they can stand there.
    pub fn replace(&self, sources: &Sources, range: Range<usize>, words: &str) -> Option<Edit> {
        scalar::replace(sources, self.text.span, self.text, range, words)
    }

    /// The words of a part of the text.
    pub fn words(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// What was read in the texts that stand in several places, kept for the next of them.
#[derive(Debug, Default)]
pub(super) struct Readings<'a> {
    repeated: HashMap<&'a str, Option<Arc<Reading>>>,
}

impl<'a> Readings<'a> {
    /// Finds the texts that come several times.
    pub(super) fn new(commitments: impl Iterator<Item = &'a Commitment>) -> Self {
        let mut seen = HashSet::new();
        let mut repeated = HashMap::new();
        for (.., text) in commitments.flat_map(readable) {
            if !seen.insert(text.as_str()) {
                repeated.insert(text.as_str(), None);
            }
        }
        Self { repeated }
    }

    /// The texts of a commitment.
    pub(super) fn passages(&mut self, commitment: &'a Commitment) -> Vec<Passage<'a>> {
        let passage = |(part, language, text): (Part, Option<&'a str>, &'a Spanned<String>)| {
            let read = || Arc::new(Reading::new(text));
            let reading = match self.repeated.get_mut(text.as_str()) {
                Some(known) => Arc::clone(known.get_or_insert_with(read)),
                None => read(),
            };
            Passage { commitment, part, language, text, reading }
        };
        readable(commitment).map(passage).collect()
    }
}

/// The texts of a commitment in the languages that can be read here.
fn readable(commitment: &Commitment) -> impl Iterator<Item = (Part, Option<&str>, &Spanned<String>)> {
    let texts = parts(commitment).flat_map(|(part, prose)| {
        prose.entries.iter().map(move |(tag, text)| (part, tag.as_ref().map(|tag| tag.value.as_str()), text))
    });
    texts.filter(|(_, language, _)| language.is_none_or(is_readable))
}

/// All texts of a commitment.
fn parts(commitment: &Commitment) -> impl Iterator<Item = (Part, &Prose)> {
    let exceptions = commitment.exceptions.iter().enumerate().flat_map(|(place, exception)| {
        [(Part::Exception(place), &exception.text), (Part::Instead(place), &exception.instead)]
    });
    let remedy = commitment.remedy.iter().map(|remedy| (Part::Remedy, &remedy.text));
    let all = std::iter::once((Part::Text, &commitment.text)).chain(exceptions).chain(remedy);
    all.filter_map(|(part, prose)| Some((part, prose.as_ref()?)))
}

fn is_readable(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("en" | "zh"))
}
