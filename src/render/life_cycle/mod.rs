//! Where commitments stand in their lives, in every format: a row for each with what is missing, overdue or
//! open.
//!
//! Text and Markdown show the same rows; JSON has types of its own. Each is a function of the life cycle
//! alone.

mod json;
mod markdown;
mod rows;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;
