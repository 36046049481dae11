//! Text for people, in one or several languages.

use crate::source::Spanned;

/// A text, by language tag where the author gave one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Language tag and text, in the order of the file. A plain string has no tag.
    pub entries: Vec<(Option<Spanned<String>>, Spanned<String>)>,
}

impl Prose {
    /// The text for a language: its own, else one without a tag, else the first.
    pub fn in_language(&self, tag: &str) -> &str {
        let is = |wanted: &str, entry: &Option<Spanned<String>>| {
            entry.as_ref().is_some_and(|t| t.value == wanted || t.value.split('-').next() == Some(wanted))
        };
        let own = self.entries.iter().find(|(t, _)| is(tag, t));
        let untagged = || self.entries.iter().find(|(t, _)| t.is_none());
        own.or_else(untagged).or_else(|| self.entries.first()).map_or("", |(_, text)| text.as_str())
    }

    /// All texts with their places.
    pub fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.entries.iter().map(|(_, text)| text)
    }
}
