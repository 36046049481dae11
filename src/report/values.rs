//! Values of attributes against the lists of `[order]`.

use crate::clock::Plan;
use crate::log::{Block, Places, Symbol, Symbols};
use crate::model::{Item, Order, Test};
use crate::source::Spanned;

/// The values of an attribute that settings do not list, as far as rows have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownValues {
    /// The attribute.
    pub attribute: String,
    /// The values that are listed.
    pub values: Vec<String>,
    /// Rows that have another.
    pub places: Places,
}

/// Looks for the values of an attribute that settings do not list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub(super) unknown: UnknownValues,
    column: usize,
    test: Test,
    fold: bool,
    /// By symbol: whether it is listed.
    known: Vec<bool>,
}

impl Listed {
    /// For every attribute that the plan reads and an order lists values of.
    pub(super) fn of(plan: &Plan, orders: &[Order], fold: bool) -> Vec<Self> {
        let check = |order: &Order| {
            let attributes = &plan.needs.attributes;
            let column = attributes.iter().position(|needed| needed.name == order.attribute.value)?;
            let item = |value: &Spanned<String>| {
                Spanned::new(Item::Value(value.value.trim().to_owned()), value.span)
            };
            let unknown = UnknownValues {
                attribute: order.attribute.value.clone(),
                values: order.values.iter().map(|value| value.value.clone()).collect(),
                places: Places::default(),
            };
            Some(Self {
                unknown,
                column,
                test: Test { negated: false, any: order.values.iter().map(item).collect() },
                fold,
                known: Vec::new(),
            })
        };
        orders.iter().filter_map(check).collect()
    }

    /// Looks at the cases of a block. A missing value is none.
    pub(super) fn look(&mut self, block: &Block, symbols: &[Symbols]) {
        let (Some(column), Some(symbols)) = (block.attributes.get(self.column), symbols.get(self.column))
        else {
            return;
        };
        for symbol in self.known.len()..symbols.len() {
            let text = symbols.text(Symbol::try_from(symbol).unwrap_or(Symbol::MAX));
            self.known.push(text.is_empty() || self.test.holds(text, self.fold));
        }
        for (&symbol, &line) in column.iter().zip(&block.lines) {
            if !self.known[symbol as usize] {
                self.unknown.places.add(block.file, line, symbols.text(symbol).as_bytes());
            }
        }
    }
}
