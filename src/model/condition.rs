//! `when`, `applies` and `where`: which cases are meant.

use super::read::Reader;
use crate::finding::{Expected, Invalid};
use crate::source::{Node, Span, Spanned, Value};
use crate::text::Decimal;

/// All entries must hold. Without entries it holds for every case.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    /// Attribute (or clock end) and what it must be, in the order of the file.
    pub entries: Vec<(Spanned<String>, Test)>,
    /// Where it is written, if it is.
    pub span: Option<Span>,
}

/// What one attribute must be.
#[derive(Clone, Debug)]
pub struct Test {
    /// None of the items may hold, instead of one.
    pub negated: bool,
    /// One of these must hold.
    pub any: Vec<Spanned<Item>>,
}

/// One value or range.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// This value; `""` is a missing one.
    Value(String),
    /// Numbers for which all comparisons hold.
    Range(Vec<Comparison>),
}

/// A comparison with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Comparison {
    /// Which.
    pub operator: Operator,
    /// With what.
    pub number: Decimal,
}

/// Operators of comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Whether it holds for a number.
    pub fn holds(self, number: Decimal) -> bool {
        match self.operator {
            Operator::Less => number < self.number,
            Operator::AtMost => number <= self.number,
            Operator::Greater => number > self.number,
            Operator::AtLeast => number >= self.number,
        }
    }
}

/// Two conditions are the same when they hold for the same cases by their words: places and the
/// order of entries and values do not matter.
impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && (self.is_written_as(other) || self.canonical() == other.canonical())
    }
}

impl Eq for Condition {}

impl Condition {
    /// The same without what it says of one attribute.
    #[must_use]
    pub fn without(&self, attribute: &str) -> Self {
        let entries = self.entries.iter().filter(|(name, _)| name.value != attribute).cloned().collect();
        Self { entries, span: self.span }
    }

    /// The attributes of which it names values, and not only ranges of numbers.
    pub fn with_values(&self) -> impl Iterator<Item = &str> {
        let is_value = |item: &Item| matches!(item, Item::Value(value) if !value.is_empty());
        let named =
            self.entries.iter().filter(move |(_, test)| test.any.iter().any(|item| is_value(&item.value)));
        named.map(|(name, _)| name.value.as_str())
    }

    /// Whether both are written alike, which most that are the same are.
    fn is_written_as(&self, other: &Self) -> bool {
        self.entries.iter().zip(&other.entries).all(|((attribute, test), (other, other_test))| {
            let items = test.any.iter().zip(&other_test.any);
            attribute.value == other.value
                && test.negated == other_test.negated
                && test.any.len() == other_test.any.len()
                && items.into_iter().all(|(item, other)| item.value == other.value)
        })
    }

    fn canonical(&self) -> Vec<(&str, bool, Vec<String>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(attribute, test)| {
                let mut items: Vec<_> = test.any.iter().map(|item| item.value.canonical()).collect();
                items.sort();
                items.dedup();
                (attribute.value.as_str(), test.negated, items)
            })
            .collect();
        entries.sort();
        entries
    }

    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let entries = reader.entries(node)?;
        let read: Vec<_> =
            entries.iter().map(|entry| Some((entry.key(), Test::read(reader, &entry.value)?))).collect();
        let entries = read.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Self { entries, span: Some(node.span) })
    }
}

impl Test {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Mapping(_)) {
            return Some(Self { negated: false, any: items(reader, node)? });
        }
        let mut table = reader.table("condition", node)?;
        let any = table.required(reader, "not", items);
        table.finish(reader);
        Some(Self { negated: true, any: any? })
    }

    /// Whether it holds for a value as it stands in a log (trimmed; empty where missing).
    pub fn holds(&self, value: &str, fold_case: bool) -> bool {
        self.any.iter().any(|item| item.value.holds(value, fold_case)) != self.negated
    }
}

fn items(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Spanned<Item>>> {
    match &node.value {
        Value::Sequence(list) => reader.all(list, item),
        Value::Mapping(_) | Value::Null => reader.expected(node, Expected::Condition),
        _ => Some(vec![item(reader, node)?]),
    }
}

fn item(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Item>> {
    let Some(text) = node.scalar() else { return reader.expected(node, Expected::Scalar) };
    // Only text can be a comparison; `<` and `>` begin no value that a log would hold.
    if !matches!(node.value, Value::String(_)) || !text.trim_start().starts_with(['<', '>']) {
        return Some(Spanned::new(Item::Value(text.trim().to_owned()), node.span));
    }
    match comparisons(text) {
        Some(range) => Some(Spanned::new(Item::Range(range), node.span)),
        None => reader.invalid(node.span, Invalid::Comparison(text.to_owned())),
    }
}

/// `<=5`, `>5 <=10`, `>= 5, < 10`.
fn comparisons(text: &str) -> Option<Vec<Comparison>> {
    let mut rest = text.trim();
    let mut range = Vec::new();
    while !rest.is_empty() {
        let (operator, length) = [
            ("<=", Operator::AtMost),
            (">=", Operator::AtLeast),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ]
        .into_iter()
        .find_map(|(sign, operator)| rest.starts_with(sign).then_some((operator, sign.len())))?;
        rest = rest[length..].trim_start();
        let end = rest.find([' ', ',', '<', '>']).unwrap_or(rest.len());
        range.push(Comparison { operator, number: Decimal::parse(&rest[..end])? });
        rest = rest[end..].trim_start_matches([' ', ',']);
    }
    Some(range)
}

impl Item {
    fn canonical(&self) -> String {
        match self {
            Self::Value(text) => match Decimal::parse(text) {
                Some(number) => format!("={number}"),
                None => format!("={text}"),
            },
            Self::Range(range) => format!("{range:?}"),
        }
    }

    fn holds(&self, value: &str, fold_case: bool) -> bool {
        match self {
            Self::Value(wanted) => same_value(wanted, value, fold_case),
            Self::Range(range) => {
                Decimal::parse(value).is_some_and(|number| range.iter().all(|c| c.holds(number)))
            }
        }
    }
}

/// Whether two values are the same: as text, as numbers (`0` = `0.0`), true and false in any case.
pub(crate) fn same_value(wanted: &str, value: &str, fold_case: bool) -> bool {
    let boolean = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    wanted == value
        || (fold_case && same_letters(wanted, value))
        || (boolean(wanted) && wanted.eq_ignore_ascii_case(value))
        || Decimal::parse(wanted).is_some_and(|number| Decimal::parse(value) == Some(number))
}

/// Whether two texts differ in the case of letters alone.
fn same_letters(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_read() {
        let range = comparisons(">5 <=10").unwrap();
        assert!(range.iter().all(|c| c.holds(Decimal::from_integer(10))));
        assert!(!range.iter().all(|c| c.holds(Decimal::from_integer(5))));
        assert_eq!(comparisons(">= 5, <10").map(|r| r.len()), Some(2));
        assert_eq!(comparisons("> five"), None);
        assert_eq!(comparisons(">"), None);
    }

    #[test]
    fn values_compare_as_numbers_and_booleans() {
        assert!(same_value("0", "0.0", false));
        assert!(same_value("true", "TRUE", false));
        assert!(!same_value("urgent", "Urgent", false));
        assert!(same_value("urgent", "Urgent", true));
        assert!(!same_value("", "0", false));
    }
}
