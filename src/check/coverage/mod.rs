//! COV: what the published commitments of a folder leave out.

mod class_uncovered;
mod dimension_uncovered;

pub use class_uncovered::ClassUncovered;
pub use dimension_uncovered::DimensionUncovered;
