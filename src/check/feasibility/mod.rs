//! FEA: what the organisation cannot deliver, or does not know whether it can.

mod absolute;
mod capacity_short;
mod history_below_target;
mod lacking;
mod liability_over_budget;
mod not_measurable;
mod overstretch;
mod peak_collapse;
mod unowned;
mod unreachable_at_volume;
mod unstaffed_hours;
mod untested;
mod weaker_dependency;

pub use absolute::Absolute;
pub use capacity_short::CapacityShort;
pub use history_below_target::HistoryBelowTarget;
pub use liability_over_budget::LiabilityOverBudget;
pub use not_measurable::NotMeasurable;
pub use overstretch::Overstretch;
pub use peak_collapse::PeakCollapse;
pub use unowned::Unowned;
pub use unreachable_at_volume::UnreachableAtVolume;
pub use unstaffed_hours::UnstaffedHours;
pub use untested::{Untested, are_too_few, cases};
pub use weaker_dependency::WeakerDependency;
