//! CON: definitions that contradict each other, their texts or their copies.

mod deciding;
mod mixed_terms;
mod standard_looser;
mod strictness;

pub use mixed_terms::MixedTerms;
pub use standard_looser::StandardLooser;
