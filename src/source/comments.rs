//! The comments of a file, with their places.
//!
//! The parser of TOML drops comments, so its text is walked here outside of strings; that of YAML
//! tells them. Both are read only for files that may hold a comment of ours.

use super::{FileId, Sources, Span, Syntax};
use granit_parser::{Event, Options, Parser};
use std::ops::Range;

/// Every comment of a file, from its `#` to the end of its line, in order. Behind a syntax error
/// YAML has no more of them.
pub fn comments(sources: &Sources, file: FileId, syntax: Syntax) -> Vec<Span> {
    let text = sources.file(file).text();
    let body = text.trim_start_matches('\u{feff}');
    let offset = text.len() - body.len();
    let ranges = match syntax {
        Syntax::Toml => toml(body),
        Syntax::Yaml => yaml(body),
    };
    ranges.into_iter().map(|range| Span::new(file, range.start + offset..range.end + offset)).collect()
}

fn toml(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['#', '"', '\'', '\n']) {
        let start = at + next;
        at = match text.as_bytes()[start] {
            b'#' => {
                let line = text[start..].split('\n').next().unwrap_or_default();
                found.push(start..start + line.trim_end_matches('\r').len());
                start + line.len()
            }
            b'\n' => start + 1,
            _ => start + string(&text[start..]),
        };
    }
    found
}

/// Length of the string at the beginning of `text`. One that is not closed on its line ends there:
/// the line is a mistake, and the next one may be read.
fn string(text: &str) -> usize {
    let quote = if text.starts_with('"') { "\"" } else { "'" };
    let triple = quote.repeat(3);
    let multiline = text.starts_with(&triple);
    let (open, close) = if multiline { (3, triple.as_str()) } else { (1, quote) };
    let mut at = open;
    loop {
        let rest = &text[at..];
        if let Some(behind) = rest.strip_prefix(close) {
            // Up to two more quotes belong to the text: `"""He said "no"."""""`.
            let more = behind.bytes().take(2).take_while(|&b| b == quote.as_bytes()[0]).count();
            return at + close.len() + if multiline { more } else { 0 };
        }
        at += match rest.chars().next() {
            None => return text.len(),
            Some('\n') if !multiline => return at,
            Some('\\') if quote == "\"" => {
                1 + rest[1..].chars().next().filter(|&c| multiline || c != '\n').map_or(0, char::len_utf8)
            }
            Some(other) => other.len_utf8(),
        };
    }
}

fn yaml(text: &str) -> Vec<Range<usize>> {
    let mut options = Options::default();
    options.set_emit_comments(true);
    options.max_buffered_comment_events = usize::MAX;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (event, span) in Parser::new_from_str_with_options(text, options).map_while(Result::ok) {
        if let (Event::Comment(..), Some(range)) = (event, span.byte_range()) {
            let written = text.get(range.clone()).unwrap_or_default();
            found.push(range.start..range.start + written.trim_end_matches('\r').len());
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::parse;
    use proptest::prelude::*;

    fn found(syntax: Syntax, text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("x".into(), text.into());
        let comments = comments(&sources, file, syntax);
        comments.into_iter().map(|span| sources.text(span).to_owned()).collect()
    }

    #[test]
    fn comments_are_told_from_text_with_their_sign() {
        let toml = concat!(
            "\u{feff}# top\na = \"x # y\" # one\r\n'k#' = '''\n# no\n'''' # two\n",
            "b = [ # three\n \"\\\"#\", # four\n]\nc = \"\"\"a\"\"#\\\"\"\"\"\" # five\n",
        );
        assert_eq!(found(Syntax::Toml, toml), ["# top", "# one", "# two", "# three", "# four", "# five"]);
        let yaml = concat!(
            "\u{feff}# top\na: x#y # one\r\nb: |\n  # no\nc: '# no' # two\n# three\n",
            "d:\n  - {e: \"#\"} # four\n",
        );
        assert_eq!(found(Syntax::Yaml, yaml), ["# top", "# one", "# two", "# three", "# four"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_hides_its_line_alone() {
        assert_eq!(found(Syntax::Toml, "a = \"x # no\nb = 1 # yes\n"), ["# yes"]);
        assert_eq!(found(Syntax::Toml, "a = \"x \\\n# yes\n"), ["# yes"]);
    }

    /// A text as each of the four strings of TOML, changed where that kind cannot hold it.
    fn toml_string(text: &str, style: usize) -> String {
        let escaped = text.replace('\\', "\\\\");
        match style {
            0 => format!("\"{}\"", escaped.replace('"', "\\\"").replace('\n', "\\n")),
            1 => format!("'{}'", text.replace(['\'', '\n'], "_")),
            2 => format!("\"\"\"{}\"\"\"", escaped.replace("\"\"\"", "\"\"\\\"")),
            _ => format!("'''{}'''", text.replace("'''", "''_")),
        }
    }

    fn yaml_string(text: &str, style: usize) -> String {
        match style {
            0 => {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
                format!("\"{}\"", escaped.replace('\n', "\\n"))
            }
            1 => format!("'{}'", text.replace('\'', "''").replace('\n', "_")),
            _ => format!("|2\n  .{}", text.replace('\n', "\n  ")),
        }
    }

    proptest! {
        #[test]
        fn no_string_hides_a_comment_and_none_is_one(
            fields in prop::collection::vec(
                ("[#\"'\\\\a :\n-]{0,9}", 0_usize..4, prop::option::of("[#\"' a]{0,5}")),
                1..6,
            ),
        ) {
            for syntax in [Syntax::Toml, Syntax::Yaml] {
                let (mut text, mut expected) = (String::new(), Vec::new());
                for (number, (value, style, comment)) in fields.iter().enumerate() {
                    let (written, is_block) = match syntax {
                        Syntax::Toml => (format!("k{number} = {}", toml_string(value, *style)), false),
                        Syntax::Yaml => (format!("k{number}: {}", yaml_string(value, *style)), *style > 1),
                    };
                    text.push_str(&written);
                    // Behind a block scalar a comment would be text.
                    if let Some(comment) = comment.as_ref().filter(|_| !is_block) {
                        text.push_str(" #");
                        text.push_str(comment);
                        expected.push(format!("#{comment}"));
                    }
                    text.push('\n');
                }
                let mut sources = Sources::default();
                let file = sources.add("x".into(), text.clone());
                prop_assert_eq!(parse(&sources, file, syntax).1, vec![], "{}", text);
                prop_assert_eq!(found(syntax, &text), expected, "{}", text);
            }
        }
    }
}
