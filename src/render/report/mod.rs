//! Reports in every format.
//!
//! Each format is a function of the report alone. Machine formats have types of their own, so that a
//! change inside the program cannot change them unseen.

mod case_table;
mod cases;
mod csv;
mod explain;
mod json;
mod problems;
mod rejects;
mod remedies;
mod short;
pub mod tally;
mod text;
mod words;

pub use cases::{CaseFormat, CaseLine, CaseWriter, Names};
pub use csv::csv;
pub use explain::explain;
pub use json::json;
pub use rejects::RejectWriter;
pub use remedies::remedies;
pub(super) use short::{cell_in_words, over_in_words, state_in_words, terms_in_words, verdict_in_words};
pub use text::{TextOptions, text};
pub(super) use text::{attained, bytes};

use crate::model::Statistic;
use crate::report::Verdict;
use crate::text::Decimal;

/// The word of machine formats for percentiles that are not exact.
const BINS: &str = "bins";

/// The system's error behind one of the CSV writer, so that a closed pipe can be told from a fault.
fn io_error(error: ::csv::Error) -> std::io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// A decimal as a JSON number: whole numbers without a point.
fn number(value: Decimal) -> serde_json::Number {
    value
        .to_integer()
        .map_or_else(|| serde_json::Number::from_f64(value.to_f64()).unwrap_or_else(|| 0.into()), Into::into)
}

/// The word of definitions for a statistic.
pub(super) fn statistic(statistic: Statistic) -> String {
    match statistic {
        Statistic::Share => "share".to_owned(),
        Statistic::Mean => "mean".to_owned(),
        Statistic::Percentile(50) => "median".to_owned(),
        Statistic::Percentile(percent) => format!("p{percent}"),
        Statistic::Count => "count".to_owned(),
        Statistic::Sum => "sum".to_owned(),
    }
}

/// The verdict of machine formats.
fn verdict(verdict: Verdict) -> &'static str {
    verdict.as_str()
}
