//! Tables of which fields are read by name.

use super::{MAX_MISTAKES, Reader, nearest};
use crate::finding::{Definition, Finding, Invalid, Note, codes};
use crate::source::{Entry, Node, Span};

/// A table being read: it knows which fields were asked for, and so which are unknown.
pub(in crate::model) struct Table<'n> {
    pub(super) name: &'static str,
    pub(in crate::model) span: Span,
    pub(super) entries: &'n [Entry<'n>],
    /// The fields that were asked for.
    pub(super) known: Vec<&'static str>,
}

impl<'n> Table<'n> {
    /// The node of a field; asking makes the field known.
    pub(in crate::model) fn node(&mut self, field: &'static str) -> Option<&'n Node<'n>> {
        self.known.push(field);
        self.entries.iter().find(|entry| entry.key.value == field).map(|entry| &entry.value)
    }

    /// The key of a field that stands there.
    pub(in crate::model) fn key_span(&self, field: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == field).map(|entry| entry.key.span)
    }

    /// Whether it has no other fields than these.
    pub(in crate::model) fn has_only(&self, fields: &[&str]) -> bool {
        self.entries.iter().all(|entry| fields.contains(&entry.key.value.as_ref()))
    }

    /// A field that may be left out.
    pub(in crate::model) fn optional<'a, T>(
        &mut self,
        reader: &mut Reader<'a>,
        field: &'static str,
        read: impl FnOnce(&mut Reader<'a>, &'n Node<'n>) -> Option<T>,
    ) -> Option<T> {
        self.node(field).and_then(|node| read(reader, node))
    }

    /// A field that must be there.
    pub(in crate::model) fn required<'a, T>(
        &mut self,
        reader: &mut Reader<'a>,
        field: &'static str,
        read: impl FnOnce(&mut Reader<'a>, &'n Node<'n>) -> Option<T>,
    ) -> Option<T> {
        let Some(node) = self.node(field) else {
            let span = reader.sources.first_line(self.span);
            let message = Definition::MissingField { field, table: self.name };
            reader.report(&codes::MISSING_FIELD, span, message);
            return None;
        };
        read(reader, node)
    }

    /// A list of tables that may be left out.
    pub(in crate::model) fn tables<'a, T>(
        &mut self,
        reader: &mut Reader<'a>,
        field: &'static str,
        read: impl FnMut(&mut Reader<'a>, &Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        self.node(field).map(|node| reader.tables(node, read)).unwrap_or_default()
    }

    /// Reports two fields of which only one may stand.
    pub(in crate::model) fn exclusive(
        &self,
        reader: &mut Reader<'_>,
        first: &'static str,
        second: &'static str,
    ) {
        if let Some(one) = self.key_span(first)
            && let Some(other) = self.key_span(second)
        {
            let message = Definition::Invalid(Invalid::Conflict { first, second });
            let finding = Finding::new(&codes::INVALID_VALUE, one.max(other), message);
            reader.push(finding.related(one.min(other), Note::ConflictsWith));
        }
    }

    /// Reports a field that means nothing without one of others.
    pub(in crate::model) fn needs(
        &self,
        reader: &mut Reader<'_>,
        field: &'static str,
        needs: &[&'static str],
    ) {
        let Some(span) = self.key_span(field) else { return };
        if let (Some(first), true) = (needs.first(), needs.iter().all(|n| self.key_span(n).is_none())) {
            reader.invalid::<()>(span, Invalid::Needs { field, needs: first });
        }
    }

    /// A field of the whole commitment that stands in one of its parts: in TOML that happens to
    /// every field below the first `[[commitment.target]]`.
    fn belongs(&self, field: &str) -> Option<&'static str> {
        let is_part = matches!(self.name, "target" | "exception" | "remedy" | "tier" | "pilot" | "basis");
        (is_part && crate::model::commitment::FIELDS.contains(&field)).then_some("commitment")
    }

    /// Reports the fields that nobody asked for.
    pub(in crate::model) fn finish(mut self, reader: &mut Reader<'_>) {
        for entry in self.entries {
            if self.known.contains(&entry.key.value.as_ref()) {
                continue;
            }
            if reader.findings.len() >= MAX_MISTAKES {
                reader.mistakes += 1;
                reader.hidden += 1;
                continue;
            }
            let suggestion = nearest(&entry.key, self.known.iter().copied());
            let message = Definition::UnknownField {
                field: entry.key.to_string(),
                table: self.name,
                suggestion,
                known: self.known.clone(),
                belongs: self.belongs(&entry.key),
            };
            let mut finding = Finding::new(&codes::UNKNOWN_FIELD, entry.key.span, message);
            if let Some(meant) = suggestion {
                finding = finding.fix(false, entry.key.span, meant);
            }
            reader.push(finding);
        }
        self.known.clear();
        reader.spare.push(self.known);
    }
}
