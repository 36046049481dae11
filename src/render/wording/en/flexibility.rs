//! English: what FLX rules say.

use crate::finding::Flexibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Flexibility) -> Words {
    match message {
        Flexibility::BareException { exception } => Words::new(
            format!("exception `{exception}` leaves the customer with nothing"),
            "write in `instead` what they get: a notice, a new limit or another way, such as \"We tell you within 4 hours and agree a new date.\"",
        ),
        Flexibility::SingleChannel { words } => Words::new(
            format!("\"{words}\" leaves one way only"),
            "offer a second way, such as a telephone number or a counter, for those who cannot use the first",
        ),
        Flexibility::SelfServingPause { state } => Words::new(
            format!("the clock stands still in \"{state}\", which is in the organisation's own hands"),
            "let the clock run, and make the case an exception with `instead` if the customer must wait",
        ),
    }
}
