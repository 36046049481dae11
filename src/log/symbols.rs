//! Different values of an attribute, each kept once and named by a small number.

use super::block::Symbol;
use std::collections::HashMap;

/// The values of one attribute that were met so far. The missing value is always the first.
#[derive(Clone, Debug)]
pub struct Symbols {
    texts: Vec<Box<str>>,
    places: HashMap<Box<str>, Symbol>,
}

impl Default for Symbols {
    fn default() -> Self {
        let mut symbols = Self { texts: Vec::new(), places: HashMap::new() };
        symbols.intern("");
        symbols
    }
}

impl Symbols {
    /// The missing value.
    pub const MISSING: Symbol = 0;

    /// The symbol of a value.
    pub fn intern(&mut self, text: &str) -> Symbol {
        if let Some(&symbol) = self.places.get(text) {
            return symbol;
        }
        let symbol = Symbol::try_from(self.texts.len()).unwrap_or(Symbol::MAX);
        self.texts.push(text.into());
        self.places.insert(text.into(), symbol);
        symbol
    }

    /// The value of a symbol.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.texts.get(symbol as usize).map_or("", |text| text)
    }

    /// How many values were met.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Never: the missing value is always there.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
