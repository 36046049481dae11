//! TIM: promises without a time, and times that nobody is told.

mod mixed_granularity;
mod no_time_limit;

pub use mixed_granularity::MixedGranularity;
pub use no_time_limit::NoTimeLimit;
