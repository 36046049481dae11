//! Reading prose and quantities in English and Chinese.
//!
//! Functions of text alone: they return byte ranges of the text they were given. This layer must
//! not know what a commitment or a rule is.

mod decimal;
mod duration;
mod number;
mod unit;

pub use decimal::Decimal;
pub use duration::{Duration, DurationKind};
pub use number::{NumberRead, read_number};
