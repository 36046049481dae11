//! The one tree that both syntaxes become.

use super::{Span, Spanned};

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value is written. For a TOML table made by a header: the header.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node can be. Numbers and dates stay text: the model reads them exactly.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// YAML's `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer or a float, in plain decimal notation (signs, dots and exponents kept).
    Number(String),
    /// Text.
    String(String),
    /// A TOML date or date-time, as written.
    Date(String),
    /// A list.
    Sequence(Vec<Node>),
    /// A table, in the order of the file, without duplicate keys.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key with its place.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The text of a scalar (text, number, date, true or false), else `None`.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Number(text) | Value::String(text) | Value::Date(text) => Some(text),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }
}
