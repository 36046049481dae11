//! Logs: CSV files of any mess to blocks of cases.
//!
//! This layer knows files, encodings, columns and time formats. It must not know what is promised:
//! it delivers the columns it is asked for, and accounts for every row it read.
//!
//! ```text
//! files -> open (kind, encoding, records, header) -> fill (plan, format, value) -> blocks
//! ```

mod block;
mod format;
mod needs;
mod symbols;

pub use block::{Block, Ids, Number, Span, Symbol, Time};
pub use format::{Parsed, TimeFormat};
pub use needs::{Needed, Needs};
pub use symbols::Symbols;
