//! Writing TOML.

use super::WIDTH;
use super::item::{self, Items};
use super::lines::Lines as _;
use crate::source::{Span, Value};
use unicode_width::UnicodeWidthStr as _;

/// The whole file; an error is the place of a value that TOML does not have.
pub(super) fn write(items: &Items<'_>, is_date: &dyn Fn(&[&str]) -> bool) -> Result<String, Span> {
    let mut writer = Writer { items, is_date, out: String::new(), headed: true };
    let root = &items.list[0];
    writer.out.comments(&root.above, 0);
    if !root.above.is_empty() {
        writer.out.blank();
    }
    writer.table(0, "")?;
    Ok(writer.out)
}

struct Writer<'a, 'n> {
    items: &'a Items<'n>,
    is_date: &'a dyn Fn(&[&str]) -> bool,
    out: String,
    /// Whether the next header has a blank line above it.
    headed: bool,
}

impl Writer<'_, '_> {
    /// The entries of a table: first those of one line each, since below a header every line is its
    /// table's.
    fn table(&mut self, index: usize, path: &str) -> Result<(), Span> {
        let item = &self.items.list[index];
        let (tables, lines): (Vec<usize>, Vec<usize>) =
            item.children.iter().partition(|child| self.has_header(**child));
        for (number, child) in lines.iter().enumerate() {
            self.line(*child, number == 0)?;
        }
        let own_line = |writer: &mut Self| writer.out.comments(&item.below, 0);
        if tables.is_empty() {
            own_line(self);
        }
        for child in &tables {
            let path = format!("{path}{}", key(self.items.list[*child].key.unwrap_or_default()));
            let is_list = matches!(self.items.list[*child].node.value, Value::Sequence(_));
            self.comments_of_list(*child, is_list);
            let parts = if is_list { self.items.list[*child].children.clone() } else { vec![*child] };
            for part in parts {
                self.header(part, &path, is_list)?;
            }
            if is_list {
                self.out.comments(&self.items.list[*child].below, 0);
            }
        }
        if !tables.is_empty() && !item.below.is_empty() {
            self.out.blank();
            own_line(self);
        }
        Ok(())
    }

    /// What stands above and beside the key of a list, which TOML does not write.
    fn comments_of_list(&mut self, index: usize, is_list: bool) {
        let item = &self.items.list[index];
        if is_list && !(item.above.is_empty() && item.beside.is_none()) {
            self.out.blank();
            self.out.comments(&item.above, 0);
            self.out.comments(item.beside.as_slice(), 0);
            // They stand directly above the first header.
            self.headed = false;
        }
    }

    fn header(&mut self, index: usize, path: &str, is_list: bool) -> Result<(), Span> {
        let item = &self.items.list[index];
        if self.headed {
            self.out.blank();
        }
        self.headed = true;
        self.out.comments(&item.above, 0);
        let (open, close) = if is_list { ("[[", "]]") } else { ("[", "]") };
        self.out.extend([open, path, close]);
        self.out.beside(item.beside.as_deref());
        self.table(index, &format!("{path}."))
    }

    fn line(&mut self, index: usize, is_first: bool) -> Result<(), Span> {
        let item = &self.items.list[index];
        if item.blank && !is_first {
            self.out.blank();
        }
        self.out.comments(&item.above, 0);
        let name = key(item.key.unwrap_or_default());
        let value = match &item.node.value {
            Value::String(text) if text.contains('\n') && !text.contains('\r') => {
                format!("\"\"\"\n{}\"\"\"", lines(text))
            }
            _ => self.value(index, name.width() + 3, 0)?,
        };
        self.out.extend([name.as_str(), " = ", value.as_str()]);
        // Inside of brackets over several lines it stands behind the first of them.
        let beside = item.beside.as_deref().filter(|_| !is_open(&value));
        self.out.beside(beside);
        Ok(())
    }

    /// Whether an entry is written below a header of its own.
    fn has_header(&self, index: usize) -> bool {
        let item = &self.items.list[index];
        let is_top = item.parent == 0;
        match &item.node.value {
            Value::Mapping(_) => {
                is_top || !item.in_brackets && (self.items.has_comments(index) || !self.is_short(index))
            }
            Value::Sequence(list) => {
                let tables = list.iter().all(|item| matches!(item.value, Value::Mapping(_)));
                tables && !list.is_empty() && (is_top || !item.in_brackets)
            }
            _ => false,
        }
    }

    /// Whether a table is short enough for a line: by its width, or a few texts for people.
    fn is_short(&self, index: usize) -> bool {
        let item = &self.items.list[index];
        let is_text = |child: &usize| matches!(&self.items.list[*child].node.value, Value::String(text) if !text.contains('\n'));
        let texts = item.children.len() <= 3 && item.children.iter().all(is_text);
        let fits = || self.one_line(index).is_ok_and(|line| line.width() <= WIDTH);
        texts || fits()
    }

