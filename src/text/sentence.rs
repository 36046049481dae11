//! Sentences and how long they are.
//!
//! A sentence ends at `. ! ?` or `。`, at a new paragraph and at a new list item.

use super::clause::ends_clause;
use super::fold::is_unspaced;
use super::starts::{MARKS, Scan};
use std::ops::Range;

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, in bytes of the text, without the mark that ends it.
    pub range: Range<usize>,
    /// How long.
    pub length: Length,
}

/// How long a sentence is: Chinese is counted in characters, English in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Characters of a Chinese sentence, marks apart.
    Characters(usize),
    /// Words of an English sentence, numbers apart.
    Words(usize),
}

/// The sentences of a folded text with their lengths.
pub(super) fn find(text: Scan<'_>) -> Vec<Sentence> {
    let sentences = ranges(text).into_iter();
    sentences.map(|range| Sentence { length: Length::of(&text[range.clone()]), range }).collect()
}

impl Length {
    fn of(text: &str) -> Self {
        let (mut chinese, mut characters, mut words) = (0, 0, 0);
        let mut in_word = false;
        for character in text.chars() {
            // Most are Chinese letters, which need no look at the tables.
            let is_letter = matches!(character, '一'..='\u{9fff}') || character.is_alphabetic();
            chinese += usize::from(is_unspaced(character));
            characters += usize::from(is_letter || character.is_numeric());
            words += usize::from(is_letter && !in_word);
            in_word = is_letter || in_word && !character.is_whitespace();
        }
        if chinese > words { Self::Characters(characters) } else { Self::Words(words) }
    }
}

/// The sentences of a folded text, without the layout around them.
fn ranges(text: Scan<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.characters(MARKS) {
        let ends = matches!(character, '.' | '!' | '?' | '。' | '\n') && ends_clause(&text, at, character);
        if ends {
            found.extend(trimmed(&text, start..at));
            start = at + character.len_utf8();
        }
    }
    found.extend(trimmed(&text, start..text.len()));
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let sentence = &text[range.clone()];
    let start = range.start + sentence.len() - sentence.trim_start().len();
    let end = start + sentence.trim().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    fn lengths(text: &str) -> Vec<Length> {
        Reading::new(text).sentences().iter().map(|sentence| sentence.length).collect()
    }

    #[test]
    fn chinese_is_counted_in_characters_and_english_in_words() {
        assert_eq!(
            lengths("24小时内修复，停电时除外。请放心！"),
            [Length::Characters(12), Length::Characters(3)]
        );
        assert_eq!(lengths("We answer within 1.5 hours. Call us."), [Length::Words(4), Length::Words(2)]);
        assert_eq!(lengths("打开App下单"), [Length::Characters(7)]);
        assert_eq!(lengths("- one two\n- three – four"), [Length::Words(2), Length::Words(2)]);
    }

    #[test]
    fn a_sentence_is_where_it_stands() {
        let text = "  一句。 Another one! ";
        let found: Vec<_> =
            Reading::new(text).sentences().iter().map(|sentence| &text[sentence.range.clone()]).collect();
        assert_eq!(found, ["一句", "Another one"]);
    }
}
