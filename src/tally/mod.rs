//! Counting: mergeable integers, each with `add` and `merge`.
//!
//! What is counted here can be added up in any grouping and order of blocks, files and machines;
//! percentages and percentiles are made of it later. This layer must not know how anything is shown.

mod counter;
mod period;

pub use counter::{Counter, Counters, Key, Tally};
pub use period::PeriodKey;
