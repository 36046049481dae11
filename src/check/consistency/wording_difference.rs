//! In what a copy differs from its text: durations and shares first, else the first words.

use super::page_text::{folded, plain};
use crate::finding::Consistency;
use crate::source::Spanned;
use crate::text::{Decimal, Duration, find_durations, read_number};
use foldhash::{HashMap, HashMapExt as _};
use std::ops::Range;

/// A text, and the part of a page that should say the same.
pub(super) struct Difference<'t> {
    pub(super) text: &'t Spanned<String>,
    /// In bytes of the page.
    pub(super) place: Range<usize>,
    /// Whether the text can take the place of that part.
    pub(super) replaces: bool,
}

/// A difference in words of a finding, with its places.
pub(super) struct Told {
    pub(super) message: Consistency,
    pub(super) in_page: Range<usize>,
    pub(super) in_text: Range<usize>,
}

impl Difference<'_> {
    /// What differs.
    pub(super) fn tell(&self, page: &str) -> Told {
        let copy = plain(page, self.place.clone());
        let (copied, wanted) = (facts(&copy.text), facts(self.text));
        let only = |own: &[Fact], other: &[Fact]| -> Vec<Fact> {
            own.iter()
                .filter(|fact| other.iter().all(|theirs| theirs.amount != fact.amount))
                .cloned()
                .collect()
        };
        let (more, less) = (only(&copied, &wanted), only(&wanted, &copied));
        if more.is_empty() && less.is_empty() {
            return self.tell_words(page);
        }
        let words = |facts: &[Fact], text: &str| -> Vec<String> {
            facts.iter().filter_map(|fact| text.get(fact.range.clone()).map(str::to_owned)).collect()
        };
        let message =
            Consistency::CopyFactsDiffer { copy: words(&more, &copy.text), text: words(&less, self.text) };
        let in_page = more.first().map_or_else(|| self.place.clone(), |fact| copy.origin(&fact.range));
        let in_text = less.first().map_or(0..self.text.len(), |fact| fact.range.clone());
        Told { message, in_page, in_text }
    }

    /// The first words that differ.
    fn tell_words(&self, page: &str) -> Told {
        let copy = plain(page, self.place.clone());
        let text = plain(self.text, 0..self.text.len());
        let (folded_copy, folded_own) = (folded(&copy), folded(&text));
        let (one, other) = apart(&folded_copy.text, &folded_own.text);
        let (one, other) = (folded_copy.origin(&one), folded_own.origin(&other));
        let (one, other) = (whole_words(&copy.text, one), whole_words(&text.text, other));
        let words = |text: &str, range: &Range<usize>| shortened(text.get(range.clone()).unwrap_or_default());
        let message =
            Consistency::CopyWordsDiffer { copy: words(&copy.text, &one), text: words(&text.text, &other) };
        let in_page = if one.is_empty() { self.place.clone() } else { copy.origin(&one) };
        let in_text = if other.is_empty() { 0..self.text.len() } else { text.origin(&other) };
        Told { message, in_page, in_text }
    }
}

/// A duration or a share in a text.
#[derive(Clone)]
struct Fact {
    amount: Amount,
    range: Range<usize>,
}

#[derive(Clone, PartialEq)]
enum Amount {
    Duration(Duration),
    Percent(Decimal),
}

fn facts(text: &str) -> Vec<Fact> {
    let durations = find_durations(text).into_iter().filter_map(|found| {
        Some(Fact { amount: Amount::Duration(found.duration.ok()?), range: found.range })
    });
    let mut facts: Vec<_> = durations.collect();
    facts.extend(percentages(text));
    facts.sort_by_key(|fact| fact.range.start);
    facts
}

