//! Rows that several workers read, as one of them would have read them.
//!
//! Each worker numbers values in the order in which it meets them. Its pieces come in the order of the
//! files, with the values that are new in them; numbered again in that order, they have the numbers and
//! the spellings that a single worker gives. It must not know what the values mean.

use super::super::texts::Texts;
use super::super::workers::Taker;
use super::{Block, Symbol, Symbols};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

/// Keeps what one worker reads.
pub(super) struct Rows {
    worker: usize,
    blocks: Vec<Block>,
    /// By column of attributes: values that are new, and how many were told.
    new: Vec<Texts>,
    told: Vec<usize>,
}

/// Rows of one worker, with the values that are new in them.
pub(super) struct Piece {
    worker: usize,
    blocks: Vec<Block>,
    new: Vec<Texts>,
}

/// What comes of the pieces of all workers.
pub(super) struct Joined {
    pub(super) symbols: Vec<Symbols>,
    /// By worker and column: the symbol that each of its own stands for.
    meanings: Vec<Vec<Vec<Symbol>>>,
}

impl Rows {
    pub(super) fn new(worker: usize) -> Self {
        Self { worker, blocks: Vec::new(), new: Vec::new(), told: Vec::new() }
    }
}

impl Taker for Rows {
    type Output = Piece;

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        self.new.resize(symbols.len(), Texts::default());
        // The missing value is nothing new.
        self.told.resize(symbols.len(), 1);
        for ((symbols, new), told) in symbols.iter().zip(&mut self.new).zip(&mut self.told) {
            let known = (*told..symbols.len()).filter_map(|place| Symbol::try_from(place).ok());
            known.for_each(|symbol| new.push(symbols.text(symbol)));
            *told = symbols.len();
        }
        self.blocks.push(block.clone());
        ControlFlow::Continue(())
    }

    fn output(&mut self) -> Piece {
        let (blocks, new) = (std::mem::take(&mut self.blocks), std::mem::take(&mut self.new));
        Piece { worker: self.worker, blocks, new }
    }
}

impl Joined {
    pub(super) fn new(columns: usize, workers: NonZeroUsize, fold: bool) -> Self {
        let meanings = vec![vec![vec![Symbols::MISSING]; columns]; workers.get()];
        Self { symbols: vec![Symbols::new(fold); columns], meanings }
    }

    /// Hands out the blocks of the next piece.
    pub(super) fn take(
        &mut self,
        piece: Piece,
        visit: &mut dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let meanings = &mut self.meanings[piece.worker];
        for ((meanings, symbols), new) in meanings.iter_mut().zip(&mut self.symbols).zip(&piece.new) {
            meanings.extend(new.iter().map(|text| symbols.intern(text)));
        }
        for mut block in piece.blocks {
            for (column, meanings) in block.attributes.iter_mut().zip(&*meanings) {
                for symbol in column {
                    *symbol = meanings[*symbol as usize];
                }
            }
            visit(&block, &self.symbols)?;
        }
        ControlFlow::Continue(())
    }
}
