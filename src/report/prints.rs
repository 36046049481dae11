//! Prints of cases, by which the same file is known again whatever its name: sums, so that they do not
//! depend on the order of rows or on who read them.

use crate::log::{Block, Number, Span, Symbols, Time};

/// The prints of the cases that one worker met.
#[derive(Debug, Default)]
pub(super) struct Prints {
    pub(super) by_file: Vec<u64>,
    /// By attribute column and symbol: the print of its text.
    texts: Vec<Vec<u64>>,
}

impl Prints {
    /// Adds the cases of a block.
    pub(super) fn add(&mut self, block: &Block, symbols: &[Symbols]) {
        self.texts.resize(symbols.len().max(self.texts.len()), Vec::new());
        for (texts, symbols) in self.texts.iter_mut().zip(symbols) {
            let new = texts.len()..symbols.len();
            texts.extend(new.map(|symbol| text(symbols.text(u32::try_from(symbol).unwrap_or(u32::MAX)))));
        }
        self.by_file.resize(self.by_file.len().max(block.file + 1), 0);
        let mut sum = self.by_file[block.file];
        for row in 0..block.len() {
            let mut print = text(block.ids.get(row));
            for times in &block.times {
                print = match times[row] {
                    Time::Missing => mixed(print, &[0]),
                    Time::Unreadable => mixed(print, &[1]),
                    Time::At(instant) => mixed(print, &[2, instant.cast_unsigned()]),
                    Time::Day(day) => mixed(print, &[3, i64::from(day.days()).cast_unsigned()]),
                };
            }
            for spans in &block.durations {
                print = match spans[row] {
                    Span::Missing => mixed(print, &[0]),
                    Span::Unreadable => mixed(print, &[1]),
                    Span::Seconds(seconds) => mixed(print, &[2, seconds.cast_unsigned()]),
                };
            }
            for numbers in &block.numbers {
                print = match numbers[row] {
                    Number::Missing => mixed(print, &[0]),
                    Number::Unreadable => mixed(print, &[1]),
                    Number::Value(number) => text_of(print, number.units().to_le_bytes()),
                };
            }
            for (symbols, texts) in block.attributes.iter().zip(&self.texts) {
                print = mixed(print, &[texts[symbols[row] as usize]]);
            }
            sum = sum.wrapping_add(print);
        }
        self.by_file[block.file] = sum;
    }
}

/// The print of a text.
fn text(text: &str) -> u64 {
    text_of(0xCBF2_9CE4_8422_2325, text.bytes())
}

/// FNV-1a, which every release gives alike: nobody gains by making two files look the same.
fn text_of(print: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(print, |print, byte| (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn mixed(print: u64, numbers: &[u64]) -> u64 {
    numbers.iter().fold(print, |print, number| {
        let mixed = (print ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ mixed >> 29
    })
}
