//! English: what CLR rules say.

use crate::finding::Clarity;
use crate::render::wording::Words;

pub(super) fn words(message: &Clarity) -> Words {
    match message {
        Clarity::VagueTime { word } => Words::new(
            format!("\"{word}\" says no time that could be kept or missed"),
            "name the limit in the same clause, such as \"within 4 hours\", or drop the word",
        ),
        Clarity::ContactMissing => Words::new(
            "a published commitment without `contact`",
            "write whom customers can turn to and when, such as `contact = \"400-800-1234, every day 8:00-20:00\"`",
        ),
    }
}
