//! Surveys: which columns of a log say what customers expect, and which what they see delivered.

use super::column::Column;
use super::commitment::Dimension;
use super::read::Reader;
use crate::finding::Invalid;
use crate::source::{Node, Span, Spanned, Value};
use crate::text::Decimal;

/// What the columns of a survey log ask, on one scale.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The lowest and the highest answer.
    pub scale: Spanned<AnswerScale>,
    /// The dimensions that are asked about, in the order of [`Dimension::ALL`]; there is one at least.
    pub dimensions: Vec<SurveyedDimension>,
    /// Where it is written.
    pub span: Span,
}

/// The answers that can be given: from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerScale {
    /// The lowest.
    pub low: Decimal,
    /// The highest.
    pub high: Decimal,
}

/// The columns of a dimension. An answer counts by the average of each list.
#[derive(Clone, Debug)]
pub struct SurveyedDimension {
    /// The dimension.
    pub dimension: Dimension,
    /// What customers expect; one column at least.
    pub expectation: Vec<Column>,
    /// What they see delivered; one column at least.
    pub perception: Vec<Column>,
}

impl AnswerScale {
    /// No scale goes further to either side: sums over any log must fit.
    const MOST: Decimal = Decimal::from_units(1_000_000 * Decimal::ONE);

    /// Reads `1..7`.
    pub fn parse(text: &str) -> Option<Self> {
        let (low, high) = text.split_once("..")?;
        let end = |text: &str| Decimal::parse(text.trim());
        let (low, high) = (end(low)?, end(high)?);
        let fits = low < high && high <= Self::MOST && low.units() >= -Self::MOST.units();
        fits.then_some(Self { low, high })
    }

    /// Whether an answer is on it.
    pub fn holds(self, answer: Decimal) -> bool {
        (self.low..=self.high).contains(&answer)
    }
}

/// As it is written: `1..7`.
impl std::fmt::Display for AnswerScale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.low, self.high)
    }
}

impl Survey {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("survey", node)?;
        let scale = table.required(reader, "scale", scale);
        let mut dimensions = Vec::new();
        let mut sound = true;
        for dimension in Dimension::ALL {
            let Some(node) = table.node(dimension.as_str()) else { continue };
            let read = SurveyedDimension::read(reader, node, dimension);
            sound &= read.is_some();
            dimensions.extend(read);
        }
        let is_empty = dimensions.is_empty() && sound;
        let span = table.span;
        table.finish(reader);
        if is_empty {
            return reader.invalid(reader.sources.first_line(span), Invalid::NoDimension);
        }
        Some(Self { scale: scale?, dimensions: sound.then_some(dimensions)?, span })
    }
}

impl SurveyedDimension {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, dimension: Dimension) -> Option<Self> {
        let mut table = reader.table(dimension.as_str(), node)?;
        let expectation = table.required(reader, "expectation", columns);
        let perception = table.required(reader, "perception", columns);
        table.finish(reader);
        Some(Self { dimension, expectation: expectation?, perception: perception? })
    }
}

/// One column or a list of columns.
fn columns(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Column>> {
    match &node.value {
        Value::Sequence(items) if items.is_empty() => reader.invalid(node.span, Invalid::Empty),
        Value::Sequence(items) => reader.all(items, Column::read),
        _ => Some(vec![Column::read(reader, node)?]),
    }
}

fn scale(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<AnswerScale>> {
    let text = reader.text(node)?;
    match AnswerScale::parse(&text) {
        Some(scale) => Some(Spanned::new(scale, text.span)),
        None => reader.invalid(text.span, Invalid::Scale(text.value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales() {
        let shown = |text: &str| AnswerScale::parse(text).map(|scale| scale.to_string());
        assert_eq!(shown("1..7"), Some("1..7".into()));
        assert_eq!(shown(" -3 .. 2.5 "), Some("-3..2.5".into()));
        for wrong in ["", "7", "1-7", "7..1", "3..3", "1..1000001", "-1000001..0", "1..", "a..b"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
        let scale = AnswerScale::parse("1..7").unwrap();
        let holds = |text: &str| scale.holds(Decimal::parse(text).unwrap());
        assert_eq!(
            [holds("1"), holds("7"), holds("4.5"), holds("0"), holds("7.1")],
            [true, true, true, false, false]
        );
    }
}
