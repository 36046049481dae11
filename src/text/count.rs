//! Numbers of other things than time, money and shares: 5 kg, 500 metres, 3 times, DN100, and
//! numbers without any unit.

use super::Decimal;
use super::fold::{is_unspaced, is_word};
use super::lexicon::{ACTS, BOUNDS, UNITS};
use super::number::{read_in_prose, read_number_words};
use super::part::{is_joined, is_numeral};
use super::starts::{NUMBERS, Scan};
use std::ops::Range;

/// A number that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountFact {
    /// Where, with what belongs to it: its unit, or the letters before it.
    pub range: Range<usize>,
    /// The digits or words of the number alone.
    pub number: Range<usize>,
    /// Its value.
    pub value: Decimal,
    /// What it counts.
    pub unit: Counted,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// A unit by its name in the list of units, the same for all languages.
    Unit(&'static str),
    /// A noun as the text has it.
    Noun(String),
    /// It is part of a name: P1, DN100, Priority 1. In small letters.
    Name(String),
    /// Nothing that can be seen.
    Nothing,
}

/// The numbers of a folded text that stand outside of `taken`, from left to right.
pub(super) fn find(text: Scan<'_>, taken: &[Range<usize>]) -> Vec<CountFact> {
    let mut found: Vec<CountFact> = Vec::new();
    let mut next = 0;
    for (at, character) in text.characters(NUMBERS) {
        if at < next {
            continue;
        }
        if let Some(range) = taken.iter().find(|range| range.contains(&at)) {
            next = range.end;
        } else if may_begin(&text, at, character)
            && let Some(count) = count_at(&text, at, character)
        {
            next = count.number.end;
            found.push(count);
        }
    }
    found
}

fn may_begin(text: &str, at: usize, character: char) -> bool {
    let before = text[..at].chars().next_back();
    match character {
        'a'..='z' => !before.is_some_and(is_word),
        _ if character.is_ascii_digit() => {
            // 1,000 is one number, "，500米" another.
            let head = text[..at].strip_suffix(',').unwrap_or(&text[..at]);
            let behind_letters = head.ends_with(is_word) && !head.ends_with(|c: char| c.is_ascii_digit());
            behind_letters || !is_joined(text, at) && !head.ends_with(is_word)
        }
        _ => is_numeral(character) && !before.is_some_and(|c| is_numeral(c) || c == '第'),
    }
}

fn count_at(text: &str, at: usize, character: char) -> Option<CountFact> {
    let rest = &text[at..];
    let number =
        if character.is_ascii_alphabetic() { read_number_words(rest)? } else { read_in_prose(rest)? };
    let number_range = at..at + number.length;
    let start = number_range.end + layout(&text[number_range.end..]);
    let unit = UNITS.at(text, start).filter(|hit| hit.kind != "none");
    if let Some(unit) = unit {
        let range = at..unit.range.end;
        return Some(CountFact {
            range,
            number: number_range,
            value: number.value,
            unit: Counted::Unit(unit.kind),
        });
    }
    // Chinese numerals and English words are numbers of things only with a unit: 一般, "one of".
    let is_band = BOUNDS.kind_at(text, start).is_some();
    let counts_alone = character.is_ascii_digit() || is_band && character.is_ascii_alphabetic();
    if !counts_alone {
        return None;
    }
    if let Some(name) = name_before(text, at) {
        let unit = Counted::Name(text[name..at].trim_end_matches([' ', '-']).to_owned());
        return Some(CountFact {
            range: name..number_range.end,
            number: number_range,
            value: number.value,
            unit,
        });
    }
    let noun_end = noun_behind(text, start);
    let (end, unit) = match noun_end {
        Some(end) => (end, Counted::Noun(singular(&text[start..end]))),
        None => (number_range.end, Counted::Nothing),
    };
    Some(CountFact { range: at..end, number: number_range, value: number.value, unit })
}

