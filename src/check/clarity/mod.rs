//! CLR: what customers cannot understand or hold the organisation to.

mod contact_missing;
mod vague_time;

pub use contact_missing::ContactMissing;
pub use vague_time::VagueTime;
