//! What users see: one file per output format, and the wording of every message in each language.
//!
//! Renderers are functions of data: they write to `&mut dyn Write` and know nothing of terminals,
//! files or the environment. This layer must not find anything out: what it shows was found below.

pub mod diff;
pub mod json;
mod language;
pub mod report;
pub mod text;
pub mod wording;
mod wrap;

pub use language::Language;
