//! CON: definitions that contradict each other, their texts or their copies.

mod bands;
mod bands_gap_or_overlap;
mod below_floor;
mod copy_differs;
mod deciding;
mod hours_differ;
mod mixed_terms;
mod order_reversed;
mod overlapping_promises;
mod page_text;
mod past_rewritten;
mod remedy_differs;
mod scopes;
mod sequence;
mod standard_looser;
mod steps;
mod strictness;
mod text_differs;
mod translations_differ;
mod unequal_delivery;
mod wording_difference;

pub use bands_gap_or_overlap::BandsGapOrOverlap;
pub use below_floor::BelowFloor;
pub use copy_differs::CopyDiffers;
pub use hours_differ::HoursDiffer;
pub use mixed_terms::MixedTerms;
pub use order_reversed::OrderReversed;
pub use overlapping_promises::OverlappingPromises;
pub use past_rewritten::PastRewritten;
pub use remedy_differs::RemedyDiffers;
pub use standard_looser::StandardLooser;
pub use text_differs::TextDiffers;
pub use translations_differ::TranslationsDiffer;
pub use unequal_delivery::UnequalDelivery;
pub(super) use unequal_delivery::unequal;
