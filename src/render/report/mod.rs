//! Reports in every format.
//!
//! Each format is a function of the report alone. Machine formats have types of their own, so that a
//! change inside the program cannot change them unseen.

mod account;
mod answer;
mod bars;
mod beside;
mod case_table;
mod cases;
mod columns;
mod csv;
mod explain;
mod figures;
mod html;
mod json;
mod json_data;
mod limits;
mod made_by;
mod markdown;
mod problems;
mod rejects;
mod remedies;
mod scorecard;
mod short;
mod spreadsheet;
pub mod tally;
mod terms;
mod text;
mod words;

pub(super) use account::told as problem_in_words;
pub use cases::{CaseFormat, CaseLine, CaseWriter, Names};
pub use csv::{CsvOptions, csv};
pub use explain::explain;
pub(super) use figures::{
    amount as amount_in_words, attained, bytes, cut as attained_in_words, number as number_in_words,
    percents as percents_in_words, value as value_in_words, width,
};
pub use html::html;
pub use json::json;
pub(super) use json::{JsonLimit, limit as json_limit, measure as json_measure};
pub(super) use json_data::{
    JsonData, JsonMadeBy, JsonProblem, data as json_data, problem_of as json_problem,
};
pub use made_by::{Commit, MadeBy, Shown};
pub use markdown::markdown;
pub use rejects::RejectWriter;
pub use remedies::remedies;
pub(super) use short::{
    about_in_words, cell_in_words, figures_of_cell, left_out_in_words, made_by_in_words, over_in_words,
    state_in_words, status_in_words, terms_in_words, verdict_in_words,
};
pub(super) use text::data as text_data;
pub use text::{TextOptions, text};

use crate::model::Statistic;
use crate::report::Verdict;
use crate::text::Decimal;

/// The word of machine formats for percentiles that are not exact.
const BINS: &str = "bins";

/// The system's error behind one of the CSV writer, so that a closed pipe can be told from a fault.
pub(super) fn io_error(error: ::csv::Error) -> std::io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// A decimal as a JSON number: whole numbers without a point.
pub(super) fn number(value: Decimal) -> serde_json::Number {
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
