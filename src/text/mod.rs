//! Reading prose and quantities in English and Chinese.
//!
//! Functions of text alone: they return byte ranges of the text they were given. This layer must
//! not know what a commitment or a rule is.

mod channel;
mod clause;
mod decimal;
mod duration;
mod find;
mod fold;
mod negative;
mod number;
mod reading;
mod sentence;
mod unit;
mod vocabulary;

pub use decimal::Decimal;
pub use duration::{Duration, DurationKind};
pub use find::{FoundDuration, find_durations};
pub use number::{NumberRead, read_number};
pub use reading::{Around, Mention, Reading};
pub use sentence::{Length, Sentence};
pub use vocabulary::{
    ABSOLUTE, ADDRESSED, CHANNELS, CLASS_WORDS, CLOCK_STARTS, CLOCK_STOPS, CONJUNCTIONS, FUZZY_OUTCOME, IDIOMS,
    NAMED_DAYS, NEGATIONS, ONLY_CHANNEL, OPENING, OPEN_EXCEPTION, OTHER_HANDS, OUTBOUND, OWN_STATES, REFUNDS,
    VAGUE_EFFORT, VAGUE_TIME, Vocabulary,
};
