//! Whether two definitions of a log read the same rows in the same way.
//!
//! What columns are called and which promises a log serves may differ: that is for judging to know.

use super::error::LogError;
use super::files::{self, Input};
use crate::model::{EventColumns, Log, Shape};
use crate::source::Spanned;
use std::path::PathBuf;

/// How two definitions of a log stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// They read the same rows in the same way: one reading does for both.
    Same,
    /// They read other rows, or read them in another way.
    Other,
    /// The files of the first are not there any more.
    Gone,
}

/// Compares what two definitions read, zones apart. What cannot be found of the second is an error.
pub fn sameness(one: &Log, other: &Log) -> Result<Sameness, LogError> {
    let files = match inputs(one) {
        Err(LogError::NoFile { .. }) => return Ok(Sameness::Gone),
        files => files?,
    };
    let alike = is_read_alike(one, other) && files == inputs(other)?;
    Ok(if alike { Sameness::Same } else { Sameness::Other })
}

/// The files of a log as the system knows them, whatever path leads to them; `None` for standard input.
fn inputs(log: &Log) -> Result<Vec<Option<PathBuf>>, LogError> {
    let file = |input: Input| match input {
        Input::File { path, .. } => Some(path.canonicalize().unwrap_or(path)),
        Input::Stdin => None,
    };
    Ok(files::find(log)?.into_iter().map(file).collect())
}

fn is_read_alike(one: &Log, other: &Log) -> bool {
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.to_lowercase());
    let delimiter = |log: &Log| log.delimiter.map(|delimiter| delimiter.value);
    is_same_shape(&one.shape, &other.shape)
        && one.case == other.case
        && one.timestamps.is_same(&other.timestamps)
        && one.missing.is_same(&other.missing)
        && text(&one.encoding) == text(&other.encoding)
        && delimiter(one) == delimiter(other)
        && (one.header, one.fold_case, one.duplicates) == (other.header, other.fold_case, other.duplicates)
}

fn is_same_shape(one: &Shape, other: &Shape) -> bool {
    let rank = |events: &EventColumns| events.rank.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
    match (one, other) {
        (Shape::Cases, Shape::Cases) => true,
        (Shape::Events(one), Shape::Events(other)) => {
            (&one.case, &one.event, &one.at, &one.state, one.attributes)
                == (&other.case, &other.event, &other.at, &other.state, other.attributes)
                && rank(one) == rank(other)
        }
        _ => false,
    }
}
