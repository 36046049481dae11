//! Results and signals by group, in every format: a table for each target, and what invites a look.
//!
//! Text and Markdown show the same lines; JSON has types of its own. Each is a function of the appraisal
//! alone.

mod json;
mod lines;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;
