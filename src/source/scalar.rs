//! Changing a part of a written value so that it still is the value it should be: quotes stay as the
//! author chose them, what they need is escaped, and a text without quotes gets them when its new
//! words need them.
//!
//! What each syntax allows in which place is not told again here: an edit is read back by the parser
//! in a small text of its own, and one that does not give the intended value is not offered.

use super::{Edit, Sources, Span, Syntax, Value, locate, parse};
use std::ops::Range;
use std::path::PathBuf;

/// The edit that puts `text` in the place of `range` (bytes of `value`), where `value` is the scalar
/// written at `span`, and not a key.
///
/// `None` where the value is not written there (an alias repeats it from elsewhere), and where it
/// cannot hold the text as it is laid out (a block of YAML that would break at that place).
pub fn replace(sources: &Sources, span: Span, value: &str, range: Range<usize>, text: &str) -> Option<Edit> {
    let syntax = Syntax::of_path(sources.file(span.file).path())?;
    let written = Written::new(sources, span, syntax);
    let places = written.places(value)?;
    let wanted = format!("{}{text}{}", value.get(..range.start)?, value.get(range.end..)?);
    // A line that loses its last word is one that a block of YAML folds or cuts in its own way, and
    // which line ends stay behind the last is for its header to say.
    let blank = |text: &str| text.split('\n').filter(|line| line.trim().is_empty()).count();
    let line_ends = |text: &str| text.len() - text.trim_end_matches('\n').len();
    let relaid = blank(&wanted) > blank(value) || line_ends(&wanted) != line_ends(value);
    if written.style() == Style::Block && relaid {
        return None;
    }
    let (range, text) = widened(value, range, text)?;
    let inner =
        written.style().escaped(&text).map(|text| Edit::new(locate(sources, span, value, range), text));
    let whole = || written.quoted(&wanted).map(|text| Edit::new(span, text));
    let holds = |edit: &Edit| {
        let changed = written.with(edit);
        changed.is_some_and(|changed| places.iter().all(|place| written.gives(*place, &changed, &wanted)))
    };
    inner.filter(holds).or_else(|| whole().filter(holds))
}

/// An insertion has no bytes to find in the file: it takes its neighbour with it.
fn widened(value: &str, range: Range<usize>, text: &str) -> Option<(Range<usize>, String)> {
    if !range.is_empty() {
        return Some((range, text.to_owned()));
    }
    let (before, after) = (value.get(..range.start)?, value.get(range.start..)?);
    Some(match (before.chars().next_back(), after.chars().next()) {
        (Some(last), _) => (range.start - last.len_utf8()..range.end, format!("{last}{text}")),
        (None, Some(next)) => (range.start..range.end + next.len_utf8(), format!("{text}{next}")),
        (None, None) => (range, text.to_owned()),
    })
}

/// A value as it stands in the file.
struct Written<'a> {
    syntax: Syntax,
    text: &'a str,
    span: Span,
}

