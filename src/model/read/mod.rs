//! Reading typed values from the spanned tree, collecting every mistake on the way.
//!
//! A reader function returns `None` after it has reported why; the caller goes on with the other
//! fields, so that one run shows all mistakes of a folder.

mod table;

pub(super) use table::Table;

use super::date::{Date, DateRange};
use super::resolve::Links;
use super::{Prose, Share, Written};
use crate::finding::{Code, Definition, Expected, Finding, Found, Invalid, Kind, codes};
use crate::source::{Entry, Node, Sources, Span, Spanned, Value};
use crate::text::{Decimal, Duration};
use std::sync::Arc;

/// What a reader function needs and where its mistakes go.
pub(super) struct Reader<'a> {
    pub(super) sources: &'a Sources,
    /// What definitions say of each other, also those with mistakes.
    pub(super) links: Links,
    /// The id of the definition that is being read.
    pub(super) within: Option<Arc<str>>,
    /// Mistakes so far, also those that are no longer kept.
    pub(super) mistakes: usize,
    /// Whether a syntax error has cut off or moved fields here: what is then missing or unknown is
    /// no mistake of its own.
    pub(super) cut: bool,
    findings: Vec<Finding>,
    hidden: usize,
    /// Lists of [`Table::known`] that are used again.
    spare: Vec<Vec<&'static str>>,
}

/// So many mistakes of one file are kept: what has more is no definition file, and the memory that
/// its findings take must stay small.
const MAX_MISTAKES: usize = 200;

/// A word list that a field takes.
pub(super) trait Words: Copy + 'static {
    const WORDS: &'static [&'static str];
    const VALUES: &'static [Self];
}

