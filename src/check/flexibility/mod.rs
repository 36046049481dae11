//! FLX: what happens when a promise cannot be kept.

mod bare_exception;
mod self_serving_pause;
mod single_channel;

pub use bare_exception::BareException;
pub use self_serving_pause::SelfServingPause;
pub use single_channel::SingleChannel;
