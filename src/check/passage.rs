//! The texts that customers read, each read once for all rules.

use crate::model::{Commitment, Definitions, Prose};
use crate::source::{Edit, Sources, Span, Spanned, locate, scalar};
use crate::text::Reading;
use std::ops::Range;

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
    pub reading: Reading,
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

/// Reads every text of every commitment, in the languages that can be read here.
pub(super) fn read(definitions: &Definitions) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    for commitment in &definitions.commitments {
        for (part, prose) in parts(commitment) {
            for (tag, text) in &prose.entries {
                let language = tag.as_ref().map(|tag| tag.value.as_str());
                if language.is_none_or(is_readable) {
                    passages.push(Passage { commitment, part, language, text, reading: Reading::new(text) });
                }
            }
        }
    }
    passages
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
