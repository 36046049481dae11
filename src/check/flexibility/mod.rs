//! FLX: what happens when a promise cannot be kept.

mod bare_exception;
mod exclusion_heavy;
mod hard_to_claim;
mod no_change_control;
mod no_exception_path;
mod no_incident_mode;
mod one_size;
mod self_serving_pause;
mod single_channel;
mod unauditable_exception;
mod unbounded_wait;

pub use bare_exception::BareException;
pub use exclusion_heavy::ExclusionHeavy;
pub use hard_to_claim::HardToClaim;
pub use no_change_control::NoChangeControl;
pub use no_exception_path::NoExceptionPath;
pub use no_incident_mode::NoIncidentMode;
pub use one_size::OneSize;
pub use self_serving_pause::SelfServingPause;
pub use single_channel::SingleChannel;
pub use unauditable_exception::UnauditableException;
pub use unbounded_wait::UnboundedWait;