    fn one_line(&self, index: usize) -> Result<String, Span> {
        let item = &self.items.list[index];
        let parts = item.children.iter().map(|child| self.part(*child, usize::MAX, 0));
        let parts = parts.collect::<Result<Vec<_>, _>>()?.join(", ");
        Ok(match &item.node.value {
            Value::Sequence(_) => format!("[{parts}]"),
            Value::Mapping(_) if parts.is_empty() => "{}".to_owned(),
            Value::Mapping(_) => format!("{{ {parts} }}"),
            _ => self.scalar(index)?,
        })
    }

    /// A part of a list or table in brackets.
    fn part(&self, index: usize, column: usize, indent: usize) -> Result<String, Span> {
        let name = self.items.list[index].key.map(|name| format!("{} = ", key(name))).unwrap_or_default();
        let value = if column == usize::MAX {
            self.one_line(index)?
        } else {
            self.value(index, column + name.width(), indent)?
        };
        Ok(format!("{name}{value}"))
    }

    /// A value: on one line if it fits behind `column` and holds no comment, else a part a line.
    fn value(&self, index: usize, column: usize, indent: usize) -> Result<String, Span> {
        let item = &self.items.list[index];
        let line = self.one_line(index)?;
        let is_scalar = item.children.is_empty() && item.below.is_empty();
        let keeps_line = item.in_brackets && matches!(item.node.value, Value::Mapping(_));
        let has_comments = self.items.has_comments(index);
        if is_scalar
            || !has_comments && (keeps_line || column + line.width() <= WIDTH || self.is_text_table(index))
        {
            return Ok(line);
        }
        let is_list = matches!(item.node.value, Value::Sequence(_));
        let inner = indent + 2;
        let pad = " ".repeat(inner);
        let mut out = if is_list { "[".to_owned() } else { "{".to_owned() };
        out.push_str(&item.beside.as_deref().map(|comment| format!("  {comment}")).unwrap_or_default());
        out.push('\n');
        for (number, child) in item.children.iter().enumerate() {
            let part = &self.items.list[*child];
            if part.blank && number > 0 {
                out.push('\n');
            }
            for comment in &part.above {
                out.push_str(format!("{pad}{comment}").trim_end());
                out.push('\n');
            }
            let value = self.part(*child, inner, inner)?;
            let beside = part.beside.as_deref().filter(|_| !is_open(&value));
            let beside = beside.map(|comment| format!("  {comment}")).unwrap_or_default();
            out.extend([pad.as_str(), value.as_str(), ",", beside.as_str(), "\n"]);
        }
        for comment in &item.below {
            out.push_str(format!("{pad}{comment}").trim_end());
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        out.push(if is_list { ']' } else { '}' });
        Ok(out)
    }

    fn is_text_table(&self, index: usize) -> bool {
        matches!(self.items.list[index].node.value, Value::Mapping(_)) && self.is_short(index)
    }

    fn scalar(&self, index: usize) -> Result<String, Span> {
        let item = &self.items.list[index];
        Ok(match &item.node.value {
            Value::Bool(value) => value.to_string(),
            Value::Number(text) => item::number(text),
            Value::Date(text) => text.to_string(),
            Value::String(text) if is_date(text) && (self.is_date)(&self.items.path(index)) => {
                text.to_string()
            }
            Value::String(text) => quoted(text),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => return Err(item.node.span),
        })
    }
}

/// Whether a value is in brackets over several lines.
fn is_open(value: &str) -> bool {
    value.starts_with(['[', '{']) && value.contains('\n')
}

/// Whether a text reads as a date: `2026-03-01`.
fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| text.as_bytes()[range].iter().all(u8::is_ascii_digit);
    text.len() == 10
        && text.is_ascii()
        && digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && text.as_bytes()[4] == b'-'
        && text.as_bytes()[7] == b'-'
}

fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    let escaped: String = text.chars().map(|c| escape(c, false)).collect();
    format!("\"{escaped}\"")
}

/// The lines of a text between `"""`.
fn lines(text: &str) -> String {
    let escaped: String = text.chars().map(|c| escape(c, true)).collect();
    // Two quotes may stand there; a third would end the text, and so would one at its end.
    let escaped = escaped.replace("\"\"\"", "\"\"\\\"");
    match escaped.strip_suffix('"') {
        Some(rest) => format!("{rest}\\\""),
        None => escaped,
    }
}

fn escape(c: char, in_lines: bool) -> String {
    match c {
        '\\' => "\\\\".to_owned(),
        '"' | '\n' | '\t' if in_lines => c.to_string(),
        '"' => "\\\"".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    }
}
