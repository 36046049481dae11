//! CLR: what customers cannot understand or hold the organisation to.

mod boundary_twice;
mod clock_ends_unstated;
mod compound_promise;
mod contact_missing;
mod day_kind;
mod fuzzy_outcome;
mod hard_to_read;
mod number_without_unit;
mod open_exception;
mod scope_unstated;
mod undefined_term;
mod vague_effort;
mod vague_time;
mod window_unstated;

pub use boundary_twice::BoundaryTwice;
pub use clock_ends_unstated::ClockEndsUnstated;
pub use compound_promise::CompoundPromise;
pub use contact_missing::ContactMissing;
pub use day_kind::DayKind;
pub use fuzzy_outcome::FuzzyOutcome;
pub use hard_to_read::HardToRead;
pub use number_without_unit::NumberWithoutUnit;
pub use open_exception::OpenException;
pub use scope_unstated::ScopeUnstated;
pub use undefined_term::UndefinedTerm;
pub use vague_effort::VagueEffort;
pub use vague_time::VagueTime;
pub use window_unstated::WindowUnstated;
