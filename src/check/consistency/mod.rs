//! CON: definitions that contradict each other, their texts or their copies.

mod deciding;
mod standard_looser;
mod strictness;

pub use standard_looser::StandardLooser;
