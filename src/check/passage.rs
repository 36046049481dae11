//! The texts that customers read, each read once for all rules.

use crate::model::{Commitment, Definitions, Prose};
use crate::source::{Edit, Sources, Span, Spanned, locate, scalar};
use crate::text::Reading;
use foldhash::{HashMap, HashMapExt as _};
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
    /// Whether its commitment is over: the terms of the past must not be rewritten.
    pub(super) is_past: bool,
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

/// Every text of every commitment, in the languages that can be read here.
#[derive(Debug, Default)]
pub(super) struct Passages<'a> {
    pub(super) all: Vec<Passage<'a>>,
    /// Of each commitment its place and where its texts stand, in the order of the files.
    of: Vec<(Span, Range<usize>)>,
}

impl<'a> Passages<'a> {
    /// Reads them, a text that stands in many places once.
    pub(super) fn read(definitions: &'a Definitions, is_past: impl Fn(&Commitment) -> bool) -> Self {
        let mut passages = Self::default();
        let mut known: HashMap<&str, Arc<Reading>> = HashMap::new();
        for commitment in &definitions.commitments {
            let first = passages.all.len();
            let is_past = is_past(commitment);
            for (part, prose) in parts(commitment) {
                for (tag, text) in &prose.entries {
                    let language = tag.as_ref().map(|tag| tag.value.as_str());
                    if language.is_none_or(is_readable) {
                        let reading = known.entry(text).or_insert_with(|| Arc::new(Reading::new(text)));
                        let reading = Arc::clone(reading);
                        passages.all.push(Passage { commitment, part, language, text, reading, is_past });
                    }
                }
            }
            passages.of.push((commitment.span, first..passages.all.len()));
        }
        passages
    }

    /// The texts of a commitment.
    pub(super) fn of(&self, commitment: &Commitment) -> &[Passage<'a>] {
        let place = self.of.binary_search_by_key(&commitment.span, |(span, _)| *span).ok();
        let range = place.and_then(|place| self.of.get(place)).map(|(_, range)| range.clone());
        range.and_then(|range| self.all.get(range)).unwrap_or_default()
    }
}

fn parts(commitment: &Commitment) -> Vec<(Part, &Prose)> {
    let mut parts: Vec<(Part, &Option<Prose>)> = vec![(Part::Text, &commitment.text)];
    for (place, exception) in commitment.exceptions.iter().enumerate() {
        parts.push((Part::Exception(place), &exception.text));
        parts.push((Part::Instead(place), &exception.instead));
    }
    parts.extend(commitment.remedy.iter().map(|remedy| (Part::Remedy, &remedy.text)));
    parts.into_iter().filter_map(|(part, prose)| Some((part, prose.as_ref()?))).collect()
}

fn is_readable(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("en" | "zh"))
}
