//! English: what FLX rules say.

use crate::finding::Flexibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("exception `{exception}` leaves the customer with nothing"),
            "write in `instead` what they get: a notice, a new limit or another way, such as \"We tell you within 4 hours and agree a new date.\"",
        ),
    }
}
