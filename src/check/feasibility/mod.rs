//! FEA: promises that the service cannot keep.

mod absolute;

pub use absolute::Absolute;
