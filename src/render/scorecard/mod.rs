//! How promises stand, line by line, for every format that people read; and as JSON.

mod json;

pub(super) use json::{JsonScorecard, json};

use super::Language;
use super::printable::printable;
use super::wording::scorecard as words;
use super::wording::statistics;
use crate::check::measured::Measured;
use crate::check::scorecard::{Count, Qualities, Quality, Scorecard};

/// How a promise stands in one quality.
pub(super) struct Line {
    /// The word for it.
    pub(super) quality: &'static str,
    /// What rules say against it; `None` for a commitment that they did not see.
    pub(super) against: Option<Count>,
    /// The same in words.
    pub(super) rules: String,
    /// What was measured, a line for each target of which it can be.
    pub(super) measured: Vec<String>,
}

/// How a promise stands in each quality.
pub(super) fn lines(language: Language, scorecard: &Scorecard, promise: &Qualities) -> [Line; 5] {
    let targets: Vec<_> = scorecard.measured_of(&promise.id).collect();
    let mut against = promise.against.iter();
    Quality::ALL.map(|quality| {
        let against = against.next().copied().filter(|_| promise.checked);
        let told = targets.iter().filter_map(|target| {
            let measured = words::measured(language, quality, target)?;
            Some(printable(&named(language, target, &targets, measured)).into_owned())
        });
        Line {
            quality: statistics::quality(language, quality),
            against,
            rules: against.map_or_else(
                || statistics::unchecked(language).to_owned(),
                |count| statistics::against(language, count),
            ),
            measured: told.collect(),
        }
    })
}

/// What was measured of a target, with the name of that where there are several.
fn named(language: Language, target: &Measured, all: &[&Measured], measured: String) -> String {
    if all.len() == 1 {
        return measured;
    }
    let versions = all.iter().any(|other| other.version != target.version);
    words::of_target(language, versions.then_some(&target.version), target.target, &measured)
}
