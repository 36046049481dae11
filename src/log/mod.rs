//! Logs: CSV files of any mess to blocks of cases.
//!
//! This layer knows files, encodings, columns and time formats. It must not know what is promised:
//! it delivers the columns it is asked for, and accounts for every row it read.
//!
//! ```text
//! files -> feed, open (compression, kind, encoding, header), chunk (split) -> pieces of whole records
//! workers: regular rows -> index; others -> records; both -> fill (plan, format, value) -> rows
//!   a row per case: these are the blocks;  a row per event: -> events -> blocks of cases
//! ```

#[cfg(test)]
mod agreement;
mod at_hand;
mod block;
mod cells;
mod chunk;
mod compression;
mod copies;
mod days;
mod discover;
mod encoding;
mod error;
mod events;
mod feed;
mod files;
mod fill;
mod format;
mod guess;
mod header;
mod index;
pub mod inspect;
mod intake;
mod kind;
mod lanes;
mod needs;
mod open;
mod plan;
mod progress;
mod read;
mod records;
mod repeats;
mod same;
mod sniff;
mod sorted_ids;
mod split;
mod stdin;
mod stream;
mod summary;
mod symbols;
mod texts;
mod validate;
mod value;
mod word;
mod workers;

pub use block::{Block, Ids, LeftOut, Lists, Number, Span, Symbol, Time, Unread, WhyLeftOut};
pub use discover::Discovered;
pub use error::{AmbiguousTimes, At, LogError, NoTable, UnknownColumn, UnknownTimes, delimiter_written};
pub use format::{Parsed, TimeFormat};
pub use guess::{EncodingGuess, Sureness};
pub use kind::NotCsv;
pub use needs::{Intervals, Needed, NeededTime, Needs, Occurrence};
pub use progress::Progress;
pub use read::{OpenLog, open};
pub use same::{Sameness, sameness};
pub use summary::{
    AbsentEvent, EventRows, FileRead, FoundFormats, KeptRow, Offsets, Place, Places, Ragged, Summary,
    Unreadable, ValueKind,
};
pub use symbols::Symbols;
pub use validate::validate;
pub use workers::Taker;
