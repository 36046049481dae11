//! TIM: promises without a time, and times that nobody is told.

mod no_time_limit;

pub use no_time_limit::NoTimeLimit;
