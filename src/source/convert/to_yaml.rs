//! Writing YAML.

use super::WIDTH;
use super::item::{self, Item, Items};
use super::lines::Lines as _;
use crate::source::Value;
use crate::source::yaml::plain;
use unicode_width::UnicodeWidthStr as _;

/// The whole file.
pub(super) fn write(items: &Items<'_>) -> String {
    let mut writer = Writer { items, out: String::new() };
    let root = &items.list[0];
    writer.out.comments(&root.above, 0);
    if !root.above.is_empty() {
        writer.out.blank();
    }
    for (number, child) in root.children.iter().enumerate() {
        if number > 0 {
            writer.out.blank();
        }
        writer.entry(*child, 0);
    }
    if !root.below.is_empty() && !root.children.is_empty() {
        writer.out.blank();
    }
    writer.out.comments(&root.below, 0);
    writer.out
}

struct Writer<'a, 'n> {
    items: &'a Items<'n>,
    out: String,
}

impl Writer<'_, '_> {
    fn entry(&mut self, index: usize, indent: usize) {
        let item = &self.items.list[index];
        self.out.comments(&item.above, indent);
        let key = scalar_text(item.key.unwrap_or_default(), false);
        self.out.extend([" ".repeat(indent).as_str(), key.as_str(), ":"]);
        self.value(index, indent, indent + key.width() + 1);
    }

    /// A value behind `key:` or `-`, and the rest of its lines.
    fn value(&mut self, index: usize, indent: usize, column: usize) {
        let item = &self.items.list[index];
        if let Some(text) = block_text(item, indent + 2) {
            self.out.push(' ');
            self.out.push_str(text.0);
            self.out.beside(item.beside.as_deref());
            self.out.push_str(&text.1);
            return;
        }
        if self.is_line(index, column) {
            self.out.push(' ');
            self.out.push_str(&self.line(index));
            self.out.beside(item.beside.as_deref());
            self.out.comments(&item.below, indent);
            return;
        }
        self.out.beside(item.beside.as_deref());
        self.parts(index, indent + 2);
    }

    fn parts(&mut self, index: usize, indent: usize) {
        let item = &self.items.list[index];
        for (number, child) in item.children.iter().enumerate() {
            let part = &self.items.list[*child];
            // TOML has a blank line before every header.
            let is_layout = part.key.is_some() && part.above.is_empty() && self.items.has_header(part.node);
            if part.blank && number > 0 && !is_layout {
                self.out.blank();
            }
            if part.key.is_some() {
                self.entry(*child, indent);
            } else {
                self.item(*child, indent);
            }
        }
        self.out.comments(&item.below, indent);
    }

    fn item(&mut self, index: usize, indent: usize) {
        let item = &self.items.list[index];
        self.out.comments(&item.above, indent);
        self.out.push_str(&" ".repeat(indent));
        self.out.push('-');
        let is_table = matches!(item.node.value, Value::Mapping(_)) && !self.is_line(index, indent + 1);
        // Its first entry stands behind the dash, unless a comment has to go between.
        let first = item.children.first().map(|first| &self.items.list[*first]);
        if is_table && item.beside.is_none() && first.is_some_and(|first| first.above.is_empty()) {
            let at = self.out.len();
            self.parts(index, indent + 2);
            self.out.replace_range(at..at + indent + 2, " ");
        } else {
            self.value(index, indent, indent + 1);
        }
    }

    /// Whether a value goes on the line of its key: what was in brackets and still fits.
    fn is_line(&self, index: usize, column: usize) -> bool {
        let item = &self.items.list[index];
        match item.node.value {
            Value::Sequence(_) | Value::Mapping(_) if item.children.is_empty() => true,
            Value::Sequence(_) | Value::Mapping(_) => {
                item.in_brackets
                    && !self.items.has_comments(index)
                    && column + 1 + self.line(index).width() <= WIDTH
            }
            _ => true,
        }
    }

    fn line(&self, index: usize) -> String {
        self.in_line(index, false)
    }

    fn in_line(&self, index: usize, inside: bool) -> String {
        let item = &self.items.list[index];
        let parts = || {
            let part = |child: &usize| {
                let value = self.in_line(*child, true);
                match self.items.list[*child].key {
                    Some(key) => format!("{}: {value}", scalar_text(key, true)),
                    None => value,
                }
            };
            item.children.iter().map(part).collect::<Vec<_>>().join(", ")
        };
        match &item.node.value {
            Value::Sequence(_) => format!("[{}]", parts()),
            Value::Mapping(_) => format!("{{{}}}", parts()),
            Value::Bool(value) => value.to_string(),
            Value::Number(text) => item::number(text),
            Value::Null => "null".to_owned(),
            Value::Date(text) | Value::String(text) => scalar_text(text, inside),
        }
    }
}

/// A text of several lines as they are: its header and its lines.
fn block_text(item: &Item<'_>, indent: usize) -> Option<(&'static str, String)> {
    let Value::String(text) = &item.node.value else { return None };
    let is_plain = |c: char| c == '\n' || c == '\t' || !c.is_control() && !is_special(c);
    let begins_plain = !text.starts_with([' ', '\n', '\t']);
    if !text.contains('\n') || !begins_plain || !text.chars().all(is_plain) {
        return None;
    }
    let body = text.strip_suffix('\n');
    // Line ends at the end need a header that keeps them; quotes show them better.
    if body.is_some_and(|body| body.ends_with('\n'))
        || text.lines().any(|line| line.trim().is_empty() && !line.is_empty())
    {
        return None;
    }
    let pad = " ".repeat(indent);
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("{pad}{line}\n") };
    Some((if body.is_some() { "|" } else { "|-" }, text.lines().map(line).collect()))
}

/// Characters that YAML takes for line ends or does not print.
fn is_special(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text without quotes where that is safe, else in double quotes.
fn scalar_text(text: &str, in_brackets: bool) -> String {
    if is_plain(text, in_brackets) {
        return text.to_owned();
    }
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            '"' => "\\\"".to_owned(),
            '\n' => "\\n".to_owned(),
            '\t' => "\\t".to_owned(),
            c if c.is_control() || is_special(c) => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// Whether a text may stand without quotes: also for readers that still follow YAML 1.1, to whom
/// `no` is false and `12:30` a number.
fn is_plain(text: &str, in_brackets: bool) -> bool {
    let word = text.to_ascii_lowercase();
    let is_old = ["yes", "no", "on", "off", "y", "n"].contains(&word.as_str())
        || text.starts_with(|c: char| c.is_ascii_digit())
            && text.contains(':')
            && text.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    let signs = "-?:,[]{}#&*!|>'\"%@`=<~";
    let is_text = matches!(plain(text.into()), Value::String(_));
    is_text
        && !is_old
        && text.trim() == text
        && !text.starts_with(|c| signs.contains(c))
        && !text.starts_with("...")
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| c.is_control() || is_special(c))
        && !(in_brackets && text.contains([',', '[', ']', '{', '}']))
}
