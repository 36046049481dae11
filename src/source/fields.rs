//! Which field of a file a place belongs to: `commitment.target.within`, without numbers of list
//! items, so that an item put before it changes nothing.

use super::{FileId, Node, Sources, Span, Syntax, Value, parse};

/// The fields of a file, by their places.
#[derive(Debug, Default)]
pub struct Fields {
    /// Each field from its key to the end of its value, by where it begins.
    list: Vec<(Span, String)>,
}

impl Fields {
    /// Reads the fields of a file; one that is neither TOML nor YAML has none.
    pub fn read(sources: &Sources, file: FileId) -> Self {
        let mut fields = Self::default();
        if let Some(syntax) = Syntax::of_path(sources.file(file).path())
            && let (Some(tree), _) = parse(sources, file, syntax)
        {
            fields.add("", &tree);
        }
        fields.list.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        fields
    }

    fn add(&mut self, parent: &str, node: &Node<'_>) {
        match &node.value {
            Value::Sequence(items) => items.iter().for_each(|item| self.add(parent, item)),
            Value::Mapping(entries) => {
                for entry in entries {
                    let key = &entry.key.value;
                    let path = if parent.is_empty() { key.to_string() } else { format!("{parent}.{key}") };
                    self.add(&path, &entry.value);
                    // A table of TOML stands where its header is, and its key in that.
                    let (key, value) = (entry.key.span, entry.value.span);
                    let span = if value.start <= key.start { value } else { key.to(value) };
                    self.list.push((span, path));
                }
            }
            _ => {}
        }
    }

    /// The innermost field that holds a place; none for a comment between fields.
    pub fn at(&self, span: Span) -> &str {
        let before = self.list.partition_point(|(field, _)| field.start <= span.start);
        let holds = |(field, _): &&(Span, String)| field.end >= span.end && field.end > span.start;
        self.list[..before].iter().rev().find(holds).map_or("", |(_, path)| path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, text: &str, word: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add(name.into(), text.to_owned());
        let at = text.find(word).unwrap();
        Fields::read(&sources, file).at(Span::new(file, at..at + word.len())).to_owned()
    }

    #[test]
    fn places_belong_to_their_innermost_field() {
        let toml = "# top\n[[commitment]]\nid = \"a\"\ntext = { en = \"reply soon\" }\n\
                    [[commitment.target]]\nwithin = \"4h\" # x\n[commitment.remedy]\namount = 2\n";
        let at = |word| field("x.toml", toml, word);
        assert_eq!(at("\"a\""), "commitment.id");
        assert_eq!(at("soon"), "commitment.text.en");
        assert_eq!(at("within"), "commitment.target.within");
        assert_eq!(at("4h"), "commitment.target.within");
        assert_eq!(at("amount"), "commitment.remedy.amount");
        assert_eq!(at("top"), "");
        let yaml = "commitment:\n  - id: a\n    text: {en: soon}\n    target:\n      - within: 4h\n";
        let at = |word| field("x.yaml", yaml, word);
        assert_eq!(at("soon"), "commitment.text.en");
        assert_eq!(at("4h"), "commitment.target.within");
        assert_eq!(at("id: a\n    text: {en: soon}"), "commitment");
        assert_eq!(field("page.md", "soon", "soon"), "");
    }
}
