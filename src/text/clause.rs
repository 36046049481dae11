//! Clauses, brackets and quotations of a folded text.
//!
//! A clause ends at `, ; . ! ?` in either width, at `。` and `、`, at a new paragraph or list item, or
//! at a conjunction; not inside a number, a duration or a bracket within a sentence.

use super::fold::is_unspaced;
use super::lexicon::CONDITIONS;
use super::starts::{self, Scan};
use super::vocabulary::CONJUNCTIONS;
use std::ops::Range;

/// All marks that this file knows.
pub(super) const MARKS: &str = ";!?。、,.\n()[]【】〔〕“”「」『』《》\"«»";
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];
const QUOTES: [(char, char); 6] =
    [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》'), ('"', '"'), ('«', '»')];

/// How far around a place words are looked at, in bytes.
const NEAR: usize = 400;
/// How many clauses before one may say who it is about.
const MOST_BEFORE: usize = 5;

/// How a folded text is built.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    clauses: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    quotations: Vec<Range<usize>>,
    /// What a condition reaches over: "If …, ", "… if …".
    conditions: Vec<Range<usize>>,
}

impl Structure {
    /// Reads a text; nothing inside of `whole` ends a clause.
    pub(super) fn new(text: Scan<'_>, whole: &[Range<usize>]) -> Self {
        let clauses = clauses(text, whole);
        let sentences = sentences(text);
        let conditions = conditions(text, &clauses, &sentences);
        Self { clauses, sentences, quotations: quotations(text), conditions }
    }

    /// The clause around a place.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        around(&self.clauses, at)
    }

    /// The sentence around a place; a semicolon ends one too.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        around(&self.sentences, at)
    }

    /// The clause around a place, and of a very long one what is near.
    pub(super) fn near(&self, text: &str, place: &Range<usize>) -> Range<usize> {
        Self::near_in(text, self.clause(place.start), place)
    }

    /// What is near of a clause or sentence.
    pub(super) fn near_in(text: &str, clause: Range<usize>, place: &Range<usize>) -> Range<usize> {
        let boundary =
            |at: usize| (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let from = boundary(clause.start.max(place.start.saturating_sub(NEAR)));
        from..boundary(clause.end.min(place.end + NEAR)).max(from)
    }

    /// A few clauses before a place in its sentence, the nearest first.
    pub(super) fn clauses_before(&self, at: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let sentence = self.sentence(at);
        let count = self.clauses.partition_point(|clause| clause.end <= at);
        self.clauses[..count]
            .iter()
            .rev()
            .take_while(move |clause| clause.start >= sentence.start)
            .take(MOST_BEFORE)
            .cloned()
    }

    /// The next clause of the sentence behind that of a place.
    pub(super) fn clause_after(&self, at: usize) -> Option<Range<usize>> {
        let clause = self.clause(at);
        let index = self.clauses.partition_point(|other| other.end <= clause.end);
        let next = self.clauses.get(index)?;
        self.sentence(at).contains(&next.start).then(|| next.clone())
    }

    /// Whether a clause is a condition from its first word.
    pub(super) fn begins_conditional(&self, text: &str, clause: &Range<usize>) -> bool {
        let words = &text[clause.clone()];
        self.is_conditional(clause.end - words.trim_start().len())
    }

    /// Where the condition begins that a place belongs to.
    pub(super) fn condition_start(&self, at: usize) -> Option<usize> {
        self.conditions.iter().rev().find(|condition| condition.contains(&at)).map(|found| found.start)
    }

    /// Whether a place stands in quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quotations.iter().any(|quoted| quoted.contains(&at))
    }

    /// Whether a place belongs to a condition.
    pub(super) fn is_conditional(&self, at: usize) -> bool {
        self.conditions.iter().any(|condition| condition.contains(&at))
    }
}

/// The range that holds a place; an empty one where none does.
fn around(ranges: &[Range<usize>], at: usize) -> Range<usize> {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).filter(|range| range.contains(&at)).cloned().unwrap_or(at..at)
}

/// The sentences of a text, in order.
fn sentences(text: Scan<'_>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, character) in text.characters(starts::MARKS) {
        if matches!(character, ';' | '!' | '?' | '。' | '.' | '\n') && ends_clause(&text, at, character) {
            sentences.push(start..at);
            start = at + character.len_utf8();
        }
    }
    sentences.push(start..text.len());
    sentences
}

/// What conditions reach over. One at the beginning of a sentence or behind a comma goes on to the
/// next comma, or to who acts then; one behind what it is about ends with its clause.
fn conditions(text: Scan<'_>, clauses: &[Range<usize>], sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for hit in CONDITIONS.find(text) {
        let at = hit.range.start;
        let (clause, sentence) = (around(clauses, at), around(sentences, at));
        let before = text[sentence.start..at].trim_end();
        let leads = before.is_empty() || before.ends_with([',', ':', '-', '—', '(']);
        let end = match hit.kind {
            "lead" if leads || before.ends_with(" and") || before.ends_with(" but") => {
                leading_end(&text, hit.range.end, sentence.end)
            }
            // "Faults should be reported" is no condition.
            "lead" if text[hit.range.clone()] == *"should" => continue,
            "lead" => clause.end,
            "zh-lead" if text[clause.start..at].trim().is_empty() => clause.end,
            _ => continue,
        };
        found.push(at..end);
    }
    found
}

fn leading_end(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    let comma = rest.char_indices().find(|&(at, c)| c == ',' && ends_clause(text, from + at, c));
    // "If we are late you get": the first "we" is the one that is late.
    let begin = if rest.trim_start().starts_with("we ") { 4 } else { 0 };
    let behind = rest.get(begin..).unwrap_or_default();
    let actors = [" we ", " our ", " you get ", " you receive "];
    let actor = || actors.iter().filter_map(|word| behind.find(word)).min().map(|at| begin + at);
    let length = comma.map(|(at, _)| at).or_else(actor);
    from + length.unwrap_or(rest.len())
}

/// The clauses of a text, in order, without what ends them. `whole` are ranges that nothing inside
/// of ends a clause: durations such as "2 and 4 hours".
fn clauses(text: Scan<'_>, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let brackets = brackets(text);
    let inside = |at: usize| brackets.iter().chain(whole).any(|range| range.contains(&at));
    let mut ends: Vec<Range<usize>> = text
        .characters(starts::MARKS)
        .filter(|&(at, character)| ends_clause(&text, at, character))
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

pub(super) fn ends_clause(text: &str, at: usize, character: char) -> bool {
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
fn brackets(text: Scan<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, character) in text.characters(starts::MARKS) {
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
fn quotations(text: Scan<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, character) in text.characters(starts::MARKS) {
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
    use crate::text::starts::Starts;

    fn split(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let starts = Starts::of(folded.text());
        let text = Scan::new(folded.text(), &starts);
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
        let found = |text: &str| {
            let starts = Starts::of(text);
            let ranges = quotations(Scan::new(text, &starts)).into_iter();
            ranges.map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("不说“尽快”，说「立即」"), ["尽快", "立即"]);
        assert_eq!(found("never say \"soon\" again"), ["soon"]);
        assert_eq!(found("“我们尽快回复。”"), [""; 0]);
    }
}