fn layout(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\n', '\t', '\r', '-']).len()
}

/// Where the letters begin that make a number part of a name: `DN100`, `P1`, `Sev 1`, `Priority 1`.
fn name_before(text: &str, at: usize) -> Option<usize> {
    let head = &text[..at];
    let letters = head.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
    if letters.len() < head.len() && !head.ends_with('-') {
        return Some(letters.len());
    }
    let spaced = head.strip_suffix(' ')?;
    [
        "priority", "sev", "severity", "level", "tier", "class", "category", "grade", "stage", "zone",
        "step", "phase",
    ]
    .iter()
    .find_map(|word| spaced.strip_suffix(word).filter(|rest| !rest.ends_with(is_word)))
    .map(str::len)
}

/// Words that can follow a number without being what it counts.
const NO_NOUN: &[&str] = &[
    "of", "after", "from", "in", "at", "for", "and", "or", "by", "to", "on", "when", "once", "as", "with",
    "per", "before", "if", "unless", "while", "is", "are", "a", "an", "the", "each", "every", "within",
    "until", "out", "that", "which", "we", "you", "it",
];

/// The end of the word behind a number that says what it counts; of Chinese its first character.
fn noun_behind(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if let Some(first) = rest.chars().next().filter(|c| is_unspaced(*c)) {
        let is_act = ACTS.kind_at(text, start) == Some("zh-act");
        let is_noun = !is_act && !"以内之及至到的或和与并且后前、。".contains(first);
        return is_noun.then_some(start + first.len_utf8());
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    (end > 0 && !NO_NOUN.contains(&&rest[..end])).then_some(start + end)
}

fn singular(noun: &str) -> String {
    noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(noun).to_owned()
}

impl CountFact {
    /// Whether nothing says what it counts.
    pub fn is_bare(&self) -> bool {
        self.unit == Counted::Nothing
    }
}

/// Whether a number stands in a folded text, in digits or words of either language.
pub(super) fn says(text: Scan<'_>, value: Decimal) -> bool {
    let words = [("once", 1), ("twice", 2), ("single", 1)];
    text.characters(NUMBERS).any(|(at, character)| {
        may_begin(&text, at, character)
            && read_in_prose(&text[at..]).is_some_and(|number| number.value == value)
    }) || words.iter().any(|(word, number)| Decimal::from_integer(*number) == value && text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    fn found(text: &str) -> Vec<(String, String, Counted)> {
        let reading = Reading::new(text);
        let counts = reading.counts();
        counts
            .iter()
            .map(|fact| (text[fact.range.clone()].to_owned(), fact.value.to_string(), fact.unit.clone()))
            .collect()
    }

    #[test]
    fn numbers_of_things() {
        let unit = Counted::Unit;
        for (text, written, value, counted) in [
            ("parcels of up to 20 kg", "20 kg", "20", unit("kg")),
            ("5公斤以内", "5公斤", "5", unit("kg")),
            ("at least 4 stars", "4 stars", "4", unit("stars")),
            ("次数不超过1次", "1次", "1", unit("times")),
            ("at least four times", "four times", "4", unit("times")),
            ("外线500米以内", "500米", "500", unit("m")),
            ("DN100以下", "DN100", "100", Counted::Name("dn".into())),
            ("a Priority 1 leak", "Priority 1", "1", Counted::Name("priority".into())),
            ("5,000 customers", "5,000 customers", "5000", unit("customers")),
            ("250 letters", "250 letters", "250", Counted::Noun("letter".into())),
            ("within 30 of the first ring", "30", "30", Counted::Nothing),
            ("合格率达到99。", "99", "99", Counted::Nothing),
        ] {
            assert_eq!(found(text), [(written.to_owned(), value.to_owned(), counted)], "{text}");
        }
    }

    #[test]
    fn what_other_facts_have_is_not_counted_again() {
        for text in ["within 4 hours", "98%", "20元", "一般投诉", "one of us", "第三方"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