fn percentages(text: &str) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut after = 0;
    for (at, character) in text.char_indices() {
        if at < after || text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.') {
            continue;
        }
        let Some(rest) = text.get(at..) else { continue };
        let chinese = rest.strip_prefix("百分之").and_then(|rest| {
            let number = read_number(rest)?;
            Some((number.value, "百分之".len() + number.length))
        });
        let digits = || {
            let number = read_number(rest).filter(|_| character.is_numeric())?;
            let behind = rest.get(number.length..)?.trim_start_matches(' ');
            let sign =
                ["%", "％", "percent", "per cent"].into_iter().find(|sign| behind.starts_with(sign))?;
            Some((number.value, rest.len() - behind.len() + sign.len()))
        };
        if let Some((value, length)) = chinese.or_else(digits) {
            after = at + length;
            found.push(Fact { amount: Amount::Percent(value), range: at..after });
        }
    }
    found
}

/// How much of two texts is alike, of a hundred: the pairs of characters that both have.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    let pairs = |text: &str| -> HashMap<(char, char), u32> {
        let mut pairs = HashMap::new();
        text.chars().zip(text.chars().skip(1)).for_each(|pair| *pairs.entry(pair).or_default() += 1);
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    let common: u32 = one.iter().map(|(pair, count)| *count.min(other.get(pair).unwrap_or(&0))).sum();
    let all: u32 = one.values().chain(other.values()).sum();
    (200 * common).checked_div(all).unwrap_or(0)
}

/// The parts of two texts between what they begin and end with alike.
fn apart(one: &str, other: &str) -> (Range<usize>, Range<usize>) {
    let begin: usize =
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (rest, other_rest) = (&one[begin..], &other[begin..]);
    let ends = rest.chars().rev().zip(other_rest.chars().rev());
    let end: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (begin..one.len() - end, begin..other.len() - end)
}

/// A range that does not begin or end inside a word written with spaces around it.
fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '\'';
    let before = text[..range.start].trim_end_matches(word).len();
    let starts_inside = text[range.clone()].starts_with(word) || range.is_empty();
    let start = if starts_inside { before } else { range.start };
    let behind = text.len() - text[range.end..].trim_start_matches(word).len();
    let ends_inside = text[start..range.end].ends_with(word);
    let end = if ends_inside { behind } else { range.end };
    let trimmed = text[start..end].trim();
    let from = start + (text[start..end].len() - text[start..end].trim_start().len());
    from..from + trimmed.len()
}

/// At most so many characters of a text.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str, text: &str) -> Consistency {
        let mut sources = crate::source::Sources::default();
        let file = sources.add("x".into(), String::new());
        let text = Spanned::new(text.to_owned(), crate::source::Span::new(file, 0..0));
        Difference { text: &text, place: 0..page.len(), replaces: true }.tell(page).message
    }

    #[test]
    fn facts_are_told_before_words() {
        let message = told(
            "We reply within **48 hours** in 98% of cases.",
            "We reply within 24 hours in 98% of cases.",
        );
        assert_eq!(
            message,
            Consistency::CopyFactsDiffer { copy: vec!["48 hours".into()], text: vec!["24 hours".into()] }
        );
        let message = told("24小时内办结", "24小时内办结，达成率不低于百分之九十八");
        assert_eq!(message, Consistency::CopyFactsDiffer { copy: vec![], text: vec!["百分之九十八".into()] });
    }

    #[test]
    fn the_first_words_that_differ() {
        let words =
            |copy: &str, text: &str| Consistency::CopyWordsDiffer { copy: copy.into(), text: text.into() };
        assert_eq!(told("We aim to reply in 1 hour.", "We reply in 1 hour."), words("aim to", ""));
        assert_eq!(told("We answer in 1 hour.", "We reply in 1 hour."), words("answer", "reply"));
        assert_eq!(told("客服会回复", "客服会答复"), words("回", "答"));
    }

    #[test]
    fn likeness_is_of_a_hundred() {
        assert_eq!(likeness("abc", "abc"), 100);
        assert_eq!(likeness("abc", "xyz"), 0);
        assert!(likeness("wereplywithin24hours", "wereplywithin48hours") > 80);
    }
}
