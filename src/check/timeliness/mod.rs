//! TIM: promises without a time, and times that nobody is told.

mod calendar_years_missing;
mod mixed_granularity;
mod no_delay_notice;
mod no_escalation;
mod no_time_limit;
mod prompt;
mod remedy_without_term;
mod review_overdue;
mod short_notice;
mod silent_stretch;
mod slower_than_expected;
mod status_and_dates_disagree;
mod timid;

pub use calendar_years_missing::CalendarYearsMissing;
pub use mixed_granularity::MixedGranularity;
pub use no_delay_notice::NoDelayNotice;
pub use no_escalation::NoEscalation;
pub use no_time_limit::{NoTimeLimit, promises_a_limit};
pub use remedy_without_term::RemedyWithoutTerm;
pub use review_overdue::{Review, ReviewOverdue};
pub use short_notice::ShortNotice;
pub use silent_stretch::SilentStretch;
pub use slower_than_expected::SlowerThanExpected;
pub use status_and_dates_disagree::{Disagreement, Latest, StatusAndDatesDisagree};
pub use timid::Timid;