/// Where the header of a block of YAML begins, if what ends here is one: `|` or `>`, what they take,
/// and a comment.
fn block_header(before: &str) -> Option<usize> {
    let above = before.trim_end_matches(' ');
    let above = above.ends_with('\n').then(|| above.trim_end())?;
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let line = &above[start..];
    let sign = line.find(['|', '>'])?;
    let behind = line[sign + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let ends = behind.is_empty() || behind.starts_with(' ') && behind.trim_start().starts_with('#');
    (ends && !line[..sign].contains('#')).then_some(start + sign)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// With escapes: `"`, `"""`.
    Escaped,
    /// YAML's `'`.
    Doubled,
    /// As it is: TOML's `'`, no quotes.
    Raw,
    /// YAML's `|` and `>`.
    Block,
}

impl<'a> Written<'a> {
    fn new(sources: &'a Sources, span: Span, syntax: Syntax) -> Self {
        let text = sources.file(span.file).text();
        let header = block_header(text.get(..span.range().start).unwrap_or_default());
        let header = header.filter(|_| syntax == Syntax::Yaml);
        let span = header.map_or(span, |at| Span::new(span.file, at..span.range().end));
        Self { syntax, text: sources.text(span), span }
    }

    fn style(&self) -> Style {
        match (self.syntax, self.text.chars().next()) {
            (_, Some('"')) => Style::Escaped,
            (Syntax::Yaml, Some('\'')) => Style::Doubled,
            (Syntax::Yaml, Some('|' | '>')) => Style::Block,
            _ => Style::Raw,
        }
    }

    /// The written form after an edit within it.
    fn with(&self, edit: &Edit) -> Option<String> {
        let at = |byte: u32| byte.checked_sub(self.span.start).map(|at| at as usize);
        let (before, after) = (self.text.get(..at(edit.span.start)?)?, self.text.get(at(edit.span.end)?..)?);
        Some(format!("{before}{}{after}", edit.text))
    }

    /// Another value, in double quotes; a block keeps its layout or stays as it is.
    fn quoted(&self, value: &str) -> Option<String> {
        let quoted = Style::Escaped.escaped(value).filter(|_| self.style() != Style::Block);
        quoted.map(|escaped| format!("\"{escaped}\""))
    }

    /// The places in which the form must be read as its value; `None` where it does not give it now.
    fn places(&self, value: &str) -> Option<Vec<Place>> {
        let gives = |place: Place| self.gives(place, self.text, value);
        // A text without brackets and commas may stand between brackets.
        let list = Some(Place::List).filter(|list| self.syntax == Syntax::Yaml && gives(*list));
        gives(Place::Field).then(|| std::iter::once(Place::Field).chain(list).collect())
    }

    /// Whether a form is read as a value: as text, unless what stands there now is none either.
    fn gives(&self, place: Place, written: &str, value: &str) -> bool {
        let Some((read, is_text)) = place.read(self.syntax, written) else { return false };
        let is_text_now = || place.read(self.syntax, self.text).is_some_and(|(_, is_text)| is_text);
        if !is_text && is_text_now() {
            return false;
        }
        match self.style() {
            // Line ends behind a block belong to its layout.
            Style::Block => read.trim_end_matches('\n') == value.trim_end_matches('\n'),
            _ => read == value,
        }
    }
}

impl Style {
    fn escaped(self, text: &str) -> Option<String> {
        match self {
            Self::Escaped => Some(text.chars().map(escape).collect()),
            Self::Doubled => Some(text.replace('\'', "''")),
            Self::Raw => Some(text.to_owned()),
            Self::Block => (!text.contains('\n')).then(|| text.to_owned()),
        }
    }
}

/// A character between double quotes, the same in TOML and YAML.
fn escape(character: char) -> String {
    match character {
        '"' | '\\' => format!("\\{character}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        control if control.is_control() => format!("\\u{:04x}", u32::from(control)),
        other => other.to_string(),
    }
}

/// Where a written form is read back.
#[derive(Clone, Copy)]
enum Place {
    /// After a key.
    Field,
    /// In a list between brackets.
    List,
}

impl Place {
    /// What a written form gives there with nothing else beside it, and whether that is a text.
    fn read(self, syntax: Syntax, written: &str) -> Option<(String, bool)> {
        let (name, text) = match (syntax, self) {
            (Syntax::Toml, _) => ("x.toml", format!("k = {written}\n")),
            (Syntax::Yaml, Self::Field) => ("x.yaml", format!("k: {written}\n")),
            (Syntax::Yaml, Self::List) => ("x.yaml", format!("k: [{written}]\n")),
        };
        let mut sources = Sources::default();
        let file = sources.add(PathBuf::from(name), text);
        let (Some(tree), errors) = parse(&sources, file, syntax) else { return None };
        let Value::Mapping(entries) = tree.value else { return None };
        let [entry] = entries.as_slice() else { return None };
        let node = match (self, &entry.value.value) {
            (Self::List, Value::Sequence(items)) => items.first().filter(|_| items.len() == 1)?,
            _ => &entry.value,
        };
        let text = node.scalar().filter(|_| errors.is_empty())?;
        Some((text.to_owned(), matches!(node.value, Value::String(_))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Node, edit};
    use proptest::prelude::*;

    /// The first field of a text, after `range` of its value was replaced.
    fn replaced(
        syntax: Syntax,
        text: &str,
        range: impl Fn(&str) -> Range<usize>,
        by: &str,
    ) -> Option<String> {
        let name = if syntax == Syntax::Toml { "x.toml" } else { "x.yaml" };
        let mut sources = Sources::default();
        let file = sources.add(name.into(), text.to_owned());
        let (node, errors) = parse(&sources, file, syntax);
        assert_eq!(errors, [], "{text}");
        let node = first(&node.unwrap());
        let value = node.scalar().unwrap().to_owned();
        let edit = replace(&sources, node.span, &value, range(&value), by)?;
        let changed = edit::apply(text, &[edit]).unwrap();
        let wanted = {
            let range = range(&value);
            format!("{}{by}{}", &value[..range.start], &value[range.end..])
        };
        let mut sources = Sources::default();
        let file = sources.add(name.into(), changed.clone());
        let (node, errors) = parse(&sources, file, syntax);
        assert_eq!(errors, [], "{changed}");
        assert_eq!(first(&node.unwrap()).scalar(), Some(wanted.as_str()), "{changed}");
        Some(changed)
    }

    fn first<'t>(node: &Node<'t>) -> Node<'t> {
        match &node.value {
            Value::Mapping(entries) => first(&entries[0].value),
            Value::Sequence(items) => first(&items[0]),
            _ => node.clone(),
        }
    }

    fn word(syntax: Syntax, text: &str, word: &str, by: &str) -> Option<String> {
        replaced(
            syntax,
            text,
            |value| {
                let at = value.find(word).unwrap();
                at..at + word.len()
            },
            by,
        )
    }

    #[test]
    fn quotes_stay_and_what_they_need_is_escaped() {
        let toml = |text, by| word(Syntax::Toml, text, "soon", by).unwrap();
        assert_eq!(
            toml("a = \"we \\\"soon\\\" # x\" # y\n", "in \"2\" h"),
            "a = \"we \\\"in \\\"2\\\" h\\\" # x\" # y\n"
        );
        assert_eq!(toml("a = 'reply soon'\n", "in 2 h"), "a = 'reply in 2 h'\n");
        assert_eq!(toml("a = 'reply soon'\n", "in 2 h's"), "a = \"reply in 2 h's\"\n");
        assert_eq!(
            toml("a = \"\"\"\nwe \\\n  reply soon\"\"\"\n", "\"\"\""),
            "a = \"\"\"\nwe \\\n  reply \\\"\\\"\\\"\"\"\"\n"
        );
        assert_eq!(toml("a = '''\nreply soon\n'''\n", "'"), "a = '''\nreply '\n'''\n");
        let yaml = |text, by| word(Syntax::Yaml, text, "soon", by).unwrap();
        assert_eq!(yaml("a: 'it''s soon' # y\n", "2 h's"), "a: 'it''s 2 h''s' # y\n");
        assert_eq!(yaml("a: \"\\u6211 soon\"\n", "\\"), "a: \"\\u6211 \\\\\"\n");
    }

    #[test]
    fn a_text_without_quotes_gets_them_when_it_needs_them() {
        let yaml = |text, by| word(Syntax::Yaml, text, "soon", by).unwrap();
        assert_eq!(yaml("a: reply soon, always # y\n", "in 2 h"), "a: reply in 2 h, always # y\n");
        assert_eq!(yaml("a: reply soon, always # y\n", "then: 2 h"), "a: \"reply then: 2 h, always\" # y\n");
        assert_eq!(yaml("a: soon\n", "1"), "a: \"1\"\n");
        assert_eq!(yaml("a: {b: reply soon}\n", "now, or later"), "a: {b: \"reply now, or later\"}\n");
        assert_eq!(yaml("a: we reply\n  soon\n", "in #2 h"), "a: \"we reply in #2 h\"\n");
        assert_eq!(word(Syntax::Toml, "a = 24\n", "24", "24h").unwrap(), "a = \"24h\"\n");
        assert_eq!(word(Syntax::Yaml, "a: 24\n", "24", "24 小时").unwrap(), "a: 24 小时\n");
    }

    #[test]
    fn blocks_keep_their_lines() {
        let yaml = |text, by| word(Syntax::Yaml, text, "soon", by);
        assert_eq!(
            yaml("a: | # soon\n  we reply\n  soon: \"yes\"\nb: 1\n", "in 2 h").unwrap(),
            "a: | # soon\n  we reply\n  in 2 h: \"yes\"\nb: 1\n"
        );
        let folded = "- a: >-\n    as\n    soon as possible\n";
        let changed = word(Syntax::Yaml, folded, "as soon as possible", "within 4 hours # 'x'").unwrap();
        assert_eq!(changed, "- a: >-\n    within 4 hours # 'x'\n");
        assert_eq!(yaml("a: |\n  soon\n", "\nx"), None);
        assert_eq!(yaml("a: |\n  soon y\n", ""), None);
    }

    #[test]
    fn an_alias_is_left_alone() {
        let mut sources = Sources::default();
        let file = sources.add("x.yaml".into(), "a: &t soon\nb: *t\n".into());
        let (node, _) = parse(&sources, file, Syntax::Yaml);
        let Some(Value::Mapping(entries)) = node.map(|node| node.value) else { panic!("no table") };
        assert_eq!(replace(&sources, entries[1].value.span, "soon", 0..4, "x"), None);
    }

    #[test]
    fn a_text_may_be_inserted() {
        let at = |place: usize| move |_: &str| place..place;
        assert_eq!(replaced(Syntax::Toml, "a = \"99\"", at(2), "%").unwrap(), "a = \"99%\"");
        assert_eq!(replaced(Syntax::Toml, "a = ''", at(0), "%").unwrap(), "a = \"%\"");
        assert_eq!(replaced(Syntax::Yaml, "a: 日内", at(0), "7").unwrap(), "a: 7日内");
    }

    proptest! {
        #[test]
        fn what_is_offered_gives_the_intended_value(
            value in "[a尽快 \"'\\\\:#,]{1,12}",
            by in "[b小时 \"'\\\\:#,\n]{0,6}",
            (from, to) in (0_usize..12, 0_usize..12),
            style in 0_usize..6,
        ) {
            let plain = value.trim().trim_matches(['"', '\'', '#', ',', ':', ' ']).replace(": ", ":_").replace(" #", "_#");
            let escaped: String = value.chars().map(escape).collect();
            let (syntax, text) = match style {
                0 => (Syntax::Toml, format!("a = \"{escaped}\" # x\n")),
                1 => (Syntax::Toml, format!("a = '{}' # x\n", value.replace('\'', ""))),
                2 => (Syntax::Toml, format!("a = \"\"\"\n{escaped}\"\"\"\n")),
                3 => (Syntax::Yaml, format!("a: '{}' # x\n", value.replace('\'', "''"))),
                4 => (Syntax::Yaml, format!("a: |-\n  {}.\n  x\n", value.trim())),
                _ => (Syntax::Yaml, format!("a: x{plain}y # x\n")),
            };
            let range = |value: &str| {
                let mut places: Vec<usize> = value.char_indices().map(|(at, _)| at).chain([value.len()]).collect();
                places.retain(|place| *place <= value.len());
                let (one, other) = (places[from % places.len()], places[to % places.len()]);
                one.min(other)..one.max(other)
            };
            let changed = replaced(syntax, &text, range, &by);
            // Only a block may refuse.
            prop_assert!(changed.is_some() || style == 4, "{text}");
        }
    }
}
