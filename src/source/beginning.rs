//! What begins on a line of a file, and how far it goes.

use super::{Entry, Node, SourceFile, Span, Syntax, Value};
use foldhash::{HashMap, HashMapExt as _};

/// What begins on each of the lines, which are given by their first bytes in order: entries of
/// tables with their values, items of lists, tables with headers of their own. What stands inside of
/// something that begins on the same line is not told again; a table of TOML has a span for each of
/// its parts that have headers.
pub fn beginning(source: &SourceFile, syntax: Syntax, tree: &Node<'_>, lines: &[usize]) -> Vec<Vec<Span>> {
    let mut found = Found { source, syntax, places: HashMap::new(), spans: vec![Vec::new(); lines.len()] };
    found.places.extend(lines.iter().enumerate().map(|(place, line)| (*line, place)));
    if !lines.is_empty() {
        found.inside(tree);
    }
    found.spans
}

/// All of a node: more than its own span where TOML writes its parts under headers.
pub fn extent(source: &SourceFile, syntax: Syntax, node: &Node<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    extend(source, syntax, node, &mut spans);
    spans
}

struct Found<'a> {
    source: &'a SourceFile,
    syntax: Syntax,
    /// The place in `spans` of each line.
    places: HashMap<usize, usize>,
    spans: Vec<Vec<Span>>,
}

impl Found<'_> {
    fn inside(&mut self, node: &Node<'_>) {
        match &node.value {
            Value::Mapping(entries) => {
                for entry in entries {
                    self.entry(entry);
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    match self.place(item.span) {
                        Some(place) => extend(self.source, self.syntax, item, &mut self.spans[place]),
                        None => self.inside(item),
                    }
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        let place = self.place(entry.key.span).filter(|_| !is_list_of_headers(entry));
        match place {
            Some(place) => {
                let key = entry.key.span;
                let mut spans = extent(self.source, self.syntax, &entry.value);
                if let Some(first) = spans.first_mut() {
                    *first = first.to(key);
                }
                self.spans[place].append(&mut spans);
            }
            None => self.inside(&entry.value),
        }
    }

    fn place(&self, span: Span) -> Option<usize> {
        self.places.get(&self.source.line_range(span.start as usize).start).copied()
    }
}

/// Whether the value of an entry is `[[…]]`: its first item's header holds the key.
fn is_list_of_headers(entry: &Entry<'_>) -> bool {
    match &entry.value.value {
        Value::Sequence(items) => items.first().is_some_and(|first| first.span.start < entry.key.span.start),
        _ => false,
    }
}

fn extend(source: &SourceFile, syntax: Syntax, node: &Node<'_>, spans: &mut Vec<Span>) {
    // In YAML a node stands where its span says; inside an alias the spans are the anchor's.
    let (Syntax::Toml, true) = (syntax, is_header(source, node)) else {
        spans.push(if syntax == Syntax::Toml { hull(node) } else { node.span });
        return;
    };
    let Value::Mapping(entries) = &node.value else { return };
    let place = spans.len();
    spans.push(node.span);
    for entry in entries {
        if is_list_of_headers(entry) {
            let Value::Sequence(items) = &entry.value.value else { continue };
            for item in items {
                extend(source, syntax, item, spans);
            }
        } else if is_header(source, &entry.value) {
            extend(source, syntax, &entry.value, spans);
        } else {
            spans[place] = spans[place].to(entry.key.span).to(hull(&entry.value));
        }
    }
}

/// Whether a table of TOML is written under a header.
fn is_header(source: &SourceFile, node: &Node<'_>) -> bool {
    let text = source.text().as_bytes();
    matches!(node.value, Value::Mapping(_)) && text.get(node.span.start as usize) == Some(&b'[')
}

/// The span of a node and of all in it: tables of dotted keys are wider than their own.
fn hull(node: &Node<'_>) -> Span {
    match &node.value {
        Value::Mapping(entries) => {
            entries.iter().fold(node.span, |span, entry| span.to(entry.key.span).to(hull(&entry.value)))
        }
        Value::Sequence(items) => items.iter().fold(node.span, |span, item| span.to(hull(item))),
        _ => node.span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, parse};

    /// What begins on the line that holds `word`, as written.
    fn at(syntax: Syntax, text: &str, word: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("x".into(), text.into());
        let (tree, errors) = parse(&sources, file, syntax);
        assert_eq!(errors, []);
        let source = sources.file(file);
        let line = source.line_range(text.find(word).unwrap()).start;
        let spans = beginning(source, syntax, &tree.unwrap(), &[line]).remove(0);
        spans.into_iter().map(|span| sources.text(span).to_owned()).collect()
    }

    #[test]
    fn tables_of_toml_reach_over_their_headers_and_no_further() {
        let text = concat!(
            "[[a]]\nx = 1\ny.b = 2\ny.c = [\n3,\n4]\n[[a.t]]\nz = 5\n[a.r]\ns = 7\n",
            "[[b]]\nq = 6\n[[a]]\nx = 8\n",
        );
        let whole = ["[[a]]\nx = 1\ny.b = 2\ny.c = [\n3,\n4]", "[[a.t]]\nz = 5", "[a.r]\ns = 7"];
        assert_eq!(at(Syntax::Toml, text, "[[a]]"), whole);
        assert_eq!(at(Syntax::Toml, text, "[[b]]"), ["[[b]]\nq = 6"]);
        assert_eq!(at(Syntax::Toml, text, "x = 1"), ["x = 1"]);
        assert_eq!(at(Syntax::Toml, text, "[a.r]"), ["[a.r]\ns = 7"]);
        assert_eq!(at(Syntax::Toml, text, "4]"), ["4"]);
        let inline = "t = { en = \"x\",\n zh = \"y\" }\n";
        assert_eq!(at(Syntax::Toml, inline, "en"), ["t = { en = \"x\",\n zh = \"y\" }"]);
        assert_eq!(at(Syntax::Toml, inline, "zh"), ["zh = \"y\""]);
    }

    #[test]
    fn a_list_of_yaml_does_not_begin_with_its_first_item() {
        let text = "a:\n  - id: x\n    t:\n      en: y\n      zh: z\n  - id: w\n";
        assert_eq!(at(Syntax::Yaml, text, "id: x"), ["id: x\n    t:\n      en: y\n      zh: z"]);
        assert_eq!(at(Syntax::Yaml, text, "t:"), ["t:\n      en: y\n      zh: z"]);
        assert_eq!(at(Syntax::Yaml, text, "en:"), ["en: y"]);
        assert_eq!(at(Syntax::Yaml, "a: &x\n  b: 1\nc: *x\n", "c:"), ["c: *x"]);
    }
}
