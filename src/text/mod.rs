//! Reading prose and quantities in English and Chinese.
//!
//! Functions of text alone: they return byte ranges of the text they were given. This layer must
//! not know what a commitment or a rule is.

mod clause;
mod decimal;
mod duration;
mod find;
mod fold;
mod number;
mod reading;
mod unit;
mod vocabulary;

pub use decimal::Decimal;
pub use duration::{Duration, DurationKind};
pub use find::{FoundDuration, find_durations};
pub use number::{NumberRead, read_number};
pub use reading::{Mention, Reading};
pub use vocabulary::{ANSWERS, DELAY_NOTICE, LATENESS, SEVERE};
pub use vocabulary::{CONJUNCTIONS, NAMED_DAYS, NEGATIONS, OPENING, VAGUE_TIME, Vocabulary};
