//! What a file looks like, for people and for programs, with the definitions to paste.
//!
//! Each format is a function of the inspection alone.

mod json;
mod tables;
mod text;
mod words;

pub use json::json;
pub use tables::tables;
pub use text::text;

use crate::log::inspect::Looks;

/// The word of machine formats for what values look like.
fn looks(looks: &Looks) -> &'static str {
    match looks {
        Looks::Empty => "empty",
        Looks::Time(_) => "time",
        Looks::Duration => "duration",
        Looks::Number => "number",
        Looks::Attribute => "attribute",
        Looks::Name => "name",
        Looks::Text => "text",
    }
}

/// A delimiter as definitions have it.
fn delimiter(delimiter: u8) -> String {
    if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() }
}
