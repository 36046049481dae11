//! Reading prose and quantities in English and Chinese.
//!
//! Functions of text alone: they return byte ranges of the text they were given. This layer must
//! not know what a commitment or a rule is.

mod band;
mod clause;
mod count;
mod customer;
mod decimal;
mod duration;
mod event;
mod find;
mod fold;
mod hours;
mod lexicon;
mod marks;
mod modal;
mod money;
mod number;
mod period;
mod reading;
mod share;
mod unit;
mod unitless;
mod vocabulary;
mod write;

pub use band::Band;
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
pub use reading::{Mention, Obligation, Reading, TimeFact};
pub use share::{ShareFact, ShareOf};
pub use unitless::Unitless;
pub use vocabulary::{ANSWERS, DELAY_NOTICE, LATENESS, SEVERE};
pub use vocabulary::{CONJUNCTIONS, NAMED_DAYS, NEGATIONS, OPENING, VAGUE_TIME, Vocabulary};
pub use write::Tongue;
