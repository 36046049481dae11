//! The one tree that both syntaxes become. Its texts are those of the file where nothing had to be
//! undone to read them (an escape, a folded line).

use super::{Span, Spanned};
use std::borrow::Cow;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'t> {
    /// Where the value is written. For a TOML table made by a header: the header.
    pub span: Span,
    /// The value.
    pub value: Value<'t>,
}

/// What a node can be. Numbers and dates stay text: the model reads them exactly.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// YAML's `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer or a float, in plain decimal notation (signs, dots and exponents kept).
    Number(Cow<'t, str>),
    /// Text.
    String(Cow<'t, str>),
    /// A TOML date or date-time, as written.
    Date(Cow<'t, str>),
    /// A list.
    Sequence(Vec<Node<'t>>),
    /// A table, in the order of the file, without duplicate keys.
    Mapping(Vec<Entry<'t>>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'t> {
    /// The key with its place.
    pub key: Spanned<Cow<'t, str>>,
    /// The value.
    pub value: Node<'t>,
}

impl Entry<'_> {
    /// The key, for whoever keeps it.
    pub fn key(&self) -> Spanned<String> {
        Spanned::new(self.key.to_string(), self.key.span)
    }
}

impl Node<'_> {
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
