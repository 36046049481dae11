//! Clauses, brackets and quotations of a folded text.
//!
//! A clause ends at `, ; . ! ?` in either width, at `。` and `、`, at a new paragraph or list item, or
//! at a conjunction; not inside a number, a duration or a bracket within a sentence.

use super::fold::is_unspaced;
use super::vocabulary::CONJUNCTIONS;
use std::ops::Range;

const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];
const QUOTES: [(char, char); 6] =
    [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》'), ('"', '"'), ('«', '»')];

/// The clauses of a text, in order, without what ends them. `whole` are ranges that nothing inside
/// of ends a clause: durations such as "2 and 4 hours".
pub(super) fn clauses(text: &str, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let brackets = brackets(text);
    let inside = |at: usize| brackets.iter().chain(whole).any(|range| range.contains(&at));
    let mut ends: Vec<Range<usize>> = text
        .char_indices()
        .filter(|&(at, character)| ends_clause(text, at, character))
        .map(|(at, character)| at..at + character.len_utf8())
        .chain(CONJUNCTIONS.find(text))
        .filter(|range| !inside(range.start))
        .collect();
    ends.sort_by_key(|range| range.start);
    let mut clauses = Vec::new();
    let mut start = 0;
    for end in ends.into_iter().chain(std::iter::once(text.len()..text.len())) {
        if !text[start.min(end.start)..end.start].trim().is_empty() {
            clauses.push(start..end.start);
        }
        start = start.max(end.end);
    }
    clauses
}

fn ends_clause(text: &str, at: usize, character: char) -> bool {
    let rest = &text[at + character.len_utf8()..];
    let next = rest.chars().next();
    match character {
        ';' | '!' | '?' | '。' | '、' => true,
        // 1,000 is a number.
        ',' => {
            !(next.is_some_and(|c| c.is_ascii_digit()) && text[..at].ends_with(|c: char| c.is_ascii_digit()))
        }
        // 1.5, example.com and "e.g. this" go on.
        '.' => match next {
            None => true,
            Some(next) if next.is_whitespace() => {
                !(abbreviates(&text[..at]) && rest.trim_start().starts_with(char::is_alphanumeric))
            }
            Some(next) => is_unspaced(next) || matches!(next, '"' | '”' | '\'' | ')'),
        },
        '\n' => {
            let line = rest.trim_start_matches([' ', '\t', '\r']);
            line.starts_with(['\n', '-', '*', '•', '·']) || is_numbered(line)
        }
        _ => false,
    }
}

/// Whether a full stop behind this text ends an abbreviation.
fn abbreviates(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    matches!(
        word,
        "e.g" | "i.e" | "approx" | "no" | "art" | "incl" | "a.m" | "p.m" | "mr" | "ms" | "dr" | "st"
    )
}

/// Whether a line begins with `1.`, `(2)` or `3、`.
fn is_numbered(line: &str) -> bool {
    let digits = line.trim_start_matches('(').trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < line.len() && digits.starts_with(['.', ')', '、']) && !line.starts_with('.')
}

/// Outermost brackets that stand within a sentence.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, character) in text.char_indices() {
        if let Some((_, close)) = BRACKETS.iter().find(|(open, _)| *open == character) {
            open.push((at, *close));
        } else if open.last().is_some_and(|(_, close)| *close == character) {
            let Some((start, _)) = open.pop() else { continue };
            let within = !text[start..at].contains(['。', '!', '?', ';']) && !text[start..at].contains(". ");
            if within {
                found.retain(|range| range.start < start);
                found.push(start..at);
            }
        }
    }
    found
}

/// What stands in quotation marks; not when the whole text does.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, character) in text.char_indices() {
        match open {
            Some((start, close)) if close == character => {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let quote = QUOTES.iter().find(|(mark, _)| *mark == character);
                open = quote.map(|(mark, close)| (at + mark.len_utf8(), *close));
            }
        }
    }
    let outside = |range: &Range<usize>| {
        let marks = |c: char| !c.is_alphanumeric();
        !text[..range.start].trim_matches(marks).is_empty()
            || !text[range.end..].trim_matches(marks).is_empty()
    };
    found.retain(outside);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Folded;

    fn split(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let text = folded.text();
        clauses(text, &[]).into_iter().map(|range| text[range].trim().to_owned()).collect()
    }

    #[test]
    fn clauses_end_at_marks_and_conjunctions() {
        assert_eq!(split("24小时内回复，尽快解决。"), ["24小时内回复", "尽快解决"]);
        assert_eq!(split("受理、尽快处理；答复"), ["受理", "尽快处理", "答复"]);
        assert_eq!(split("1小时响应并尽快解决"), ["1小时响应", "尽快解决"]);
        assert_eq!(split("Answer within 4 hours and soon. Then."), ["answer within 4 hours", "soon"]);
        assert_eq!(split("one\n- two\n\nthree\nfour"), ["one", "- two", "three\nfour"]);
    }

    #[test]
    fn what_goes_on() {
        assert_eq!(split("within 1.5 hours"), ["within 1.5 hours"]);
        assert_eq!(split("1,000 cases at example.com"), ["1,000 cases at example.com"]);
        assert_eq!(split("立即（6小时内，含节假日）处理"), ["立即(6小时内,含节假日)处理"]);
        assert_eq!(split("soon, e.g. tomorrow"), ["soon", "e.g. tomorrow"]);
        assert_eq!(split("合并处理"), ["合并处理"]);
    }

    #[test]
    fn quotations_are_parts_of_a_text() {
        let found = |text: &str| quotations(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("不说“尽快”，说「立即」"), ["尽快", "立即"]);
        assert_eq!(found("never say \"soon\" again"), ["soon"]);
        assert_eq!(found("“我们尽快回复。”"), [""; 0]);
    }
}
