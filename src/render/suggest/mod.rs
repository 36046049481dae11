//! What the history supports, in every format: a table of shares, a table of limits, and the definition to
//! paste.
//!
//! Text and Markdown show the same lines; JSON has types of its own. Each is a function of the
//! suggestions alone.

mod definition;
mod json;
mod lines;
mod markdown;
mod text;
mod words;

pub use json::json;
pub use markdown::markdown;
pub use text::text;