impl<'a> Reader<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            links: Links::default(),
            within: None,
            mistakes: 0,
            cut: false,
            findings: Vec::new(),
            hidden: 0,
            spare: Vec::new(),
        }
    }

    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: Definition) {
        self.push(Finding::new(code, span, message));
    }

    pub(super) fn push(&mut self, finding: Finding) {
        self.mistakes += 1;
        if self.cut && matches!(finding.code.code, "DEF002" | "DEF003" | "DEF004") {
            return;
        }
        if self.findings.len() < MAX_MISTAKES {
            let definition = self.within.as_deref().map(str::to_owned);
            self.findings.push(Finding { definition, ..finding });
        } else {
            self.hidden += 1;
        }
    }

    /// The findings of a file that has been read; one too many says that there were more.
    pub(super) fn take_findings(&mut self) -> Vec<Finding> {
        self.mistakes = 0;
        let hidden = std::mem::take(&mut self.hidden);
        if let (Some(last), true) = (self.findings.last(), hidden > 0) {
            // Behind the last one that is kept.
            let end = Span { start: last.span.end, ..last.span };
            self.findings.push(Finding::new(&codes::SYNTAX, end, Definition::MoreMistakes { hidden }));
        }
        std::mem::take(&mut self.findings)
    }

    /// The id of another definition, which must exist.
    pub(super) fn reference(&mut self, kind: Kind, node: &Node<'_>) -> Option<Spanned<String>> {
        let id = self.id(node)?;
        self.links.refer(self.within.clone(), kind, &id);
        Some(id)
    }

    /// One reference or a list of them.
    pub(super) fn references(&mut self, kind: Kind, node: &Node<'_>) -> Option<Vec<Spanned<String>>> {
        self.one_or_many(node, Expected::Texts, |reader, node| reader.reference(kind, node))
    }

    pub(super) fn invalid<T>(&mut self, span: Span, why: Invalid) -> Option<T> {
        self.report(&codes::INVALID_VALUE, span, Definition::Invalid(why));
        None
    }

    fn wrong_type<T>(&mut self, node: &Node<'_>, expected: Expected) -> Option<T> {
        let found = match node.value {
            Value::Null => Found::Nothing,
            Value::Bool(_) => Found::Boolean,
            Value::Number(_) => Found::Number,
            Value::String(_) => Found::Text,
            Value::Date(_) => Found::Date,
            Value::Sequence(_) => Found::List,
            Value::Mapping(_) => Found::Table,
        };
        // A whole table or list is too much to underline: its first line shows it.
        let span = self.sources.first_line(node.span);
        let written = node.scalar().map(str::to_owned);
        self.report(&codes::WRONG_TYPE, span, Definition::WrongType { expected, found, written });
        None
    }

    pub(super) fn table<'n>(&mut self, name: &'static str, node: &'n Node<'n>) -> Option<Table<'n>> {
        match &node.value {
            Value::Mapping(entries) => {
                let known = self.spare.pop().unwrap_or_default();
                Some(Table { name, span: node.span, entries, known })
            }
            _ => self.wrong_type(node, Expected::Table),
        }
    }

    /// The entries of a table whose keys are the user's own.
    pub(super) fn entries<'n>(&mut self, node: &'n Node<'n>) -> Option<&'n [Entry<'n>]> {
        match &node.value {
            Value::Mapping(entries) => Some(entries),
            _ => self.wrong_type(node, Expected::Table),
        }
    }

    pub(super) fn sequence<'n>(&mut self, node: &'n Node<'n>, expected: Expected) -> Option<&'n [Node<'n>]> {
        match &node.value {
            Value::Sequence(items) => Some(items),
            _ => self.wrong_type(node, expected),
        }
    }

    /// Text that is not empty.
    pub(super) fn text(&mut self, node: &Node<'_>) -> Option<Spanned<String>> {
        let Value::String(text) = &node.value else {
            return self.wrong_type(node, Expected::Text);
        };
        if text.trim().is_empty() {
            return self.invalid(node.span, Invalid::Empty);
        }
        Some(Spanned::new(text.to_string(), node.span))
    }

    /// Text that may be empty (a marker of missing values, a part between fields).
    pub(super) fn any_text(&mut self, node: &Node<'_>) -> Option<Spanned<String>> {
        match &node.value {
            Value::String(text) => Some(Spanned::new(text.to_string(), node.span)),
            _ => self.wrong_type(node, Expected::Text),
        }
    }

    /// An id: text without spaces around it. Numbers are refused with the hint to quote them.
    pub(super) fn id(&mut self, node: &Node<'_>) -> Option<Spanned<String>> {
        let id = self.text(node)?;
        if id.trim() == id.value { Some(id) } else { self.invalid(node.span, Invalid::Padded(id.value)) }
    }

    /// One text or a list of texts.
    pub(super) fn texts(&mut self, node: &Node<'_>) -> Option<Vec<Spanned<String>>> {
        self.one_or_many(node, Expected::Texts, Self::text)
    }

    pub(super) fn any_texts(&mut self, node: &Node<'_>) -> Option<Vec<Spanned<String>>> {
        self.one_or_many(node, Expected::Texts, Self::any_text)
    }

    fn one_or_many<T>(
        &mut self,
        node: &Node<'_>,
        expected: Expected,
        mut read: impl FnMut(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match &node.value {
            Value::Sequence(items) => self.all(items, read),
            Value::Mapping(_) | Value::Null => self.wrong_type(node, expected),
            _ => Some(vec![read(self, node)?]),
        }
    }

    /// Every item read, `None` if one was wrong; all are tried.
    pub(super) fn all<T>(
        &mut self,
        items: &[Node<'_>],
        mut read: impl FnMut(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read: Vec<_> = items.iter().map(|item| read(self, item)).collect();
        read.into_iter().collect()
    }

    /// A list of tables; each item that can be read is kept.
    pub(super) fn tables<T>(
        &mut self,
        node: &Node<'_>,
        mut read: impl FnMut(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        match &node.value {
            Value::Sequence(items) => {
                // Definitions are kept, and there are thousands of them: no room for more than is there.
                let mut tables = Vec::with_capacity(items.len());
                tables.extend(items.iter().filter_map(|item| read(self, item)));
                tables
            }
            _ => self.wrong_type(node, Expected::Tables).unwrap_or_default(),
        }
    }

    pub(super) fn scalar(&mut self, node: &Node<'_>) -> Option<Spanned<String>> {
        match node.scalar() {
            Some(text) => Some(Spanned::new(text.to_owned(), node.span)),
            None => self.wrong_type(node, Expected::Scalar),
        }
    }

    pub(super) fn boolean(&mut self, node: &Node<'_>) -> Option<Spanned<bool>> {
        match node.value {
            Value::Bool(value) => Some(Spanned::new(value, node.span)),
            _ => self.wrong_type(node, Expected::Boolean),
        }
    }

    pub(super) fn number(&mut self, node: &Node<'_>) -> Option<Spanned<Decimal>> {
        let Value::Number(text) = &node.value else {
            return self.wrong_type(node, Expected::Number);
        };
        match Decimal::parse(text) {
            Some(number) => Some(Spanned::new(number, node.span)),
            None => self.invalid(node.span, Invalid::Number(text.to_string())),
        }
    }

    /// A number greater than zero.
    pub(super) fn positive(&mut self, node: &Node<'_>) -> Option<Spanned<Decimal>> {
        let number = self.number(node)?;
        if *number > Decimal::ZERO {
            Some(number)
        } else {
            self.invalid(node.span, Invalid::NotPositive(number.to_string()))
        }
    }

    /// A whole number from zero on.
    pub(super) fn count(&mut self, node: &Node<'_>) -> Option<Spanned<u64>> {
        let Value::Number(text) = &node.value else {
            return self.wrong_type(node, Expected::Integer);
        };
        match text.parse() {
            Ok(number) => Some(Spanned::new(number, node.span)),
            Err(_) => self.wrong_type(node, Expected::Integer),
        }
    }

    pub(super) fn word<W: Words>(&mut self, node: &Node<'_>) -> Option<Spanned<W>> {
        if let Value::String(word) = &node.value
            && let Some(index) = W::WORDS.iter().position(|known| known == word)
        {
            return Some(Spanned::new(W::VALUES[index], node.span));
        }
        let word = self.text(node)?;
        let suggestion = nearest(&word, W::WORDS.iter().copied());
        self.invalid(node.span, Invalid::NotOneOf { value: word.value, allowed: W::WORDS, suggestion })
    }

    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<Spanned<Date>> {
        let (Value::Date(text) | Value::String(text)) = &node.value else {
            return self.wrong_type(node, Expected::Date);
        };
        match Date::parse(text) {
            Some(date) => Some(Spanned::new(date, node.span)),
            None => self.invalid(node.span, Invalid::Date(text.to_string())),
        }
    }

    /// A date, or `from..to` with both ends included.
    pub(super) fn date_range(&mut self, node: &Node<'_>) -> Option<Spanned<DateRange>> {
        let (Value::Date(text) | Value::String(text)) = &node.value else {
            return self.wrong_type(node, Expected::DateRange);
        };
        self.date_range_text(text, node.span)
    }

    pub(super) fn date_range_text(&mut self, text: &str, span: Span) -> Option<Spanned<DateRange>> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let mut end = |part: &str| {
            let date = Date::parse(part.trim());
            date.or_else(|| self.invalid(span, Invalid::Date(part.trim().to_owned())))
        };
        // Both ends are tried, so that one run tells of both.
        let ends =
            if text.contains("..") { (end(from), end(to)) } else { (end(from), Date::parse(to.trim())) };
        let (Some(from), Some(to)) = ends else { return None };
        if to < from {
            return self.invalid(span, Invalid::RangeReversed(text.to_owned()));
        }
        Some(Spanned::new(DateRange { from, to }, span))
    }

    pub(super) fn duration(&mut self, node: &Node<'_>) -> Option<Spanned<Written<Duration>>> {
        let (Value::String(text) | Value::Number(text)) = &node.value else {
            return self.wrong_type(node, Expected::Duration);
        };
        match Duration::parse(text) {
            Ok(value) => Some(Spanned::new(Written { value, text: text.trim().to_owned() }, node.span)),
            Err(error) => {
                let message = Definition::BadDuration { text: text.to_string(), error };
                self.report(&codes::BAD_DURATION, node.span, message);
                None
            }
        }
    }

    /// `"98%"`, `"98.5 %"` or `0.98`.
    pub(super) fn share(&mut self, node: &Node<'_>) -> Option<Spanned<Share>> {
        let (Value::String(text) | Value::Number(text)) = &node.value else {
            return self.wrong_type(node, Expected::Share);
        };
        let Some(share) = Share::parse(text) else {
            return self.invalid(node.span, Invalid::Share(text.to_string()));
        };
        if share.is_possible() {
            Some(Spanned::new(share, node.span))
        } else {
            self.invalid(node.span, Invalid::ShareOutOfRange(text.to_string()))
        }
    }

    /// Text in one or several languages.
    pub(super) fn prose(&mut self, node: &Node<'_>) -> Option<Prose> {
        match &node.value {
            Value::String(_) => {
                let text = self.text(node)?;
                Some(Prose { entries: vec![(None, text)] })
            }
            Value::Mapping(entries) => {
                let mut read = Vec::with_capacity(entries.len());
                for entry in entries {
                    if is_language(&entry.key) {
                        read.extend(self.text(&entry.value).map(|text| (Some(entry.key()), text)));
                    } else {
                        let why = Invalid::Language(entry.key.to_string());
                        self.invalid::<()>(entry.key.span, why);
                    }
                }
                if entries.is_empty() {
                    return self.invalid(node.span, Invalid::Empty);
                }
                (read.len() == entries.len()).then_some(Prose { entries: read })
            }
            _ => self.wrong_type(node, Expected::Prose),
        }
    }

    pub(super) fn expected<T>(&mut self, node: &Node<'_>, expected: Expected) -> Option<T> {
        self.wrong_type(node, expected)
    }
}

/// A language tag such as `en`, `zh` or `zh-Hant`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The known word that is near enough to `word` to be what was meant.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let lower = word.to_lowercase();
    let length = word.chars().count();
    // No suggestion is further away than four edits, so most candidates go by their length.
    let scored = known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= 4)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate));
    let (distance, best) = scored.min_by_key(|(distance, _)| *distance)?;
    let allowed = ((length.max(best.chars().count()) + 1) / 3).clamp(1, 4);
    (distance <= allowed && distance < length).then_some(best)
}

/// Known words, those first that may have been meant by `word`: what holds it, then by how few edits it takes.
pub fn by_nearness<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    let wanted = word.to_lowercase();
    let mut known: Vec<_> = known.into_iter().collect();
    known.sort_by_cached_key(|known| {
        let known = known.to_lowercase();
        (!known.contains(&wanted), strsim::damerau_levenshtein(&wanted, &known))
    });
    known
}
