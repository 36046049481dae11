//! FLX: what happens when a promise cannot be kept.

mod bare_exception;

pub use bare_exception::BareException;
