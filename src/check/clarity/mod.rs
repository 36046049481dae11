//! CLR: what customers cannot understand or hold the organisation to.

mod boundary_twice;
mod compound_promise;
mod contact_missing;
mod day_kind;
mod number_without_unit;
mod vague_time;

pub use boundary_twice::BoundaryTwice;
pub use compound_promise::CompoundPromise;
pub use contact_missing::ContactMissing;
pub use day_kind::DayKind;
pub use number_without_unit::NumberWithoutUnit;
pub use vague_time::VagueTime;
