//! The tree with what stands around its values: comments, blank lines, the form it was written in.

use crate::source::{Node, Sources, Syntax, Value};
use std::ops::Range;

/// A value with its key and the comments that go with it.
pub(super) struct Item<'n> {
    pub(super) key: Option<&'n str>,
    pub(super) node: &'n Node<'n>,
    /// Where it begins: its key, its header, or itself. Copies that aliases make are nowhere.
    pub(super) start: Option<usize>,
    /// Whether it was written in brackets.
    pub(super) in_brackets: bool,
    /// Whether a blank line stands above it.
    pub(super) blank: bool,
    /// Comments above it; an empty one is a blank line.
    pub(super) above: Vec<String>,
    /// The comment behind it, or behind what opens it.
    pub(super) beside: Option<String>,
    /// Comments below the last of its parts.
    pub(super) below: Vec<String>,
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
}

/// All values of a file, each before its parts; the first is the whole.
pub(super) struct Items<'n> {
    pub(super) list: Vec<Item<'n>>,
    pub(super) text: &'n str,
    pub(super) syntax: Syntax,
}

impl<'n> Items<'n> {
    pub(super) fn new(sources: &'n Sources, tree: &'n Node<'n>, syntax: Syntax) -> Self {
        let mut items = Self { list: Vec::new(), text: sources.file(tree.span.file).text(), syntax };
        items.add(None, tree, Some(0), 0);
        items.list[0].start = None;
        items
    }

    fn add(
        &mut self,
        key: Option<&'n str>,
        node: &'n Node<'n>,
        start: Option<usize>,
        parent: usize,
    ) -> usize {
        let index = self.list.len();
        self.list.push(Item {
            key,
            node,
            start,
            in_brackets: self.in_brackets(node),
            blank: start.is_some_and(|start| self.blank_above(start)),
            above: Vec::new(),
            beside: None,
            below: Vec::new(),
            parent,
            children: Vec::new(),
        });
        // What an alias repeats is written somewhere else.
        let is_alias = self.syntax == Syntax::Yaml && self.text[node.span.range()].starts_with('*');
        let is_here = start.is_some() && !is_alias;
        let place = |at: u32| is_here.then_some(at as usize);
        let children = match &node.value {
            Value::Sequence(items) => {
                items.iter().map(|item| self.add(None, item, place(item.span.start), index)).collect()
            }
            Value::Mapping(entries) => entries
                .iter()
                .map(|entry| {
                    let header = self.is_header(&entry.value).then_some(entry.value.span.start);
                    let start = place(header.unwrap_or(entry.key.span.start));
                    self.add(Some(&entry.key.value), &entry.value, start, index)
                })
                .collect(),
            _ => Vec::new(),
        };
        self.list[index].children = children;
        index
    }

    /// Whether a table of TOML, or the first of a list, is made by a header.
    pub(super) fn has_header(&self, node: &Node<'_>) -> bool {
        match &node.value {
            Value::Sequence(items) => items.first().is_some_and(|first| self.is_header(first)),
            _ => self.is_header(node),
        }
    }

    fn is_header(&self, node: &Node<'_>) -> bool {
        self.syntax == Syntax::Toml
            && matches!(node.value, Value::Mapping(_))
            && self.text[node.span.range()].starts_with('[')
    }

    fn in_brackets(&self, node: &Node<'_>) -> bool {
        let written = &self.text[node.span.range()];
        match &node.value {
            Value::Mapping(_) => written.starts_with('{'),
            Value::Sequence(items) => {
                written.starts_with('[') && !items.first().is_some_and(|first| self.is_header(first))
            }
            _ => false,
        }
    }

    fn blank_above(&self, at: usize) -> bool {
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        if !self.text[line..at].trim_matches([' ', '\t', '-']).is_empty() {
            return false;
        }
        let above = self.text[..line].lines().rev().map(str::trim);
        above.take_while(|line| line.is_empty() || line.starts_with('#')).any(str::is_empty)
    }

    /// The bytes of a value, if it is written in the file.
    pub(super) fn range(&self, index: usize) -> Option<Range<usize>> {
        let item = &self.list[index];
        item.start.map(|_| item.node.span.range())
    }

    /// Whether there is a comment in a value.
    pub(super) fn has_comments(&self, index: usize) -> bool {
        let item = &self.list[index];
        let inside = |child: &usize| {
            let child_item = &self.list[*child];
            !child_item.above.is_empty() || child_item.beside.is_some() || self.has_comments(*child)
        };
        !item.below.is_empty() || item.children.iter().any(inside)
    }

    /// The path of keys to a value.
    pub(super) fn path(&self, index: usize) -> Vec<&'n str> {
        let mut path = Vec::new();
        let mut at = index;
        while at > 0 {
            path.extend(self.list[at].key);
            at = self.list[at].parent;
        }
        path.reverse();
        path
    }
}

/// A number as both syntaxes write it: a digit on either side of the point, no zeros in front.
pub(super) fn number(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let split = digits.find(['e', 'E']).unwrap_or(digits.len());
    let (mantissa, exponent) = digits.split_at(split);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() && mantissa.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        "0"
    } else {
        whole
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}{exponent}")
}
