//! Logs: CSV files of any mess to blocks of cases.
//!
//! This layer knows files, encodings, columns and time formats. It must not know what is promised:
//! it delivers the columns it is asked for, and accounts for every row it read.

mod block;
mod needs;
mod symbols;

pub use block::{Block, Number, Span, Symbol, Time};
pub use needs::{Needed, Needs};
pub use symbols::Symbols;
