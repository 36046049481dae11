//! CON: definitions that contradict each other, their texts or their copies.

mod hours_differ;
mod remedy_differs;
mod standard_looser;
mod strictness;
mod text_differs;
mod translations_differ;

pub use hours_differ::HoursDiffer;
pub use remedy_differs::RemedyDiffers;
pub use standard_looser::StandardLooser;
pub use text_differs::TextDiffers;
pub use translations_differ::TranslationsDiffer;
