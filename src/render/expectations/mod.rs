//! What customers expect, are promised and get, in every format.

mod blocks;
mod compared;
mod json;
mod markdown;
mod page;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;
