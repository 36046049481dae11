//! Reading prose and quantities in English and Chinese.
//!
//! Functions of text alone: they return byte ranges of the text they were given. This layer must
//! not know what a commitment or a rule is.

mod act;
mod actor;
mod affixes;
mod band;
mod channel;
mod clause;
mod column;
mod count;
mod customer;
mod decimal;
mod duration;
mod event;
mod find;
mod fold;
mod head;
mod hours;
mod lasting;
mod lexicon;
mod marks;
mod modal;
mod money;
mod negative;
mod number;
mod part;
mod period;
mod reading;
mod rhythm;
mod sentence;
mod share;
mod starts;
mod unit;
mod unitless;
mod vocabulary;
mod write;

pub use band::Band;
pub use column::{ColumnKind, words_of_name};
pub use count::{CountFact, Counted};
pub use decimal::Decimal;
pub use duration::{Duration, DurationKind};
pub use event::EventFact;
pub use find::{FoundDuration, find_durations};
pub use hours::{HoursKind, HoursWords, OpenHours};
pub use marks::Role;
pub use modal::Modal;
pub use money::{Currency, MoneyFact};
pub use number::{NumberRead, read_number};
pub use period::{Every, PeriodFact};
pub use reading::{Around, Mention, Obligation, Reading, TimeFact, only_ways};
pub use sentence::{Length, Sentence};
pub use share::{ShareFact, ShareOf};
pub use unitless::Unitless;
pub use vocabulary::{
    ABSOLUTE, ADDRESSED, ALSO, ANSWERS, BEING_LATE, CHANNELS, CLASS_WORDS, CLOCK_STARTS, CLOCK_STOPS,
    CONJUNCTIONS, CUSTOMERS, DELAY_NOTICE, FUZZY_OUTCOME, IDIOMS, NAMED_DAYS, NEGATIONS, ONLY_CHANNEL,
    ONLY_WAY, OPEN_EXCEPTION, OPENING, OTHER_HANDS, OUTBOUND, OWN_STATES, REFUNDS, SEVERE, VAGUE_EFFORT,
    VAGUE_TIME, Vocabulary,
};
pub use write::{Tongue, clock_time};
