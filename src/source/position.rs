//! From a place in a string's value back to the place in the file, through quotes, escapes and
//! folded lines, so that a finding on a word of a text points at the word.

use super::{Sources, Span};
use std::ops::Range;

/// The span in the file of `range` (bytes of `value`), where `value` is the string written at `span`.
///
/// The written form is walked beside the value: equal characters advance both, an escape stands for
/// one character of the value (or none: a line joined by a backslash), and what only layout put
/// there (quotes, indentation, folded line ends) advances the file alone. What is not written there
/// (an alias repeats it from elsewhere) is shown by the whole span.
pub fn locate(sources: &Sources, span: Span, value: &str, range: Range<usize>) -> Span {
    let written = sources.text(span);
    let mut walk = Walk { written, at: opening(written), escapes: written.starts_with('"') };
    let (mut start, mut end) = (None, 0);
    for (index, character) in value.char_indices().take_while(|(index, _)| *index < range.end) {
        let place = walk.find(character);
        if index >= range.start {
            start = start.or(Some(place.start));
            end = place.end;
        }
    }
    let base = span.start as usize;
    let found = start.filter(|start| *start < end);
    found.map_or(span, |start| Span::new(span.file, base + start..base + end))
}

/// Length of what opens a string: its quotes. The span of a block of YAML begins behind its header.
fn opening(written: &str) -> usize {
    if written.starts_with("\"\"\"") || written.starts_with("'''") {
        3
    } else {
        usize::from(written.starts_with(['"', '\'']))
    }
}

struct Walk<'a> {
    written: &'a str,
    at: usize,
    escapes: bool,
}

impl Walk<'_> {
    /// The bytes that stand for the next character of the value.
    fn find(&mut self, character: char) -> Range<usize> {
        loop {
            let rest = self.written.get(self.at..).unwrap_or_default();
            let Some(next) = rest.chars().next() else {
                return self.at..self.at;
            };
            let start = self.at;
            if self.escapes && next == '\\' {
                let (length, stands_for_one) = escape(rest);
                self.at += length;
                if stands_for_one {
                    return start..self.at;
                }
            } else if next == character {
                self.at += next.len_utf8();
                // YAML writes a single quote inside single quotes twice.
                if next == '\'' && self.written.starts_with('\'') && rest.starts_with("''") {
                    self.at += 1;
                }
                return start..self.at;
            } else if character == ' ' && next.is_whitespace() {
                // A folded line end: all the layout stands for the one space.
                self.at += rest.len() - rest.trim_start().len();
                return start..self.at;
            } else {
                self.at += next.len_utf8();
            }
        }
    }
}

/// Length of an escape sequence, and whether it stands for a character (a joined line does not).
fn escape(rest: &str) -> (usize, bool) {
    let mut characters = rest.chars().skip(1);
    match characters.next() {
        Some('x') => (rest.len().min(4), true),
        Some('u') => (rest.len().min(6), true),
        Some('U') => (rest.len().min(10), true),
        Some(c) if c.is_whitespace() => (1 + rest[1..].len() - rest[1..].trim_start().len(), false),
        Some(c) => (1 + c.len_utf8(), true),
        None => (1, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Syntax, Value, parse};

    fn word(syntax: Syntax, text: &str, wanted: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add("x".into(), text.into());
        let (node, errors) = parse(&sources, file, syntax);
        assert_eq!(errors, []);
        let Some(Value::Mapping(entries)) = node.map(|n| n.value) else { panic!("no table") };
        let node = &entries[0].value;
        let value = node.scalar().unwrap();
        let at = value.find(wanted).unwrap();
        let span = locate(&sources, node.span, value, at..at + wanted.len());
        sources.text(span).to_owned()
    }

    #[test]
    fn words_are_found_through_quotes_escapes_and_folds() {
        use Syntax::{Toml, Yaml};
        assert_eq!(word(Toml, "a = \"we reply soon\"", "soon"), "soon");
        assert_eq!(word(Toml, "a = \"\\u6211\\n尽快 \\\"x\\\" soon\"", "soon"), "soon");
        assert_eq!(word(Toml, "a = '''\n尽快\n回复'''", "回复"), "回复");
        assert_eq!(word(Toml, "a = \"\"\"one \\\n   two soon\"\"\"", "soon"), "soon");
        assert_eq!(word(Yaml, "a: 我们尽快回复", "尽快"), "尽快");
        assert_eq!(word(Yaml, "a: 'it''s soon'", "soon"), "soon");
        assert_eq!(word(Yaml, "a: |- # first soon\n  first line\n  soon\n", "soon"), "soon");
        assert_eq!(word(Yaml, "a: |\n  first line\n  reply soon\n", "soon"), "soon");
        assert_eq!(
            word(Yaml, "a: >-\n  as soon\n  as possible\n", "soon as possible"),
            "soon\n  as possible"
        );
        assert_eq!(word(Yaml, "a: \"x \\u4e2d soon\"", "soon"), "soon");
    }

    #[test]
    fn words_that_an_alias_repeats_are_shown_by_the_alias() {
        let mut sources = Sources::default();
        let file = sources.add("x.yaml".into(), "a: &t 我们尽快\nb: *t\n".into());
        let (node, errors) = parse(&sources, file, Syntax::Yaml);
        assert_eq!(errors, []);
        let Some(Value::Mapping(entries)) = node.map(|n| n.value) else { panic!("no table") };
        let shown = |entry: usize| {
            let node = &entries[entry].value;
            sources.text(locate(&sources, node.span, node.scalar().unwrap(), 6..12)).to_owned()
        };
        assert_eq!([shown(0), shown(1)], ["尽快", "*t"]);
    }
}
