//! Edits of a text by span: what a fix or the formatter changes, everything else byte for byte.
//!
//! A list of edits is applied in one pass. Edits that contradict each other are refused rather than
//! applied in some order; who has several lists that may overlap applies one, reads the text again
//! and goes on. This module must not know why anything is edited.

use super::Span;

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; an empty span inserts.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl Edit {
    /// Replaces what stands at a span.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// Why edits cannot be applied together to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits change the same bytes in different ways, or insert different texts at one place.
    #[error("two edits change the same bytes")]
    Overlap {
        /// The earlier one.
        first: Span,
        /// The one that begins before the other ends.
        second: Span,
    },
    /// An edit reaches past the end of the text, or cuts a character in two.
    #[error("an edit does not fit the text")]
    Misplaced(Span),
}

/// The text with all edits applied. They may come in any order; exact copies count once, since two
/// findings may ask for the same fix.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    sorted.dedup();
    let mut result = String::with_capacity(text.len());
    let mut last: Option<Span> = None;
    for edit in sorted {
        let kept = last.map_or(0, |span| span.range().end);
        if let Some(first) = last
            && (edit.span.range().start < kept || edit.span == first)
        {
            return Err(EditError::Overlap { first, second: edit.span });
        }
        let before = text.get(kept..edit.span.range().start);
        let (Some(before), Some(_)) = (before, text.get(edit.span.range())) else {
            return Err(EditError::Misplaced(edit.span));
        };
        result.push_str(before);
        result.push_str(&edit.text);
        last = Some(edit.span);
    }
    result.push_str(text.get(last.map_or(0, |span| span.range().end)..).unwrap_or_default());
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn apply_all(text: &str, edits: &[(std::ops::Range<usize>, &str)]) -> Result<String, EditError> {
        let file = Sources::default().add("x".into(), String::new());
        let edits: Vec<_> =
            edits.iter().map(|(range, text)| Edit::new(Span::new(file, range.clone()), *text)).collect();
        apply(text, &edits)
    }

    #[test]
    fn edits_are_applied_in_the_order_of_the_text() {
        assert_eq!(apply_all("one two", &[(4..7, "2"), (0..3, "1")]).unwrap(), "1 2");
        assert_eq!(apply_all("尽快回复", &[(0..6, "4小时内")]).unwrap(), "4小时内回复");
        assert_eq!(apply_all("ab", &[(1..1, "-"), (2..2, "!"), (0..1, "A")]).unwrap(), "A-b!");
        assert_eq!(apply_all("same", &[]).unwrap(), "same");
    }

    #[test]
    fn two_findings_may_ask_for_the_same_change() {
        assert_eq!(apply_all("a b", &[(0..1, "c"), (0..1, "c")]).unwrap(), "c b");
        assert_eq!(apply_all("a b", &[(1..1, ","), (1..1, ",")]).unwrap(), "a, b");
    }

    #[test]
    fn what_contradicts_itself_or_the_text_is_refused() {
        let overlap = |edits: &[_]| matches!(apply_all("abcd", edits), Err(EditError::Overlap { .. }));
        assert!(overlap(&[(0..2, "x"), (1..3, "y")]));
        assert!(overlap(&[(0..2, "x"), (0..2, "y")]));
        assert!(overlap(&[(1..1, "x"), (1..1, "y")]));
        assert!(overlap(&[(0..4, "x"), (2..2, "y")]));
        // Neighbours do not overlap.
        assert!(!overlap(&[(0..2, "x"), (2..4, "y"), (2..2, "z")]));
        assert!(matches!(apply_all("中", &[(0..1, "x")]), Err(EditError::Misplaced(_))));
        assert!(matches!(apply_all("a", &[(0..9, "x")]), Err(EditError::Misplaced(_))));
    }
}
