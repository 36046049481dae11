//! What users see: one file per output format, and the wording of every message in each language.
//!
//! Renderers are functions of data: they write to `&mut dyn Write` and know nothing of terminals,
//! files or the environment. This layer must not find anything out: what it shows was found below.

pub mod appraisal;
pub mod calendar;
pub mod change;
mod checked;
pub mod diff;
pub mod expectations;
pub mod github;
pub mod gitlab;
mod html;
pub mod inspect;
pub mod json;
pub mod junit;
mod language;
mod left_out;
pub mod life_cycle;
pub mod markdown;
mod owed;
mod printable;
pub mod publish;
pub mod report;
mod root;
pub mod rule;
pub mod sarif;
mod scorecard;
mod statistics;
pub mod suggest;
pub mod text;
mod toml;
pub mod wording;
mod wrap;

pub use checked::Checked;
pub use language::Language;
pub use root::Root;
