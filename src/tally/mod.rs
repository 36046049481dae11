//! Counting: mergeable integers, each with `add` and `merge`.
//!
//! What is counted here can be added up in any grouping and order of blocks, files and machines;
//! percentages and percentiles are made of it later. This layer must not know how anything is shown.

mod arena;
mod bins;
mod budget;
mod counter;
mod counters;
mod packed;
mod pairs;
mod period;
mod places;
mod sample;
mod table;
mod times;
mod worker;

pub use bins::{Edge, Grain, Scale};
pub use budget::{Budget, Percentiles};
pub use counter::Counter;
pub use counters::{Counters, Group, OfTarget, Ordered};
pub use period::PeriodKey;
pub use places::{NOWHERE, Places, one_of};
pub use sample::{Sample, Scratch, Total};
pub use times::Times;
pub use worker::Tally;
