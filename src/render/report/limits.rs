//! What a target promises, as figures that can be drawn and as words.

use super::words::Words;
use crate::report::{LimitReport, TargetReport, Unit};
use crate::text::Duration;

/// A limit that is the same for every case.
pub(super) struct Limit {
    /// In the unit of the values of the target.
    pub(super) value: f64,
    /// Whether values may not exceed it; else they must reach it.
    pub(super) is_most: bool,
    pub(super) words: String,
}

/// The limits of a target. Those in months have no fixed length.
pub(super) fn limits(words: &Words, target: &TargetReport) -> Vec<Limit> {
    let known = target.limits.iter().filter_map(|(field, limit)| {
        let value = match limit {
            LimitReport::Number(number) => number.to_f64(),
            LimitReport::Text(text) => length(text, target.unit)?,
        };
        let is_most = matches!(*field, "within" | "at_most");
        Some(Limit { value, is_most, words: in_words(words, field, limit) })
    });
    known.collect()
}

#[expect(clippy::cast_precision_loss, reason = "no limit is past the year 9999")]
fn length(text: &str, unit: Unit) -> Option<f64> {
    match (Duration::parse(text).ok()?, unit) {
        (Duration::Elapsed(seconds) | Duration::Open(seconds), Unit::Seconds) => Some(seconds as f64),
        (Duration::Days(days) | Duration::BusinessDays(days), Unit::Days) => Some(days as f64),
        _ => None,
    }
}

/// What is promised: the share, or the limits of a statistic.
pub(super) fn promised(words: &Words, target: &TargetReport) -> String {
    if let Some(share) = target.share {
        return share.to_string();
    }
    let limits = target.limits.iter().map(|(field, limit)| in_words(words, field, limit));
    limits.collect::<Vec<_>>().join(words.comma)
}

fn in_words(words: &Words, field: &str, limit: &LimitReport) -> String {
    match limit {
        LimitReport::Number(number) => words.limit(field, &number.to_string()),
        LimitReport::Text(text) => words.limit(field, text),
    }
}
